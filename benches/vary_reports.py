#!/usr/bin/env python3
"""Makes many reports of few, for measuring a large workspace: names, numbers, most of the longer words and days are changed,
sentences left out, so that two variants of one report tell of two events in texts of their own.

Usage: vary_reports.py REPORTS.jsonl NUMBER > MANY.jsonl

REPORTS holds JSON lines with "text" (and "title"). A variant has a publisher and a day of its own; one in ten is a reprint
of an earlier variant (same text, other publisher, up to two days later), one in ten a version of it with a few sentences
left out. The same NUMBER and input give the same output. Python standard library only.
"""
import json
import random
import re
import sys
from datetime import date, timedelta

NAME = re.compile(r"\b[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+\b")
WORD = re.compile(r"\b[a-z]{5,}\b")
NUMBER = re.compile(r"\b\d{1,3}\b")
SYLLABLES = "ba be bo da den dor el fa fen gar hal im jo ka kel lan lo ma mir na nor o pa ran ros sa sel ta tor ul va ven wil yan zor".split()


def name(chance, words):
    one = lambda: "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize()
    return " ".join(one() for _ in range(words))


def vary(text, chance, words):
    """Another text of the same build: half of the names and most of the longer words, some numbers, some sentences are others."""
    names = {}

    def renamed(match):
        words = match.group(0)
        if words not in names:
            names[words] = name(chance, len(words.split())) if chance.random() < 0.5 else words
        return names[words]

    text = NAME.sub(renamed, text)
    kind = lambda word: word[-2:]
    text = WORD.sub(lambda m: chance.choice(words[kind(m.group(0))]) if chance.random() < 0.7 else m.group(0), text)
    text = NUMBER.sub(lambda m: str(chance.randint(2, 90)) if chance.random() < 0.3 else m.group(0), text)
    sentences = re.split(r"(?<=[.!?]) +", text)
    return " ".join(s for s in sentences if chance.random() < 0.85) or text


def main():
    reports = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
    number = int(sys.argv[2])
    chance = random.Random(1)
    # Words stand in for words with the same ending, so that most sentences keep their build.
    words = {}
    for word in sorted({word for report in reports for word in WORD.findall(report["text"])}):
        words.setdefault(word[-2:], []).append(word)
    outlets = [name(chance, 1) + " " + chance.choice(["Times", "Post", "Herald", "Star", "Gazette", "Wire"]) for _ in range(600)]
    first = date(2022, 1, 1)
    recent = []
    for at in range(number):
        kind = chance.random()
        if recent and kind < 0.2:
            title, text, day = chance.choice(recent)
            day += timedelta(days=chance.randint(0, 2))
            if kind < 0.1:
                text = " ".join(s for s in re.split(r"(?<=[.!?]) +", text) if chance.random() < 0.9) or text
        else:
            report = chance.choice(reports)
            title, text = report.get("title"), vary(report["text"], chance, words)
            day = first + timedelta(days=at * 900 // number)
        recent = (recent + [(title, text, day)])[-200:]
        row = {"id": f"v{at:06}", "title": title, "text": text, "publisher": chance.choice(outlets), "published": day.isoformat()}
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
