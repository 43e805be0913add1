"""An exported network as a PyTorch module again, for heads that learn from its states without changing it.

`load_frozen(folder)` reads the int8 file of a model folder; activations are not quantised here, which moves states by less than a step of
quantisation. In training mode the network drops states, so that it reads sentences that it has learned as badly as new ones.
"""
import json
from pathlib import Path

import torch
from safetensors.torch import load_file

from export import restore_words
from model import Base, Small
from pieces import Pieces


def load_frozen(folder, dropout=0.0):
    """The network, its labels by name, and its sub-words."""
    folder = Path(folder)
    config = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    tensors = load_file(folder / "weights.safetensors")
    sizes = dict(config["tag_heads"]) | {"relations": len(config["relations"])}
    measures = {name: config[name] for name in ("width", "arc", "label")}
    if "steps" in config:
        model = Small(sizes, steps=config["steps"], window=config["window"], dropout=dropout, **measures)
    else:
        model = Base(sizes, layers=config["layers"], inner=config["inner"], dropout=dropout, **measures)
    state = model.state_dict()
    for name, value in state.items():
        value.copy_(tensor(tensors, name, value))
    if "heads" in config:  # the scale of attention scores is part of the exported weights
        width = config["width"]
        for name in state:
            if ".qkv." in name:
                state[name][:width] *= (width // config["heads"]) ** 0.5
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    return model.eval(), config, Pieces(folder / "vocab.txt")


def tensor(tensors, name, like):
    """The tensor of a module's parameter in the exported file."""
    if name == "arc_bias.weight":
        return tensors["arc_bias"][None]
    stem, _, kind = name.rpartition(".")
    if name == "words.weight":
        return restore_words(tensors["words.q"], tensors["words.s"])
    if kind == "weight" and stem + ".q" in tensors:
        return tensors[stem + ".q"].float() * tensors[stem + ".s"][:, None]
    found = tensors.get(stem) if kind == "weight" else None
    if found is None:
        found = tensors.get(f"{stem}.{kind[0]}")
    if found is None:
        raise KeyError(f"the exported file has nothing for {name}")
    if len(found) < len(like):  # positions that no window reaches are not exported
        return torch.cat([found, like[len(found):]])
    return found
