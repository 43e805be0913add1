"""Phrases of annotated documents, and the head for coreference that learns which of them speak of one referent.

The phrases come with the states of the exported network and with what is known of them, as rows of tables, from the program that will
use the head (`crates/sayso-parse/examples/coreference_material.rs`): nothing is worked out twice.
"""
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from torch import nn
from torch.nn import functional as F

KINDS = ["none", "person", "organization", "place", "other"]
PARTS = 5  # a phrase as the later one, as the earlier one, what the two multiply, what tells its kind, that it takes up nothing


class Document:
    """Phrases, pairs of them (the later one first), and what the annotation says of them."""

    def __init__(self, told, gold, states, rows, pairs, pair_rows):
        self.doc, self.spans = told["doc"], [tuple(s) for s in told["spans"]]
        tensor = lambda values: torch.from_numpy(values.astype(np.int64))
        self.states, self.rows, self.pairs, self.pair_rows = torch.from_numpy(states), tensor(rows), tensor(pairs), tensor(pair_rows)
        entity, kind = align(self.spans, [tuple(s) for s in told["heads"]], gold)
        self.entity, self.kind = torch.tensor(entity), torch.tensor(kind)


def align(spans, heads, gold):
    """The gold entity (-1 for none) and kind of each phrase: that of the same span, else that of a mention with its head left over."""
    mentions = [(m, number, KINDS.index(e["type"]) if e["type"] in KINDS else KINDS.index("other"))
                for number, e in enumerate(gold["entities"]) for m in e["mentions"]]
    exact = {(m["start"], m["end"]): (number, kind) for m, number, kind in mentions}
    entity, kinds = [-1] * len(spans), [0] * len(spans)
    taken = set()
    for i, span in enumerate(spans):
        if span in exact:
            entity[i], kinds[i] = exact[span]
            taken.add(span)
    for i, (start, end) in enumerate(heads):
        if entity[i] < 0:
            for m, number, kind in mentions:
                span = m["start"], m["end"]
                if span not in taken and m["head"][0] <= start and end <= m["head"][1]:
                    entity[i], kinds[i] = number, kind
                    taken.add(span)
                    break
    return entity, kinds


def read(folder, gold):
    """Documents of a folder of material with the gold ones of a file, and the number of rows of both tables."""
    folder = Path(folder)
    gold = {d["doc"]: d for d in map(json.loads, Path(gold).read_text(encoding="utf-8").splitlines())}
    t = load_file(folder / "material.safetensors")
    documents, phrase, pair = [], 0, 0
    for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        phrases, pairs = slice(phrase, phrase + len(told["spans"])), slice(pair, pair + told["pairs"])
        phrase, pair = phrases.stop, pairs.stop
        documents.append(Document(told, gold[told["doc"]], t["states"][phrases], t["rows"][phrases], t["pairs"][pairs], t["pair_rows"][pairs]))
    return documents, (len(t["phrase_table"]), len(t["pair_table"]))


class Head(nn.Module):
    def __init__(self, width, tables, hidden, dropout=0.3):
        super().__init__()
        self.hidden, self.dropout = hidden, dropout
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width))
        self.project = nn.Linear(width, PARTS * hidden)
        self.phrases = nn.EmbeddingBag(tables[0], PARTS * hidden, mode="sum")
        self.pairs = nn.EmbeddingBag(tables[1], hidden, mode="sum")
        self.pair_scores = nn.EmbeddingBag(tables[1], 1, mode="sum")
        for table in (self.phrases, self.pairs, self.pair_scores):
            nn.init.normal_(table.weight, std=0.02)
        self.outer, self.kind, self.none = nn.Linear(hidden, 1), nn.Linear(hidden, len(KINDS)), nn.Linear(hidden, 1)

    def drop(self, x, p):
        return F.dropout(x, p, self.training)

    def forward(self, d):
        """Scores of pairs, of taking up nothing, of kinds."""
        x = self.project(self.drop((d.states - self.mean) / self.spread, self.dropout)) + self.phrases(d.rows)
        later, earlier, product, kind, none = x.split(self.hidden, 1)
        i, j = d.pairs.T
        sums = later[i] + earlier[j] + product[i] * product[j] + self.pairs(d.pair_rows)
        score = lambda layer, values: layer(self.drop(F.relu(values), 0.2))
        pairs = score(self.outer, sums) + self.pair_scores(d.pair_rows)
        return pairs.squeeze(1), score(self.none, none).squeeze(1), score(self.kind, kind)


def loss_of(head, d):
    """Of all that a phrase can take up, its entity's earlier mentions should have the whole probability; its kind the gold one's."""
    pairs, none, kind = head(d)
    i, j = d.pairs.T
    right = (d.entity[i] == d.entity[j]) & (d.entity[i] >= 0)
    takes_up = torch.zeros(len(none), dtype=torch.bool)
    takes_up[i[right]] = True
    top = none.detach().scatter_reduce(0, i, pairs.detach(), "amax")
    of_none, of_pairs = torch.exp(none - top), torch.exp(pairs - top[i])
    everything = of_none.scatter_add(0, i, of_pairs)
    wanted = torch.where(takes_up, 0.0, of_none).scatter_add(0, i, torch.where(right, of_pairs, 0.0))
    return 3 * (everything.log() - wanted.clamp(min=1e-20).log()).mean() + F.cross_entropy(kind, d.kind)


@torch.no_grad()
def clusters(head, d):
    """Spans by referent, of persons, organizations and places with two mentions and more: the form that scorers read."""
    pairs, none, kinds = head(d)
    best, of = [None] * len(d.spans), list(range(len(d.spans)))
    top = none.tolist()
    for (i, j), score in zip(d.pairs.tolist(), pairs.tolist()):
        if score > top[i]:
            top[i], best[i] = score, j
    found = {}
    for i in range(len(d.spans)):
        of[i] = i if best[i] is None else of[best[i]]
        found.setdefault(of[i], []).append(i)
    shares = F.log_softmax(kinds, -1)
    of_somebody = lambda members: KINDS[1 + int(shares[members].sum(0)[1:].argmax())] != "other"
    return [[d.spans[i] for i in members] for members in found.values() if len(members) > 1 and of_somebody(members)]
