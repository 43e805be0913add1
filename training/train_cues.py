"""Trains the head for cues: which words hand something to a source ("said", "according", "insists").

    python train_cues.py --gold gum-train.pt gum-noise1.pt ... --silver news.pt --dev gum-dev.pt --out runs/cues-base

The files come from `roles.py`, by way of `attributions.py`. Gold is annotated by people; silver is what the rules say of news, so that the head knows how news
attribute where the gold standard has little of it. Every word that may carry an attribution is asked for itself, by its state alone. The parser is not changed.
"""
import argparse
import json
import random
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from train_roles import load

# Words of these kinds carry no attribution.
NEVER = {"PUNCT", "DET", "AUX", "CCONJ", "PRON", "NUM", "PART", "SCONJ", "SYM"}


class Cues(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.hidden = nn.Linear(width, hidden)
        self.out = nn.Linear(hidden, 1)

    def forward(self, states):
        states = F.dropout(states, 0.2, self.training)
        return self.out(F.dropout(torch.relu(self.hidden(states)), 0.3, self.training)).squeeze(1)


def words(path):
    """States of the words that may be cues, and whether each is one; then how many cues are no such words."""
    data, states = load(path)
    states = states[:, :states.shape[1] // 2]  # behind the state stands what a word is by itself
    rows, cues, lost, first = [], [], 0, 0
    for s, predicates in data:
        gold = {p["token"] for p in predicates}
        for w in range(1, len(s.words) + 1):
            if s.upos[w - 1] in NEVER:
                lost += w in gold
            else:
                rows.append(first + w - 1)
                cues.append(float(w in gold))
        first += len(s.words)
    return states[rows], torch.tensor(cues), lost


def sample(states, cues, others, weight):
    """All cues and some other words, each with its weight."""
    here = cues.nonzero().squeeze(1)
    kept = torch.cat([here, torch.randperm(len(cues))[:others]]).unique()
    return states[kept], cues[kept], torch.full((len(kept),), weight)


@torch.no_grad()
def measure(model, states, cues, lost):
    """F1, precision and recall of the words by threshold."""
    model.eval()
    scores = model(states.float())
    model.train()
    out = {}
    for threshold in (-1, 0, 1, 2):
        told = scores > threshold
        right = float((told * cues).sum())
        out[threshold] = [round(x, 3) for x in (2 * right / (float(told.sum()) + float(cues.sum()) + lost), right / max(1, int(told.sum())), right / (float(cues.sum()) + lost))]
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--gold", nargs="+", required=True, help="the same sentences as the network reads them plainly, and while it drops states")
    a.add_argument("--silver", nargs="*", default=[])
    a.add_argument("--silver-weight", type=float, default=0.5)
    a.add_argument("--dev", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--hidden", type=int, default=32)
    a.add_argument("--epochs", type=int, default=24)
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    gold, silver, dev = [words(p) for p in o.gold], [words(p) for p in o.silver], words(o.dev)
    model = Cues(dev[0].shape[1], o.hidden)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.05)
    for epoch in range(o.epochs):
        parts = [sample(*gold[epoch % len(gold)][:2], 20000, 1.0)]
        parts += [sample(states, cues, 10000, o.silver_weight) for states, cues, _ in silver]
        states, cues, weights = (torch.cat(x) for x in zip(*parts))
        for b in torch.randperm(len(cues)).split(256):
            loss = F.binary_cross_entropy_with_logits(model(states[b].float()), cues[b], weights[b])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        if epoch % 4 == 3:
            print(json.dumps({"epoch": epoch + 1, "f1, p, r": measure(model, *dev)}), flush=True)
    out = Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), out / "cues.pt")


if __name__ == "__main__":
    main()
