"""What a reader of two records can tell: which came first, what was taken, how much of it."""

import datetime
import difflib
import re

from .lists import AGENCIES
from .sources import words


def has_time(published):
    return "T" in published


def instant(published):
    return datetime.datetime.fromisoformat(published.replace("Z", "+00:00"))


def day(published):
    return published[:10]


def dates_tell(a, b):
    if has_time(a.published) and has_time(b.published):
        return instant(a.published) < instant(b.published)
    return day(a.published) < day(b.published)


def credit_tells(a, b):
    short = AGENCIES.get(a.publisher)
    if not short:
        return a.publisher in (b.byline or "") and a.publisher != b.publisher
    if a.publisher == b.publisher:
        return False
    named = re.compile(rf"\b{short}\b|{re.escape(a.publisher)}")
    return bool(named.search(b.byline or "") or named.search(b.body))


def direction(a, b):
    """Which way the text went and what tells it, as a reader of the two texts could see it."""
    if dates_tell(a, b):
        return "a-to-b", "date"
    if credit_tells(a, b):
        return "a-to-b", "credit"
    if a.tag == "release":
        return "a-to-b", "publisher"
    return "unknown", None


def share(pieces):
    """Share of the words of a text that comes from the original.

    pieces: (paragraph, the original's paragraph it was made from, or None when it was added)."""
    taken = total = 0
    for now, before in pieces:
        mine = words(now)
        total += len(mine)
        if before is not None:
            matcher = difflib.SequenceMatcher(None, words(before), mine, autojunk=False)
            taken += sum(block.size for block in matcher.get_matching_blocks())
    return round(taken / total, 3)


def shared_run(a, b):
    return shared_run_of(a.body, b.body)


def shared_run_of(one, other, least=8):
    """The longest run of words that two texts share, or nothing if it is shorter than `least`."""
    mine, theirs = words(one), words(other)
    block = difflib.SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    return " ".join(mine[block.a:block.a + block.size]) if block.size >= least else ""
