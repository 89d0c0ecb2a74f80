"""The programs of tests/api: each tests a part of the library and ends with "N passed, N failed"."""
import os
import re

from suite.harness import Case, Failure

LAST = re.compile(r"^(\d+) passed, (\d+) failed$")


# Findings that only a program of our own can provoke: no source that we know makes an importer lose a word.
COVERED = {"audit_test": ("words-unplaced",)}


def run_program(name):
    def run(context):
        program = context.suite.program(context.flavour, os.path.join("test", name))
        result = context.run(program, cwd=context.root)
        lines = result.out.splitlines()
        counts = LAST.match(lines[-1]) if lines else None
        if not counts or (result.status != 0 and counts[2] == "0"):
            raise Failure(f"ended with status {result.status} and no count\n{result.out[-3000:]}\n{result.err[-3000:]}")
        if counts[2] != "0":
            raise Failure(f"{counts[2]} of its tests failed\n{result.out}\n{result.err}")
        return int(counts[1]), 0
    return run


def cases(suite):
    folder = os.path.join(suite.root, "tests", "api")
    names = sorted(name[:-2] for name in os.listdir(folder) if name.endswith("_test.c")) if os.path.isdir(folder) else []
    return [Case(f"api/{name}", run_program(name), limit=120, covers=COVERED.get(name, ())) for name in names]
