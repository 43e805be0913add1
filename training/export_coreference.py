"""Writes a trained head for coreference into a model folder: python export_coreference.py runs/coreference/head.pt ../models/base"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from export import quantise, write_sums


def main(source, target):
    trained, target = torch.load(source, map_location="cpu", weights_only=True), Path(target)
    s = trained["state"]
    # The network's states are centred and scaled by the weights that read them.
    weight = s["project.weight"] / s["spread"]
    quantised, scales = quantise(weight)
    out = {"project.q": quantised, "project.s": scales, "project.b": s["project.bias"] - weight @ s["mean"],
           "phrases": s["phrases.weight"], "pairs": s["pairs.weight"], "pair_scores": s["pair_scores.weight"][:, 0],
           "outer.w": s["outer.weight"][0], "outer.b": s["outer.bias"], "kind.w": s["kind.weight"], "kind.b": s["kind.bias"],
           "none.w": s["none.weight"][0], "none.b": s["none.bias"]}
    file = target / "coreference.safetensors"
    save_file({k: v.contiguous() for k, v in out.items()}, file)
    config = json.loads((target / "model.json").read_text(encoding="utf-8"))
    config["coreference"] = {"hidden": trained["hidden"]}
    (target / "model.json").write_text(json.dumps(config, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    write_sums(target)
    print(file.stat().st_size)


if __name__ == "__main__":
    main(*sys.argv[1:])
