/* Who is meant by a name at a meeting: those in its lists first, then the body's people of that time; exactly one, or nobody. */
#include "import/link_parts.h"

#include "base/text.h"
#include "import/people.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LOOKED_AT = 200, TIME_DAYS = 400 };

/* What keys begin with. */
enum {
    KEY_FULL = 'f',
    KEY_GIVEN = 'g',
    KEY_SURNAME = 's',
    KEY_INITIALS = 'i',
    KEY_LEGEND = 'l',
    KEY_HANDLE = 'h',
    KEY_ROLE = 'r'
};

/* -- the index -- */

static int compare_rows(const void *a, const void *b)
{
    const struct key_row *one = a, *other = b;
    int order = strcmp(one->key, other->key);
    return order ? order : (one->person > other->person) - (one->person < other->person);
}

static void add_key(struct link *link, int kind, const char *text, size_t person)
{
    if (!text || !*text)
        return;
    MEM_GROW(link->keys, link->key_count, link->key_room);
    link->keys[link->key_count++] = (struct key_row){arena_printf(link->arena, "%c%s", kind, text), person};
}

static void add_name(struct link *link, const struct name *name, bool titled, size_t person)
{
    char letters[4 * NAME_TOKENS + 1];
    size_t size = 0;
    add_key(link, KEY_FULL, name->key, person);
    add_key(link, KEY_SURNAME, name_surname(name), person);
    if (name->count > 1 || !titled)
        add_key(link, KEY_GIVEN, name->tokens[0], person);
    for (size_t i = 0; i < name->count; i++) {
        uint32_t point;
        size_t length = text_decode(name->tokens[i], strlen(name->tokens[i]), &point);
        memcpy(letters + size, name->tokens[i], length);
        size += length;
    }
    letters[size] = '\0';
    if (name->count > 1)
        add_key(link, KEY_INITIALS, letters, person);
}

/* An alias such as "JB" is a legend that was read before, one such as "@jb" a handle. */
static void add_alias(struct link *link, const struct name *name, size_t person)
{
    size_t size = strlen(name->text), capitals = 0;
    while (isupper((unsigned char)name->text[capitals]))
        capitals++;
    if (name->text[0] == '@')
        add_key(link, KEY_HANDLE, text_fold(link->arena, name->text + 1), person);
    else if (size >= 2 && size <= 4 && capitals == size)
        add_key(link, KEY_LEGEND, text_fold(link->arena, name->text), person);
    else
        add_name(link, name, false, person);
}

static void add_form(struct link *link, const struct form *form, size_t person)
{
    const char *handle = form->handle, *before = NULL;
    add_name(link, &form->name, form->titled, person);
    if (handle)
        add_key(link, KEY_HANDLE, text_fold(link->arena, handle[0] == '@' ? handle + 1 : handle), person);
    for (size_t i = form->first; i < form->end; i++) {
        const char *initials = link->mentions[i].initials;
        if (initials && !text_same(before, initials))
            add_key(link, KEY_LEGEND, text_fold(link->arena, initials), person);
        before = initials;
    }
}

static const char *role_key(struct link *link, size_t meeting, const char *role)
{
    return arena_printf(link->arena, "%zu %s", meeting, role);
}

void link_index(struct link *link)
{
    for (size_t i = 0; i < link->person_count; i++) {
        const struct someone *one = &link->people[i];
        if (one->became)
            continue;
        for (size_t j = 0; j < one->name_count; j++)
            add_alias(link, &one->names[j], i);
        for (size_t j = 0; j < one->form_count; j++)
            add_form(link, &link->forms[one->forms[j]], i);
        for (size_t j = 0; j < one->seat_count; j++)
            if (one->seats[j].role && one->seats[j].presence != PRESENCE_AWAY)
                add_key(link, KEY_ROLE, role_key(link, one->seats[j].meeting, one->seats[j].role), i);
    }
    if (link->key_count)
        qsort(link->keys, link->key_count, sizeof *link->keys, compare_rows);
}

/* -- looking -- */

struct search {
    struct link *link;
    size_t meeting;
    bool speaks;
    struct name name;
    const char *initial; /* of the surname, or NULL */
    bool agrees;         /* the name must agree */
    bool ever;           /* people of other times too */
    bool away;           /* somebody was found who cannot have spoken */
    struct find here, around;
};

static void add_found(struct find *find, size_t person)
{
    for (size_t i = 0; i < find->count; i++)
        if (find->people[i] == person)
            return;
    if (find->count < FIND_MOST)
        find->people[find->count++] = person;
}

static bool suits(const struct search *search, const struct someone *one)
{
    bool agrees = !search->agrees, initial = !search->initial;
    for (size_t i = 0; i < one->form_count + one->name_count; i++) {
        const struct name *name = i < one->form_count ? &search->link->forms[one->forms[i]].name
                                                      : &one->names[i - one->form_count];
        if (!name_same_gender(name, &search->name))
            return false;
        agrees |= search->agrees && name_agrees(name, &search->name);
        initial |= search->initial && strncmp(name_surname(name), search->initial, strlen(search->initial)) == 0;
    }
    return agrees && initial;
}

static void consider(struct search *search, int kind, const char *text)
{
    struct link *link = search->link;
    const char *date = link->body->meetings[search->meeting].date;
    const char *key = arena_printf(link->arena, "%c%s", kind, text);
    size_t low = 0, high = link->key_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(link->keys[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < link->key_count && i < low + LOOKED_AT && strcmp(link->keys[i].key, key) == 0; i++) {
        size_t person = link->keys[i].person;
        const struct someone *one = &link->people[person];
        const struct seat *seat = link_seat(one, search->meeting);
        if (!suits(search, one))
            continue;
        if (seat && search->speaks && seat->presence == PRESENCE_AWAY)
            search->away = true;
        else if (seat)
            add_found(&search->here, person);
        else if (!date || search->ever || link_near(one->since, one->until, date, date, TIME_DAYS))
            add_found(&search->around, person);
    }
}

static bool is_initials(const char *text)
{
    size_t size = 0, others = 0;
    for (const char *c = text; *c; c++) {
        size += isupper((unsigned char)*c) != 0;
        others += !isupper((unsigned char)*c) && *c != '.' && *c != ' ';
    }
    return size >= 2 && size <= 4 && !others;
}

static char *only_letters(struct arena *arena, const char *text)
{
    char *folded = text_fold(arena, text), *to = folded;
    for (const char *c = folded; *c; c++)
        if (*c != '.' && *c != ' ')
            *to++ = *c;
    *to = '\0';
    return folded;
}

/* Of several at the meeting, those who were there go before those who sent apologies. */
static void prefer_present(const struct search *search, struct find *find)
{
    struct find there = {0};
    for (size_t i = 0; i < find->count; i++) {
        const struct seat *seat = link_seat(&search->link->people[find->people[i]], search->meeting);
        if (seat && seat->presence != PRESENCE_AWAY)
            add_found(&there, find->people[i]);
    }
    if (there.count == 1)
        *find = there;
}

static void decide(struct search *search, struct find *find)
{
    const struct find *from = search->here.count ? &search->here : &search->around;
    *find = *from;
    if (find->count > 1 && from == &search->here)
        prefer_present(search, find);
    if (!search->here.count && search->away)
        find->count = 0;
    find->answer = find->count == 0 ? FIND_NOBODY : find->count == 1 ? FIND_ONE : FIND_SEVERAL;
    find->id = find->count == 1 ? search->link->people[find->people[0]].id : NULL;
}

static void look_for(struct search *search, const char *text)
{
    struct arena *arena = search->link->arena;
    const struct name *name = &search->name;
    if (is_initials(text)) {
        const char *letters = only_letters(arena, text);
        consider(search, KEY_LEGEND, letters);
        if (search->here.count)
            return;
        consider(search, KEY_INITIALS, letters);
    }
    if (name->count > 1) {
        consider(search, KEY_FULL, name->key);
        if (search->here.count || search->around.count)
            return;
        bool weak = name_is_weak(name);
        search->initial = weak ? name_surname(name) : NULL;
        search->agrees = !weak;
        consider(search, weak ? KEY_GIVEN : KEY_SURNAME, weak ? name->tokens[0] : name_surname(name));
    } else if (name->count == 1) {
        if (!name->honorific)
            consider(search, KEY_GIVEN, name->tokens[0]);
        consider(search, KEY_SURNAME, name->tokens[0]);
    }
}

static void find_words(struct search search, const char *text, struct find *find)
{
    struct link *link = search.link;
    struct attendee entry = {0};
    const char *handle = strchr(text, '@'), *words = text;
    *find = (struct find){.answer = FIND_NOBODY};
    if (handle && handle[1])
        consider(&search, KEY_HANDLE,
                 text_fold(link->arena, arena_copy_n(link->arena, handle + 1, strcspn(handle + 1, " ,;:)"))));
    if (!search.here.count && !search.around.count) {
        if (people_entry(text, strlen(text), link->arena, &entry) && entry.name)
            words = entry.name;
        if (!name_read(link->arena, entry.honorific, words, &search.name))
            return;
        look_for(&search, words);
    }
    decide(&search, find);
}

void link_find(struct link *link, size_t meeting, const char *text, bool speaks, struct find *find)
{
    find_words((struct search){.link = link, .meeting = meeting, .speaks = speaks}, text, find);
}

void link_find_ever(struct link *link, size_t meeting, const char *text, struct find *find)
{
    find_words((struct search){.link = link, .meeting = meeting, .ever = true}, text, find);
}

/* -- owners that are not named -- */

static const char *bare_key(struct link *link, const char *text)
{
    struct name name;
    if (!name_read(link->arena, NULL, text, &name))
        return "";
    return strncmp(name.key, "the ", 4) == 0 ? name.key + 4 : name.key;
}

static const char *role_meant(const char *key)
{
    static const struct {
        const char *words, *role;
    } rows[] = {{"chair", "chair"},
                {"chairman", "chair"},
                {"chairwoman", "chair"},
                {"chairperson", "chair"},
                {"vice chair", "vice-chair"},
                {"vice-chair", "vice-chair"},
                {"vice chairman", "vice-chair"},
                {"vice-chairman", "vice-chair"},
                {"vice chairperson", "vice-chair"},
                {"deputy chair", "vice-chair"},
                {"clerk", "clerk"},
                {"parish clerk", "clerk"},
                {"town clerk", "clerk"},
                {"secretary", "secretary"},
                {"hon secretary", "secretary"},
                {"treasurer", "treasurer"},
                {"hon treasurer", "treasurer"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].words, key) == 0)
            return rows[i].role;
    return NULL;
}

const char *link_role(struct link *link, const char *text)
{
    return role_meant(bare_key(link, text));
}

/* Its holder at the meeting; else the role, where body.xml has one holder on that day. */
static void find_role(struct link *link, size_t meeting, const char *role, struct find *find)
{
    struct search search = {.link = link, .meeting = meeting};
    const char *date = link->body->meetings[meeting].date;
    size_t holders = 0;
    consider(&search, KEY_ROLE, role_key(link, meeting, role));
    decide(&search, find);
    if (find->answer != FIND_NOBODY || !date)
        return;
    for (size_t i = 0; i < link->term_count && i < LOOKED_AT; i++) {
        const struct term *term = &link->terms[i];
        holders += strcmp(term->role, role) == 0 && (!term->since || strcmp(term->since, date) <= 0) &&
                   (!term->until || strcmp(term->until, date) >= 0);
    }
    if (holders == 1) {
        find->answer = FIND_ONE;
        find->id = role;
    }
}

static bool means_all(const char *key)
{
    static const char *const words[] = {"all",
                                        "everyone",
                                        "everybody",
                                        "all members",
                                        "all present",
                                        "all councillors",
                                        "all cllrs",
                                        "all committee members",
                                        "all board members",
                                        "all members present",
                                        "all those present",
                                        "all trustees",
                                        "all directors"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], key) == 0)
            return true;
    /* "All Trust Members" */
    enum { WORDS = 4 };
    size_t size = strlen(key), blanks = 0;
    for (const char *c = key; *c; c++)
        blanks += *c == ' ';
    return strncmp(key, "all ", 4) == 0 && blanks < WORDS && key[size - 1] == 's';
}

static const char *everyone(struct link *link, const char *text, bool make)
{
    struct node *groups = node_child(xml_root(link->body->body), "groups");
    for (struct node *group = node_first(groups); group && !link->everyone; group = node_next(group)) {
        const char *id = node_attr(group, "id");
        if (id && (strcmp(id, "everyone") == 0 ||
                   (!node_attr(group, "members") && means_all(bare_key(link, node_text(group, link->arena))))))
            link->everyone = id;
    }
    if (!link->everyone && make) {
        struct node *group = node_add(link_section(link, "groups"), "group");
        link->everyone = link_new_id(link, "everyone");
        node_set(group, "id", link->everyone);
        node_add_text(group, text);
    }
    return link->everyone;
}

void link_find_owner(struct link *link, size_t meeting, const char *text, struct find *find)
{
    const char *key = bare_key(link, text), *role = role_meant(key);
    *find = (struct find){.answer = FIND_NOBODY};
    if (means_all(key)) {
        find->id = everyone(link, text, !link->body->meetings[meeting].form);
        find->answer = find->id ? FIND_ONE : FIND_NOBODY;
    } else if (role) {
        find_role(link, meeting, role, find);
    } else {
        link_find(link, meeting, text, false, find);
    }
}
