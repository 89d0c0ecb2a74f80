"""Rows of results, and how they are shown."""
import dataclasses
import statistics


@dataclasses.dataclass
class Row:
    """One result: a value a round. With less=True, small is good."""
    name: str
    values: list = dataclasses.field(default_factory=list)
    must: float = None
    aim: float = None
    less: bool = True
    unit: str = ""
    note: str = ""

    @property
    def middle(self):
        return statistics.median(self.values)

    def is_met(self, bound):
        return self.middle <= bound if self.less else self.middle >= bound

    def data(self):
        rest = dataclasses.asdict(self)
        if self.values:
            rest.update(median=self.middle, least=min(self.values), most=max(self.values))
        for bound in ("must", "aim"):
            if self.values and rest[bound] is not None:
                rest[bound + "-met"] = self.is_met(rest[bound])
        return rest

    def bound(self, bound):
        """"≤ 0.7 met", or nothing."""
        if bound is None:
            return ""
        verdict = (" met" if self.is_met(bound) else " MISSED") if self.values else ""
        return f"{'≤' if self.less else '≥'} {bound:g}{verdict}"

    def cells(self):
        if not self.values:
            return [self.name, "skipped", "", self.bound(self.must), self.bound(self.aim), self.note]
        spread = f"{number(min(self.values))} to {number(max(self.values))}" if len(self.values) > 1 else ""
        return [self.name, f"{number(self.middle)}{self.unit}", spread, self.bound(self.must), self.bound(self.aim), self.note]


HEADINGS = ["", "median", "spread", "must", "aim", ""]


def number(value):
    if value == 0:
        return "0"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def shown(rows):
    """A table of plain text."""
    lines = [HEADINGS] + [row.cells() for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADINGS))]
    right = (1, 2)
    return "\n".join("  ".join(cell.rjust(width) if i in right else cell.ljust(width)
                               for i, (cell, width) in enumerate(zip(line, widths))).rstrip() for line in lines)


def markdown_table(rows, about, rounds):
    lines = [f"Measured on {about['processor']}, {about['cores']} cores, {about['system']}; medians of {rounds} paired rounds.", "",
             "| " + " | ".join(["what"] + HEADINGS[1:5] + ["remarks"]) + " |", "| :--- | ---: | ---: | :--- | :--- | :--- |"]
    return "\n".join(lines + ["| " + " | ".join(row.cells()) + " |" for row in rows]) + "\n"
