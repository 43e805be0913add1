"""Independent pairs: the same event, the same quotation, the same form, or nothing in common."""

import itertools

from .sources import SALT, part_of, rng
from .telling import shared_run


def make_same_event(out, groups, texts):
    for story in sorted(groups):
        for a, b in itertools.combinations(groups[story], 2):
            shared = shared_run(a, b)
            note = "the same event told independently" + (f"; both quote: {shared}" if shared else "")
            out.pair("same-event", a, b, "independent", None, note)
    # A desk's rewrite of the agency report beside a reporter's own text: still two origins.
    count = 0
    for story in sorted(groups):
        a = groups[story][0]
        for other in groups[story][1:3]:
            if a.paraphrases and count < 12:
                count += 1
                out.pair("same-event", a.paraphrases[0], other, "independent", None,
                         "the first is a rewrite of another report of the same event, not of the second")


def make_quotation(out, quotes):
    for story in sorted(quotes):
        for a, b in itertools.combinations(quotes[story], 2):
            out.pair("quotation", a, b, "independent", None, "quotation: the two share an official's words; the rest of each is its own")


def make_series(out, series):
    for story in sorted(series):
        for a, b in itertools.combinations(series[story], 2):
            out.pair("series", a, b, "independent", None, "the same form filled in for another occasion")


def make_unrelated(out, bases):
    random_ = rng(SALT, "unrelated")
    for part, count in (("test", 14), ("tune", 6)):
        here = [text for text in bases if part_of(text.story) == part]
        done = set()
        while len(done) < count:
            a, b = random_.sample(here, 2)
            if a.story != b.story and frozenset((a.story, b.story)) not in done:
                done.add(frozenset((a.story, b.story)))
                out.pair("unrelated", a, b, "independent", None, "nothing in common")
