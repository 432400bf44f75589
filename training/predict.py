"""Labels articles with a checkpoint and scores the attributions: the reference for the program's own decoder.

usage: predict.py CHECKPOINT --corpus TOKENS GOLD --vocabulary FILE --score DIR_OF_attributions.py
"""
import argparse
import json
import math
import sys

import torch

import corpus
from model import EXITS, LABELS, START_LEGAL, Tagger, steps

LIMIT, LEFT, RIGHT = 200, 36, 18      # pieces: core of a window, context before and behind it
B_SOURCE, B_CUE, B_CONTENT = 1, 3, 5


def windows(article):
    """(core start, core end, window start, window end) in words."""
    before = corpus.prefix(article)
    out = []
    for s, e in corpus.chunks(article, LIMIT):
        a, b = s, e
        while a > 0 and before[s] - before[a - 1] <= LEFT:
            a -= 1
        while b < len(article.spans) and before[b + 1] - before[e] <= RIGHT:
            b += 1
        out.append((s, e, a, b))
    return out


def viterbi(emissions, step, start, end, bias):
    """emissions W L, step W L L -> best labels."""
    e = emissions.clone()
    for b in (B_SOURCE, B_CUE, B_CONTENT):
        e[:, b] += bias
    score = e[0] + start
    back = []
    for t in range(1, len(e)):
        all_ = score[:, None] + step[t]
        best, at = all_.max(0)
        score = best + e[t]
        back.append(at)
    at = int((score + end).argmax())
    path = [at]
    for b in reversed(back):
        at = int(b[at])
        path.append(at)
    return path[::-1]


def posteriors(emissions, step, start, end):
    """As viterbi takes them -> shares of the labels at each word, W L (forward and backward)."""
    forward, behind = [emissions[0] + start], [end]
    for t in range(1, len(emissions)):
        forward.append(torch.logsumexp(forward[-1][:, None] + step[t], 0) + emissions[t])
    for t in range(len(emissions) - 1, 0, -1):
        behind.append(torch.logsumexp(step[t] + (emissions[t] + behind[-1])[None], 1))
    return (torch.stack(forward) + torch.stack(behind[::-1])).softmax(-1)


@torch.no_grad()
def label(model, articles, depth, opening, closing, bias=0.0):
    """Per article: labels of its words, arcs as {(relation, from): {to or -1: log-probability}}, and how sure the role of
    each label is."""
    model.eval()
    out = []
    head = model.heads[depth]
    for article in articles:
        labels = [0] * len(article.spans)
        sure = [0.0] * len(article.spans)
        arcs = {}
        ws = windows(article)
        for at in range(0, len(ws), 8):
            group = ws[at : at + 8]
            parts = [(article, a, b) for _, _, a, b in group]
            pieces, features, mask, first, words, _, paragraph, _ = corpus.batch(parts, opening, closing)
            h = model(pieces, features, mask, first)[depth]
            emissions, step, scores = head.emit(h), steps(head, paragraph), head.arcs(h)
            for n, (s, e, a, b) in enumerate(group):
                path = viterbi(emissions[n, : b - a], step[n, : b - a], head.start + START_LEGAL, head.end, bias)
                labels[s:e] = path[s - a : e - a]
                shares = posteriors(emissions[n, : b - a], step[n, : b - a], head.start + START_LEGAL, head.end)
                roles = torch.cat([shares[:, :1]] + [shares[:, k : k + 2].sum(1, keepdim=True) for k in (1, 3, 5)], 1)
                sure[s:e] = [roles[t, (path[t] + 1) // 2].item() for t in range(s - a, e - a)]
                has = {k: [i for i, x in enumerate(path) if x == k] for k in (B_SOURCE, B_CUE, B_CONTENT)}
                for r, (one, other) in enumerate([(B_CONTENT, B_CUE), (B_CONTENT, B_SOURCE), (B_CUE, B_SOURCE)]):
                    for i in has[one]:
                        if not s <= i + a < e:
                            continue
                        to = has[other]
                        x = torch.cat([scores[n, r, i, to], scores[n, r, i, -1:]]).log_softmax(0).tolist()
                        arcs[r, i + a] = {**{j + a: v for j, v in zip(to, x)}, -1: x[-1]}
        for i, x in enumerate(labels):          # a stretch that lost its beginning at a border begins anew
            if LABELS[x].startswith("I-") and (i == 0 or LABELS[labels[i - 1]][2:] != LABELS[x][2:]):
                labels[i] = x - 1
        out.append((labels, arcs, sure))
    return out


def stretches(labels, begin):
    out, i = {}, 0
    while i < len(labels):
        if labels[i] == begin:
            j = i + 1
            while j < len(labels) and labels[j] == begin + 1:
                j += 1
            out[i] = (i, j)
            i = j
        else:
            i += 1
    return out


def link(labels, arcs):
    """Attributions as (source or None, cue or None, [contents], how sure its arcs are) of word ranges."""
    sources, cues, contents = (stretches(labels, b) for b in (B_SOURCE, B_CUE, B_CONTENT))
    groups, scores = {}, {}
    for c in contents:
        to_cue = arcs.get((0, c), {-1: 0.0})
        to_source = arcs.get((1, c), {-1: 0.0})
        best = None
        for q, pq in to_cue.items():
            if q != -1 and q not in cues:
                continue
            of_cue = arcs.get((2, q), None) if q != -1 else None
            for k, pk in to_source.items():
                if k != -1 and k not in sources:
                    continue
                score = pq + pk
                if of_cue is not None:
                    score += of_cue.get(k, -6.0)
                elif q != -1:
                    score += pk
                else:
                    score += pk - 1.0
                if best is None or score > best[0]:
                    best = (score, q, k)
        _, q, k = best if best else (0, -1, -1)
        groups.setdefault((q, k) if q != -1 else ("none", k, c), []).append(c)
        scores[c] = math.exp(best[0]) if best else 0.0
    out = []
    byq = {}
    for (key, members) in groups.items():
        if key[0] == "none":
            out.append((key[1], -1, members))
        else:
            byq.setdefault(key[0], []).append((key[1], members))
    for q, options in byq.items():
        # One cue, one source: the one most of its contents point to, an early one where they differ.
        options.sort(key=lambda o: (-len(o[1]), o[1][0]))
        k = next((k for k, _ in options if k != -1), -1)
        out.append((k, q, sorted(c for _, m in options for c in m)))
    return [(sources.get(k), cues.get(q), [contents[c] for c in m], min(scores[c] for c in m)) for k, q, m in out]


def claims(article, linked):
    """What `link` found, as spans of the text."""
    span = lambda r: [article.spans[r[0]][0], article.spans[r[1] - 1][1]]
    return [{"source": [span(source)] if source else [], "cue": [span(cue)] if cue else [],
             "content": [span(c) for c in contents]} for source, cue, contents, _ in linked]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("checkpoint")
    ap.add_argument("--corpus", nargs=2, required=True)
    ap.add_argument("--vocabulary", required=True)
    ap.add_argument("--score", required=True)
    ap.add_argument("--depth", type=int, action="append")
    ap.add_argument("--bias", type=float, default=0.0)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--keep", help="write predictions here")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    sys.path.insert(0, args.score)
    import attributions as scorer
    kept = open(args.vocabulary, encoding="utf-8").read().split("\n")[:-1]
    model = Tagger(len(kept))
    model.load_state_dict(torch.load(args.checkpoint))
    articles = corpus.read(*args.corpus)
    gold = scorer.load(args.corpus[1])
    for depth in args.depth or range(len(EXITS)):
        found = label(model, articles, depth, kept.index(corpus.OPENING), kept.index(corpus.CLOSING), args.bias)
        pred = {a.doc: claims(a, link(labels, arcs)) for a, (labels, arcs, _) in zip(articles, found)}
        if args.keep:
            json.dump({a.doc: {"labels": f[0], "pred": pred[a.doc]} for a, f in zip(articles, found)},
                      open(f"{args.keep}-{EXITS[depth]}.json", "w"))
        r = scorer.score(gold, pred)
        right = sum(x == y for a, f in zip(articles, found) for x, y in zip(a.labels, f[0]))
        print(f"{EXITS[depth]} layers: labels {right / sum(len(a.labels) for a in articles):.4f}", end="  ")
        for k in ("relaxed", "exact", "joint"):
            print(f"{k} {100 * r[k]['f1']:.1f} (P {100 * r[k]['p']:.1f} R {100 * r[k]['r']:.1f})", end="  ")
        print("spans", " / ".join(f"{100 * r['span'][k]['f1']:.1f}" for k in ("source", "cue", "content")),
              f"source overlap {100 * r['source_accuracy']:.1f}",
              "kinds", " / ".join(f"{100 * r['by_kind'][k]['joint']['f1']:.1f}" for k in scorer.KINDS), flush=True)


if __name__ == "__main__":
    main()
