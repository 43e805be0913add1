"""Texts in which it is known which words name acts, for `train_acts.py`: the corpus, and the examples of the rules.

    cargo xtask corpus attach --split train -o corpus.jsonl TEXTS
    python acts.py --sayso ../target/release/sayso --lexicon ../lexicon --corpus corpus.jsonl --out acts-corpus.jsonl
    python acts.py --sayso ../target/release/sayso --lexicon ../lexicon --rules --out acts-rules.jsonl
    python acts.py --sayso ../target/release/sayso --lexicon ../lexicon --triggers ../corpus/acts/acts.tsv --texts TEXTS.jsonl --out acts-more.jsonl
    python acts.py --sayso ../target/release/sayso --lexicon ../lexicon --marked ../corpus/acts/invented --out acts-invented.jsonl

A line is a text: {"id", "sentences": [{"forms", "acts", "not_acts", "starts_paragraph"}]}. `acts`: for each word 0 (names no act),
the number of its type in the order of the codebook (from 1), or -100 (not known). `not_acts`: the number of a type that it does
not name, or -100. Words are those of the parser, which the program divides.

Who acts is hidden: names, and nouns for people, bodies and states (`parties` of the lexicon), with the article before them, are one word `pieces.PARTY`, so that
nothing can be learned of who does what. The program hides the same words when it asks the tower.

Of a rule's examples for, the word between stars is known, and once more each of the rule's other words in its place ("accused",
"charged"); of those against, the rule's words are known not to name its type.
"""
import argparse
import csv
import json
import random
import re
import subprocess
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path

from data import TYPES
from pieces import PARTY

UNKNOWN = -100
NUMBER = {name: i + 1 for i, name in enumerate(TYPES)}
CONTENT = ("VERB", "NOUN", "ADJ", "PROPN", "AUX")
MOST_WORDS = 3  # of a noun for a party
NOT_PARTIES = ("Date", "Money")  # kinds of entities that are nobody
MARK = re.compile(r"\{([A-Z]+) ([^{}]*)\}")  # of an act in an invented report
MOST = 3  # other words put in the place of an example's


def parse(sayso, texts):
    """The sentences of texts: lists of (first character, CoNLL-U columns, kind of the entity or none) with whether a paragraph begins; by id."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        source.write_text("".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in texts.items()), encoding="utf-8")
        inspect = lambda what: subprocess.run([sayso, "-q", "inspect", what, source], check=True, capture_output=True, text=True).stdout
        out, entities = inspect("parse"), defaultdict(list)
        for line in inspect("entities").splitlines():
            document = json.loads(line)
            entities[document["doc"]] += [(e["start"], e["end"], e["type"]) for e in document["entities"]]
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
            kind = next((kind for start, end, kind in entities[id] if start < at + len(row[1]) and end > at), None)
            rows.append((at, row, kind))
            at += len(row[1]) if place >= 0 else 0
        elif not line and rows:
            found[id].append((rows, starts))
            rows, starts = [], False
    return found


def parties(lexicon):
    """Nouns for people, bodies and states, of one word or several, by which who acts is known."""
    classes = tomllib.loads((Path(lexicon) / "actors" / "nouns.toml").read_text(encoding="utf-8"))["class"]
    return sorted({noun for one in classes if one["sort"] in ("person", "group", "organization", "state") for noun in one["nouns"]})


def hidden(rows, nouns):
    """Which words say who acts."""
    out = [kind not in NOT_PARTIES and (kind is not None or row[3] == "PROPN" or row[3] == "NOUN" and row[2].lower() in nouns) for _, row, kind in rows]
    for end in range(len(rows)):
        for start in range(max(0, end - MOST_WORDS + 1), end):
            if " ".join([rows[i][1][1].lower() for i in range(start, end)] + [rows[end][1][2].lower()]) in nouns:
                out[start:end + 1] = [True] * (end + 1 - start)
    return [this or row[3] == "DET" and row[2] in ("the", "a") and i + 1 < len(out) and out[i + 1] for i, (this, (_, row, _)) in enumerate(zip(out, rows))]


def without_parties(sentence, hide):
    """The sentence with every run of hidden words as one; what names an act stays."""
    out = {"forms": [], "acts": [], "not_acts": [], "starts_paragraph": sentence["starts_paragraph"]}
    before = False
    for form, act, other, hide in zip(sentence["forms"], sentence["acts"], sentence["not_acts"], hide):
        hide = hide and act <= 0 and other < 0
        if not (hide and before):
            for name, value in (("forms", PARTY if hide else form), ("acts", act), ("not_acts", other)):
                out[name].append(value)
        before = hide
    return out


def head_of(rows, start, end):
    """The word of a trigger that the others hang on."""
    inside = [i for i, (at, row, _) in enumerate(rows) if at < end and at + len(row[1]) > start]
    tops = [i for i in inside if int(rows[i][1][6]) - 1 not in inside]
    content = [i for i in tops if rows[i][1][3] in CONTENT]
    return next(iter(content or tops), None)


def marked(parsed, triggers, nouns):
    """Sentences with the types of their words: a list of (start, end, type) is all that a text holds."""
    out = []
    for rows, starts in parsed:
        acts = [0] * len(rows)
        for start, end, event in triggers:
            if (word := head_of(rows, start, end)) is not None:
                acts[word] = NUMBER[event]
        sentence = {"forms": [row[1] for _, row, _ in rows], "acts": acts, "not_acts": [UNKNOWN] * len(rows), "starts_paragraph": starts}
        out.append(without_parties(sentence, hidden(rows, nouns)))
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


def invented(folder):
    """Texts and triggers of files in which reports begin with `## NAME` and what names an act is marked: `{ASSAULT shelled}`."""
    for path in sorted(Path(folder).glob("*.txt")):
        parts = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.M)
        for name, body in zip(parts[1::2], parts[2::2]):
            text, found, end = "", [], 0
            body = body.strip()
            for mark in MARK.finditer(body):
                text += body[end:mark.start()]
                found.append((len(text), len(text) + len(mark[2]), mark[1]))
                text, end = text + mark[2], mark.end()
            yield f"{path.stem}-{name.strip()}", text + body[end:], found


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


def rules(sayso, lexicon, nouns, seed=1):
    """The examples as texts, each once as it stands and with other words of its rule."""
    rng = random.Random(seed)
    known = {f"rule-{i}": example for i, example in enumerate(examples(lexicon))}
    parsed = parse(sayso, {id: example[0] for id, example in known.items()})
    for id, (text, span, event, words, good) in known.items():
        singles = {word for word in words if " " not in word}
        for rows, _ in parsed[id]:
            forms, hide = [row[1] for _, row, _ in rows], hidden(rows, nouns)
            line = lambda forms: {"id": id, "sentences": [without_parties({"forms": forms, "acts": acts, "not_acts": other, "starts_paragraph": True}, hide)]}
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
                    yield line(forms[:word] + [variant] + forms[word + 1:])
            else:
                heads = {part for word in words for part in (word.split()[0], word.split()[-1])}
                for i, (_, row, _) in enumerate(rows):
                    if row[2].lower() in heads and row[3] in CONTENT:
                        other[i] = NUMBER[event]
                if any(number > 0 for number in other):
                    yield line(forms)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--sayso", required=True, help="the program, which divides the texts")
    a.add_argument("--corpus")
    a.add_argument("--triggers")
    a.add_argument("--texts")
    a.add_argument("--marked", help="a folder of invented reports")
    a.add_argument("--lexicon", required=True, help="the folder of the lexicon")
    a.add_argument("--rules", action="store_true", help="texts are the examples of the lexicon's rules")
    a.add_argument("--out", required=True)
    o = a.parse_args()
    nouns = set(parties(o.lexicon))
    if o.rules:
        lines = rules(o.sayso, o.lexicon, nouns)
    else:
        source = corpus(o.corpus) if o.corpus else invented(o.marked) if o.marked else triggers(o.triggers, o.texts)
        texts = {id: (text, found) for id, text, found in source}
        parsed = parse(o.sayso, {id: text for id, (text, _) in texts.items()})
        lines = ({"id": id, "sentences": marked(parsed[id], found, nouns)} for id, (_, found) in texts.items())
    count = 0
    with open(o.out, "w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    print(count, "texts")


if __name__ == "__main__":
    main()
