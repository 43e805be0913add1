"""Texts from what is published: for `silver.py` text.jsonl (to be divided and parsed) and masc.conllu (words are given), for `acts.py` articles.jsonl.

    python texts.py --wikinews wikinews_2019.csv wikinews_2020.csv --nltk CORPORA --out FOLDER

The CSV files have a column `text` (github.com/vanatteveldt/wikinews); CORPORA holds `state_union`, `inaugural` and
`masc_tagged` of nltk_data, unpacked.
"""
import argparse
import csv
import json
import re
from pathlib import Path

# Kinds of MASC that are left out: news (sets for measuring may hold the same), and what is hardly prose.
LEFT_OUT = re.compile("news|twitter|spam|jokes|email")
# A document of GUM's dev part.
MEASURED = {"1981-Reagan"}
# Of an article: the day above it, what stands below it, words that are enough of it.
DATELINE = r"\w+day, \w+ \d+, \d{4}"
BELOW = ("sources", "related news", "sister links", "have an opinion", "external link")
ENOUGH = 520
MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def documents(o):
    for path in o.wikinews:
        with open(path, encoding="utf-8", newline="") as f:
            for number, row in enumerate(csv.DictReader(f)):
                yield f"{Path(path).stem}-{number}", row["text"]
    speeches = sorted(Path(o.nltk, "state_union").glob("*.txt"))
    speeches += [p for p in sorted(Path(o.nltk, "inaugural").glob("*.txt")) if p.name[:4] >= "1900" and p.stem not in MEASURED]
    for path in speeches:
        yield path.stem, path.read_text(encoding="utf-8", errors="replace")


def articles(paths):
    """The news of the CSV files as `corpus/acts` annotates them: the headline, then paragraphs until so many words are reached."""
    for path in paths:
        with open(path, encoding="utf-8", newline="") as f:
            for number, row in enumerate(csv.DictReader(f)):
                paragraphs = [re.sub(r"[ \t]*\n[ \t]*", " ", part).strip() for part in re.split(r"\n\s*\n+", row["text"].replace("\xa0", " ").replace("\r", ""))]
                paragraphs = [part for part in paragraphs if part]
                if paragraphs and re.fullmatch(DATELINE, paragraphs[0]):
                    del paragraphs[0]
                kept, words = [row["title"].strip()], 0
                for part in paragraphs:
                    if words >= ENOUGH or part.lower().startswith(BELOW):
                        break
                    kept.append(part)
                    words += len(part.split())
                if words:
                    yield f"{Path(path).stem}-{number}", "\n\n".join(kept)


def masc(folder):
    """The words of MASC; its trees are none, as a form wants some."""
    for line in sorted((folder / "categories.txt").read_text(encoding="utf-8").splitlines()):
        name, kind = line.split()[:2]
        if LEFT_OUT.search(kind) or not (folder / name).exists():
            continue
        yield f"# newdoc id = {name}\n"
        for row in (folder / name).read_text(encoding="utf-8", errors="replace").split("\n"):
            words = [token.rsplit("_", 1)[0] for token in row.split() if "_" in token]
            words = [MARKS.get(word, word) for word in words if word]
            if 2 <= len(words) <= 80:
                for number, word in enumerate(words, 1):
                    head, relation = (0, "root") if number == 1 else (1, "dep")
                    yield f"{number}\t{word}\t_\t_\t_\t_\t{head}\t{relation}\t_\t_\n"
                yield "\n"


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--wikinews", nargs="+", required=True)
    a.add_argument("--nltk", required=True)
    a.add_argument("--out", required=True)
    o = a.parse_args()
    out = Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "text.jsonl", "w", encoding="utf-8") as f:
        for name, text in documents(o):
            f.write(json.dumps({"id": name, "text": text}) + "\n")
    with open(out / "articles.jsonl", "w", encoding="utf-8") as f:
        for name, text in articles(o.wikinews):
            f.write(json.dumps({"id": name, "text": text}) + "\n")
    with open(out / "masc.conllu", "w", encoding="utf-8") as f:
        f.writelines(masc(Path(o.nltk, "masc_tagged")))


if __name__ == "__main__":
    main()
