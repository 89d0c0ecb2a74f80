"""Incremental builds: after every edit the same outputs and findings as a build that knows nothing, and no more work than is needed."""
import os
import random
import shutil

from suite import wander
from suite.harness import ASAN, RELEASE, Case, Failure, fail_if, findings, tree, write

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
            names |= {name for name in before if name in starts or any(name.startswith(start) and "/" not in name[len(start):]
                                                                       and start.endswith(".") for start in starts)}
        for body in self.corpus.bodies:
            if body.broken in ("malformed", "invalid") and not body.gone:
                names |= {name for name in before if name in self.made.get(body.folder, ())}
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
        kept = self.kept(before, errors)
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
            shutil.rmtree(keep, ignore_errors=True)
            shutil.copytree(self.context.tmp, keep, symlinks=True)
        raise Failure(f"after {len(self.history)} edits: {self.history[-1] if self.history else 'none'}\n{text}\n"
                      + "\n".join(self.history[-12:]))

    def other_ways(self):
        """What people do besides editing."""
        chance = self.chance.random()
        if chance < 0.05 and self.before:
            name = self.chance.choice(sorted(self.before))
            os.remove(os.path.join(self.out, name))
            self.history.append(f"removed output {name}")
        elif chance < 0.08 and self.before:
            name = self.chance.choice(sorted(self.before))
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
        for _ in range(self.chance.choice([1, 1, 1, 2, 4])):
            self.history.append(wander.edit(self.corpus))
        self.other_ways()
        self.before = {name: held for name, held in self.before.items() if os.path.exists(os.path.join(self.out, name))}
        self.compare(self.build(self.out, self.context.path("cache")))


def walk(seed, edits, bodies=2, meetings=8):
    def run(context):
        made = Walk(context, seed, bodies, meetings)
        made.before = {}
        made.compare(made.build(made.out, context.path("cache")))
        while len(made.history) < (edits // 6 if context.flavour == ASAN else edits):
            made.step()
    return run


def cases(suite):
    for number, (bodies, meetings) in enumerate(((2, 8), (3, 6), (1, 9))):
        yield Case(f"incremental/walk-{number}", walk(number, 60, bodies, meetings), limit=120)
