"""Fine-tunes the tagger. See README.md for the one command that calls it."""
import argparse
import json
import os
import random
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

import corpus
from model import Tagger, chain_loss, start_weights

LIMIT = 250          # pieces a chunk
BATCH = 8            # chunks a step
WEIGHTS = (0.4, 1.0)  # of the two exits in the loss
ARC_WEIGHT = 0.3


def losses(model, parts, opening, closing, p, bf16):
    pieces, features, mask, first, words, labels, paragraph, arcs = corpus.batch(parts, opening, closing)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        hidden = [h.float() for h in model(pieces, features, mask, first, p)]
    count = words.sum()
    total, shown = 0.0, []
    for head, h, weight in zip(model.heads, hidden, WEIGHTS):
        emissions = head.emit(h)
        flat = F.cross_entropy(emissions[words], labels[words], reduction="sum") / count
        chain = chain_loss(head, emissions, labels, paragraph, words) / count
        arc = torch.zeros(())
        if len(arcs):
            n, r, i, j = arcs.unbind(1)
            scores = head.arcs(h)[n, r, i]
            inside = torch.cat([words[n], torch.ones(len(arcs), 1, dtype=torch.bool)], 1)
            arc = F.cross_entropy(scores.masked_fill(~inside, -1e4), j)
        total = total + weight * (flat + chain + ARC_WEIGHT * arc)
        shown.append((flat.item(), chain.item(), arc.item()))
    return total, shown


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--corpus", action="append", nargs=2, metavar=("TOKENS", "GOLD"), required=True)
    ap.add_argument("--start", required=True, help="folder of all-MiniLM-L6-v2 (model.safetensors, vocab.txt)")
    ap.add_argument("--vocabulary", required=True, help="the pieces the program knows, one a line")
    ap.add_argument("--out", required=True)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--articles", type=int, default=0, help="only so many: for trying things out")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    os.makedirs(args.out, exist_ok=True)

    kept = open(args.vocabulary, encoding="utf-8").read().split("\n")[:-1]
    known = {p: n for n, p in enumerate(open(os.path.join(args.start, "vocab.txt"), encoding="utf-8").read().split("\n")[:-1])}
    model = Tagger(len(kept))
    start_weights(model, load_file(os.path.join(args.start, "model.safetensors")), [known[p] for p in kept])
    opening, closing = kept.index(corpus.OPENING), kept.index(corpus.CLOSING)

    base = [a for tokens, gold in args.corpus for a in corpus.read(tokens, gold)]
    if args.articles:
        base = base[: args.articles]
    plain, heads = [], []
    for name, weight in model.named_parameters():
        (heads if name.startswith(("heads", "features")) else plain).append(weight)
    optimizer = torch.optim.AdamW([{"params": plain, "lr": args.rate, "weight_decay": 0.01},
                                   {"params": heads, "lr": 10 * args.rate, "weight_decay": 0.0}], fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    per_epoch = len(corpus.training_batches(base, LIMIT, BATCH, random.Random(0)))
    total = per_epoch * args.epochs
    mean = {k: v.detach().clone() for k, v in model.state_dict().items()}
    # Half as fast again where the processor can; the loss stays in float.
    bf16 = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    step, began = 0, time.time()
    for epoch in range(1, args.epochs + 1):
        model.train()
        batches = corpus.training_batches(base, LIMIT, BATCH, rng)
        print(f"epoch {epoch}: {len(base)} articles, {len(batches)} steps", flush=True)
        for parts in batches:
            step += 1
            scale = min(1.0, step / (0.06 * total)) * max(0.02, 1 - step / total)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * scale
            loss, shown = losses(model, parts, opening, closing, 0.1, bf16)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            # The mean of the last few hundred steps is better than the last step.
            if step % 5 == 0:
                keep = min(0.985, step / (step + 50))
                with torch.no_grad():
                    for k, v in model.state_dict().items():
                        mean[k].lerp_(v, 1 - keep)
            if step % 25 == 0:
                text = " | ".join(" ".join(f"{x:.3f}" for x in one) for one in shown)
                print(f"step {step}/{int(total)} loss {loss.item():.3f} ({text}) {(time.time() - began) / step:.2f} s/step", flush=True)
        torch.save(mean, os.path.join(args.out, f"mean-{epoch}.pt"))
        torch.save(model.state_dict(), os.path.join(args.out, "last.pt"))
    json.dump({"seed": args.seed, "epochs": args.epochs, "steps": step, "seconds": time.time() - began},
              open(os.path.join(args.out, "run.json"), "w"))


main()
