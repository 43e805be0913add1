#!/usr/bin/env python3
"""Builds texts.jsonl and pairs.jsonl from the hand-written files in sources/.

Only the standard library; every choice is drawn from a generator that is seeded
with the name of what is being made, so a run gives the same bytes each time.
See README.md for the kinds and for the format of the sources.
"""

import hashlib
import json
import pathlib

from making import copies, independent, parts
from making.copying import Set
from making.sources import part_of, read_sources

HERE = pathlib.Path(__file__).resolve().parent


def by_story(texts, wanted):
    grouped = {}
    for text in texts.values():
        if wanted(text):
            grouped.setdefault(text.story, []).append(text)
    return grouped


def build():
    texts = read_sources()
    groups = by_story(texts, lambda text: "." in text.key and not text.key.startswith(("q-", "s-")))
    quotes = by_story(texts, lambda text: text.key.startswith("q-"))
    series = by_story(texts, lambda text: text.key.startswith("s-"))
    bases = [text for text in texts.values() if not text.key.startswith("s-")]
    told = [text for text in bases if not text.key.startswith("q-")]
    out = Set()
    copies.make_exact(out, bases)
    copies.make_retitled(out, told)
    copies.make_cut(out, told)
    copies.make_reordered(out, told)
    parts.make_embedded(out, texts, groups)
    parts.make_merged(out, groups)
    parts.make_release(out, told)
    copies.make_by_hand(out, texts)
    copies.make_updated(out, texts)
    copies.make_quotation_altered(out, texts)
    copies.make_spelling(out, told)
    copies.make_debris(out, bases)
    copies.make_siblings(out, told)
    independent.make_same_event(out, groups, texts)
    independent.make_quotation(out, quotes)
    independent.make_series(out, series)
    independent.make_unrelated(out, bases)
    return out


def write(path, records):
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def main():
    out = build()
    texts = sorted(out.texts.values(), key=lambda text: text.id)
    assert len({text.id for text in texts}) == len(texts)
    assert len({pair["id"] for pair in out.pairs}) == len(out.pairs)
    write(HERE / "texts.jsonl", (
        {"id": text.id, "title": text.title, "byline": text.byline, "publisher": text.publisher,
         "published": text.published, "text": text.body} for text in texts))
    write(HERE / "pairs.jsonl", sorted(out.pairs, key=lambda pair: hashlib.sha256(pair["id"].encode()).hexdigest()))
    origins = out.origins()
    write(HERE / "origins.jsonl", (
        {"id": text.id, "story": text.story, "part": part_of(text.story), "origins": origins[text.id]} for text in texts))
    kinds = {}
    for pair in out.pairs:
        row = kinds.setdefault((pair["kind"], pair["relation"]), {"test": 0, "tune": 0})
        row[pair["part"]] += 1
    for (kind, relation), row in sorted(kinds.items()):
        print(f"{kind:18} {relation:12} test {row['test']:4} tune {row['tune']:4}")
    print(len(out.pairs), "pairs,", len(texts), "texts,", sum(p["part"] == "tune" for p in out.pairs), "for tuning")


if __name__ == "__main__":
    main()
