"""Trains the head for coreference on what the exported network says of annotated documents.

    cargo run --release -p sayso-parse --example coreference_material -- models/base gum-train.jsonl runs/material/train
    python train_coreference.py --material runs/material/train --gold gum-train.jsonl --dev runs/material/dev --dev-gold gum-dev.jsonl --out runs/coreference

The network's weights are not changed. Seeds fixed; a line of JSON an epoch; `clusters.jsonl` holds what the head says of the dev documents.
"""
import argparse
import json
import random
import time
from pathlib import Path

import torch

from coreference import Head, clusters, loss_of, read

LAST = 0.15  # the share of all steps over which the weights are averaged


@torch.no_grad()
def links(head, documents):
    """Of the phrases that take up another, how many take up the right entity; of those that take up another by gold."""
    told = right = gold = 0
    for d in documents:
        pairs, none, _ = head(d)
        i, j = d.pairs.T
        fits = (d.entity[i] == d.entity[j]) & (d.entity[i] >= 0)
        gold += len(set(i[fits].tolist()))
        top, best = none.tolist(), {}
        for at, (later, score) in enumerate(zip(i.tolist(), pairs.tolist())):
            if score > top[later]:
                top[later], best[later] = score, at
        told += len(best)
        right += sum(bool(fits[at]) for at in best.values())
    return {"precision": round(right / max(told, 1), 3), "recall": round(right / max(gold, 1), 3)}


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--material", required=True)
    a.add_argument("--gold", required=True)
    a.add_argument("--dev", required=True)
    a.add_argument("--dev-gold", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--hidden", type=int, default=64)
    a.add_argument("--epochs", type=int, default=10)
    a.add_argument("--lr", type=float, default=1e-3)
    a.add_argument("--dropout", type=float, default=0.3)
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    rng, out = random.Random(o.seed), Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    documents, tables = read(o.material, o.gold)
    dev, _ = read(o.dev, o.dev_gold)
    states = torch.cat([d.states for d in documents])
    head = Head(states.shape[1], tables, o.hidden, o.dropout)
    head.mean.copy_(states.mean(0))
    head.spread.copy_(states.std(0) + 1e-6)
    optimizer = torch.optim.AdamW(head.parameters(), lr=o.lr, weight_decay=0.01)
    steps = o.epochs * len(documents)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, (s + 1) / 200) * max(0.02, 1 - s / steps))
    mean = torch.optim.swa_utils.AveragedModel(head)
    step, began = 0, time.time()
    for epoch in range(o.epochs):
        rng.shuffle(documents)
        total = 0.0
        for d in documents:
            loss = loss_of(head, d)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            step += 1
            if step > steps * (1 - LAST):
                mean.update_parameters(head)
        head.eval()
        print(json.dumps({"epoch": epoch + 1, "seconds": round(time.time() - began), "loss": round(total / len(documents), 4), **links(head, dev)}), flush=True)
        head.train()
    head = mean.module.eval()
    print(json.dumps({"mean of weights": links(head, dev)}))
    torch.save({"state": head.state_dict(), "hidden": o.hidden}, out / "head.pt")
    with open(out / "clusters.jsonl", "w", encoding="utf-8") as f:
        for d in dev:
            f.write(json.dumps({"doc": d.doc, "clusters": clusters(head, d)}) + "\n")


if __name__ == "__main__":
    main()
