"""What a test case is, and what it is given to work with."""
import collections
import dataclasses
import difflib
import errno
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

RELEASE, ASAN = "release", "asan"
FLAVOURS = (RELEASE, ASAN)
FORMATS = ("html", "txt", "docx", "json")  # of a build that is not told which
ALL_FORMATS = (*FORMATS, "odt")
FINDING = re.compile(r"^(?P<path>[^\s:][^:\n]*)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: "
                     r"(?:(?P<where>(?:under|heading|table|paragraph) .*?): )?"
                     r"(?P<level>error|warning|note): (?P<text>.*) \[(?P<code>[a-z-]+)\]$", re.M)
# A smaller quarantine than the default: what forks workers copies its pages each time.
SANITIZERS = "quarantine_size_mb=32:log_path={log}:exitcode=66:detect_leaks=1:halt_on_error=1:print_stacktrace=1:allocator_may_return_null=1"

Finding = collections.namedtuple("Finding", "path line column level text code where")
Result = collections.namedtuple("Result", "status out err")


class Failure(Exception):
    """A case that fails; the text says why, further lines are details."""


class Skip(Exception):
    """A case that cannot be run here; the text says why."""


@dataclasses.dataclass
class Case:
    """A test. run(context) raises Failure or Skip, and may return a pair of counts (passed, failed)."""
    name: str
    run: object
    flavours: tuple = FLAVOURS     # () for what does not depend on how the program was compiled: run once
    limit: float = 60              # seconds; asan gets three times that
    alone: bool = False            # nothing else runs beside it, because it measures
    covers: tuple = ()             # codes of findings that it provokes, and that no sample can


def findings(text):
    """The findings printed in TEXT."""
    return [Finding(found["path"], int(found["line"] or 0), int(found["column"] or 0), found["level"], found["text"],
                    found["code"], found["where"]) for found in FINDING.finditer(text)]


def compare(expected, got, names=("expected", "got")):
    """Fails with a diff if two texts differ."""
    if expected != got:
        lines = difflib.unified_diff(expected.splitlines(), got.splitlines(), *names, lineterm="", n=2)
        raise Failure("\n".join(["not what was expected", *lines]))


def read(path, mode="r"):
    if mode == "rb":
        with open(path, "rb") as file:
            return file.read()
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, content):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    if isinstance(content, str):
        content = content.encode("utf-8")
    with open(path, "wb") as file:
        file.write(content)
    return path


def tree(folder):
    """Every file below FOLDER: its path from there, and its bytes."""
    held = {}
    for place, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(place, name)
            held[os.path.relpath(path, folder)] = read(path, "rb") if os.path.isfile(path) else b""
    return held


def same_trees(one, other):
    """Fails if two trees, as tree() gives them, are not the same bytes."""
    names = sorted(set(one) ^ set(other))
    if names:
        raise Failure("\n".join(["files that are not in both"] + names[:20]))
    for name in sorted(one):
        if one[name] != other[name]:
            raise Failure(f"{name} differs: {len(one[name])} and {len(other[name])} bytes")


def below(root, *names):
    """The folders in ROOT/NAMES, by name; none if there is no such folder."""
    folder = os.path.join(root, *names)
    if not os.path.isdir(folder):
        return []
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if os.path.isdir(os.path.join(folder, name))]


class Suite:
    """What all cases share: where things are, and outputs that several of them look at."""

    def __init__(self, root, build, shared, accept=False):
        self.root, self.accept = root, accept
        self.build, self.shared = os.path.abspath(build), os.path.abspath(shared)
        self.folder = tempfile.mkdtemp(prefix="minutec-test-")
        os.chmod(self.folder, 0o755)  # cases that run as another user must get in
        self.lock = threading.Lock()
        self.locks, self.kept = {}, {}

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def made(self, flavour, name="minutec"):
        """Where make puts a program."""
        return os.path.join(self.build, "asan", name) if flavour == ASAN else os.path.join(self.build, name)

    def program(self, flavour, name="minutec"):
        """A copy of a program as it is when first asked for, so that nobody builds it anew under the tests."""
        def copy():
            to = os.path.join(self.folder, f"programs-{flavour}", os.path.basename(name))
            os.makedirs(os.path.dirname(to), exist_ok=True)
            return shutil.copy(self.made(flavour, name), to)
        return self.once(("program", flavour, name), copy)

    def bodies(self):
        """The folders of the sample bodies."""
        return [path for path in below(self.root, "samples") if os.path.exists(os.path.join(path, "body.xml"))]

    def meetings(self):
        """The files of the sample meetings."""
        return [os.path.join(body, name) for body in self.bodies() for name in sorted(os.listdir(body))
                if name.endswith(".xml") and name != "body.xml"]

    def once(self, key, make):
        """What make() returns, made by the first case that asks."""
        with self.lock:
            lock = self.locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self.kept:
                self.kept[key] = make()
            return self.kept[key]

    def built(self, context, audience="public", formats=FORMATS):
        """A folder with the samples built for an audience by the program under test; not to be changed."""
        def make():
            folder = os.path.join(self.folder, "-".join(["built", context.flavour, audience, *(formats if formats != FORMATS else ())]))
            paths = [os.path.relpath(path, self.root) for path in self.bodies()]
            asked = () if formats == FORMATS else ("-f", ",".join(formats), "--cache", folder + ".cache")
            context.minutec("build", *paths, "-o", folder, "--audience", audience, *asked, cwd=self.root, err="")
            return folder
        return self.once(("built", context.flavour, audience, formats), make)


class Context:
    """What one run of a case is given. Paths are absolute; tmp is a folder of its own."""

    def __init__(self, suite, case, flavour):
        self.suite, self.case = suite, case
        self.flavour = flavour or RELEASE
        self.name = f"{flavour}/{case.name}" if flavour == ASAN else case.name
        self.root, self.build, self.shared = suite.root, suite.build, suite.shared
        self.program = suite.program(self.flavour)
        self.deadline = time.monotonic() + case.limit * (3 if flavour == ASAN else 1)
        self.tmp = tempfile.mkdtemp(dir=suite.folder)
        os.chmod(self.tmp, 0o755)
        self.log = tempfile.mkdtemp(dir=suite.folder)
        os.chmod(self.log, 0o777)

    def close(self):
        for folder in (self.tmp, self.log):
            shutil.rmtree(folder, ignore_errors=True)
        if os.path.exists(self.tmp):  # a case took rights away
            subprocess.run(["chmod", "-R", "u+rwx", self.tmp], check=False, capture_output=True)
            shutil.rmtree(self.tmp, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.tmp, *names)

    def write(self, name, content):
        return write(self.path(name), content)

    def copy(self, source, name):
        """A copy of a file or folder of the project in this case's folder."""
        to = self.path(name)
        source = os.path.join(self.root, source)
        if os.path.isdir(source):
            shutil.copytree(source, to)
        else:
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copy(source, to)
        return to

    def environment(self, more=None):
        kept = {name: os.environ[name] for name in ("PATH", "JAVA_HOME", "LD_LIBRARY_PATH") if name in os.environ}
        log = SANITIZERS.format(log=os.path.join(self.log, "report"))
        kept.update(HOME=self.tmp, TMPDIR=self.tmp, LC_ALL="C.UTF-8", ASAN_OPTIONS=log, UBSAN_OPTIONS=log, LSAN_OPTIONS="exitcode=66",
                    PYTHONDONTWRITEBYTECODE="1", MINUTEC_CACHE=os.path.join(self.tmp, ".cache"))
        kept.update(more or {})
        return {name: value for name, value in kept.items() if value is not None}

    def run(self, *command, cwd=None, env=None, stdin=b"", prepare=None, stdout=subprocess.PIPE, binary=False):
        """Runs a command to its end, within the case's time. What sanitizers reported is a failure."""
        left = self.deadline - time.monotonic()
        for attempt in range(100):
            try:
                process = subprocess.Popen(command, cwd=cwd or self.tmp, env=self.environment(env), stdin=subprocess.PIPE,
                                           stdout=stdout, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=prepare)
                break
            except OSError as error:  # a copy just made stays open for a moment in a process that another case is starting
                if error.errno != errno.ETXTBSY or attempt == 99:
                    raise
                time.sleep(0.05)
        try:
            out, err = process.communicate(stdin, timeout=max(left, 1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Failure(f"took too long: {' '.join(map(str, command))}") from None
        self.sanitized()
        if not binary and out is not None:
            out = out.decode("utf-8", "replace")
        return Result(process.returncode, out, err.decode("utf-8", "replace"))

    def sanitized(self):
        for name in sorted(os.listdir(self.log)):
            report = read(os.path.join(self.log, name), "rb").decode("utf-8", "replace")
            raise Failure("a sanitizer reported\n" + "\n".join(report.splitlines()[:40]))

    def minutec(self, *arguments, status=0, err=None, **more):
        """Runs the program under test and checks its exit status and, if told, its standard error."""
        result = self.run(self.program, *arguments, **more)
        if status is not None and result.status != status:
            raise Failure(f"minutec {' '.join(map(str, arguments))}: exit status {result.status}, not {status}\n"
                          + "\n".join(result.err.splitlines()[:30]))
        if err is not None:
            compare(err, result.err)
        return result

    def tool(self, *command, **more):
        """Runs a program that must end well."""
        result = self.run(*command, **more)
        if result.status != 0:
            shown = (result.out if isinstance(result.out, str) else "") + result.err
            raise Failure(f"{' '.join(map(str, command))}: exit status {result.status}\n" + "\n".join(shown.splitlines()[:60]))
        return result

    def needs(self, *programs):
        for program in programs:
            if not shutil.which(program):
                raise Skip(f"{program} is not installed")

    def golden(self, path, got):
        """Compares with a kept text; with --accept keeps GOT instead."""
        if self.suite.accept and self.flavour == RELEASE:
            write(path, got)
        elif not os.path.exists(path):
            raise Failure(f"{os.path.relpath(path, self.root)} is missing; tests/run.py --accept makes it")
        compare(read(path), got, (os.path.relpath(path, self.root), "got"))


def fail_if(wrong, text):
    if wrong:
        raise Failure(text)
