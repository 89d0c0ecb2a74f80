"""Builds that are interrupted at any moment, that meet each other, or that lose a worker at a certain document.

Whatever is killed and when: every output that is there is whole, the next build makes the same bytes as one that nobody disturbed,
and nothing is left aside.
"""
import difflib
import io
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
import zipfile

from fault import ASIDE, injected, shim
from suite import wander
from suite.harness import FLAVOURS, RELEASE, Case, Skip, fail_if, findings, read, tree, write

SHOWN, KILLS, INTERRUPTS = 1500, 200, 40
SLOWLY = 4000  # microseconds
FORMATS = "html,txt,docx"


class Scene:
    """Two states of a corpus of 14 meetings, in which much differs, and two ways to build; the trees they come to undisturbed."""

    def __init__(self, context, seed):
        self.context, self.chance = context, random.Random(seed)
        self.out, self.cache = context.path("out"), context.path("cache")
        self.corpus = wander.Corpus(context.path("corpus"), random.Random(21), 2, 7)
        self.states = {0: self.corpus.sources()}
        body = self.corpus.bodies[0]
        body.meetings.remove(body.dated()[3])
        body.names = [(None, "A Group"), ("2023-11-01", "Another Group")]
        body.dated()[1].attachments = ["papers/one.txt"]
        self.corpus.bodies[1].meetings[2].file = "renamed.xml"
        for one in body.meetings[:4]:
            one.remarks = [self.corpus.word()]
            self.corpus.add_action(one)
        self.states[1] = self.corpus.sources()
        self.good = {}
        for state in self.states:
            self.lay_out(state)
            for more in ((), ("--history",)):
                fresh = context.path(f"fresh-{state}-{len(more)}")
                result = context.minutec("build", self.corpus.folder, "-o", fresh, "--cache", context.path("none"), "-f", FORMATS, *more,
                                         status=None)
                self.good[state, more] = tree(fresh), result.status, result.err
        self.state, self.more = 1, ()

    def lay_out(self, state):
        """Makes the folder so; a file that stays is not touched."""
        now = self.states[state]
        for place, _, files in os.walk(self.corpus.folder):
            for name in files:
                inside = os.path.relpath(os.path.join(place, name), self.corpus.folder)
                if inside not in now:
                    os.remove(os.path.join(place, name))
        for name, held in now.items():
            path = os.path.join(self.corpus.folder, name)
            if not os.path.exists(path) or read(path, "rb") != held:
                write(path, held)

    def next(self):
        """Something else is to be built, or everything anew."""
        way = self.chance.randrange(3)
        if way == 0:
            shutil.rmtree(self.out, ignore_errors=True)
            shutil.rmtree(self.cache, ignore_errors=True)
        elif way == 1:
            self.state = 1 - self.state
            self.lay_out(self.state)
        else:
            self.more = () if self.more else ("--history",)

    def command(self, jobs=2):
        return [self.context.program, "build", self.corpus.folder, "-o", self.out, "--cache", self.cache, "-f", FORMATS, "-j", str(jobs),
                *self.more]

    def duration(self):
        times = []
        for _ in range(3):
            shutil.rmtree(self.out, ignore_errors=True)
            shutil.rmtree(self.cache, ignore_errors=True)
            started = time.monotonic()
            self.context.run(*self.command())
            times.append(time.monotonic() - started)
        return sorted(times)[1]

    def check_whole(self, after, lost=False):
        """What is there is of one of the states, and whole. lost: what a document lacked that a worker died of may show in others."""
        for name, held in (tree(self.out) if os.path.isdir(self.out) else {}).items():
            known = any(good[0].get(name) == held for good in self.good.values()) or lost and complete(name, held)
            fail_if(ASIDE not in os.path.basename(name) and not known, f"{after}: {name} is not whole")

    def check_mended(self, after):
        result = self.context.run(*self.command())
        good, status, err = self.good[self.state, self.more]
        fail_if(result.status != status or result.err != err,
                f"{after}: the next build ends with {result.status}, not {status}\n" +
                "\n".join(list(difflib.unified_diff(err.splitlines(), result.err.splitlines(), "expected", "got", lineterm="", n=0))[:40]))
        there = tree(self.out)
        aside = [name for name in there if ASIDE in os.path.basename(name)]
        fail_if(aside, f"{after}: left aside: {aside}")
        fail_if(set(there) != set(good), f"{after}: missing {sorted(set(good) - set(there))[:5]}, too many {sorted(set(there) - set(good))[:5]}")
        differ = [name for name in good if good[name] != there[name]]
        fail_if(differ, f"{after}: stale or broken: {differ[:5]}")


def complete(name, held):
    """Written to its end, whatever it says."""
    if name.endswith(".docx"):
        return zipfile.is_zipfile(io.BytesIO(held))
    return held.endswith(b"</html>\n" if name.endswith(".html") else b"\n")


def processes(session):
    """Those of a session that are alive."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            fields = read(f"/proc/{name}/stat").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(session) and fields[0] != "Z":
            found.append(int(name))
    return found


def strike(process, how, number, chance):
    """Sends a signal to the whole group, the parent alone or one of the others."""
    try:
        if how == "group":
            os.killpg(process.pid, number)
        elif how == "parent":
            os.kill(process.pid, number)
        else:
            others = [pid for pid in processes(process.pid) if pid != process.pid]
            if others:
                os.kill(chance.choice(others), number)
    except ProcessLookupError:
        pass


def struck(how, number, times, seed):
    """A build is struck at a random moment, again and again, and the next one mends what it left."""
    def run(context):
        if not os.path.isdir("/proc/self"):
            raise Skip("there is no /proc")
        scene = Scene(context, seed)
        lasts, ended = scene.duration(), 0
        for turn in range(times):
            scene.next()
            process = subprocess.Popen(scene.command(scene.chance.choice([1, 2, 3])), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, start_new_session=True, env=context.environment(None))
            delay = scene.chance.uniform(0, lasts * 1.1)
            time.sleep(delay)
            strike(process, how, number, scene.chance)
            err = process.communicate(timeout=30)[1].decode()
            after = f"turn {turn}, {how} struck after {delay * 1000:.0f} ms"
            wait_for_all(process.pid, after)
            ended += process.returncode not in (scene.good[0, ()][1], scene.good[1, ()][1])
            fail_if(process.returncode > 3, f"{after}: ended with {process.returncode}\n{err[:SHOWN]}")
            if how == "worker" and process.returncode == 3:
                codes = {found.code for found in findings(err)}
                fail_if(not codes & {"worker-died", "no-workers"}, f"{after}: it is not said what died\n{err[:SHOWN]}")
            scene.check_whole(after, process.returncode == 3)
            scene.check_mended(after)
        fail_if(ended < times // 10, f"only {ended} of {times} builds were struck while they ran")
    return run


def wait_for_all(session, after):
    """Workers of a parent that is gone end by themselves."""
    until = time.monotonic() + 10
    while processes(session):
        fail_if(time.monotonic() > until, f"{after}: processes are left: {processes(session)}")
        time.sleep(0.002)


# -- several at once --

def at_once(count):
    """Builds that meet in one folder, with one index: all end well, and so does the folder."""
    def run(context):
        scene = Scene(context, count)
        for turn in range(8):
            scene.next()
            meet(scene, count)
            good, status, err = scene.good[scene.state, scene.more]
            there = tree(scene.out)
            fail_if(any(result != (status, err) for result in scene.results), f"turn {turn}: {[row for row in scene.results if row[0] != status]}")
            fail_if(there != good, f"turn {turn}: differ: {[name for name in set(good) | set(there) if good.get(name) != there.get(name)][:5]}")
            scene.check_mended(f"turn {turn}")
    return run


def meet(scene, count, between=None, env=None):
    scene.results = []

    def one():
        result = scene.context.run(*scene.command(), env=env)
        scene.results.append((result.status, result.err))
    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
        if between:
            time.sleep(scene.chance.uniform(0, 0.05))
            between()
    for thread in threads:
        thread.join()


def while_sources_change(turns, env=None):
    """Some of those that meet see other sources: none ends in a bad way, and the next build is right."""
    def run(context):
        scene = Scene(context, 9)
        more = {"LD_PRELOAD": shim(context), **env} if env else None
        for turn in range(turns):
            def change():
                scene.state = 1 - scene.state
                scene.lay_out(scene.state)
            meet(scene, 3, change, more)
            fail_if(any(status < 0 or status > 3 for status, _ in scene.results), f"turn {turn}: {scene.results}")
            scene.check_mended(f"turn {turn}")
    return run


# -- a worker that dies at a certain document --

def dies_at(call, number, jobs="1"):
    """Costs one document, which is named; the next build mends it."""
    def run(context):
        scene = Scene(context, 1)
        scene.lay_out(1)
        quiet = [name for name in sorted(scene.states[1]) if re.search(r"body-./2.*\.xml", name)  # linking opens those it speaks of
                 and os.path.basename(name) not in scene.good[1, ()][2]]
        for known in (False, True):
            if known:  # it was built, and then changed
                scene.state = 0
                scene.lay_out(0)
                scene.check_mended("before")
                scene.state = 1
                scene.lay_out(1)
                quiet = [name for name in sorted(scene.states[1]) if re.search(r"body-a/2.*\.xml", name)
                         and scene.states[0].get(name, scene.states[1][name]) != scene.states[1][name]]
            fail_if(not quiet, "something is said of every meeting: none is read twice only")
            victim = os.path.basename(quiet[-1])
            fault = f"rename:kill:1:{victim[:-3]}html" if known else f"{call}:kill:{number}:{victim}"
            result = injected(context, fault, *scene.command(jobs)[1:])
            said = [found for found in findings(result.err) if found.code == "worker-died"]
            fail_if(result.status != 3 or len(said) != 1, f"status {result.status}, known {known}\n{result.err[:SHOWN]}")
            fail_if(victim not in result.err or "signal 9" not in result.err, f"it is not said which and how\n{result.err[:SHOWN]}")
            documents = {name for name in scene.good[1, ()][0] if re.search(r"/\d{4}-\d\d-\d\d", name) and victim[:-4] not in name}
            fail_if(documents - set(tree(scene.out)), f"others were not built: {sorted(documents - set(tree(scene.out)))[:5]}")
            scene.check_mended(f"a worker died at {victim}")
    return run


def dies_at_linking(context):
    """What a worker always dies of in linking costs the bodies that are linked there, and no others."""
    folder = context.path("corpus")
    corpus = wander.Corpus(folder, random.Random(4), 2, 4)
    for body in corpus.bodies:
        body.related = []
        for one in body.meetings:
            one.updates, one.links = [], []
    corpus.bodies[0].dated()[1].links = ["body-a/1999-01-01"]  # a finding of linking, which shows the line
    corpus.write()
    victim = corpus.bodies[0].dated()[1].file
    command = ["build", folder, "-o", context.path("out"), "--cache", context.path("cache"), "-j", "1"]
    result = injected(context, f"open:kill:2:{victim}", *command)
    said = [found for found in findings(result.err) if found.code == "worker-died"]
    fail_if(result.status != 3 or len(said) != 1, f"status {result.status}\n{result.err[:SHOWN]}")
    fail_if(not any(name.startswith("body-b/2") for name in tree(context.path("out"))), "the other body was not built")
    good = context.path("good")
    context.minutec("build", folder, "-o", good, "--cache", context.path("none"))
    context.minutec(*command)
    fail_if(tree(good) != tree(context.path("out")), "the next build does not mend it")


# -- disks --

def full_disks(context):
    """Output and index on one small disk that fills up; with more room the next build makes all."""
    scene = Scene(context, 2)
    disk = context.path("disk")
    os.makedirs(disk)
    mounted = context.run("mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "tmpfs", disk) if os.getuid() == 0 else None
    if not mounted or mounted.status != 0:
        raise Skip("no small disk can be mounted here")
    try:
        scene.out, scene.cache = os.path.join(disk, "out"), os.path.join(disk, "cache")
        for size in (64, 120, 200, 300, 400, 500):
            context.tool("mount", "-o", f"remount,size={size}k", disk)
            result = context.run(*scene.command())
            fail_if(result.status not in (1, 0, 3), f"{size} KB: status {result.status}\n{result.err[:SHOWN]}")
            fail_if(result.status == 3 and "no space is left" not in result.err, f"{size} KB: it is not said why\n{result.err[:SHOWN]}")
            scene.check_whole(f"{size} KB")
        context.tool("mount", "-o", "remount,size=20m", disk)
        scene.check_mended("with more room")
        scene.next()
        scene.check_mended("and again")
    finally:
        context.run("umount", disk)


def no_temporary_files(context):
    """SQLite may not make temporary files: all is the same."""
    scene = Scene(context, 3)
    scene.lay_out(1)
    for env in ({"TMPDIR": "/nonexistent", "SQLITE_TMPDIR": "/nonexistent"}, {"FAULT": "open:13:1:etilqs", "LD_PRELOAD": shim(context)}):
        for cache in (scene.cache, "/dev/null/nowhere"):
            shutil.rmtree(scene.out, ignore_errors=True)
            command = [word if word != scene.cache else cache for word in scene.command()]
            for turn in range(2):
                result = context.run(*command, env=env)
                good, status, err = scene.good[1, ()]
                fail_if((result.status, result.err) != (status, err) or tree(scene.out) != good, f"{env}, {cache}, {turn}\n{result.err[:SHOWN]}")


def cases(suite):
    for number, how in enumerate(("group", "parent", "worker")):
        yield Case(f"interrupt/kill-{how}", struck(how, signal.SIGKILL, KILLS // 2 if how == "group" else KILLS // 4, number), (RELEASE,),
                   limit=240)
    for number, how in enumerate(("group", "parent")):
        yield Case(f"interrupt/int-{how}", struck(how, signal.SIGINT, INTERRUPTS // 2, 10 + number), (RELEASE,), limit=120)
    for count in (2, 4):
        yield Case(f"interrupt/at-once-{count}", at_once(count), FLAVOURS if count == 2 else (RELEASE,), limit=120)
    yield Case("interrupt/sources-change", while_sources_change(12), (RELEASE,), limit=120)
    yield Case("interrupt/sources-change-slowly", while_sources_change(6, {"FAULT": f"jitter:{SLOWLY}"}), (RELEASE,), limit=120)
    yield Case("interrupt/dies-reading", dies_at("open", 1), (RELEASE,), covers=("worker-died",))
    yield Case("interrupt/dies-rendering", dies_at("open", 2), (RELEASE,), covers=("worker-died",))
    yield Case("interrupt/dies-linking", dies_at_linking, (RELEASE,), covers=("worker-died",))
    yield Case("interrupt/full-disks", full_disks, limit=120)
    yield Case("interrupt/no-temporary-files", no_temporary_files, (RELEASE,))
