"""The int8 network in NumPy, straight from the exported file: what the Rust parser must agree with.

    python reference.py ../models/base < sentences.txt > expected.jsonl

A line of input is a sentence, its words divided by blanks. A line of output: {"words", "upos", "heads", "relations",
"names"}; heads by argmax over the sentence (0 is the root), before any repair to a tree.
"""
import json
import math
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from pieces import Pieces, shape

ERF = np.vectorize(math.erf, otypes=[np.float32])


class Reference:
    def __init__(self, folder):
        folder = Path(folder)
        self.config = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self.t = load_file(folder / "weights.safetensors")
        if "acts" in self.config:  # the tower's tensors
            more = load_file(folder / "acts.safetensors")
            for name, value in more.items():
                own = name.replace("layers.", "acts.", 1)
                if name.endswith(".d"):  # what is added to the parser's layer
                    self.t[own[:-2] + ".q"], self.t[own[:-2] + ".s"] = self.t[name[:-2] + ".q"] + value, self.t[name[:-2] + ".s"]
                else:
                    self.t[own] = value
        self.pieces = Pieces(folder / "vocab.txt")

    def words(self, ids):
        """The vectors of sub-words."""
        rows, width = self.t["words.q"][ids], self.config["width"]
        sizes, signs = rows[:, :width // 2], rows[:, width // 2:]
        q = np.stack([sizes & 15, sizes >> 4], -1).reshape(len(rows), width).astype(np.float32)
        q *= 1 - 2 * np.unpackbits(signs, axis=1, bitorder="little").astype(np.float32)
        return q * self.t["words.s"][ids][:, None]

    def linear(self, x, name):
        low, high = np.minimum(x.min(1), 0), np.maximum(x.max(1), 0)
        scale = np.maximum((high - low) / 255, 1e-12).astype(np.float32)
        zero = np.clip(np.rint(-low / scale), 0, 255)
        q = np.clip(np.rint(x * (1 / scale)[:, None]) + zero[:, None], 0, 255) - zero[:, None]
        return self.product(q, scale[:, None], name)

    def product(self, q, scale, name):
        acc = q.astype(np.int32) @ self.t[name + ".q"].astype(np.int32).T
        return acc.astype(np.float32) * (scale * self.t[name + ".s"]) + self.t[name + ".b"]

    def norm(self, x, name):
        mean = x.mean(1, keepdims=True)
        var = ((x - mean) ** 2).mean(1, keepdims=True)
        return (x - mean) / np.sqrt(var + 1e-12) * self.t[name + ".w"] + self.t[name + ".b"]

    def states(self, words):
        """The state of each word, the root first."""
        ids, shapes, first = [self.pieces.cls], [0], [0]
        for w in words:
            first.append(len(ids))
            more = self.pieces.word(w)
            ids += more
            shapes += [shape(w)] * len(more)
        ids.append(self.pieces.sep)
        shapes.append(0)
        self.first, self.below = first, None
        return (self.convolutions if "steps" in self.config else self.transformer)(ids, shapes, first)

    def convolutions(self, ids, shapes, first):
        t, c = self.t, self.config
        ids, ends = np.array(ids), first[1:] + [len(ids) - 1]
        vector = lambda a, b: self.words(ids[a:b]).mean(0)
        x = np.stack([vector(a, b) + t["shapes"][shapes[a]] for a, b in zip(first, ends)])
        x = self.norm(x, "norm")
        for i, step in enumerate(c["steps"]):
            p = f"layers.{i}."
            scale = t[p + "range"][0] / np.float32(127)
            q = np.clip(np.rint(self.norm(x, p + "norm") * (1 / scale)), -128, 127)
            reach = c["window"] // 2 * step
            q = np.pad(q, ((reach, reach), (0, 0)))
            rows = np.concatenate([q[at * step:at * step + len(x)] for at in range(c["window"])], 1)
            value, gate = np.split(self.product(rows, scale, p + "mix"), 2, 1)
            x = x + value / (1 + np.exp(-gate))
        return self.norm(x, "top")

    def transformer(self, ids, shapes, first):
        t, c = self.t, self.config
        x = self.words(ids) + t["positions"][:len(ids)] + t["shapes"][shapes]
        x = self.norm(x, "norm")
        below = c["acts"]["from"] if "acts" in c else -1
        for i in range(c["layers"]):
            self.below = x if i == below else self.below
            x = self.layer(x, f"layers.{i}.")
        return x[first]

    def layer(self, x, p):
        n, d, h = len(x), self.config["width"], self.config["heads"]
        q, k, v = self.linear(x, p + "qkv").reshape(n, 3, h, d // h).transpose(1, 2, 0, 3)
        scores = q @ k.transpose(0, 2, 1)
        e = np.exp(scores - scores.max(-1, keepdims=True))
        a = (e / e.sum(-1, keepdims=True)) @ v
        x = self.norm(x + self.linear(a.transpose(1, 0, 2).reshape(n, d), p + "out"), p + "norm1")
        u = self.linear(x, p + "up")
        u = u * 0.5 * (1 + ERF(u / np.float32(math.sqrt(2))))
        return self.norm(x + self.linear(u.astype(np.float32), p + "down"), p + "norm2")

    def acts(self, first):
        """The type that the tower gives each word, the number of the codebook's order from 1; 0 for none."""
        x = self.below
        for i in range(self.config["acts"]["from"], self.config["layers"]):
            x = self.layer(x, f"acts.{i}.")
        u = self.linear(x[first], "inner")
        u = u * 0.5 * (1 + ERF(u / np.float32(math.sqrt(2))))
        return (u @ self.t["outer.w"].T + self.t["outer.b"]).argmax(1)

    def parse(self, words):
        t, c = self.t, self.config
        h = self.linear(self.states(words), "head")
        sizes = [c["arc"], c["arc"], c["label"], c["label"]] + [n for _, n in c["tag_heads"]]
        parts = np.split(h, np.cumsum(sizes)[:-1], 1)
        dep, gov, ldep, lgov = (np.maximum(p, 0) for p in parts[:4])
        tags = {name: p for (name, _), p in zip(c["tag_heads"], parts[4:])}
        arcs = self.linear(dep, "arc") @ gov.T + (gov @ t["arc_bias"])[None]
        np.fill_diagonal(arcs[1:, 1:], -1e9)  # no word governs itself
        heads = arcs[1:].argmax(1)
        gov = lgov[heads]
        scores = np.concatenate([ldep[1:] * gov, ldep[1:], gov], 1) @ t["label.w"].T + t["label.b"]
        pick = lambda name, labels: [labels[i] for i in tags[name][1:].argmax(1)]
        acts = {"acts": self.acts(self.first)[1:].tolist()} if "acts" in c else {}
        return {"words": words, **acts, "upos": pick("upos", c["upos"]), "feats": pick("feats", c["feats"]), "heads": heads.tolist(),
                "relations": [c["relations"][i] for i in scores.argmax(1)], "names": pick("names", c["names"])}


if __name__ == "__main__":
    reference = Reference(sys.argv[1])
    for line in sys.stdin:
        if line.split():
            print(json.dumps(reference.parse(line.split()), ensure_ascii=False))
