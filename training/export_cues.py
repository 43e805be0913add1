"""Writes a trained head for cues into a model folder: python export_cues.py runs/cues-base/cues.pt ../models/base"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from export import quantise, write_sums


def main(source, target):
    s, target = torch.load(source, map_location="cpu", weights_only=True), Path(target)
    quantised, scales = quantise(s["hidden.weight"])
    out = {"hidden.q": quantised, "hidden.s": scales, "hidden.b": s["hidden.bias"], "out.w": s["out.weight"][0], "out.b": s["out.bias"]}
    file = target / "cues.safetensors"
    save_file({k: v.contiguous() for k, v in out.items()}, file)
    config = json.loads((target / "model.json").read_text(encoding="utf-8"))
    config["cues"] = {"hidden": len(s["hidden.bias"])}
    (target / "model.json").write_text(json.dumps(config, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    write_sums(target)
    print(file.stat().st_size)


if __name__ == "__main__":
    main(*sys.argv[1:])
