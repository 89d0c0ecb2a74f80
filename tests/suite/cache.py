"""The index is a cache: gone, damaged, foreign, old, locked or out of reach, it changes no output and no finding."""
import json
import os
import random
import re
import shutil
import sqlite3
import stat
import time

from hostile import become, ordinary_user
from suite import wander
from suite.harness import RELEASE, Case, Skip, fail_if, read, same_trees, tree, write

FLIPS, OTHER_USER = 200, 12345


class Known:
    """A corpus that was built once, and what every later build must come to."""

    def __init__(self, context, formats="html,txt"):
        self.context, self.formats = context, formats
        self.corpus = wander.Corpus(context.path("corpus"), random.Random(11), 2, 4)
        self.corpus.bodies[0].meetings[2].broken = "rule"
        self.corpus.write()
        self.cache, self.out = context.path("cache"), context.path("out")
        self.index = os.path.join(self.cache, "index.db")
        first = self.build()
        self.wanted, self.status = first.err, first.status
        self.good, self.bytes = tree(self.out), read(self.index, "rb")

    def build(self, *more, **how):
        return self.context.minutec("build", self.corpus.folder, "-o", self.out, "--cache", self.cache, "-f", self.formats, *more,
                                    status=None, **how)

    def restore(self):
        shutil.rmtree(self.cache, ignore_errors=True)
        os.makedirs(self.cache, mode=0o700)
        write(self.index, self.bytes)

    def check(self, after, **how):
        """Nothing is different with what is there now."""
        result = self.build(**how)
        fail_if(result.status != self.status or result.err != self.wanted,
                f"{after}: status {result.status}, findings\n{result.err[:1500]}\nwanted {self.status}\n{self.wanted[:1500]}")
        try:
            same_trees(self.good, tree(self.out))
        except Exception as reason:
            fail_if(True, f"{after}: {reason}")

    def edited(self, after, **how):
        """The same once something was edited, and edited back."""
        one = self.corpus.bodies[1].dated()[1]
        kept = one.remarks
        one.remarks = ["Other words stand here now."]
        self.corpus.write()
        self.build(**how)
        fresh = self.context.path("fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        self.context.minutec("build", self.corpus.folder, "-o", fresh, "--cache", self.context.path("none"), "-f", self.formats, status=None)
        broken = {name for name in self.good if name not in tree(fresh)}
        fail_if({name: held for name, held in tree(self.out).items() if name not in broken} != tree(fresh), f"{after}, edited: not as fresh")
        one.remarks = kept
        self.corpus.write()
        self.check(after + ", edited back", **how)


def damaged(context):
    known = Known(context)
    chance = random.Random(3)
    size = len(known.bytes)
    ways = [("empty", b""), ("random bytes", chance.randbytes(20000)), ("text", b"Not a database.\n" * 99),
            ("half", known.bytes[:size // 2]), ("a page less", known.bytes[:size - 4096]), ("the first page", known.bytes[:4096]),
            ("its head only", known.bytes[:100]), ("zeros", bytes(size)), ("zeros behind the head", known.bytes[:100] + bytes(size - 100)),
            ("twice", known.bytes * 2)]
    for after, held in ways:
        known.restore()
        write(known.index, held)
        known.check(after)
        known.edited(after)
    known.restore()
    os.remove(known.index)
    known.check("deleted")
    for more in ("-journal", "-wal"):
        known.restore()
        write(known.index + more, chance.randbytes(9000))
        known.check("a strange " + more)
        known.edited("a strange " + more)


def bits(context):
    """Flipped one by one, at places chosen by chance, and several at once."""
    known = Known(context)
    chance = random.Random(5)
    flips = FLIPS if context.flavour == RELEASE else FLIPS // 10
    for number in range(flips):
        known.restore()
        held = bytearray(known.bytes)
        places = [chance.randrange(len(held)) for _ in range(1 if number % 2 else 40)]
        for place in places:
            held[place] ^= 1 << chance.randrange(8)
        write(known.index, bytes(held))
        known.check(f"bits flipped at {places}")
        if number % 20 == 0:
            known.edited(f"bits flipped at {places}")


def of_others(context):
    """The database of another program is left as it is; what an older layout or version kept is not used."""
    known = Known(context)
    for mode in ("DELETE", "WAL"):
        known.restore()
        os.remove(known.index)
        with sqlite3.connect(known.index) as other:
            other.execute(f"PRAGMA journal_mode = {mode}")
            other.execute("CREATE TABLE entry(id INTEGER PRIMARY KEY, note TEXT)")
            other.execute("INSERT INTO entry VALUES(1, 'mine')")
        other.close()
        before = read(known.index, "rb")
        known.check("a database of another program")
        known.edited("a database of another program")
        fail_if(read(known.index, "rb") != before, "the database of another program was changed")
    for words, after in (("PRAGMA user_version = 1", "an older layout"), ("PRAGMA user_version = 999", "a newer layout"),
                         ("DROP TABLE entry", "a table is missing"), ("DROP VIEW action", "a view is missing"),
                         ("UPDATE entry SET setting = 'another version'", "another version's"),
                         ("UPDATE entry SET content = 'text'", "another type"), ("UPDATE entry SET content = NULL", "nothing in it"),
                         ("UPDATE entry SET name = upper(name)", "other names"), ("UPDATE entry SET kind = 'log'", "other kinds")):
        known.restore()
        with sqlite3.connect(known.index) as ours:
            ours.execute(words)
        ours.close()
        known.check(after)
        known.edited(after)
        if "layout" in after:
            with sqlite3.connect(known.index) as ours:
                fail_if(ours.execute("PRAGMA user_version").fetchone()[0] in (1, 999), f"{after}: it was not begun anew")
            ours.close()


def locked(context):
    """Another process holds it: a build waits a little, then does without it, and the other loses nothing."""
    known = Known(context)
    for lock in ("BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"):
        other = sqlite3.connect(known.index, isolation_level=None)
        other.execute(lock)
        started = time.monotonic()
        known.check(lock)
        took = time.monotonic() - started
        fail_if(took > 30, f"{lock}: {took:.0f} s were waited")
        other.execute("ROLLBACK")
        other.close()
        fail_if(read(known.index, "rb") != known.bytes, f"{lock}: the index was changed")
    known.edited("unlocked")


def strange_places(context):
    known = Known(context)
    known.restore()
    os.remove(known.index)
    os.makedirs(os.path.join(known.index, "inside"))
    known.check("a folder in its place")
    known.edited("a folder in its place")
    known.restore()
    real = context.path("elsewhere.db")
    os.rename(known.index, real)
    os.symlink(real, known.index)
    known.check("a link in its place")
    fail_if(read(real, "rb") != known.bytes, "what the link leads to was changed")
    os.remove(known.index)
    os.symlink(context.path("nothing"), known.index)
    known.check("a link that leads nowhere")
    fail_if(os.path.exists(context.path("nothing")), "a link was followed")
    shutil.rmtree(known.cache)
    write(known.cache, "a file")
    known.check("a file in place of its folder")
    os.remove(known.cache)
    os.mkfifo(known.cache)
    known.check("a pipe in place of its folder")
    os.remove(known.cache)
    if os.getuid() == 0:
        known.restore()
        os.chown(known.index, OTHER_USER, OTHER_USER)
        known.check("somebody else's")
        fail_if(read(known.index, "rb") != known.bytes, "somebody else's index was changed")


def read_only(context):
    """As an ordinary user, who may not write the file, or not into its folder, or not even look into it."""
    known = Known(context)
    user = ordinary_user(context)
    prepare = become(user) if user else None
    for file, folder, after in ((0o400, 0o700, "a file that may not be written"), (0o600, 0o500, "a folder that may not be written"),
                                (0o400, 0o500, "neither"), (0, 0o700, "a file that may not be read"), (0o600, 0, "a closed folder")):
        known.restore()
        if user:
            for place, folders, files in os.walk(context.tmp):
                for name in folders + files:
                    os.chown(os.path.join(place, name), user, user, follow_symlinks=False)
        os.chmod(known.index, file)
        os.chmod(known.cache, folder)
        known.check(after, prepare=prepare)
        os.chmod(known.cache, 0o700)
        fail_if(read(known.index, "rb") != known.bytes and file != 0o600, f"{after}: it was changed")


def no_space(context):
    """A small disk for the cache alone: the build goes on without it."""
    known = Known(context)
    disk = context.path("disk")
    os.makedirs(disk)
    mounted = context.run("mount", "-t", "tmpfs", "-o", "size=32k,mode=777", "tmpfs", disk) if os.getuid() == 0 else None
    if not mounted or mounted.status != 0:
        raise Skip("no small disk can be mounted here")
    try:
        known.cache = os.path.join(disk, "cache")
        known.check("a small disk")
        known.edited("a small disk")
        write(os.path.join(disk, "ballast"), b"")
        with open(os.path.join(disk, "ballast"), "wb") as file:
            try:
                file.write(b"x" * (1 << 20))
            except OSError:
                pass
        known.check("a full disk")
        known.edited("a full disk")
    finally:
        context.run("umount", disk)


def private(context):
    """Nobody else may read it, and only builds make it."""
    known = Known(context)
    fail_if(stat.S_IMODE(os.stat(known.cache).st_mode) != 0o700, "others may look into the folder")
    fail_if(stat.S_IMODE(os.stat(known.index).st_mode) != 0o600, "others may read the index")
    fail_if(sorted(os.listdir(known.cache)) != ["index.db"], f"left beside it: {os.listdir(known.cache)}")
    none = context.path("none-yet")
    for command in ("check", "actions", "attendance"):
        context.minutec(command, known.corpus.folder, "--cache", none, status=None)
        context.minutec(command, known.corpus.folder, env={"MINUTEC_CACHE": None}, status=None)
        fail_if(os.path.exists(none) or os.path.exists(os.path.join(known.corpus.folder, ".minutec")), f"{command} made an index")
    meeting = os.path.join(known.corpus.folder, "body-a", known.corpus.bodies[0].dated()[0].file)
    context.minutec("build", meeting, "-o", context.path("one"), "--cache", none, status=None)
    fail_if(os.path.exists(none), "a build of one file made an index")
    context.minutec("build", known.corpus.folder, "-o", context.path("more"), env={"MINUTEC_CACHE": None}, status=None)
    fail_if(stat.S_IMODE(os.stat(os.path.join(known.corpus.folder, ".minutec")).st_mode) != 0o700, "others may look into .minutec")


def others_use_it(context):
    """check and actions take what a build kept, keep what they learn, and say the same as without it."""
    known = Known(context)
    def ask(cache):
        return [context.minutec(*command, known.corpus.folder, "--cache", cache, status=None)
                for command in (("check",), ("actions", "-f", "json"), ("attendance", "-f", "csv"))]
    fail_if(ask(known.cache) != ask(context.path("none")), "with an index other things are said than without")
    kept = read(known.index, "rb")
    known.corpus.bodies[1].dated()[1].remarks.append("One more.")
    known.corpus.write()
    fail_if(ask(known.cache) != ask(context.path("none")), "after an edit other things are said than without")
    fail_if(read(known.index, "rb") == kept, "check kept nothing of what it read")
    moved = os.path.join(known.corpus.folder, "body-b")
    os.rename(moved, context.path("away"))
    fail_if(ask(known.cache) != ask(context.path("none")), "without a body other things are said than without the index")


def settings_apart(context):
    """Audiences, grammars and days that take turns with one index."""
    known = Known(context)
    known.corpus.bodies[0].dated()[0].restricted = "Only few may know of [this](minutes:body-b/1999-01-01)."
    known.corpus.write()
    data = context.path("data")
    context.minutec("schema", "-o", data)
    for name in ("rnc", "rng", "xsd"):
        path = os.path.join(data, "schemas", f"minutes.{name}")
        write(path, read(path).replace("in-progress", "under-way"))
    ways = (["--audience", "full"], [], ["--data", data], ["--as-of", "2029-01-01"], ["-W", "no-owner=error"])
    wanted = [context.minutec("check", known.corpus.folder, *way, "--cache", context.path("none"), status=None) for way in ways]
    fail_if(len({(result.status, result.err) for result in wanted}) < 4, "the ways do not differ: nothing is tested")
    for _ in range(2):
        for way, want in zip(ways, wanted):
            got = context.minutec("check", known.corpus.folder, *way, "--cache", known.cache, status=None)
            fail_if(got != want, f"{way}: said is\n{got.err[:1500]}\nwanted\n{want.err[:1500]}")
            if "full" not in way:
                fail_if("Only few may know" in got.err, "restricted words were shown")


# -- what it tells people --

def told(context):
    """A copy of the samples, built, and a way to ask its index."""
    folder = context.path("minutes")
    for path in context.suite.bodies():
        context.copy(path, os.path.join("minutes", os.path.basename(path)))
    out = context.path("out")

    def build(status=0):
        context.minutec("build", "minutes", "-o", out, cwd=context.tmp, env={"MINUTEC_CACHE": None}, status=status)

    def ask(words):
        database = sqlite3.connect(os.path.join(folder, ".minutec", "index.db"))
        rows = database.execute(words).fetchall()
        database.close()
        return rows
    build()
    return out, build, ask


def differ(one, other, what):
    fail_if(set(one) != set(other), f"{what}: only one has {sorted(set(one) ^ set(other), key=str)[:6]}")


def views(context):
    out, build, ask = told(context)
    sources = [os.path.relpath(os.path.join(place, name), context.tmp) for place, folders, files in os.walk(context.path("minutes"))
               for name in files if name.endswith(".xml") and name != "body.xml"]
    differ([row[0] for row in ask("SELECT path FROM document")], sources, "document")
    differ([row[0] for row in ask("SELECT path FROM output")], tree(out), "output")
    fail_if(ask("SELECT * FROM output WHERE source IS NULL AND path GLOB '*/20*' AND path NOT GLOB '*/files/*'"), "documents without a source")
    register = json.loads(context.minutec("actions", "minutes", "--audience", "full", "-f", "json", cwd=context.tmp).out)
    differ([(row["address"], row["status"], row["currentDue"], row["tracked"]) for row in register if not row["carried"]],
           [(*row[:3], bool(row[3])) for row in ask("SELECT address, status, due, tracked FROM action WHERE NOT carried")], "action")
    differ([(row["address"], len(row["history"])) for row in register if not row["carried"]],
           ask("SELECT address, count(*) - 1 FROM step WHERE address IS NOT NULL GROUP BY address"), "step")
    differ([row[0] for row in ask("SELECT address FROM action WHERE NOT carried")],
           [row[0] for row in ask("SELECT address FROM definition WHERE kind = 'action' AND address IS NOT NULL")], "definition")
    for person, in ask("SELECT DISTINCT id FROM attendance WHERE list = 'present' AND id IN (SELECT owners FROM action)"):
        mine = json.loads(context.minutec("actions", "minutes", "--audience", "full", "--open", "--owner", person, "-f", "json",
                                          cwd=context.tmp).out)
        owned = [row[0] for row in ask(f"SELECT address FROM action WHERE open AND tracked AND ' ' || owners || ' ' LIKE '% {person} %'")]
        fail_if(not set(owned) <= {row["address"] for row in mine}, f"open actions of {person}: {owned}")
    unknown = ask("SELECT path, line, address FROM reference WHERE kind = 'update' AND address IS NOT NULL "
                  "AND address NOT IN (SELECT address FROM definition WHERE address IS NOT NULL)")
    fail_if(unknown, f"updates of nothing that is defined: {unknown[:3]}")
    for path in sources:
        people = len(re.findall(r"<person ", read(context.path(path)).split("<attendance")[1].split("</attendance>")[0]))
        fail_if(ask(f"SELECT count(*) FROM attendance WHERE path = '{path}'") != [(people,)], f"attendance of {path} is not {people} rows")
    restricted = ask("SELECT count(*) FROM definition WHERE restricted")[0][0]
    fail_if(not restricted or not ask("SELECT 1 FROM step WHERE restricted"), "nothing is marked as restricted")


def views_follow(context):
    """Edits, removals and faults are in the views after the next run; a run over one file changes nothing there."""
    out, build, ask = told(context)
    path = "minutes/harbour-lag/2024-10-02.xml"
    before = {name: ask(f"SELECT * FROM {name}") for name in ("document", "action", "step", "reference", "attendance", "definition")}
    context.minutec("check", path, cwd=context.tmp, env={"MINUTEC_CACHE": None})
    write(context.path(path), read(context.path(path)) + "\n")
    context.minutec("check", path, cwd=context.tmp, env={"MINUTEC_CACHE": None})
    for name, rows in before.items():
        fail_if(ask(f"SELECT * FROM {name}") != rows, f"{name} is not what it was")
    text = read(context.path(path))
    write(context.path(path), text.replace("<title>", "<titel>", 1))
    build(status=1)
    fail_if(ask(f"SELECT * FROM document WHERE path = '{path}'"), "a broken meeting is told of as if it could be used")
    write(context.path(path), text)
    build()
    fail_if(ask("SELECT * FROM action") != before["action"], "the ledger is not what it was once all is mended")
    os.remove(context.path(path))
    build(status=None)
    for name in ("document", "definition", "reference", "attendance"):
        fail_if(ask(f"SELECT 1 FROM {name} WHERE path = '{path}'"), f"{name} knows a meeting that is gone")
    fail_if(ask(f"SELECT 1 FROM output WHERE source = '{path}'"), "outputs of a meeting that is gone")
    fail_if(ask("SELECT 1 FROM action WHERE address LIKE 'harbour-lag/2024-10-02%'"), "actions of a meeting that is gone")
    shutil.rmtree(context.path("minutes", "moorland-ltp"))
    build(status=None)
    for name, column in (("document", "body"), ("action", "body"), ("output", "substr(path, 1, 12)")):
        fail_if(ask(f"SELECT 1 FROM {name} WHERE {column} = 'moorland-ltp'"), f"{name} knows a body that is gone")
    fail_if(ask("SELECT 1 FROM entry WHERE name LIKE '%moorland-ltp%'"), "something of a body that is gone is kept")


def examples(context):
    """The questions in docs/index.md, as they stand there."""
    context.needs("sqlite3")
    told(context)
    questions = re.findall(r"^sqlite3 \.minutec/index\.db .*$", read(os.path.join(context.root, "docs", "index.md")), re.M)
    fail_if(len(questions) < 5, f"there are only {len(questions)} questions")
    for question in questions:
        fail_if(not context.tool("/bin/sh", "-c", question, cwd=context.path("minutes")).out.strip(), f"no answer to: {question}")


CASES = (views, views_follow, examples, damaged, bits, strange_places, read_only, private, others_use_it, settings_apart)


def cases(suite):
    for case in CASES:
        yield Case("index/" + case.__name__.replace("_", "-"), case, limit=120)
    yield Case("index/of-others", of_others, (RELEASE,), limit=120)
    yield Case("index/locked", locked, (RELEASE,))
    yield Case("index/no-space", no_space)
