"""The command line: tests/cli/NAME.sh, shell scripts that use the program as people do, and the terminal.

A script runs in an empty folder with $MINUTEC, the program, and $PROJECT, the project's folder. What it prints on
both channels is compared with NAME.expected, if there is one, and its exit status must be 0. The functions of
lib.sh are there.
"""
import os
import pty
import re
import select

from suite.harness import Case, Failure, fail_if

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli")


def run_script(name):
    def run(context):
        script = os.path.join(HERE, name + ".sh")
        more = {"MINUTEC": context.program, "PROJECT": context.root}
        library = os.path.join(HERE, "lib.sh")
        result = context.run("/bin/sh", "-euc", f'. "{library}"; . "{script}"', env=more, prepare=None)
        said = result.out + result.err
        if result.status != 0:
            raise Failure(f"exit status {result.status}\n{said[-6000:]}")
        expected = os.path.join(HERE, name + ".expected")
        if os.path.exists(expected):
            context.golden(expected, result.out)
            fail_if(result.err, f"it also printed\n{result.err}")
    return run


def on_terminal(context, *arguments, width=80):
    """What the program prints where standard error is a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(context.root)
        os.execve(context.program, [context.program, *arguments], context.environment())
    said = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    context.sanitized()
    fail_if(status != 0, f"ended with {status}: {said[-400:]!r}")
    return said.decode("utf-8")


def progress_on_terminal(context):
    paths = [os.path.relpath(path, context.root) for path in context.suite.bodies()]
    said = on_terminal(context, "build", *paths, "-o", context.path("out"))
    fail_if("\r" not in said or not re.search(r"\d+ of \d+ ", said), f"no progress on a terminal: {said[:300]!r}")
    done = [(int(found[1]), int(found[2])) for found in re.finditer(r"(\d+) of (\d+) ", said)]
    fail_if([at for at, _ in done] != list(range(1, len(done) + 1)), f"the count does not go up by one: {done}")
    fail_if(any(at > total for at, total in done) or done[-1][0] != done[-1][1], f"more is done than there is: {done[-1]}")
    fail_if(not said.endswith("\r\x1b[K"), "the line is not taken away at the end")
    quiet = on_terminal(context, "build", *paths, "-o", context.path("out"), "-q")
    fail_if(quiet, f"-q prints on a terminal: {quiet[:200]!r}")


def colour_on_terminal(context):
    context.copy("samples/bad/no-owner", "bad")
    said = on_terminal(context, "check", context.path("bad"))
    fail_if("\x1b[" not in said, "no colour on a terminal")
    plain = context.minutec("check", context.path("bad"))
    fail_if("\x1b" in plain.err, "colour without a terminal")


def cases(suite):
    names = sorted(name[:-3] for name in os.listdir(HERE) if name.endswith(".sh") and name != "lib.sh")
    yield from (Case(f"cli/{name}", run_script(name)) for name in names)
    yield Case("cli/progress-on-terminal", progress_on_terminal)
    yield Case("cli/colour-on-terminal", colour_on_terminal)
