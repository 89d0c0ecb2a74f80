"""What is measured, section by section. Each gives rows for the table."""
import os
import re
import shutil

from measure import Watch, exponent, in_turn, ratios
from rivals import Loop, Ninja, Pandoc, documents, spread, write
from table import Row

FORMATS = "html,txt,docx"
MEGABYTE = 1024 * 1024
# Short runs are repeated, so that a round takes long enough to tell.
REPEATS = 3
REMARK = re.compile(r"(<remark [^>]*>\s*)([^<]*?)(\s*</remark>)")
AFTERTHOUGHT = " Quite so."


# -- minutec --

def check(setting, corpus):
    """Cold: in one process, with no index."""
    bench, command = setting.bench, [setting.bench.minutec, "check", corpus]
    if bench.knows("check", "-j"):
        command.append("-j1")
    if bench.knows("check", "--cache"):
        cache = bench.path("cache-cold")
        shutil.rmtree(cache, ignore_errors=True)
        command += ["--cache", cache]
    return bench.cost(*command)


def build(setting, corpus, name, *more, fresh=True, formats=FORMATS):
    bench, out, cache = setting.bench, setting.bench.path(name, "out"), setting.bench.path(name, "cache")
    if fresh:
        bench.set_aside(bench.path(name))
        os.makedirs(bench.path(name))
    known = ["--cache", cache] if bench.knows("build", "--cache") else []
    return bench.cost(bench.minutec, "build", corpus, "-o", out, "-f", formats, *known, *more)


# -- sections --

def section_check(setting):
    corpus = setting.corpus(setting.full)
    files, _ = documents(corpus)
    schema = os.path.join(setting.bench.root, "schemas", "minutes.xsd")

    def xmllint():
        return setting.bench.cost("xmllint", "--noout", "--nonet", "--schema", schema, *files, cwd=corpus)
    ours, theirs = in_turn(setting.rounds, lambda: check(setting, corpus), xmllint)
    return [Row("check, cold: CPU of xmllint --schema", ratios(ours, theirs), 1.0, 0.7),
            Row("check, cold: µs CPU a document", [cost.cpu / len(files) * 1e6 for cost in ours])]


def section_build(setting):
    """Against the shell loop and pandoc, each on a sample; and one worker against two."""
    corpus = setting.corpus(setting.small)
    meetings = documents(corpus)[1]
    loop, pandoc = Loop(setting.bench, corpus, spread(meetings, setting.sample)), Pandoc(
        setting.bench, corpus, spread(meetings, max(setting.sample // 3, 1)))
    count = sum(path.endswith(".xml") and os.path.basename(path) != "body.xml" for path in documents(corpus)[0])
    whole = in_turn(setting.rounds, lambda: build(setting, corpus, "full", "-j1"), lambda: build(setting, corpus, "full", "-j2"),
                    loop, pandoc)
    one, two, shell, others = whole[0], whole[1], whole[2], whole[3]
    each = [cost / count for cost in one]
    rows = [Row("full build: the shell loop takes times our CPU", ratios(shell, each), 10, 18, less=False),
            Row("full build: pandoc takes times our CPU", ratios(others, each), 60, 100, less=False),
            Row("full build: ms CPU a document", [cost.cpu * 1e3 for cost in each]),
            Row("shell loop: ms CPU a document", [cost.cpu * 1e3 for cost in shell]),
            Row("pandoc: ms CPU a document", [cost.cpu * 1e3 for cost in others])]
    cores = len(os.sched_getaffinity(0))
    speed = Row("two workers: times as fast as one, on the clock", must=1.7, aim=1.85, less=False)
    if cores > 1:
        speed.values = ratios(one, two, "wall")
    else:
        speed.note = "this machine has one core"
    return rows + [speed]


def section_memory(setting):
    """Of a check and of a build in one process, and of all processes of a build by two."""
    large = [size for size in setting.sizes if size > setting.full]
    checks = {size: check(setting, setting.corpus(size)).memory for size in [setting.small, setting.full, *large]}
    builds = {size: build(setting, setting.corpus(size), f"built-{size}", "-j1").memory for size in (setting.small, setting.full)}
    with Watch(setting.bench.minutec) as watch:
        build(setting, setting.corpus(setting.full), "full", "-j2")
    rows = [Row(f"memory of check, {setting.full:,} documents: MB", [checks[setting.full] / MEGABYTE], 64),
            Row(f"memory of build -j1, {setting.full:,} documents: MB", [builds[setting.full] / MEGABYTE], 64),
            Row("memory of build -j2, proportional, all processes: MB", [watch.most / MEGABYTE], 96,
                note=f"{watch.samples} samples, {watch.processes} processes")]
    for name, used in (("check", checks), ("build -j1", builds)):
        first, last = min(used), max(used)
        if last > first:
            rows.append(Row(f"growth of {name}, {first:,} to {last:,}: KB a document", [(used[last] - used[first]) / (last - first) / 1024], 4))
    return rows


class Edit:
    """One remark in the middle of the corpus says one thing and then the other."""

    def __init__(self, corpus):
        meetings = documents(corpus)[1]
        for path in meetings[len(meetings) // 2:]:
            self.path = os.path.join(corpus, path)
            with open(self.path, encoding="utf-8") as file:
                self.text = file.read()
            if REMARK.search(self.text):
                break
        self.text = self.text.replace(AFTERTHOUGHT, "", 1)
        self.more = False

    def put(self, more):
        self.more = more
        text = REMARK.sub(lambda found: found[1] + found[2] + AFTERTHOUGHT + found[3], self.text, count=1) if more else self.text
        os.rename(write(self.path + ".new", text), self.path)


def states(folder):
    """When each file below was written."""
    return {os.path.join(place, name): os.lstat(os.path.join(place, name)).st_mtime_ns for place, _, names in os.walk(folder)
            for name in names}


def again(run):
    """The cost of one of several equal runs."""
    total = run()
    for _ in range(REPEATS - 1):
        total = total + run()
    return total / REPEATS


def section_incremental(setting):
    """Nothing changed, and one document changed, against ninja that finds nothing to do."""
    bench, name = setting.bench, f"built-{setting.full}"
    known = bench.knows("build", "--cache")
    rows = [Row("nothing changed: CPU of ninja's no-op", must=0.6), Row("nothing changed: clock of ninja's no-op", must=0.6),
            Row("nothing changed, --trust-names: CPU of ninja's no-op", must=0.25),
            Row("nothing changed, --trust-names: clock of ninja's no-op", must=0.25),
            Row("one document changed, less the rendering: CPU of ninja's no-op", must=1.0, aim=0.4),
            Row("one document changed, in all: CPU of ninja's no-op"), Row("one document changed, in all: clock of ninja's no-op")]
    if not known:
        for row in rows:
            row.note = "this minutec has no --cache"
        return rows
    corpus = setting.corpus(setting.full)
    edit = Edit(corpus)
    edit.put(False)
    trusts = bench.knows("build", "--trust-names")
    rest = lambda *more: build(setting, corpus, name, *more, fresh=False)  # noqa: E731
    rest("-j2")  # where the section is run alone
    ninja, before = Ninja(bench, corpus), states(bench.path(name, "out"))
    runs = [lambda: again(ninja), lambda: again(rest)] + ([lambda: again(lambda: rest("--trust-names"))] if trusts else [])
    costs = in_turn(setting.rounds, *runs)
    if states(bench.path(name, "out")) != before:
        raise SystemExit("bench: a build with nothing changed wrote something")
    rows[0].values, rows[1].values = ratios(costs[1], costs[0]), ratios(costs[1], costs[0], "wall")
    rows[0].note = f"ninja {costs[0][0].cpu * 1e3:.0f} ms, minutec {costs[1][0].cpu * 1e3:.0f} ms in the first round"
    if trusts:
        rows[2].values, rows[3].values = ratios(costs[2], costs[0]), ratios(costs[2], costs[0], "wall")
    else:
        rows[2].note = rows[3].note = "this minutec has no --trust-names"

    def one_changed():
        edit.put(not edit.more)
        return rest()
    try:
        changed, no_op = in_turn(setting.rounds, one_changed, lambda: again(ninja))
        kept = states(bench.path(name, "out"))
        one_changed()
        made = sum(kept.get(path) != when for path, when in states(bench.path(name, "out")).items())
    finally:
        edit.put(False)
        rest()
    rows[5].values, rows[6].values = ratios(changed, no_op), ratios(changed, no_op, "wall")
    one = cost_of_an_output(setting)
    rows[4].values = [max(cost.cpu - made * one, 0) / other.cpu for cost, other in zip(changed, no_op)]
    rows[4].note = f"{made} outputs written, taken as {one * 1e3:.2f} ms each"
    return rows


def cost_of_an_output(setting):
    """Processor time of a full build, for each file that it writes."""
    cost = build(setting, setting.corpus(setting.small), "full", "-j1")
    return cost.cpu / max(len(states(setting.bench.path("full", "out"))), 1)


def section_scaling(setting):
    """How the cost grows with the number of documents in the same number of bodies."""
    if len(setting.sizes) < 2:
        return [Row("exponent of check: CPU", must=1.05, note="needs two sizes")]
    corpora = [(size, setting.corpus(size)) for size in setting.sizes]
    rounds = [[check(setting, corpus).cpu for _, corpus in corpora] for _ in range(setting.rounds)]
    rows = [Row(f"exponent of check, {' to '.join(f'{size:,}' for size in setting.sizes)}: CPU",
                [exponent(list(zip(setting.sizes, costs))) for costs in rounds], 1.05)]
    if setting.scale_build:
        costs = [build(setting, corpus, "scale", "-j1", formats="html").cpu for _, corpus in corpora]
        rows.append(Row("exponent of build, HTML: CPU", [exponent(list(zip(setting.sizes, costs)))], 1.05))
    return rows


def section_floors(setting):
    """What cannot be undercut by much: parsing alone, the state of every file, reading, writing."""
    bench, corpus = setting.bench, setting.corpus(setting.full)
    files, meetings = documents(corpus)
    count = len(meetings)
    sources = write(bench.path("sources"), "".join(os.path.join(corpus, path) + "\n" for path in files))
    outputs = write(bench.path("outputs"), "".join(
        os.path.join(corpus, path) + "\n" for path in files for _ in range(1 if path.endswith("body.xml") else 4)))
    three = write(bench.path("three"), "".join("x\n" * (3 * count)))
    written = bench.path("written")
    size = str(int(sum(os.path.getsize(os.path.join(corpus, path)) for path in meetings) / count))

    def writing():
        bench.set_aside(written)
        os.makedirs(written)
        return bench.cost(bench.floor, "write", three, size, written)
    runs = (lambda: bench.cost("xmllint", "--noout", "--nonet", *files, cwd=corpus), writing,
            lambda: bench.cost(bench.floor, "stat", sources), lambda: bench.cost(bench.floor, "stat", outputs),
            lambda: bench.cost(bench.floor, "read", sources), lambda: check(setting, corpus))
    parse, write_out, stat_in, stat_all, read_in, ours = in_turn(setting.rounds, *runs)
    bench.set_aside(written)
    each = lambda costs: [cost.cpu / count * 1e6 for cost in costs]  # noqa: E731
    both = [one + other for one, other in zip(parse, write_out)]
    return [Row("floor: xmllint --noout, µs CPU a document", each(parse)),
            Row("floor: the same and three outputs written, µs CPU a document", each(both)),
            Row("floor: state of all sources, µs CPU a document", each(stat_in)),
            Row("floor: state of as many files as sources and outputs, µs CPU a document", each(stat_all)),
            Row("floor: all sources read, µs CPU a document", each(read_in)),
            Row("check, cold: CPU of xmllint --noout", ratios(ours, parse))]


SECTIONS = {"check": section_check, "build": section_build, "memory": section_memory, "incremental": section_incremental,
            "scaling": section_scaling, "floors": section_floors}
