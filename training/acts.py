"""Texts in which it is known which words name acts, for `train.py --acts`: the corpus, and the examples of the rules.

    cargo xtask corpus attach --split train -o corpus.jsonl TEXTS
    python acts.py --sayso ../target/release/sayso --corpus corpus.jsonl --out acts-corpus.jsonl
    python acts.py --sayso ../target/release/sayso --lexicon ../lexicon --out acts-rules.jsonl
    python acts.py --sayso ../target/release/sayso --triggers ../corpus/acts/acts.tsv --texts TEXTS.jsonl --out acts-more.jsonl

A line is a text: {"id", "sentences": [{"forms", "acts", "not_acts", "starts_paragraph"}]}. `acts`: for each word 0 (names no act),
the number of its type in the order of the codebook (from 1), or -100 (not known). `not_acts`: the number of a type that it does
not name, or -100. Words are those of the parser, which the program divides.

Of a rule's examples for, the word between stars is known, and once more each of the rule's other words in its place ("accused",
"charged"); of those against, the rule's words are known not to name its type.
"""
import argparse
import csv
import json
import random
import subprocess
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path

from data import TYPES

UNKNOWN = -100
NUMBER = {name: i + 1 for i, name in enumerate(TYPES)}
CONTENT = ("VERB", "NOUN", "ADJ", "PROPN", "AUX")
MOST = 3  # other words put in the place of an example's


def parse(sayso, texts):
    """The sentences of texts: lists of (first character, CoNLL-U columns) with whether a paragraph begins; by id."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        source.write_text("".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in texts.items()), encoding="utf-8")
        out = subprocess.run([sayso, "-q", "inspect", "parse", source], check=True, capture_output=True, text=True).stdout
    found, rows, starts, id, at = defaultdict(list), [], False, None, 0
    for line in out.split("\n"):
        if line.startswith("# newdoc"):
            id, at = line.split(" = ", 1)[1], 0
        elif line.startswith("# newpar"):
            starts = True
        elif line and not line.startswith("#") and line.split("\t", 1)[0].isdigit():
            row = line.split("\t")
            place = texts[id].find(row[1], at, at + len(row[1]) + 60)
            at = at if place < 0 else place
            rows.append((at, row))
            at += len(row[1]) if place >= 0 else 0
        elif not line and rows:
            found[id].append((rows, starts))
            rows, starts = [], False
    return found


def head_of(rows, start, end):
    """The word of a trigger that the others hang on."""
    inside = [i for i, (at, row) in enumerate(rows) if at < end and at + len(row[1]) > start]
    tops = [i for i in inside if int(rows[i][1][6]) - 1 not in inside]
    content = [i for i in tops if rows[i][1][3] in CONTENT]
    return next(iter(content or tops), None)


def marked(parsed, triggers):
    """Sentences with the types of their words: a list of (start, end, type) is all that a text holds."""
    out = []
    for rows, starts in parsed:
        acts = [0] * len(rows)
        for start, end, event in triggers:
            if (word := head_of(rows, start, end)) is not None:
                acts[word] = NUMBER[event]
        out.append({"forms": [row[1] for _, row in rows], "acts": acts, "not_acts": [UNKNOWN] * len(rows), "starts_paragraph": starts})
    return out


def corpus(path):
    """Texts and triggers of an attached gold file; those whose text must not be trained on are left out by the split."""
    for line in open(path, encoding="utf-8"):
        reading = json.loads(line)
        triggers = [(*event["evidence"]["trigger"], event["event"]) for event in reading["events"]]
        yield reading["document"]["id"], reading["document"]["text"], triggers


def triggers(path, texts):
    """Texts and triggers of a table with the columns id, start, end, type; a text without an act has a row with empty columns."""
    found = defaultdict(list)
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"):
        found[row["id"]] += [(int(row["start"]), int(row["end"]), row["type"])] if row["type"] else []
    for line in open(texts, encoding="utf-8"):
        document = json.loads(line)
        if document["id"] in found:
            yield document["id"], document["text"], found[document["id"]]


def examples(lexicon):
    """Example sentences of the event rules: (text, span of the trigger or none, type, words of the rule, whether it is for)."""
    for path in sorted(Path(lexicon).glob("events/*.toml")):
        rules = tomllib.loads(path.read_text(encoding="utf-8"))
        for rule in rules.get("rule", []):
            words = rule.get("verb", []) + rule.get("noun", []) + rule.get("adjective", [])
            for kind in ("yes", "no"):
                for sentence in rule.get(kind, []):
                    parts = "".join(c for c in sentence if c not in "[]<>").split("*")
                    span = (len(parts[0]), len(parts[0]) + len(parts[1])) if len(parts) == 3 else None
                    yield "".join(parts), span, rules["event"], words, kind == "yes"


def inflect(lemma, like, feats):
    """A regular form of a verb or noun with the ending of another; none if that can't be told."""
    ending = "ing" if "VerbForm=Ger" in feats or "Tense=Pres|VerbForm=Part" in feats else "ed" if "Tense=Past" in feats else \
        "s" if "Number=Plur" in feats or "Person=3|Tense=Pres" in feats else ""
    if ending == "":
        return lemma if like.lower() == like else None
    if not like.endswith(ending):
        return None  # an irregular one
    if ending == "s":
        return lemma[:-1] + "ies" if lemma[-1:] == "y" and lemma[-2:-1] not in "aeiou" else \
            lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    if lemma.endswith("e"):
        return lemma[:-1] + ending if ending == "ed" or not lemma.endswith("ee") else lemma + ending
    if ending == "ed" and lemma[-1:] == "y" and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + ending


IRREGULAR = set("""beat bind bite blow break bring build burst buy cast catch choose come cut deal draw drive eat fall feed fight find flee fly
forbid forgive get give go grow hang hear hide hit hold hurt keep know lay lead leave lend let lie lose make meet pay put quit read rid ride
ring rise run say see seek sell send set shake shed shoot shut sing sink sit speak spend spread stand steal stick strike swear sweep take
teach tear tell think throw undergo uphold win withdraw withhold withstand wring write overthrow overturn overrun ban stop bar plot rob
admit commit compel expel refer submit permit transfer regret rebut slam plan drop grab mug stab trap strip whip""".split())


def rules(sayso, lexicon, seed=1):
    """The examples as texts, each once as it stands and with other words of its rule."""
    rng = random.Random(seed)
    known = {f"rule-{i}": example for i, example in enumerate(examples(lexicon))}
    parsed = parse(sayso, {id: example[0] for id, example in known.items()})
    for id, (text, span, event, words, good) in known.items():
        singles = {word for word in words if " " not in word}
        for rows, _ in parsed[id]:
            forms = [row[1] for _, row in rows]
            acts, other = [UNKNOWN] * len(rows), [UNKNOWN] * len(rows)
            if good:
                word = head_of(rows, *span) if span else None
                if word is None:
                    continue
                acts[word] = NUMBER[event]
                lemma, feats = rows[word][1][2].lower(), rows[word][1][5]
                variants = {forms[word]}
                if lemma in singles:
                    free = sorted(singles - IRREGULAR - {lemma})
                    for chosen in rng.sample(free, min(MOST, len(free))):
                        variants.add(inflect(chosen, forms[word], feats))
                for variant in sorted(variants - {None}):
                    yield {"id": id, "sentences": [{"forms": forms[:word] + [variant] + forms[word + 1:], "acts": acts, "not_acts": other, "starts_paragraph": True}]}
            else:
                heads = {part for word in words for part in (word.split()[0], word.split()[-1])}
                for i, (_, row) in enumerate(rows):
                    if row[2].lower() in heads and row[3] in CONTENT:
                        other[i] = NUMBER[event]
                if any(number > 0 for number in other):
                    yield {"id": id, "sentences": [{"forms": forms, "acts": acts, "not_acts": other, "starts_paragraph": True}]}


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--sayso", required=True, help="the program, which divides the texts")
    a.add_argument("--corpus")
    a.add_argument("--triggers")
    a.add_argument("--texts")
    a.add_argument("--lexicon")
    a.add_argument("--out", required=True)
    o = a.parse_args()
    if o.lexicon:
        lines = rules(o.sayso, o.lexicon)
    else:
        texts = {id: (text, found) for id, text, found in (corpus(o.corpus) if o.corpus else triggers(o.triggers, o.texts))}
        parsed = parse(o.sayso, {id: text for id, (text, _) in texts.items()})
        lines = ({"id": id, "sentences": marked(parsed[id], found)} for id, (_, found) in texts.items())
    count = 0
    with open(o.out, "w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    print(count, "texts")


if __name__ == "__main__":
    main()
