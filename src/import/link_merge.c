/* Whose the forms of names are. Merged is what evidence joins and nothing forbids; where several could be meant, nobody is. */
#include "import/link_parts.h"

#include "base/hash.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    BUCKET_MOST = 400,   /* people of one surname that spellings are compared with */
    INITIALS_DAYS = 1100 /* between mentions by initial and in full */
};

/* -- people -- */

void link_join_seats(struct link *link, struct someone *one, const struct seat *seats, size_t count)
{
    struct seat *all = arena_alloc(link->arena, (one->seat_count + count + 1) * sizeof *all);
    size_t i = 0, j = 0, kept = 0;
    while (i < one->seat_count || j < count) {
        bool first = j == count || (i < one->seat_count && one->seats[i].meeting <= seats[j].meeting);
        const struct seat *next = first ? &one->seats[i++] : &seats[j++];
        if (!kept || all[kept - 1].meeting != next->meeting)
            all[kept++] = *next;
    }
    one->seats = all;
    one->seat_count = kept;
}

static void give(struct link *link, size_t person, size_t index)
{
    struct someone *one = &link->people[person];
    struct form *form = &link->forms[index];
    size_t order = link->mentions[form->first].order;
    form->person = person + 1;
    MEM_GROW(one->forms, one->form_count, one->form_room);
    one->forms[one->form_count++] = index;
    link_join_seats(link, one, form->seats, form->seat_count);
    link_widen(&one->since, &one->until, form->since);
    link_widen(&one->since, &one->until, form->until);
    if (!one->node && order < one->order)
        one->order = order;
    if (!one->node && name_weight(&form->name) > name_weight(&one->name))
        one->name = form->name;
}

static size_t new_person(struct link *link, size_t form)
{
    MEM_GROW(link->people, link->person_count, link->person_room);
    link->people[link->person_count] = (struct someone){.order = SIZE_MAX, .name = link->forms[form].name};
    give(link, link->person_count, form);
    return link->person_count++;
}

static void become(struct link *link, size_t from, size_t to)
{
    struct someone *gone = &link->people[from];
    for (size_t i = 0; i < gone->form_count; i++)
        give(link, to, gone->forms[i]);
    gone->form_count = 0;
    gone->became = to + 1;
}

static bool may_join(const struct link *link, const struct someone *one, const struct form *form)
{
    for (size_t i = 0; i < one->form_count; i++)
        if (!name_same_gender(&link->forms[one->forms[i]].name, &form->name))
            return false;
    for (size_t i = 0; i < one->name_count; i++)
        if (!name_same_gender(&one->names[i], &form->name))
            return false;
    return link_never_met(one->seats, one->seat_count, form->seats, form->seat_count);
}

/* -- the same name as in body.xml -- */

static int compare_rows(const void *a, const void *b)
{
    const struct key_row *one = a, *other = b;
    int order = strcmp(one->key, other->key);
    return order ? order : (one->person > other->person) - (one->person < other->person);
}

static size_t find_row(const struct key_row *rows, size_t count, const char *key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(rows[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void give_known(struct link *link)
{
    size_t room = 0, count = 0;
    for (size_t i = 0; i < link->person_count; i++)
        room += link->people[i].name_count;
    struct key_row *rows = arena_alloc(link->arena, (room + 1) * sizeof *rows);
    for (size_t i = 0; i < link->person_count; i++)
        for (size_t j = 0; j < link->people[i].name_count; j++)
            rows[count++] = (struct key_row){link->people[i].names[j].key, i};
    if (count)
        qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0; i < link->form_count; i++) {
        struct form *form = &link->forms[i];
        size_t found = 0, person = 0;
        for (size_t at = find_row(rows, count, form->name.key); at < count && strcmp(rows[at].key, form->name.key) == 0; at++) {
            if ((found && rows[at].person == person) || !may_join(link, &link->people[rows[at].person], form))
                continue;
            person = rows[at].person;
            found++;
        }
        if (found == 1 && !form->doubtful)
            give(link, person, i);
        form->doubtful |= found > 1;
    }
}

/* -- full names and initials -- */

struct entry {
    const char *surname;
    size_t person, form; /* SIZE_MAX: not that */
    int weight;
    const struct name *name;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *one = a, *other = b;
    int order = strcmp(one->surname, other->surname);
    if (!order)
        order = (one->form != SIZE_MAX) - (other->form != SIZE_MAX);
    if (!order)
        order = other->weight - one->weight;
    if (!order)
        order = strcmp(one->name->key, other->name->key);
    if (!order)
        order = (int)one->name->gender - (int)other->name->gender;
    return order ? order : (one->person > other->person) - (one->person < other->person);
}

/* Initials are evidence only among people of the same organisation and time. */
static bool agrees_in_time(const struct link *link, const struct someone *one, const struct form *form)
{
    bool same = false;
    for (size_t i = 0; i < one->form_count; i++)
        same |= strcmp(link->forms[one->forms[i]].name.tokens[0], form->name.tokens[0]) == 0;
    if (same)
        return true;
    const char *mine = link->mentions[form->first].organisation;
    const char *theirs = one->form_count ? link->mentions[link->forms[one->forms[0]].first].organisation : NULL;
    bool apart = mine && theirs && strcmp(text_fold(link->arena, mine), text_fold(link->arena, theirs)) != 0;
    return !apart && link_near(one->since, one->until, form->since, form->until, INITIALS_DAYS);
}

static bool fits(const struct link *link, const struct someone *one, const struct form *form)
{
    bool agrees = one->form_count > 0;
    for (size_t i = 0; i < one->form_count; i++)
        agrees &= name_is_weak(&link->forms[one->forms[i]].name) || name_agrees(&link->forms[one->forms[i]].name, &form->name);
    bool named = false;
    for (size_t i = 0; i < one->name_count; i++)
        named |= name_agrees(&one->names[i], &form->name);
    return (one->node ? named : agrees) && may_join(link, one, form) && agrees_in_time(link, one, form);
}

static void place(struct link *link, size_t index, const size_t *bucket, size_t count)
{
    struct form *form = &link->forms[index];
    size_t found = 0, person = 0;
    for (size_t i = 0; i < count && found < 2; i++)
        if (fits(link, &link->people[bucket[i]], form)) {
            person = bucket[i];
            found++;
        }
    if (found == 1)
        give(link, person, index);
    else if (found > 1)
        form->doubtful = true;
    else
        new_person(link, index);
}

static void place_all(struct link *link, const struct entry *entries, size_t count)
{
    size_t bucket[BUCKET_MOST], size = 0;
    for (size_t i = 0; i < count; i++) {
        const struct entry *entry = &entries[i];
        if (i && strcmp(entry->surname, entries[i - 1].surname) != 0)
            size = 0;
        size_t person = entry->person;
        if (entry->form != SIZE_MAX) {
            place(link, entry->form, bucket, size);
            person = link->forms[entry->form].person ? link->forms[entry->form].person - 1 : SIZE_MAX;
        }
        bool there = person == SIZE_MAX;
        for (size_t j = 0; j < size; j++)
            there |= bucket[j] == person;
        if (!there && size < BUCKET_MOST)
            bucket[size++] = person;
    }
}

static void merge_names(struct link *link)
{
    size_t room = link->form_count, count = 0;
    for (size_t i = 0; i < link->person_count; i++)
        room += link->people[i].name_count;
    struct entry *entries = arena_alloc(link->arena, (room + 1) * sizeof *entries);
    for (size_t i = 0; i < link->person_count; i++)
        for (size_t j = 0; j < link->people[i].name_count; j++) {
            const struct name *name = &link->people[i].names[j];
            if (!name_is_weak(name))
                entries[count++] = (struct entry){name_surname(name), i, SIZE_MAX, 0, name};
        }
    for (size_t i = 0; i < link->form_count; i++) {
        const struct form *form = &link->forms[i];
        if (!form->person && !form->doubtful && !name_is_weak(&form->name))
            entries[count++] = (struct entry){name_surname(&form->name), SIZE_MAX, i, name_weight(&form->name), &form->name};
    }
    if (count)
        qsort(entries, count, sizeof *entries, compare_entries);
    place_all(link, entries, count);
}

/* -- handles -- */

static void merge_handles(struct link *link)
{
    struct key_row *rows = arena_alloc(link->arena, (link->form_count + 1) * sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < link->form_count; i++)
        if (link->forms[i].handle && !link->forms[i].doubtful)
            rows[count++] = (struct key_row){text_fold(link->arena, link->forms[i].handle), i};
    if (count)
        qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0; i < count; i++) {
        struct form *form = &link->forms[rows[i].person];
        const struct form *before = i && strcmp(rows[i].key, rows[i - 1].key) == 0 ? &link->forms[rows[i - 1].person] : NULL;
        if (!before) {
            if (!form->person)
                new_person(link, rows[i].person);
            continue;
        }
        size_t person = before->person - 1;
        if (!form->person && may_join(link, &link->people[person], form))
            give(link, person, rows[i].person);
        else if (!form->person)
            new_person(link, rows[i].person);
        else if (form->person != before->person && may_join(link, &link->people[person], form)) {
            size_t other = form->person - 1;
            if (!link->people[other].node)
                become(link, other, person);
            else if (!link->people[person].node)
                become(link, person, other);
        }
    }
}

/* -- slips of the pen -- */

struct variant {
    struct hash hash;
    size_t person;
};

static int compare_variants(const void *a, const void *b)
{
    const struct variant *one = a, *other = b;
    if (one->hash.high != other->hash.high)
        return one->hash.high < other->hash.high ? -1 : 1;
    if (one->hash.low != other->hash.low)
        return one->hash.low < other->hash.low ? -1 : 1;
    return (one->person > other->person) - (one->person < other->person);
}

/* Names that differ by one letter have a spelling in common when each loses one. */
static size_t add_variants(const char *key, size_t person, struct variant *rows)
{
    enum { LONGEST = 60 };
    char without[LONGEST + 1];
    size_t size = strlen(key), count = 0;
    if (size > LONGEST)
        return 0;
    rows[count++] = (struct variant){hash_bytes(key, size), person};
    for (size_t i = 0; i < size; i++) {
        memcpy(without, key, i);
        memcpy(without + i, key + i + 1, size - i);
        rows[count++] = (struct variant){hash_bytes(without, size - 1), person};
    }
    return count;
}

static bool is_slip_of(const struct link *link, size_t rare, size_t usual)
{
    enum { RARE = 3 };
    const struct someone *few = &link->people[rare], *many = &link->people[usual];
    return few->seat_count <= RARE && many->seat_count >= 2 * few->seat_count && many->seat_count &&
           name_is_slip(&few->name, &many->name) && link_never_met(few->seats, few->seat_count, many->seats, many->seat_count);
}

static void merge_slips(struct link *link)
{
    enum { ROOM = 62, GROUP = 16 };
    size_t count = 0, *whose = arena_alloc(link->arena, (link->person_count + 1) * sizeof *whose);
    struct variant *rows = mem_alloc((link->person_count + 1) * ROOM * sizeof *rows);
    for (size_t i = 0; i < link->person_count; i++)
        if (!link->people[i].became && !name_is_weak(&link->people[i].name))
            count += add_variants(link->people[i].name.key, i, rows + count);
    if (count)
        qsort(rows, count, sizeof *rows, compare_variants);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count && j < i + GROUP && hash_same(rows[i].hash, rows[j].hash); j++)
            for (int turn = 0; turn < 2; turn++) {
                size_t rare = rows[turn ? i : j].person, usual_one = rows[turn ? j : i].person;
                if (rare == usual_one || link->people[rare].node || !is_slip_of(link, rare, usual_one))
                    continue;
                whose[rare] = !whose[rare] || whose[rare] == usual_one + 1 ? usual_one + 1 : SIZE_MAX;
            }
    free(rows);
    for (size_t i = 0; i < link->person_count; i++)
        if (whose[i] && whose[i] != SIZE_MAX && !whose[whose[i] - 1])
            become(link, i, whose[i] - 1);
}

/* -- first names, surnames alone -- */

static void add_row(struct key_row *rows, size_t *count, struct arena *arena, char kind, const char *token, size_t person)
{
    rows[(*count)++] = (struct key_row){arena_printf(arena, "%c%s", kind, token), person};
}

static size_t make_rows(struct link *link, struct key_row **rows)
{
    size_t count = 0, room = 0;
    for (size_t i = 0; i < link->person_count; i++)
        room += 2 * (link->people[i].form_count + link->people[i].name_count);
    *rows = arena_alloc(link->arena, (room + 1) * sizeof **rows);
    for (size_t i = 0; i < link->person_count; i++) {
        const struct someone *one = &link->people[i];
        for (size_t j = 0; j < one->form_count + one->name_count; j++) {
            const struct name *name = j < one->form_count ? &link->forms[one->forms[j]].name : &one->names[j - one->form_count];
            add_row(*rows, &count, link->arena, 'g', name->tokens[0], i);
            if (name->count > 1)
                add_row(*rows, &count, link->arena, 's', name_surname(name), i);
        }
    }
    if (count)
        qsort(*rows, count, sizeof **rows, compare_rows);
    return count;
}

struct choice {
    size_t found, person;
};

static void look(const struct link *link, const struct key_row *rows, size_t count, const char *key, const struct form *form,
                 struct choice *choice)
{
    const char *initial = form->name.count > 1 ? name_surname(&form->name) : "";
    size_t start = find_row(rows, count, key);
    for (size_t at = start; at < count && strcmp(rows[at].key, key) == 0 && choice->found < 2; at++) {
        const struct someone *one = &link->people[rows[at].person];
        if ((choice->found && rows[at].person == choice->person) || one->became)
            continue;
        if (at - start > BUCKET_MOST) {
            choice->found = 2;
            return;
        }
        if (*initial && strncmp(name_surname(&one->name), initial, strlen(initial)) != 0)
            continue;
        if (!may_join(link, one, form) || !link_near(one->since, one->until, form->since, form->until, INITIALS_DAYS))
            continue;
        choice->person = rows[at].person;
        choice->found++;
    }
}

static void merge_weak(struct link *link, bool two_words)
{
    struct key_row *rows;
    size_t count = make_rows(link, &rows);
    for (size_t i = 0; i < link->form_count; i++) {
        struct form *form = &link->forms[i];
        struct choice choice = {0, 0};
        if (form->person || form->doubtful || !name_is_weak(&form->name) || (form->name.count > 1) != two_words)
            continue;
        if (two_words || !form->titled)
            look(link, rows, count, arena_printf(link->arena, "g%s", form->name.tokens[0]), form, &choice);
        if (!two_words)
            look(link, rows, count, arena_printf(link->arena, "s%s", form->name.tokens[0]), form, &choice);
        if (choice.found == 1)
            give(link, choice.person, i);
        else if (choice.found == 0)
            new_person(link, i);
        else
            form->doubtful = true;
    }
}

void link_merge(struct link *link)
{
    give_known(link);
    merge_names(link);
    merge_handles(link);
    merge_slips(link);
    merge_weak(link, true);
    merge_weak(link, false);
}
