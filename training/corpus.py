"""Reads gold attributions and the program's own view of the words (`claimdesk tokens`), and cuts chunks from them."""
import json
import random

import torch

from model import LABELS

NUMBER = {label: n for n, label in enumerate(LABELS)}
OPENING, CLOSING = "[CLS]", "[SEP]"
EDGE_SENTENCE, EDGE_PARAGRAPH = 1, 2


class Article:
    """Words with labels and arcs. `arcs`: (relation, from, to) by word number; to = -1: none in the text."""

    def __init__(self, given, attributions=()):
        self.doc = given["doc"]
        self.spans = given["spans"]
        self.pieces = given["pieces"]
        self.features = given["features"]
        self.labels = [0] * len(self.spans)
        self.arcs = []
        owner = {}
        for n, (s, e) in enumerate(self.spans):
            for at in range(s, e):
                owner[at] = n
        for one in attributions:
            heads = {}
            for role in ("source", "cue", "content"):
                heads[role] = []
                for s, e in one.get(role) or ():
                    words = sorted({owner[at] for at in range(s, e) if at in owner})
                    previous = None
                    for n in words:
                        # Another attribution's word, or a gap, or a paragraph: a new stretch begins.
                        fresh = previous != n - 1 or self.features[n][2] == EDGE_PARAGRAPH
                        if self.labels[n] and role != "source":
                            previous = None
                            continue
                        if fresh:
                            heads[role].append(n)
                        self.labels[n] = NUMBER[("B-" if fresh else "I-") + role]
                        previous = n
            cue = heads["cue"][0] if heads["cue"] else -1
            source = heads["source"][0] if heads["source"] else -1
            for content in heads["content"]:
                self.arcs.append((0, content, cue))
                self.arcs.append((1, content, source))
            if cue >= 0:
                self.arcs.append((2, cue, source))


def read(tokens, gold):
    """Articles of a corpus: the program's tokens and the gold file they were made from, line by line."""
    given = {}
    with open(tokens, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            given[one["doc"]] = one
    out = []
    with open(gold, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            out.append(Article(given[one["doc"]], one["attributions"]))
    return out


def borders(article, start, limit, pieces_before):
    """One past the last word of the chunk that begins at `start`: whole paragraphs up to `limit` pieces, else whole
    sentences, else words."""
    n = len(article.spans)
    best_paragraph = best_sentence = last = None
    for at in range(start + 1, n + 1):
        size = pieces_before[at] - pieces_before[start]
        if size > limit and last is not None:
            break
        last = at
        edge = EDGE_PARAGRAPH if at == n else article.features[at][2]
        if edge == EDGE_PARAGRAPH:
            best_paragraph = at
        if edge:
            best_sentence = at
    # A paragraph that would leave the chunk half empty is cut at a sentence.
    if best_paragraph and pieces_before[best_paragraph] - pieces_before[start] >= limit // 2:
        return best_paragraph
    return best_sentence or last


def prefix(article):
    out = [0]
    for word in article.pieces:
        out.append(out[-1] + len(word))
    return out


def chunks(article, limit, rng=None):
    """(from, to) word ranges; the first one's size is random in training, so that no epoch cuts as the last one did."""
    before = prefix(article)
    out, at = [], 0
    while at < len(article.spans):
        size = rng.randint(limit // 3, limit) if rng and at == 0 else limit
        end = borders(article, at, size, before)
        out.append((at, end))
        at = end
    return out


def batch(parts, opening, closing):
    """parts: (article, from, to). Tensors as the model takes them, padded, and the labels and arcs of each part."""
    lengths = [sum(len(p) for p in a.pieces[s:e]) + 2 for a, s, e in parts]
    widths = [e - s for _, s, e in parts]
    b, t, w = len(parts), max(lengths), max(widths)
    pieces = torch.zeros(b, t, dtype=torch.long)
    features = torch.zeros(b, t, 3, dtype=torch.long)
    mask = torch.zeros(b, t, dtype=torch.bool)
    first = torch.zeros(b, w, dtype=torch.long)
    words = torch.zeros(b, w, dtype=torch.bool)
    labels = torch.zeros(b, w, dtype=torch.long)
    paragraph = torch.zeros(b, w, dtype=torch.bool)
    arcs = []
    for n, (a, s, e) in enumerate(parts):
        row, feats, firsts = [opening], [[0, 0, 0]], []
        for k in range(s, e):
            firsts.append(len(row))
            row += a.pieces[k]
            feats += [a.features[k]] * len(a.pieces[k])
        row.append(closing), feats.append([0, 0, 0])
        pieces[n, : len(row)] = torch.tensor(row)
        features[n, : len(row)] = torch.tensor(feats)
        mask[n, : len(row)] = True
        first[n, : e - s] = torch.tensor(firsts)
        words[n, : e - s] = True
        labels[n, : e - s] = torch.tensor(a.labels[s:e])
        paragraph[n, : e - s] = torch.tensor([f[2] == EDGE_PARAGRAPH for f in a.features[s:e]])
        paragraph[n, 0] = True
        for r, i, j in a.arcs:
            if s <= i < e and (j == -1 or s <= j < e):
                arcs.append((n, r, i - s, w if j == -1 else j - s))
    return pieces, features, mask, first, words, labels, paragraph, torch.tensor(arcs, dtype=torch.long).view(-1, 4)


def training_batches(articles, limit, size, rng: random.Random):
    """Batches of parts of like length, in random order."""
    parts = [(a, s, e) for a in articles for s, e in chunks(a, limit, rng)]
    rng.shuffle(parts)
    length = lambda part: sum(len(p) for p in part[0].pieces[part[1] : part[2]])
    pool = 50 * size
    out = []
    for at in range(0, len(parts), pool):
        some = sorted(parts[at : at + pool], key=length)
        out += [some[n : n + size] for n in range(0, len(some), size)]
    rng.shuffle(out)
    return out
