#include "corpus/tell.h"

#include "base/json.h"

#include <string.h>

static const char *const def_kinds[] = {
    [DEF_ITEM] = "item", [DEF_ACTION] = "action", [DEF_DECISION] = "decision", [DEF_MOTION] = "motion",
    [DEF_APPENDIX] = "appendix"};
static const char *const ref_kinds[] = {
    [REF_LINK] = "link", [REF_SUPERSEDED] = "superseded-by", [REF_APPROVAL] = "approval", [REF_AMENDMENT] = "amendment",
    [REF_BODY] = "body"};

/* 1; the views make 0 of what is left out. */
static void put_flag(struct buf *out, const char *name, bool flag)
{
    if (flag)
        json_number(out, name, 1);
}

static void put_address(struct buf *out, const char *meeting, const char *number)
{
    json_name(out, "address");
    buf_char(out, '"');
    json_words(out, meeting);
    buf_char(out, '#');
    json_words(out, number);
    buf_char(out, '"');
}

/* Ids as the attribute has them, else what is printed. */
static void put_owners(struct buf *out, const char *const *owners, size_t count, const char *printed)
{
    if (!count) {
        json_text(out, "owners", printed);
        return;
    }
    json_name(out, "owners");
    for (size_t i = 0; i < count; i++) {
        buf_char(out, i ? ' ' : '"');
        json_words(out, owners[i]);
    }
    buf_char(out, '"');
}

/* -- a meeting -- */

static void tell_def(const struct meeting_facts *facts, const struct def *def, struct buf *out)
{
    json_row(out);
    json_text(out, "kind", def_kinds[def->kind]);
    if (facts->address && !facts->translation_of && def->address)
        put_address(out, facts->address, def->address);
    json_text(out, "number", def->number);
    json_text(out, "id", def->id);
    json_text(out, "title", def->title);
    json_number(out, "line", (size_t)def->place.line);
    put_flag(out, "restricted", def->place.restricted);
    buf_char(out, '}');
}

static void tell_reference(const char *kind, const char *address, struct place place, struct buf *out)
{
    json_row(out);
    json_text(out, "kind", kind);
    json_text(out, "address", address);
    json_number(out, "line", (size_t)place.line);
    put_flag(out, "restricted", place.restricted);
    buf_char(out, '}');
}

static void tell_attendee(const struct meeting_facts *facts, const struct body_facts *body, const struct attendee *attendee,
                          struct buf *out)
{
    const struct person *person = body && attendee->id && !attendee->name ? body_person(body, attendee->id) : NULL;
    const struct dated *name = person ? dated_on(&person->names, facts->date, NULL) : NULL;
    json_row(out);
    json_text(out, "list", attendee->list);
    json_text(out, "id", attendee->id);
    json_text(out, "name", name ? name->text : attendee->name);
    json_text(out, "role", attendee->role);
    json_text(out, "mode", attendee->mode);
    buf_char(out, '}');
}

static void tell_lists(const struct meeting_facts *facts, const struct body_facts *body, struct buf *out)
{
    json_list(out, "defines");
    for (size_t i = 0; i < facts->def_count; i++)
        tell_def(facts, &facts->defs[i], out);
    buf_char(out, ']');
    json_list(out, "refers");
    for (size_t i = 0; i < facts->update_count; i++)
        tell_reference("update", facts->updates[i].action, facts->updates[i].place, out);
    for (size_t i = 0; i < facts->reference_count; i++)
        tell_reference(ref_kinds[facts->references[i].kind], facts->references[i].address, facts->references[i].place, out);
    buf_char(out, ']');
    json_list(out, "attendance");
    for (size_t i = 0; i < facts->attendee_count; i++)
        tell_attendee(facts, body, &facts->attendees[i], out);
    buf_char(out, ']');
}

void tell_meeting(const struct meeting_facts *facts, const struct body_facts *body, struct buf *out)
{
    json_row(out);
    json_text(out, "body", facts->body);
    json_text(out, "address", facts->address);
    json_text(out, "date", facts->date);
    json_text(out, "kind", facts->kind);
    json_text(out, "status", facts->status);
    json_text(out, "held", facts->held);
    json_text(out, "language", facts->lang);
    json_text(out, "original", facts->translation_of);
    tell_lists(facts, body, out);
    buf_char(out, '}');
}

/* -- a ledger -- */

static void tell_step(const struct step *step, struct buf *out)
{
    json_row(out);
    json_text(out, "meeting", step->meeting ? step->meeting->address : NULL);
    json_text(out, "status", step->status);
    json_text(out, "due", step->due);
    put_owners(out, step->owners, step->owner_count, step->printed);
    json_text(out, "text", step->update ? step->update->text : NULL);
    put_flag(out, "restricted", step->restricted);
    buf_char(out, '}');
}

static void tell_entry(const struct entry *entry, struct buf *out)
{
    const struct meeting_facts *meeting = entry->meeting;
    const struct step *first = &entry->steps[0], *last = &entry->steps[entry->step_count - 1];
    json_row(out);
    if (entry->def && meeting->address)
        put_address(out, meeting->address, entry->def->address);
    json_text(out, "number", entry->def ? entry->def->number : first->update ? first->update->number : NULL);
    json_text(out, "body", meeting->body);
    json_text(out, "raised", meeting->date);
    json_text(out, "text", entry->action ? entry->action->text : first->update ? first->update->text : NULL);
    put_owners(out, last->owners, last->owner_count, last->printed);
    json_text(out, "due", last->due);
    json_text(out, "status", last->status);
    put_flag(out, "open", status_open(last->status));
    put_flag(out, "tracked", !entry->action || entry->action->tracked);
    put_flag(out, "carried", entry->carried);
    put_flag(out, "restricted", entry->restricted);
    json_list(out, "steps");
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
        json_row(out);
        json_text(out, "output", rows[i].output);
        json_text(out, "path", rows[i].path);
        json_text(out, "source", rows[i].source);
        json_text(out, "key", rows[i].key);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}
