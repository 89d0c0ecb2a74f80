"""Builds that meet at a certain point: one is held there while sources change and others build; whatever it missed, the next build is right."""
import contextlib
import os
import random
import shutil
import sqlite3
import threading
import time

from fault import injected, shim
from suite import wander
from suite.harness import RELEASE, Case, compare, fail_if, read, same_trees, tree, write

UNTRUSTED = 2.2  # seconds for which a time of change is not trusted
LONGEST = 30     # seconds that anybody waits for a build to come to a point


class Scene:
    """A small corpus, an output and an index."""

    def __init__(self, context, bodies=1, meetings=4):
        self.context, self.out, self.cache = context, context.path("out"), context.path("cache")
        self.corpus = wander.Corpus(context.path("corpus"), random.Random(4), bodies, meetings)
        for body in self.corpus.bodies:
            for one in body.meetings:
                one.attachments, one.figure = [], None
        self.first, self.last = self.corpus.bodies[0].dated()[1], self.corpus.bodies[0].dated()[-1]
        self.corpus.write()

    def path(self, name):
        return os.path.join(self.corpus.folder, self.corpus.bodies[0].folder, name)

    def command(self, out=None, cache=None):
        return ["build", self.corpus.folder, "-o", out or self.out, "--cache", cache or self.cache, "-f", "html", "-j", "1"]

    def build(self):
        return self.context.minutec(*self.command(), status=None)

    def change(self, one):
        one.remarks = [self.corpus.word()]
        self.corpus.write()

    def check(self):
        """The next build is as one from nothing: its files, its findings and its status."""
        fresh, none = self.context.path("fresh"), self.context.path("none")
        for place in (fresh, none):
            shutil.rmtree(place, ignore_errors=True)
        good = self.context.minutec(*self.command(fresh, none), status=None)
        result = self.build()
        compare(good.err, result.err)
        fail_if(result.status != good.status, f"status {result.status}, not {good.status}")
        same_trees(tree(fresh), tree(self.out))

    @contextlib.contextmanager
    def held(self, point):
        """A build that is held at a point of a fault (faults.c) while the block runs, and ends with it."""
        gate = write(self.context.path("gate"), "")
        reached = gate + ".reached"
        env = {"LD_PRELOAD": shim(self.context), "FAULT": point, "FAULT_GATE": gate}
        results = []
        thread = threading.Thread(target=lambda: results.append(self.context.run(self.context.program, *self.command(), env=env)))
        thread.start()
        until = time.monotonic() + LONGEST
        while not os.path.exists(reached) and thread.is_alive() and time.monotonic() < until:
            time.sleep(0.002)
        there = os.path.exists(reached)
        try:
            if there:
                yield results
        finally:
            os.remove(gate)
            thread.join()
        fail_if(not there, f"no build came to {point}")
        os.remove(reached)
        fail_if(results[0].status not in (0, 1, 3), f"the build that was held ended with {results[0].status}\n{results[0].err}")


# -- the index --

def other_log(context):
    """It knew a meeting; another build found a fault in it meanwhile, which is gone again."""
    scene = Scene(context)
    scene.build()
    scene.change(scene.last)
    with scene.held(f"open:pause:1:{scene.last.file}"):
        scene.first.broken = "rule"
        scene.corpus.write()
        scene.build()
        scene.first.broken = None
        scene.corpus.write()
    scene.check()


def other_told(context):
    """The same; what people are told of the meeting is what it says now."""
    scene = Scene(context)
    scene.first.next = "2030-01-01"
    scene.corpus.write()
    scene.build()
    scene.change(scene.last)
    with scene.held(f"open:pause:1:{scene.last.file}"):
        scene.first.status = "draft"
        scene.corpus.write()
        scene.build()
        scene.first.status = "approved"
        scene.corpus.write()
    scene.check()
    with contextlib.closing(sqlite3.connect(os.path.join(scene.cache, "index.db"))) as index:
        row = index.execute("SELECT status FROM document WHERE path LIKE ?", (f"%/{scene.first.file}",)).fetchone()
    fail_if(row != ("approved",), f"people are told {row}")


def unreadable_once(context):
    """What could not be read for a moment is read by the next build, however old the file."""
    scene = Scene(context)
    scene.last.attachments = ["papers/one.txt"]
    scene.corpus.write()
    time.sleep(UNTRUSTED)
    for name in (scene.last.file, "body.xml", "one.txt"):
        for number in (1, 2):
            shutil.rmtree(scene.cache, ignore_errors=True)
            injected(context, f"open:once-5:{number}:{name}", *scene.command())
            scene.check()


def made_by_both(context):
    """Both make the index: neither does without it, so what it wrote goes when its source does."""
    scene = Scene(context)
    with scene.held("open:pause:1:index.db"):
        write(context.path("cache", "index.db"), "")
    fail_if(not os.path.getsize(context.path("cache", "index.db")), "the index was not used")
    scene.corpus.bodies[0].meetings.remove(scene.last)
    scene.corpus.write()
    scene.check()


def locked_at_first(context):
    """The index is locked when a build begins, and free when it ends: what it wrote is known."""
    scene = Scene(context)
    scene.corpus.bodies[0].meetings.remove(scene.last)
    scene.corpus.write()
    scene.build()
    scene.corpus.bodies[0].meetings.append(scene.last)
    scene.corpus.write()
    other = sqlite3.connect(os.path.join(scene.cache, "index.db"), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    with scene.held(f"rename:pause:1:{scene.last.date}.html"):
        other.execute("ROLLBACK")
        other.close()
    scene.corpus.bodies[0].meetings.remove(scene.last)
    scene.corpus.write()
    scene.check()


# -- findings --

def lines_of_now(context):
    """A finding of linking shows its line as it is, though nothing that others see of the meeting changed."""
    scene = Scene(context)
    scene.first.links = ["body-a/1999-01-01"]
    scene.corpus.write()
    scene.build()
    path = scene.path(scene.first.file)
    write(path, read(path).replace("As was said", "As we all said").replace("](minutes", "](minutes"))
    scene.check()
    write(path, read(path).replace(".</text>", ", and more.</text>"))
    scene.check()


def lines_read_later(context):
    """The file changes, or is gone, between being read and being shown in a finding of linking."""
    for gone in (False, True):
        scene = Scene(context)
        scene.first.links = ["body-a/1999-01-01"]
        scene.corpus.write()
        path = scene.path(scene.first.file)
        held = read(path)
        with scene.held(f"open:pause:2:{scene.first.file}"):
            if gone:
                os.remove(path)
            else:
                write(path, held.replace(".</text>", ", and more.</text>"))
        write(path, held)
        scene.check()
        shutil.rmtree(scene.corpus.folder)
        shutil.rmtree(scene.cache)


# -- files that a meeting names --

def other_attachment(context):
    """An attachment is another one while it is looked at or copied, and then again the one it was."""
    for number in range(1, 5):
        scene = Scene(context)
        scene.last.attachments = ["papers/one.txt"]
        scene.corpus.write()
        path = scene.path("papers/one.txt")
        before, after = ((lambda: os.remove(path), lambda: write(path, "One.\n")) if number == 1 else
                         (lambda: write(path, "Six.\n"), lambda: write(path, "One.\n")))
        with scene.held(f"open:pause:{number}:one.txt"):
            before()
            with contextlib.ExitStack() as stack:
                del stack
        after()
        scene.check()
        shutil.rmtree(scene.corpus.folder)
        shutil.rmtree(scene.cache)


# -- outputs --

def written_by_both(context):
    """Each writes a page of another text; whoever came last, the page is that of the sources."""
    for point in ("renamed", "rename"):
        scene = Scene(context)
        scene.build()
        scene.change(scene.last)
        now = scene.last.remarks
        with scene.held(f"{point}:pause:1:{scene.last.date}.html"):
            scene.last.remarks = [now[0].replace("talked", "argued")]
            scene.corpus.write()
            scene.build()
            scene.last.remarks = now
            scene.corpus.write()
        scene.check()
        shutil.rmtree(scene.corpus.folder)
        shutil.rmtree(scene.cache)
        shutil.rmtree(scene.out)


def one_copied(context):
    """One build copied an attachment that the other, which ends later, knows nothing of; it goes with its source."""
    scene = Scene(context)
    scene.build()
    scene.change(scene.last)
    with scene.held(f"rename:pause:1:{scene.last.date}.html"):
        scene.first.attachments = ["papers/one.txt"]
        scene.corpus.write()
        scene.build()
        scene.first.attachments = []
        scene.corpus.write()
    scene.check()


def body_came(context):
    """A body came and went while a build ran that knew neither."""
    scene = Scene(context, 2)
    scene.build()
    scene.corpus.bodies[1].gone = True
    scene.change(scene.last)
    with scene.held(f"rename:pause:1:{scene.last.date}.html"):
        scene.corpus.bodies[1].gone = False
        scene.corpus.write()
        shutil.rmtree(scene.out)
        scene.build()
        scene.corpus.bodies[1].gone = True
        scene.corpus.write()
    scene.check()


def cases(suite):
    for run in (other_log, other_told, unreadable_once, made_by_both, locked_at_first, lines_of_now, lines_read_later, other_attachment,
                written_by_both, one_copied, body_came):
        yield Case(f"meet/{run.__name__.replace('_', '-')}", run, (RELEASE,), limit=120)
