#!/usr/bin/env python3
"""Many people at one desk at once: each looks at a page, pauses, clicks on. Standard library only.

  sayso serve --workspace FILE &
  benches/people.py http://127.0.0.1:7600 [--people 50] [--seconds 60] [--pause 1.0] [--seed 1]

A click asks what the page asks (overview under a filter, list of incidents, an incident, a document, an actor, a pair,
sources, contradictions, search, the queue of a review); things to click on are drawn from what the desk answers. Times are
those of whole answers, compressed as a browser asks for them. Nothing is changed.
"""
import argparse
import http.client
import json
import gzip
import random
import threading
import time
from urllib.parse import quote, urlencode, urlsplit


class Desk:
    """One connection that is kept open, as a browser's is."""

    def __init__(self, address):
        self.host = urlsplit(address).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=60)

    def get(self, path):
        """Seconds until the whole answer is there, its status, and what it says."""
        start = time.perf_counter()
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept": "application/json"})
        answer = self.connection.getresponse()
        body = answer.read()
        taken = time.perf_counter() - start
        if answer.getheader("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return taken, answer.status, body


def things(desk):
    """What there is to click on."""
    ask = lambda path: json.loads(desk.get(path)[2])
    overview = ask("/api/overview")
    incidents = ask("/api/incidents?several=true&limit=200")["items"] or ask("/api/incidents?limit=200")["items"]
    return {
        "types": [row["key"] for row in overview["types"]],
        "countries": [row["key"] for row in overview["countries"] if row["key"]],
        "outlets": [row["key"] for row in overview["outlets"]],
        "months": [row["month"] for row in overview["timeline"]],
        "incidents": [row["id"] for row in incidents],
        "documents": sorted({mention["doc"] for row in incidents for mention in row["mentions"]}),
        "actors": [row["actor"]["id"] for row in ask("/api/actors?limit=200")["items"]],
        "words": ["police", "minister", "court", "protest", "killed", "election", "company", "border"],
    }


def clicks(there, rng):
    """The calls of one page, by its name."""
    one = lambda name: quote(rng.choice(there[name] or ["x"]), safe="")

    def filters():
        asked = {}
        for name, key in (("type", "types"), ("country", "countries"), ("outlet", "outlets")):
            if there[key] and rng.random() < 0.35:
                asked[name] = rng.choice(there[key])
        if there["months"] and rng.random() < 0.3:
            asked["since"] = rng.choice(there["months"]) + "-01"
        return urlencode(asked)

    pages = {
        "overview": lambda: [f"/api/overview?{filters()}"],
        "incidents": lambda: [f"/api/incidents?limit=100&{filters()}"],
        "incident": lambda: [f"/api/incidents/{one('incidents')}"],
        "document": lambda: [f"/api/documents/{one('documents')}"],
        "actor": lambda: (lambda id: [f"/api/actors/{id}", f"/api/labels?recipient={id}", f"/api/ties?party={id}"])(one("actors")),
        "pair": lambda: [f"/api/incidents?actor={one('actors')}&recipient={one('actors')}"],
        "sources": lambda: [f"/api/sources?limit=100&{filters()}"],
        "contradictions": lambda: [f"/api/contradictions?limit=50&{filters()}"],
        "search": lambda: [f"/api/search?q={one('words')}&limit=50"],
        "review": lambda: ["/api/review?reviewer=bench&limit=20"],
    }
    name = rng.choice(sorted(pages))
    return name, pages[name]()


def person(address, there, seed, until, pause, times, errors):
    rng = random.Random(seed)
    desk = Desk(address)
    time.sleep(rng.random() * pause)
    while time.monotonic() < until:
        name, calls = clicks(there, rng)
        for path in calls:
            try:
                taken, status, body = desk.get(path)
                if status != 200:
                    errors.append(f"{status} {path}: {body[:200]!r}")
                times.append((name, path.split("?")[0], taken))
            except OSError as error:
                errors.append(f"{error} {path}")
                desk = Desk(address)
        time.sleep(pause * (0.5 + rng.random()))


def at(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("address")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that people look at a page, on average")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    there = things(Desk(options.address))
    times, errors = [], []
    until = time.monotonic() + options.seconds
    people = [
        threading.Thread(target=person, args=(options.address, there, options.seed * 1000 + n, until, options.pause, times, errors))
        for n in range(options.people)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    taken = [seconds for _, _, seconds in times]
    print(f"{options.people} people, {len(taken)} calls ({len(taken) / options.seconds:.1f} a second), {len(errors)} errors")
    print(f"milliseconds: median {1000 * at(taken, 0.5):.0f}, 95th percentile {1000 * at(taken, 0.95):.0f}, "
          f"99th {1000 * at(taken, 0.99):.0f}, most {1000 * max(taken):.0f}")
    for name in sorted({name for name, _, _ in times}):
        of_page = [seconds for page, _, seconds in times if page == name]
        print(f"  {name:<16}{len(of_page):>6} calls  median {1000 * at(of_page, 0.5):>6.0f}  95th {1000 * at(of_page, 0.95):>6.0f}")
    for error in errors[:5]:
        print(error)
    raise SystemExit(1 if errors else 0)


if __name__ == "__main__":
    main()
