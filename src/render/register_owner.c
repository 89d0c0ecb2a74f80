/* Whose an action is: the one asked for goes by an id, a name of any time, an alias, a group's name, or is printed so. */
#include "base/date.h"
#include "render/register_parts.h"

#include <stdlib.h>
#include <string.h>

const char *register_fold(struct arena *arena, const char *name)
{
    struct buf out = BUF_INIT;
    const char *text = text_collapse(arena, name);
    size_t size = strlen(text), length;
    for (size_t i = 0; i < size; i += length) {
        uint32_t point;
        length = text_decode(text + i, size - i, &point);
        uint32_t small = length ? text_lower(point) : 0;
        length = length ? length : 1;
        if (small == point || small < 0x80)
            buf_add(&out, small == point ? text + i : (char[]){(char)small}, small == point ? length : 1);
        else
            buf_printf(&out, "\x01%x\x01", (unsigned)small); /* only ever compared */
    }
    const char *folded = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return folded;
}

struct search {
    struct register_set *set;
    struct arena *arena;
    const char **names;             /* all that were compared, for a suggestion */
    size_t count, room;
};

static bool is_meant(struct search *search, const char *name)
{
    if (!name || !*name)
        return false;
    MEM_GROW(search->names, search->count, search->room);
    search->names[search->count++] = name;
    return strcmp(register_fold(search->arena, name), search->set->owner_folded) == 0;
}

static bool person_meant(struct search *search, const struct person *person)
{
    bool meant = is_meant(search, person->id);
    for (size_t i = 0; i < person->names.count; i++) {
        const struct dated *name = &person->names.rows[i];
        meant |= is_meant(search, name->text);
        if (name->honorific)
            meant |= is_meant(search, arena_printf(search->arena, "%s %s", name->honorific, name->text));
    }
    for (size_t i = 0; i < person->alias_count; i++)
        meant |= is_meant(search, person->aliases[i]);
    return meant;
}

static bool group_meant(struct search *search, const struct group *group)
{
    bool meant = is_meant(search, group->id);
    return is_meant(search, group->name) || meant;
}

/* Remembers the nearest of what was compared. */
static void end_search(struct search *search)
{
    struct register_set *set = search->set;
    const char *near = set->owner_met ? NULL : text_nearest(set->options->owner, search->names, search->count);
    if (near) {
        MEM_GROW(set->near_owners, set->near_owner_count, set->near_owner_room);
        set->near_owners[set->near_owner_count++] = arena_copy(set->arena, near);
    }
    free(search->names);
    arena_free(search->arena);
}

void register_meet_owner(struct register_set *set, const struct body_facts *body)
{
    struct search search = {.set = set, .arena = arena_new()};
    bool met = false;
    for (size_t i = 0; i < body->person_count; i++)
        met |= person_meant(&search, &body->people[i]);
    for (size_t i = 0; i < body->group_count; i++)
        met |= group_meant(&search, &body->groups[i]);
    set->owner_met |= met;
    end_search(&search);
}

static bool id_meant(struct search *search, const struct body_facts *body, const char *id)
{
    const struct person *person = body_person(body, id);
    const struct group *group = person ? NULL : body_group(body, id);
    return person ? person_meant(search, person) : group ? group_meant(search, group) : is_meant(search, id);
}

static bool holder_meant(struct search *search, const struct body_facts *body, const char *role, const char *day)
{
    enum { MOST = 8 };
    const char *ids[MOST];
    bool meant = false;
    size_t count = day ? body_role_on(body, role, day, ids, MOST) : 0;
    for (size_t i = 0; i < count && i < MOST; i++)
        meant |= id_meant(search, body, ids[i]);
    return meant;
}

bool register_owned(struct register_set *set, const struct resolve *view, const struct life *life)
{
    const struct body_facts *body = view->body;
    struct search search = {.set = set, .arena = arena_new()};
    bool owned = is_meant(&search, life->printed);
    for (size_t i = 0; i < life->owner_count; i++) {
        const char *kind, *name = people_name(view, life->owners_at, life->owners[i], &kind);
        owned |= id_meant(&search, body, life->owners[i]) || (strcmp(kind, "guest") == 0 && is_meant(&search, name)) ||
                 holder_meant(&search, body, life->owners[i], view->facts->date);
    }
    set->owner_met |= owned;
    end_search(&search);
    return owned;
}
