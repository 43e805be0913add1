"""Writes a trained tower for acts as int8 beside its parser: python export_acts.py runs/acts/tower.pt ../models/base"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from data import TYPES
from export import quantise


def main(source, target):
    trained = torch.load(source, map_location="cpu", weights_only=True)
    s, out, target = trained["state"], {}, Path(target)
    config = json.loads((target / "model.json").read_text(encoding="utf-8"))
    width, heads = config["width"], config["heads"]

    def linear(name, weight, bias):
        out[name + ".q"], out[name + ".s"] = quantise(weight)
        out[name + ".b"] = bias

    layers = 1 + max(int(name.split(".")[1]) for name in s if name.startswith("layers."))
    for i in range(layers):
        p = f"layers.{i}."
        weight, bias = s[p + "qkv.weight"].clone(), s[p + "qkv.bias"].clone()
        weight[:width] *= (width // heads) ** -0.5
        bias[:width] *= (width // heads) ** -0.5
        linear(p + "qkv", weight, bias)
        for name in ("out", "up", "down"):
            linear(p + name, s[p + name + ".weight"], s[p + name + ".bias"])
        for name in ("norm1", "norm2"):
            out[p + name + ".w"], out[p + name + ".b"] = s[p + name + ".weight"], s[p + name + ".bias"]
    linear("inner", s["inner.weight"], s["inner.bias"])
    out["outer.w"], out["outer.b"] = s["outer.weight"], s["outer.bias"]
    save_file({k: v.contiguous() for k, v in out.items()}, target / "acts.safetensors")
    config["acts"] = {"from": trained["start"], "layers": layers, "hidden": len(s["inner.bias"]), "types": ["none"] + TYPES}
    (target / "model.json").write_text(json.dumps(config, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print((target / "acts.safetensors").stat().st_size)


if __name__ == "__main__":
    main(*sys.argv[1:])
