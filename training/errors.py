"""Sorts the errors on gold articles into kinds.

usage: errors.py SCORE_DIR GOLD.jsonl DOCUMENTS.jsonl [--list KIND]

DOCUMENTS: what `claimdesk extract --format jsonl` printed for the articles of GOLD. Errors are those of `joint`: a gold
attribution that is not found with its source, a statement that is no gold attribution.
"""
import collections
import json
import os
import sys

NOUN_ENDINGS = ("tion", "tions", "ment", "ments", "sis", "ses", "ance", "ence")
NOUNS = set("claim claims plan plans promise promises view views belief beliefs hope hopes fear fears idea pledge call calls "
            "vow warning warnings report reports concern concerns statement comment comments remark remarks criticism "
            "support proposal proposals decision threat demand demands attack attacks opinion goal desire question "
            "questions response doubt doubts push interest effort efforts argument charge charges word words".split())
INTENT = set("want wants wanted plan plans planned planning hope hopes hoped hoping seek seeks sought seeking intend intends "
             "intended decide decides decided agree agrees agreed refuse refuses refused promise promised promises vow "
             "vowed vows pledge pledged pledges try trying tried need needs like liked likes expect expects expected "
             "prefer preferred choose chose aim aims aimed aiming considering considers considered willing ready "
             "looking wanting threatened threaten".split())
MIND = set("think thinks thought believe believes believed know knows knew feel feels felt see sees saw seen find finds found "
           "understand understands learned remember remembers fear fears feared doubt doubts realize realized view views "
           "viewed consider assume suspect wonder worried worry convinced aware".split())


def cue_kind(words):
    if not words:
        return "no cue"
    last = words[-1].lower()
    if any(w.lower() in INTENT for w in words):
        return "wanting and planning"
    if any(w.lower() in MIND for w in words):
        return "thinking and knowing"
    if last in NOUNS or last.endswith(NOUN_ENDINGS):
        return "a noun as cue"
    return "saying and judging"


def main():
    sys.path.insert(0, sys.argv[1])
    import attributions as score

    shown = sys.argv[sys.argv.index("--list") + 1] if "--list" in sys.argv else None
    documents = {}
    for line in open(sys.argv[3], encoding="utf-8"):
        doc = json.loads(line)
        documents[os.path.splitext(os.path.basename(doc["article"]["file"]))[0]] = doc.get("statements", [])
    count = collections.Counter()
    gold_total = predicted_total = right = 0
    for one in score.load(sys.argv[2]):
        text, doc = one["text"], score.Doc(one["text"])
        words = lambda spans: doc.words(doc.tokens(spans)) if spans else frozenset()
        said = lambda spans: " … ".join(text[s:e] for s, e in spans).replace("\n", " ")
        gold = [a for a in one["attributions"] if a["content"]]
        g = [(words(a["content"]), words(a.get("source")), words(a.get("cue"))) for a in gold]
        mine = [s for s in documents[one["doc"]] if s.get("mention") or s.get("cue")]
        span = lambda s, k: [s[k]] if s.get(k) else []
        p = [(words(s["content"]), words(span(s, "mention")), words(span(s, "cue"))) for s in mine]
        gold_total, predicted_total = gold_total + len(g), predicted_total + len(p)
        edges = {}
        for i, (c, _, _) in enumerate(p):
            for j, (d, _, _) in enumerate(g):
                if c & d and len(c & d) / len(c | d) >= score.MIN_J:
                    edges[i, j] = len(c & d) / len(c | d)
        matched = score.best_matching(edges)
        back = {j: i for i, j in matched.items()}

        def note(kind, what):
            count[kind] += 1
            if shown == kind:
                print(f"{one['doc']}: {what}")

        for j, a in enumerate(gold):
            cue = said(a.get("cue") or []).split()
            line = f"[{said(a.get('source') or [])}] <{' '.join(cue)}> {said(a['content'])}"
            if j in back:
                mention = p[back[j]][1]
                if bool(mention & g[j][1]) or not (mention or g[j][1]):
                    right += 1
                elif not mention:
                    note("source not found", line)
                elif not g[j][1]:
                    note("source where there is none", line + f" || {said(span(mine[back[j]], 'mention'))}")
                else:
                    note("another source", line + f" || {said(span(mine[back[j]], 'mention'))}")
                continue
            same = [i for i in range(len(p)) if p[i][2] & g[j][2] or p[i][0] & g[j][0]]
            if any(p[i][2] & g[j][2] for i in same):
                content = frozenset().union(*[p[i][0] for i in same if p[i][2] & g[j][2]])
                kind = "content too long" if content > g[j][0] else "content too short" if content < g[j][0] else "content elsewhere"
                note(f"cue found, {kind}", line + f" || {said([s for i in same for s in mine[i]['content']])}")
            elif same:
                note("content found under another cue", line)
            elif doc.kind(doc.tokens(a["content"])) != "indirect":
                note("missed: quotation", line)
            else:
                note(f"missed: {cue_kind(cue)}", line)
        for i, s in enumerate(mine):
            if i in matched:
                continue
            cue = said(span(s, "cue")).split()
            line = f"[{said(span(s, 'mention'))}] <{' '.join(cue)}> {said(s['content'])}"
            if not any(p[i][2] & q or p[i][0] & c for c, _, q in g):
                note(f"invented: {cue_kind(cue)}", line)
            elif not any(p[i][2] & q for _, _, q in g):
                note("invented inside another's content", line)
    total = sum(count.values())
    print(f"gold {gold_total}, found {predicted_total}, right {right}; errors {total}")
    print("| error | number | share |\n|---|---|---|")
    for kind, n in count.most_common():
        print(f"| {kind} | {n} | {100 * n / total:.0f} % |")


main()
