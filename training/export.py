"""Writes a checkpoint as the program reads it: whole numbers of eight bits, a scale a row.

usage: export.py CHECKPOINT|--random VOCABULARY_SIZE OUT.bin [--reference OUT.json]

Layout, little endian, nothing between the parts:
  "cdtagger", u32 version
  word          u8 [V, 192]: two numbers a byte, the first in the low bits, 8 more than they are; i8 [V, 24]: what 1 stands
                for in each group of 16, in shares of f32 [V]
  place         i8 [256, 384], f32 [256] scales
  features      f32 [5, 384], [3, 384], [3, 384]
  norm          f32 [384] weight, [384] bias
  6 layers      qkv, out: linear; norm1; up, down: linear; norm2
     linear     f32 [inputs] factors, i8 [outputs, inputs], f32 [outputs] scales, f32 [outputs] biases
  2 heads       emit f32 [7, 384], [7]; trans [7, 7], start [7], end [7] with what is not legal barred;
                query i8 [144, 384], f32 [144] scales, [144] biases; key likewise; nothing f32 [3, 48]; distance f32
                [3, 32]

The program multiplies each input by its factor and cuts the row to 7 bits between its least and its greatest (0
included); weights are divided by the factor. Channels that the layer norm before makes large would otherwise coarsen
all others of their row (Xiao et al. 2023, SmoothQuant); the norm itself says which, so no texts are needed. Attention
runs in such numbers, too: queries of 7 bits and keys of 8, weights of 8 and values of 7.
"""
import argparse
import json
import math
import struct

import torch
import torch.nn as nn
import torch.nn.functional as F

from model import BARRED, HEADS, HIDDEN, LEGAL, START_LEGAL, Tagger

VERSION = 3
PLACES = 256                 # as many as the longest window of the program has
HIGHEST = 127                # of an activation: 7 bits, unsigned
GROUP = 16                   # numbers of a piece that share what 1 stands for


def whole(weight):
    """Rows as whole numbers of -127 to 127 and the scale of each, with the least error of a few scales."""
    top = weight.abs().amax(1).clamp(min=1e-12)
    best = torch.full_like(top, torch.inf)
    numbers, scales = torch.zeros_like(weight), top / 127
    for share in torch.linspace(0.5, 1.0, 26):      # below 1 the largest are cut off
        scale = share * top / 127
        q = (weight / scale[:, None]).round().clamp(-127, 127)
        error = ((q * scale[:, None] - weight) ** 2).sum(1)
        better = error < best
        best = torch.where(better, error, best)
        numbers = torch.where(better[:, None], q, numbers)
        scales = torch.where(better, scale, scales)
    return numbers, scales


def factors_after(norm, weight):
    """Factors that share the range of each channel between activations and weights."""
    reach = norm.bias.abs() + 3 * norm.weight.abs()
    mass = weight.abs().amax(0)
    factors = (mass / reach.clamp(min=1e-6)).clamp(min=1e-6).sqrt()
    return factors / factors.log().mean().exp()


class Whole(nn.Module):
    """A linear layer as the program calculates it."""

    def __init__(self, linear, norm=None):
        super().__init__()
        self.factors = torch.ones(linear.in_features) if norm is None else factors_after(norm, linear.weight)
        self.numbers, self.scales = whole(linear.weight / self.factors)
        self.bias = linear.bias

    def forward(self, x):
        return F.linear(cut(x * self.factors), self.numbers * self.scales[:, None], self.bias)


def cut(x):
    """Rows as whole numbers of 7 bits between their least and their greatest, 0 included."""
    low = x.amin(-1, keepdim=True).clamp(max=0)
    scale = ((x.amax(-1, keepdim=True).clamp(min=0) - low) / HIGHEST).clamp(min=1e-30)
    inverse = 1 / scale
    return (x * inverse - low * inverse).round() * scale + low


def signed(x, dim, highest):
    """Whole numbers of up to `highest` either way, the greatest along `dim` being so."""
    scale = (x.abs().amax(dim, keepdim=True) / highest).clamp(min=1e-30)
    return (x * (1 / scale)).round() * scale


class WholeLayer(nn.Module):
    """A layer as the program calculates it."""

    def __init__(self, layer, before):
        super().__init__()
        self.qkv, self.out = Whole(layer.qkv, before), Whole(layer.out)
        self.up, self.down = Whole(layer.up, layer.norm1), Whole(layer.down)
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def forward(self, x, mask, p):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        # Scores are logarithms of the weights to the base 2, of which the greatest becomes 255.
        scores = cut(q * (math.log2(math.e) / math.sqrt(HIDDEN // HEADS))) @ signed(k, -1, 127).transpose(2, 3)
        scores = scores.masked_fill(~mask, BARRED)
        powers = (scores + (7.9943533 - scores.amax(-1, keepdim=True))).clamp(min=-2)
        octaves = powers.round()
        weights = (polynomial(POWER, powers - octaves) * 2**octaves).round()
        values = signed(v * mask.transpose(2, 3), -2, 63)
        taken = weights @ values / weights.sum(-1, keepdim=True)
        x = self.norm1(x + self.out(taken.transpose(1, 2).reshape(b, t, HIDDEN)))
        return self.norm2(x + self.down(gelu(self.up(x))))


# As in the program.
POWER = (0.055826318, 0.24014069, 0.6931468, 1.0)
TAIL = (4.8529464e-5, -1.4371902e-3, 1.5226104e-2, -7.61109e-2, 0.17612065, -8.133289e-2, -0.37064776, 0.49668126)


def polynomial(coefficients, x):
    """Highest power first."""
    total = torch.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        total = total * x + coefficient
    return total


def gelu(x):
    near = x.abs().clamp(max=4.0)
    return x.clamp(min=0) - near * polynomial(TAIL, near)


def fours(weight):
    """Numbers of -8 to 7 of each row, shares (-127 to 127) of its groups, and what the shares are of."""
    groups = weight.view(len(weight), -1, GROUP)
    top = groups.abs().amax(2, keepdim=True).clamp(min=1e-9) / 7
    unit = top.amax(1, keepdim=True) / 115
    best = torch.full_like(top, torch.inf)
    numbers, shares = torch.zeros_like(groups), torch.ones_like(top)
    for part in torch.linspace(0.6, 1.1, 26):       # below 1 the largest are cut off
        for sign in (1, -1):                        # -8 has no counterpart: it goes to the side that needs it
            share = sign * (top * part / unit).round().clamp(1, 127)
            q = (groups / (share * unit)).round().clamp(-8, 7)
            error = ((q * share * unit - groups) ** 2).sum(2, keepdim=True)
            better = error < best
            best = torch.where(better, error, best)
            numbers, shares = torch.where(better, q, numbers), torch.where(better, share, shares)
    return numbers, shares, unit


def as_whole(model):
    """Makes the model calculate as the program does; gives the numbers of its pieces."""
    before = model.norm
    for n, layer in enumerate(model.layers):
        model.layers[n] = WholeLayer(layer, before)
        before = layer.norm2
    numbers, shares, unit = fours(model.word.weight)
    model.word.weight.copy_((numbers * shares * unit).view_as(model.word.weight))
    for table in (model.place, *(one for head in model.heads for one in (head.query, head.key))):
        rows, scales = whole(table.weight)
        table.weight.copy_(rows * scales[:, None])
    return numbers, shares, unit


def write(model, words, path):
    """`model` as `as_whole` leaves it; `words`: what that gives."""
    with open(path, "wb") as out:
        f32 = lambda x: out.write(x.contiguous().float().numpy().astype("<f4").tobytes())
        i8 = lambda x: out.write(x.contiguous().to(torch.int8).numpy().tobytes())
        u8 = lambda x: out.write(x.contiguous().to(torch.uint8).numpy().tobytes())

        def table(weight):
            numbers, scales = whole(weight)
            i8(numbers), f32(scales)

        def linear(one):
            f32(one.factors), i8(one.numbers), f32(one.scales), f32(one.bias)

        def pair(one):
            f32(one.weight), f32(one.bias)

        out.write(b"cdtagger" + struct.pack("<I", VERSION))
        numbers, shares, unit = words
        nibbles = (numbers + 8).view(len(numbers), -1, 2)
        u8(nibbles[..., 0] + 16 * nibbles[..., 1]), i8(shares), f32(unit)
        table(model.place.weight[:PLACES])
        for one in model.features:
            f32(one.weight)
        pair(model.norm)
        for layer in model.layers:
            linear(layer.qkv), linear(layer.out), pair(layer.norm1)
            linear(layer.up), linear(layer.down), pair(layer.norm2)
        for head in model.heads:
            pair(head.emit)
            f32(head.trans + LEGAL), f32(head.start + START_LEGAL), f32(head.end)
            for one in (head.query, head.key):
                table(one.weight), f32(one.bias)
            f32(head.nothing), f32(head.distance)


def random_model(vocabulary):
    """Weights of no use, of about the size of trained ones, the same every time."""
    torch.manual_seed(7)
    model = Tagger(vocabulary)
    for weight in model.parameters():
        if weight.dim() > 1:
            nn.init.normal_(weight, std=0.04)
    for head in model.heads:
        for one in (head.emit, head.query, head.key):
            nn.init.normal_(one.weight, std=0.1)
    return model


def reference(model, vocabulary):
    """Activations of a few inputs, at both exits."""
    torch.manual_seed(3)
    out = []
    for words in (1, 9, 60):
        counts = torch.randint(1, 4, (words,)).tolist()
        first = [1 + sum(counts[:n]) for n in range(words)]
        pieces = torch.randint(0, vocabulary, (2 + sum(counts),))
        features = torch.stack([torch.randint(0, n, (len(pieces),)) for n in (5, 3, 3)], 1)
        hidden = model(pieces[None], features[None], torch.ones(1, len(pieces), dtype=torch.bool), torch.tensor([first]))
        some = sorted({0, words // 2, words - 1})
        out.append({
            "pieces": pieces.tolist(), "features": features.tolist(), "first": first, "some": some,
            "emissions": [head.emit(h)[0, some].tolist() for head, h in zip(model.heads, hidden)],
            # From each of `some` to each of `some` and to none, per relation.
            "arcs": [head.arcs(h)[0][:, some][:, :, some + [words]].tolist() for head, h in zip(model.heads, hidden)],
        })
    return out


def rounded(x):
    if isinstance(x, float):
        return round(x, 4)
    if isinstance(x, list):
        return [rounded(y) for y in x]
    return {k: rounded(v) for k, v in x.items()} if isinstance(x, dict) else x


@torch.no_grad()
def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("checkpoint", nargs="?")
    ap.add_argument("out")
    ap.add_argument("--random", type=int, metavar="VOCABULARY_SIZE")
    ap.add_argument("--reference", help="write activations of a few random inputs here, for the program's tests")
    args = ap.parse_args()
    if args.random:
        model = random_model(args.random)
    else:
        state = torch.load(args.checkpoint)
        model = Tagger(len(state["word.weight"]))
        model.load_state_dict(state)
    model.eval()
    size = model.word.num_embeddings
    exact = reference(model, size) if args.reference else None
    words = as_whole(model)
    write(model, words, args.out)
    if args.reference:
        cases = reference(model, size)
        for case, one in zip(cases, exact):
            case["float_emissions"] = one["emissions"]
        with open(args.reference, "w", encoding="utf-8") as out:
            json.dump(rounded(cases), out, separators=(",", ":"))
            out.write("\n")


if __name__ == "__main__":
    main()
