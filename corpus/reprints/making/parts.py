"""Articles of which only a part was taken: agency copy inside, two reports merged, press releases."""

import datetime
import itertools
import re

from .copying import copy, masthead, without_dateline
from .lists import AGENCIES, STAFF
from .sources import Text, rng
from .telling import day, share, shared_run_of

MERGES = [
    ("ruskil-clash", 1, 2), ("ruskil-clash", 3, 2), ("summit-marn", 1, 2), ("summit-marn", 3, 2),
    ("storm-irma", 2, 4), ("dock-strike", 1, 3), ("budget-vote", 1, 4), ("ferry-sinks", 1, 3),
    ("data-leak", 1, 2), ("peace-talks", 1, 3),
]


def numbers(text, count):
    return [int(one) - 1 for one in text.split(",")] if text else list(range(count))


def make_embedded(out, texts, groups):
    """An agency report inside somebody's own article: the article is more than the report."""
    for a in texts.values():
        for host in a.hosts:
            embed_where_marked(out, a, host)
    for story in sorted(groups):
        own = [text for text in groups[story][1:] if text.tag == "own" and len(text.paras) >= 4]
        if groups[story][0].tag == "agency" and own:
            embed_in_another(out, story, groups[story][0], own)


def embed_where_marked(out, a, host):
    pieces = []
    for para in host.paras:
        found = re.match(r"<<agency ?([\d,]*)>>", para)
        if found:
            chosen = [a.paras[index] for index in numbers(found.group(1), len(a.paras))]
            pieces += [(without_dateline(now), now) for now in chosen]
        else:
            pieces.append((para, None))
    host.paras = [now for now, _ in pieces]
    taken = sum(before is not None for _, before in pieces)
    out.pair("embedded", a, host, "part", share(pieces), f"{taken} of {len(a.paras)} paragraphs of a in an own article")


def embed_in_another(out, story, agency, own):
    random_ = rng(story, "embedded")
    host = random_.choice(own)
    # An editor doesn't let the same quotation stand twice.
    usable = [para for para in agency.paras if not shared_run_of(para, host.body)]
    taken = usable[:random_.choice([2, 3, len(usable)])]
    first = random_.randint(1, len(host.paras) - 1)
    short = AGENCIES[agency.publisher]
    lead = random_.choice([f"The news agency {short} reports:", f"({short})", None])
    pieces = [(para, None) for para in host.paras[:first]]
    pieces += [(lead, None)] if lead else []
    pieces += [(without_dateline(para), para) for para in taken]
    pieces += [(para, None) for para in host.paras[first:]]
    latest = datetime.date.fromisoformat(max(day(host.published), day(agency.published)))
    published = (latest + datetime.timedelta(days=random_.choice([0, 0, 1]))).isoformat()
    b = Text(f"{host.key}#embedded", story, host.title, host.byline, host.publisher, published, [now for now, _ in pieces])
    out.pair("embedded", agency, b, "part", share(pieces),
             f"{len(taken)} of {len(agency.paras)} paragraphs of a in an own article on the same event")


def make_merged(out, groups):
    for story, one, two in MERGES:
        first, second = groups[story][one - 1], groups[story][two - 1]
        random_ = rng(story, "merged", str(two), str(one))
        if random_.random() < 0.5:
            chosen = [(first, para) for para in first.paras] + [(second, para) for para in second.paras]
            how = "one after the other"
        else:
            zipped = itertools.zip_longest(first.paras, second.paras)
            chosen = [(text, para) for both in zipped for text, para in zip((first, second), both) if para]
            how = "paragraph by paragraph"
        made = [(text, para, without_dateline(para)) for text, para in chosen]
        paras = [now for _, _, now in made]
        ahead = datetime.date.fromisoformat(max(day(first.published), day(second.published)))
        ahead += datetime.timedelta(days=random_.choice([0, 1, 1]))
        credit = " / ".join(sorted({AGENCIES.get(text.publisher, "") for text in (first, second)} - {""}))
        byline = random_.choice([credit, "Agencies", "Staff"])
        b = Text(f"{first.key}+{two}#merged", story, first.alt_titles[0] if first.alt_titles else first.title, byline,
                 masthead(first, random_), ahead.isoformat(), paras)
        for source, other in ((first, second), (second, first)):
            pieces = [(now, before if text is source else None) for text, before, now in made]
            note = f"made of two reports, {how}; the other is {other.id}"
            out.pair("merged", source, b, "part", share(pieces), note)


def make_release(out, bases):
    """A press release with a reporter's paragraphs."""
    releases = [text for text in bases if text.tag == "release" and len(text.reporter) == 2]
    made = [(a, way) for a in releases for way in ("end", "around")]
    for a, way in made[:24]:
        if way == "end":
            pieces = [(para, para) for para in a.paras] + [(para, None) for para in a.reporter]
            note = "the whole release, two own paragraphs at the end"
        else:
            kept = a.paras[:-1]
            pieces = [(a.reporter[0], None)] + [(without_dateline(para), para) for para in kept] + [(a.reporter[1], None)]
            note = "the release without its last paragraph between two own paragraphs"
        staff = rng(a.key, way).choice(STAFF)
        title = a.alt_titles[0] if a.alt_titles else a.title
        b = copy(a, f"release-{way}", [now for now, _ in pieces], title=title, byline=staff)
        out.pair("release", a, b, "part", share(pieces), note)
