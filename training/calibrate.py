"""Fits how sure the program says it is to how often it is right.

usage: calibrate.py fit CHECKPOINT --corpus TOKENS GOLD --vocabulary FILE --score DIR_OF_attributions.py
       calibrate.py table DOCUMENTS.jsonl --corpus TOKENS GOLD --score DIR_OF_attributions.py

`fit` prints the weights of `src/extract/tagged/confidence.rs` for both exits, and by five-fold cross-validation over the
articles what becomes of `joint` where statements below a floor are left out. GOLD: articles not trained on.
`table` prints how often the statements of DOCUMENTS (`claimdesk extract --format jsonl` of GOLD's articles) are right at
each confidence. A statement is right when the scorer counts it in `joint`.
"""
import argparse
import json
import math
import os
import sys

import torch

import corpus
import predict
from model import EXITS, Tagger

NAMES = ["end", "content", "cue", "source", "arcs", "without_cue", "without_source", "always"]
PULL = 0.5   # toward 0, so that a rare kind (no cue at all) cannot run away


def log_odds(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def parts(linked, sure):
    """Of one attribution (`predict.link`): what NAMES weighs."""
    source, cue, contents, arcs = linked
    mean = lambda stretch: sum(sure[stretch[0] : stretch[1]]) / (stretch[1] - stretch[0])
    return [log_odds(min(sure[b - 1] for _, b in contents)), log_odds(min(map(mean, contents))),
            log_odds(mean(cue)) if cue else 0.0, log_odds(mean(source)) if source else 0.0, log_odds(arcs),
            float(not cue), float(not source), 1.0]


def curve(rows, right):
    """Newton's method for right ~ logistic(rows @ weights)."""
    weights = torch.zeros(rows.shape[1], dtype=torch.float64)
    for _ in range(40):
        p = torch.sigmoid(rows @ weights)
        slope = rows.T @ (p - right) + PULL * weights
        bend = rows.T @ (rows * (p * (1 - p))[:, None]) + PULL * torch.eye(rows.shape[1], dtype=torch.float64)
        weights = weights - torch.linalg.solve(bend, slope)
    return weights


def judged(score, gold, claims):
    """Of each of an article's claims (`source` and `content` as spans) whether it is right."""
    doc = score.Doc(gold["text"])
    words = lambda spans: doc.words(doc.tokens(spans)) if spans else frozenset()
    g = [(words(a["content"]), words(a.get("source"))) for a in gold["attributions"] if a["content"]]
    p = [(words(c["content"]), words(c.get("source"))) for c in claims]
    edges = {}
    for i, (c, _) in enumerate(p):
        for j, (d, _) in enumerate(g):
            overlap = len(c & d)
            if overlap and overlap / len(c | d) >= score.MIN_J:
                edges[i, j] = overlap / len(c | d)
    matched = score.best_matching(edges)
    return [i in matched and (bool(p[i][1] & g[matched[i]][1]) or not (p[i][1] or g[matched[i]][1])) for i in range(len(p))]


def fit(args, score, gold):
    kept = open(args.vocabulary, encoding="utf-8").read().split("\n")[:-1]
    model = Tagger(len(kept))
    model.load_state_dict(torch.load(args.given))
    articles = corpus.read(*args.corpus)
    for depth, layers in enumerate(EXITS):
        rows, right, where = [], [], []
        found = predict.label(model, articles, depth, kept.index(corpus.OPENING), kept.index(corpus.CLOSING))
        for n, (article, (labels, arcs, sure), one) in enumerate(zip(articles, found, gold)):
            # Without cue and source it is no attribution to the scorer, and none to the program.
            linked = [x for x in predict.link(labels, arcs) if x[0] or x[1]]
            rows += [parts(x, sure) for x in linked]
            right += judged(score, one, predict.claims(article, linked))
            where += [n] * len(linked)
        rows, right = torch.tensor(rows, dtype=torch.float64), torch.tensor(right, dtype=torch.float64)
        fold = torch.tensor(where) % 5
        held = torch.zeros_like(right)
        for n in range(5):
            held[fold == n] = torch.sigmoid(rows[fold == n] @ curve(rows[fold != n], right[fold != n]))
        print(f"{layers} layers:", ", ".join(f"{name}: {x:.3f}" for name, x in zip(NAMES, curve(rows, right).tolist())))
        all_ = sum(len(one["attributions"]) for one in gold)
        for floor in (0.0, 0.2, 0.25, 0.3, 0.33, 0.36, 0.4, 0.45, 0.5):
            on = held >= floor
            count, good = int(on.sum()), right[on].sum().item()
            print(f"  floor {floor:.2f}: joint {200 * good / (count + all_):.2f} (P {100 * good / count:.1f} R {100 * good / all_:.1f})")


def table(args, score, gold):
    documents = {}
    for line in open(args.given, encoding="utf-8"):
        doc = json.loads(line)
        documents[os.path.splitext(os.path.basename(doc["article"]["file"]))[0]] = doc.get("statements", [])
    points = []
    for one in gold:
        said = documents[one["doc"]]
        claims = [{"content": s["content"], "source": [s["mention"]] if s.get("mention") else []} for s in said]
        points += [(s["confidence"], x) for s, x in zip(said, judged(score, one, claims)) if s.get("confidence") is not None]
    print("| said | statements | mean said | right |\n|---|---|---|---|")
    error = 0.0
    for n in range(10):
        some = [(p, y) for p, y in points if n / 10 <= p < (n + 1) / 10 or n == 9 and p == 1]
        if some:
            mean, right = sum(p for p, _ in some) / len(some), sum(y for _, y in some) / len(some)
            error += len(some) * abs(mean - right)
            print(f"| {n * 10}-{n * 10 + 10} % | {len(some)} | {100 * mean:.0f} % | {100 * right:.0f} % |")
    print(f"expected calibration error {100 * error / max(1, len(points)):.1f} points over {len(points)} statements")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("what", choices=("fit", "table"))
    ap.add_argument("given", help="a checkpoint to fit, documents for the table")
    ap.add_argument("--corpus", nargs=2, required=True, metavar=("TOKENS", "GOLD"))
    ap.add_argument("--vocabulary")
    ap.add_argument("--score", required=True)
    args = ap.parse_args()
    sys.path.insert(0, args.score)
    import attributions as score

    gold = score.load(args.corpus[1])
    {"fit": fit, "table": table}[args.what](args, score, gold)


main()
