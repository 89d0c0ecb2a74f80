"""Incremental builds: after every edit the same outputs and findings as a build that knows nothing, and no more work than is needed."""
import os
import random
import shutil

from fault import shim
from suite import wander
from suite.harness import ASAN, FLAVOURS, FORMATS, RELEASE, Case, Failure, fail_if, findings, same_trees, tree, write

SHOWN = 3000


class Walk:
    """Edits, each followed by a build that knows what was, and by one that does not."""

    def __init__(self, context, seed, bodies, meetings):
        self.context, self.chance = context, random.Random(seed)
        self.corpus = wander.Corpus(context.path("corpus"), self.chance, bodies, meetings)
        self.out, self.history, self.made, self.formats = context.path("out"), [], {}, "html,txt,json,docx"
        self.options = []
        self.corpus.write()

    def build(self, out, cache):
        jobs = str(self.chance.choice([1, 2, 3]))
        return self.context.minutec("build", self.context.path("corpus"), "-o", out, "--cache", cache, "-j", jobs, "-f", self.formats,
                                    *self.options, status=None)

    def broken(self, errors):
        """The files that are not built: what an earlier build made of them stays."""
        for body in self.corpus.bodies:
            folder = os.path.join(self.corpus.folder, body.folder)
            for one in body.meetings:
                if not body.gone and (os.path.join(folder, one.file) in errors or os.path.join(folder, "body.xml") in errors):
                    yield f"{body.folder}/{one.file}"

    def kept(self, before, errors):
        """The names of outputs that only an earlier build can have made, and that stay."""
        names = set()
        for source in self.broken(errors):
            starts = self.made.get(source, ())
            names |= {name for name in before if name in starts or name[:name.rfind(".") + 1] in starts}
        for body in self.corpus.bodies:
            if body.broken in ("malformed", "invalid") and not body.gone:
                names |= {name for name in before if name in self.made.get(body.folder, ())}
        if all(body.gone or body.broken in ("malformed", "invalid") for body in self.corpus.bodies):
            names |= {"index.html"} & set(before)  # nothing is built at all
        return names

    def remember(self, errors, after):
        broken = set(self.broken(errors))
        for body in self.corpus.bodies:
            for one in body.meetings:
                source = f"{body.folder}/{one.file}"
                if body.gone or source not in broken:
                    self.made[source] = [] if body.gone else self.corpus.outputs_of(body, one)
            if body.broken in ("malformed", "invalid") and not body.gone:
                continue
            documents = {start for one in body.meetings for start in self.corpus.outputs_of(body, one)}
            self.made[body.folder] = [] if body.gone else [
                name for name in after if name.startswith(body.id + "/") and "/files/" not in name
                and not any(name.startswith(start) for start in documents)]
        there = {f"{body.folder}/{one.file}" for body in self.corpus.bodies for one in body.meetings if not body.gone}
        self.made = {name: held for name, held in self.made.items() if name in there or "/" not in name}

    def compare(self, got):
        before = self.before
        errors = {found.path for found in findings(got.err) if found.level == "error"}
        kept = self.lasting = self.kept(before, errors)
        fresh, cache = self.context.path("fresh"), self.context.path("nothing")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(cache, ignore_errors=True)
        for name in kept:
            write(os.path.join(fresh, name), before[name])
        wanted = self.build(fresh, cache)
        self.same(wanted, got, tree(fresh), tree(self.out))
        after = tree(self.out)
        self.remember(errors, after)
        self.before = after

    def same(self, wanted, got, fresh, there):
        if wanted.err != got.err or wanted.status != got.status:
            self.fail(f"findings differ\n--- expected {wanted.status}\n{wanted.err[:SHOWN]}\n--- got {got.status}\n{got.err[:SHOWN]}")
        missing, more = sorted(set(fresh) - set(there)), sorted(set(there) - set(fresh))
        if missing or more:
            self.fail(f"missing: {missing[:8]}, too many: {more[:8]}")
        differ = sorted(name for name in fresh if fresh[name] != there[name])
        if differ:
            self.fail(f"stale: {differ[:12]}")

    def fail(self, text):
        keep = os.environ.get("MINUTEC_TEST_KEEP")  # a folder for what is to be looked at
        if keep:
            shutil.copytree(self.context.tmp, os.path.join(keep, os.path.basename(self.context.tmp)), symlinks=True)
        raise Failure(f"after {len(self.history)} edits: {self.history[-1] if self.history else 'none'}\n{text}\n"
                      + "\n".join(self.history[-12:]))

    def other_ways(self):
        """What people do besides editing."""
        chance = self.chance.random() * 0.16
        sound = sorted(set(self.before) - self.lasting)
        if chance < 0.05 and sound:
            name = self.chance.choice(sound)
            os.remove(os.path.join(self.out, name))
            self.history.append(f"removed output {name}")
        elif chance < 0.08 and sound:
            name = self.chance.choice(sound)
            with open(os.path.join(self.out, name), "ab") as file:
                file.write(b"more")
            self.history.append(f"changed output {name}")
        elif chance < 0.12:
            self.options = self.chance.choice([[], ["--as-of", "2024-03-01"], ["-W", "action-overdue=error"], ["-W", "no-owner=off"],
                                               ["--history"]])
            self.history.append(f"options {self.options}")
        elif chance < 0.16:
            self.context.minutec(self.chance.choice(["check", "actions"]), self.context.path("corpus"), "--cache",
                                 self.context.path("cache"), status=None)
            self.history.append("asked")

    def step(self):
        if self.chance.random() < 0.15:
            self.other_ways()
        else:
            for _ in range(self.chance.choice([1, 1, 1, 2, 4])):
                self.history.append(wander.edit(self.corpus))
        self.before = tree(self.out)
        self.compare(self.build(self.out, self.context.path("cache")))


def walk(seed, edits, bodies=2, meetings=8):
    def run(context):
        made = Walk(context, seed, bodies, meetings)
        made.before = {}
        made.compare(made.build(made.out, context.path("cache")))
        most = int(os.environ.get("MINUTEC_TEST_EDITS", edits // 6 if context.flavour == ASAN else edits))
        while len(made.history) < most:
            made.step()
    return run


# -- no more than is needed --

def nodes(folder):
    """What tells a file that was written again: writing gives it another inode and time."""
    held = {}
    for place, _, files in os.walk(folder):
        for name in files:
            about = os.lstat(os.path.join(place, name))
            held[os.path.relpath(os.path.join(place, name), folder)] = (about.st_ino, about.st_mtime_ns)
    return held


class Site:
    """A corpus without chance, its output, and what a build after an edit wrote and said."""

    def __init__(self, context, bodies=2, more=()):
        self.context, self.out, self.more = context, context.path("out"), list(more)
        self.corpus = wander.Corpus(context.path("corpus"), random.Random(7), bodies, 5)
        for body in self.corpus.bodies:
            for one in body.meetings:
                one.actions, one.updates, one.attachments, one.figure, one.links = [], [], [], None, []
        self.action = self.corpus.add_action(self.meeting(0))
        self.action.update(owner="ann-lee", due="2030-01-01", n="1.1")
        self.tell(2, "in-progress", "Two prices are in.")
        self.build()

    def meeting(self, number, body=0):
        return self.corpus.bodies[body].dated()[number]

    def tell(self, number, status, text):
        self.meeting(number).updates.append({"action": f"{self.meeting(0).date}#1.1", "status": status, "due": None, "owner": None,
                                             "text": text})

    def build(self, *more, status=0, out=None):
        """(outputs written, outputs gone, {what: why})"""
        self.corpus.write()
        before = nodes(out or self.out)
        result = self.context.minutec("build", self.corpus.folder, "-o", out or self.out, "--explain", *self.more, *more, status=status)
        after = nodes(out or self.out)
        self.err = result.err
        reasons = dict(line.split(": ", 1) for line in result.out.splitlines())
        return {name for name in after if after[name] != before.get(name)}, set(before) - set(after), reasons

    def source(self, number, body=0):
        body = self.corpus.bodies[body]
        return os.path.join(self.corpus.folder, body.folder, body.dated()[number].file)

    def documents(self, number, *kinds, body=0):
        return {f"{self.corpus.bodies[body].id}/{self.meeting(number, body).stem()}.{kind}" for kind in kinds or FORMATS}


def same(got, wanted, what):
    fail_if(got != wanted, f"{what}: too many {sorted(got - wanted)}, missing {sorted(wanted - got)}")


def update_rebuilds_little(context):
    site = Site(context)
    site.tell(4, "done", "It was mended.")
    wrote, gone, reasons = site.build()
    pages = {name for name in wrote if name.startswith("body-a/actions") or name == "body-a/index.html"}
    fail_if(not {"body-a/actions.html", "body-a/actions.csv"} <= pages or gone, f"pages: {sorted(pages)}, gone: {gone}")
    # who raised it shows what became of it, in the views but not in the records
    same(wrote - pages, site.documents(4) | site.documents(0, "html", "json"), "a new update")
    fail_if(reasons.get(site.source(4)) != "it changed", f"the changed meeting: {reasons}")
    fail_if(f"{site.source(4)} changed, of which it shows something" != reasons.get(site.source(0)), f"who raised it: {reasons}")
    fail_if({name for name in reasons if "body-b" in name}, f"the other body was looked at: {reasons}")
    fail_if(reasons.get(os.path.join(site.out, "body-a/actions.html")) != "what it shows changed", f"the register: {reasons}")


def remark_rebuilds_its_own(context):
    site = Site(context)
    site.meeting(1).remarks = ["Something else was said."]
    wrote, gone, reasons = site.build()
    same(wrote, site.documents(1), "a remark")
    same(set(reasons), {site.source(1)}, "--explain")
    fail_if(gone, f"gone: {gone}")


def touch_rebuilds_nothing(context):
    site = Site(context, more=("--no-source",))
    for place, _, files in os.walk(site.corpus.folder):
        for name in files:
            os.utime(os.path.join(place, name))
    fail_if(site.build() != (set(), set(), {}), "a touch of all sources made something again")
    site.corpus.bodies[0].meetings[1].blanks = 2
    wrote, gone, reasons = site.build()
    fail_if(wrote or gone, f"white space alone made {sorted(wrote)} again")
    others = {reasons[name] for name in reasons if name != site.source(1)}  # their facts know lines; they are made, and come out the same
    fail_if(reasons.get(site.source(1)) != "it changed" or others - {f"{site.source(1)} changed, of which it shows something", "what it shows changed"},
            f"{reasons}")


def carried_is_kept_up(context):
    """White space shows in what documents carry, and nowhere else."""
    site = Site(context)
    site.corpus.bodies[0].meetings[1].blanks = 2
    wrote, gone, _ = site.build()
    strange = {name for name in wrote if not name.endswith((".html", ".docx")) or os.path.basename(name)[:10] != os.path.basename(site.source(1))[:10]}
    fail_if(not wrote or strange or gone, f"{sorted(wrote)}, gone: {sorted(gone)}")


def body_rebuilds_its_own(context):
    """Of another body only names are shown, so that a new member of it changes nothing here."""
    site = Site(context)
    site.corpus.bodies[1].posts = [("ann-lee", None, "Miller")]
    wrote, _, reasons = site.build()
    fail_if(not wrote or {name for name in wrote if not name.startswith("body-b/")}, f"written: {sorted(wrote)}")
    fail_if(not all("body.xml changed" in reasons[site.source(number, 1)] for number in range(5)), f"--explain: {reasons}")


def stylesheet_rebuilds_all(context):
    data = context.path("data")
    context.minutec("stylesheet", "-o", data)
    site = Site(context, more=["--data", data])
    path = os.path.join(data, "stylesheets", "html", "minutes.css")
    path = path if os.path.exists(path) else max((os.path.join(place, name) for place, _, files in os.walk(data) for name in files
                                                  if name == "minutes.xsl" and place.endswith("html")))
    with open(path, encoding="utf-8") as file:
        text = file.read()
    write(path, text.replace("</xsl:stylesheet>", "<!-- another -->\n</xsl:stylesheet>"))
    _, gone, reasons = site.build()
    sources = {site.source(number, body) for number in range(5) for body in (0, 1)}
    same({name for name in reasons if name in sources}, sources, "a changed stylesheet makes again")
    fail_if(gone or {reasons[name] for name in sources} != {"the program, its stylesheets or an option changed"}, f"{reasons}")
    text = text.replace("<body", '<body class="other"', 1)
    write(path, text)
    fresh, known = context.path("fresh"), site.build()[0]
    context.minutec("build", site.corpus.folder, "-o", fresh, "--data", data, "--cache", context.path("none"))
    fail_if(tree(fresh) != tree(site.out), "not the same as a fresh build")
    fail_if('class="other"' in text and not site.documents(0, "html") <= known, f"pages were not written again: {sorted(known)}")


def formats_are_added(context):
    site = Site(context, more=["-f", "txt"])
    site.more = []
    wrote, gone, reasons = site.build("-f", "docx,txt")
    same({name for name in wrote if not name.endswith("index.html")},
         {name for body in (0, 1) for number in range(5) for name in site.documents(number, "docx", body=body)}, "another format")
    fail_if(gone or set(reasons.values()) - {"an output is missing or is not what was written", "what it shows changed"}, f"{reasons}")


def names_are_trusted(context):
    """With --trust-names an output that is gone is noticed, one that was changed is not."""
    site = Site(context)
    gone, changed = sorted(site.documents(1, "html", "txt"))
    os.remove(os.path.join(site.out, gone))
    write(os.path.join(site.out, changed), "Changed by hand.\n")
    same(site.build("--trust-names")[0], {gone}, "--trust-names")
    same(site.build()[0], {changed}, "without it")


# -- what has no source any more --

def fresh_equals(site):
    fresh = site.context.path("fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    site.context.minutec("build", site.corpus.folder, "-o", fresh, "--cache", site.context.path("none"), status=None)
    same_trees(tree(fresh), tree(site.out))


def removed_meeting(context):
    site = Site(context)
    lost = site.documents(4)
    site.corpus.bodies[0].meetings.remove(site.meeting(4))
    _, gone, reasons = site.build()
    fail_if(not lost <= gone or any(not name.startswith("body-a/attendance") for name in gone - lost), f"gone: {sorted(gone)}")
    fail_if(any(reasons.get(os.path.join(site.out, name)) != "removed: it has no source any more" for name in lost), f"{reasons}")
    fresh_equals(site)
    site.corpus.bodies[1].gone = True
    _, gone, _ = site.build()
    fail_if(os.path.exists(os.path.join(site.out, "body-b")), "the folder of a body that is gone is there, empty")
    fresh_equals(site)


def renamed_meeting(context):
    site = Site(context)
    site.meeting(1).file = "another-name.xml"
    wrote, gone, _ = site.build()
    fail_if(wrote or gone, f"another name of the file: {wrote} {gone}")
    lost, one = site.documents(1), site.meeting(1)
    one.date = "2023-10-20"
    _, gone, _ = site.build()
    same(gone, lost, "another date")
    years = {name for name in tree(site.out) if "2024" in name and name.startswith("body-a/attendance")}
    site.corpus.bodies[0].meetings = [one for one in site.corpus.bodies[0].meetings if one.date < "2024"]
    _, gone, _ = site.build(status=None)
    fail_if(not years or not years <= gone, f"the year's register stays: {years} of {sorted(gone)}")
    site.corpus.bodies[0].id = "body-new"
    site.build(status=None)
    fail_if(os.path.exists(os.path.join(site.out, "body-a")), "the folder of the old id is there")
    fresh_equals(site)


def attachments_go(context):
    site = Site(context)
    for number in (1, 2):
        site.meeting(number).attachments = ["papers/one.txt"]
    site.build()
    copied = "body-a/files/papers/one.txt"
    site.meeting(1).attachments = []
    fail_if(copied in site.build()[1], "an attachment that another meeting names is gone")
    site.meeting(2).attachments = []
    fail_if(copied not in site.build()[1] or os.path.exists(os.path.join(site.out, "body-a", "files")), "the attachment, or its folder, stays")


def formats_stay(context):
    """What is not asked for stays, even if its source changes, until its source is gone."""
    site = Site(context)
    lost = site.documents(1)
    site.meeting(1).remarks = ["Other words."]
    wrote, gone, _ = site.build("-f", "html")
    fail_if(gone or wrote - site.documents(1, "html") - {"body-a/index.html", "body-b/index.html"}, f"{sorted(wrote)} {sorted(gone)}")
    wrote, _, _ = site.build()
    same({name for name in wrote if not name.endswith("index.html")}, site.documents(1) - site.documents(1, "html"), "all formats again")
    site.meeting(1).remarks = ["Again other words."]
    site.build("-f", "html")
    site.corpus.bodies[0].meetings.remove(site.meeting(1))
    fail_if(not lost <= site.build("-f", "html")[1], "formats that nobody asked for stay without their source")


def one_file_removes_nothing(context):
    site = Site(context)
    lost = site.documents(4)
    site.corpus.bodies[0].meetings.remove(site.meeting(4))
    site.corpus.write()
    before = set(tree(site.out))
    context.minutec("build", site.source(1), "-o", site.out)
    same(set(tree(site.out)), before, "a build of one file")
    fail_if(not lost <= site.build()[1], "the next build of all does not remove")


def several_outputs(context):
    """Two outputs, public and full, from one cache; an output that is moved."""
    site = Site(context)
    other, full = context.path("other"), context.path("full")
    site.meeting(1).restricted = "Nobody else may read this."
    site.build()
    site.build(out=other)
    site.build("--audience", "full", out=full)
    lost = site.documents(4)
    site.corpus.bodies[0].meetings.remove(site.meeting(4))
    for out, more in ((site.out, ()), (other, ()), (full, ("--audience", "full"))):
        fail_if(not lost <= site.build(*more, out=out)[1], f"{out}: what has no source stays")
        fail_if(site.build(*more, out=out) != (set(), set(), {}), f"{out}: a second build does something")
    fail_if(tree(site.out) != tree(other), "two outputs differ")
    fail_if(any(b"Nobody else may read" in held for held in tree(site.out).values()), "restricted words in a public output")
    moved = context.path("moved")
    os.rename(other, moved)
    fail_if(site.build(out=moved)[0], "a moved output was written again, though it holds the same")
    site.build("--audience", "full")
    lost = site.documents(3)
    site.corpus.bodies[0].meetings.remove(site.meeting(3))
    fail_if(not lost <= site.build("--audience", "full")[1], "a full build over a public one leaves what the public one made")


def names_change_hands(context):
    """Two files that write one name after another: the later one's words stay while the earlier is broken, and go with it."""
    site = Site(context)
    first, second = site.meeting(3), site.meeting(4)
    name = f"body-a/{first.stem()}.html"
    first.broken = "malformed"
    site.build(status=1)
    first.date, second.date, second.file = "2030-01-01", first.date, "second.xml"
    site.build(status=None)
    fail_if(second.remarks[0].encode() not in tree(site.out)[name], "the second meeting's page is not there")
    site.corpus.bodies[0].meetings.remove(second)
    site.build(status=None)
    fail_if(name not in tree(site.out), "the broken file's page is gone")
    site.corpus.bodies[0].meetings.remove(first)
    site.build(status=None)
    fail_if("kept-output" in site.err or name in tree(site.out), f"it stays: {site.err}")
    fresh_equals(site)


def links_to_what_goes(context):
    """A broken meeting whose file gets another name: its page goes, and no page links to it any more."""
    site = Site(context)
    one = site.meeting(1)
    site.meeting(3).links = [f"body-a/{one.date}"]
    site.build()
    one.broken, one.file = "rule", "other-name.xml"
    site.build(status=1)
    fail_if(f'href="{one.date}.html'.encode() in tree(site.out)[f"body-a/{site.meeting(3).stem()}.html"], "a link leads nowhere")
    fresh_equals(site)


def nothing_usable(context):
    """Where no body can be used nothing is built, but what has no source goes."""
    site = Site(context, 1)
    lost = site.documents(4)
    site.corpus.bodies[0].meetings.remove(site.meeting(4))
    site.corpus.bodies[0].broken = "malformed"
    wrote, gone, _ = site.build(status=1)
    fail_if(wrote or gone != lost, f"wrote {wrote}, gone {gone}")


def changed_by_hand(context):
    site = Site(context)
    lost = site.documents(4)
    kept = sorted(lost)[0]
    write(os.path.join(site.out, kept), "Improved by hand.\n")
    site.corpus.bodies[0].meetings.remove(site.meeting(4))
    _, gone, _ = site.build()
    fail_if(not lost - {kept} <= gone or kept in gone, f"gone: {sorted(gone)}")
    said = [(found.level, kept in found.text) for found in findings(site.err) if found.code == "kept-output"]
    fail_if(said != [("note", True)], f"said: {site.err}")
    site.build()
    fail_if("kept-output" in site.err, f"it is said again: {site.err}")


def shared_attachment_is_known(context):
    """Workers that copy one attachment at the same moment: the next build finds it as it was left."""
    corpus = wander.Corpus(context.path("corpus"), random.Random(3), 1, 12)
    for one in corpus.bodies[0].meetings:
        one.attachments, one.figure = ["papers/one.txt", "papers/two.txt"], "plan.png"
    corpus.write()
    for number in range(8):
        command = ["build", corpus.folder, "-o", context.path(f"out{number}"), "--cache", context.path(f"cache{number}"), "-j", "4", "-f", "html"]
        context.minutec(*command, env={"LD_PRELOAD": shim(context), "FAULT": "jitter:3000"})
        said = context.minutec(*command, "--explain").out
        fail_if(said, f"nothing changed, and yet: {said}")


CASES = (update_rebuilds_little, remark_rebuilds_its_own, touch_rebuilds_nothing, carried_is_kept_up, body_rebuilds_its_own, stylesheet_rebuilds_all,
         formats_are_added, names_are_trusted, removed_meeting, renamed_meeting, attachments_go, formats_stay, one_file_removes_nothing,
         several_outputs, names_change_hands, links_to_what_goes, nothing_usable)


def cases(suite):
    for number, (bodies, meetings) in enumerate(((2, 8), (3, 6), (1, 9))):
        yield Case(f"incremental/walk-{number}", walk(number, 60, bodies, meetings), FLAVOURS if number == 0 else (RELEASE,),
                   limit=float(os.environ.get("MINUTEC_TEST_LIMIT", 120)))
    for case in CASES:
        yield Case("incremental/" + case.__name__.replace("_", "-"), case)
    yield Case("incremental/shared-attachment-is-known", shared_attachment_is_known, (RELEASE,))
    yield Case("incremental/changed-by-hand", changed_by_hand, covers=("kept-output",))
