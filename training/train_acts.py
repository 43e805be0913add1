"""Trains the tower for acts: which words name an act of which type. Its layers stand beside the last ones of `base`.

    python train_acts.py --parser ../models/base --from 2 --acts acts-corpus.jsonl acts-rules.jsonl --dev acts-dev.jsonl --out runs/acts

The parser's network is not changed: the tower reads the states behind its first layers (`--from`), begins as a copy of the layers
that follow, and ends in a head of its own. Files of `--acts` come from `acts.py`.
"""
import argparse
import copy
import json
import random
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

import data
from frozen import load_frozen
from model import collate, drop

HALF = torch.cpu._is_avx512_bf16_supported()  # elsewhere bf16 is slower than single precision
NOT_ACTS = 0.5  # weight of what a word must not be taken for


class Tower(nn.Module):
    def __init__(self, parser, start, hidden=256):
        super().__init__()
        self.start = start
        self.layers = nn.ModuleList(copy.deepcopy(parser.layers[start:])).requires_grad_(True)
        width = parser.config["width"]
        self.inner = nn.Linear(width, hidden)
        self.outer = nn.Linear(hidden, 1 + len(data.TYPES))

    def forward(self, below, mask, first):
        x = below
        for layer in self.layers:
            x = layer(x, mask)
        x = x.gather(1, first[:, :, None].expand(-1, -1, x.shape[2]))
        p = 0.2 if self.training else 0.0
        return self.outer(drop(F.gelu(self.inner(drop(x, p))), p)).float()


@torch.no_grad()
def lower(parser, start, batch):
    """States of the sub-words behind the parser's first layers, and the mask for those that follow."""
    pieces, shapes, lengths = batch["pieces"], batch["shapes"], batch["lengths"]
    n = pieces.shape[1]
    mask = (torch.arange(n)[None] >= lengths[:, None])[:, None, None, :].to(torch.bfloat16 if HALF else torch.float32) * -1e4
    x = parser.norm(parser.words(pieces) + parser.positions.weight[:n][None] + parser.shapes(shapes))
    for layer in parser.layers[:start]:
        x = layer(x, mask)
    return x, mask


def loss_of(scores, batch):
    total = 0.0
    if (batch["acts"] >= 0).any():
        total = total + F.cross_entropy(scores.flatten(0, 1), batch["acts"].flatten(), ignore_index=-100)
    known = batch["not_acts"] > 0
    if known.any():
        share = torch.softmax(scores[known], -1).gather(-1, batch["not_acts"][known][:, None])
        total = total - NOT_ACTS * torch.log1p(-share.clamp(max=0.999)).mean()
    return total


@torch.no_grad()
def measure(parser, tower, windows):
    """F1 of words with their types at several thresholds."""
    tower.eval()
    rows = []
    for group in data.batches(windows, random.Random(0), 4000):
        batch = collate(group)
        with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
            shares = torch.softmax(tower(*lower(parser, tower.start, batch), batch["first"]), -1)
        known = batch["acts"] >= 0
        best, which = shares[..., 1:].max(-1)
        rows.append(torch.stack([best[known], (which + 1)[known].float(), batch["acts"][known].float()]))
    tower.train()
    best, which, gold = torch.cat(rows, 1)
    out = {}
    for least in (0.3, 0.4, 0.5, 0.6):
        told = best > least
        hits = (told & (which == gold)).sum().item()
        out[least] = [round(hits / max(1, told.sum().item()), 3), round(hits / (gold > 0).sum().item(), 3), round(2 * hits / (told.sum().item() + (gold > 0).sum().item()), 3)]
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--parser", required=True)
    a.add_argument("--from", dest="start", type=int, default=2, help="layers of the parser below the tower")
    a.add_argument("--acts", nargs="+", required=True)
    a.add_argument("--dev", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--epochs", type=int, default=5)
    a.add_argument("--budget", type=int, default=1100, help="sub-words a batch")
    a.add_argument("--lr", type=float, default=1.2e-4)
    a.add_argument("--head-lr", type=float, default=1e-3)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--init", help="a tower to go on from")
    o = a.parse_args()
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    rng = random.Random(o.seed)
    out = Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    parser, _, pieces = load_frozen(o.parser)
    index = {"names": {}}
    tower = Tower(parser, o.start)
    if o.init:
        tower.load_state_dict(torch.load(o.init, weights_only=True)["state"])
    paragraphs = [p for path in o.acts for p in data.read_acts(path)]
    dev = data.tree_windows(data.read_acts(o.dev), pieces, index, random.Random(3), augmented=0)
    new = [*tower.inner.parameters(), *tower.outer.parameters()]
    optimizer = torch.optim.AdamW([{"params": tower.layers.parameters(), "lr": o.lr}, {"params": new, "lr": o.head_lr}],
                                  betas=(0.9, 0.98), eps=1e-6, weight_decay=0.01, fused=True)

    def epoch():
        return data.batches(data.tree_windows(paragraphs, pieces, index, rng, augmented=0.1), rng, o.budget)
    first = epoch()
    steps = o.epochs * len(first)
    warm = max(1, steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm))))
    step, began, running = 0, time.time(), 0.0
    for number in range(o.epochs):
        for group in (first if number == 0 else epoch()):
            batch = collate(group)
            with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
                scores = tower(*lower(parser, tower.start, batch), batch["first"])
            loss = loss_of(scores, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tower.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            running += loss.item()
            if step % 50 == 0:
                print(json.dumps({"step": step, "of": steps, "seconds": round(time.time() - began), "loss": round(running / 50, 4)}), flush=True)
                running = 0.0
        print(json.dumps({"epoch": number + 1, "seconds": round(time.time() - began), **measure(parser, tower, dev)}), flush=True)
        torch.save({"state": tower.state_dict(), "start": o.start}, out / "tower.pt")


if __name__ == "__main__":
    main()
