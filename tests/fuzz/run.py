#!/usr/bin/env python3
"""Runs the fuzzers of import over their corpora, two at a time.

    tests/fuzz/run.py [--build DIR] [--seconds N] [--seed N] [--keep] FORMAT…

Each begins with tests/fuzz/corpus/FORMAT and the files of tests/import/blocks in that format, all of which are run, and goes on from them: for so
many seconds, or else for a number of inputs that takes about twenty, the same ones each time, so that a run can be repeated. What fails stays in DIR/fuzz/found/FORMAT. --keep adds what reaches more to the corpus, as little of it as reaches as much.
The last line is "N passed, N failed": inputs of the corpora that went well, and a fuzzer each. Exit status 1: something failed.
"""
import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
AT_ONCE = 2
LIMITS = ("-rss_limit_mb=1024", "-timeout=10")
LONGEST = {"docx": 32768, "odt": 32768, "fodt": 16384}  # bytes of an input, else:
LONG = 4096
RUNS = {"docx": 2000, "odt": 2000, "fodt": 2000, "text": 400}
MOST_RUNS = 800  # of others
DICTIONARIES = {"odt": "fodt"}
ENDINGS = {"docx": ".docx", "odt": ".odt", "fodt": ".fodt", "html": ".html", "markdown": ".md", "text": ".txt"}


def dictionary(given, name):
    """What minutes are made of and what the format is made of, in one file: libFuzzer takes no two."""
    path = os.path.join(given.build, "fuzz", name + ".dict")
    with open(path, "w", encoding="utf-8") as out:
        for part in ("words", DICTIONARIES.get(name, name)):
            with open(os.path.join(HERE, part + ".dict"), encoding="utf-8") as file:
                out.write(file.read())
    return path


def fuzzer(given, name, *options):
    program = os.path.join(given.build, "fuzz", "fuzz_import")
    found = os.path.join(given.build, "fuzz", "found", name, "")
    os.makedirs(found, exist_ok=True)
    command = [program, f"--format={name}", f"-dict={dictionary(given, name)}", f"-artifact_prefix={found}", f"-max_len={LONGEST.get(name, LONG)}", *LIMITS, *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def inputs_of(name, folder):
    """The corpus as one folder."""
    corpus, others = os.path.join(HERE, "corpus", name), os.path.join(os.path.dirname(HERE), "import", "blocks")
    for place, ending in ((corpus, ""), (others, ENDINGS[name])):
        for file in sorted(os.listdir(place)) if os.path.isdir(place) else ():
            if file.endswith(ending):
                shutil.copyfile(os.path.join(place, file), os.path.join(folder, file))
    return [os.path.join(folder, file) for file in sorted(os.listdir(folder))]


def keep(given, name, folder):
    """The corpus and what was found, minimised, in place of the corpus."""
    corpus = os.path.join(HERE, "corpus", name)
    with tempfile.TemporaryDirectory() as least:
        named = [file for file in os.listdir(corpus) if not re.fullmatch("[0-9a-f]{40}", file)]
        for file in named:
            shutil.copyfile(os.path.join(corpus, file), os.path.join(least, file))
        status, said = fuzzer(given, name, "-merge=1", least, folder)
        if status == 0:
            shutil.rmtree(corpus)
            shutil.copytree(least, corpus)
    return status, said


def number(pattern, said):
    found = re.findall(pattern, said)
    return int(found[-1]) if found else 0


def run(given, name):
    with tempfile.TemporaryDirectory() as folder:
        inputs = inputs_of(name, folder)
        if not inputs:
            return 0, 1, f"FAIL {name}: it has no corpus"
        status, said = fuzzer(given, name, *inputs)
        if status:
            return 0, 1, f"FAIL {name}: an input of the corpus\n" + said[-6000:]
        long = f"-max_total_time={given.seconds}" if given.seconds else f"-runs={RUNS.get(name, MOST_RUNS)}"
        status, said = fuzzer(given, name, long, "-print_final_stats=1", f"-seed={given.seed}", folder)
        made = number(r"number_of_executed_units: (\d+)", said)
        if status == 0 and given.keep:
            status, said = keep(given, name, folder)
        if status or not made:
            return len(inputs), 1, f"FAIL {name}: a new input; {os.path.join(given.build, 'fuzz', 'found', name)} has it\n" + said[-6000:]
        rate, reached = number(r"average_exec_per_sec:\s+(\d+)", said), number(r"cov: (\d+)", said)
        return len(inputs) + 1, 0, f"ok   {name}: {len(inputs)} inputs, {made} made of them, {rate} a second; {reached} edges"


def main():
    parser = argparse.ArgumentParser(description="Runs the fuzzers of import.")
    parser.add_argument("--build", default=os.path.join(HERE, "..", "..", "build"), help="where the program is")
    parser.add_argument("--seconds", type=int, default=0, help="of each fuzzer")
    parser.add_argument("--seed", type=int, default=1, help="of its dice; 0: by chance")
    parser.add_argument("--keep", action="store_true", help="add what reaches more to the corpus")
    parser.add_argument("formats", nargs="*", default=list(ENDINGS), metavar="FORMAT")
    given = parser.parse_args()
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for future in concurrent.futures.as_completed([pool.submit(run, given, name) for name in given.formats]):
            good, bad, words = future.result()
            passed, failed = passed + good, failed + bad
            print(words, flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
