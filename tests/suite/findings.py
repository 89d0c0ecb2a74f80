"""What the compiler says: tests/link, tests/explain, samples/bad, and the list of findings itself.

tests/link/NAME is a corpus; `expected` is what `minutec check .` prints there. Each line of its file `runs`, if it has one, is
the name of a file and a command, whose output that file holds (what is printed of findings where there is no other). Those named row-NN-… stand for the rows of a table (rows.py).

samples/bad/CODE is a small corpus that produces CODE. Run there is `minutec check .`, or what the file `args` says. `expected`
is what it must print, or where it prints much, the `first` so many lines of that. Errors and warnings of other codes must be listed in `also`. Sources that only a program can make
(bytes that no editor keeps) are written by a script `make.py` into the copy that is checked.
"""
import os
import re
import shlex
import sys

import fault
import hostile
import interrupt
from suite import carried, edits, filled, imports, incremental, parts, pdfs, programs, sources
from suite.harness import Case, Failure, below, compare, fail_if, findings, read

DIAG = re.compile(r'^DIAG\((\w+), "([a-z-]+)", DIAG_(\w+), ([\w |]+),', re.M)


def known_codes(suite):
    """Codes of src/base/diag.def in its order."""
    return [found[2] for found in DIAG.finditer(read(os.path.join(suite.root, "src", "base", "diag.def")))]


def run_link(folder):
    def run(context):
        result = context.minutec("check", ".", cwd=folder, status=None)
        context.golden(os.path.join(folder, "expected"), result.err)
        expected = status_of(context.suite, findings(result.err))
        fail_if(result.status != expected, f"exit status {result.status}, not {expected}")
        for name, arguments in runs_of(folder):
            result = context.minutec(*arguments, cwd=folder, status=None)
            context.golden(os.path.join(folder, name), result.out or result.err)
    return run


def runs_of(folder):
    """What the file `runs` of a corpus says: names of files, and the commands that must print what these hold."""
    path = os.path.join(folder, "runs")
    for line in read(path).splitlines() if os.path.exists(path) else ():
        name, *arguments = shlex.split(line)
        yield name.removesuffix(":"), arguments


def run_explain(name):
    def run(context):
        source = os.path.join("tests", "explain", name)
        result = context.minutec("check", source + ".xml", cwd=context.root, status=None)
        context.golden(os.path.join(context.root, source + ".expected"), result.err)
    return run


def explained(suite):
    """The files below tests/explain, without their ending."""
    root = os.path.join(suite.root, "tests", "explain")
    found = [os.path.relpath(os.path.join(place, name), root) for place, _, files in os.walk(root) for name in files]
    return sorted(name[:-4] for name in found if name.endswith(".xml"))


def prepare_bad(context, folder):
    """A copy of the sample with what make.py adds; the sample itself where it needs none."""
    if not os.path.exists(os.path.join(folder, "make.py")):
        return folder
    copy = context.copy(folder, os.path.basename(folder))
    context.tool(sys.executable, "make.py", cwd=copy)
    return copy


def run_bad(folder):
    code = os.path.basename(folder)

    def optional(name):
        path = os.path.join(folder, name)
        return read(path) if os.path.exists(path) else ""

    def run(context):
        place = prepare_bad(context, folder)
        arguments = shlex.split(optional("args")) or ["check", "."]
        arguments = [context.path("out") if word == "OUT" else word for word in arguments]
        result = context.minutec(*arguments, cwd=place, status=None)
        said = findings(result.err)
        fail_if(code not in [found.code for found in said], f"'{code}' was not reported\n{result.err[:3000]}")
        allowed = set(optional("also").split()) | {code}
        other = [found for found in said if found.code not in allowed and found.level != "note"]
        fail_if(other, "also reported: " + ", ".join(sorted({found.code for found in other})) + f"\n{result.err[:3000]}")
        unused = allowed - {found.code for found in said}
        fail_if(unused, f"`also` lists what is not reported: {sorted(unused)}")
        expected = status_of(context.suite, said)
        fail_if(result.status != expected, f"exit status {result.status}, not {expected}")
        shown = result.err.splitlines(keepends=True)
        context.golden(os.path.join(folder, "expected"), "".join(shown[:int(optional("first") or len(shown))]))
    return run


def status_of(suite, said):
    """The exit status that findings must lead to."""
    flags = {found[2]: found[4] for found in DIAG.finditer(read(os.path.join(suite.root, "src", "base", "diag.def")))}
    status = 1 if any(found.level == "error" for found in said) else 0
    status = 2 if any("DIAG_USAGE" in flags[found.code] for found in said) else status
    return 3 if any("DIAG_MACHINE" in flags[found.code] for found in said) else status


def every_code_has_a_sample(context):
    codes = known_codes(context.suite)
    fail_if(len(codes) < 50, "src/base/diag.def cannot be read")
    samples = {os.path.basename(path) for path in below(context.root, "samples", "bad")}
    provoked = {code for kind in (carried, edits, fault, filled, hostile, imports, parts, incremental, interrupt, pdfs, programs, sources)
                for case in kind.cases(context.suite) for code in case.covers}
    strange = sorted((samples | provoked) - set(codes))
    fail_if(strange, "samples or fault tests of findings that do not exist: " + ", ".join(strange))
    lacking = [code for code in codes if code not in samples and code not in provoked]
    if lacking:
        raise Failure(f"{len(lacking)} findings have neither a sample in samples/bad nor a fault test\n" + "\n".join(lacking))


def every_code_is_explained(context):
    codes, _, groups = context.minutec("explain").out.partition("\n\nGroups of them:\n\n")
    compare("\n".join(known_codes(context.suite)), codes)
    for group in groups.split():
        held = context.minutec("explain", group, err="").out
        fail_if(not re.match(rf"{group} \(group\)\n\n.+:\n\n", held), f"no explanation of the group {group}\n{held}")
        fail_if(not set(held.split("\n\n")[2].split()) <= set(codes.split()), f"{group} names findings that do not exist")
    poor = []
    for code in known_codes(context.suite):
        said = context.minutec("explain", code, err="").out
        parts = re.fullmatch(rf"{code} \(\w+\)\n\n(.+?)\n\nExample:\n\n(.+?)\n\nMend:\n\n(.+)\n", said, re.S)
        if not parts or any(len(part.strip()) < 10 for part in parts.groups()):
            poor.append(code)
    if poor:
        raise Failure(f"{len(poor)} findings lack cause, example or mend\n" + "\n".join(poor))


def cases(suite):
    tests = os.path.join(suite.root, "tests")
    yield from (Case(f"link/{os.path.basename(path)}", run_link(path)) for path in below(tests, "link"))
    yield from (Case(f"explain/{name}", run_explain(name)) for name in explained(suite))
    yield from (Case(f"bad/{os.path.basename(path)}", run_bad(path)) for path in below(suite.root, "samples", "bad"))
    yield Case("findings/every-code-has-a-sample", every_code_has_a_sample, ())
    yield Case("findings/every-code-is-explained", every_code_is_explained)
