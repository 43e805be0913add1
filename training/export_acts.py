"""Writes a trained tower for acts beside its parser, as what it adds to the parser's layers: python export_acts.py runs/acts/tower.pt ../lexicon ../models/base"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from acts import parties
from data import TYPES
from export import LIMIT, quantise, write_sums


def main(source, lexicon, target):
    trained = torch.load(source, map_location="cpu", weights_only=True)
    s, out, target = trained["state"], {}, Path(target)
    config = json.loads((target / "model.json").read_text(encoding="utf-8"))
    width, heads = config["width"], config["heads"]

    parser = load_file(target / "weights.safetensors")

    def linear(name, weight, bias):
        """What is to be added to the parser's int8 weights: mostly nought or one, which packs well."""
        below, scale = parser[f"layers.{name}.q"].float(), parser[f"layers.{name}.s"][:, None]
        added = (weight / scale - below).round()
        out[name + ".d"] = (added.clamp(-LIMIT - below, LIMIT - below)).to(torch.int8)
        out[name + ".b"] = bias

    layers = 1 + max(int(name.split(".")[1]) for name in s if name.startswith("layers."))
    for i in range(layers):
        p, q = f"layers.{i}.", f"{trained['start'] + i}."
        weight, bias = s[p + "qkv.weight"].clone(), s[p + "qkv.bias"].clone()
        weight[:width] *= (width // heads) ** -0.5
        bias[:width] *= (width // heads) ** -0.5
        linear(q + "qkv", weight, bias)
        for name in ("out", "up", "down"):
            linear(q + name, s[p + name + ".weight"], s[p + name + ".bias"])
        for name in ("norm1", "norm2"):
            out[q + name + ".w"], out[q + name + ".b"] = s[p + name + ".weight"], s[p + name + ".bias"]
    out["inner.q"], out["inner.s"] = quantise(s["inner.weight"])
    out["inner.b"] = s["inner.bias"]
    out["outer.w"], out["outer.b"] = s["outer.weight"], s["outer.bias"]
    out = {(f"layers.{name}" if name[0].isdigit() else name): value for name, value in out.items()}
    save_file({k: v.contiguous() for k, v in out.items()}, target / "acts.safetensors")
    config["acts"] = {"from": trained["start"], "hidden": len(s["inner.bias"]), "types": ["none"] + TYPES, "parties": parties(lexicon)}
    (target / "model.json").write_text(json.dumps(config, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    write_sums(target)
    print((target / "acts.safetensors").stat().st_size)


if __name__ == "__main__":
    main(*sys.argv[1:])
