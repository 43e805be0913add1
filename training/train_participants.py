"""Learns who takes part in an act: weights for what is known of those named in its sentence (`lexicon/participants.tsv`).

    cargo run --release -p sayso --example participants_material -- corpus.jsonl > material.jsonl        (dev, more likewise)
    python train_participants.py --acts material.jsonl more.jsonl --dev dev.jsonl --out ../lexicon/participants.tsv

For each role the sums of weights over the candidates and "nobody" make probabilities (a conditional logit). Whoever the annotation has
in the role is right, by any mention; where it has somebody whom no candidate names, the act says nothing of that role.
"""
import argparse
import collections
import json
import random

import torch

UNIT = 100  # weights are written in hundredths
HEADER = """# What each thing known of somebody in the sentence of an act adds to the log odds, in hundredths, that he is its actor, its recipient.
# Learned by training/train_participants.py; docs/deciding.md says what the features mean. Columns: feature, actor, recipient.
"""


def read(paths):
    return [json.loads(line) for path in paths for line in open(path, encoding="utf-8")]


def numbered(acts, least):
    """Features that stand in so many acts, by number from 1."""
    seen = collections.Counter()
    for act in acts:
        seen.update({feature for features in [*act["features"], act["nobody"]] for feature in features})
    return {feature: i + 1 for i, feature in enumerate(sorted(f for f, n in seen.items() if n >= least))}


def rows(act, numbers):
    known = [[numbers[f] for f in features if f in numbers] for features in [*act["features"], act["nobody"]]]
    widest = max(map(len, known))
    return torch.tensor([row + [0] * (widest - len(row)) for row in known])


def right(act, role):
    """The numbers of those who are right in a role; nobody is the last; none where no candidate is."""
    gold = act["gold"][role]
    return gold or ([len(act["features"])] if not act["named"][role] else [])


def padded(group, numbers):
    tables = [rows(act, numbers) for act in group]
    high, wide = max(len(t) for t in tables), max(t.shape[1] for t in tables)
    ids = torch.zeros(len(group), high, wide, dtype=torch.long)
    hidden = torch.ones(len(group), high, dtype=torch.bool)
    for i, table in enumerate(tables):
        ids[i, :len(table), :table.shape[1]] = table
        hidden[i, :len(table)] = False
    return ids, hidden


def train(acts, numbers, o):
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    weights = torch.zeros(len(numbers) + 1, 2, requires_grad=True)
    optimizer = torch.optim.AdamW([weights], lr=o.lr, weight_decay=o.decay)
    steps, step = o.epochs * (-(-len(acts) // o.batch)), 0
    for _ in range(o.epochs):
        acts = acts[:]
        rng.shuffle(acts)
        for start in range(0, len(acts), o.batch):
            group = acts[start:start + o.batch]
            ids, hidden = padded(group, numbers)
            ids = torch.where(torch.rand(ids.shape) < o.dropout, 0, ids)
            sums = (weights[ids] * (ids > 0)[..., None]).sum(2).masked_fill(hidden[..., None], -1e9)
            shares = torch.log_softmax(sums, 1)
            losses = [-torch.logsumexp(shares[i, good, role], 0) for i, act in enumerate(group) for role in (0, 1) if (good := right(act, role))]
            for group_of in optimizer.param_groups:
                group_of["lr"] = o.lr * (1 - step / steps)
            step += 1
            optimizer.zero_grad()
            (torch.stack(losses).sum() / len(group)).backward()
            optimizer.step()
    return weights.detach()


def shares_of(acts, numbers, weights):
    for act in acts:
        ids = rows(act, numbers)
        yield torch.softmax((weights[ids] * (ids > 0)[..., None]).sum(1), 0)


def measure(acts, numbers, weights, margins):
    """What is made of the roles that a rule leaves open, at each margin: how many were wrong and are right, were right and are wrong, are as wrong as before."""
    found = [act for act in acts if act["found"]]
    out = collections.Counter()
    for act, shares in zip(found, shares_of(found, numbers, weights)):
        nobody = len(act["features"])
        for role in (0, 1):
            likely = shares[:, role]
            if not act["open"][role] or not nobody:
                continue
            best = int(likely[:nobody].argmax())
            gold = right(act, role)
            for margin in margins:
                if best not in act["rule"][1 - role] and likely[best] - likely[nobody] > margin:
                    out[margin, "+" if best in gold else "-" if nobody in gold else "="] += 1
    return out


def told(counts, margins):
    return "  ".join(f"{margin}: " + " ".join(f"{sign}{counts[margin, sign]}" for sign in "+-=") for margin in margins)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--acts", nargs="+", required=True)
    a.add_argument("--dev", nargs="*", default=[])
    a.add_argument("--out")
    a.add_argument("--folds", type=int, default=0, help="measure on each part of --acts what was learned on the others")
    a.add_argument("--extra", nargs="*", default=[], help="acts that every fold learns from")
    a.add_argument("--least", type=int, default=4, help="acts in which a feature must stand")
    a.add_argument("--epochs", type=int, default=12)
    a.add_argument("--batch", type=int, default=64)
    a.add_argument("--lr", type=float, default=1e-2)
    a.add_argument("--decay", type=float, default=1e-2)
    a.add_argument("--dropout", type=float, default=0.15)
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    torch.set_num_threads(1)
    margins = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
    acts, extra = read(o.acts), read(o.extra)
    if o.folds:
        documents = sorted({act["doc"] for act in acts})
        random.Random(7).shuffle(documents)
        total = collections.Counter()
        for fold in range(o.folds):
            held = set(documents[fold::o.folds])
            learned = [act for act in acts if act["doc"] not in held] + extra
            numbers = numbered(learned, o.least)
            total += measure([act for act in acts if act["doc"] in held], numbers, train(learned, numbers, o), margins)
        print("held out:", told(total, margins), flush=True)
    acts += extra
    numbers = numbered(acts, o.least)
    weights = train(acts, numbers, o)
    for path in o.dev:
        print(path, told(measure(read([path]), numbers, weights, margins), margins), flush=True)
    if o.out:
        lines = [(feature, *(int(round(float(w) * UNIT)) for w in weights[number])) for feature, number in numbers.items()]
        lines = [line for line in lines if any(line[1:])]
        with open(o.out, "w", encoding="utf-8") as f:
            f.write(HEADER + "".join(f"{feature}\t{actor}\t{recipient}\n" for feature, actor, recipient in sorted(lines)))
        print(len(lines), "features")


if __name__ == "__main__":
    main()
