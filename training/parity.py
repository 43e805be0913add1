"""Writes what the reference says of the invented sentences: python parity.py ../models/base FILE"""
import json
import sys

from parity_sentences import sentences
from reference import Reference

if __name__ == "__main__":
    reference = Reference(sys.argv[1])
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for sentence in sentences():
            parse = reference.parse(sentence.split())
            del parse["feats"]
            out.write(json.dumps(parse, ensure_ascii=False) + "\n")
