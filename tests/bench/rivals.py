"""The alternatives: what each needs is prepared here and not measured; then each is one command."""
import io
import os
import shlex
import stat
import subprocess
import zipfile

from markdown import markdown


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode | stat.S_IRUSR)
    return path


def documents(corpus):
    """Paths below the corpus, in order: meetings and bodies, and meetings alone."""
    rows = sorted(os.path.relpath(os.path.join(folder, name), corpus)
                  for folder, _, names in os.walk(corpus) for name in names if name.endswith(".xml"))
    return rows, [path for path in rows if os.path.basename(path).count(".") == 1 and os.path.basename(path) != "body.xml"]


def spread(rows, count):
    """So many of them, evenly."""
    return [rows[i * len(rows) // count] for i in range(min(count, len(rows)))]


class Loop:
    """The shell script: for each document xmllint, three xsltproc and zip. The stylesheets are minutec's own; the trees that
    they read were resolved beforehand."""

    def __init__(self, bench, corpus, sample):
        self.bench, self.count, folder = bench, len(sample), bench.path("loop")
        subprocess.run([bench.minutec, "stylesheet", "-o", folder], check=True, stdout=subprocess.DEVNULL)
        schema, styles = os.path.join(bench.root, "schemas", "minutes.xsd"), os.path.join(folder, "stylesheets")
        lines = ["set -eu", f"cd {shlex.quote(folder)}"]
        for number, path in enumerate(sample):
            resolved = bench.path("loop", f"{number}.xml")
            subprocess.run([bench.minutec, "render", os.path.join(corpus, path), "-q", "-f", "resolved", "-o", resolved], check=True)
            lines += [f"xmllint --noout --nonet --schema {shlex.quote(schema)} {shlex.quote(os.path.join(corpus, path))} 2>/dev/null",
                      f"xsltproc --nonet {shlex.quote(styles)}/html/minutes.xsl {number}.xml > out/{number}.html",
                      f"xsltproc --nonet {shlex.quote(styles)}/text/minutes.xsl {number}.xml > out/{number}.txt",
                      f"xsltproc --nonet {shlex.quote(styles)}/docx/minutes.xsl {number}.xml > parts/word/document.xml",
                      f"(cd parts && zip -q -X -r ../out/{number}.docx .)"]
        self.constant_parts(corpus, sample[0])
        self.script = write(bench.path("loop", "loop.sh"), "\n".join(lines) + "\n")

    def constant_parts(self, corpus, path):
        """What is the same in every Word document lies there, unpacked from one that minutec made."""
        bench = self.bench
        os.makedirs(bench.path("loop", "out"), exist_ok=True)
        made = subprocess.run([bench.minutec, "render", os.path.join(corpus, path), "-q", "-f", "docx"], check=True, capture_output=True)
        with zipfile.ZipFile(io.BytesIO(made.stdout)) as file:
            file.extractall(bench.path("loop", "parts"))

    def __call__(self):
        self.bench.set_aside(self.bench.path("loop", "out"))
        os.makedirs(self.bench.path("loop", "out"))
        return self.bench.cost("sh", self.script) / self.count


class Pandoc:
    """One process a document and format, as a script would call it."""

    def __init__(self, bench, corpus, sample):
        self.bench, self.count, lines = bench, len(sample), ["set -eu", f"cd {shlex.quote(bench.path('pandoc'))}"]
        for number, path in enumerate(sample):
            write(bench.path("pandoc", f"{number}.md"), markdown(os.path.join(corpus, path)))
            lines += [f"pandoc -s {number}.md -o out.html", f"pandoc -t plain --columns=72 {number}.md -o out.txt",
                      f"pandoc {number}.md -o out.docx"]
        self.script = write(bench.path("pandoc", "loop.sh"), "\n".join(lines) + "\n")

    def __call__(self):
        return self.bench.cost("sh", self.script) / self.count


class Ninja:
    """A graph of the same size that is up to date: an edge a document, from its source, its body and the schema to three
    outputs. Sources and outputs are empty, as only their times are looked at."""

    def __init__(self, bench, corpus):
        self.bench, self.folder = bench, bench.path(f"ninja-{os.path.basename(corpus)}")
        _, meetings = documents(corpus)
        lines = ["rule make", "  command = touch $out", "build all: phony " + " ".join(f"out/{path[:-4]}.html" for path in meetings)]
        if not os.path.exists(os.path.join(self.folder, "done")):
            write(os.path.join(self.folder, "minutes.xsd"), "")
            for path in meetings:
                write(os.path.join(self.folder, "in", path), "")
                write(os.path.join(self.folder, "in", os.path.dirname(path), "body.xml"), "")
        for path in meetings:
            outputs = " ".join(f"out/{path[:-4]}.{kind}" for kind in ("html", "txt", "docx"))
            lines.append(f"build {outputs}: make in/{path} | in/{os.path.dirname(path)}/body.xml minutes.xsd")
        lines.append("default all")
        text = "\n".join(lines) + "\n"
        if not os.path.exists(os.path.join(self.folder, "done")):
            write(os.path.join(self.folder, "build.ninja"), text)
            subprocess.run(["ninja", "-C", self.folder, "--quiet"], check=True, stdout=subprocess.DEVNULL)
            write(os.path.join(self.folder, "done"), "")

    def __call__(self):
        cost = self.bench.cost("ninja", "-C", self.folder)
        with open(self.bench.path("words"), encoding="utf-8") as words:
            if "no work to do" not in words.read():
                raise SystemExit("bench: ninja found something to do")
        return cost
