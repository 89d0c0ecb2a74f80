/* From a linked meeting to documents: resolve writes everything a reader sees into the tree, formats write it down. */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "base/hash.h"
#include "corpus/corpus.h"
#include "document/document.h"

/* Grammar, stylesheets and labels: built in, or from a folder of the same layout. */
struct data;
/* NULL: the built-in. What a folder does not hold is taken from the program. */
struct data *data_new(const char *folder);
void data_free(struct data *data);
bool data_find(struct data *data, const char *path, const char **bytes, size_t *size); /* e.g. "stylesheets/html/minutes.xsl" */

/* Tells one grammar with its stylesheets and labels from another. */
struct hash data_hash(struct data *data);

/* Something made from the data, by name, and kept as long as the data lives; NULL: there is none yet. */
void *data_kept(struct data *data, const char *name);
void data_keep(struct data *data, const char *name, void *thing, void (*drop)(void *thing));

/* The grammar of the data, made once; goes with it. NULL: it cannot be used, which is reported unless log is NULL. */
struct grammar *data_grammar(struct data *data, struct diag_log *log);

/* Words of a language: stylesheets/common/labels.LANG.xml. */
struct labels;
struct labels *labels_new(struct data *data, const char *lang, struct diag_log *log); /* falls back to the language without region, then en */
void labels_free(struct labels *labels);
const char *labels_lang(const struct labels *labels);                    /* of the file that is used: "en-GB" */
const char *labels_dir(const struct labels *labels);                     /* "ltr" or "rtl" */
void labels_publish(const struct labels *labels, const char *group, struct node *node); /* those of a group, as attributes */
const char *label_known(const struct labels *labels, const char *name);  /* NULL if there is none */
const char *label(const struct labels *labels, const char *name);        /* never NULL: the name itself if there is none */
/* "{1}" to "{9}" filled in; args end with NULL, and what is not among them is left out. */
char *label_format(const struct labels *labels, struct arena *arena, const char *name, const char *const *args);
char *label_date(const struct labels *labels, struct arena *arena, const char *iso, bool weekday); /* "Wednesday 2 October 2024" */
char *label_time(const struct labels *labels, struct arena *arena, const char *hhmm);
char *label_join(const struct labels *labels, struct arena *arena, const char *const *names, size_t count); /* "A, B and C"; "" for none */

char *refs_path(struct arena *arena, const char *path); /* percent-encoded for a href */

/* Attachments are copied to BODY/files/PATH in the output, so that they never meet a document's name. */
#define FILES_FOLDER "files"

enum audience { AUDIENCE_PUBLIC, AUDIENCE_FULL };

struct resolve_options {
    enum audience audience;
    const char *site_root; /* relative path from the meeting's page to the site's root, "../"; */
    bool bare;             /* without the text of the source (r:source), which documents carry */
    /* Whether a meeting has, or will have, a page that links can lead to; NULL: all have. Asked of other meetings than the one at hand. */
    bool (*has_page)(void *with, const struct meeting_facts *meeting);
    struct hash (*facts_hash)(void *with, const struct meeting_facts *meeting); /* only site_register_key asks it */
    void *with;
};

/* Turns the meeting's tree into resolved XML (docs/resolved.md), in place. document, facts and linked belong together; the document's own
 * tree is used up: it can be rendered and printed, nothing else. Drops restricted passages first unless full. */
void resolve_meeting(struct document *document, const struct meeting_facts *facts, const struct linked *linked, struct data *data,
                     const struct resolve_options *options, struct diag_log *log);
/* The text of a meeting without restricted passages, comments and processing instructions, which are nobody's but those who write the minutes. False:
 * it cannot be read. */
bool source_for_public(const char *bytes, size_t size, struct data *data, struct buf *out);
/* Resolved trees of the site: the root page of bodies, and a page a body. */
struct span_end {
    const char *date, *sitting;
};
struct body_span {              /* what the root page says of a body; no dates where it never met */
    const struct body_facts *body;
    size_t meetings;
    struct span_end first, last;
};
struct body_span span_of(const struct linked *linked, const struct body_facts *body);
struct xml_doc *resolve_site(const struct body_span *spans, size_t count, struct data *data); /* spans by id */
struct xml_doc *resolve_body(const struct linked *linked, const struct body_facts *body, const char *const *formats, struct data *data,
                             const struct resolve_options *options);

/* The registers of a body in the site, files in its folder beside index.html: its open actions, the actions of each year, who came in the
 * last twelve months and in each year, and the same as data and calendars. */
struct site_page {
    const char *name;               /* "actions-2024.html" */
    size_t kind;
    const char *year;               /* NULL: of no year */
};
/* What they are made from lives longer. */
struct site_register;
struct site_register *site_register_new(struct data *data, const struct linked *linked, const struct body_facts *body,
                                        const struct resolve_options *options);
void site_register_free(struct site_register *site);
const struct site_page *site_register_pages(const struct site_register *site, size_t *count);
/* Where it is the same, and the data too, the page's bytes are the same. */
struct hash site_register_key(struct site_register *site, const struct site_page *page);

/* One row a format: name, extension, whether it is a record or a view, stylesheet, finisher. */
struct format;
const struct format *format_find(const char *name);      /* html, txt, docx, json, odt, pdf, resolved; NULL: none */
/* NULL-ended, in the order of the table; those that a build may write come first, then NULL, so that "resolved" is not among them. */
const char *const *format_names(void);
size_t format_unasked(void); /* how many of them, from the first, a build writes unless it is told which */
/* The forms of a meeting to come: by name (NULL: none), and the name of each (NULL after the last). */
const struct format *format_form(const char *name);
const char *format_form_name(size_t index);
const char *format_extension(const struct format *format);
bool format_has_extension(const char *extension);
/* Another program makes it of a document that is rendered here (render/pdf.h). */
bool format_is_printed(const struct format *format);

enum history { HISTORY_DEFAULT, HISTORY_YES, HISTORY_NO };

/* Compiled stylesheets, each compiled when first needed or by renderer_prepare (before a fork). */
struct renderer;
struct renderer *renderer_new(struct data *data, struct diag_log *log);
void renderer_free(struct renderer *renderer);
void renderer_report_to(struct renderer *renderer, struct diag_log *log); /* in a worker: another log than the one it was made with */
bool renderer_prepare(struct renderer *renderer, const struct format *format); /* false: reported */
/* One resolved tree in one format. False: reported with place; out is then empty. */
bool renderer_render(struct renderer *renderer, const struct format *format, enum history history, const struct xml_doc *resolved,
                     struct place place, struct buf *out);
/* Of a printed format: what it is to be made of, put into a folder under a number. False: reported. */
bool renderer_waiting(struct renderer *renderer, const struct format *format, const char *folder, size_t number, enum history history,
                      const struct xml_doc *resolved, struct place place);
/* Makes all these of what waits in the folder: see pdf.h. */
struct pdf_order;
void renderer_print(struct renderer *renderer, const char *folder, struct pdf_order *orders, size_t count);
/* Site and body pages and registers, as HTML. */
bool renderer_site(struct renderer *renderer, const struct xml_doc *site, struct place place, struct buf *out);
/* A form for the minutes of a meeting to come, from the tree that render/next_form.c completes. */
bool renderer_form(struct renderer *renderer, const struct format *form, const struct xml_doc *tree, struct place place, struct buf *out);
/* One page of the register. False: reported. */
bool site_register_write(struct site_register *site, struct renderer *renderer, const struct site_page *page, struct buf *out);
/* What an import made of a source, and of all, as HTML. */
bool renderer_import(struct renderer *renderer, const struct xml_doc *tree, struct place place, struct buf *out);
/* A register as plain text. */
bool renderer_text(struct renderer *renderer, const struct xml_doc *tree, struct place place, struct buf *out);

#endif
