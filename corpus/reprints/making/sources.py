"""Texts, and how they are read from the hand-written files in sources/."""

import hashlib
import pathlib
import random

SOURCES = pathlib.Path(__file__).resolve().parent.parent / "sources"
SALT = "reprints-33"
MARKS = ("@", "#", "!", "~", "=", "^", "+", "s", "q", "n", "&", "h", ">")


def rng(*names):
    return random.Random("/".join(names))


def part_of(story):
    digest = hashlib.sha256(f"{SALT}/{story}".encode()).digest()
    return "tune" if int.from_bytes(digest[:8], "big") % 3 == 0 else "test"


def words(text):
    return text.split()


def text_id(key):
    return "t" + hashlib.sha256(f"{SALT}/{key}".encode()).hexdigest()[:8]


class Text:
    def __init__(self, key, story, title, byline, publisher, published, paras, tag="copy"):
        self.key, self.story, self.title, self.tag = key, story, title, tag
        self.byline = None if byline in (None, "-", "") else byline
        self.publisher, self.published, self.paras = publisher, published, list(paras)
        self.alt_titles, self.paraphrases, self.retold, self.updates = [], [], [], []
        self.quote_edits, self.name_edits, self.reporter, self.hosts = [], [], [], []

    @property
    def id(self):
        return text_id(self.key)

    @property
    def body(self):
        return "\n\n".join(self.paras)


def split(line):
    return [field.strip() for field in line.split("|")]


def read_sources():
    texts = {}
    for name in ("stories-1", "stories-2", "events-1", "events-2", "events-3", "events-4", "events-5", "quotes", "long", "extras", "light"):
        read_file((SOURCES / f"{name}.txt").read_text(encoding="utf-8"), texts, name)
    for text in read_series((SOURCES / "series.txt").read_text(encoding="utf-8")):
        texts[text.key] = text
    return texts


def read_file(content, texts, name):
    base = current = None
    for line in content.splitlines():
        if not line.strip():
            continue
        mark, rest = line[0], line[2:]
        if line[1:2] != " " or mark not in MARKS:
            assert current is not None, f"a paragraph without a place: {line}"
            current.append(line)
            continue
        if mark == "@":
            key, publisher, published, byline, tag = split(rest)
            base = Text(key, key.split(".")[0], "", byline, publisher, published, [], tag)
            assert key not in texts, f"{key} is there twice"
            texts[key], current = base, base.paras
        elif mark == ">":
            base, current = texts[rest.strip()], None
        elif mark == "#":
            base.title = rest
        elif mark == "!":
            base.alt_titles.append(rest)
        elif mark == "&":
            base.reporter.append(rest)
        elif mark == "~":
            publisher, published, byline, title = split(rest)
            current = add(base, base.paraphrases, "para", title, byline, publisher, published)
            base.paraphrases[-1].light = name == "light"
        elif mark == "h":
            publisher, published, byline, title = split(rest)
            current = add(base, base.hosts, "host", title, byline, publisher, published)
        elif mark == "=":
            relation, publisher, published, byline, title, note = split(rest)
            current = add(base, base.retold, "retold", title, byline, publisher, published)
            base.retold[-1].relation, base.retold[-1].note = relation, note
        elif mark == "^":
            publisher, published, byline, title = split(rest)
            add(base, base.updates, "update", title, byline, publisher, published)
            base.updates[-1].tops, base.updates[-1].edits = [], []
        elif mark == "+":
            base.updates[-1].tops.append(rest)
        elif mark == "s":
            base.updates[-1].edits.append(edit(base, rest))
        elif mark == "q":
            base.quote_edits.append(edit(base, rest))
        elif mark == "n":
            base.name_edits += [edit(base, one) for one in rest.split(" ; ")]


def add(base, where, kind, title, byline, publisher, published):
    text = Text(f"{base.key}#{kind}{len(where) + 1}", base.story, title, byline, publisher, published, [])
    where.append(text)
    return text.paras


def edit(base, rest):
    old, new = (side.strip() for side in rest.split("=>"))
    assert old in base.body, f"{base.key}: '{old}' isn't in the text"
    return old, new


def read_series(content):
    head, template, title, count = None, [], "", 0
    for line in content.splitlines():
        if not line.strip():
            continue
        if line.startswith("@ "):
            head, template, count = split(line[2:]), [], 0
        elif line.startswith("# "):
            title = line[2:]
        elif line.startswith("- "):
            published, *fields = split(line[2:])
            slots = dict(field.split("=", 1) for field in fields)
            key, publisher, byline, tag = head
            count += 1
            paras = [para.format(**slots) for para in template]
            yield Text(f"{key}.{count}", key, title.format(**slots), byline, publisher, published, paras, tag)
        else:
            template.append(line)
