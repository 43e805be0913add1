"""Predicates with their PropBank arguments as the head for roles reads them: pairs of words with what lies between them in the tree.

A file of this kind is made once for a model: `python roles.py MODEL TREES.conllu SRL.jsonl OUT.pt [--dropout 0.15]`. SRL holds a sentence
a line: {"sent_id", "predicates": [{"token", "sense", "args": [{"label", "start", "end", "head"}]}]}, words counted from 1. TREES are what `sayso inspect parse` says of the treebank (words, lemmas, tags, trees of the model). With --dropout the trees and states are
those of the network while it drops states: what it says of new sentences is as much worse than what it says of those it has learned.
"""
import argparse
import collections
import json

import torch

from data import bare_window
from frozen import load_frozen
from model import collate


class Sentence:
    """Words with a tree: heads from 1, 0 for the top."""

    def __init__(self, id, words, lemmas, upos, heads, rels):
        self.id, self.words, self.lemmas, self.upos, self.heads, self.rels = id, words, lemmas, upos, heads, rels
        self.children = collections.defaultdict(list)
        for i, h in enumerate(heads, 1):
            self.children[h].append(i)

    def up(self, word):
        """The word and everything above it, to the top."""
        out = [word]
        while self.heads[word - 1] and len(out) <= len(self.heads):
            word = self.heads[word - 1]
            out.append(word)
        return out

    def rel(self, word):
        return self.rels[word - 1]


def read_trees(path):
    out, rows, id = [], [], None
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith("# sent_id"):
                id = line.partition("=")[2].strip()
            elif line.strip() and line[0] != "#":
                row = line.rstrip("\n").split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line.strip() and rows:
                out.append(Sentence(id, [r[1] for r in rows], [r[2] for r in rows], [r[3] for r in rows], [int(r[6]) for r in rows],
                                    [r[7] for r in rows]))
                rows = []
    return out


def repaired(scores):
    """Heads by argmax; a circle is broken at its word that the top of the sentence suits best. `scores`: dependents x (root and words)."""
    heads = scores.argmax(1).tolist()
    for start in range(len(heads)):
        path, word = [], start
        while word >= 0 and word not in path:
            path.append(word)
            word = heads[word] - 1
        if word >= 0:
            heads[max(path[path.index(word):], key=lambda w: float(scores[w, 0]))] = 0
    return heads


@torch.no_grad()
def states_of(model, config, pieces, sentences, noisy):
    """States of the words of every sentence (the root left out) and, where the network drops states, its trees under that."""
    model.train(noisy)
    model.head_dropout = 0.0
    order = sorted(range(len(sentences)), key=lambda i: sum(len(pieces.word(w)) for w in sentences[i].words))
    states, trees, at = [None] * len(sentences), list(sentences), 0
    while at < len(order):
        group = [order[at]]
        widest = len(bare_window(sentences[order[at]].words, pieces).pieces)
        while at + len(group) < len(order) and (len(group) + 1) * widest * 1.1 < 3000:
            group.append(order[at + len(group)])
        at += len(group)
        batch = collate([bare_window(sentences[i].words[:400], pieces) for i in group])
        kept = []
        hook = model.head.register_forward_pre_hook(lambda _, inputs: kept.append(inputs[0]))
        _, arcs, dependents, governors = model(batch)
        hook.remove()
        if noisy:
            chosen = arcs.argmax(-1)
            for row, i in enumerate(group):
                n = len(sentences[i].words)
                chosen[row, 1:n + 1] = torch.tensor(repaired(arcs[row, 1:n + 1, :n + 1].numpy()))
            relations = model.labels(dependents, governors, chosen).argmax(-1).tolist()
        for row, i in enumerate(group):
            s, n = sentences[i], len(sentences[i].words)
            states[i] = kept[0][row, 1:n + 1].to(torch.float16)
            if noisy:
                rels = [config["relations"][x] for x in relations[row][1:n + 1]]
                trees[i] = Sentence(s.id, s.words, s.lemmas, s.upos, chosen[row, 1:n + 1].tolist(), rels)
    return states, trees


@torch.no_grad()
def vectors_of(model, pieces, sentences):
    """What every word is by itself: the mean of the vectors of its sub-words, brought to one size."""
    known, out = {}, []
    for word in (word for s in sentences for word in s.words):
        if word not in known:
            vector = model.words.weight[torch.tensor(pieces.word(word))].mean(0)
            known[word] = (vector / vector.pow(2).mean().sqrt().clamp(min=1e-6)).to(torch.float16)
        out.append(known[word])
    return torch.stack(out)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("model")
    a.add_argument("trees")
    a.add_argument("srl")
    a.add_argument("out")
    a.add_argument("--dropout", type=float, default=0.0)
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    torch.manual_seed(o.seed)
    torch.set_num_threads(2)
    model, config, pieces = load_frozen(o.model, o.dropout)
    gold = {}
    with open(o.srl, encoding="utf-8") as f:
        for line in f:
            sentence = json.loads(line)
            gold[sentence["sent_id"]] = sentence["predicates"]
    sentences = [s for s in read_trees(o.trees) if s.id in gold and len(s.words) <= 120]  # longer ones may not fit the network's window
    states, trees = states_of(model, config, pieces, sentences, o.dropout > 0)
    right = sum(a == b for s, t in zip(sentences, trees) for a, b in zip(s.heads, t.heads))
    print(len(sentences), "sentences; heads as in the given trees:", right / sum(len(s.words) for s in sentences))
    rows = [(s.id, s.words, s.lemmas, s.upos, s.heads, s.rels) for s in trees]
    states = torch.cat([torch.cat(states), vectors_of(model, pieces, trees)], 1)
    torch.save({"rows": rows, "states": states, "gold": [gold[s.id] for s in trees]}, o.out)


if __name__ == "__main__":
    main()
