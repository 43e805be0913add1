"""Reads the training sets: CoNLL-U trees and the newswire with names; makes windows of words with their labels."""
import json
import random
import subprocess
from collections import Counter
from dataclasses import dataclass, field, replace

from pieces import PARTY

# Documents whose licence statement is less plain than that of the rest (gum-documents.tsv, column caveat).
LEFT_OUT = {"GUM_court_carpet", "GUM_speech_data", "GUM_speech_destiny", "GUM_speech_school"}

KINDS = ["Person", "Organization", "Location", "NORP", "Date", "Misc", "Money", "Facility", "Product"]
BIOES = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BIES"]


@dataclass
class Sentence:
    forms: list
    lemmas: list = field(default_factory=list)
    upos: list = field(default_factory=list)
    feats: list = field(default_factory=list)
    heads: list = field(default_factory=list)  # 0 is the root, else number of the word from 1
    rels: list = field(default_factory=list)
    new_paragraph: bool = False
    names: list = field(default_factory=list)  # BIOES labels (newswire only)
    acts: list = field(default_factory=list)  # number of the type, 0 for none, -100 unknown (texts with acts only)
    not_acts: list = field(default_factory=list)  # number of a type that the word does not name, else -100


def read(path):
    path = str(path)
    if path.endswith(".zst"):
        return subprocess.run(["zstd", "-q", "-dc", path], check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")
    with open(path, encoding="utf-8") as f:
        return f.read()


def read_conllu(path):
    """Paragraphs (lists of sentences) of a CoNLL-U file."""
    paragraphs, rows, new, skip = [], [], True, False
    for line in read(path).split("\n"):
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                new = True
                skip = line.split("=", 1)[-1].strip() in LEFT_OUT
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                new = True
        elif line.strip():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif rows:
            if not skip:
                s = Sentence([r[1] for r in rows], [r[2] for r in rows], [r[3] for r in rows], [r[5] for r in rows],
                             [int(r[6]) for r in rows], [r[7] for r in rows], new)
                if new or not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(s)
                new = False
            rows = []
    return paragraphs


def read_names(path):
    """Articles of the newswire: per article its paragraphs, each (forms, BIOES labels of the outer layer, spans)."""
    articles = []
    for line in read(path).split("\n"):
        if not line.strip():
            continue
        d = json.loads(line)
        tokens, labels = d["tokens"], ["O"] * len(d["tokens"])
        for e in d["entities"]:
            if e["layer"] != 0:
                continue
            inside = [i for i, (a, b) in enumerate(tokens) if a < e["end"] and b > e["start"]]
            if not inside or any(labels[i] != "O" for i in inside):
                continue
            if len(inside) == 1:
                labels[inside[0]] = "S-" + e["type"]
            else:
                for i in inside:
                    labels[i] = "I-" + e["type"]
                labels[inside[0]], labels[inside[-1]] = "B-" + e["type"], "E-" + e["type"]
        out = []
        for first, end in d["paragraphs"]:
            if end > first:
                forms = [d["text"][a:b] for a, b in tokens[first:end]]
                out.append(Sentence(forms, new_paragraph=True, names=labels[first:end]))
        articles.append((d["id"], out))
    return articles


def read_acts(path):
    """Texts with acts, as `acts.py` writes them: paragraphs (lists of sentences)."""
    paragraphs = []
    for line in read(path).split("\n"):
        if not line.strip():
            continue
        for s in json.loads(line)["sentences"]:
            if s["starts_paragraph"] or not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append(Sentence(s["forms"], acts=s["acts"], not_acts=s["not_acts"]))
    return paragraphs


def script(form, lemma):
    """Edit script from a form to its lemma: case rule, then what is cut from the end and what is put there.

    Whole-word replacements ("=go") are for what no suffix explains.
    """
    low = form.lower()
    for case, base in (("l", low), ("k", form), ("t", low[:1].upper() + low[1:])):
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        if n == len(base) == len(lemma):
            return f"{case}0+"
        if n >= 1 and len(base) - n <= 6 and len(lemma) - n <= 4 and (n >= 2 or len(base) <= 3):
            if case == "k" and form == low:
                continue
            # A cut that lower case explains as well was taken above.
            return f"{case}{len(base) - n}+{lemma[n:]}"
    return "=" + lemma


def apply_script(form, name):
    if name.startswith("="):
        return name[1:]
    case, rest = name[0], name[1:]
    cut, add = rest.split("+", 1)
    low = form.lower()
    base = {"l": low, "k": form, "t": low[:1].upper() + low[1:]}[case]
    cut = int(cut)
    if cut >= len(base) and cut > 0:
        return low
    return base[:len(base) - cut] + add


TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
         "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]


def build_labels(paragraphs):
    """Label lists, frequent ones first; what is rarer is left out (features, lemma) or loses its subtype (relations)."""
    upos, feats, rels, scripts = Counter(), Counter(), Counter(), Counter()
    for p in paragraphs:
        for s in p:
            upos.update(s.upos)
            feats.update(s.feats)
            rels.update(s.rels)
            scripts.update(script(f, l) for f, l in zip(s.forms, s.lemmas))
    keep = lambda c, n: [k for k, v in sorted(c.items(), key=lambda kv: (-kv[1], kv[0])) if v >= n]
    mains = {r.split(":")[0] for r in rels}
    relations = keep(rels, 15)
    relations += sorted(m for m in mains if m not in relations)
    return {"upos": sorted(upos), "feats": keep(feats, 8), "relations": relations, "scripts": keep(scripts, 4),
            "names": BIOES}


# --- windows -----------------------------------------------------------------------------------------------------

QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": "..."}
TYPOGRAPHIC = {'"': "“”", "'": "’", "-": "–—", "''": "”", "``": "“", "n't": ["n’t"], "'s": ["’s"]}


def augment(sentences, rng):
    """Copies of the sentences with forms as other writers set them; labels stay.

    Small changes only: straight or typographic quotes and dashes, capitals as in headlines, a missing full stop.
    """
    out = [replace(s, forms=list(s.forms)) for s in sentences]
    what = rng.random()
    for s in out:
        for i, f in enumerate(s.forms):
            if f in QUOTES and rng.random() < 0.7:
                s.forms[i] = QUOTES[f]
            elif f in TYPOGRAPHIC:
                s.forms[i] = rng.choice(TYPOGRAPHIC[f])
            elif "'" in f and f[0] == "'" or f == "n't":
                s.forms[i] = f.replace("'", "’")
        if what < 0.15:
            s.forms = [f.upper() for f in s.forms]
        elif what < 0.30:
            s.forms = [f if not f[:1].isalpha() or "'" in f or "’" in f else f[:1].upper() + f[1:] for f in s.forms]
        elif what < 0.36:
            s.forms = [f.lower() for f in s.forms]
    for s, given in zip(out, sentences):
        s.forms = [g if g == PARTY else f for f, g in zip(s.forms, given.forms)]
    if what > 0.5:
        last = out[-1]
        if len(last.forms) > 2 and last.forms[-1] in ".!?" and (not last.heads or len(last.forms) not in last.heads):
            cut = lambda xs: xs[:-1] if xs else xs
            out[-1] = Sentence(cut(last.forms), cut(last.lemmas), cut(last.upos), cut(last.feats), cut(last.heads),
                               cut(last.rels), last.new_paragraph, cut(last.names), cut(last.acts), cut(last.not_acts))
            if out[-1].names and out[-1].names[-1][0] in "BI":
                out[-1] = last
    return out


@dataclass
class Window:
    pieces: list
    shapes: list  # one per piece
    first: list  # index of the first piece of each word; entry 0 is [CLS]
    segment: list  # sentence number of each word; entry 0: -1
    upos: list
    feats: list
    scripts: list
    heads: list  # index into words, 0 = [CLS] = root
    rels: list
    begins: list
    names: list
    acts: list
    not_acts: list
    trees: bool
    soft: dict = None  # a teacher's likeliest labels of each word: head -> (labels, shares)


def bare_window(words, pieces):
    """A sentence as the network reads it, without labels."""
    from pieces import shape
    w = Window([pieces.cls], [0], [0], [-1], *([-100] for _ in range(9)), False)
    for word in words:
        ids = pieces.word(word)
        w.first.append(len(w.pieces))
        w.pieces += ids
        w.shapes += [shape(word)] * len(ids)
        w.segment.append(0)
    w.pieces.append(pieces.sep)
    w.shapes.append(0)
    return w


def make_window(sentences, pieces, index):
    """One window; labels that are not known are -100."""
    from pieces import shape
    w = Window([pieces.cls], [0], [0], [-1], *([-100] for _ in range(9)), bool(sentences[0].heads))
    for number, s in enumerate(sentences):
        offset = len(w.first) - 1
        for i, form in enumerate(s.forms):
            ids = pieces.word(form)
            w.first.append(len(w.pieces))
            w.pieces += ids
            w.shapes += [shape(form)] * len(ids)
            w.segment.append(number)
            if w.trees:
                w.upos.append(index["upos"].get(s.upos[i], -100))
                w.feats.append(index["feats"].get(s.feats[i], -100))
                w.scripts.append(index["scripts"].get(script(s.forms[i], s.lemmas[i]), -100))
                w.heads.append(0 if s.heads[i] == 0 else s.heads[i] + offset)
                r = s.rels[i]
                w.rels.append(index["relations"].get(r, index["relations"].get(r.split(":")[0], -100)))
                w.begins.append(int(i == 0))
            else:
                for xs in (w.upos, w.feats, w.scripts, w.heads, w.rels, w.begins):
                    xs.append(-100)
            w.names.append(index["names"][s.names[i]] if s.names else -100)
            w.acts.append(s.acts[i] if s.acts else -100)
            w.not_acts.append(s.not_acts[i] if s.not_acts else -100)
    w.pieces.append(pieces.sep)
    w.shapes.append(0)
    return w


def tree_windows(paragraphs, pieces, index, rng, limit=160, augmented=0.15):
    """Windows of one to four sentences of a paragraph; another cut every epoch."""
    out = []
    for p in paragraphs:
        at = 0
        while at < len(p):
            n = rng.choice((1, 1, 2, 3, 4))
            group, size = [], 0
            while at < len(p) and len(group) < n:
                more = sum(len(pieces.word(f)) for f in p[at].forms)
                if group and size + more > limit:
                    break
                group.append(p[at])
                size += more
                at += 1
            if size > 500:
                continue
            if rng.random() < augmented:
                group = augment(group, rng)
            out.append(make_window(group, pieces, index))
    return out


def name_windows(articles, pieces, index, rng, limit=160, share=1.0, augmented=0.1):
    out = []
    for _, paragraphs in articles:
        for s in paragraphs:
            if rng.random() > share:
                continue
            at = 0
            while at < len(s.forms):
                end, size = at, 0
                while end < len(s.forms):
                    size += len(pieces.word(s.forms[end]))
                    if size > limit:
                        break
                    end += 1
                if end < len(s.forms):  # cut behind a sentence if there is one
                    stops = [i + 1 for i in range(at, end) if s.forms[i] in (".", "?", "!")]
                    if stops and stops[-1] > at + 10:
                        end = stops[-1]
                end = max(end, at + 1)
                part = Sentence(s.forms[at:end], names=s.names[at:end])
                if rng.random() < augmented:
                    part = augment([part], rng)[0]
                out.append(make_window([part], pieces, index))
                at = end
    return out


def batches(windows, rng, budget=1800):
    """Windows of like length together; padded size at most `budget` sub-words."""
    windows = sorted(windows, key=lambda w: (w.soft is None, len(w.pieces), rng.random()))
    out, current = [], []
    for w in windows:
        if current and ((len(current) + 1) * len(w.pieces) > budget or (w.soft is None) != (current[0].soft is None)):
            out.append(current)
            current = []
        current.append(w)
    if current:
        out.append(current)
    rng.shuffle(out)
    return out
