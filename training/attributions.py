"""Attributions of documents as roles of their cues, for `roles.py` and `train_cues.py`.

    python attributions.py TREES.conllu TEXTS.jsonl ATTRIBUTIONS.jsonl OUT.jsonl

TREES: what `sayso inspect parse` says of the documents. TEXTS: a line a document, {"doc", "text"}. ATTRIBUTIONS: {"doc", "attributions": [{"source", "cue",
"content"}]}, each a list of [start, end) in characters of the text: a gold standard, or what `sayso inspect attribution` says. OUT: what `roles.py` reads: the
highest word of a cue is a predicate, its source and content are arguments. What lies in other sentences than the cue is left out, and so is an attribution without a cue.
"""
import argparse
import collections
import json
import re

from roles import read_trees


def lines(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            yield json.loads(line)


def places(sentences, text):
    """Where every word stands in the text: [start, end) for each word of each sentence; nowhere where the text has it otherwise than the parser."""
    at, out = 0, []
    for s in sentences:
        found = re.compile(r"\s*".join(f"({re.escape(word)})" for word in s.words)).search(text, at)
        out.append([found.span(i) for i in range(1, len(s.words) + 1)] if found else [(0, 0)] * len(s.words))
        at = found.end() if found else at
    return out


def inside(spans, pieces):
    """Words, counted from 1, that lie in one of the pieces."""
    return [i for i, (start, end) in enumerate(spans, 1) if start < end and any(a <= start and end <= b for a, b in pieces)]


def top(s, words):
    """The word of these that is nearest the top of the tree."""
    return min(words, key=lambda w: (len(s.up(w)), w))


def runs(words):
    """Words side by side together."""
    out = []
    for w in words:
        if out and w == out[-1][-1] + 1:
            out[-1].append(w)
        else:
            out.append([w])
    return out


def arguments(s, spans, attribution, cue):
    """Source and content as arguments, each by its longest run of words."""
    out = []
    for label, pieces in (("SOURCE", attribution["source"]), ("CONTENT", attribution["content"])):
        words = [w for w in inside(spans, pieces) if s.upos[w - 1] != "PUNCT" and w not in cue]
        if words:
            run = max(runs(words), key=len)
            out.append({"label": label, "start": run[0], "end": run[-1], "head": top(s, run)})
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("trees")
    a.add_argument("texts")
    a.add_argument("attributions")
    a.add_argument("out")
    o = a.parse_args()
    by_document = collections.defaultdict(list)
    for s in read_trees(o.trees):
        by_document[s.id.rpartition("-")[0]].append(s)
    texts = {x["doc"]: x["text"] for x in lines(o.texts)}
    kept = lost = 0
    with open(o.out, "w", encoding="utf-8") as out:
        for document in lines(o.attributions):
            own = by_document[document["doc"]]
            for s, spans in zip(own, places(own, texts[document["doc"]])):
                predicates = {}
                for attribution in document["attributions"]:
                    cue = [w for w in inside(spans, attribution["cue"]) if s.upos[w - 1] != "PUNCT"]
                    if not cue:
                        continue
                    token = top(s, cue)
                    predicates.setdefault(token, {"token": token, "sense": s.lemmas[token - 1], "args": arguments(s, spans, attribution, cue)})
                kept += len(predicates)
                out.write(json.dumps({"sent_id": s.id, "predicates": list(predicates.values())}) + "\n")
            lost += sum(1 for x in document["attributions"] if not x["cue"])
    print(kept, "cues;", lost, "attributions without one")


if __name__ == "__main__":
    main()
