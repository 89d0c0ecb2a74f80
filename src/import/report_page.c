/* A source's page: everything a reader sees is written into its tree, and the stylesheet lays it out. */
#include "base/date.h"
#include "base/hash.h"
#include "base/text.h"
#include "import/report_parts.h"
#include "render/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOKS = 300, LOOK_WORDS = 90, NAME_MOST = 80, HASH_DIGITS = 8 };

/* -- names -- */

const char *report_page_name(const char *path, struct arena *arena)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.", capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    struct buf name = BUF_INIT;
    bool other = !*path || strchr("-.", *path) || strlen(path) > NAME_MOST || strcmp(path, "index") == 0;
    for (const char *c = path; *c && name.size < NAME_MOST; c++) {
        bool is_plain = strchr(plain, *c), is_capital = strchr(capitals, *c);
        other |= !is_plain;
        if (is_plain || is_capital)
            buf_char(&name, *c);
        else if (name.size && name.data[name.size - 1] != '-')
            buf_char(&name, '-');
    }
    const char *stem = buf_text(&name);
    stem += strspn(stem, "-.");
    char digits[33];
    hash_text(hash_bytes(path, strlen(path)), digits);
    digits[HASH_DIGITS] = '\0';
    const char *made = arena_printf(arena, "%s%s%s.html", stem, other ? *stem ? "-" : "source-" : "", other ? digits : "");
    buf_free(&name);
    return made;
}

/* -- findings -- */

struct finding_list {
    struct report_row *row;
    struct arena *arena;
    size_t room;
};

static void take_finding(void *with, enum diag_level level, const char *code, size_t line, const char *text)
{
    struct finding_list *list = with;
    struct report_row *row = list->row;
    if (row->finding_count == list->room) {
        struct report_finding *old = row->findings;
        list->room = list->room ? list->room * 2 : 8;
        row->findings = arena_alloc(list->arena, list->room * sizeof *row->findings);
        if (row->finding_count)
            memcpy(row->findings, old, row->finding_count * sizeof *old);
    }
    row->findings[row->finding_count++] = (struct report_finding){level, code, arena_copy(list->arena, text), line};
}

void report_find(struct report_row *row, const struct diag_log *log, const char *path, struct arena *arena)
{
    struct finding_list list = {row, arena, 0};
    row->findings = NULL;
    row->finding_count = 0;
    diag_each(log, path, take_finding, &list);
}

/* -- words -- */

void report_put(struct node *node, const char *name, const char *value)
{
    if (value && *value)
        node_set(node, name, value);
}

const char *report_word(const struct labels *labels, const char *family, const char *name, struct arena *arena)
{
    const char *known = label_known(labels, arena_printf(arena, "%s-%s", family, name));
    return known ? known : name;
}

static const char *say(const struct labels *labels, struct arena *arena, const char *name, const char *one, const char *two)
{
    const char *args[] = {one ? one : "", two ? two : "", NULL};
    return label_format(labels, arena, name, args);
}

void report_head(struct xml_doc *tree, const struct labels *labels, const char *title)
{
    struct node *root = xml_root(tree);
    node_set(root, "title", title);
    node_set(root, "lang", labels_lang(labels));
    node_set(root, "dir", labels_dir(labels));
    labels_publish(labels, "layout", node_add_r(root, "labels"));
    labels_publish(labels, "imports", node_add_r(root, "words"));
}

/* "line 12", "paragraphs 12 to 14". */
static const char *place_text(const struct labels *labels, struct arena *arena, const char *unit, const char *at, const char *upto)
{
    bool lines = text_same(unit, "line");
    if (!at)
        return "";
    if (upto)
        return say(labels, arena, lines ? "import-lines" : "import-paragraphs", at, upto);
    return say(labels, arena, lines ? "import-line" : "import-paragraph", at, NULL);
}

static int percent_of(const char *confidence)
{
    return confidence ? (int)(strtod(confidence, NULL) * 100 + 0.5) : -1;
}

/* -- what a block became -- */

/* Facts of an element in the order they are told: the label that words them, and the family of labels that its value is translated by. */
static const struct {
    const char *attribute, *label, *family;
} facts[] = {
    {"name", "import-fact-name", NULL},
    {"honorific", "import-fact-honorific", NULL},
    {"post", "import-fact-post", NULL},
    {"organisation", "import-fact-organisation", NULL},
    {"handle", "import-fact-handle", NULL},
    {"initials", "import-fact-initials", NULL},
    {"deputy-for", "import-fact-deputy-for", NULL},
    {"role", "import-fact-role", "role"},
    {"mode", "import-fact-mode", "mode"},
    {"kind", "import-fact-kind", "decision"},
    {"held", "import-fact-kind", "held"},
    {"status", "import-fact-status", "status"},
    {"interest", "import-fact-interest", "interest"},
    {"for", "import-fact-for", NULL},
    {"owners", "import-fact-owners", "names"},
    {"date", "import-fact-date", "date"},
    {"due-text", "import-fact-due-text", NULL},
    {"due", "import-fact-due", "date"},
    {"start", "import-fact-start", NULL},
    {"end", "import-fact-end", NULL},
    {"arrived", "import-fact-arrived", NULL},
    {"left", "import-fact-left", NULL},
    {"proposer-as", "import-fact-proposer", NULL},
    {"seconder-as", "import-fact-seconder", NULL},
    {"outcome", "import-fact-outcome", "outcome"},
    {"venue", "import-fact-venue", NULL},
};

/* Of "Ada|Dev". */
static const char *names_text(const char *value, struct arena *arena)
{
    struct buf out = BUF_INIT;
    for (const char *c = value; *c; c++)
        if (*c == '|')
            buf_str(&out, ", ");
        else
            buf_char(&out, *c);
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

/* What is said otherwise already. */
static bool is_said(const struct node *node, const char *attribute, const char *value)
{
    const char *element = node_attr(node, "element");
    if (strcmp(attribute, "role") == 0)
        return strcmp(element, "item") == 0;
    if (strcmp(attribute, "date") == 0)
        return strcmp(element, "minutes") == 0 || !node_attr(node, "words");
    if (strcmp(attribute, "name") == 0)
        return text_same(value, node_attr(node, "as"));
    return strcmp(attribute, "owners") == 0 && text_same(value, node_attr(node, "for"));
}

static const char *value_of(const struct labels *labels, struct arena *arena, const char *family, const char *value)
{
    struct date date;
    if (!family)
        return value;
    if (strcmp(family, "names") == 0)
        return names_text(value, arena);
    if (strcmp(family, "date") == 0)
        return date_parse(value, &date) ? label_date(labels, arena, value, false) : value;
    return report_word(labels, family, value, arena);
}

static void put_fact(struct node *node, const char *text)
{
    node_set(node_add_r(node, "fact"), "text", text);
}

static void put_facts(struct node *node, const struct labels *labels, struct arena *arena)
{
    const char *element = node_attr(node, "element"), *as = node_attr(node, "as");
    bool item = strcmp(element, "item") == 0;
    if (item && as)
        put_fact(node, say(labels, arena, "import-fact-lead", as, NULL));
    for (size_t i = 0; i < sizeof facts / sizeof *facts && strcmp(element, "columns") != 0; i++) {
        const char *value = node_attr(node, facts[i].attribute);
        if (value && !is_said(node, facts[i].attribute, value))
            put_fact(node, say(labels, arena, facts[i].label, value_of(labels, arena, facts[i].family, value), NULL));
    }
}

static const char *kind_text(const struct node *node, const struct labels *labels, struct arena *arena)
{
    const char *element = node_attr(node, "element"), *within = node_attr(node, "within");
    if (strcmp(element, "person") == 0 && within)
        element = arena_printf(arena, "person-%s", within);
    return report_word(labels, "import-kind", element, arena);
}

static const char *without_colon(const char *label, struct arena *arena)
{
    size_t size = strlen(label);
    return size && label[size - 1] == ':' ? arena_copy_n(arena, label, size - 1) : label;
}

static const char *columns_text(const struct node *node, struct arena *arena)
{
    static const char *const names[] = {"n", "text", "for"};
    const char *text = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = node_attr(node, names[i]);
        if (value)
            text = text ? arena_printf(arena, "%s | %s", text, value) : value;
    }
    return text;
}

/* "3 — Community rooms", "Ada Marsh", "Wednesday 2 October 2024". */
static const char *shown_text(const struct node *node, const struct labels *labels, struct arena *arena)
{
    const char *element = node_attr(node, "element"), *words = node_attr(node, "words"), *n = node_attr(node, "n"), *as = node_attr(node, "as");
    const char *label = node_attr(node, "label"), *date = node_attr(node, "date");
    if (strcmp(element, "minutes") == 0 || (strcmp(element, "next-meeting") == 0 && date && !words))
        return label_date(labels, arena, date, false);
    if (strcmp(element, "person") == 0 && as)
        return as;
    if (as && words && strcmp(element, "item") != 0)
        words = arena_printf(arena, "%s: %s", as, words);
    else if (label && words)
        words = arena_printf(arena, "%s — %s", without_colon(label, arena), words);
    if (strcmp(element, "columns") == 0)
        return columns_text(node, arena);
    if (!words)
        words = as && strcmp(element, "item") != 0 ? as : label ? without_colon(label, arena) : node_attr(node, "alt");
    return n && words ? arena_printf(arena, "%s — %s", n, words) : n ? n : words;
}

static void put_became(struct node *node, const struct labels *labels, struct arena *arena, const char *unit)
{
    const char *confidence = node_attr(node, "confidence"), *rule = node_attr(node, "rule"), *upto = node_attr(node, "upto");
    int sure = percent_of(confidence);
    report_put(node, "kind-text", kind_text(node, labels, arena));
    report_put(node, "shown", shown_text(node, labels, arena));
    if (sure >= 0)
        node_set(node, "sure-text", say(labels, arena, "import-sure", confidence, rule));
    if (sure >= 0 && sure < REPORT_DOUBTFUL)
        node_set(node, "doubt", sure < REPORT_LOW ? "low" : "doubtful");
    if (upto)
        put_fact(node, say(labels, arena, text_same(unit, "line") ? "import-upto-line" : "import-upto-paragraph", upto, NULL));
    put_facts(node, labels, arena);
}

/* -- rows -- */

static const char *row_kind(const struct node *row, const struct labels *labels, struct arena *arena)
{
    const char *kind = node_attr(row, "kind"), *level = node_attr(row, "level");
    const char *zone = node_attr(row, "zone"), *table = node_attr(row, "table");
    if (zone)
        return report_word(labels, "import-zone", zone, arena);
    if (table) {
        const char *args[] = {table, node_attr(row, "table-row"), node_attr(row, "table-column"), NULL};
        for (size_t i = 1; i < 3; i++)
            args[i] = args[i] ? args[i] : "";
        return label_format(labels, arena, "import-table", args);
    }
    if (kind && strcmp(kind, "heading") == 0 && level)
        return say(labels, arena, "import-heading-level", level, NULL);
    return kind ? report_word(labels, "import-block", kind, arena) : NULL;
}

struct page {
    struct node *root;
    struct arena *arena;
    const struct labels *labels;
    const char *unit;
    const char *page; /* of the row before; NULL */
    size_t looks;
};

static void add_look(struct page *page, struct node *row, const struct node *became, const char *doubt)
{
    if (page->looks++ >= LOOKS)
        return;
    struct node *look = node_add_r(page->root, "look");
    const char *shown = became ? node_attr(became, "shown") : NULL;
    size_t size = shown ? strlen(shown) : 0, cut = report_cut(shown, size, LOOK_WORDS);
    node_set(look, "href", arena_printf(page->arena, "#b%s", node_attr(row, "n")));
    report_put(look, "place", node_attr(row, "place"));
    report_put(look, "doubt", doubt);
    report_put(look, "kind-text", became ? node_attr(became, "kind-text") : NULL);
    report_put(look, "shown", cut < size ? arena_printf(page->arena, "%.*s…", (int)cut, shown) : shown);
    report_put(look, "sure-text", became ? node_attr(became, "sure-text") : NULL);
}

/* What a block without an element of its own was kept with. */
static void put_with(struct page *page, struct node *node, const char *element)
{
    const char *attribute = node_attr(node, "attribute"), *words = node_attr(node, "words"), *row = node_attr(node, "row");
    report_put(node, "text", report_word(page->labels, "import-kind", element, page->arena));
    report_put(node, "as-text", attribute ? report_word(page->labels, "import-as", attribute, page->arena) : NULL);
    if (row)
        node_set(node, "href", arena_printf(page->arena, "#b%s", row));
    if (attribute && strcmp(attribute, "words") == 0 && words)
        node_unset(node, "words");
}

static void put_row(struct page *page, struct node *row)
{
    const char *cut = node_attr(row, "cut"), *worst = node_attr(row, "lost") ? "lost" : NULL;
    report_put(row, "place", place_text(page->labels, page->arena, page->unit, node_attr(row, "at"), node_attr(row, "upto")));
    report_put(row, "kind-text", row_kind(row, page->labels, page->arena));
    if (node_attr(row, "page") && !text_same(node_attr(row, "page"), page->page)) {
        page->page = node_attr(row, "page");
        node_set(row, "page-text", say(page->labels, page->arena, "import-page", page->page, NULL));
    }
    if (cut)
        node_set(row, "cut-text", say(page->labels, page->arena, "import-cut", cut, NULL));
    if (worst)
        add_look(page, row, NULL, worst);
    for (struct node *node = node_first(row); node; node = node_next(node)) {
        const char *doubt, *reason = node_attr(node, "reason"), *element = node_attr(node, "element");
        if (node_is_r(node, "left"))
            report_put(node, "text", reason ? report_word(page->labels, "import-left", reason, page->arena) : NULL);
        if (node_is_r(node, "with") && element)
            put_with(page, node, element);
        if (!node_is_r(node, "became"))
            continue;
        put_became(node, page->labels, page->arena, page->unit);
        if (!(doubt = node_attr(node, "doubt")))
            continue;
        add_look(page, row, node, doubt);
        worst = worst && strcmp(doubt, "low") != 0 ? worst : worst && strcmp(worst, "lost") == 0 ? worst : doubt;
    }
    report_put(row, "doubt", worst);
}

static void put_part(struct page *page, struct node *part)
{
    const char *n = node_attr(part, "n"), *date = node_attr(part, "date");
    const char *day = date ? label_date(page->labels, page->arena, date, true) : label(page->labels, "import-no-date");
    node_set(part, "text", n ? say(page->labels, page->arena, "import-part", n, day) : day);
    for (struct node *row = node_first(part); row; row = node_next(row)) {
        if (node_is_r(row, "row"))
            put_row(page, row);
        else if (node_is_r(row, "gap"))
            node_set(row, "text", say(page->labels, page->arena, "import-gap", node_attr(row, "rows"), NULL));
    }
}

/* -- the whole -- */

static void put_findings(struct page *page, const struct report_row *row)
{
    static const char *const levels[] = {[DIAG_OFF] = "off", [DIAG_NOTE] = "note", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error"};
    for (size_t i = 0; i < row->finding_count; i++) {
        const struct report_finding *finding = &row->findings[i];
        struct node *node = node_add_r(page->root, "finding");
        node_set(node, "level", levels[finding->level]);
        node_set(node, "level-text", report_word(page->labels, "import-level", levels[finding->level], page->arena));
        report_put(node, "code", finding->code);
        report_put(node, "text", report_safe(finding->text, strlen(finding->text), page->arena));
        if (finding->line)
            node_set(node, "place", say(page->labels, page->arena, "import-line", arena_printf(page->arena, "%zu", finding->line), NULL));
    }
}

static void put_lost(struct page *page, size_t lost)
{
    size_t listed = 0;
    for (struct node *node = node_first(page->root); node; node = node_next(node))
        if (node_is_r(node, "lost")) {
            report_put(node, "place", place_text(page->labels, page->arena, page->unit, node_attr(node, "at"), NULL));
            listed++;
        }
    if (lost > listed)
        node_set(page->root, "more-lost", say(page->labels, page->arena, "import-more", arena_printf(page->arena, "%zu", lost - listed), NULL));
}

static void put_counts(struct page *page, const struct report_figures *figures)
{
    size_t looks = figures->low + figures->doubtful, listed = page->looks < LOOKS ? page->looks : LOOKS;
    looks = looks > page->looks ? looks : page->looks;
    node_set(page->root, "looks", arena_printf(page->arena, "%zu", looks));
    if (looks > listed)
        node_set(page->root, "more-looks", say(page->labels, page->arena, "import-more", arena_printf(page->arena, "%zu", looks - listed), NULL));
}

bool report_page_write(struct renderer *renderer, struct data *data, struct xml_doc *tree, const struct report_row *row, struct buf *html)
{
    struct arena *arena = arena_new();
    const struct labels *labels = labels_new(data, NULL, NULL);
    struct node *root = xml_root(tree);
    struct page page = {.root = root, .arena = arena, .labels = labels, .unit = node_attr(root, "unit")};
    struct report_figures figures;
    facts_read(node_attr(root, "facts"), &figures, arena);
    const char *name = report_safe(row->name, strlen(row->name), arena);
    node_set(root, "name", name);
    for (struct node *node = node_first(root); node; node = node_next(node))
        if (node_is_r(node, "part"))
            put_part(&page, node);
    put_lost(&page, figures.lost);
    put_counts(&page, &figures);
    put_findings(&page, row);
    report_figures_put(root, &figures, labels, arena);
    report_meetings_put(root, row, labels, arena);
    if (row->tray && *row->tray)
        node_set(root, "tray-text", report_word(labels, "import-tray", row->tray, arena));
    report_head(tree, labels, say(labels, arena, "import-title", name, NULL));
    bool done = renderer_import(renderer, tree, (struct place){0}, html);
    arena_free(arena);
    return done;
}
