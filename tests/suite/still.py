"""Builds that tell by names and states alone that nothing changed: what they say and leave is what the long way does, and every change is seen."""
import os
import random
import shutil
import sqlite3
import time

from fault import shim
from suite import incremental, wander
from suite.harness import ASAN, RELEASE, Case, compare, fail_if, findings, read, same_trees, tree, write
from suite.meets import UNTRUSTED, Scene

AHEAD = "ahead:3600"  # a clock that makes every file old


class Place:
    """A corpus with findings and attachments, built so often that a build that has nothing to do has been kept."""

    def __init__(self, context, *options):
        self.context, self.out, self.cache, self.options = context, context.path("out"), context.path("cache"), list(options)
        self.corpus = wander.Corpus(context.path("corpus"), random.Random(11), 2, 5)
        for number, one in enumerate(self.corpus.bodies[0].dated()):
            one.attachments = ["papers/one.txt"] if number % 2 else []
            one.figure = "plan.png" if number == 2 else None
        self.corpus.bodies[0].dated()[1].updates.append(
            {"action": "2023-09-06#9.9", "status": "done", "due": None, "owner": None, "text": "It is not clear what this was."})
        self.corpus.write()
        self.silence(self.source(0), "no-owner")
        self.silence(self.source(1), "update-after-closing")
        self.silence(self.source(2), "update-after-closing", "<previous-actions>")
        self.build()
        if context.flavour == ASAN:  # which cannot be preloaded anything
            time.sleep(UNTRUSTED)
        self.last = self.build()

    def silence(self, path, code, where="<item "):
        text = read(path)
        write(path, text.replace(where, f"<?minutec allow {code} It is known.?>{where}", 1))

    def build(self, *more, options=None, out=None, cache=None):
        env = {} if self.context.flavour == ASAN else {"LD_PRELOAD": shim(self.context), "FAULT": AHEAD}
        command = ["build", self.corpus.folder, "-o", out or self.out, "--cache", cache or self.cache]
        return self.context.run(self.context.program, *command, *(self.options if options is None else options), *more, env=env)

    def fresh(self, options=None):
        """The findings and files of a build that knows nothing."""
        out, cache = self.context.path("fresh"), self.context.path("none")
        for folder in (out, cache):
            shutil.rmtree(folder, ignore_errors=True)
        good = self.build(options=options, out=out, cache=cache)
        return good, tree(out)

    def rows(self, kind):
        with sqlite3.connect(os.path.join(self.cache, "index.db")) as index:
            return index.execute("SELECT count(*) FROM entry WHERE kind = ?", (kind,)).fetchone()[0]

    def forget(self, *kinds):
        """What only the long way reads is taken out of the index: nobody can go it without doing all anew."""
        with sqlite3.connect(os.path.join(self.cache, "index.db")) as index:
            for kind in kinds:
                fail_if(not self.rows(kind), f"the index holds no {kind}")
                index.execute("DELETE FROM entry WHERE kind = ?", (kind,))

    def source(self, number, body=0):
        body = self.corpus.bodies[body]
        return os.path.join(self.corpus.folder, body.folder, body.dated()[number].file)

    def page(self, number, kind="html"):
        body = self.corpus.bodies[0]
        return os.path.join(self.out, body.id, f"{body.dated()[number].stem()}.{kind}")


def nothing_is_read(*options):
    def run(context):
        place = Place(context, *options)
        before = incremental.nodes(place.out)
        fail_if("unresolved-action" not in place.last.err, f"there is nothing to say again:")
        place.forget("folder", "manifest", "facts", "component", "log")
        again = place.build()
        compare(place.last.err, again.err)
        fail_if(again.status != place.last.status, f"status {again.status}")
        fail_if(incremental.nodes(place.out) != before, "it wrote something")
        fail_if(place.rows("folder"), "it went the long way")
    return run


# -- what must be noticed --

def edit_in_place(path, old, new):
    """The same size, and the times put back as far as one can."""
    about, text = os.stat(path), read(path)
    fail_if(old not in text or len(old) != len(new), f"{path} has no '{old}'")
    with open(path, "r+", encoding="utf-8", newline="") as file:
        file.write(text.replace(old, new))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def edited(place):
    edit_in_place(place.source(1), "18:30", "18:40")


def body_edited(place):
    edit_in_place(os.path.join(place.corpus.folder, "body-a", "body.xml"), "A Group", "Z Group")


def added(place):
    place.corpus.add_meeting(place.corpus.bodies[1], 9)
    place.corpus.write()


def removed(place):
    os.remove(place.source(4))


def renamed(place):
    os.rename(place.source(3), os.path.join(os.path.dirname(place.source(3)), "another.xml"))


def body_added(place):
    folder = os.path.join(place.corpus.folder, "more", "body-z")
    text = read(os.path.join(place.corpus.folder, "body-b", "body.xml"))
    write(os.path.join(folder, "body.xml"), text.replace('id="body-b"', 'id="body-z"').replace("B Group", "Z Group"))


def body_gone(place):
    shutil.rmtree(os.path.join(place.corpus.folder, "body-b"))


def stranger_added(place):
    shutil.copy(place.source(0), os.path.join(place.corpus.folder, "stray.xml"))


def link_added(place):
    os.symlink("body-a", os.path.join(place.corpus.folder, "body-link"))


def attachment_changed(place):
    write(os.path.join(place.corpus.folder, "body-a", "papers", "one.txt"), "Another.\n")


def attachment_gone(place):
    os.remove(os.path.join(place.corpus.folder, "body-a", "papers", "one.txt"))


def figure_changed(place):
    with open(os.path.join(place.corpus.folder, "body-a", "plan.png"), "wb") as file:
        file.write(wander.picture(99))


def link_to_nowhere(place):
    os.symlink("nowhere.xml", os.path.join(place.corpus.folder, "body-a", "2030-01-01.xml"))


def page_removed(place):
    os.remove(place.page(1))


def page_edited(place):
    with open(place.page(2, "txt"), "a", encoding="utf-8") as file:
        file.write("By hand.\n")


def root_page_removed(place):
    os.remove(os.path.join(place.out, "index.html"))


def register_removed(place):
    os.remove(os.path.join(place.out, "body-a", "actions.csv"))


def copy_edited(place):
    write(os.path.join(place.out, "body-a", "files", "papers", "one.txt"), "By hand.\n")


def output_gone(place):
    shutil.rmtree(place.out)


def page_is_link(place):
    os.rename(place.page(1), place.page(1) + ".kept")
    os.symlink(os.path.basename(place.page(1)) + ".kept", place.page(1))


CHANGES = (edited, body_edited, added, removed, renamed, body_added, body_gone, stranger_added, link_added, attachment_changed, attachment_gone,
           figure_changed, link_to_nowhere)
OUTPUTS = (page_removed, page_edited, root_page_removed, register_removed, copy_edited, output_gone)
# --trust-names believes what is there by name
NAMES = (page_removed, root_page_removed, register_removed, copy_edited, output_gone)


def noticed(change, *options):
    def run(context):
        place = Place(context, *options)
        fail_if(not place.rows("still"), "nothing was kept")
        change(place)
        got = place.build()
        good, files = place.fresh()
        compare(good.err, got.err)
        fail_if(got.status != good.status, f"status {got.status}, not {good.status}")
        if not good.status:  # else what an earlier build made of files with errors stays
            same_trees(files, tree(place.out))
    return run


def link_is_noticed(context):
    place = Place(context)
    page_is_link(place)
    place.build()
    fail_if(os.path.islink(place.page(1)), "a page that is a link now stays one")


OPTIONS = (["--as-of", "2031-01-01"], ["-W", "unresolved-action=off"], ["-W", "unresolved-action=error"], ["-W", "error"], ["--history"],
           ["--no-source"], ["-f", "html"], ["-f", "html,txt,docx,json"], ["--audience", "full"], ["--explain"], ["--diagnostics", "junit"])


def options_are_noticed(context):
    """Each of them in turn, and back: as a build that knows nothing."""
    place = Place(context)
    for options in OPTIONS:
        if options == ["--audience", "full"]:
            shutil.rmtree(place.out)
        for asked in (options, options, options, []):
            if not asked and options == ["--audience", "full"]:
                shutil.rmtree(place.out)
            got = place.build(options=asked)
            good, files = place.fresh(options=asked)
            compare(good.err, got.err, (f"a fresh build {asked}", "after others"))
            fail_if(got.status != good.status or good.status > 1, f"{asked}: status {got.status}, not {good.status}")
            if not good.status:
                there = tree(place.out)
                same_trees(files, {name: there[name] for name in files if name in there})


def full_output_is_left_alone(context):
    place = Place(context)
    write(os.path.join(place.out, ".minutec-full"), "")
    got = place.build()
    fail_if("full-output" not in got.err or got.status == 0, f"status {got.status}: {got.err}")


def folders_are_trusted_once_old(context):
    """Names alone are believed of a folder that has not changed since, not of one that was changed a moment ago."""
    place = Place(context)
    place.options = ["--trust-names"]
    for _ in range(2):
        place.build()
    place.forget("folder", "manifest")
    os.remove(place.page(1))
    place.build()
    fail_if(not os.path.exists(place.page(1)) or not place.rows("folder"), "a page that is gone was not missed")


def young_files_are_not_believed(context):
    """With the clock as it is a build right after a change keeps nothing."""
    place = incremental.Site(context, 1)
    command = ["build", place.corpus.folder, "-o", place.out, "--cache", context.path("cache")]
    index = context.path("cache", "index.db")

    def kept():
        with sqlite3.connect(index) as rows:
            return rows.execute("SELECT count(*) FROM entry WHERE kind = 'still'").fetchone()[0]
    said = [context.minutec(*command).err for _ in range(2)]
    fail_if(kept(), "it believes files that may change again unnoticed")
    time.sleep(UNTRUSTED)
    for _ in range(3):
        said.append(context.minutec(*command).err)
    fail_if(not kept(), "it never believes them")
    fail_if(len(set(said)) > 1, f"they differ: {said}")
    incremental.fresh_equals(place)


def other_build_is_noticed(context):
    """What another build wrote meanwhile from a source that is gone again goes, although all that was kept is as it was."""
    scene = Scene(context)
    scene.build()
    time.sleep(UNTRUSTED)
    for _ in range(2):
        scene.build()
    more = scene.path("2029-01-01.xml")
    write(more, read(scene.path(scene.last.file)).replace(scene.last.date, "2029-01-01"))
    with scene.held("renamed:pause:1:2029-01-01"):
        os.remove(more)
    scene.check()


def walk(seed):
    """After every edit, built again and again: the same files, the same findings."""
    def run(context):
        made = incremental.Walk(context, seed, 2, 6)
        env, shown = {"LD_PRELOAD": shim(context), "FAULT": AHEAD}, []

        def build(out, cache):
            jobs = str(made.chance.choice([1, 2]))
            got = context.run(context.program, "build", context.path("corpus"), "-o", out, "--cache", cache, "-j", jobs, "-f", made.formats,
                              *made.options, env=env)
            for _ in range(2 if out == made.out else 0):
                nodes, trusts = incremental.nodes(out), made.chance.choice([[], ["--trust-names"]])
                again = context.run(context.program, "build", context.path("corpus"), "-o", out, "--cache", cache, "-f", made.formats,
                                    *made.options, *trusts, env=env)
                compare(got.err, again.err, ("first", "again"))
                fail_if(got.status != again.status or nodes != incremental.nodes(out), f"built again it is another: {made.history[-8:]}")
            with sqlite3.connect(os.path.join(cache, "index.db")) as index:
                shown.append(index.execute("SELECT count(*) FROM entry WHERE kind = 'still'").fetchone()[0] if out == made.out else 0)
            return got
        made.build = build
        made.before = {}
        made.compare(build(made.out, context.path("cache")))
        while len(made.history) < int(os.environ.get("MINUTEC_TEST_EDITS", 40)):
            made.step()
        fail_if(sum(shown) < 3, f"only {sum(shown)} times was anything kept")
    return run


def cases(suite):
    yield Case("still/nothing-is-read", nothing_is_read())
    yield Case("still/nothing-is-read-by-names", nothing_is_read("--trust-names"))
    for change in CHANGES + OUTPUTS:
        yield Case("still/" + change.__name__.replace("_", "-"), noticed(change), (RELEASE,))
    for change in CHANGES + NAMES:
        yield Case(f"still/{change.__name__.replace('_', '-')}-by-names", noticed(change, "--trust-names"), (RELEASE,))
    for case in (link_is_noticed, options_are_noticed, full_output_is_left_alone, folders_are_trusted_once_old, other_build_is_noticed):
        yield Case("still/" + case.__name__.replace("_", "-"), case, (RELEASE,))
    yield Case("still/young-files-are-not-believed", young_files_are_not_believed)
    for seed in (21, 22):
        yield Case(f"still/walk-{seed}", walk(seed), (RELEASE,), limit=float(os.environ.get("MINUTEC_TEST_LIMIT", 120)))
