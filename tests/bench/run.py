#!/usr/bin/env python3
"""Compares minutec with the alternatives on a synthetic corpus. docs/bench.md says what is measured and how to read it.

    tests/bench/run.py [--build DIR] [--sizes 1000,10000] [--bodies 50] [--rounds 5] [--seed 1] [--only NAME,…] [--large]

Everything is made below DIR/bench and kept for the next run. Prints a table of ratios and writes DIR/bench/bench.json.
"""
import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)

import sections  # noqa: E402
from measure import Bench  # noqa: E402
from table import shown, markdown_table  # noqa: E402

GENERATOR = ("generate.py", "bodies.py", "meeting.py", "wording.py", "faults.py")
NEEDED = ("xmllint", "xsltproc", "zip", "pandoc", "ninja", "cc")
MARKS = ("<!-- measured -->\n", "<!-- end of measured -->\n")


class Setting:
    """What the sections are given: the sizes, how often, and the corpora, made when first asked for."""

    def __init__(self, bench, args):
        self.bench, self.rounds, self.seed, self.bodies = bench, args.rounds, args.seed, args.bodies
        self.sizes = args.sizes + ([5 * args.sizes[-1]] if args.large else [])
        self.small, self.full = args.sizes[0], args.sizes[-1]
        self.sample, self.scale_build = args.sample, args.scale_build
        digest = hashlib.sha256()
        for name in GENERATOR:
            with open(os.path.join(HERE, name), "rb") as file:
                digest.update(file.read())
        self.version = digest.hexdigest()[:8]

    def corpus(self, size):
        """The folder of a corpus; one that another generator made goes."""
        stem = f"corpus-{size}-{self.bodies}-{self.seed}-"
        path = self.bench.path(stem + self.version)
        if os.path.isdir(path):
            return path
        for name in os.listdir(self.bench.folder):
            if name.startswith(stem):
                shutil.rmtree(self.bench.path(name))
        unfinished = self.bench.path("unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        say(f"making {size:,} meetings")
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), "--meetings", str(size), "--bodies", str(self.bodies),
                        "--seed", str(self.seed), unfinished], check=True)
        os.rename(unfinished, path)
        return path


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def first_line(*command):
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        return (said.stdout + said.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "?"


def machine():
    """What the figures depend on."""
    processor = "?"
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            processor = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "?")
    tools = {"xmllint": first_line("xmllint", "--version"), "xsltproc": first_line("xsltproc", "--version"),
             "pandoc": first_line("pandoc", "--version"), "ninja": first_line("ninja", "--version")}
    return {"processor": processor, "cores": os.cpu_count(), "system": platform.platform(), "load": round(os.getloadavg()[0], 2),
            "tools": tools}


def keep_in(path, text):
    """Puts the table between its marks in a document."""
    with open(path, encoding="utf-8") as file:
        document = file.read()
    pattern = re.compile(f"({re.escape(MARKS[0])}).*({re.escape(MARKS[1])})", re.S)
    if not pattern.search(document):
        raise SystemExit(f"bench: '{path}' has no place for the table")
    with open(path, "w", encoding="utf-8") as file:
        file.write(pattern.sub(lambda found: found[1] + text + found[2], document))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build")
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--bodies", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--only", default=",".join(sections.SECTIONS))
    parser.add_argument("--large", action="store_true", help="also five times the largest size")
    parser.add_argument("--scale-build", action="store_true", help="scaling of a build of HTML too")
    parser.add_argument("--keep-in", metavar="FILE", help="put the table between the marks in FILE")
    args = parser.parse_args()
    try:
        args.sizes = sorted({int(word) for word in re.split(r"[ ,]+", args.sizes.strip())})
    except ValueError:
        parser.error("--sizes are numbers")
    if args.sizes[0] < 20 or args.rounds < 1 or args.bodies < 1:
        parser.error("at least 20 meetings, a body and a round are needed")
    args.only = args.only.split(",")
    if set(args.only) - set(sections.SECTIONS):
        parser.error(f"--only is of {', '.join(sections.SECTIONS)}")
    return args


def main():
    args = arguments()
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        raise SystemExit(f"bench: missing: {' '.join(missing)}")
    root = os.path.dirname(os.path.dirname(HERE))
    bench = Bench(root, os.path.abspath(args.build), os.path.join(os.path.abspath(args.build), "bench"))
    bench.prepare()
    setting, about, rows = Setting(bench, args), machine(), []
    if about["load"] > 0.7 * about["cores"]:
        say(f"others are at work here (load {about['load']}): the clock says little, and processor time not all")
    for name in args.only:
        say(name)
        rows += sections.SECTIONS[name](setting)
    bench.sweep()
    print(shown(rows))
    with open(bench.path("bench.json"), "w", encoding="utf-8") as file:
        json.dump({"machine": about, "sizes": setting.sizes, "bodies": args.bodies, "rounds": args.rounds, "seed": args.seed,
                   "rows": [row.data() for row in rows]}, file, indent=1, ensure_ascii=False)
        file.write("\n")
    if args.keep_in:
        keep_in(args.keep_in, markdown_table(rows, about, args.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
