/* The story of a series. */
#include "import/link_parts.h"

#include <stdlib.h>

static void link_free(struct link *link)
{
    for (size_t i = 0; i < link->person_count; i++)
        free(link->people[i].forms);
    free(link->people);
    free(link->mentions);
    free(link->keys);
    arena_free(link->arena);
}

void link_meetings(struct link_body *body)
{
    struct link link = {.body = body, .arena = arena_new()};
    link_forms(&link);
    link_collect(&link);
    link_merge(&link);
    link_enter(&link);
    link_index(&link);
    link_listed(&link);
    for (size_t i = 0; i < body->count; i++)
        if (!body->meetings[i].fixed)
            link_names(&link, i);
    for (size_t i = 0; i < body->count; i++)
        if (!body->meetings[i].fixed)
            link_mend(body->meetings[i].tree, link.arena);
    link_updates(&link);
    link_free(&link);
}
