"""samples/clerk-repository: the steps of its CI files, run here, after somebody dropped a document into the inbox."""
import os
import re

import clerk
from suite.harness import RELEASE, Case, fail_if, read

SAMPLE = os.path.join("samples", "clerk-repository")
MADE = "minutes/tidewell-gardens/2025-03-11.xml"


def github(text):
    """What the steps run, but for the one that installs programs."""
    steps = re.findall(r"^      - name: (\w+)\n        run: \|\n((?: {10}.*\n)+)", text, re.M)
    return [line.strip() for name, lines in steps if name != "Install" for line in lines.splitlines()]


def gitlab(text):
    return re.findall(r"^    - (.+)$", text.partition("  script:\n")[2].partition("  artifacts:")[0], re.M)


JOBS = {"github": (os.path.join(".github", "workflows", "minutes.yml"), github), "gitlab": (".gitlab-ci.yml", gitlab)}


class Repository:
    """The sample as a repository with an origin, and a job for it."""

    def __init__(self, context, job):
        context.needs("git", "bash")
        self.context, self.folder = context, context.copy(SAMPLE, "work")
        file, lines = JOBS[job]
        self.script = "\n".join(lines(read(os.path.join(self.folder, file))))
        os.makedirs(context.path("bin"))
        os.symlink(context.program, context.path("bin", "minutec"))
        context.tool("git", "init", "-q", "--bare", "-b", "main", context.path("origin.git"))
        context.tool("git", "-C", context.path("origin.git"), "config", "receive.advertisePushOptions", "true")
        context.write(".gitconfig", f'[user]\nname = A clerk\nemail = clerk@tidewell-gardens.example\n[push]\ndefault = current\n'
                                    f'[url "{context.path("origin.git")}"]\ninsteadOf = https://minutes:secret@git.example/tidewell/minutes.git\n')
        for command in (("init", "-q", "-b", "main"), ("remote", "add", "origin", context.path("origin.git")), ("add", "-A"),
                        ("commit", "-q", "-m", "Begin"), ("push", "-q", "-u", "origin", "main")):
            self.git(*command)

    def git(self, *command):
        return self.context.tool("git", *command, cwd=self.folder).out

    def drop(self, name, content):
        with open(os.path.join(self.folder, "inbox", name), "wb") as file:
            file.write(content)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", name)

    def run(self):
        env = {"PATH": self.context.path("bin") + ":" + os.environ["PATH"], "CI_COMMIT_BRANCH": "main", "CI_SERVER_HOST": "git.example",
               "CI_PROJECT_PATH": "tidewell/minutes", "MINUTES_TOKEN": "secret", "MINUTEC_CACHE": None}
        return self.context.run("bash", "-euo", "pipefail", "-c", self.script, cwd=self.folder, env=env)

    def head(self):
        self.git("fetch", "-q", "origin")
        return self.git("rev-parse", "origin/main")

    def pushed(self):
        self.head()
        return self.git("ls-tree", "-r", "--name-only", "origin/main").splitlines()


def filled(context):
    """The form of the next meeting, as the clerk of the sample fills it in."""
    form, done = context.path("form.docx"), context.path("filled.docx")
    context.minutec("next", os.path.join(context.root, SAMPLE, "minutes"), "-f", "docx", "-o", form)
    clerk.fill_file(form, done)
    return read(done, "rb")


def dropped(job):
    """A filled form becomes a page, documents and XML that is kept; a second run has nothing to do."""
    def run(context):
        context.needs("soffice")
        repository = Repository(context, job)
        fail_if(len(repository.script.splitlines()) < 8, f"the job is not what was expected\n{repository.script}")
        repository.drop("March.docx", filled(context))
        result = repository.run()
        fail_if(result.status != 0, f"the job ended with {result.status}\n{result.err}")
        for name in ("index.html", *(f"tidewell-gardens/2025-03-11.{ending}" for ending in ("html", "docx", "pdf"))):
            fail_if(not os.path.exists(os.path.join(repository.folder, "public", name)), f"public/{name} is missing")
        fail_if(MADE not in repository.pushed() or any(name.startswith("public/") for name in repository.pushed()), f"kept: {repository.pushed()}")
        source = read(os.path.join(repository.folder, MADE))
        for words in ("We open the gates to everybody", 'action="2025-01-14#2a"', "There will be tea"):
            fail_if(words not in source, f"no {words} in\n{source}")
        fail_if(repository.git("status", "--porcelain"), repository.git("status", "--porcelain"))
        before = repository.head()
        again = repository.run()
        fail_if(again.status != 0 or repository.head() != before, f"a second run does something\n{again.err}")
    return run


def broken(job):
    """A document that cannot be read stops the job before anything is kept or published."""
    def run(context):
        repository = Repository(context, job)
        before = repository.head()
        repository.drop("Broken.docx", b"PK\x03\x04 this is no document")
        result = repository.run()
        fail_if(result.status != 1 or "Broken.docx" not in result.err, f"status {result.status}\n{result.err}")
        fail_if(os.path.exists(os.path.join(repository.folder, "public")), "something was published")
        fail_if(repository.head() != before, "something was kept")
    return run


def cases(suite):
    for job in JOBS:
        yield Case(f"clerk/{job}", dropped(job), (RELEASE,), limit=120)
        yield Case(f"clerk/{job}-broken", broken(job), (RELEASE,))
