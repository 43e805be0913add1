"""Acts of `corpus/acts/acts.tsv` with their participants as readings, for the example `participants_material`.

    python participants.py ../corpus/acts/acts.tsv TEXTS.jsonl > acts-gold.jsonl

TEXTS.jsonl: {"id", "text"} a line. Columns `actor` and `recipient` hold spans in code points (`120-127 140-152`), `-` for nobody; where they are
empty, the act was not annotated for them and is left out.
"""
import csv
import json
import sys
from collections import defaultdict


def spans(column):
    return [] if column == "-" else [[int(number) for number in span.split("-")] for span in column.split()]


def reading(document, acts):
    actors, events = [], []

    def party(span):
        actors.append({"id": f"a{len(actors) + 1}", "name": document["text"][span[0]:span[1]], "mentions": [{"span": span, "form": "name"}]})
        return {"actor": actors[-1]["id"], "span": span}

    for number, act in enumerate(acts):
        trigger = [int(act["start"]), int(act["end"])]
        events.append({
            "id": str(number), "event": act["type"], "mode": act["mode"] or None, "cameo": None, "contexts": [],
            "actor": [party(span) for span in spans(act["actor"])], "recipient": [party(span) for span in spans(act["recipient"])],
            "location": None, "date": None, "magnitude": {}, "factuality": {"polarity": "+", "certainty": "certain", "realis": "actual"},
            "chain": [{"holder": {"publisher": True}}], "evidence": {"sentence": trigger, "trigger": trigger}, "standing": "reported",
            "rule": "annotation", "confidence": 1.0, "keys": [],
        })
    return {"document": {"id": document["id"], "text": document["text"]}, "actors": actors, "events": events, "labels": [], "ties": [],
            "produced_by": {"sayso": "", "schema": "", "model": "", "lexicon": ""}}


def main():
    table, texts = sys.argv[1:]
    acts = defaultdict(list)
    for row in csv.DictReader(open(table, encoding="utf-8"), delimiter="\t"):
        if row["type"] and row["actor"]:
            acts[row["id"]].append(row)
    for line in open(texts, encoding="utf-8"):
        document = json.loads(line)
        if document["id"] in acts:
            print(json.dumps(reading(document, acts[document["id"]])))


if __name__ == "__main__":
    main()
