/* Who is meant by printed names: people, groups and offices of the body. */
#include "base/text.h"
#include "edit/changes.h"

#include <string.h>

enum { SHARE = 24 }; /* names in one list */

static bool same(struct arena *arena, const char *a, const char *b)
{
    return strcmp(text_fold(arena, a), text_fold(arena, b)) == 0;
}

/* A name in full or an alias (2), a first or last name (1), else 0. */
static int bears(struct arena *arena, const struct person *person, const char *name)
{
    int best = 0;
    for (size_t i = 0; i < person->alias_count; i++)
        if (same(arena, person->aliases[i], name))
            return 2;
    for (size_t i = 0; i < person->names.count; i++) {
        const struct dated *row = &person->names.rows[i];
        const char *titled = row->honorific ? arena_printf(arena, "%s %s", row->honorific, row->text) : row->text;
        const char *blank = strchr(row->text, ' '), *last = strrchr(row->text, ' ');
        if (same(arena, row->text, name) || same(arena, titled, name))
            return 2;
        if (blank &&
            (same(arena, arena_copy_n(arena, row->text, (size_t)(blank - row->text)), name) || same(arena, last + 1, name)))
            best = 1;
    }
    return best;
}

static bool attends(const struct loaded *loaded, const char *id)
{
    size_t count;
    return meeting_attendee(loaded->own->facts, id, &count) != NULL;
}

/* One name's id; of several who are called so, the one who was at the meeting. */
static const char *id_of(const struct loaded *loaded, const char *name, bool *in_full)
{
    const struct body_facts *body = loaded->body_facts;
    const char *found = NULL;
    int best = 0, count = 0;
    for (size_t i = 0; body && i < body->group_count; i++)
        if (body->groups[i].name && same(loaded->arena, body->groups[i].name, name))
            return body->groups[i].id;
    for (size_t i = 0; body && i < body->person_count; i++) {
        const struct person *person = &body->people[i];
        int worth = 2 * bears(loaded->arena, person, name);
        worth += worth && attends(loaded, person->id);
        if (worth > best) {
            best = worth;
            found = person->id;
            count = 0;
        }
        count += worth && worth == best;
    }
    *in_full = *in_full && best >= 4;
    return count == 1 ? found : NULL;
}

const char *edit_people(const struct loaded *loaded, const char *names, bool *in_full)
{
    struct buf ids = BUF_INIT;
    size_t count = 0;
    bool known = true;
    *in_full = true;
    for (const char *at = names; *at && known && count < SHARE; count++) {
        static const char *const joints[] = {" and ", " & ", "&", "/", ",", ";", " a ", " ac "};
        size_t end = strlen(at), skip = 0;
        for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
            const char *joint = strstr(at, joints[i]);
            if (joint && (size_t)(joint - at) < end) {
                end = (size_t)(joint - at);
                skip = strlen(joints[i]);
            }
        }
        const char *name = text_collapse(loaded->arena, arena_copy_n(loaded->arena, at, end)),
                   *id = *name ? id_of(loaded, name, in_full) : NULL;
        known = id || !*name;
        if (id)
            buf_printf(&ids, "%s%s", ids.size ? " " : "", id);
        at += end + skip;
    }
    const char *list = known && ids.size ? arena_copy(loaded->arena, buf_text(&ids)) : NULL;
    buf_free(&ids);
    return list;
}
