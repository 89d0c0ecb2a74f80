/* One pass over the bytes of a file: what is hostile, what is not well formed and why, and where every tag stands. It recovers
 * after each fault as well as it can, so that one run tells them all. */
#include "document/load.h"

#include "base/lanes.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MOST_FAULTS = 100, SHOWN = 60 };

/* -- faults -- */

static struct load_fault *add(struct load_scan *scan, enum diag_code code, size_t at, size_t size)
{
    struct load_fault *fault = arena_alloc(scan->arena, sizeof *fault);
    *fault = (struct load_fault){.code = code, .at = at, .size = size};
    MEM_GROW(scan->faults, scan->fault_count, scan->fault_room);
    scan->faults[scan->fault_count++] = fault;
    if (scan->fault_count == MOST_FAULTS && !scan->stopped) {
        scan->stopped = true;
        fault->done = "there are too many faults: the rest of the file was not looked at";
    }
    return fault;
}

/* Where what is sound ends: before the tag that has a fault, or at the fault in text. */
static size_t sound_until(const struct load_scan *scan, size_t fault)
{
    if (fault < scan->size && scan->bytes[fault] == '<')
        return fault;
    const char *tag = memrchr(scan->bytes, '<', fault);
    if (!tag)
        return 0;
    size_t start = (size_t)(tag - scan->bytes);
    return memchr(tag, '>', fault - start) ? fault : start;
}

static void keep_sound(struct load_scan *scan, size_t fault)
{
    struct buf closing = BUF_INIT;
    for (size_t i = scan->depth; i > 0; i--) {
        struct span name = scan->open[i - 1].name;
        buf_printf(&closing, "</%.*s>", (int)name.size, scan->bytes + name.at);
    }
    scan->sound = arena_alloc(scan->arena, sizeof *scan->sound);
    *scan->sound = (struct document_sound){sound_until(scan, fault), arena_copy(scan->arena, buf_text(&closing)), 0};
    buf_free(&closing);
}

struct load_fault *load_fault(struct load_scan *scan, size_t at, size_t size, const char *format, ...)
{
    if (!scan->fault_count && !scan->sound)
        keep_sound(scan, at);
    struct load_fault *fault = add(scan, D_MALFORMED, at, size);
    va_list args;
    va_start(args, format);
    fault->args[0] = arena_vprintf(scan->arena, format, args);
    va_end(args);
    return fault;
}

void load_mend(struct load_fault *fault, size_t at, size_t size, const char *text)
{
    fault->mend = text;
    fault->mend_at = at;
    fault->mend_size = size;
}

struct load_fault *load_limit(struct load_scan *scan, enum diag_code code, struct span where, const char *first, size_t limit)
{
    struct load_fault *fault = add(scan, code, where.at, where.size);
    const char *number = limit ? arena_printf(scan->arena, "%zu", limit) : NULL;
    fault->args[0] = first ? first : number;
    fault->args[1] = first ? number : NULL;
    fault->done = "nothing of the file was read";
    scan->stopped = true;
    return fault;
}

void load_note(struct load_scan *scan, struct load_fault *fault, struct span where, const char *format, ...)
{
    struct load_note *note = arena_alloc(scan->arena, sizeof *note), **last = &fault->notes;
    va_list args;
    va_start(args, format);
    *note = (struct load_note){.at = where.at, .size = where.size, .text = arena_vprintf(scan->arena, format, args)};
    va_end(args);
    while (*last)
        last = &(*last)->next;
    *last = note;
}

const char *load_show(struct load_scan *scan, struct span span)
{
    if (span.size <= SHOWN)
        return arena_copy_n(scan->arena, scan->bytes + span.at, span.size);
    size_t size = SHOWN;
    while (size && ((unsigned char)scan->bytes[span.at + size] & 0xC0) == 0x80)
        size--;
    return arena_printf(scan->arena, "%.*s…", (int)size, scan->bytes + span.at);
}

/* -- steps -- */

char load_peek(const struct load_scan *scan, size_t ahead)
{
    return scan->at + ahead < scan->size ? scan->bytes[scan->at + ahead] : '\0';
}

bool load_blanks(struct load_scan *scan)
{
    size_t from = scan->at;
    while (scan->at < scan->size && load_is_blank(scan->bytes[scan->at]))
        scan->at++;
    return scan->at > from;
}

static bool at_text(const struct load_scan *scan, const char *text)
{
    size_t size = strlen(text);
    return scan->size - scan->at >= size && memcmp(scan->bytes + scan->at, text, size) == 0;
}

/* Where text next stands between two offsets; end: nowhere. */
static size_t find_before(const struct load_scan *scan, size_t from, size_t end, const char *text)
{
    const char *found = from < end ? memmem(scan->bytes + from, end - from, text, strlen(text)) : NULL;
    return found ? (size_t)(found - scan->bytes) : end;
}

static size_t find(const struct load_scan *scan, size_t from, const char *text)
{
    return find_before(scan, from, scan->size, text);
}

static bool is_first(const struct load_scan *scan, size_t at)
{
    return at == 0 || (at == 3 && memcmp(scan->bytes, "\xEF\xBB\xBF", 3) == 0);
}

static struct load_open *top(struct load_scan *scan)
{
    return scan->depth ? &scan->open[scan->depth - 1] : NULL;
}

/* -- text -- */

void load_outside(struct load_scan *scan, struct span what, const char *kind)
{
    if (scan->said_outside)
        return;
    scan->said_outside = true;
    if (!scan->tag_count) {
        load_fault(scan, what.at, what.size, "%s stands before the first element", kind);
        return;
    }
    struct load_fault *fault = load_fault(scan, what.at, what.size, "%s stands after the end of the file's element", kind);
    fault->expected = "one element that holds everything";
    if (scan->root_end)
        load_note(scan, fault, (struct span){scan->root_end, 2}, "that element ends here");
}

/* Counts character data of the open element; a picture in a resolved tree may be longer than prose. */
static void count_text(struct load_scan *scan, struct span text)
{
    struct load_open *open = top(scan);
    static const char image[] = "image";
    size_t tail = strlen(image), size = open->name.size;
    open->text += text.size;
    if (open->text <= LIMIT_PROSE)
        return;
    bool picture = scan->resolved && size >= tail && memcmp(scan->bytes + open->name.at + size - tail, image, tail) == 0;
    size_t limit = picture ? LIMIT_FILE : LIMIT_PROSE;
    if (open->text > limit)
        load_limit(scan, D_PROSE_TOO_LONG, open->name, load_show(scan, open->name), limit);
}

/* Where text ends: at a "<" or the file's end. marked: there is a "&" or "]" in it. */
static size_t end_of_text(const struct load_scan *scan, size_t at, bool *marked)
{
    const char *bytes = scan->bytes;
    *marked = true;
    for (; scan->size - at >= LANES; at += LANES) {
        lanes c = lanes_load(bytes + at);
        unsigned found = lanes_bits((lanes)((c == '<') | (c == '&') | (c == ']')));
        if (!found)
            continue;
        at += (size_t)__builtin_ctz(found);
        *marked = bytes[at] != '<';
        break;
    }
    const char *next = *marked ? memchr(bytes + at, '<', scan->size - at) : bytes + at;
    return next ? (size_t)(next - bytes) : scan->size;
}

static void text_outside(struct load_scan *scan, size_t from, size_t end)
{
    while (from < end && (load_is_blank(scan->bytes[from]) || load_is_bad(scan->bytes + from, end - from)))
        from++;
    if (from < end)
        load_outside(scan, (struct span){from, strcspn(scan->bytes + from, "<\r\n")}, "text");
}

/* What cannot stand in text. */
static void check_marks(struct load_scan *scan, struct span text)
{
    size_t end = text.at + text.size, from = text.at;
    load_references(scan, text);
    while ((from = find_before(scan, from, end, "]]>")) < end && !scan->stopped) {
        struct load_fault *fault = load_fault(scan, from, 3, "']]>' cannot stand in text: write ']]&gt;'");
        fault->suggest = "]]&gt;";
        load_mend(fault, from, 3, fault->suggest);
        from += 3;
    }
}

/* Most of it is the blanks before a tag. */
static void scan_text(struct load_scan *scan)
{
    size_t from = scan->at;
    bool blank, marked = false;
    load_blanks(scan);
    blank = load_peek(scan, 0) == '<';
    if (!blank)
        scan->at = end_of_text(scan, scan->at, &marked);
    struct span text = {from, scan->at - from};
    if (!scan->depth) {
        text_outside(scan, from, scan->at);
        return;
    }
    count_text(scan, text);
    if (marked && !scan->stopped)
        check_marks(scan, text);
    if (scan->builder && !blank)
        load_build_text(scan, text, marked);
}

/* -- comments, instructions, CDATA -- */

static void swallowed(struct load_scan *scan, struct span what, const char *kind, const char *closing)
{
    struct load_fault *fault = load_fault(scan, what.at, what.size, "%s is never closed", kind);
    fault->expected = arena_printf(scan->arena, "'%s'", closing);
    scan->hopeless = true;
    scan->at = scan->size;
}

static void scan_comment(struct load_scan *scan)
{
    size_t start = scan->at;
    bool said = false;
    for (size_t at = start + 4;; at++) {
        at = find(scan, at, "--");
        if (at == scan->size) {
            swallowed(scan, (struct span){start, 4}, "this comment", "-->");
            return;
        }
        if (at + 2 < scan->size && scan->bytes[at + 2] == '>') {
            scan->at = at + 3;
            return;
        }
        if (!said)
            load_fault(scan, at, 2, "'--' cannot stand within a comment");
        said = true;
    }
}

static void scan_cdata(struct load_scan *scan)
{
    size_t start = scan->at, from = start + strlen("<![CDATA["), end = find(scan, from, "]]>");
    if (end == scan->size) {
        swallowed(scan, (struct span){start, strlen("<![CDATA[")}, "this CDATA section", "]]>");
        return;
    }
    scan->at = end + 3;
    if (scan->depth)
        count_text(scan, (struct span){from, end - from});
    else
        load_outside(scan, (struct span){start, strlen("<![CDATA[")}, "a CDATA section");
}

static void check_instruction(struct load_scan *scan, size_t start, struct span name)
{
    const char *bytes = scan->bytes + name.at;
    if (!name.size)
        load_fault(scan, start, 2, "a name must follow '<?'");
    else if (name.size == 3 && strncasecmp(bytes, "xml", 3) == 0 && !is_first(scan, start))
        load_fault(scan, start, 5, "the XML declaration may stand only at the very start of the file");
    else if (name.size == 3 && strncasecmp(bytes, "xml", 3) == 0)
        load_fault(scan, start, 5, "the XML declaration is not well formed")->expected =
            "'<?xml version=\"1.0\" encoding=\"UTF-8\"?>'";
    else if (memchr(bytes, ':', name.size))
        load_fault(scan, name.at, name.size, "the name of a processing instruction cannot have a ':'");
}

/* Those of other programs say nothing here. */
static void keep_instruction(struct load_scan *scan, struct span whole, struct span words)
{
    struct load_instruction *kept = arena_alloc(scan->arena, sizeof *kept);
    *kept = (struct load_instruction){whole, words, scan->tag_count, scan->depth ? top(scan)->tag : SIZE_MAX, NULL};
    if (!scan->instructions)
        scan->instructions_end = &scan->instructions;
    *scan->instructions_end = kept;
    scan->instructions_end = &kept->next_one;
}

static void scan_instruction(struct load_scan *scan)
{
    size_t start = scan->at;
    struct span name = {start + 2, load_name(scan->bytes + start + 2, scan->size - start - 2)};
    check_instruction(scan, start, name);
    size_t behind = name.at + name.size, end = find(scan, behind, "?>");
    if (end == scan->size) {
        swallowed(scan, (struct span){start, 2 + name.size}, "this processing instruction", "?>");
        return;
    }
    if (name.size && end > behind && !load_is_blank(scan->bytes[behind]) && !load_is_bad(scan->bytes + behind, end - behind))
        load_fault(scan, behind, 1, "a blank must follow the name of a processing instruction");
    scan->at = end + 2;
    if (load_span_is(scan->bytes, name, "minutec"))
        keep_instruction(scan, (struct span){start, scan->at - start}, (struct span){behind, end - behind});
}

/* -- end tags -- */

static void close_element(struct load_scan *scan, size_t end_tag)
{
    struct load_open *open = top(scan);
    scan->tags[open->tag].close = scan->at;
    if (scan->builder)
        xml_builder_close(scan->builder);
    scan->binding_count = open->bindings;
    scan->depth--;
    if (!scan->depth && !scan->root_end)
        scan->root_end = end_tag;
}

/* How deep an element of that name is open, or 0. */
static size_t open_as(struct load_scan *scan, struct span name)
{
    size_t depth = scan->depth;
    while (depth && !load_same(scan->bytes, scan->open[depth - 1].name, name))
        depth--;
    return depth;
}

static bool is_near(struct load_scan *scan, struct span name, struct span open)
{
    if (name.size > SHOWN || open.size > SHOWN)
        return false;
    const char *a = arena_copy_n(scan->arena, scan->bytes + name.at, name.size);
    const char *b = arena_copy_n(scan->arena, scan->bytes + open.at, open.size);
    return text_nearest(a, &b, 1) != NULL;
}

/* Whether what comes next is the end tag of the element around the open one: then this end tag stood for the open one. */
static bool parent_ends_next(struct load_scan *scan)
{
    if (scan->depth < 2)
        return false;
    size_t next = find(scan, scan->at, "<");
    struct span parent = scan->open[scan->depth - 2].name;
    if (scan->size - next < parent.size + 3 || scan->bytes[next + 1] != '/')
        return false;
    struct span name = {next + 2, load_name(scan->bytes + next + 2, scan->size - next - 2)};
    return load_same(scan->bytes, name, parent);
}

static struct load_fault *mismatch(struct load_scan *scan, struct span whole, struct span name)
{
    struct load_open *open = top(scan);
    const char *wanted = load_show(scan, open->name);
    struct load_fault *fault = load_fault(scan, whole.at, whole.size, "'</%s>' stands here, but '%s' is open",
                                          load_show(scan, name), wanted);
    fault->expected = arena_printf(scan->arena, "'</%s>'", wanted);
    load_note(scan, fault, open->name, "'%s' was opened here", wanted);
    return fault;
}

static void never_closed(struct load_scan *scan, const struct load_open *open)
{
    const char *name = load_show(scan, open->name);
    load_fault(scan, open->name.at, open->name.size, "'%s' is never closed", name)->expected = arena_printf(scan->arena,
                                                                                                            "'</%s>'", name);
}

/* An end tag whose name is not that of the open element. */
static void wrong_end(struct load_scan *scan, struct span whole, struct span name)
{
    size_t depth = open_as(scan, name);
    if (depth) {
        mismatch(scan, whole, name);
        if (scan->fault_count == 1)
            scan->sound->torn = scan->depth - depth;
        close_element(scan, whole.at);
        while (scan->depth > depth) {
            never_closed(scan, top(scan));
            close_element(scan, whole.at);
        }
        close_element(scan, whole.at);
    } else if (scan->depth && is_near(scan, name, top(scan)->name)) {
        struct load_fault *fault = mismatch(scan, whole, name);
        fault->suggest = arena_printf(scan->arena, "</%s>", load_show(scan, top(scan)->name));
        load_mend(fault, name.at, name.size, arena_copy_n(scan->arena, scan->bytes + top(scan)->name.at, top(scan)->name.size));
        fault->expected = NULL;
        close_element(scan, whole.at);
    } else if (scan->depth && parent_ends_next(scan)) {
        mismatch(scan, whole, name);
        close_element(scan, whole.at);
    } else if (scan->depth || !scan->tag_count) {
        load_fault(scan, whole.at, whole.size, "'</%s>' closes nothing: no such element is open", load_show(scan, name));
    } else {
        load_outside(scan, whole, "an end tag");
    }
}

/* Behind the name of an end tag, where ">" is missing. */
static void mend_end_tag(struct load_scan *scan, size_t start, struct span name)
{
    if (scan->at >= scan->size) {
        load_cut_off(scan, (struct span){start, name.at + name.size - start}, "an end tag");
        return;
    }
    if (load_peek(scan, 0) == '<') {
        load_fault(scan, start, name.at + name.size - start, "the end tag '</%s' lacks its '>'", load_show(scan, name));
        return;
    }
    load_fault(scan, scan->at, 1, "only the name can stand in an end tag")->expected = "'>'";
    scan->at += strcspn(scan->bytes + scan->at, "<>");
    scan->at += load_peek(scan, 0) == '>';
}

/* "</name>" of the open element, as nearly always: closed; false: it is something else, and nothing was read. */
static bool closes_open(struct load_scan *scan)
{
    const struct load_open *open = top(scan);
    size_t start = scan->at, size = open ? open->name.size : 0;
    const char *name = scan->bytes + start + 2;
    if (!size || scan->size - start < size + 3 || name[size] != '>' || memcmp(name, scan->bytes + open->name.at, size) != 0)
        return false;
    scan->at += size + 3;
    close_element(scan, start);
    return true;
}

static void scan_end_tag(struct load_scan *scan)
{
    size_t start = scan->at;
    if (closes_open(scan))
        return;
    scan->at += 2;
    bool blank = load_blanks(scan);
    struct span name = {scan->at, load_name(scan->bytes + scan->at, scan->size - scan->at)};
    if (!name.size) {
        load_fault(scan, start, 2, "an end tag without a name: for a plain '<' write '&lt;'");
        scan->at += load_peek(scan, 0) == '>';
        return;
    }
    if (blank)
        load_fault(scan, start, name.at - start, "no blank can stand between '</' and the name");
    scan->at += name.size;
    load_blanks(scan);
    if (load_peek(scan, 0) == '>')
        scan->at++;
    else
        mend_end_tag(scan, start, name);
    struct span whole = {start, scan->at - start};
    if (scan->stopped || scan->hopeless)
        return;
    if (scan->depth && load_same(scan->bytes, top(scan)->name, name))
        close_element(scan, start);
    else
        wrong_end(scan, whole, name);
}

/* -- all of it -- */

/* "<https://example.org>" and "<name@example.org>", as Markdown has them: how long that is, or 0. */
static size_t address_size(const struct load_scan *scan, size_t name_size)
{
    enum { LONGEST = 300 };
    char behind = load_peek(scan, 1 + name_size);
    if (name_size && (load_is_blank(behind) || behind == '>'))
        return 0; /* a tag, as nearly always */
    const char *start = scan->bytes + scan->at, *name = start + 1;
    size_t left = scan->size - scan->at - 1, size = 0;
    while (size < left && size < LONGEST && !strchr(" \t\r\n<>\"'=", name[size]))
        size++;
    if (size == 0 || size == left || name[size] != '>')
        return 0;
    return memmem(name, size, "://", 3) || memchr(name, '@', size) ? size + 2 : 0;
}

/* What is left to the parser. */
static void not_plain(struct load_scan *scan, void (*read)(struct load_scan *scan))
{
    load_build_stop(scan);
    read(scan);
}

/* At a "<" that may begin a tag or the like all the same, with a blank too many. */
static bool is_slip_of_tag(const struct load_scan *scan)
{
    size_t at = scan->at + 1 + strspn(scan->bytes + scan->at + 1, " \t\r\n");
    return at >= scan->size || load_name(scan->bytes + at, scan->size - at) || strchr("/!?<>", scan->bytes[at]);
}

static void scan_markup(struct load_scan *scan)
{
    char next = load_peek(scan, 1);
    if (next == '/') {
        scan_end_tag(scan);
        return;
    }
    size_t size, name_size = load_name(scan->bytes + scan->at + 1, scan->size - scan->at - 1);
    if (at_text(scan, "<!--"))
        not_plain(scan, scan_comment);
    else if (at_text(scan, "<![CDATA["))
        not_plain(scan, scan_cdata);
    else if (next == '!' && scan->size - scan->at >= 9 && strncasecmp(scan->bytes + scan->at, "<!DOCTYPE", 9) == 0)
        load_limit(scan, D_DOCTYPE, (struct span){scan->at, 9}, NULL, 0);
    else if (next == '?')
        not_plain(scan, scan_instruction);
    else if ((size = address_size(scan, name_size)) > 0) {
        struct load_fault *fault = load_fault(scan, scan->at, size, "an address in '<' and '>' is read as a tag");
        fault->expected = "the address alone, which becomes a link by itself";
        scan->at += size;
    } else if (name_size)
        load_start_tag(scan);
    else if (scan->at + 1 >= scan->size)
        load_cut_off(scan, (struct span){scan->at, 1}, "a tag");
    else {
        struct load_fault *fault =
            load_fault(scan, scan->at, 1, "'<' begins a tag, and a name must follow: for a plain '<' write '&lt;'");
        fault->suggest = "&lt;";
        if (!is_slip_of_tag(scan))
            load_mend(fault, scan->at, 1, fault->suggest);
        scan->at++;
    }
}

static void note_open(struct load_scan *scan, struct load_fault *fault, size_t depth)
{
    for (size_t i = depth; i > 0; i--)
        load_note(scan, fault, scan->open[i - 1].name, "'%s' is not closed either", load_show(scan, scan->open[i - 1].name));
}

void load_cut_off(struct load_scan *scan, struct span what, const char *kind)
{
    note_open(scan, load_fault(scan, what.at, what.size, "the file ends in the middle of %s", kind), scan->depth);
    scan->hopeless = true;
    scan->at = scan->size;
}

static void at_end(struct load_scan *scan)
{
    if (scan->depth) {
        if (!scan->fault_count) {
            keep_sound(scan, scan->size);
            scan->sound->torn = scan->depth;
        }
        struct load_open *open = top(scan);
        const char *name = load_show(scan, open->name);
        struct load_fault *fault = load_fault(scan, open->name.at, open->name.size, "'%s' is never closed", name);
        fault->expected = arena_printf(scan->arena, "'</%s>'", name);
        note_open(scan, fault, scan->depth - 1);
    } else if (!scan->tag_count && !scan->fault_count) {
        load_fault(scan, scan->size, 0, "there is no element in this file")->whole = true;
    }
}

void load_scan(struct load_scan *scan)
{
    scan->at = at_text(scan, "\xEF\xBB\xBF") ? 3 : 0;
    if (at_text(scan, "<?xml") && load_is_blank(load_peek(scan, 5)))
        load_declaration(scan);
    while (!scan->stopped && scan->at < scan->size) {
        if (scan->bytes[scan->at] == '<')
            scan_markup(scan);
        else
            scan_text(scan);
    }
    if (!scan->stopped && !scan->hopeless)
        at_end(scan);
}
