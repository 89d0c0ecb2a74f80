#include "corpus/tell.h"

#include <jansson.h>

#include <string.h>

static const char *const def_kinds[] = {
    [DEF_ITEM] = "item", [DEF_ACTION] = "action", [DEF_DECISION] = "decision", [DEF_MOTION] = "motion", [DEF_APPENDIX] = "appendix"};
static const char *const ref_kinds[] = {
    [REF_LINK] = "link", [REF_SUPERSEDED] = "superseded-by", [REF_APPROVAL] = "approval", [REF_AMENDMENT] = "amendment", [REF_BODY] = "body"};

/* What is not given is left out: json_extract gives NULL for it. Sources are UTF-8 throughout, which was checked when they were read. */
static void put_text(json_t *row, const char *name, const char *text)
{
    if (text)
        json_object_set_new_nocheck(row, name, json_string_nocheck(text));
}

static void put_number(json_t *row, const char *name, size_t number)
{
    json_object_set_new_nocheck(row, name, json_integer((json_int_t)number));
}

/* 1; the views make 0 of what is left out. */
static void put_flag(json_t *row, const char *name, bool flag)
{
    if (flag)
        put_number(row, name, 1);
}

/* Ids as the attribute has them, else what is printed. */
static void put_owners(json_t *row, const char *const *owners, size_t count, const char *printed)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s%s", i ? " " : "", owners[i]);
    put_text(row, "owners", count ? buf_text(&text) : printed);
    buf_free(&text);
}

static int add_bytes(const char *bytes, size_t size, void *out)
{
    buf_add(out, bytes, size);
    return 0;
}

static void finish(json_t *whole, struct buf *out)
{
    json_dump_callback(whole, add_bytes, out, JSON_COMPACT | JSON_ENCODE_ANY);
    json_decref(whole);
}

/* -- a meeting -- */

static json_t *tell_def(const struct meeting_facts *facts, const struct def *def, struct buf *address)
{
    json_t *row = json_object();
    buf_clear(address);
    buf_printf(address, "%s#%s", facts->address, def->address);
    put_text(row, "kind", def_kinds[def->kind]);
    put_text(row, "address", facts->address && !facts->translation_of && def->address ? buf_text(address) : NULL);
    put_text(row, "number", def->number);
    put_text(row, "id", def->id);
    put_text(row, "title", def->title);
    put_number(row, "line", (size_t)def->place.line);
    put_flag(row, "restricted", def->place.restricted);
    return row;
}

static json_t *tell_reference(const char *kind, const char *address, struct place place)
{
    json_t *row = json_object();
    put_text(row, "kind", kind);
    put_text(row, "address", address);
    put_number(row, "line", (size_t)place.line);
    put_flag(row, "restricted", place.restricted);
    return row;
}

static json_t *tell_attendee(const struct meeting_facts *facts, const struct body_facts *body, const struct attendee *attendee)
{
    json_t *row = json_object();
    const struct person *person = body && attendee->id && !attendee->name ? body_person(body, attendee->id) : NULL;
    const struct dated *name = person ? dated_on(&person->names, facts->date, NULL) : NULL;
    put_text(row, "list", attendee->list);
    put_text(row, "id", attendee->id);
    put_text(row, "name", name ? name->text : attendee->name);
    put_text(row, "role", attendee->role);
    put_text(row, "mode", attendee->mode);
    return row;
}

void tell_meeting(const struct meeting_facts *facts, const struct body_facts *body, struct buf *out)
{
    json_t *whole = json_object(), *defines = json_array(), *refers = json_array(), *attendance = json_array();
    struct buf address = BUF_INIT;
    put_text(whole, "body", facts->body);
    put_text(whole, "address", facts->address);
    put_text(whole, "date", facts->date);
    put_text(whole, "kind", facts->kind);
    put_text(whole, "status", facts->status);
    put_text(whole, "held", facts->held);
    put_text(whole, "language", facts->lang);
    put_text(whole, "original", facts->translation_of);
    for (size_t i = 0; i < facts->def_count; i++)
        json_array_append_new(defines, tell_def(facts, &facts->defs[i], &address));
    for (size_t i = 0; i < facts->update_count; i++)
        json_array_append_new(refers, tell_reference("update", facts->updates[i].action, facts->updates[i].place));
    for (size_t i = 0; i < facts->reference_count; i++)
        json_array_append_new(refers, tell_reference(ref_kinds[facts->references[i].kind], facts->references[i].address,
                                                     facts->references[i].place));
    for (size_t i = 0; i < facts->attendee_count; i++)
        json_array_append_new(attendance, tell_attendee(facts, body, &facts->attendees[i]));
    json_object_set_new_nocheck(whole, "defines", defines);
    json_object_set_new_nocheck(whole, "refers", refers);
    json_object_set_new_nocheck(whole, "attendance", attendance);
    finish(whole, out);
    buf_free(&address);
}

/* -- a ledger -- */

static json_t *tell_step(const struct step *step)
{
    json_t *row = json_object();
    put_text(row, "meeting", step->meeting ? step->meeting->address : NULL);
    put_text(row, "status", step->status);
    put_text(row, "due", step->due);
    put_owners(row, step->owners, step->owner_count, step->printed);
    put_text(row, "text", step->update ? step->update->text : NULL);
    put_flag(row, "restricted", step->restricted);
    return row;
}

static json_t *tell_entry(const struct entry *entry)
{
    json_t *row = json_object(), *steps = json_array();
    const struct meeting_facts *meeting = entry->meeting;
    const struct step *first = &entry->steps[0], *last = &entry->steps[entry->step_count - 1];
    struct buf address = BUF_INIT;
    if (entry->def && meeting->address)
        buf_printf(&address, "%s#%s", meeting->address, entry->def->address);
    put_text(row, "address", address.size ? buf_text(&address) : NULL);
    put_text(row, "number", entry->def ? entry->def->number : first->update ? first->update->number : NULL);
    put_text(row, "body", meeting->body);
    put_text(row, "raised", meeting->date);
    put_text(row, "text", entry->action ? entry->action->text : first->update ? first->update->text : NULL);
    put_owners(row, last->owners, last->owner_count, last->printed);
    put_text(row, "due", last->due);
    put_text(row, "status", last->status);
    put_flag(row, "open", status_open(last->status));
    put_flag(row, "tracked", !entry->action || entry->action->tracked);
    put_flag(row, "carried", entry->carried);
    put_flag(row, "restricted", entry->restricted);
    for (size_t i = 0; i < entry->step_count; i++)
        json_array_append_new(steps, tell_step(&entry->steps[i]));
    json_object_set_new_nocheck(row, "steps", steps);
    buf_free(&address);
    return row;
}

void tell_ledger(const struct linked *linked, struct buf *out)
{
    const char *before = "[";
    for (size_t i = 0; i < ledger_count(linked); i++) { /* one at a time: all together they would need much memory */
        if (!ledger_entry(linked, i)->step_count)
            continue;
        buf_str(out, before);
        finish(tell_entry(ledger_entry(linked, i)), out);
        before = ",";
    }
    buf_str(out, *before == '[' ? "[]" : "]");
}

/* -- outputs -- */

void tell_outputs(const struct told_output *rows, size_t count, struct buf *out)
{
    json_t *whole = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *row = json_object();
        put_text(row, "output", rows[i].output);
        put_text(row, "path", rows[i].path);
        put_text(row, "source", rows[i].source);
        put_text(row, "key", rows[i].key);
        json_array_append_new(whole, row);
    }
    finish(whole, out);
}
