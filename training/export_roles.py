"""Writes a trained head for roles beside its parser: python export_roles.py runs/roles-base/roles.pt ../models/base"""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from export import quantise, write_sums

MOST = 4300  # features; the rarest, which stand last, are left out so that the file stays below 1 MB


def main(source, target):
    trained = torch.load(source, map_location="cpu", weights_only=False)
    s, out, target = trained["state"], {}, Path(target)
    out["told.q"], out["told.s"] = quantise(s["features.weight"][:MOST], 127)
    for name in ("predicate", "is_predicate", "candidate", "own", "others", "out"):
        out[name + ".q"], out[name + ".s"] = quantise(s[name + ".weight"])
        out[name + ".b"] = s[name + ".bias"] if name + ".bias" in s else torch.zeros(len(s[name + ".weight"]))
    cuts = [("-" if cut else "+") + key for key, cut in sorted(trained["cuts"].items())]
    for name, lines in (("features", trained["features"][:MOST]), ("roles", trained["roles"]), ("cuts", cuts)):
        out[name] = torch.tensor(list("\n".join(lines).encode()), dtype=torch.uint8)
    save_file({k: v.contiguous() for k, v in out.items()}, target / "roles.safetensors")
    config = json.loads((target / "model.json").read_text(encoding="utf-8"))
    config["roles"] = {"told": s["features.weight"].shape[1], "hidden": len(s["predicate.weight"]), "inner": len(s["own.weight"])}
    (target / "model.json").write_text(json.dumps(config, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    write_sums(target)
    print((target / "roles.safetensors").stat().st_size)


if __name__ == "__main__":
    main(*sys.argv[1:])
