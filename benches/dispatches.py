#!/usr/bin/env python3
"""Writes invented dispatches of about a hundred words to standard output, one JSON object a line.

    benches/dispatches.py 1000000 | sayso read --model small --format jsonl - > /dev/null

The same number gives the same lines. Everybody in them is invented."""

import argparse
import json
import random
import sys

STATES = ["Norland", "Sudland", "Westmark", "Eastmere"]
TOWNS = ["Vell", "Northport", "Harrow Bridge", "Lower Mill", "Sandgate", "Three Rivers"]
PEOPLE = ["Ann Lee", "Brom Hale", "Ada Quill", "Tom Reed", "Mara Finch", "Jon Ashby"]
GROUPS = ["the dock workers' union", "the teachers' union", "the farmers' league", "the students' council"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]

FIRST = [
    "Police in {town} arrested {count} members of {group} on {day} after a march through the centre, the interior ministry of {state} said in a statement.",
    "The government of {state} and {group} signed an agreement on pay in {town} on {day}, officials who took part in the talks said.",
    "{state} accused {other} on {day} of sending patrol boats into its waters near {town}, and called in the ambassador.",
    "About {count} people marched through {town} on {day} to demand the release of {person}, the organisers said.",
    "{state} sent {count} tonnes of grain to {town} on {day} after the floods, the foreign ministry said.",
]
THEN = [
    "{person}, who speaks for {group}, denied that anybody had been hurt and said that the numbers were too high.",
    "The foreign ministry of {other} rejected the claim and said that its ships had stayed in the harbour.",
    "A second meeting was planned for {day}, but {person} said that nothing had been agreed so far.",
    "Witnesses said that the streets around the station of {town} were quiet again by the evening.",
    "{person} urged both sides to come back to the table and offered to lead the talks.",
    "The mayor of {town} told reporters that shops and schools would open again on {day}.",
    "According to {group}, {count} of its members are still held in {town} without a charge.",
    "The minister of the interior called the report of {other} an invention and asked for proof.",
]


def dispatch(number: int, rng: random.Random) -> dict:
    def filled(pattern: str) -> str:
        state, other = rng.sample(STATES, 2)
        return pattern.format(
            state=state, other=other, town=rng.choice(TOWNS), person=rng.choice(PEOPLE),
            group=rng.choice(GROUPS), day=rng.choice(DAYS), count=rng.randint(3, 900),
        )

    sentences = [filled(rng.choice(FIRST))] + [filled(pattern) for pattern in rng.sample(THEN, 4)]
    day = f"20{number % 24:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return {"id": f"d{number}", "publisher": "Wire", "published": day, "text": " ".join(sentences)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int, help="how many dispatches")
    number = parser.parse_args().number
    rng = random.Random(11)
    try:
        for at in range(number):
            sys.stdout.write(json.dumps(dispatch(at, rng)) + "\n")
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
