"""Fits how sure the program says it is to how often it is right.

usage: calibrate.py SCORE_DIR GOLD.jsonl DOCUMENTS.jsonl

DOCUMENTS: what `claimdesk extract --format jsonl` printed for the articles of GOLD with `confidence` as it comes.
A statement is right when the scorer counts it in `joint`. Prints slope and intercept of a logistic curve over the
log-odds, and a reliability table by five-fold cross-validation over the articles.
"""
import json
import math
import os
import sys


def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def fit(points, rounds=60):
    """Newton's method for right ~ sigmoid(a x + b)."""
    a, b = 1.0, 0.0
    for _ in range(rounds):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, y in points:
            p = 1 / (1 + math.exp(-(a * x + b)))
            w = p * (1 - p)
            g0 += (p - y) * x
            g1 += p - y
            h00 += w * x * x
            h01 += w * x
            h11 += w
        h00 += 1e-6
        h11 += 1e-6
        det = h00 * h11 - h01 * h01
        da, db = (h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det
        a, b = a - da, b - db
        if abs(da) + abs(db) < 1e-9:
            break
    return a, b


def judged(score, gold, documents):
    """Per article: (log-odds, right) of each statement."""
    out = []
    for one in gold:
        doc = score.Doc(one["text"])
        words = lambda spans: doc.words(doc.tokens(spans)) if spans else frozenset()
        g = [(words(a["content"]), words(a.get("source"))) for a in one["attributions"] if a["content"]]
        statements = documents[one["doc"]]
        p = [(words(s["content"]), words([s["mention"]] if s.get("mention") else [])) for s in statements]
        edges = {}
        for i, (c, _) in enumerate(p):
            for j, (d, _) in enumerate(g):
                overlap = len(c & d)
                if overlap and overlap / len(c | d) >= score.MIN_J:
                    edges[i, j] = overlap / len(c | d)
        matched = score.best_matching(edges)
        points = []
        for i, s in enumerate(statements):
            right = i in matched and (bool(p[i][1] & g[matched[i]][1]) or not (p[i][1] or g[matched[i]][1]))
            if s.get("confidence") is not None:
                points.append((logit(s["confidence"]), right))
        out.append(points)
    return out


def main():
    sys.path.insert(0, sys.argv[1])
    import attributions as score

    documents = {}
    for line in open(sys.argv[3], encoding="utf-8"):
        doc = json.loads(line)
        documents[os.path.splitext(os.path.basename(doc["article"]["file"]))[0]] = doc.get("statements", [])
    articles = judged(score, score.load(sys.argv[2]), documents)
    held = []
    for fold in range(5):
        a, b = fit([p for n, points in enumerate(articles) if n % 5 != fold for p in points])
        for n, points in enumerate(articles):
            if n % 5 == fold:
                held += [(1 / (1 + math.exp(-(a * x + b))), y) for x, y in points]
    a, b = fit([p for points in articles for p in points])
    print(f"slope {a:.4f} intercept {b:.4f}")
    print("| said | statements | mean said | right |\n|---|---|---|---|")
    error = 0.0
    for n in range(10):
        some = [(p, y) for p, y in held if n / 10 <= p < (n + 1) / 10 or n == 9 and p == 1]
        if some:
            said, right = sum(p for p, _ in some) / len(some), sum(y for _, y in some) / len(some)
            error += len(some) * abs(said - right)
            print(f"| {n * 10}-{n * 10 + 10} % | {len(some)} | {100 * said:.0f} % | {100 * right:.0f} % |")
    print(f"expected calibration error {100 * error / max(1, len(held)):.1f} points over {len(held)} statements")


main()
