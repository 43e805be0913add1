"""Copies: reports taken over whole, shortened, reordered or touched up. All are reprints."""

import re

from .copying import copy, credited, pick, without_dateline
from .lists import AMERICAN, DEBRIS, STAFF
from .sources import part_of, rng, words
from .telling import share


def make_exact(out, bases):
    for a in pick("exact", bases, 25):
        b = copy(a, "exact", a.paras, byline=credited(a, rng(a.key, "by")))
        out.pair("exact", a, b, "reprint", 1.0, "the whole text under another masthead")


def make_retitled(out, bases):
    for a in pick("retitled", [text for text in bases if text.alt_titles], 25):
        paras = [without_dateline(a.paras[0])] + a.paras[1:]
        staff = rng(a.key, "staff").choice(STAFF)
        b = copy(a, "retitled", paras, title=a.alt_titles[0], byline=staff)
        out.pair("retitled", a, b, "reprint", 1.0, "another title and byline, dateline taken away")


def make_cut(out, bases):
    long_enough = [text for text in bases if len(text.paras) >= 5]
    ways = [("third", 2 / 3), ("half", 1 / 2), ("two thirds", 1 / 3), ("brief", None)]
    for index, a in enumerate(pick("cut", long_enough, 40)):
        name, keep = ways[index % 4]
        count = 2 if keep is None else max(1, round(len(a.paras) * keep))
        paras = a.paras[:count]
        random_ = rng(a.key, "cut")
        title = random_.choice([a.title] + a.alt_titles)
        b = copy(a, "cut", paras, title=title, byline=credited(a, random_))
        kept = len(words(b.body)) / len(words(a.body))
        what = "brief: the first two paragraphs" if keep is None else f"the last {name} of the paragraphs dropped"
        out.pair("cut", a, b, "reprint", 1.0, f"{what}; keeps {kept:.2f} of a")


def make_reordered(out, bases):
    for a in pick("reordered", [text for text in bases if len(text.paras) >= 4], 25):
        random_ = rng(a.key, "order")
        lead = 1 if random_.random() < 0.6 else 0
        rest = a.paras[lead:]
        while rest == a.paras[lead:]:
            random_.shuffle(rest)
        b = copy(a, "reordered", a.paras[:lead] + rest, byline=credited(a, random_))
        kept = "the lead stays first" if lead else "the lead moves too"
        out.pair("reordered", a, b, "reprint", 1.0, f"paragraphs in another order, {kept}")


def make_by_hand(out, texts):
    for a in texts.values():
        for b in a.paraphrases:
            kind, how = ("paraphrased", "a word or a phrase in most sentences") if b.light else ("rewritten", "most of the words")
            note = f"{how} changed, same order, same quotations; by hand"
            out.pair(kind, a, b, "reprint", None, note)
        for b in a.retold:
            out.pair("retold", a, b, b.relation, None, b.note)


def changed(para, edits):
    for old, new in edits:
        para = para.replace(old, new)
    return para


def make_updated(out, texts):
    for a in texts.values():
        for b in a.updates:
            pieces = [(top, None) for top in b.tops] + [(changed(without_dateline(para), b.edits), para) for para in a.paras]
            b.paras = [now for now, _ in pieces]
            out.pair("updated", a, b, "reprint", share(pieces), "a later version by the same publisher: new top, numbers revised")


def make_quotation_altered(out, texts):
    for a in texts.values():
        for old, new in a.quote_edits:
            pieces = [(changed(para, [(old, new)]), para) for para in a.paras]
            random_ = rng(a.key, "quote")
            title = random_.choice([a.title] + a.alt_titles)
            b = copy(a, "altered", [now for now, _ in pieces], title=title, byline=credited(a, random_))
            out.pair("quotation-altered", a, b, "reprint", share(pieces), f"'{old}' has become '{new}'")


def american(para):
    for old, new in AMERICAN:
        para = re.sub(old, new, para)
    return para


def make_spelling(out, bases):
    found = []
    for a in bases:
        pieces = [(changed(american(para), a.name_edits), para) for para in a.paras]
        different = sum(len(set(words(now)) - set(words(before))) for now, before in pieces)
        if different >= 3:
            found.append((different, a, pieces))
    found.sort(key=lambda item: (-len(item[1].name_edits), -item[0], item[1].key))
    for _, a, pieces in found[:22]:
        b = copy(a, "spelling", [now for now, _ in pieces], byline=credited(a, rng(a.key, "spelling")))
        what = "names and spellings changed" if a.name_edits else "spellings changed"
        out.pair("spelling", a, b, "reprint", share(pieces), what)


def make_debris(out, bases):
    for a in pick("debris", bases, 25):
        random_ = rng(a.key, "debris")
        lines = DEBRIS[part_of(a.story)]
        pieces = [(para, None) for para in random_.sample(lines["top"], random_.randint(1, 2))]
        middles = random_.sample(lines["middle"], random_.randint(1, 3))
        for index, para in enumerate(a.paras):
            pieces.append((para, para))
            if middles and (index + 1 < len(a.paras)) and random_.random() < 0.7:
                pieces.append((middles.pop(), None))
        pieces += [(para, None) for para in random_.sample(lines["bottom"], random_.randint(1, 3))]
        b = copy(a, "debris", [now for now, _ in pieces], byline=credited(a, random_))
        out.pair("debris", a, b, "reprint", share(pieces), "lines of a web page around and between the paragraphs")


def make_siblings(out, bases):
    """Two copies of one agency report that nobody holds against the report itself."""
    agency = [text for text in bases if text.tag == "agency" and len(text.paras) >= 5 and text.alt_titles]
    for a in pick("siblings", agency, 12):
        random_ = rng(a.key, "siblings")
        one = copy(a, "sibling", [without_dateline(a.paras[0])] + a.paras[1:-1], title=a.alt_titles[0], byline=random_.choice(STAFF), number=1)
        kept = a.paras[:2] + a.paras[3:]
        two = copy(a, "sibling", [without_dateline(kept[0])] + kept[1:], byline=random_.choice(STAFF), number=2)
        if two.publisher == one.publisher:
            two.publisher = "Valley Line"
        pieces = [(now, now if now in one.paras else None) for now in two.paras]
        out.pair("siblings", one, two, "reprint", share(pieces), "both are copies of a third text, each with a paragraph missing", known=False)
