"""The set of pairs, and what all copies have in common: a new masthead, a later time, a credit."""

import datetime
import re

from .lists import AGENCIES, MASTHEADS
from .sources import SALT, Text, part_of, rng, text_id
from .telling import day, direction, has_time, instant


class Set:
    def __init__(self):
        self.texts, self.pairs, self.counts = {}, [], {}

    def pair(self, kind, a, b, relation, share_=None, note="", known=True):
        assert part_of(a.story) == part_of(b.story), f"{a.key} and {b.key} are of different parts"
        for text in (a, b):
            assert self.texts.setdefault(text.key, text) is text, f"{text.key} is two texts"
        count = self.counts[a.story, kind] = self.counts.get((a.story, kind), 0) + 1
        if relation != "independent" and known:
            assert day(a.published) <= day(b.published), f"{b.key} is older than {a.key}"
            assert not (has_time(a.published) and has_time(b.published)) or instant(a.published) < instant(b.published), b.key
        way, by = direction(a, b) if known and relation != "independent" else ("unknown", None)
        self.pairs.append({
            "id": f"{a.story}/{kind}-{count}", "a": a.id, "b": b.id, "kind": kind, "relation": relation,
            "share": share_, "direction": way, "direction_by": by, "part": part_of(a.story), "note": note,
        })

    def origins(self):
        """For each text the texts that its words come from: itself where it was written on its own."""
        taken = {}
        for pair in self.pairs:
            if pair["relation"] != "independent" and pair["kind"] != "siblings":
                taken.setdefault(pair["b"], set()).add(pair["a"])
        for text in self.texts.values():
            base = text.key.split("#")[0]
            if "#sibling" in text.key or (text.key.endswith("#embedded") and base in self.texts):
                taken.setdefault(text.id, set()).add(text_id(base))
        return {text.id: sorted(taken.get(text.id, {text.id})) for text in self.texts.values()}



def later(a, random_, same_day=False):
    """A time for a copy of `a`: minutes to two days later, in one of the ways in which feeds write it."""
    if not has_time(a.published):
        ahead = 0 if same_day or random_.random() < 0.35 else random_.choice([1, 1, 1, 2, 3])
        return (datetime.date.fromisoformat(a.published) + datetime.timedelta(days=ahead)).isoformat()
    start = instant(a.published)
    then = start + datetime.timedelta(minutes=random_.choice([12, 25, 48, 95, 170, 260, 540, 1130, 1500, 2700]))
    way = random_.random()
    if way < 0.42:
        return day(a.published) if same_day or then.date() == start.date() else then.date().isoformat()
    if way < 0.55:
        zone = datetime.timezone(datetime.timedelta(hours=random_.choice([-5, 1, 2])))
        return then.astimezone(zone).isoformat()
    return then.astimezone(datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def masthead(a, random_):
    return random_.choice([name for name in MASTHEADS if name != a.publisher])


def copy(a, kind, paras, title=None, byline="same", publisher=None, published=None, number=1):
    random_ = rng(SALT, a.key, kind, str(number))
    return Text(
        f"{a.key}#{kind}{number}", a.story, title or a.title, a.byline if byline == "same" else byline,
        publisher or masthead(a, random_), published or later(a, random_), paras)


def pick(kind, candidates, count):
    """`count` of the candidates: those of agencies and press offices come twice as often."""
    random_ = rng(SALT, kind)
    weight = {"agency": 2.0, "release": 1.5}
    keyed = [(random_.random() ** (1 / weight.get(text.tag, 1.0)), text) for text in candidates]
    return [text for _, text in sorted(keyed, key=lambda item: -item[0])[:count]]


def without_dateline(para):
    return re.sub(r"^[A-Z][A-Z -]+(?:, [A-Za-z0-9 ]+)?(?: \([A-Z]+\))? - ", "", para)


def credited(a, random_):
    short = AGENCIES.get(a.publisher)
    if short:
        return random_.choice([short, short, a.publisher, f"{short} / Staff", "Agencies", None])
    if a.tag == "release":
        return random_.choice(["Press release", "pm", "Staff", None, a.byline])
    return random_.choice([a.byline, a.byline, None, f"{a.byline or 'Staff'} ({a.publisher})"])
