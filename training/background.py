"""In how many documents a word stands: the background against which `sayso-join` weighs the words of a report.

    python background.py --data DATA > ../crates/sayso-join/src/story/background.tsv

`DATA` as in README.md; counted are the training parts of GUM, EWT and the newswire (names of people and such included: a
name that many texts share says little). A document of EWT is a `newdoc`. Words are letters and inner apostrophes, lower
case, stemmed as the Rust code stems them (Snowball, English). Needs `snowballstemmer==2.2.0` and the command `zstd`.

Output: a line `<documents><tab><number>` first, then `stem<tab>documents` for every stem that stands in at least
`LEAST` documents, in alphabetical order.
"""
import argparse
import collections
import json
import re
import subprocess
from pathlib import Path

import snowballstemmer

LEAST = 3
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def lines(path):
    return subprocess.run(["zstd", "-qdc", path], check=True, stdout=subprocess.PIPE).stdout.decode("utf-8").split("\n")


def of_trees(path):
    """The texts of a CoNLL-U file, a document each."""
    text = []
    for line in lines(path):
        if line.startswith("# newdoc id"):
            if text:
                yield "\n".join(text)
            text = []
        elif line.startswith("# text ="):
            text.append(line.split("=", 1)[1].strip())
    if text:
        yield "\n".join(text)


def documents(data):
    yield from of_trees(data / "ud/gum-train.conllu.zst")
    yield from of_trees(data / "ud/ewt-train.conllu.zst")
    for line in lines(data / "ner/worldwide-train.jsonl.zst"):
        if line.strip():
            yield json.loads(line)["text"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    stem = snowballstemmer.stemmer("english").stemWord
    counts, total = collections.Counter(), 0
    for text in documents(options.parse_args().data):
        total += 1
        counts.update({stem(word.replace("’", "'")) for word in WORD.findall(text.lower())})
    print(f"<documents>\t{total}")
    for word in sorted(counts):
        if counts[word] >= LEAST:
            print(f"{word}\t{counts[word]}")


if __name__ == "__main__":
    main()
