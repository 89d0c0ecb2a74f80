#!/usr/bin/env python3
"""Counts the instructions of one fixed check and one fixed build and compares them with recorded ceilings, so that a slowdown
fails, on a busy machine too.

    tests/bench/instructions.py [--program build/minutec] [--record]

The ceilings hold for the versions of the libraries that they were recorded with. With others the count is divided by that
of xmllint on the same files, and compared with that ratio's ceiling. Ends with "N passed, N failed"; status 77: no valgrind."""
import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CEILINGS = os.path.join(HERE, "ceilings.json")
MEETINGS, BODIES, SEED = 20, 2, 7
# What may be added to what was recorded. Ratios move with the versions they are there to bridge.
SLACK, RATIO_SLACK = 1.05, 1.15
FAR_BELOW = 0.8
COUNTED = re.compile(r"^totals: (\d+)", re.M)
LIBRARIES = ("libxml-2.0", "libxslt", "libcmark-gfm", "libzip", "jansson", "libutf8proc")


class Failed(Exception):
    """A run that did not count."""


def said(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def versions():
    """What a count depends on besides minutec."""
    found = {name: said("pkg-config", "--modversion", name) for name in LIBRARIES}
    found.update(libc=os.confstr("CS_GNU_LIBC_VERSION"), machine=platform.machine(), cc=said("cc", "-dumpfullversion"),
                 valgrind=said("valgrind", "--version"))
    return found


class Counter:
    def __init__(self, folder, program):
        self.folder, self.program = folder, os.path.abspath(program)
        self.corpus = os.path.join(folder, "corpus")
        generator = os.path.join(HERE, "generate.py")
        subprocess.run([sys.executable, generator, "--meetings", str(MEETINGS), "--bodies", str(BODIES), "--seed", str(SEED),
                        self.corpus], check=True)

    def count(self, *command):
        """Of the process and of all that come of it. A forked process has its parent's count to begin with, so the parent
        gives its own to a file, and starts anew, before each fork."""
        counts = tempfile.mkdtemp(dir=self.folder)
        done = subprocess.run(["valgrind", "-q", "--tool=callgrind", "--trace-children=yes", "--dump-before=fork",
                               f"--callgrind-out-file={counts}/%p", *command], cwd=self.folder, capture_output=True, text=True,
                              check=False, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": self.folder})
        if done.returncode != 0:
            raise Failed(f"{' '.join(command)[:200]}: exit status {done.returncode}\n{done.stderr[-2000:]}")
        total = 0
        for name in os.listdir(counts):
            with open(os.path.join(counts, name), encoding="utf-8", errors="replace") as file:
                total += sum(int(found) for found in COUNTED.findall(file.read()))
        if not total:
            raise Failed(f"{command[0]}: nothing was counted")
        return total

    def options(self, command, name):
        """One process, and nothing kept from an earlier run, as far as this command can be told so."""
        known = said(self.program, command, "--help").replace(",", " ").split()
        cache = ["--cache", os.path.join(self.folder, name)] if "--cache" in known else []
        return (["-j1"] if "-j" in known else []) + cache

    def check(self):
        return self.count(self.program, "check", self.corpus, *self.options("check", "cache-check"))

    def build(self):
        return self.count(self.program, "build", self.corpus, "-o", os.path.join(self.folder, "out"), "-f", "html,txt,docx",
                          *self.options("build", "cache-build"))

    def xmllint(self):
        files = sorted(os.path.join(place, name) for place, _, names in os.walk(self.corpus) for name in names if name.endswith(".xml"))
        return self.count("xmllint", "--noout", "--nonet", "--schema", os.path.join(ROOT, "schemas", "minutes.xsd"), *files)


def record(counter):
    unit, counts = counter.xmllint(), {"check": counter.check(), "build": counter.build()}
    kept = {"corpus": [MEETINGS, BODIES, SEED], "versions": versions(), "xmllint": unit, "counts": counts}
    with open(CEILINGS, "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=2)
        file.write("\n")
    for name, count in counts.items():
        print(f"{name}: {count:,} instructions, {count / unit:.2f} times xmllint's")


def compare(counter, kept):
    """How many passed and failed."""
    ours = versions()
    same = ours == kept["versions"]
    unit = 1 if same else counter.xmllint() / kept["xmllint"]
    if not same:
        other = ", ".join(f"{name} {kept['versions'].get(name)} → {ours[name]}" for name in ours
                          if ours[name] != kept["versions"].get(name))
        print(f"other versions than recorded ({other}): compared by ratio to xmllint, which takes {unit:.3f} of what it did")
    passed = failed = 0
    for name, before in kept["counts"].items():
        count = getattr(counter, name)()
        ceiling = before * unit * (SLACK if same else RATIO_SLACK)
        over = count > ceiling
        passed, failed = passed + (not over), failed + over
        print(f"{'FAIL' if over else 'ok'} {name}: {count:,} instructions, ceiling {ceiling:,.0f}")
        if not over and count < before * unit * FAR_BELOW:
            print("   far below what was recorded: lower the ceiling with --record")
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=os.path.join("build", "minutec"))
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    missing = [name for name in ("valgrind", "xmllint") if not shutil.which(name)]
    if missing:
        print(f"{' and '.join(missing)} not installed: no instructions were counted", file=sys.stderr)
        return 77
    with tempfile.TemporaryDirectory() as folder:
        counter = Counter(folder, args.program)
        try:
            if args.record:
                record(counter)
                return 0
            with open(CEILINGS, encoding="utf-8") as file:
                kept = json.load(file)
            if kept["corpus"] != [MEETINGS, BODIES, SEED]:
                raise Failed("the ceilings are of another corpus: --record")
            passed, failed = compare(counter, kept)
        except Failed as reason:
            print(f"FAIL {reason}")
            passed, failed = 0, 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
