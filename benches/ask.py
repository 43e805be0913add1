#!/usr/bin/env python3
"""Times the questions of the command line on a workspace: median, 95th percentile and memory of each.

Usage: ask.py SAYSO WORKSPACE [ROUNDS]

Filters (actors, countries, days, outlets, words) are drawn from what the workspace holds. Every question is a program of
its own, so that its start counts. Python standard library only.
"""
import json
import os
import random
import resource
import subprocess
import sys
import time


def main():
    sayso, workspace = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    ask = lambda *words: subprocess.run(
        [sayso, *words, "--workspace", workspace], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout.decode()
    rows = lambda *words: [json.loads(line) for line in ask(*words, "--format", "jsonl").splitlines()]
    chance = random.Random(7)
    incidents = rows("incidents", "--limit", "400")
    sources = rows("sources", "--limit", "200")
    actors = [p for i in incidents for p in i["parties"] if p.startswith("a")]
    countries = ["USA", "RUS", "CHN", "IND", "IRN", "ISR", "GBR", "UKR", "FRA", "DEU"]
    outlets = sorted({p for s in sources for p in s["cited_by"]})
    holders = [s["holder"] for s in sources if s["named"]]
    draw = {
        "--party": lambda: chance.choice(actors),
        "--actor": lambda: chance.choice(countries),
        "--recipient": lambda: chance.choice(actors),
        "--type": lambda: chance.choice(["ASSAULT", "COERCE", "ACCUSE", "CONSULT", "PROTEST", "RETREAT"]),
        "--country": lambda: chance.choice(countries),
        "--since": lambda: chance.choice(["2022-03-01", "2022-09-01", "2023-02-01"]),
        "--holder": lambda: chance.choice(holders),
        "--outlet": lambda: chance.choice(outlets),
    }
    questions = "incidents events contradictions numbers sources silence drift reprints labels ties dyads actors search".split()
    print(f"{'question':16} {'median':>8} {'95th':>8} {'slowest':>8}  milliseconds")
    everything = []
    for question in questions:
        times = []
        for at in range(rounds):
            words = [question]
            if question == "search":
                words.append(chance.choice(["protest", "government minister", "troops border", "court", '"police arrested"']))
            elif question == "actors":
                words += [] if at == 0 else [chance.choice(["minister", "police", "john", "united", "bank", "army"])]
            elif at > 0:
                for option in chance.sample(sorted(draw), chance.randint(1, 2)):
                    words += [option, draw[option]()]
            start = time.perf_counter()
            ask(*words)
            times.append((time.perf_counter() - start) * 1000)
        everything += times
        times.sort()
        print(f"{question:16} {times[len(times) // 2]:8.0f} {times[int(len(times) * 0.95) - 1]:8.0f} {times[-1]:8.0f}", flush=True)
    everything.sort()
    print(f"{'all':16} {everything[len(everything) // 2]:8.0f} {everything[int(len(everything) * 0.95) - 1]:8.0f} {everything[-1]:8.0f}")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB; workspace {os.path.getsize(workspace) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
