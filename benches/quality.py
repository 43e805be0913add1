#!/usr/bin/env python3
"""Every figure of docs/QUALITY.md that a scorer gives, for one program: `benches/quality.py SAYSO DATA TOOLS [NAME...]`.

DATA holds the sets, TOOLS their scorers (docs/QUALITY.md says which); NAME picks lines by their beginning ("parse", "times").
What is left out where a file is missing is said. Python standard library and `zstd` only."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SAYSO, DATA, TOOLS = (pathlib.Path(path).resolve() for path in sys.argv[1:4])
PICKED = sys.argv[4:]
SCRATCH = pathlib.Path(tempfile.mkdtemp())


def run(*command, source=None):
    return subprocess.run([str(part) for part in command], check=True, text=True, input=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def plain(name):
    """A set as a file that is not packed."""
    path = DATA / name
    if not path.exists() and (packed := path.with_name(path.name + ".zst")).exists():
        path = SCRATCH / path.name
        path.write_text(run("zstd", "-qdc", packed), encoding="utf-8")
    return path


def written(name, text):
    path = SCRATCH / name
    path.write_text(text, encoding="utf-8")
    return path


def documents(gold):
    """A set as documents for the program."""
    return written(gold.stem + "-documents.jsonl", run(sys.executable, TOOLS / "as_input.py", gold))


def said(stage, model, *paths):
    return written(f"{stage}-{model}.out", run(SAYSO, "--model", model, "--quiet", "inspect", stage, *paths))


def score(scorer, gold, predicted, *switches):
    return run(sys.executable, TOOLS / scorer, *switches, gold, predicted)


def lines(text, pattern):
    return [" ".join(line.split()) for line in text.splitlines() if re.search(pattern, line)]


def parse(model):
    for treebank in ("gum", "ewt"):
        gold = plain(f"ud/{treebank}-dev.conllu")
        for kind, source, switch in (("given words", gold, ["--gold-tokens"]), ("raw text", documents(gold), [])):
            out = score("score_conllu.py", gold, said("parse", model, source), *switch)
            yield f"{treebank} {kind}", lines(out, r"UPOS|LAS|Sentences")


def names(model):
    gold = plain("ner/worldwide-dev.jsonl")
    yield "all", lines(score("score_ner.py", gold, said("entities", model, documents(gold)), "--outer"), r"^\s*(exact|span)")[:2]


def attribution(model):
    gold = plain("attribution/gum-attribution.jsonl")
    dev = [line for line in gold.read_text(encoding="utf-8").split("\n") if line and json.loads(line)["split"] == "dev"]
    gold = written("attribution-dev.jsonl", "\n".join(dev) + "\n")
    yield "GUM dev", lines(score("score_attribution.py", gold, said("attribution", model, documents(gold))), r"F1|cue|source|content")[:12]


def mentions(model):
    gold = plain("coref/gum-dev.jsonl")
    out = score("score_coref.py", gold, said("mentions", model, documents(gold)), "--types", "person,organization,place")
    yield "GUM dev", lines(out, r"(?i)^\s*(conll|muc|b3|ceaf|mentions)")[:5]


def times(model):
    gold = plain("time/tbaq-dev.jsonl")
    yield "TBAQ dev", lines(score("score_timex.py", gold, said("times", model, documents(gold))), r"strict|relaxed|value|type")[:5]


def places(model):
    gold = plain("geo/toponyms-dev.jsonl")
    texts = documents(gold)
    yield "found", lines(score("score_geo.py", gold, said("places", model, texts)), r"^(corpus|all)")
    spans = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line]
    given = [{"doc": one["doc"], "toponyms": [{k: t[k] for k in ("start", "end")} for t in one["toponyms"]]} for one in spans]
    given = written("given.jsonl", "".join(json.dumps(one) + "\n" for one in given))
    out = run(SAYSO, "--model", model, "--quiet", "inspect", "places", "--spans", given, texts)
    yield "given spans", lines(score("score_geo.py", gold, written("given.out", out)), r"^(corpus|all)")


def events(model):
    for kind, name, least in (("gsr", "gsr-dev", 10), ("pairs", "plv-dev", 4), ("cameo", "cameo-cases-dev", 8)):
        gold = plain(f"events/{name}.jsonl")
        out = run(SAYSO, "--model", model, "--quiet", "read", "--format", "jsonl", documents(gold))
        yield name, lines(run(sys.executable, TOOLS / "score_events.py", kind, gold, written(f"{name}.out", out)), r"F1|linked|root|exact")[:least]


def incidents(model):
    gold = plain("incidents/ecb-dev.jsonl")
    workspace = SCRATCH / f"incidents-{model}.db"
    run(SAYSO, "--model", model, "--quiet", "add", "--workspace", workspace, documents(gold))
    out = run(SAYSO, "--quiet", "incidents", "--workspace", workspace, "--format", "jsonl")
    yield "ECB+ dev", lines(score("score_incidents.py", gold, written("incidents.out", out)), r"b3|links|coverage")[:3]


MEASURES = [parse, names, attribution, mentions, times, places, events, incidents]


def main():
    for measure in MEASURES:
        if PICKED and not any(measure.__name__.startswith(name) for name in PICKED):
            continue
        for model in ("small", "base"):
            try:
                for what, found in measure(model):
                    for line in found:
                        print(f"{measure.__name__:12} {model:6} {what:16} {line}", flush=True)
            except (OSError, subprocess.CalledProcessError) as error:
                print(f"{measure.__name__:12} {model:6} left out: {error}", flush=True)


if __name__ == "__main__":
    main()
