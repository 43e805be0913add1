#!/usr/bin/env python3
"""Names of places resolved in a second of one core.

Usage: places.py SAYSO [DOCUMENTS]

Invented texts of fifty names each, drawn with a seed from lexicon/places-regions.tsv, lexicon/places-aliases.tsv and a list of
towns, are read once with all names to resolve and once with one name a text: what that takes less in time of the processor is
the resolving of the others. `inspect places --spans` resolves given names, so that finding them plays no part. Python standard
library only.
"""
import json
import os
import random
import resource
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lexicon")
TOWNS = """Kabul Lagos Springfield Cordoba Tripoli Birmingham Goma Lima Osaka Lyon Porto Basra Herat Gao Jos Kano Mwanza Dakar Tunis Sfax Oran
Aden Homs Hama Sidon Tyre Jaffa Nablus Van Bursa Izmir Varna Cluj Lviv Odesa Minsk Brest Riga Vilnius Turku Malmo Bergen Aarhus Kiel Essen Graz
Basel Turin Bari Seville Vigo Braga Cork Derby Leeds Dover Halifax Regina Boise Austin Salem Dayton Camden Tampa Merida Leon Leticia Cali Quito
Cusco Sucre Salta Recife Belem Natal Santos Perth Darwin Hobart Suva Cebu Davao Medan Padang Hue Dalat Vientiane Pegu Sylhet Patna Surat Pune
Multan Quetta Sukkur Mashhad Shiraz Tabriz Baku Gori Batumi Osh Almaty Omsk Tomsk Chita Harbin Dalian Jinan Wuhan Macau Busan Daegu""".split()


def main():
    sayso = sys.argv[1]
    documents = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    names = list(TOWNS)
    for file in ("places-regions.tsv", "places-aliases.tsv"):
        with open(os.path.join(ROOT, file), encoding="utf-8") as lines:
            names += [line.split("\t")[0] for line in lines if line.strip() and not line.startswith("#")]
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        text, many, one = (os.path.join(folder, name) for name in ("text.jsonl", "many.jsonl", "one.jsonl"))
        count = 0
        with open(text, "w") as texts, open(many, "w") as all_spans, open(one, "w") as one_span:
            for number in range(documents):
                words, spans, at = [], [], 0
                for name in chance.choices(names, k=50):
                    words.append(f"They met in {name}.")
                    spans.append({"start": at + 12, "end": at + 12 + len(name)})
                    at += len(words[-1]) + 1
                count += len(spans) - 1
                texts.write(json.dumps({"id": f"d{number}", "text": " ".join(words)}) + "\n")
                all_spans.write(json.dumps({"doc": f"d{number}", "toponyms": spans}) + "\n")
                one_span.write(json.dumps({"doc": f"d{number}", "toponyms": spans[:1]}) + "\n")

        def seconds(spans):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [sayso, "inspect", "places", "--quiet", "--threads", "1", "--model", "small", "--spans", spans, text],
                check=True, stdout=subprocess.DEVNULL,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        least = lambda spans: min(seconds(spans) for _ in range(3))
        more = least(many) - least(one)
        print(f"{count} names in {more:.2f} s of one core: {count / more:,.0f} a second")


if __name__ == "__main__":
    main()
