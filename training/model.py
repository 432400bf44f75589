"""The network: MiniLM with three feature embeddings, a label head with a chain of transitions, and arcs between words.

Shapes: B chunks, T pieces, W words, L labels, R relations. Two exits (after EXITS[0] and EXITS[1] layers) carry heads of
their own, so that one set of weights serves both engines.
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
L = len(LABELS)
RELATIONS = ["content-cue", "content-source", "cue-source"]
R = len(RELATIONS)
ARC = 48                     # width of an arc's query and key
BUCKETS = 16                 # distances in words, by powers of two, each side
EXITS = (3, 6)
HIDDEN, HEADS, INNER, LAYERS = 384, 12, 1536, 6
BARRED = -1e4

# An inside label follows only its own begin or inside; a paragraph never starts with one.
LEGAL = torch.zeros(L, L)
START_LEGAL = torch.zeros(L)
for j, label in enumerate(LABELS):
    if label.startswith("I-"):
        START_LEGAL[j] = BARRED
        for i, before in enumerate(LABELS):
            if before[2:] != label[2:]:
                LEGAL[i, j] = BARRED


def bucket(distance):
    """Signed distance in words -> row of the distance table: 0 .. 2*BUCKETS-1."""
    size = torch.clamp(torch.log2(distance.abs().float() + 1).mul(2).long(), max=BUCKETS - 1)
    return torch.where(distance >= 0, BUCKETS + size, BUCKETS - 1 - size)


def channel_dropout(x, p, training):
    """One mask a sequence and channel: as good as element-wise masks, at a fraction of their cost on a CPU."""
    if not training or p == 0:
        return x
    mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p).div_(1 - p)
    return x * mask


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x, mask, p):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: the fused kernel's way back is slower on a CPU than the products themselves.
        weights = (q @ k.transpose(2, 3) / math.sqrt(HIDDEN // HEADS)).masked_fill(~mask, BARRED).softmax(-1)
        a = weights.to(v.dtype) @ v
        a = self.out(a.transpose(1, 2).reshape(b, t, HIDDEN))
        x = self.norm1(x + channel_dropout(a, p, self.training))
        f = self.down(F.gelu(self.up(x)))
        return self.norm2(x + channel_dropout(f, p, self.training))


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.emit = nn.Linear(HIDDEN, L)
        self.trans = nn.Parameter(torch.zeros(L, L))
        self.start = nn.Parameter(torch.zeros(L))
        self.end = nn.Parameter(torch.zeros(L))
        self.query = nn.Linear(HIDDEN, R * ARC)
        self.key = nn.Linear(HIDDEN, R * ARC)
        self.nothing = nn.Parameter(torch.zeros(R, ARC))   # the key of "none in the text"
        self.distance = nn.Parameter(torch.zeros(R, 2 * BUCKETS))

    def arcs(self, h):
        """h: B W H -> scores B R W (W+1); the last column is "none"."""
        b, w, _ = h.shape
        q = self.query(h).view(b, w, R, ARC).transpose(1, 2)
        k = self.key(h).view(b, w, R, ARC).transpose(1, 2)
        at = torch.arange(w)
        near = self.distance[:, bucket(at[None, :] - at[:, None])]
        words = q @ k.transpose(2, 3) / math.sqrt(ARC) + near
        none = (q * self.nothing[None, :, None]).sum(-1, keepdim=True) / math.sqrt(ARC)
        return torch.cat([words, none], 3)


class Tagger(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.place = nn.Embedding(512, HIDDEN)
        self.features = nn.ModuleList([nn.Embedding(n, HIDDEN) for n in (5, 3, 3)])
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.heads = nn.ModuleList([Head() for _ in EXITS])

    def forward(self, pieces, features, mask, first, p=0.1):
        """pieces B T, features B T 3, mask B T (True: a piece), first B W (the piece each word begins with) ->
        per exit: hidden states of the words, B W H."""
        x = self.word(pieces) + self.place.weight[: pieces.shape[1]]
        for n, table in enumerate(self.features):
            x = x + table(features[..., n])
        x = channel_dropout(self.norm(x), p, self.training)
        attend = mask[:, None, None, :]
        out = []
        for n, layer in enumerate(self.layers, 1):
            x = layer(x, attend, p)
            if n in EXITS:
                out.append(torch.gather(x, 1, first[..., None].expand(-1, -1, HIDDEN)))
        return out


def steps(head, paragraph):
    """Transition scores B W L L into each word; a paragraph's first word follows an end."""
    inner = head.trans + LEGAL
    outer = head.end[:, None] + (head.start + START_LEGAL)[None, :]
    return torch.where(paragraph[..., None, None], outer, inner)


def chain_loss(head, emissions, labels, paragraph, words):
    """Negative log-likelihood summed over the chunk's words. emissions B W L, labels B W, words B W (True: a word)."""
    b, w, _ = emissions.shape
    step = steps(head, paragraph)
    gold = emissions.gather(2, labels[..., None]).squeeze(2)
    pair = step[torch.arange(b)[:, None], torch.arange(1, w)[None], labels[:, :-1], labels[:, 1:]]
    score = (gold * words).sum(1) + (pair * words[:, 1:]).sum(1) + head.start[labels[:, 0]]
    alpha = emissions[:, 0] + head.start + START_LEGAL
    step, emissions, on = step.unbind(1), emissions.unbind(1), words[:, :, None].unbind(1)
    for t in range(1, w):
        nxt = torch.logsumexp(alpha[:, :, None] + step[t], 1) + emissions[t]
        alpha = torch.where(on[t], nxt, alpha)
    last = labels.gather(1, words.sum(1, keepdim=True) - 1).squeeze(1)
    score = score + head.end[last]
    return (torch.logsumexp(alpha + head.end, 1) - score).sum()


def start_weights(model, tensors, rows):
    """Fills `model` from all-MiniLM-L6-v2's tensors; `rows`: number in its vocabulary of each piece that is kept."""
    g = lambda name: tensors[name]
    with torch.no_grad():
        model.word.weight.copy_(g("embeddings.word_embeddings.weight")[rows])
        model.place.weight.copy_(g("embeddings.position_embeddings.weight") + g("embeddings.token_type_embeddings.weight")[0])
        model.norm.weight.copy_(g("embeddings.LayerNorm.weight"))
        model.norm.bias.copy_(g("embeddings.LayerNorm.bias"))
        for n, layer in enumerate(model.layers):
            at = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                getattr(layer.qkv, kind).copy_(torch.cat([g(f"{at}attention.self.{x}.{kind}") for x in ("query", "key", "value")]))
                getattr(layer.out, kind).copy_(g(f"{at}attention.output.dense.{kind}"))
                getattr(layer.norm1, kind).copy_(g(f"{at}attention.output.LayerNorm.{kind}"))
                getattr(layer.up, kind).copy_(g(f"{at}intermediate.dense.{kind}"))
                getattr(layer.down, kind).copy_(g(f"{at}output.dense.{kind}"))
                getattr(layer.norm2, kind).copy_(g(f"{at}output.LayerNorm.{kind}"))
