"""Faults of the machine: full disks, missing permissions, killed workers, no memory, nobody who listens.

Whatever happens, the exit status is 3 and a finding says why; every file that is there is whole, none is left aside, and the next
build, with the fault gone, makes the same tree as if nothing had happened.
"""
import errno
import os
import re
import resource
import shutil
import signal

from hostile import become, ordinary_user
from suite.corpus import FIRST, LAST, lay_out
from suite.harness import RELEASE, Case, Skip, fail_if, findings, tree

ASIDE = ".minutec-"
SHOWN = 1500


def corpus(context):
    folder = context.path("corpus", "mill-lane")
    os.makedirs(folder, exist_ok=True)
    lay_out(folder)
    with open(os.path.join(folder, "notes.txt"), "w", encoding="utf-8") as file:
        file.write("Bring a ladder.\n" * 400)
    path = os.path.join(folder, LAST + ".xml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("</minutes>", '<attachment file="notes.txt">Notes</attachment></minutes>'))
    return context.path("corpus")


def good_tree(context):
    context.minutec("build", corpus(context), "-o", context.path("good"), err="")
    return tree(context.path("good"))


def check_tree(good, folder, after):
    """Every file in FOLDER is one of the good tree, whole."""
    there = tree(folder) if os.path.isdir(folder) else {}
    for name, held in there.items():
        fail_if(ASIDE in name, f"{after}: {name} was left aside")
        fail_if(name not in good, f"{after}: {name} does not belong there")
        fail_if(held != good[name], f"{after}: {name} is not whole: {len(held)} of {len(good[name])} bytes")
    return set(there)


def check_mended(context, good, folder, after):
    context.minutec("build", context.path("corpus"), "-o", folder, err="")
    fail_if(check_tree(good, folder, after + ", mended") != set(good), f"{after}: the next build does not make all files")


def check_failed(result, *codes, after=""):
    said = [found.code for found in findings(result.err)]
    fail_if(result.status != 3, f"{after}: exit status {result.status}, not 3\n{result.err[:SHOWN]}")
    fail_if(not set(said) & set(codes), f"{after}: reported were {said}, not {codes}\n{result.err[:SHOWN]}")


def shim(context):
    def make():
        library = os.path.join(context.suite.folder, "faults.so")
        context.tool("cc", "-shared", "-fPIC", "-O1", "-o", library, os.path.join(context.root, "tests", "suite", "faults.c"), "-ldl")
        return library
    context.needs("cc")
    return context.suite.once("faults.so", make)


def injected(context, fault, *arguments):
    return context.run(context.program, *arguments, env={"LD_PRELOAD": shim(context), "FAULT": fault})


def each_call_fails(call, number, part=""):
    """The first, the second, the third, … of a call fails, each in a build of its own, until no build notices any more."""
    def run(context):
        good, failed, well, at = good_tree(context), 0, 0, 0
        while at < 60 and (well < 3 or not failed):
            at += 1
            out = context.path(f"out{at}")
            after = f"{call} {at} fails with {os.strerror(number)}"
            result = injected(context, f"{call}:once-{number}:{at}{part and ':' + part}", "build", context.path("corpus"), "-o", out, "-j", "1",
                              "--cache", context.path(f"cache{at}"))
            if call == "read" and result.status and os.path.isdir(out):
                drop_views(out)  # they are made of all the sources that can be read
            there = check_tree(good, out, after)
            if result.status == 0:
                well += 1
                fail_if(there != set(good), f"{after}: the status is 0, but {sorted(set(good) - there)} are missing")
                continue
            failed, well = failed + 1, 0
            check_failed(result, "cannot-write", "cannot-read", "worker-died", after=after)
            check_mended(context, good, out, after)
        fail_if(not failed, f"no {call} failed: the fault was not injected")
        return at, 0
    return run


def drop_views(out):
    for place, _, files in os.walk(out):
        for name in files:
            if name.endswith((".html", ".json", ".csv", ".ics")):
                os.remove(os.path.join(place, name))


def calls_stay_short(call):
    """A call that does one byte at a time changes nothing."""
    def run(context):
        good = good_tree(context)
        result = injected(context, f"{call}:short", "build", context.path("corpus"), "-o", context.path("out"))
        fail_if(result.status != 0, f"exit status {result.status}\n{result.err[:SHOWN]}")
        fail_if(set(check_tree(good, context.path("out"), call)) != set(good), "files are missing")
    return run


def worker_killed(jobs):
    """A worker that is killed costs the meeting it was at, and the next build takes away what it left."""
    def run(context):
        good = good_tree(context)
        out = context.path("out")
        name = f"{FIRST}.docx"
        result = injected(context, f"rename:kill:1:{name}", "build", context.path("corpus"), "-o", out, "-j", jobs)
        check_failed(result, "worker-died")
        fail_if(FIRST not in result.err or "signal 9" not in result.err, f"it is not said which and how\n{result.err[:SHOWN]}")
        there = {path for path in tree(out) if ASIDE not in path}
        fail_if(f"mill-lane/{name}" in there, "the killed worker's file is there")
        lacking = {path for path in good if FIRST not in path} - there
        fail_if(lacking, f"other files were not written: {sorted(lacking)}")
        for path in there:
            fail_if(tree(out)[path] != good[path], f"{path} is not whole")
        check_mended(context, good, out, "a worker was killed")
    return run


def all_workers_killed(context):
    """Every worker dies at its first file: no endless replacing."""
    good = good_tree(context)
    result = injected(context, "rename:kill", "build", context.path("corpus"), "-o", context.path("out"))
    check_failed(result, "worker-died")
    fail_if({path for path in tree(context.path("out")) if ASIDE not in path}, "something was written")
    check_mended(context, good, context.path("out"), "all workers were killed")


def no_processes(first):
    """From the FIRST on, no fork: 1 is the process that starts the workers, 2 and 3 are workers."""
    def run(context):
        good = good_tree(context)
        out = context.path("out")
        result = injected(context, f"fork:{errno.EAGAIN}:{first}", "build", context.path("corpus"), "-o", out, "-j", "2")
        if first < 3:
            check_failed(result, "no-workers")
            fail_if("process" not in result.err, f"it is not said why\n{result.err[:SHOWN]}")
        else:
            fail_if(result.status != 0, f"one worker is there and could do all\n{result.err[:SHOWN]}")
            fail_if(set(check_tree(good, out, "one worker")) != set(good), "files are missing")
        check_mended(context, good, out, "no processes")
    return run


def killed_by_signal(context):
    """A limit on the size of files, whose signal ends the worker."""
    good = good_tree(context)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = context.path("out")
    result = context.minutec("build", context.path("corpus"), "-o", out, status=None, prepare=limit)
    check_failed(result, "worker-died", "cannot-write")
    check_mended(context, good, out, "killed for the size of a file")


def file_size_limit(context):
    good = good_tree(context)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
    out = context.path("out")
    result = context.minutec("build", context.path("corpus"), "-o", out, status=None, prepare=limit)
    check_failed(result, "cannot-write")
    there = check_tree(good, out, "files are limited to 6000 bytes")
    small = {name for name, held in good.items() if len(held) <= 6000}
    fail_if(there != small, f"of the small files, these are missing or too many: {sorted(there ^ small)}")
    check_mended(context, good, out, "files were limited")


def full_disk(context):
    """A disk that fills up during the build. Old files stay as they were."""
    good = good_tree(context)
    disk = context.path("disk")
    os.makedirs(disk)
    mounted = context.run("mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "tmpfs", disk) if os.getuid() == 0 else None
    if not mounted or mounted.status != 0:
        raise Skip("no small disk can be mounted here")
    try:
        out = os.path.join(disk, "out")
        old = os.path.join(out, "mill-lane", f"{FIRST}.html")
        os.makedirs(os.path.dirname(old))
        shutil.copy(os.path.join(context.path("good"), "mill-lane", f"{FIRST}.html"), old)
        with open(os.path.join(disk, "ballast"), "wb") as file:
            try:
                file.write(b"x" * (1 << 20))
            except OSError:
                pass
        result = context.minutec("build", context.path("corpus"), "-o", out, status=None)
        check_failed(result, "cannot-write")
        fail_if("no space is left" not in result.err, f"it is not said why\n{result.err[:SHOWN]}")
        there = check_tree(good, out, "the disk is full")
        fail_if(f"mill-lane/{FIRST}.html" not in there, "an old file is gone")
        rendered = context.minutec("render", os.path.join(context.path("corpus"), "mill-lane", f"{FIRST}.xml"), "-f", "html", "-o",
                                   os.path.join(disk, "one.html"), status=3)
        fail_if("no space is left" not in rendered.err, rendered.err[:SHOWN])
        fail_if(sorted(os.listdir(disk)) != ["ballast", "out"], f"something was left on the disk: {os.listdir(disk)}")
    finally:
        context.run("umount", disk)


def read_only_folder(context):
    good = good_tree(context)
    out = context.path("out")
    os.makedirs(os.path.join(out, "mill-lane"))
    user = ordinary_user(context)
    for place in (os.path.join(out, "mill-lane"), out):
        os.chmod(place, 0o555)
    prepare = become(user) if user else None
    result = context.minutec("build", context.path("corpus"), "-o", out, status=None, prepare=prepare)
    check_failed(result, "cannot-write")
    fail_if("permission denied" not in result.err, f"it is not said why\n{result.err[:SHOWN]}")
    fail_if(check_tree(good, out, "the folder is read-only"), "something was written into a read-only folder")
    for place in (out, os.path.join(out, "mill-lane")):
        os.chmod(place, 0o755)
    check_mended(context, good, out, "the folder was read-only")


def unreadable_folder(context):
    """A folder that cannot be listed, and a body.xml that cannot be read: said, and the rest is checked."""
    root = corpus(context)
    other = os.path.join(root, "wharf-side")
    lay_out(other, "wharf-side")
    closed = os.path.join(root, "closed")
    os.makedirs(closed)
    user = ordinary_user(context)
    os.chmod(os.path.join(other, "body.xml"), 0)
    os.chmod(closed, 0)
    out = context.path("out")
    result = context.minutec("build", root, "-o", out, status=None, prepare=become(user) if user else None)
    check_failed(result, "cannot-read")
    for path in (closed, os.path.join(other, "body.xml")):
        fail_if(path not in result.err, f"{path} is not named\n{result.err[:SHOWN]}")
    fail_if(not os.path.exists(os.path.join(out, "mill-lane", f"{FIRST}.html")), "the body that can be read was not built")
    fail_if(os.path.exists(os.path.join(out, "wharf-side", f"{FIRST}.html")), "a body that cannot be read was built")


def names_are_taken(context):
    """Where a file should stand there is a folder, and the other way round."""
    good = good_tree(context)
    out = context.path("out")
    os.makedirs(os.path.join(out, "mill-lane", f"{FIRST}.html"))
    result = context.minutec("build", context.path("corpus"), "-o", out, status=None)
    check_failed(result, "cannot-write")
    lacking = set(good) - check_tree(good, out, "a name is taken")
    fail_if(lacking != {f"mill-lane/{FIRST}.html"}, f"also missing: {sorted(lacking)}")
    blocked = context.path("blocked")
    os.makedirs(blocked)
    with open(os.path.join(blocked, "mill-lane"), "wb"):
        pass
    check_failed(context.minutec("build", context.path("corpus"), "-o", blocked, status=None), "cannot-write")
    fail_if(sorted(tree(blocked)) not in (["mill-lane"], ["index.html", "mill-lane"]), f"written: {sorted(tree(blocked))}")
    taken = context.write("file", "x")
    check_failed(context.minutec("build", context.path("corpus"), "-o", taken, status=None), "cannot-write")
    with open(taken, encoding="utf-8") as file:
        fail_if(file.read() != "x", "a file in the place of the folder was changed")


def out_of_memory(context):
    """With less and less memory the program ends with a finding, never by a signal, and leaves no half file."""
    good = good_tree(context)
    big = os.path.join(context.path("corpus"), "mill-lane", "2024-06-12.xml")
    seen = {}
    for megabytes in [*range(16, 100, 8), 120, 160, 400, 4000]:
        def limit(most=megabytes << 20):
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if context.run(context.program, "--version", prepare=limit).status != 0:
            continue
        for name, make in (("small", None), ("big", big)):
            if make:
                write_big(make)
            elif os.path.exists(big):
                os.remove(big)
            out = context.path(f"out-{name}-{megabytes}")
            result = context.minutec("build", context.path("corpus"), "-o", out, "-j", "1", status=None, prepare=limit)
            codes = {found.code for found in findings(result.err)}
            after = f"{name}, {megabytes} MB"
            fail_if(result.status not in (0, 3), f"{after}: exit status {result.status}\n{result.err[:SHOWN]}")
            told = codes & {"out-of-memory", "worker-died"} or "not enough memory" in result.err
            fail_if(result.status == 3 and not told, f"{after}: it is not said that memory ran out\n{result.err[:SHOWN]}")
            seen.setdefault(result.status, set()).update(codes)
            for path, held in (tree(out) if os.path.isdir(out) else {}).items():
                fail_if(name == "small" and ASIDE not in path and held != good.get(path), f"{after}: {path} is not whole")
    fail_if("out-of-memory" not in seen.get(3, ()) or 0 not in seen, f"memory never ran out, or always: {seen}")


def write_big(path):
    with open(os.path.join(os.path.dirname(path), FIRST + ".xml"), encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(FIRST, "2024-06-12").replace("</minutes>", '<text>Water.</text>' * 30000 + "</minutes>"))


def nobody_listens(context):
    """Standard output that is full or closed: exit status 3 and, where there is a way, a finding."""
    source = os.path.join(corpus(context), "mill-lane", f"{FIRST}.xml")
    commands = [["render", source, "-f", name] for name in ("html", "txt", "docx", "odt", "json", "resolved")]
    commands += [["schema", "rnc"], ["stylesheet", "html/minutes.xsl"], ["schema"], ["stylesheet"], ["explain"], ["explain", "no-owner"],
                 ["--help"], ["--version"], ["check", "--help"]]
    for arguments in commands:
        for redirect in (">/dev/full", ">&-"):
            result = context.run("/bin/sh", "-c", f'exec "$0" "$@" {redirect}', context.program, *arguments)
            shown = f"{' '.join(arguments[:1] + arguments[2:])} {redirect}"
            fail_if(result.status != 3, f"{shown}: exit status {result.status}\n{result.err[:SHOWN]}")
            fail_if("cannot-write" not in result.err, f"{shown}: it is not said why\n{result.err[:SHOWN]}")


def reader_goes(context):
    """A reader that has seen enough ends the program quietly."""
    source = os.path.join(corpus(context), "mill-lane", f"{FIRST}.xml")
    for arguments in (["render", source, "-f", "html"], ["schema", "xsd"]):
        result = context.run("/bin/sh", "-c", '{ "$0" "$@"; echo $? >&2; } | head -c 20', context.program, *arguments)
        fail_if(re.search("Sanitizer|core dumped", result.err), result.err[:SHOWN])


def closed_channels(context):
    """Closed channels never make findings or documents land in one another."""
    good = good_tree(context)
    root = context.path("corpus")
    for redirect in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        out = context.path("out" + re.sub(r"\W+", "_", redirect) + str(len(redirect)))
        result = context.run("/bin/sh", "-c", f'exec "$0" "$@" {redirect}', context.program, "build", root, "-o", out)
        fail_if(result.status != 0, f"{redirect}: exit status {result.status}\n{result.err[:SHOWN]}")
        fail_if(set(check_tree(good, out, redirect)) != set(good), f"{redirect}: files are missing")
    lay_out(os.path.join(root, "again"))
    out = context.path("out-again")
    result = context.run("/bin/sh", "-c", 'exec "$0" "$@" 2>&-', context.program, "build", root, "-o", out)
    fail_if(result.status != 1, f"exit status {result.status} for a body that is there twice")
    for name, held in (tree(out) if os.path.isdir(out) else {}).items():
        fail_if(b"duplicate-body" in held, f"{name} holds a finding")


def devices(context):
    """-o of a device is written into, and a full one is said."""
    source = os.path.join(corpus(context), "mill-lane", f"{FIRST}.xml")
    result = context.minutec("render", source, "-f", "txt", "-o", "/dev/full", status=3)
    fail_if("cannot-write" not in result.err, result.err[:SHOWN])
    fail_if(not os.path.exists("/dev/full"), "the device is gone")
    context.minutec("render", source, "-f", "txt", "-o", "/dev/null", err="")
    for command in ("schema", "stylesheet"):
        result = context.minutec(command, "-o", context.write("file", "x"), status=3)
        fail_if("cannot-write" not in result.err, result.err[:SHOWN])


def no_archives(context):
    """Where the library that reads archives is gone, what is in one cannot be read, and it is said why; all else can."""
    out, document = context.path("out"), context.path("lacking", "minutes.docx")
    context.minutec("render", os.path.join(corpus(context), "mill-lane", f"{FIRST}.xml"), "-f", "docx", "-o", document)
    result = injected(context, f"dlopen:{errno.ENOENT}:1:libzip", "import", document, "-o", out)
    check_failed(result, "no-library", after="an import")
    result = injected(context, f"dlopen:{errno.ENOENT}:1:libzip", "build", context.path("corpus"), "-o", out)
    fail_if(result.status != 0, result.err[:SHOWN])


def full_then_public(context):
    """A public build leaves a folder that a full one wrote as it is; the other way round is fine."""
    source, out = corpus(context), context.path("out")
    context.minutec("build", source, "-o", out)
    context.minutec("build", source, "-o", out, "--audience", "full")
    before = tree(out)
    result = context.minutec("build", source, "-o", out, status=2)
    fail_if("full-output" not in result.err, result.err[:SHOWN])
    fail_if(tree(out) != before, "something was written")
    context.minutec("build", source, "-o", out, "--audience", "full")


def cases(suite):
    yield Case("fault/full-then-public", full_then_public, covers=("full-output",))
    yield Case("fault/full-disk", full_disk, covers=("cannot-write",))
    yield Case("fault/file-size-limit", file_size_limit)
    yield Case("fault/killed-by-signal", killed_by_signal, (RELEASE,))
    yield Case("fault/read-only-folder", read_only_folder, covers=("cannot-write",))
    yield Case("fault/unreadable-folder", unreadable_folder, covers=("cannot-read",))
    yield Case("fault/names-are-taken", names_are_taken)
    yield Case("fault/worker-killed-j1", worker_killed("1"), (RELEASE,), covers=("worker-died",))
    yield Case("fault/worker-killed-j4", worker_killed("4"), (RELEASE,), covers=("worker-died",))
    yield Case("fault/all-workers-killed", all_workers_killed, (RELEASE,), covers=("worker-died",))
    yield Case("fault/no-processes", no_processes(1), (RELEASE,), covers=("no-workers",))
    yield Case("fault/no-workers", no_processes(2), (RELEASE,))
    yield Case("fault/one-worker", no_processes(3), (RELEASE,))
    yield Case("fault/out-of-memory", out_of_memory, (RELEASE,), covers=("out-of-memory",), limit=120)
    for call, number in (("write", errno.ENOSPC), ("write", errno.EIO), ("rename", errno.EIO), ("mkstemp", errno.EACCES),
                         ("fchmod", errno.EPERM), ("mkdir", errno.ENOSPC), ("close", errno.EIO), ("read", errno.EIO)):
        part = "/out" if call == "mkdir" else ""  # folders that are there need not be made
        yield Case(f"fault/{call}-{errno.errorcode[number]}", each_call_fails(call, number, part), (RELEASE,), limit=120)
    yield Case("fault/short-writes", calls_stay_short("write"), (RELEASE,))
    yield Case("fault/short-reads", calls_stay_short("read"), (RELEASE,))
    yield Case("fault/nobody-listens", nobody_listens)
    yield Case("fault/reader-goes", reader_goes)
    yield Case("fault/closed-channels", closed_channels)
    yield Case("fault/devices", devices, covers=("cannot-write",))
    yield Case("fault/no-archives", no_archives, (RELEASE,), covers=("no-library",))
