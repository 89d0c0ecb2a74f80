#include "cli/cli.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FINDINGS "warning diagnostics max-findings color quiet"
#define PARTS FINDINGS " audience data"
#define LINKING PARTS " as-of cache jobs"

static const struct command commands[] = {
    {"check", "check [PATH…]", "check minutes against the grammar and link them; write nothing",
     "PATH is a file, or a folder that is searched for body.xml and the meetings beside it; left out, the current folder.\n"
     "A meeting's file named alone is linked with its siblings, but only its own findings are reported. Minutes are XML, or a\n"
     "document (.docx, .odt, .md) that 'next' or 'template' made and somebody filled in; other documents are passed over.\n"
     "With --comments COPY, PATH is one such document, Word or OpenDocument: COPY becomes a copy of it in which each finding is a\n"
     "comment at its paragraph. --fix puts the mends into the files that are certain to be right, and tells what it mended; --fix --diff\n"
     "shows them and writes nothing.",
     LINKING " comments fix diff baseline write-baseline", command_check},
    {"build", "build [PATH…] -o DIR", "check, then write documents and the pages that list them",
     "Writes DIR/BODY/DATE.html, .txt, .docx and .json, DIR/BODY/index.html and DIR/index.html; .odt and .pdf with -f. A\n"
     "meeting with errors is left out and the others are written. Only what changed, or shows something that changed, is made again; what has no\n"
     "source any more is removed. What is known from earlier runs lies in .minutec at the root of the sources, which may be\n"
     "deleted at any time: that costs time, nothing else. --emit ninja writes nothing there: it prints the same build as a graph\n"
     "of the commands interface, link and render (docs/scale.md).",
     LINKING " output format history no-history no-source verbose explain trust-names emit baseline", command_build},
    {"render", "render FILE -f FORMAT [-o FILE]", "write one document to standard output or a file",
     "FORMAT is html, txt, docx, odt, pdf, json, or resolved: the tree that the stylesheets read, which can itself be rendered.\n"
     "A PDF is made by LibreOffice or, without it, by Chromium.\n"
     "With --linked LINKED nothing but FILE and LINKED is read. Then -o DIR/, a folder, writes what build would write of FILE,\n"
     "or of several, in all formats or in those of -f; without FILE, the site's pages. A meeting with errors is left out, and so\n"
     "is one that is not what was linked: exit status 1.",
     LINKING " output format history no-history no-source linked", command_render},
    {"interface", "interface FILE [-o F.mi]", "read one file for linking elsewhere",
     "FILE is a body.xml, or a meeting's file, with which the body.xml beside it is read and nothing else. A file with errors has\n"
     "an interface too, which says so.",
     PARTS " output", command_interface},
    {"link", "link F.mi… [-o LINKED]", "link what was read elsewhere",
     "Takes interfaces and linked files, in any order; @LIST stands for the files that LIST names, one a line, quoted as for a\n"
     "shell where that is needed. --combine puts files together for a later link: nothing is linked and nothing reported.",
     PARTS " as-of jobs output combine", command_link},
    {"actions", "actions [PATH…]", "list the actions of all meetings, and what became of them",
     "FORMAT is text (default), csv, json, ics (tasks for a calendar) or html.\n"
     "Open are actions that are open, in progress or proposed for closure; requests that are not tracked are not among them.\n"
     "--since and --until go by the day an action was raised. --as-of shows what was known on that day: later steps do not\n"
     "count, and actions raised later are not there. NAME is an id, a name, a former name, an alias, a group or an owner as\n"
     "printed, however its letters are written. KEY is body, owner, due, status, raised or none.\n"
     "--group body is usual; grouped by owner, an action stands under each of its owners; by due date, under its month.\n"
     "--sort none is usual: what is open first, by the date it is due; what is closed as it was raised. Equals stand in the\n"
     "order of their bodies' ids, then of their addresses. Groups are for text and html; the others keep their order alone.\n"
     "The width of text is --width, else COLUMNS, else that of the terminal, else 80; below 60 it is a list, from 132 on\n"
     "every column stands by itself. CSV cells that a spreadsheet would run begin with an apostrophe.",
     LINKING " output format open overdue owner since until body sort group width", command_actions},
    {"attendance", "attendance [PATH…]", "tell who came to which meeting, how often, and whether enough came",
     "FORMAT is text (default), csv, json, ics (the meetings for a calendar) or html.\n"
     "P present, R present online, A apologies, D a deputy came for them, or they came as a deputy, – absent, ? not recorded,\n"
     "V the seat was vacant; nothing: not a member then. Possible are the meetings held while somebody was a member, of which\n"
     "it is recorded who came; the rate is attended of possible. Months since somebody was last seen are whole calendar months\n"
     "up to the body's latest meeting or --as-of. --since and --until choose meetings by their day.",
     LINKING " output format since until body width", command_attendance},
    {"next", "next [PATH…] [-f FORMAT] [-o PATH]", "write the file of a body's next meeting",
     "The day, time and place as announced, the members of that day, the minutes to approve, open actions, what was put\n"
     "off, and the items that every meeting has. FORMAT is xml (default), or a form to type the minutes into: docx for Word, odt\n"
     "for LibreOffice, md for any editor. With -o FILE: writes that file. With -o DIR: DIR/DATE.xml of one body,\n"
     "DIR/BODY/DATE.xml of several. A file that is there is left alone without --force.",
     PARTS " cache jobs output format body date force", command_next},
    {"template", "template [PATH…] [-f FORMAT] [-o PATH]", "write an empty form for a meeting's minutes",
     "A form to type minutes into, docx (default), odt or md: the members of the body and the items that every meeting has, but\n"
     "nothing from earlier meetings, for which see 'next -f docx'. --date gives it a day. With -o FILE: writes that file. With -o DIR:\n"
     "DIR/template.docx of one body, DIR/BODY/template.docx of several. A file that is there is left alone without --force.",
     PARTS " cache jobs output format body date force", command_template},
    {"import", "import FILE… -o DIR", "turn legacy minutes into XML, with every word accounted for",
     "Reads Word (.docx), OpenDocument (.odt, .fodt), HTML, Markdown and text; .doc, .rtf and .pdf where LibreOffice and pdftotext are\n"
     "installed. FILE may be a folder: it is searched for files with these endings. Writes DIR/BODY/DATE.xml for each meeting, and\n"
     "DIR/BODY/body.xml with the people and names of each body; one that is there is added to. Prints the path of each file it wrote.\n"
     "The body is the one that the minutes name, or --body ID, or what --map FILE says, whose lines are PATTERN = ID.\n"
     "What has no day, no words, or is a second copy or no minutes at all is put aside and reported. DIR/.minutec-import remembers\n"
     "what was imported: run again, only what is new or has changed is read, and a file that somebody has edited is left alone.\n"
     "DIR/import-report.json, or --report FILE, tells what became of each source and of its words;\n"
     "DIR/import-report/index.html shows it: each source beside what it became, what is in doubt first.\n"
     "With --update MINUTES.xml instead of -o, FILE is one document that minutec wrote of these minutes and somebody edited: prints what was\n"
     "changed in it, and with --write changes the minutes.",
     PARTS " verbose progress jobs output body map tracked report update write ours theirs", command_import},
    {"fmt", "fmt FILE…", "write source files in the one canonical layout",
     "FILE is a file of minutes or a body.xml, a folder that is searched for them, or - for standard input, which goes to standard output.\n"
     "Only files that change are written; their meaning, comments and instructions stay. A file that is not well formed is left alone. With\n"
     "--check or --diff nothing is written, and exit status 1 says that something would be.",
     PARTS " verbose check diff fill number", command_fmt},
    {"schema", "schema [NAME] [-o DIR]", "list, print or export the grammar",
     "Without NAME or -o: lists the files. With NAME, such as rnc, xsd or minutes.rng: prints it. With -o: writes\n"
     "DIR/schemas, for --data DIR and for editors.",
     "output", command_schema},
    {"stylesheet", "stylesheet [NAME] [-o DIR]", "list, print or export the stylesheets and labels",
     "Without NAME or -o: lists the files. With NAME, such as html/minutes.xsl: prints it. With -o: writes\n"
     "DIR/stylesheets, to be changed and used with --data DIR.",
     "output", command_stylesheet},
    {"explain", "explain [CODE]", "say what a finding means and how to mend it", "Without CODE: lists all codes.", "", command_explain},
    {"completion", "completion SHELL", "print what completes command lines in a shell",
     "SHELL is bash, zsh or fish: prints a script for it, which 'make install' puts where the shell looks. In a shell of one's own,\n"
     "bash: source <(minutec completion bash); fish: minutec completion fish | source; zsh: write it to a file _minutec in a\n"
     "folder of $fpath. json is not a shell: it prints the commands, their options and what these take, for other programs.",
     "", command_completion},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

#define KEPT(field) NULL, "yes", offsetof(struct invocation, field)

static const struct option options[] = {
    {'o', "output", "PATH", "where to write", KEPT(output)},
    {'f', "format", "FORMAT", "the format to write; build takes several, separated by commas (default: all)", KEPT(format)},
    {'j', "jobs", "N", "number of worker processes (default: the processors)", "jobs", NULL, 0},
    {'W', "warning", "LEVEL", "error: warnings count as errors; CODE=error|warning|note|off, of a finding or a group; the last holds",
     "warning", NULL, 0},
    {0, "diagnostics", "FORM[:FILE]", "how findings are told: text (default), json, sarif, junit, github or gnu; with a file, there, too",
     "diagnostics", NULL, 0},
    {0, "max-findings", "N", "tell the worst N only", "max-findings", NULL, 0},
    {0, "color", "WHEN", "auto (default): on terminals; always; never", KEPT(color)},
    {0, "baseline", "FILE", "what stands there is known and does not count", "baseline", NULL, 0},
    {0, "write-baseline", "FILE", "write all that is found there, as known from now on", "write-baseline", NULL, 0},
    {0, "audience", "WHO", "public (default): leave restricted passages out; full: mark them", "audience", NULL, 0},
    {0, "history", NULL, "tell in every format what later meetings said", "history", "yes", 0},
    {0, "no-history", NULL, "tell it in none", "history", "no", 0},
    {0, "no-source", NULL, "do not put the text of the minutes into the documents", "source", "no", 0},
    {0, "as-of", "DATE", "the day that counts as today (default: each body's latest meeting)", "as-of", NULL, 0},
    {0, "body", "ID", "only of this body; several separated by commas, or given several times", "body", NULL, 0},
    {0, "date", "DATE", "the day of the next meeting (default: as announced)", "date", NULL, 0},
    {0, "force", NULL, "overwrite a file that is there", "force", "yes", 0},
    {0, "data", "DIR", "use the grammar, stylesheets and labels in DIR where it has them", "data", NULL, 0},
    {0, "cache", "DIR", "where to keep what is known from earlier runs (default: .minutec beside the sources)", "cache", NULL, 0},
    {0, "linked", "LINKED", "look up there what was linked, and read nothing else", KEPT(linked)},
    {0, "combine", NULL, "put files together for a later link", "combine", "yes", 0},
    {0, "emit", "ENGINE", "print the build as a graph, for ninja", KEPT(emit)},
    {0, "explain", NULL, "say why each document is made again, on standard output", KEPT(explain)},
    {0, "trust-names", NULL, "take outputs that are there by name for what was written, without asking for size and time", "trust",
     "names", 0},
    {0, "open", NULL, "only what is not closed", "open", "yes", 0},
    {0, "overdue", NULL, "only what is open and past its date", "overdue", "yes", 0},
    {0, "owner", "NAME", "only what is to be done by this person or group", "owner", NULL, 0},
    {0, "since", "DATE", "only from this day on", "since", NULL, 0},
    {0, "until", "DATE", "only up to this day", "until", NULL, 0},
    {0, "sort", "KEY", "the order of rows", "sort", NULL, 0},
    {0, "group", "KEY", "what rows stand together by", "group", NULL, 0},
    {0, "map", "FILE", "which bodies the files belong to: lines PATTERN = ID", "map", NULL, 0},
    {0, "tracked", "WHAT", "tracked changes: accept (default) or reject", "tracked", NULL, 0},
    {0, "report", "FILE", "where the report goes (default: import-report.json in DIR)", "report", NULL, 0},
    {0, "update", "MINUTES", "what was edited in a document made of these minutes", KEPT(update)},
    {0, "write", NULL, "change the minutes accordingly", "write", "yes", 0},
    {0, "comments", "COPY", "write a copy of the document with the findings as comments", KEPT(comments)},
    {0, "fix", NULL, "put what certainly mends a finding into the files", KEPT(fix)},
    {0, "check", NULL, "write nothing, name the files that would change", KEPT(check)},
    {0, "diff", NULL, "write nothing, show what would change", KEPT(diff)},
    {0, "fill", NULL, "fill long lines of prose that is nothing but paragraphs", "fill", "yes", 0},
    {0, "number", NULL, "give items and actions the numbers that they are counted as, where no address moves", "number", "yes", 0},
    {0, "ours", NULL, "where both changed the same since, keep what the minutes say", "prefer", "ours", 0},
    {0, "theirs", NULL, "where both changed the same since, take what the document says", "prefer", "theirs", 0},
    {0, "progress", NULL, "show how far it is, on a terminal", KEPT(progress)},
    {0, "width", "COLUMNS", "the width of text", KEPT(width)},
    {'q', "quiet", NULL, "print errors only", KEPT(quiet)},
    {'v', "verbose", NULL, "name each document as it is finished", KEPT(verbose)},
    {'h', "help", NULL, "print this help", KEPT(help)},
};

enum { OPTIONS = sizeof options / sizeof *options };

static bool takes(const struct command *command, const struct option *option)
{
    return strcmp(option->word, "help") == 0 || text_word_in(option->word, command->options);
}

const struct command *next_command(const struct command *after)
{
    const struct command *next = after ? after + 1 : commands;
    return next->name ? next : NULL;
}

const struct option *next_option(const struct command *command, const struct option *after)
{
    for (const struct option *option = after ? after + 1 : options; option < options + OPTIONS; option++)
        if (takes(command, option))
            return option;
    return NULL;
}

static void list_options(struct buf *out, const struct command *command)
{
    buf_str(out, "\nOptions:\n");
    for (const struct option *option = NULL; (option = next_option(command, option));) {
        char letter[4] = "   ", name[40];
        if (option->letter)
            snprintf(letter, sizeof letter, "-%c,", option->letter);
        snprintf(name, sizeof name, "--%s%s%s", option->word, option->value ? " " : "", option->value ? option->value : "");
        buf_printf(out, "  %s %-23s %s\n", letter, name, option->purpose);
    }
}

static int print_and_free(struct buf *out)
{
    int status = print_bytes(buf_text(out), out->size);
    buf_free(out);
    return status;
}

static int print_help(const struct command *command)
{
    struct buf out = BUF_INIT;
    buf_printf(&out, "minutec %s\n\n%s.\n\n%s\n", command->synopsis, command->purpose, command->more);
    list_options(&out, command);
    buf_str(&out, "\nExit status: 0 nothing worse than a warning, 1 errors in the input, 2 wrong usage, 3 the machine failed.\n");
    return print_and_free(&out);
}

static void list_commands(struct buf *out)
{
    enum { WIDTH = 36 };
    buf_printf(out, "minutec %s: the compiler for the minutes of meetings\n\n", minutec_version());
    for (const struct command *command = NULL; (command = next_command(command));) {
        int width = text_width(command->synopsis, strlen(command->synopsis));
        buf_printf(out, "  minutec %s%*s%s\n", command->synopsis, width < WIDTH ? WIDTH - width : 1, "", command->purpose);
    }
    buf_str(out, "\n'minutec COMMAND --help' tells more of each; 'minutec --version' prints the version.\n");
}

static int print_overview(bool asked)
{
    struct buf out = BUF_INIT;
    list_commands(&out);
    if (asked)
        return print_and_free(&out);
    fputs(buf_text(&out), stderr);
    buf_free(&out);
    return MINUTEC_USAGE;
}

int wrong_usage(const struct command *command, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "minutec: error: ");
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, " [usage]\n");
    if (command)
        fprintf(stderr, "usage: minutec %s\n'minutec %s --help' tells more\n", command->synopsis, command->name);
    return MINUTEC_USAGE;
}

static const struct option *find_option(const char *word, size_t size, const struct command *command)
{
    for (const struct option *option = NULL; (option = next_option(command, option));)
        if (strlen(option->word) == size && strncmp(option->word, word, size) == 0)
            return option;
    return NULL;
}

static const struct option *find_letter(char letter, const struct command *command)
{
    for (const struct option *option = NULL; (option = next_option(command, option));)
        if (option->letter == letter)
            return option;
    return NULL;
}

static const char *near_option(const char *word, const struct command *command)
{
    const char *words[OPTIONS];
    size_t count = 0;
    for (const struct option *option = NULL; (option = next_option(command, option));)
        words[count++] = option->word;
    return text_nearest(word, words, count);
}

static int take_option(struct invocation *invocation, const struct option *option, const char *value)
{
    const char *said = value ? value : option->to;
    if (option->set)
        return minutec_set(invocation->run, option->set, said);
    memcpy((char *)invocation + option->kept, &said, sizeof said);
    return MINUTEC_OK;
}

struct parser {
    const struct command *command;
    struct invocation *invocation;
    char **argv;
    int argc, next;
};

/* The option's value: what stands behind it, or the next argument. */
static int option_value(struct parser *parser, const struct option *option, const char *attached)
{
    const char *value = attached;
    if (!option->value && attached)
        return wrong_usage(parser->command, "--%s takes no value", option->word);
    if (option->value && !value) {
        if (parser->next >= parser->argc)
            return wrong_usage(parser->command, "--%s lacks its %s", option->word, option->value);
        value = parser->argv[parser->next++];
    }
    return take_option(parser->invocation, option, value);
}

static int parse_word(struct parser *parser, const char *word)
{
    size_t size = strcspn(word, "=");
    const struct option *option = find_option(word, size, parser->command);
    if (option)
        return option_value(parser, option, word[size] ? word + size + 1 : NULL);
    const char *near = near_option(word, parser->command);
    return wrong_usage(parser->command, "'%s' has no option --%s%s%s", parser->command->name, word,
                       near ? "; did you mean --" : "", near ? near : "");
}

static int parse_letters(struct parser *parser, const char *letters)
{
    for (; *letters; letters++) {
        const struct option *option = find_letter(*letters, parser->command);
        if (!option)
            return wrong_usage(parser->command, "'%s' has no option -%c", parser->command->name, *letters);
        if (option->value)
            return option_value(parser, option, letters[1] ? letters + 1 : NULL);
        int status = option_value(parser, option, NULL);
        if (status != MINUTEC_OK)
            return status;
    }
    return MINUTEC_OK;
}

static int parse(struct parser *parser)
{
    bool only_arguments = false;
    while (parser->next < parser->argc && !parser->invocation->help) {
        const char *argument = parser->argv[parser->next++];
        int status = MINUTEC_OK;
        if (only_arguments || argument[0] != '-' || !argument[1])
            parser->invocation->arguments[parser->invocation->count++] = argument;
        else if (strcmp(argument, "--") == 0)
            only_arguments = true;
        else if (argument[1] == '-')
            status = parse_word(parser, argument + 2);
        else
            status = parse_letters(parser, argument + 1);
        if (status != MINUTEC_OK)
            return status;
    }
    return MINUTEC_OK;
}

static const struct command *find_command(const char *name)
{
    for (const struct command *command = NULL; (command = next_command(command));)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

static int unknown_command(const char *name)
{
    const char *names[sizeof commands / sizeof *commands];
    size_t count = 0;
    for (const struct command *command = NULL; (command = next_command(command));)
        names[count++] = command->name;
    const char *near = text_nearest(name, names, count);
    return wrong_usage(NULL, "there is no command '%s'%s%s%s; 'minutec --help' lists them", name, near ? "; did you mean '" : "",
                       near ? near : "", near ? "'?" : "");
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

bool is_coloured(const struct invocation *invocation, int stream)
{
    const char *terminal = getenv("TERM"), *forced = getenv("CLICOLOR_FORCE");
    if (invocation->color && strcmp(invocation->color, "auto") != 0)
        return strcmp(invocation->color, "always") == 0;
    if (is_set("NO_COLOR"))
        return false;
    if (forced && *forced && strcmp(forced, "0") != 0)
        return true;
    return isatty(stream) && !(terminal && strcmp(terminal, "dumb") == 0);
}

int report(struct invocation *invocation, int status)
{
    enum { NOTES = 1, ERRORS = 3 };
    const char *err, *out;
    status = minutec_report(invocation->run, status, is_coloured(invocation, STDERR_FILENO), invocation->quiet ? ERRORS : NOTES, &err, &out);
    fputs(err, stderr);
    int printed = *out ? print_bytes(out, strlen(out)) : MINUTEC_OK;
    return printed > status ? printed : status;
}

static int run_command(const struct command *command, int argc, char **argv)
{
    const char **arguments = mem_zero((size_t)argc + 1, sizeof *arguments);
    struct invocation invocation = {.run = minutec_new(), .command = command, .arguments = arguments};
    const char *cache = getenv("MINUTEC_CACHE");
    if (cache && *cache)
        minutec_set(invocation.run, "cache", cache);
    struct parser parser = {command, &invocation, argv, argc, 2};
    int status = parse(&parser);
    if (invocation.help)
        status = print_help(command);
    else if (status == MINUTEC_OK && invocation.color && !text_word_in(invocation.color, "auto always never"))
        status = wrong_usage(command, "--color is auto, always or never, not '%s'", invocation.color);
    else if (status != MINUTEC_OK)
        report(&invocation, status);
    else
        status = command->run(&invocation);
    minutec_free(invocation.run);
    free(arguments);
    return status;
}

int main(int argc, char **argv)
{
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a write that fails, and is reported */
    const char *name = argc > 1 ? argv[1] : NULL;
    if (!name)
        return print_overview(false);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        const struct command *asked = argc > 2 ? find_command(argv[2]) : NULL;
        return asked ? print_help(asked) : argc > 2 ? unknown_command(argv[2]) : print_overview(true);
    }
    if (strcmp(name, "--version") == 0) {
        struct buf out = BUF_INIT;
        buf_printf(&out, "minutec %s\n", minutec_version());
        return print_and_free(&out);
    }
    const struct command *command = find_command(name);
    return command ? run_command(command, argc, argv) : unknown_command(name);
}
