"""Running commands in turn and comparing what they cost."""
import math
import os
import shutil
import statistics
import subprocess
import threading
import time


class Cost:
    """What one run took: seconds on the clock, seconds of processor time and the largest process of the whole tree."""

    def __init__(self, wall, cpu, memory):
        self.wall, self.cpu, self.memory = wall, cpu, memory

    def __add__(self, other):
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))

    def __truediv__(self, count):
        return Cost(self.wall / count, self.cpu / count, self.memory)


class Bench:
    """Where the programs and the folders of a run are."""

    def __init__(self, root, build, folder):
        self.root, self.folder = root, folder
        self.minutec = os.path.join(build, "minutec")
        self.floor = os.path.join(folder, "floor")
        self.report = os.path.join(folder, "report")
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": folder, "TMPDIR": folder}
        self.helps = {}
        self.gone = 0

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def prepare(self):
        os.makedirs(self.folder, exist_ok=True)
        source = os.path.join(self.root, "tests", "bench", "floor.c")
        subprocess.run(["cc", "-O2", "-std=gnu11", "-D_GNU_SOURCE", "-o", self.floor, source], check=True)

    def set_aside(self, path):
        """Makes way for a new folder. The old one is kept until sweep: ext4 passes over the places of files that were deleted within the
        last minutes, one by one, so whoever makes files soon afterwards pays for the deleting."""
        if os.path.lexists(path):
            os.makedirs(self.path("gone"), exist_ok=True)
            self.gone += 1
            os.rename(path, self.path("gone", f"{os.getpid()}-{self.gone}"))

    def sweep(self):
        """Deletes what was set aside."""
        shutil.rmtree(self.path("gone"), ignore_errors=True)

    def knows(self, command, option):
        """Whether the program's help for a command names an option."""
        if command not in self.helps:
            self.helps[command] = subprocess.run([self.minutec, command, "--help"], capture_output=True, text=True, check=False).stdout
        return option in self.helps[command].replace(",", " ").split()

    def cost(self, *command, cwd=None, fine=(0,)):
        """Runs a command to its end. Its words are kept aside and shown if its status is not among the fine ones."""
        with open(self.path("words"), "wb") as words:
            subprocess.run([self.floor, "run", self.report, *command], cwd=cwd or self.folder, env=self.environment, check=True,
                           stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT)
        with open(self.report, encoding="ascii") as file:
            wall, cpu, memory, status = file.read().split()
        if int(status) not in fine:
            with open(self.path("words"), encoding="utf-8", errors="replace") as words:
                raise SystemExit(f"bench: {' '.join(command)[:300]}: exit status {status}\n{words.read(4000)}")
        return Cost(float(wall), float(cpu), int(memory))


def in_turn(rounds, *runs):
    """Runs each of the callables in every round, the other way round in every second, and returns a list of costs for each."""
    costs = [[] for _ in runs]
    for number in range(rounds):
        order = range(len(runs)) if number % 2 == 0 else reversed(range(len(runs)))
        for i in order:
            costs[i].append(runs[i]())
    return costs


def ratios(ones, others, what="cpu"):
    """Pair by pair."""
    return [getattr(one, what) / max(getattr(other, what), 1e-6) for one, other in zip(ones, others)]


def exponent(points):
    """Of the power of n that fits (n, cost) best."""
    logs = [(math.log(n), math.log(cost)) for n, cost in points]
    middle = [statistics.fmean(column) for column in zip(*logs)]
    above = sum((x - middle[0]) * (y - middle[1]) for x, y in logs)
    return above / sum((x - middle[0]) ** 2 for x, _ in logs)


def descendants(pid):
    rows, left = [], [pid]
    while left:
        try:
            with open(f"/proc/{left[-1]}/task/{left[-1]}/children", encoding="ascii") as file:
                below = [int(word) for word in file.read().split()]
        except OSError:
            below = []
        left.pop()
        rows += below
        left += below
    return rows


def proportional(pid):
    """The proportional set size of a process in bytes; 0 once it has gone."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return next((int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:")), 0)
    except OSError:
        return 0


class Watch(threading.Thread):
    """Samples the proportional set size of everything started below this process, and keeps the most there was."""

    def __init__(self, program, every=0.05):
        super().__init__(daemon=True)
        self.program, self.every = os.path.basename(program), every
        self.most, self.samples, self.processes = 0, 0, 0
        self.over = threading.Event()

    def is_ours(self, pid):
        try:
            with open(f"/proc/{pid}/comm", encoding="ascii") as file:
                return file.read().strip() == self.program
        except OSError:
            return False

    def run(self):
        while not self.over.is_set():
            ours = [pid for pid in descendants(os.getpid()) if self.is_ours(pid)]
            self.most = max(self.most, sum(proportional(pid) for pid in ours))
            self.processes = max(self.processes, len(ours))
            self.samples += bool(ours)
            time.sleep(self.every)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()
