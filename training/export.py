"""Writes a checkpoint as the program reads it.

usage: export.py CHECKPOINT OUT

Magic `cdtagger`, version (u32), then the tensors in the order below, little endian, nothing between them. A matrix is
whole numbers of eight bits, row by row, then one scale a row (float32); everything else is float32.
"""
import struct
import sys

import numpy
import torch

from model import EXITS, LAYERS, LEGAL, START_LEGAL


def main():
    state = torch.load(sys.argv[1])
    with open(sys.argv[2], "wb") as out:
        plain = lambda name: out.write(state[name].float().numpy().astype("<f4").tobytes())

        def matrix(name):
            w = state[name].float()
            scale = (w.abs().amax(1) / 127).clamp(min=1e-12)
            out.write(torch.round(w / scale[:, None]).clamp(-127, 127).to(torch.int8).numpy().tobytes())
            out.write(scale.numpy().astype("<f4").tobytes())

        out.write(b"cdtagger" + struct.pack("<I", 1))
        matrix("word.weight")
        plain("place.weight")
        for n in range(3):
            plain(f"features.{n}.weight")
        plain("norm.weight"), plain("norm.bias")
        for n in range(LAYERS):
            at = f"layers.{n}."
            for one in ("qkv", "out"):
                matrix(f"{at}{one}.weight"), plain(f"{at}{one}.bias")
            plain(f"{at}norm1.weight"), plain(f"{at}norm1.bias")
            for one in ("up", "down"):
                matrix(f"{at}{one}.weight"), plain(f"{at}{one}.bias")
            plain(f"{at}norm2.weight"), plain(f"{at}norm2.bias")
        for n in range(len(EXITS)):
            at = f"heads.{n}."
            state[f"{at}trans"] = state[f"{at}trans"] + LEGAL
            state[f"{at}start"] = state[f"{at}start"] + START_LEGAL
            for one in ("emit.weight", "emit.bias", "trans", "start", "end", "query.weight", "query.bias",
                        "key.weight", "key.bias", "nothing", "distance"):
                plain(at + one)


main()
