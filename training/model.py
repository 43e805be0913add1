"""The network: MiniLM's lower layers with a casing embedding, and heads on the state of each word's first piece."""
import json

import torch
from torch import nn
from torch.nn import functional as F

from pieces import SHAPES

ARC, LABEL = 256, 256
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
    def __init__(self, sizes, layers=4, dropout=0.1, head_dropout=0.2, width=384, vocab=30522, inner=1536):
        super().__init__()
        self.config = {"sizes": sizes, "layers": layers, "width": width, "vocab": vocab, "inner": inner}
        self.words = nn.Embedding(vocab, width)
        self.positions = nn.Embedding(512, width)
        self.shapes = nn.Embedding(len(SHAPES), width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, dropout=dropout, inner=inner) for _ in range(layers))
        self.dropout, self.head_dropout = dropout, head_dropout
        # One product for everything that is read off a word: arcs and labels as dependent and as head, then the tags.
        self.tags = [(h, sizes[h]) for h in TAG_HEADS]
        self.head = nn.Linear(width, 2 * ARC + 2 * LABEL + sum(n for _, n in self.tags))
        self.arc = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        self.label = nn.Linear(3 * LABEL, sizes["relations"])
        nn.init.normal_(self.head.weight, std=0.03)
        nn.init.zeros_(self.head.bias)
        with torch.no_grad():
            self.arc.weight.copy_(torch.eye(ARC) * 0.05)

    def states(self, pieces, shapes, lengths, first):
        n = pieces.shape[1]
        dtype = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        mask = (torch.arange(n)[None] >= lengths[:, None])[:, None, None, :].to(dtype) * -1e4
        x = self.words(pieces) + self.positions.weight[:n][None] + self.shapes(shapes)
        x = drop(self.norm(x), self.dropout if self.training else 0.0)
        for layer in self.layers:
            x = layer(x, mask)
        return x.gather(1, first[:, :, None].expand(-1, -1, x.shape[2]))

    def forward(self, batch):
        """Scores of the tags, of all arcs (dependent × head, within a sentence), and the vectors for labels."""
        x = self.states(batch["pieces"], batch["shapes"], batch["lengths"], batch["first"])
        p = self.head_dropout if self.training else 0.0
        x = drop(x, p)
        h = self.head(x)
        parts = h.split([ARC, ARC, LABEL, LABEL] + [n for _, n in self.tags], dim=-1)
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

    @staticmethod
    def load(path):
        d = torch.load(path, map_location="cpu", weights_only=True)
        c = d["config"]
        m = Parser(c["sizes"], c["layers"], width=c["width"], vocab=c["vocab"], inner=c["inner"])
        m.load_state_dict(d["state"])
        return m, d["labels"]


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
    for name in ("upos", "feats", "scripts", "heads", "rels", "begins", "names"):
        b[name] = t(name, m, -100)
    b["segment"] = t("segment", m, -2)
    s = b["segment"]
    allowed = (s[:, :, None] == s[:, None, :]) & (s[:, None, :] >= 0)
    allowed[:, :, 0] = True  # the root
    i = torch.arange(m)
    allowed[:, i[1:], i[1:]] = False
    b["allowed"] = allowed
    b["real"] = s >= 0
    return b


def count(model):
    return sum(p.numel() for p in model.parameters())


if __name__ == "__main__":
    print(json.dumps({"layers 4": count(Parser({"upos": 17, "feats": 147, "scripts": 182, "names": 37, "begins": 2, "relations": 50}))}))
