#!/usr/bin/env python3
"""Reads a stream of dispatches and prints the most memory that was held at 10 %, 50 % and 100 % of it (Linux).

    benches/memory.py sayso 1000000 --threads 2"""

import argparse
import pathlib
import subprocess
import sys
import time

from dispatches import dispatch
import json
import random


def peak(process: subprocess.Popen) -> int:
    """The most memory that a running process has held, in megabytes."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sayso", help="the program")
    parser.add_argument("number", type=int, help="how many dispatches")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--model", default="small")
    args = parser.parse_args()
    command = [args.sayso, "read", "--quiet", "--model", args.model, "--threads", str(args.threads), "--format", "jsonl", "-"]
    rng = random.Random(11)
    started = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        for at in range(args.number):
            process.stdin.write(json.dumps(dispatch(at, rng)) + "\n")
            done = at + 1
            if done in (args.number // 10, args.number // 2, args.number):
                process.stdin.flush()
                seconds = time.monotonic() - started
                print(f"{done:>9} documents written: {peak(process)} MB at most, {seconds:.0f} s", flush=True)
        process.stdin.close()
        # The last look before it ends: what is left in flight has been read by then.
        last = 0
        while process.poll() is None:
            try:
                last = peak(process)
            except (OSError, StopIteration):
                break
            time.sleep(0.02)
        code = process.wait()
    seconds = time.monotonic() - started
    print(f"      end: {last} MB at most, {seconds:.0f} s, {args.number / seconds:.0f} documents a second")
    sys.exit(code)


if __name__ == "__main__":
    main()
