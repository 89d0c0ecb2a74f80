"""Completion of command lines: the scripts of `minutec completion`, in the shells themselves.

In bash and zsh keys are typed at a terminal: a line, a key that inserts all that is offered, and a key that writes the line down. fish has
`complete -C`. What is offered is compared without what stands before the last `=`, colon or comma, which some shells insert with it and some do not,
and without what they add to it: a slash, an equals sign.
"""
import contextlib
import json
import os
import pty
import re
import select
import shutil
import signal
import time

from suite.harness import RELEASE, Case, Failure, fail_if

EVERYWHERE = ["body.xml", "form.docx", "papers/", "with space/"]
# A line, what must be offered, and whether nothing else may be.
SITUATIONS = (
    ("minutec chec", ["check"], True),
    ("minutec ", ["check", "build", "completion", "help"], False),
    ("minutec --", ["--help", "--version"], True),
    ("minutec help expl", ["explain"], True),
    ("minutec check --comm", ["--comments"], True),
    ("minutec schema --", ["--output", "--help"], True),
    ("minutec check --audience ", ["public", "full"], True),
    ("minutec check --audience=", ["public", "full"], True),
    ("minutec check -q --audience=f", ["full"], True),
    ("minutec check -W action-dro", ["action-dropped="], True),
    ("minutec check -W err", ["error"], True),
    ("minutec check -Waction-dro", ["action-dropped="], True),
    ("minutec check -W action-dropped=", ["error", "warning", "note", "off"], True),
    ("minutec check --warning=action-dropped=w", ["warning"], True),
    ("minutec build -f ", ["html", "txt", "docx", "json", "odt", "pdf"], True),
    ("minutec build -f html,do", ["docx"], True),
    ("minutec build --format=html,od", ["odt"], True),
    ("minutec actions -f ", ["text", "csv", "json", "ics", "html"], True),
    ("minutec render -f reso", ["resolved"], True),
    ("minutec actions --sort d", ["due"], True),
    ("minutec explain action-o", ["action-overdue"], True),
    ("minutec explain usage action-o", ["action-overdue"], True),
    ("minutec completion ", ["bash", "zsh", "fish", "json"], True),
    ("minutec schema minutes.rn", ["minutes.rng", "minutes.rnc"], True),
    ("minutec check ", EVERYWHERE, True),
    ("minutec check papers/", ["papers/2024-10-02.xml"], True),
    ("minutec check -- for", ["form.docx"], True),
    ("minutec check -W error bod", ["body.xml"], True),
    ("minutec import old", ["old.rtf"], True),
    ("minutec link ", ["body.mi", "papers/", "with space/"], True),
    ("minutec build -o ", ["papers/", "with space/"], True),
    ("minutec build --output=pa", ["papers/"], True),
    ("minutec import --map no", ["notes.log"], True),
    ("minutec actions --since ", [], True),
    ("minutec check --no-such", [], True),
    ("minutec no-such-command ", [], True),
)
# What a later row of the tables brings: looked at where the option is there.
WITH_OPTION = {
    "diagnostics": (("minutec check --diagnostics ", ["text", "json", "sarif", "junit", "github", "gnu"], True),
                    ("minutec check --diagnostics=sa", ["sarif"], True),
                    ("minutec check --diagnostics=sarif:bod", ["sarif:body.xml", "sarif:body.mi"], True),
                    ("minutec check --diagnostics sarif:no", ["sarif:notes.log"], True)),
    "color": (("minutec check --color=n", ["never"], True),),
    "fix": (("minutec check --fi", ["--fix"], True), ("minutec fmt --dif", ["--diff"], True), ("minutec fmt bod", ["body.xml"], True)),
}
# Keys as somebody types them, and the line they make.
TYPED = (
    ("minutec che\t--audience pub\t", "minutec check --audience public "),
    ("minutec check -W action-dro\tof\t", "minutec check -W action-dropped=off "),
    ("minutec check with\t", "minutec check with\\ space/"),
    ("minutec check bod\t", "minutec check body.xml "),
)
BASH = """
HISTFILE= PS1= PS2= IFS=,
set -u
set +o history
bind 'set bell-style none'
bind 'set enable-bracketed-paste off'
bind '"\\C-xa": insert-completions'
write_down() { printf '%s\\n' "$READLINE_LINE" >>"$OUT"; READLINE_LINE= READLINE_POINT=0; }
bind -x '"\\C-xp": write_down'
source "$SCRIPT"
echo ready >>"$OUT"
"""
ZSH = """
PS1= PROMPT_EOL_MARK= LISTMAX=-1
unsetopt beep zle_bracketed_paste always_last_prompt auto_list
fpath=("$FOLDER" $fpath)
autoload -Uz compinit
compinit -u -D
zstyle ':completion:all-matches:*' completer _all_matches _complete
zstyle ':completion:all-matches:*' old-matches false
zstyle ':completion:all-matches:*' insert true
zle -C all-matches complete-word _generic
bindkey '^Xa' all-matches
write_down() { print -r -- "$BUFFER" >>"$OUT"; BUFFER= }
zle -N write_down
bindkey '^Xp' write_down
bindkey '^I' complete-word
echo ready >>"$OUT"
"""
SOURCED = ZSH.replace('fpath=("$FOLDER" $fpath)\n', "").replace("echo ready", 'source "$SCRIPT"\necho ready')


class Terminal:
    """A shell at a terminal of its own; what it writes down is in a file."""

    def __init__(self, context, command, setup, more):
        self.context, self.lines = context, 0
        self.out = context.path("written-down")
        open(self.out, "w", encoding="utf-8").close()
        env = context.environment({"OUT": self.out, "TERM": "dumb", "INPUTRC": os.devnull, "ZDOTDIR": context.path("no-such-folder"), **more})
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(context.path("here"))
            os.execvpe(command[0], command, env)
        self.type(f"source '{context.write('setup', setup)}'\r")
        fail_if(self.written() != "ready", "the shell does not begin")

    def type(self, keys):
        os.write(self.terminal, keys.encode("utf-8"))

    def written(self):
        """The next line that is written down."""
        until = time.monotonic() + 20
        said = b""
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                if select.select([self.terminal], [], [], 0.02)[0]:
                    said += os.read(self.terminal, 65536)
            with open(self.out, encoding="utf-8") as file:
                lines = file.read().split("\n")
            if len(lines) > self.lines + 1:
                self.lines += 1
                return lines[self.lines - 1]
        raise Failure(f"nothing was written down\n{said[-2000:].decode('utf-8', 'replace')}")

    def close(self):
        with contextlib.suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def words_of(line):
    return [word.replace("\\ ", " ") for word in re.findall(r"(?:\\.|\S)+", line)]


def bare(word):
    """A candidate without what was typed before it."""
    return re.split(r"[=,:]|^-W", word.rstrip("=/,:"))[-1]


def compare_offers(line, wanted, only, offered):
    got = {bare(word) for word in offered}
    missing = {bare(word) for word in wanted} - got
    more = got - {bare(word) for word in wanted} if only else set()
    fail_if(missing or more, f"'{line}': not offered: {sorted(missing)}, offered: {sorted(more)}")


def situations(context):
    """The situations that the program's tables are ready for."""
    there = {option["word"] for command in table(context)["commands"] for option in command["options"]}
    return [*SITUATIONS, *(row for option, rows in WITH_OPTION.items() if option in there for row in rows)]


def prepare(context, shell):
    """The script of a shell, and a folder with files to choose from."""
    context.needs(shell)
    for name in ("body.xml", "form.docx", "notes.log", "old.rtf", "body.mi", "papers/2024-10-02.xml", "papers/plan.png", "with space/a.xml"):
        context.write(os.path.join("here", name), "")
    return context.write("_minutec", context.minutec("completion", shell).out)


def at_terminal(shell, command, setup):
    def run(context):
        script = prepare(context, shell)
        terminal = Terminal(context, command, setup, {"SCRIPT": script, "FOLDER": context.tmp})
        try:
            for line, wanted, only in situations(context):
                terminal.type(line + "\x18a\x18p")
                before, after = words_of(line), words_of(terminal.written())
                offered = after[len(before) - (not line.endswith(" ")):]
                unchanged = not line.endswith(" ") and offered == before[-1:]
                compare_offers(line, wanted, only, [] if unchanged else offered)
            for keys, wanted in TYPED:
                terminal.type(keys + "\x18p")
                got = terminal.written()
                fail_if(got != wanted, f"{keys!r} makes {got!r}, not {wanted!r}")
        finally:
            terminal.close()
    return run


def in_fish(context):
    script = prepare(context, "fish")
    for line, wanted, only in situations(context):
        said = context.tool("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script, line, cwd=context.path("here"))
        fail_if(said.err, f"'{line}': {said.err}")
        compare_offers(line, wanted, only, [candidate.split("\t")[0] for candidate in said.out.splitlines()])


def table(context):
    return json.loads(context.minutec("completion", "json").out)


def nothing_is_forgotten(context):
    """Every command and every option that its help names is in the table, and in the scripts."""
    known = table(context)
    overview = context.minutec("help").out
    names = [command["name"] for command in known["commands"]]
    fail_if(names != re.findall(r"^  minutec (\S+)", overview, re.M), f"commands are missing: {names}")
    for command in known["commands"]:
        told = re.findall(r"^  (?:-\S, |    )? *--(\S+)", context.minutec(command["name"], "--help").out, re.M)
        fail_if(told != [option["word"] for option in command["options"]], f"{command['name']}: {told}")
    for shell in ("bash", "zsh", "fish"):
        script = context.minutec("completion", shell).out
        for word in (*names, *known["codes"], *(option["word"] for command in known["commands"] for option in command["options"])):
            fail_if(not re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", script), f"{shell}: {word} is missing")
        fail_if(script != context.minutec("completion", shell).out, f"{shell}: not the same twice")
    told = context.minutec("explain").out.splitlines()
    fail_if(len(known["codes"]) < 50 or told[:len(known["codes"])] != known["codes"], "codes are missing")


def words_are_taken(context):
    """Every word that an option offers is one that the command takes; pdf, which other programs make, is not tried."""
    context.copy("samples/clerk-repository/minutes/tidewell-gardens", "here")
    more = {"build": ["-o", context.path("out")], "render": ["2025-01-14.xml"], "import": ["-o", context.path("out")], "fmt": ["body.xml"]}
    tried = 0
    for command in table(context)["commands"]:
        for option in command["options"]:
            for word in option["words"] if option["kind"] in ("word", "list") else ():
                if word != "pdf":
                    tried += 1
                    arguments = [command["name"], f"--{option['word']}={word}", *more.get(command["name"], ())]
                    result = context.run(context.program, *arguments, cwd=context.path("here"))
                    fail_if(f"'{word}'" in result.err and "[usage]" in result.err, f"minutec {' '.join(arguments)}: {result.err}")
                    shutil.rmtree(context.path("out"), ignore_errors=True)
    fail_if(tried < 30, f"only {tried} words")
    said = context.minutec("actions", "--sort=no-such-word", cwd=context.path("here"), status=2).err
    fail_if("'no-such-word'" not in said, f"a word that is not taken is told of in another way: {said}")


def wrong_shells(context):
    said = context.minutec("completion", "fishh", status=2).err
    fail_if("did you mean 'fish'?" not in said, said)
    said = context.minutec("completion", "powershell", status=2).err
    fail_if("bash, zsh, fish or json" not in said, said)
    context.minutec("completion", status=2)
    context.minutec("completion", "bash", "zsh", status=2)
    with open("/dev/full", "wb") as full:
        result = context.run(context.program, "completion", "bash", stdout=full)
    fail_if(result.status != 3 or "[cannot-write]" not in result.err, f"{result.status}: {result.err}")


def cases(suite):
    yield Case("completion/bash", at_terminal("bash", ["bash", "--norc", "--noprofile", "-i"], BASH), (RELEASE,))
    yield Case("completion/zsh", at_terminal("zsh", ["zsh", "-f", "-i"], ZSH), (RELEASE,))
    yield Case("completion/zsh-sourced", at_terminal("zsh", ["zsh", "-f", "-i"], SOURCED), (RELEASE,))
    yield Case("completion/fish", in_fish, (RELEASE,))
    yield Case("completion/complete", nothing_is_forgotten)
    yield Case("completion/words", words_are_taken, (RELEASE,))
    yield Case("completion/wrong", wrong_shells)
