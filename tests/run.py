#!/usr/bin/env python3
"""The one test runner.

    tests/run.py [--build DIR] [--shared DIR] [-k PATTERN] [-j N] [--flavour release|asan] [--accept] [--list] [-v]

Every case runs twice: with build/minutec and, named asan/…, with build/asan/minutec. What does not depend on the
program runs once. PATTERN is a regular expression looked for in the names. --accept rewrites the golden files.
A failure takes a line and a diff; the last line is "N passed, N failed", with skips "N passed, N failed, N skipped".
Exit status: 0 all passed, 1 something failed, or no test ran.
"""
import argparse
import concurrent.futures
import os
import re
import signal
import sys
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)

import fault      # noqa: E402
import hostile    # noqa: E402
import interrupt  # noqa: E402
from suite import (bench, building, cache, carried, clerks, command, completion, documents, editors, edits, filled, findings, forms, fronts,  # noqa: E402
                   imports, incremental, layouts, machine, manuals, meets, nexts, parts, pdfs, policy, programs, registers, reports, restricted,
                   rows, seeds, sources, still, tools, zoo)
from suite.harness import ASAN, FLAVOURS, Context, Failure, Skip, Suite  # noqa: E402

KINDS = (programs, command, imports, zoo, findings, fronts, documents, edits, carried, pdfs, nexts, layouts, forms, filled, clerks, building,
         incremental, cache, machine, policy, meets, completion, editors, manuals, parts, registers, reports, restricted, rows, seeds, sources,
         still, tools, bench, hostile, fault, interrupt)
SHOWN = 60  # lines of details of a failure


class Tally:
    """What came of the cases, said as they end."""

    def __init__(self, verbose):
        self.passed = self.failed = self.skipped = 0
        self.verbose = verbose
        self.times = []

    def take(self, name, outcome, seconds):
        kind, text, passed, failed = outcome
        self.passed, self.failed = self.passed + passed, self.failed + failed
        self.skipped += kind == "SKIP"
        self.times.append((seconds, name))
        if kind != "ok" or self.verbose:
            first, *rest = (text or "").split("\n")
            print(f"{kind} {name}" + (f": {first}" if first else "") + (f" ({seconds:.1f} s)" if self.verbose else ""))
            for line in rest[:SHOWN]:
                print(f"    {line}")
            if len(rest) > SHOWN:
                print(f"    … {len(rest) - SHOWN} lines more")
            sys.stdout.flush()

    def last_line(self):
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


def outcome_of(context):
    try:
        counts = context.case.run(context)
    except Skip as reason:
        return "SKIP", str(reason), 0, 0
    except Failure as reason:
        return "FAIL", str(reason), 0, 1
    except Exception:  # a fault of the test itself is a failure like any other
        return "FAIL", "the test broke\n" + traceback.format_exc(limit=-3), 0, 1
    if counts is None:
        return "ok", "", 1, 0
    passed, failed = counts
    return ("FAIL" if failed else "ok"), f"{passed} passed, {failed} failed", passed, failed


def run_case(suite, case, flavour):
    context = Context(suite, case, flavour)
    started = time.monotonic()
    try:
        outcome = outcome_of(context)
    finally:
        context.close()
    return context.name, outcome, time.monotonic() - started


def choose(suite, pattern, flavours):
    """The runs asked for: cases with a flavour each, or with None for those that run once."""
    for kind in KINDS:
        for case in kind.cases(suite):
            for flavour in (case.flavours or (None,)):
                name = f"asan/{case.name}" if flavour == ASAN else case.name
                if (flavour is None or flavour in flavours) and re.search(pattern, name):
                    yield case, flavour


def run_all(suite, runs, jobs, tally):
    measuring = [run for run in runs if run[0].alone and run[1] != ASAN]  # with sanitizers there is nothing to measure
    beside = [run for run in runs if run not in measuring]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for future in concurrent.futures.as_completed([pool.submit(run_case, suite, *run) for run in beside]):
            tally.take(*future.result())
    for run in measuring:
        tally.take(*run_case(suite, *run))


def options():
    parser = argparse.ArgumentParser(description="Runs the tests.")
    parser.add_argument("--build", default=os.path.join(HERE, "..", "build"), help="where the programs are")
    parser.add_argument("--shared", default=os.path.join(HERE, "..", "..", "shared"), help="where seeds/ is")
    parser.add_argument("-k", dest="pattern", default="", help="only cases whose name matches")
    parser.add_argument("-j", dest="jobs", type=int, default=(os.cpu_count() or 2) + 1, help="cases at a time; some wait")
    parser.add_argument("--flavour", choices=FLAVOURS, action="append", help="only this way of compiling")
    parser.add_argument("--accept", action="store_true", help="rewrite golden files with what is printed now")
    parser.add_argument("--list", action="store_true", help="name the cases and run none")
    parser.add_argument("-v", dest="verbose", action="store_true", help="name every case, and the slowest at the end")
    return parser.parse_args()


def main():
    given = options()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored, and what is tested would inherit that
    suite = Suite(os.path.dirname(HERE), given.build, given.shared, given.accept)
    tally = Tally(given.verbose)
    try:
        runs = list(choose(suite, given.pattern, given.flavour or FLAVOURS))
        if given.list:
            print("\n".join(("asan/" if flavour == ASAN else "") + case.name for case, flavour in runs))
            return 0
        programs = {suite.made(flavour or FLAVOURS[0]) for _, flavour in runs}
        missing = sorted(path for path in programs if not os.path.exists(path))
        if missing:
            print(f"no program to test: {', '.join(missing)}; make tests asan")
            return 1
        run_all(suite, runs, given.jobs, tally)
    finally:
        suite.close()
    for seconds, name in sorted(tally.times, reverse=True)[:15 if given.verbose else 0]:
        print(f"{seconds:6.1f} s  {name}")
    if tally.passed + tally.failed == 0:
        print("no test ran")
    print(tally.last_line())
    return 1 if tally.failed or tally.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
