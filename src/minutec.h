/* libminutec: the compiler for the minutes of meetings.
 *
 * A run reads structured XML minutes, checks them against the grammar, links the meetings of each body and writes documents.
 * Everything it has to say is kept as findings; nothing is printed. Text is UTF-8. Strings given are copied; strings
 * returned belong to the run and live until the next call on it, unless it says otherwise. A run belongs to one thread;
 * building forks worker processes (POSIX). Out of memory ends the process with status 3.
 *
 *     struct minutec *run = minutec_new();
 *     const char *paths[] = {"minutes"};
 *     int status = minutec_build(run, paths, 1, "public");
 *     fputs(minutec_findings(run, 0), stderr);
 *     minutec_free(run);
 */
#ifndef MINUTEC_H
#define MINUTEC_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What calls return: the exit status of the command. The worst wins. */
enum minutec_status {
    MINUTEC_OK = 0,      /* nothing worse than a warning */
    MINUTEC_ERRORS = 1,  /* errors in the input */
    MINUTEC_USAGE = 2,   /* an option, format or argument that does not exist */
    MINUTEC_MACHINE = 3  /* the machine failed: disk, memory, permission */
};

struct minutec;

struct minutec *minutec_new(void);     /* never NULL */
void minutec_free(struct minutec *run); /* NULL is fine */

/* Options, by name:
 *   data       folder with schemas/ and stylesheets/ to use instead of the built-in ones, where it holds them
 *   warning    "error", or "CODE=error|warning|note|off"; may be set several times
 *   audience   "public" (default): restricted passages are left out; "full": they are marked
 *   format     formats to build, separated by commas: html, txt, docx, odt, pdf, json (default: all but odt and pdf)
 *   history    "yes" or "no": whether documents tell what later meetings said (default: HTML and JSON do)
 *   as-of      ISO date that stands for today (default: each body's latest meeting)
 *   jobs       number of worker processes, 1 to 256 (default: the processors)
 *   source     "yes" (default) or "no": whether DOCX, ODT and HTML carry the text of their minutes, as far as their audience may see it
 *   cache      folder for the index (default: .minutec at the root of the sources, where building makes one)
 *   trust      "names": an output that is there by name is taken for what was written; "nothing" (default): its size and time are asked for
 * and for registers:
 *   body       ids of bodies, separated by commas; may be set several times (default: all)
 *   since, until  ISO dates: actions raised, meetings held, on these days and between them
 *   open, overdue  "yes": only actions that are open, or past their date
 *   owner      only actions of this one: an id, a name or former name, an alias, a group, a printed owner
 *   sort       body, owner, due, status, raised or none: what is open first, by when it is due (default: none)
 *   group      the same names (default: body); none: not grouped
 *   width      columns of text, 20 to 1000 (default: 80)
 * and for the next meeting, besides body:
 *   date       ISO date of the next meeting (default: as announced)
 *   force      "yes": a file that is there is overwritten
 * and for the parts of a build:
 *   linked     the linked file that minutec_render and minutec_write look meetings up in
 *   combine    "yes": minutec_link puts files together for a later linking, and links and reports nothing
 * and for importing, besides body (one id: the body of all files that the map says nothing of):
 *   map        file of lines "PATTERN = ID": the bodies of the files whose paths match
 *   tracked    "accept" (default) or "reject": what becomes of tracked changes
 *   report     where the report goes (default: import-report.json in the output)
 *   write      "yes": minutec_update writes what it finds; else it only tells
 *   prefer     "ours" or "theirs": where minutes and document changed the same since it was made, minutec_update keeps the minutes' words or takes
 *              the document's (default: neither, and nothing is written)
 * and for laying out and mending source files, besides audience:
 *   fill       "yes": long lines of prose are filled (default: the author's lines stay)
 *   number     "yes": items and actions without a number get the one that they are counted as
 *   show       "nothing" (default): files are written; "names", "diff" or "colour", a diff for a terminal: they are not, and what would change
 *              is shown
 * Returns MINUTEC_OK, or MINUTEC_USAGE with a finding. */
int minutec_set(struct minutec *run, const char *option, const char *value);

/* Called from minutec_build as documents are finished, then from 0 as PDFs are (what: "PDF"), from minutec_import as sources are read; what:
 * the source's path. */
typedef void minutec_progress(void *with, size_t done, size_t all, const char *what);
void minutec_on_progress(struct minutec *run, minutec_progress *progress, void *with);

/* Called from minutec_build for each document that is made, and each file that is removed: why. */
typedef void minutec_explained(void *with, const char *path, const char *why);
void minutec_on_explain(struct minutec *run, minutec_explained *explain, void *with);

/* Checks and links. paths: files, or folders that are searched for body.xml and the meetings beside it; none: the current folder.
 * A meeting's file named alone is linked with its siblings, but only its own findings are reported. */
int minutec_check(struct minutec *run, const char *const *paths, size_t count);

/* The same, and puts the mends that findings carry into the files, as long as there are any. *bytes tells what was mended, a line each;
 * NUL-ended. With option "show" as a diff nothing is written, and *bytes is the difference. */
int minutec_fix(struct minutec *run, const char *const *paths, size_t count, const char **bytes, size_t *size);

/* Source files in the canonical layout: files, or folders that are searched for minutes and bodies. Each is written whole or not at all, only
 * if it changes, and not if somebody changed it meanwhile; what is not well formed is left alone and reported. *bytes lists the files that were
 * written; with option "show" those that would be, or the difference, and then MINUTEC_ERRORS says that there are any. */
int minutec_fmt(struct minutec *run, const char *const *paths, size_t count, const char **bytes, size_t *size);
/* One source at hand, called name in findings: *bytes is its layout, or with option "show" as above. *size 0: it is not well formed. What is no
 * source of ours comes back as it is. */
int minutec_fmt_bytes(struct minutec *run, const char *name, const char *source, size_t source_size, const char **bytes, size_t *size);

/* Checks one document that is a source of minutes (Word, OpenDocument), and writes a copy of it in which each of its findings is a comment at
 * its paragraph. The document itself is left alone; comments that this put into it before are not in the copy. */
int minutec_comment(struct minutec *run, const char *file, const char *copy);

/* Checks, then writes OUTPUT/BODY/DATE.html (.txt, .docx, .json) and the site's pages. A meeting with errors is left out, the others are
 * written. Each file appears whole or not at all, and is left alone when its bytes would not change. */
int minutec_build(struct minutec *run, const char *const *paths, size_t count, const char *output);

/* One document: a meeting's file (with option "linked": as it was linked there, and nothing else is read), or a resolved tree as format
 * "resolved" prints it. *bytes is NUL-ended; NULL and 0 on errors. */
int minutec_render(struct minutec *run, const char *file, const char *format, const char **bytes, size_t *size);

/* The parts of a build, one by one, so that they can be spread over machines (docs/scale.md). Each depends on the files it is given and on
 * the options, and on nothing else; which must be the same for all. *bytes is NULL and 0 where wrong usage or the machine leaves nothing.
 *
 * What reading one file gives: a body.xml, or a meeting's file, with the body.xml beside it. A file with errors has one too. */
int minutec_interface(struct minutec *run, const char *file, const char **bytes, size_t *size);
/* What linking gives. files: interfaces, and what other calls of this one gave, in any order; each file's interface may be there twice. */
int minutec_link(struct minutec *run, const char *const *files, size_t count, const char **bytes, size_t *size);
/* Writes what minutec_build would write of these meetings; without any, the site's pages. Needs option "linked". A meeting that has errors,
 * or is not what was linked, is left out, and reported. */
int minutec_write(struct minutec *run, const char *const *files, size_t count, const char *output);
/* The graph of all these steps, for what minutec_build would write, in the language of an engine: "ninja". The options set are part of it. */
int minutec_emit(struct minutec *run, const char *engine, const char *const *paths, size_t count, const char *output, const char **bytes,
                 size_t *size);

/* The actions of all bodies, or the attendance at their meetings, in a format: text, csv, json, ics, html (docs/registers.md). With as-of, as
 * was known on that day. *bytes is NUL-ended; NULL and 0 where wrong usage or the machine leaves nothing to say. */
int minutec_actions(struct minutec *run, const char *const *paths, size_t count, const char *format, const char **bytes, size_t *size);
int minutec_attendance(struct minutec *run, const char *const *paths, size_t count, const char *format, const char **bytes, size_t *size);
/* The file of a body's next meeting: the day announced, the members of that day, minutes to approve, open actions, what was put off.
 * format: "xml", or a form of it to type into: "docx", "odt", "md" (docs/clerk-marks.md). output NULL: *bytes is what the file would hold, NUL-ended,
 * NULL and 0 if it cannot be written; several bodies are wrong usage unless option "body" names one. Else the file that is written, or a folder:
 * OUTPUT/DATE.xml of one body, OUTPUT/BODY/DATE.xml of each of several. */
int minutec_next(struct minutec *run, const char *const *paths, size_t count, const char *format, const char *output, const char **bytes,
                 size_t *size);
/* An empty form, for a meeting that no other announces: with the body's members and the items of every meeting, without anything carried over.
 * Option "date" gives it a day; else it is OUTPUT/template.docx in a folder. */
int minutec_template(struct minutec *run, const char *const *paths, size_t count, const char *format, const char *output, const char **bytes,
                     size_t *size);

/* Legacy minutes as XML: files, or folders that are searched for them, in any order. Writes OUTPUT/BODY/DATE.xml, and body.xml for each
 * body that they name; one that is there is added to. What is there is never overwritten unless importing wrote it and nobody has edited
 * it since; sources that were imported before are not read again. *bytes lists the paths of the files that were written, a line each,
 * sorted; NUL-ended. One file that cannot be used stops no other. */
int minutec_import(struct minutec *run, const char *const *files, size_t count, const char *output, const char **bytes, size_t *size);

/* A document that minutec wrote of the minutes in file, and that somebody edited (Word, OpenDocument, HTML): *bytes tells what was
 * changed in it, a line each; NUL-ended, owned by the run. With option "write" the minutes are changed accordingly, if they then pass the
 * check. Option "audience" is that of the document. What cannot be taken over is a finding. */
int minutec_update(struct minutec *run, const char *file, const char *document, const char **bytes, size_t *size);

/* All findings so far, for people, sorted; colour: with the escape codes of terminals. least: 1 notes and worse, 2 warnings, 3 errors. */
const char *minutec_findings(struct minutec *run, int colour, int least);
/* Numbers of findings by level: 1 notes, 2 warnings, 3 errors. */
size_t minutec_count(struct minutec *run, int level);

/* What a finding means and how to mend it. NULL: no such code; then *nearest (may be NULL) names one that is near, or NULL. */
const char *minutec_explain(struct minutec *run, const char *code, const char **nearest);
/* The codes of all findings in the order of the stages, NULL after the last; static. */
const char *minutec_code(size_t index);

/* The built-in files: schemas/minutes.rnc, stylesheets/html/minutes.xsl, … Static; NULL: there is none. */
const char *minutec_file(const char *path, size_t *size);
/* Their paths, sorted; NULL after the last; static. */
const char *minutec_file_path(size_t index);

const char *minutec_version(void); /* "0.1.0"; static */

#ifdef __cplusplus
}
#endif

#endif
