/* What tells whether a page of the site would show anything else than it did: a hash of all that it is made from. It goes by the hashes
 * of whole meetings and bodies, so that whatever a page may take from them is in it. */
#include "base/pack.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

struct known_body {
    const struct body_facts *body;
    struct hash hash;
};

struct keys {
    struct register_set *set;
    struct known_body *bodies;
    size_t count, room;
};

struct keys *keys_new(struct register_set *set)
{
    struct keys *keys = mem_zero(1, sizeof *keys);
    keys->set = set;
    return keys;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    free(keys->bodies);
    free(keys);
}

void key_hash(struct hash hash, struct buf *out)
{
    pack_number(out, hash.high);
    pack_number(out, hash.low);
}

void key_body(struct keys *keys, const struct body_facts *body, struct buf *out)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->bodies[i].body == body) {
            key_hash(keys->bodies[i].hash, out);
            return;
        }
    }
    struct buf bytes = BUF_INIT;
    if (body)
        body_facts_pack(body, &bytes);
    MEM_GROW(keys->bodies, keys->count, keys->room);
    keys->bodies[keys->count] = (struct known_body){body, hash_bytes(buf_text(&bytes), bytes.size)};
    key_hash(keys->bodies[keys->count++].hash, out);
    buf_free(&bytes);
}

void key_meeting(struct keys *keys, const struct meeting_facts *meeting, struct buf *out)
{
    const struct resolve_options *options = keys->set->options->site;
    key_hash(options->facts_hash(options->with, meeting), out);
    pack_number(out, refs_has_page(options, meeting));
    if (!text_same(meeting->body, keys->set->body->id))
        key_body(keys, linked_body_find(keys->set->linked, meeting->body), out);
}

/* -- an action -- */

/* A next meeting is one that nothing else of the key tells. */
static void add_due(const struct resolve *view, const struct meeting_facts *at, const char *due, struct buf *out)
{
    if (!text_same(due, "next-meeting"))
        return;
    pack_text(out, life_due_date(view, at, due));
    pack_text(out, linked_next_date(view->linked, at, view->until, view->full));
}

static size_t place_of(const struct entry *entry)
{
    return entry->def ? (size_t)(entry->def - entry->meeting->defs) + 1 : 0;
}

static void add_step(struct keys *keys, const struct resolve *view, const struct step *step, struct buf *out)
{
    const struct update *update = step->update;
    const struct entry *successor = update && update->superseded_by ? life_of_address(view, update->superseded_by) : NULL;
    key_meeting(keys, step->meeting, out);
    pack_number(out, step->restricted);
    pack_number(out, update ? (size_t)(update - step->meeting->updates) + 1 : 0);
    if (update)
        add_due(view, step->meeting, update->due, out);
    pack_number(out, successor != NULL);
    if (!successor)
        return;
    key_meeting(keys, successor->meeting, out);
    pack_number(out, place_of(successor));
}

struct hash key_action(struct keys *keys, const struct register_row *row)
{
    struct arena *arena = arena_new();
    struct buf bytes = BUF_INIT;
    const struct entry *entry = row->entry;
    const struct register_set *set = keys->set;
    const struct resolve view = register_view(keys->set, set->linked, set->body, entry->meeting, arena);
    key_meeting(keys, entry->meeting, &bytes);
    pack_number(&bytes, place_of(entry));
    pack_number(&bytes, entry->restricted);
    pack_number(&bytes, entry->carried);
    pack_number(&bytes, row->nth);
    if (entry->action)
        add_due(&view, entry->meeting, entry->action->due, &bytes);
    for (size_t i = 0; i < entry->step_count; i++)
        add_step(keys, &view, &entry->steps[i], &bytes);
    struct hash hash = hash_bytes(buf_text(&bytes), bytes.size);
    buf_free(&bytes);
    arena_free(arena);
    return hash;
}
