"""Writes a checkpoint as the program reads it: whole numbers of eight bits, a scale a row.

usage: export.py CHECKPOINT|--random VOCABULARY_SIZE OUT.bin [--reference OUT.json]

Layout, little endian, nothing between the parts:
  "cdtagger", u32 version
  word          i8 [V, 384], f32 [V] scales
  place         f32 [256, 384]
  features      f32 [5, 384], [3, 384], [3, 384]
  norm          f32 [384] weight, [384] bias
  6 layers      qkv, out: linear; norm1; up, down: linear; norm2
     linear     f32 [inputs] factors, i8 [outputs, inputs], f32 [outputs] scales, f32 [outputs] biases
  2 heads       emit f32 [7, 384], [7]; trans [7, 7], start [7], end [7] with what is not legal barred;
                query f32 [144, 384], [144]; key likewise; nothing f32 [3, 48]; distance f32 [3, 32]

The program multiplies each input by its factor and cuts the row to 7 bits between its least and its greatest (0
included); weights are divided by the factor. Channels that the layer norm before makes large would otherwise coarsen
all others of their row (Xiao et al. 2023, SmoothQuant); the norm itself says which, so no texts are needed.
"""
import argparse
import json
import struct

import torch
import torch.nn as nn
import torch.nn.functional as F

from model import HIDDEN, LEGAL, START_LEGAL, Tagger

VERSION = 2
PLACES = 256                 # as many as the longest window of the program has
HIGHEST = 127                # of an activation: 7 bits, unsigned


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
        x = x * self.factors
        low = x.amin(-1, keepdim=True).clamp(max=0)
        scale = ((x.amax(-1, keepdim=True).clamp(min=0) - low) / HIGHEST).clamp(min=1e-30)
        q = torch.floor((x - low) / scale + 0.5)
        return F.linear(q * scale + low, self.numbers * self.scales[:, None], self.bias)


def as_whole(model):
    """The model with its linear layers as the program calculates them."""
    before = model.norm
    for layer in model.layers:
        layer.qkv, layer.out = Whole(layer.qkv, before), Whole(layer.out)
        layer.up, layer.down = Whole(layer.up, layer.norm1), Whole(layer.down)
        before = layer.norm2
    scale = (model.word.weight.abs().amax(1) / 127).clamp(min=1e-12)
    numbers = (model.word.weight / scale[:, None]).round()
    model.word.weight.copy_(numbers * scale[:, None])
    return numbers, scale


def write(model, words, path):
    """`model` as `as_whole` leaves it; `words`: what that gives."""
    with open(path, "wb") as out:
        f32 = lambda x: out.write(x.contiguous().float().numpy().astype("<f4").tobytes())
        i8 = lambda x: out.write(x.contiguous().to(torch.int8).numpy().tobytes())

        def linear(one):
            f32(one.factors), i8(one.numbers), f32(one.scales), f32(one.bias)

        def pair(one):
            f32(one.weight), f32(one.bias)

        out.write(b"cdtagger" + struct.pack("<I", VERSION))
        i8(words[0]), f32(words[1])
        f32(model.place.weight[:PLACES])
        for table in model.features:
            f32(table.weight)
        pair(model.norm)
        for layer in model.layers:
            linear(layer.qkv), linear(layer.out), pair(layer.norm1)
            linear(layer.up), linear(layer.down), pair(layer.norm2)
        for head in model.heads:
            pair(head.emit)
            f32(head.trans + LEGAL), f32(head.start + START_LEGAL), f32(head.end)
            pair(head.query), pair(head.key)
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
