"""Trains the head for roles: which words are predicates, and which words stand in which PropBank role to them.

    python train_roles.py --train small-train.pt small-noise.pt --dev small-dev.pt --out runs/roles-small

The files come from `roles.py`. The parser is not changed. For every predicate a row of candidates is scored: words whose path to it in the tree
was seen with an argument. A row's first product joins the states of both words and learned vectors of what lies between them; the second also sees
the strongest answer of any candidate of the same predicate, so that a candidate knows what else is there.
"""
import argparse
import collections
import json
import random
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from roles import Sentence

LONGEST_PATH = 6  # steps between an argument and its predicate
CORE = {f"ARG{i}" for i in range(6)}
NONE = "_"
WORDS = 400  # words a step of which it is learned whether they are predicates


def path(s, p, c):
    """From the candidate up to where both meet, then down to the predicate; none where that is too far."""
    above_c, above_p = s.up(c), s.up(p)
    seen = {w: i for i, w in enumerate(above_p)}
    for up, word in enumerate(above_c[:LONGEST_PATH + 1]):
        if word in seen:
            down = seen[word]
            if up + down > LONGEST_PATH:
                return None
            return "/".join(s.rel(w) for w in above_c[:up]) + "|" + "/".join(s.rel(w) for w in above_p[:down])
    return None


def distance(p, c):
    gap = abs(c - p)
    size = next((i for i, most in enumerate((0, 1, 2, 4, 8)) if gap <= most), 5)
    return f"at={'-' if c < p else '+'}{size}"


def of_predicate(s, p):
    """What is told of a predicate alone."""
    out = [f"p={s.lemmas[p - 1].lower()}", f"pu={s.upos[p - 1]}", f"pr={s.rel(p)}"]
    for k in s.children[p]:
        out.append(f"pk={s.rel(k)}{'-' if k < p else '+'}")
        if s.rel(k) in ("compound:prt", "case"):
            out.append(f"p{s.rel(k)}={s.lemmas[k - 1].lower()}")
    head = s.heads[p - 1]
    if head:
        out += [f"ph={s.lemmas[head - 1].lower()}", f"phu={s.upos[head - 1]}"]
    return out


def of_candidate(s, p, c):
    """What is told of a candidate, without its path."""
    out = [distance(p, c), f"cu={s.upos[c - 1]}", f"c={s.lemmas[c - 1].lower()}"]
    for k in s.children[c]:
        rel = s.rel(k)
        if rel in ("case", "mark"):
            out.append(f"{rel}={s.lemmas[k - 1].lower()}")
        if rel != "punct":
            out.append(f"ck={rel}")
    return out


def place(s, p, h):
    """How the head of an argument stands to the predicate: what decides which of its dependents belong to its span."""
    if s.heads[h - 1] == p:
        return "below"
    above = s.up(p)
    if h in above[1:]:
        return s.rel(above[above.index(h) - 1]).partition(":")[0]
    return "self" if h == p else "beside"


def spell(role):
    """The kind of role that decides on spans."""
    return role if not role.startswith("ARGM-") or role in ("ARGM-LVB", "ARGM-PRR") else "ARGM"


def detail(s, k):
    """What else tells whether a dependent belongs to a span: an adverb's lemma, a subject of its own, the word that leads it."""
    if s.rel(k) == "advmod":
        return s.lemmas[k - 1].lower()
    rels = [s.rel(x).partition(":")[0] for x in s.children[k]]
    if "nsubj" in rels or "csubj" in rels:
        return "own"
    return next((s.lemmas[x - 1].lower() for x, rel in zip(s.children[k], rels) if rel in ("case", "mark")), "_")


def cut_keys(s, p, h, k, role):
    """From the narrowest to the widest."""
    where = f"{place(s, p, h)} {s.rel(k)} {'-' if k < h else '+'}"
    return f"{spell(role)} {where} {detail(s, k)}", f"{spell(role)} {where}", where


def words_of(s, p, h, role, cuts):
    """First and last word of an argument: its head and what hangs on it, without what leads to the predicate or is cut; punctuation stays outside."""
    above = set(s.up(p))
    stack, low, high = [h], h, h
    while stack:
        word = stack.pop()
        low, high = min(low, word), max(high, word)
        for k in s.children[word]:
            if s.upos[k - 1] == "PUNCT" or word == h and (k in above or cut(s, p, h, k, role, cuts)):
                continue
            stack.append(k)
    return low, high


def cut(s, p, h, k, role, cuts):
    return next((cuts[key] for key in cut_keys(s, p, h, k, role) if key in cuts), False)


def trimmed(s, start, end):
    while start < end and s.upos[start - 1] == "PUNCT":
        start += 1
    while end > start and s.upos[end - 1] == "PUNCT":
        end -= 1
    return start, end


def top_of(s, start, end, head):
    """The word that a gold span hangs on in this tree."""
    tops = [w for w in range(start, end + 1) if not start <= s.heads[w - 1] <= end and s.upos[w - 1] != "PUNCT"]
    if len(tops) == 1:
        return tops[0]
    inside = [w for w in s.up(head) if start <= w <= end]
    return inside[-1]


def learn_cuts(data, least=5):
    """Which dependents of an argument's head lie outside its span more often than not; narrow keys only where they say otherwise than the wider ones."""
    counts = collections.defaultdict(lambda: [0, 0])
    wider = {}
    for s, predicates in data:
        for p in predicates:
            above = set(s.up(p["token"]))
            for a in p["args"]:
                if a["label"] == "V":
                    continue
                h = top_of(s, a["start"], a["end"], a["head"])
                for k in s.children[h]:
                    if s.upos[k - 1] != "PUNCT" and k not in above:
                        keys = cut_keys(s, p["token"], h, k, a["label"])
                        wider.update(zip(keys, keys[1:] + (None,)))
                        for key in keys:
                            counts[key][a["start"] <= k <= a["end"]] += 1
    told = {key: outside > inside for key, (outside, inside) in counts.items() if outside + inside >= least}

    def fallback(key):
        key = wider[key]
        return False if key is None else told[key] if key in told else fallback(key)
    return {key: value for key, value in told.items() if value != fallback(key)}


class Words:
    """Feature names and their numbers."""

    def __init__(self, names):
        self.names = names
        self.ids = {name: i for i, name in enumerate(names)}

    def of(self, names):
        return [self.ids[n] for n in names if n in self.ids]


def load(path):
    """Sentences with their gold predicates, and the states of their words; displaced arguments count as others."""
    d = torch.load(path, weights_only=False)
    for predicates in d["gold"]:
        for p in predicates:
            for a in p["args"]:
                a["label"] = a["label"].removesuffix("-DSP")
    sentences = [Sentence(*row) for row in d["rows"]]
    return list(zip(sentences, d["gold"])), d["states"]


def vocabularies(data, least_path, least):
    """Paths of arguments, other features, roles."""
    paths, others, roles = collections.Counter(), collections.Counter(), collections.Counter()
    for s, predicates in data:
        for p in predicates:
            t = p["token"]
            others.update(of_predicate(s, t))
            for a in p["args"]:
                if a["label"] == "V":
                    continue
                c = top_of(s, a["start"], a["end"], a["head"])
                found = path(s, t, c)
                if found is not None:
                    paths["path=" + found] += 1
                others.update(of_candidate(s, t, c))
                roles[a["label"]] += 1
    names = [n for n, k in paths.most_common() if k >= least_path] + [n for n, k in others.most_common() if k >= least]
    return Words(names), [NONE] + [r for r, k in roles.most_common() if k >= 5]


def candidates(s, p, features):
    """Words whose path to the predicate was seen with arguments."""
    out = []
    for c in range(1, len(s.words) + 1):
        found = path(s, p, c)
        id = features.ids.get("path=" + found) if found is not None else None
        if id is not None and s.upos[c - 1] != "PUNCT":
            out.append((c, [id] + features.of(of_candidate(s, p, c))))
    return out


def build(data, first, features, roles):
    """Rows to learn from: (row of states, features, candidates [(row, features, role)]); `first` is where the file's states begin."""
    number = {r: i for i, r in enumerate(roles)}
    out, lost, all = [], 0, 0
    for s, predicates in data:
        for p in predicates:
            t, gold = p["token"], {}
            for a in sorted(p["args"], key=lambda a: a["end"] - a["start"]):
                if a["label"] in number:
                    gold[top_of(s, a["start"], a["end"], a["head"])] = number[a["label"]]
            found = candidates(s, t, features)
            lost += len(set(gold) - {c for c, _ in found})
            all += len(gold)
            out.append((first + t - 1, features.of(of_predicate(s, t)), [(first + c - 1, f, gold.get(c, 0)) for c, f in found]))
        first += len(s.words)
    print(json.dumps({"predicates": len(out), "candidates": sum(len(r[2]) for r in out), "arguments": all, "out of reach": lost}), flush=True)
    return out


def idle(p):
    """Tense and voice are no predicates of their own."""
    return not p["args"] and p["sense"].split(".")[0] in ("be", "have", "do", "get")


def build_words(data, first, features):
    """All words: (row of states, features, whether it is a predicate)."""
    out = []
    for s, predicates in data:
        gold = {p["token"] for p in predicates if not idle(p)}
        out += [(first + w - 1, features.of(of_predicate(s, w)), [], float(w in gold)) for w in range(1, len(s.words) + 1) if s.upos[w - 1] != "PUNCT"]
        first += len(s.words)
    return out


class Roles(nn.Module):
    def __init__(self, width, features, roles, hidden=256, inner=128, told=96):
        super().__init__()
        self.features = nn.EmbeddingBag(features, told, mode="sum")
        nn.init.normal_(self.features.weight, std=0.2)
        self.predicate = nn.Linear(width + told, hidden)
        self.candidate = nn.Linear(width + told, hidden, bias=False)
        self.own = nn.Linear(hidden, inner)
        self.others = nn.Linear(hidden, inner, bias=False)
        self.out = nn.Linear(inner, roles)
        self.is_predicate = nn.Linear(hidden, 1)

    def row(self, b, states, of, told):
        state = F.dropout(states[b[of]].float(), 0.2, self.training)
        return torch.cat([state, self.features(b[told], b[told + "_at"])], 1)

    def predicates(self, b, states):
        """Log odds that words are predicates."""
        return self.is_predicate(F.dropout(F.relu(self.predicate(self.row(b, states, "predicates", "pf"))), 0.3, self.training))[:, 0]

    def forward(self, b, states):
        keep = lambda x, p: F.dropout(x, p, self.training)
        p = self.predicate(self.row(b, states, "predicates", "pf"))
        z = p[b["of"]] + self.candidate(self.row(b, states, "candidates", "cf"))
        h = F.relu(z)
        index = b["of"][:, None].expand_as(h)
        most = torch.zeros_like(p).scatter_reduce(0, index, h, "amax", include_self=True)
        h = keep(h, 0.3)
        inner = F.relu(self.own(h) + self.others(keep(most, 0.3))[b["of"]])
        return self.out(keep(inner, 0.2))


def batch(rows, training=False, lost=0.15):
    b = collections.defaultdict(list)
    thin = (lambda f: [x for x in f if random.random() > lost]) if training else (lambda f: f)
    for i, (p, pf, cs, *_) in enumerate(rows):
        b["predicates"].append(p)
        b["pf_at"].append(len(b["pf"]))
        b["pf"] += thin(pf)
        for c, f, role in cs:
            b["candidates"].append(c)
            b["of"].append(i)
            b["cf_at"].append(len(b["cf"]))
            b["cf"] += f[:1] + thin(f[1:])
            b["roles"].append(role)
    return {k: torch.tensor(v, dtype=torch.long) for k, v in b.items()}


@torch.no_grad()
def measure_predicates(model, words, states):
    model.eval()
    right = told = gold = 0
    for at in range(0, len(words), 2000):
        rows = words[at:at + 2000]
        found = (model.predicates(batch(rows), states) > 0).tolist()
        right += sum(f and r[3] > 0 for f, r in zip(found, rows))
        told, gold = told + sum(found), gold + sum(r[3] > 0 for r in rows)
    model.train()
    return round(2 * right / (told + gold), 4)


def decode(shares, roles):
    """One role a candidate, a core role once: the likeliest choose first. `shares`: candidates x roles."""
    taken, out = set(), [0] * len(shares)
    best = sorted(((float(v), i, r) for i, row in enumerate(shares) for v, r in zip(*row.topk(3))), key=lambda x: (-x[0], x[1]))
    done = set()
    for _, i, r in best:
        r = int(r)
        if i in done or roles[r] in CORE and r in taken:
            continue
        done.add(i)
        out[i] = r
        taken.add(r)
    return out


@torch.no_grad()
def measure(model, dev, features, roles, cuts, states, detail=False):
    """F1 of arguments (role and words, punctuation apart) for given predicates."""
    model.eval()
    right, told, gold, labels, per, first = 0, 0, 0, 0, collections.Counter(), 0
    todo = []
    for s, predicates in dev:
        for p in predicates:
            todo.append((s, p, first))
        first += len(s.words)
    for at in range(0, len(todo), 256):
        group = todo[at:at + 256]
        found = [candidates(s, p["token"], features) for s, p, _ in group]
        rows = [(first + p["token"] - 1, features.of(of_predicate(s, p["token"])), [(first + c - 1, f, 0) for c, f in cs]) for (s, p, first), cs in zip(group, found)]
        b = batch(rows)
        shares = torch.softmax(model(b, states), -1).split([len(cs) for cs in found])
        for (s, p, _), cs, share in zip(group, found, shares):
            answer = collections.Counter()
            heads = collections.Counter()
            for (c, _), r in zip(cs, decode(share, roles) if cs else []):
                if r:
                    answer[roles[r], words_of(s, p["token"], c, roles[r], cuts)] += 1
                    heads[roles[r], c] += 1
            truth = collections.Counter((a["label"], trimmed(s, a["start"], a["end"])) for a in p["args"] if a["label"] != "V")
            tops = collections.Counter((a["label"], top_of(s, a["start"], a["end"], a["head"])) for a in p["args"] if a["label"] != "V")
            hits = answer & truth
            right, told, gold = right + sum(hits.values()), told + sum(answer.values()), gold + sum(truth.values())
            labels += sum((heads & tops).values())
            for (r, _), k in hits.items():
                per[r, "right"] += k
            for (r, _), k in answer.items():
                per[r, "told"] += k
            for (r, _), k in truth.items():
                per[r, "gold"] += k
    model.train()
    if detail:
        for r in roles[1:]:
            print(r, per[r, "right"], per[r, "told"], per[r, "gold"], round(2 * per[r, "right"] / max(1, per[r, "told"] + per[r, "gold"]), 3))
    return {"f1": round(2 * right / (told + gold), 4), "p": round(right / max(1, told), 4), "r": round(right / gold, 4), "heads": round(2 * labels / (told + gold), 4)}


@torch.no_grad()
def go_on(model, trained, roles):
    """Takes over what another head has learned. Where it did not know the vectors of words, these begin at nothing."""
    old, told = trained["state"], model.features.weight.shape[1]
    for name, value in model.state_dict().items():
        if name in ("predicate.weight", "candidate.weight"):
            states = old[name].shape[1] - told
            value.zero_()
            value[:, :states], value[:, -told:] = old[name][:, :states], old[name][:, -told:]
        elif name.startswith("out."):
            for i, role in enumerate(roles):
                value[i] = old[name][trained["roles"].index(role)]
        elif value.shape == old[name].shape:
            value.copy_(old[name])


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--train", nargs="+", required=True)
    a.add_argument("--dev", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--epochs", type=int, default=8)
    a.add_argument("--lr", type=float, default=3e-3)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--init", help="a head to go on from; it may have learned from states alone")
    a.add_argument("--told", type=int, default=96)
    a.add_argument("--hidden", type=int, default=256)
    a.add_argument("--detail", action="store_true")
    o = a.parse_args()
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    sets = [load(path) for path in o.train]
    features, roles = vocabularies([x for data, _ in sets for x in data], 3 * len(sets), 5 * len(sets))
    trained = torch.load(o.init, weights_only=False) if o.init else None
    if trained:
        features, roles = Words(trained["features"]), [r for r in trained["roles"] if not r.endswith("-DSP")]
    cuts = learn_cuts(sets[0][0])
    rows, words, first = [], [], 0
    for data, states in sets:
        rows += build(data, first, features, roles)
        words += build_words(data, first, features)
        first += len(states)
    states = torch.cat([s for _, s in sets])
    dev, dev_states = load(o.dev)
    dev_words = build_words(dev, 0, features)
    print(len(features.names), "features", sum(n.startswith("path=") for n in features.names), "paths", len(roles), "roles", len(cuts), "cuts", flush=True)
    model = Roles(states.shape[1], len(features.names), len(roles), hidden=o.hidden, told=o.told)
    if trained:
        go_on(model, trained, roles)
    optimizer = torch.optim.AdamW(model.parameters(), lr=o.lr, weight_decay=0.01, betas=(0.9, 0.98))
    size = 192
    steps = o.epochs * (len(rows) // size + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 100, max(0.0, (steps - s) / steps)))
    began = time.time()
    for epoch in range(o.epochs):
        random.shuffle(rows)
        total = 0.0
        for at in range(0, len(rows), size):
            b = batch(rows[at:at + size], training=True)
            some = random.sample(words, WORDS)
            odds = model.predicates(batch(some, training=True), states)
            loss = F.cross_entropy(model(b, states), b["roles"]) + 0.3 * F.binary_cross_entropy_with_logits(odds, torch.tensor([w[3] for w in some]))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        last = epoch + 1 == o.epochs
        print(json.dumps({"epoch": epoch + 1, **({"predicates": measure_predicates(model, dev_words, dev_states)} if last else {}), "seconds": round(time.time() - began), "loss": round(total * size / len(rows), 4),
                          **(measure(model, dev, features, roles, cuts, dev_states, o.detail and last) if epoch % 2 or last else {})}), flush=True)
    out = Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"state": model.state_dict(), "features": features.names, "roles": roles, "cuts": cuts}, out / "roles.pt")


if __name__ == "__main__":
    main()
