#include "corpus/tell.h"

#include <string.h>

static const char *const def_kinds[] = {
    [DEF_ITEM] = "item", [DEF_ACTION] = "action", [DEF_DECISION] = "decision", [DEF_MOTION] = "motion",
    [DEF_APPENDIX] = "appendix"};
static const char *const ref_kinds[] = {
    [REF_LINK] = "link", [REF_SUPERSEDED] = "superseded-by", [REF_APPROVAL] = "approval", [REF_AMENDMENT] = "amendment",
    [REF_BODY] = "body"};

/* JSON is written here and not through jansson: it is told of every file that is read, and jansson's tables cost more than reading does. */

/* A comma, unless something was opened just now. */
static void separate(struct buf *out)
{
    if (out->size && !strchr("[{", out->data[out->size - 1]))
        buf_char(out, ',');
}

static void put_name(struct buf *out, const char *name)
{
    separate(out);
    buf_char(out, '"');
    buf_str(out, name);
    buf_str(out, "\":");
}

static bool is_plain(char c)
{
    return (unsigned char)c >= ' ' && c != '"' && c != '\\';
}

/* Sources are UTF-8 throughout, which was checked when they were read. */
static void put_words(struct buf *out, const char *text)
{
    for (;;) {
        const char *start = text;
        while (is_plain(*text))
            text++;
        buf_add(out, start, (size_t)(text - start));
        if (!*text)
            return;
        if ((unsigned char)*text < ' ')
            buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*text);
        else
            buf_printf(out, "\\%c", *text);
        text++;
    }
}

/* What is not given is left out: json_extract gives NULL for it. */
static void put_text(struct buf *out, const char *name, const char *text)
{
    if (!text)
        return;
    put_name(out, name);
    buf_char(out, '"');
    put_words(out, text);
    buf_char(out, '"');
}

static void put_number(struct buf *out, const char *name, size_t number)
{
    char digits[24], *at = digits + sizeof digits;
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    put_name(out, name);
    buf_add(out, at, (size_t)(digits + sizeof digits - at));
}

/* 1; the views make 0 of what is left out. */
static void put_flag(struct buf *out, const char *name, bool flag)
{
    if (flag)
        put_number(out, name, 1);
}

static void put_address(struct buf *out, const char *meeting, const char *number)
{
    put_name(out, "address");
    buf_char(out, '"');
    put_words(out, meeting);
    buf_char(out, '#');
    put_words(out, number);
    buf_char(out, '"');
}

/* Ids as the attribute has them, else what is printed. */
static void put_owners(struct buf *out, const char *const *owners, size_t count, const char *printed)
{
    if (!count) {
        put_text(out, "owners", printed);
        return;
    }
    put_name(out, "owners");
    for (size_t i = 0; i < count; i++) {
        buf_char(out, i ? ' ' : '"');
        put_words(out, owners[i]);
    }
    buf_char(out, '"');
}

static void open_row(struct buf *out)
{
    separate(out);
    buf_char(out, '{');
}

static void open_list(struct buf *out, const char *name)
{
    put_name(out, name);
    buf_char(out, '[');
}

/* -- a meeting -- */

static void tell_def(const struct meeting_facts *facts, const struct def *def, struct buf *out)
{
    open_row(out);
    put_text(out, "kind", def_kinds[def->kind]);
    if (facts->address && !facts->translation_of && def->address)
        put_address(out, facts->address, def->address);
    put_text(out, "number", def->number);
    put_text(out, "id", def->id);
    put_text(out, "title", def->title);
    put_number(out, "line", (size_t)def->place.line);
    put_flag(out, "restricted", def->place.restricted);
    buf_char(out, '}');
}

static void tell_reference(const char *kind, const char *address, struct place place, struct buf *out)
{
    open_row(out);
    put_text(out, "kind", kind);
    put_text(out, "address", address);
    put_number(out, "line", (size_t)place.line);
    put_flag(out, "restricted", place.restricted);
    buf_char(out, '}');
}

static void tell_attendee(const struct meeting_facts *facts, const struct body_facts *body, const struct attendee *attendee,
                          struct buf *out)
{
    const struct person *person = body && attendee->id && !attendee->name ? body_person(body, attendee->id) : NULL;
    const struct dated *name = person ? dated_on(&person->names, facts->date, NULL) : NULL;
    open_row(out);
    put_text(out, "list", attendee->list);
    put_text(out, "id", attendee->id);
    put_text(out, "name", name ? name->text : attendee->name);
    put_text(out, "role", attendee->role);
    put_text(out, "mode", attendee->mode);
    buf_char(out, '}');
}

static void tell_lists(const struct meeting_facts *facts, const struct body_facts *body, struct buf *out)
{
    open_list(out, "defines");
    for (size_t i = 0; i < facts->def_count; i++)
        tell_def(facts, &facts->defs[i], out);
    buf_char(out, ']');
    open_list(out, "refers");
    for (size_t i = 0; i < facts->update_count; i++)
        tell_reference("update", facts->updates[i].action, facts->updates[i].place, out);
    for (size_t i = 0; i < facts->reference_count; i++)
        tell_reference(ref_kinds[facts->references[i].kind], facts->references[i].address, facts->references[i].place, out);
    buf_char(out, ']');
    open_list(out, "attendance");
    for (size_t i = 0; i < facts->attendee_count; i++)
        tell_attendee(facts, body, &facts->attendees[i], out);
    buf_char(out, ']');
}

void tell_meeting(const struct meeting_facts *facts, const struct body_facts *body, struct buf *out)
{
    open_row(out);
    put_text(out, "body", facts->body);
    put_text(out, "address", facts->address);
    put_text(out, "date", facts->date);
    put_text(out, "kind", facts->kind);
    put_text(out, "status", facts->status);
    put_text(out, "held", facts->held);
    put_text(out, "language", facts->lang);
    put_text(out, "original", facts->translation_of);
    tell_lists(facts, body, out);
    buf_char(out, '}');
}

/* -- a ledger -- */

static void tell_step(const struct step *step, struct buf *out)
{
    open_row(out);
    put_text(out, "meeting", step->meeting ? step->meeting->address : NULL);
    put_text(out, "status", step->status);
    put_text(out, "due", step->due);
    put_owners(out, step->owners, step->owner_count, step->printed);
    put_text(out, "text", step->update ? step->update->text : NULL);
    put_flag(out, "restricted", step->restricted);
    buf_char(out, '}');
}

static void tell_entry(const struct entry *entry, struct buf *out)
{
    const struct meeting_facts *meeting = entry->meeting;
    const struct step *first = &entry->steps[0], *last = &entry->steps[entry->step_count - 1];
    open_row(out);
    if (entry->def && meeting->address)
        put_address(out, meeting->address, entry->def->address);
    put_text(out, "number", entry->def ? entry->def->number : first->update ? first->update->number : NULL);
    put_text(out, "body", meeting->body);
    put_text(out, "raised", meeting->date);
    put_text(out, "text", entry->action ? entry->action->text : first->update ? first->update->text : NULL);
    put_owners(out, last->owners, last->owner_count, last->printed);
    put_text(out, "due", last->due);
    put_text(out, "status", last->status);
    put_flag(out, "open", status_open(last->status));
    put_flag(out, "tracked", !entry->action || entry->action->tracked);
    put_flag(out, "carried", entry->carried);
    put_flag(out, "restricted", entry->restricted);
    open_list(out, "steps");
    for (size_t i = 0; i < entry->step_count; i++)
        tell_step(&entry->steps[i], out);
    buf_str(out, "]}");
}

void tell_ledger(const struct linked *linked, size_t first, size_t count, struct buf *out)
{
    buf_char(out, '[');
    for (size_t i = first; i < ledger_count(linked) && i - first < count; i++)
        if (ledger_entry(linked, i)->step_count)
            tell_entry(ledger_entry(linked, i), out);
    buf_char(out, ']');
}

/* -- outputs -- */

void tell_outputs(const struct told_output *rows, size_t count, struct buf *out)
{
    buf_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        open_row(out);
        put_text(out, "output", rows[i].output);
        put_text(out, "path", rows[i].path);
        put_text(out, "source", rows[i].source);
        put_text(out, "key", rows[i].key);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}
