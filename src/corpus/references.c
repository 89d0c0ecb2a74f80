/* Every reference of every meeting is looked up, and what does not resolve is reported with what may have been meant. */
#include "corpus/linked.h"

#include <stdlib.h>
#include <string.h>

/* -- bodies -- */

static bool knows_body(const struct linked *linked, const struct body_facts *own, const char *id)
{
    for (size_t i = 0; own && i < own->related_count; i++)
        if (strcmp(own->related[i].id, id) == 0)
            return true;
    return linked_body_find(linked, id);
}

static void check_body(struct linked *linked, const struct meeting_facts *from, const struct reference *reference)
{
    const struct body_facts *own = linked_body_find(linked, from->body);
    if (!own || knows_body(linked, own, reference->address))
        return;
    struct finding *finding = diag_add(linked->log, D_UNKNOWN_BODY, reference->place, reference->address);
    const char **names = mem_zero(own->related_count + linked->body_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < own->related_count; i++)
        names[count++] = own->related[i].id;
    for (size_t i = 0; i < linked->body_count; i++)
        names[count++] = linked->bodies[i]->id;
    const char *nearest = text_nearest(reference->address, names, count);
    if (nearest)
        diag_suggest(finding, nearest);
    free(names);
}

/* -- addresses -- */

static bool is_meeting_address(const char *address)
{
    const char *date = strrchr(address, '/');
    size_t size = strcspn(address, "#");
    struct date day;
    char text[11];
    if (!date || date > address + size)
        return false;
    size -= (size_t)(++date - address);
    if (size < 10 || size > 11 || (size == 11 && (date[10] < 'a' || date[10] > 'z')))
        return false;
    memcpy(text, date, 10);
    text[10] = '\0';
    return date_parse(text, &day);
}

static void report_several(struct linked *linked, const struct meeting_facts *from, const char *address, struct place place,
                           const struct hit *hit)
{
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < hit->several_count; i++)
        buf_printf(&list, "%s%s", i ? ", " : "", address_of_def(linked, from, hit->row->facts, hit->several[i]));
    if (hit->several_count == LISTED)
        buf_str(&list, ", …");
    struct finding *finding = diag_add(linked->log, D_AMBIGUOUS_REFERENCE, place, address_shown(linked, from, address),
                                       buf_text(&list));
    for (size_t i = 0; i < hit->several_count; i++)
        diag_note(finding, hit->several[i]->place,
                  arena_printf(linked->arena, "'%s' is here", address_of_def(linked, from, hit->row->facts, hit->several[i])));
    buf_free(&list);
}

/* A body whose files were not named may well exist, unless its id looks like a slip. */
static bool report_elsewhere(struct linked *linked, const char *address, struct place place)
{
    const char *body = arena_copy_n(linked->arena, address, strcspn(address, "/#"));
    if (address[strlen(body)] != '/' || linked_body_find(linked, body))
        return false;
    const char **names = mem_zero(linked->body_count + 1, sizeof *names);
    for (size_t i = 0; i < linked->body_count; i++)
        names[i] = linked->bodies[i]->id;
    bool slip = text_nearest(body, names, linked->body_count);
    free(names);
    if (!slip)
        diag_add(linked->log, D_BODY_NOT_HERE, place, body);
    return !slip;
}

static void report_none(struct linked *linked, const struct meeting_facts *from, const char *address, struct place place,
                        const struct hit *hit, struct search search)
{
    bool no_meeting = !hit->row && is_meeting_address(address) && !search.action;
    enum diag_code code = search.action ? D_UNRESOLVED_ACTION : no_meeting ? D_UNRESOLVED_MEETING : D_UNRESOLVED_REFERENCE;
    const char *shown = address_shown(linked, from, address);
    if (no_meeting)
        shown = arena_copy_n(linked->arena, shown, strcspn(shown, "#"));
    struct finding *finding = diag_add(linked->log, code, place, shown);
    if (hit->row && hit->number)
        suggest_number(linked, finding, from, hit, search);
    else
        suggest_meeting(linked, finding, from, address, search);
}

/* What another meeting refers to by position would be moved by an item put in before it. */
static void check_position(struct linked *linked, const struct meeting_facts *from, const char *address, struct place place,
                           const struct hit *hit)
{
    if (!hit->def || hit->stable || text_same(from->address, hit->row->facts->address))
        return;
    diag_note(diag_add(linked->log, D_UNNUMBERED_TARGET, place, address_shown(linked, from, address)), hit->def->place,
              "this wants a number or an id");
}

/* Looks up an address or reports why it stands for nothing. What is restricted is still found, and reported. */
static bool look_up(struct linked *linked, const struct meeting_facts *from, const char *address, struct place place, bool action,
                    struct hit *hit)
{
    struct search search = {action, place.restricted};
    enum found found = address_find(linked, address, search, hit);
    if (found == FOUND_HIDDEN) {
        diag_add(linked->log, D_RESTRICTED_REFERENCE, place);
        search.inside = true;
        return address_find(linked, address, search, hit) == FOUND_ONE;
    }
    if (found == FOUND_SEVERAL)
        report_several(linked, from, address, place, hit);
    else if (found == FOUND_NONE && (hit->row || (!gap_holds(linked, address) && !report_elsewhere(linked, address, place))))
        report_none(linked, from, address, place, hit, search);
    else if (found == FOUND_ONE)
        check_position(linked, from, address, place, hit);
    return found == FOUND_ONE;
}

const struct def *reference_action(struct linked *linked, const struct meeting_facts *from, const char *address,
                                   struct place place, struct row **row)
{
    struct hit hit;
    bool found = look_up(linked, from, address, place, true, &hit);
    *row = found ? hit.row : NULL;
    return found ? hit.def : NULL;
}

/* -- what later meetings said about a meeting -- */

struct mentioned {
    size_t row;
    enum ref_kind kind;
    struct mention mention;
};

struct gathered {
    struct mentioned *rows;
    size_t count, room;
};

static int compare_mentioned(const void *a, const void *b)
{
    const struct mentioned *one = a, *other = b;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    int order = meeting_order(one->mention.meeting, other->mention.meeting);
    if (!order)
        order = strcmp(one->mention.meeting->path, other->mention.meeting->path);
    return order ? order
                 : (one->mention.reference > other->mention.reference) - (one->mention.reference < other->mention.reference);
}

static void keep_mentions(struct linked *linked, struct gathered *gathered)
{
    if (gathered->count)
        qsort(gathered->rows, gathered->count, sizeof *gathered->rows, compare_mentioned);
    linked->mentions = arena_alloc(linked->arena, gathered->count * sizeof *linked->mentions);
    for (size_t i = 0; i < gathered->count; i++) {
        struct row *row = &linked->rows[gathered->rows[i].row];
        enum ref_kind kind = gathered->rows[i].kind;
        linked->mentions[i] = gathered->rows[i].mention;
        if (!row->mention_count[kind]++)
            row->mention_first[kind] = i;
    }
    free(gathered->rows);
}

/* Approvals and amendments bear on earlier meetings. An amendment that takes its meeting from its approval is not reported twice.
 */
static void check_earlier(struct linked *linked, const struct meeting_facts *from, const struct reference *reference,
                          const struct hit *hit, struct gathered *gathered, bool keep)
{
    const struct meeting_facts *meeting = hit->row->facts;
    if (from->date && meeting_order(meeting, from) >= 0) {
        if (!text_same(reference->outcome, "approval"))
            diag_add(linked->log, D_APPROVAL_TOO_EARLY, reference->place, address_shown(linked, from, meeting->address));
        return;
    }
    if (!keep)
        return;
    MEM_GROW(gathered->rows, gathered->count, gathered->room);
    gathered->rows[gathered->count++] = (struct mentioned){(size_t)(hit->row - linked->rows), reference->kind, {from, reference}};
}

static void check_reference(struct linked *linked, const struct meeting_facts *from, const struct reference *reference,
                            struct gathered *gathered, bool keep)
{
    struct hit hit;
    bool again = reference->kind == REF_AMENDMENT && text_same(reference->outcome, "approval");
    switch (reference->kind) {
    case REF_BODY: check_body(linked, from, reference); break;
    case REF_SUPERSEDED: /* the ledger looks it up */ break;
    case REF_LINK: look_up(linked, from, reference->address, reference->place, false, &hit); break;
    case REF_APPROVAL:
    case REF_AMENDMENT:
        if (again ? address_find(linked, reference->address, (struct search){false, true}, &hit) == FOUND_ONE
                  : look_up(linked, from, reference->address, reference->place, false, &hit))
            check_earlier(linked, from, reference, &hit, gathered, keep);
        break;
    }
}

static void check_meeting(struct linked *linked, const struct meeting_facts *from, struct gathered *gathered, bool keep)
{
    for (size_t i = 0; i < from->reference_count; i++)
        check_reference(linked, from, &from->references[i], gathered, keep);
}

void references_check(struct linked *linked)
{
    struct gathered gathered = {NULL, 0, 0};
    for (size_t i = 0; i < linked->row_count; i++)
        check_meeting(linked, linked->rows[i].facts, &gathered, linked->rows[i].facts->date != NULL);
    for (size_t i = 0; i < linked->aside_count; i++)
        check_meeting(linked, linked->aside[i], &gathered, false);
    keep_mentions(linked, &gathered);
}
