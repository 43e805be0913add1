"""The networks: an encoder that gives each word a state, and heads on the states that both networks share.

`base`: MiniLM's lower layers over sub-words with a casing embedding, states of each word's first piece.
`small`: gated convolutions over words, whose vectors are means of sub-word vectors.
"""
import torch
from torch import nn
from torch.nn import functional as F

from pieces import SHAPES

TAG_HEADS = ("upos", "feats", "scripts", "names", "begins")


_noise = {}


def drop(x, p):
    """Dropout by a random stretch of a fixed pool of masks: drawing a mask anew takes longer than the layer itself."""
    if p == 0:
        return x
    key = (p, x.dtype)
    if key not in _noise or _noise[key].numel() < 2 * x.numel():
        pool = torch.empty(max(1 << 23, 3 * x.numel())).bernoulli_(1 - p).div_(1 - p)
        _noise[key] = pool.to(x.dtype)
    pool = _noise[key]
    start = int(torch.randint(pool.numel() - x.numel() + 1, ()))
    return x * pool[start:start + x.numel()].view(x.shape)


class Layer(nn.Module):
    def __init__(self, width=384, heads=12, inner=1536, dropout=0.1):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).contiguous()
        p = self.dropout if self.training else 0.0
        # Written out: the fused kernel of PyTorch is slow on a CPU for short sequences.
        scores = (q * (d // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask
        a = torch.softmax(scores, -1, dtype=scores.dtype) @ v
        a = a.transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + drop(self.out(a), p))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(y, p))


class Parser(nn.Module):
    """Heads over word states; a network fills in `states`."""

    def __init__(self, config, head_dropout=0.2):
        super().__init__()
        self.config, self.head_dropout = config, head_dropout
        sizes, arc, label = config["sizes"], config["arc"], config["label"]
        # One product for everything that is read off a word: arcs and labels as dependent and as head, then the tags.
        self.tags = [(h, sizes[h]) for h in TAG_HEADS]
        self.head = nn.Linear(config["width"], 2 * arc + 2 * label + sum(n for _, n in self.tags))
        self.arc = nn.Linear(arc, arc, bias=False)
        self.arc_bias = nn.Linear(arc, 1, bias=False)
        self.label = nn.Linear(3 * label, sizes["relations"])
        nn.init.normal_(self.head.weight, std=0.03)
        nn.init.zeros_(self.head.bias)
        with torch.no_grad():
            self.arc.weight.copy_(torch.eye(arc) * 0.05)

    def forward(self, batch):
        """Scores of the tags, of all arcs (dependent × head, within a sentence), and the vectors for labels."""
        x = self.states(batch)
        p = self.head_dropout if self.training else 0.0
        h = self.head(drop(x, p))
        arc, label = self.config["arc"], self.config["label"]
        parts = h.split([arc, arc, label, label] + [n for _, n in self.tags], dim=-1)
        dep, gov, ldep, lgov = (drop(F.relu(part), p) for part in parts[:4])
        arcs = self.arc(dep) @ gov.transpose(1, 2) + self.arc_bias(gov).transpose(1, 2)
        tags = {name: p.float() for (name, _), p in zip(self.tags, parts[4:])}
        return tags, arcs.float().masked_fill(~batch["allowed"], -1e4), ldep, lgov

    def labels(self, ldep, lgov, heads):
        """Scores of relations for given heads."""
        gov = lgov.gather(1, heads[:, :, None].expand(-1, -1, lgov.shape[2]))
        return self.label(torch.cat([ldep * gov, ldep, gov], -1)).float()

    def save(self, path, labels):
        torch.save({"state": self.state_dict(), "config": self.config, "labels": labels}, path)


class Base(Parser):
    def __init__(self, sizes, layers=5, width=384, inner=1536, vocab=30522, arc=256, label=256, dropout=0.1):
        super().__init__({"kind": "base", "sizes": sizes, "layers": layers, "width": width, "vocab": vocab, "inner": inner,
                          "arc": arc, "label": label})
        self.words = nn.Embedding(vocab, width)
        self.positions = nn.Embedding(512, width)
        self.shapes = nn.Embedding(len(SHAPES), width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, dropout=dropout, inner=inner) for _ in range(layers))
        self.dropout = dropout

    def states(self, batch):
        pieces, shapes, lengths, first = (batch[k] for k in ("pieces", "shapes", "lengths", "first"))
        n = pieces.shape[1]
        dtype = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        mask = (torch.arange(n)[None] >= lengths[:, None])[:, None, None, :].to(dtype) * -1e4
        x = self.words(pieces) + self.positions.weight[:n][None] + self.shapes(shapes)
        x = drop(self.norm(x), self.dropout if self.training else 0.0)
        for layer in self.layers:
            x = layer(x, mask)
        return x.gather(1, first[:, :, None].expand(-1, -1, x.shape[2]))


class Convolution(nn.Module):
    """A residual gated convolution: the words around a word, `step` apart, as one row, one product, half of it gates."""

    def __init__(self, width, window, step):
        super().__init__()
        self.offsets = [(i - window // 2) * step for i in range(window)]
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.mix = nn.Linear(window * width, 2 * width)

    def forward(self, x, real, p):
        h = self.norm(x).to(x.dtype) * real
        n, most = h.shape[1], max(self.offsets)
        h = F.pad(h, (0, 0, most, most))
        rows = torch.cat([h[:, most + o:most + o + n] for o in self.offsets], -1)
        value, gate = self.mix(rows).chunk(2, -1)
        return x + drop(value * torch.sigmoid(gate), p)


class Small(Parser):
    """`steps`: how far apart the words are that each convolution reads."""

    def __init__(self, sizes, steps=(1, 1, 2, 3), width=192, window=5, vocab=30522, arc=128, label=128, dropout=0.1):
        super().__init__({"kind": "small", "sizes": sizes, "steps": list(steps), "width": width, "window": window,
                          "vocab": vocab, "arc": arc, "label": label}, head_dropout=2 * dropout)
        self.words = nn.EmbeddingBag(vocab, width, mode="mean")
        self.shapes = nn.Embedding(len(SHAPES), width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Convolution(width, window, s) for s in steps)
        self.top = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def states(self, batch):
        p = self.dropout if self.training else 0.0
        words = batch["word_shapes"]
        dtype = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        x = self.words(batch["bag"], batch["bag_starts"]).view(*words.shape, -1) + self.shapes(words)
        if self.training:  # now and then a word is not seen
            x = x * (torch.rand(words.shape) >= 0.3 * self.dropout)[:, :, None]
        real = batch["word_real"][:, :, None].to(dtype)
        x = drop(self.norm(x).to(dtype), p)
        for layer in self.layers:
            x = layer(x, real, p)
        return self.top(x).to(dtype)

    def start_from(self, vectors):
        """Word vectors from larger ones: the main directions of their spread."""
        with torch.no_grad():
            centred = vectors - vectors.mean(0)
            _, _, axes = torch.linalg.svd(centred[torch.randperm(len(centred))[:12000]], full_matrices=False)
            reduced = centred @ axes[:self.config["width"]].T
            self.words.weight.copy_(reduced / reduced.std())


    def grow_from(self, trained):
        """Takes over a trained network; convolutions that it lacks change nothing at first."""
        self.load_state_dict(trained.state_dict(), strict=False)
        with torch.no_grad():
            for layer in self.layers[len(trained.layers):]:
                nn.init.zeros_(layer.mix.weight[:self.config["width"]])
                nn.init.zeros_(layer.mix.bias)


KINDS = {"base": Base, "small": Small}


def load(path):
    """A trained network and its labels."""
    d = torch.load(path, map_location="cpu", weights_only=True)
    config = {"kind": "base", "arc": 256, "label": 256} | d["config"]
    model = KINDS[config["kind"]](**{k: v for k, v in config.items() if k != "kind"})
    model.load_state_dict(d["state"])
    return model, d["labels"]


def from_bert(model, tensors, which):
    """Fills the encoder from BERT-shaped weights; `which`: the layers to take."""
    t = {k.removeprefix("bert."): v for k, v in tensors.items()}
    with torch.no_grad():
        model.words.weight.copy_(t["embeddings.word_embeddings.weight"])
        model.positions.weight.copy_(t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0])
        model.norm.weight.copy_(t["embeddings.LayerNorm.weight"])
        model.norm.bias.copy_(t["embeddings.LayerNorm.bias"])
        for layer, i in zip(model.layers, which):
            p = f"encoder.layer.{i}."
            cat = lambda kind: torch.cat([t[p + f"attention.self.{x}.{kind}"] for x in ("query", "key", "value")])
            layer.qkv.weight.copy_(cat("weight"))
            layer.qkv.bias.copy_(cat("bias"))
            for mine, theirs in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                                 ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                getattr(layer, mine).weight.copy_(t[p + theirs + ".weight"])
                getattr(layer, mine).bias.copy_(t[p + theirs + ".bias"])


def collate(windows):
    """Padded tensors of a batch of windows."""
    n = max(len(w.pieces) for w in windows)
    m = max(len(w.first) for w in windows)
    pad = lambda xs, size, value: xs + [value] * (size - len(xs))
    t = lambda name, size, value: torch.tensor([pad(getattr(w, name), size, value) for w in windows])
    b = {"pieces": t("pieces", n, 0), "shapes": t("shapes", n, 0), "first": t("first", m, 0)}
    b["lengths"] = torch.tensor([len(w.pieces) for w in windows])
    for name in ("upos", "feats", "scripts", "heads", "rels", "begins", "names", "acts", "not_acts"):
        b[name] = t(name, m, -100)
    b["segment"] = t("segment", m, -2)
    # What the network of words reads: sub-words without the closing mark, and where each word's begin.
    b["word_real"] = b["segment"] > -2
    b["word_shapes"] = b["shapes"].gather(1, b["first"]) * b["word_real"]
    bag, starts = [], []
    for w in windows:
        starts += [len(bag) + f for f in w.first]
        bag += w.pieces[:-1]
        starts += [len(bag)] * (m - len(w.first))
    b["bag"], b["bag_starts"] = torch.tensor(bag), torch.tensor(starts)
    b["allowed"] = allowed(b["segment"])
    b["real"] = b["segment"] >= 0
    if windows[0].soft is not None:
        b["soft"] = {}
        for name in windows[0].soft:
            most = max(w.soft[name][0].shape[1] for w in windows)
            places = torch.zeros(len(windows), m, most, dtype=torch.long)
            shares = torch.zeros(len(windows), m, most)
            for i, w in enumerate(windows):
                n, k = w.soft[name][0].shape
                places[i, :n, :k], shares[i, :n, :k] = w.soft[name][0], w.soft[name][1]
            b["soft"][name] = (places * (shares > 0), shares)  # what has no share may lie outside this batch
    return b


def allowed(segment):
    """Which arcs can be: within a sentence and from the root; no word governs itself."""
    out = (segment[:, :, None] == segment[:, None, :]) & (segment[:, None, :] >= 0)
    out[:, :, 0] = True
    i = torch.arange(segment.shape[1])
    out[:, i[1:], i[1:]] = False
    return out
