/* Facts as bytes and back. One description serves both directions: a visitor is given the value a field has and says which it
 * is to have, which is the same when packing and what was read when unpacking.
 *
 * First stand the numbers, in groups of seven bits, the lowest first, and of each text its size with its NUL (0: NULL); then all
 * texts with their NULs, so that unpacked strings point into one copy of these alone. The form has a number: raise FORMAT when a field
 * comes or goes. */
#include "document/facts_parts.h"

#include <stdint.h>
#include <string.h>

enum { FORMAT = 2, SPREAD = 32, GROUP = 7 };

struct archive {
    struct buf *out, *texts;     /* NULL: reading */
    const char *at, *end;        /* the numbers left to read */
    const char *text, *text_end; /* and the texts */
    struct arena *arena;         /* of what is read */
    const struct source *source; /* of the places read */
    size_t last_node;
    bool broken; /* from here on everything reads as nothing */
};

/* -- fields -- */

static size_t refuse(struct archive *archive)
{
    archive->broken = true;
    archive->at = archive->end;
    archive->text = archive->text_end;
    return 0;
}

/* Room for that and the NUL behind it, as there mostly is. */
static bool has_room(const struct buf *out, size_t more)
{
    return out->data && more < out->room - out->size;
}

static void write_number(struct buf *out, uint64_t value)
{
    if (value >> GROUP == 0 && has_room(out, 1)) {
        out->data[out->size++] = (char)value;
        out->data[out->size] = '\0';
        return;
    }
    char groups[10];
    size_t count = 0;
    for (; value >> GROUP; value >>= GROUP)
        groups[count++] = (char)(0x80 | (value & 0x7F));
    groups[count++] = (char)value;
    buf_add(out, groups, count);
}

static size_t read_number(struct archive *archive)
{
    uint64_t value = 0;
    for (int shift = 0; archive->at < archive->end && shift < 5 * GROUP; shift += GROUP) {
        unsigned char group = (unsigned char)*archive->at++;
        value |= (uint64_t)(group & 0x7F) << shift;
        if (!(group & 0x80))
            return value <= UINT32_MAX ? (size_t)value : refuse(archive);
    }
    return refuse(archive);
}

static size_t number(struct archive *archive, size_t value)
{
    if (!archive->out)
        return read_number(archive);
    write_number(archive->out, value);
    return value;
}

/* A number below most. */
static unsigned choice(struct archive *archive, unsigned value, unsigned most)
{
    size_t said = number(archive, value);
    return said < most ? (unsigned)said : (unsigned)refuse(archive);
}

static bool flag(struct archive *archive, bool value)
{
    return choice(archive, value, 2);
}

static int whole(struct archive *archive, int value)
{
    return (int)(uint32_t)number(archive, (uint32_t)value);
}

/* Nodes come in the order of the document. */
static size_t node(struct archive *archive, size_t value)
{
    size_t step = number(archive, value - archive->last_node);
    if (step > UINT32_MAX - archive->last_node)
        step = refuse(archive);
    return archive->last_node += step;
}

static const char *text(struct archive *archive, const char *value)
{
    if (archive->out) {
        size_t size = value ? strlen(value) + 1 : 0;
        write_number(archive->out, size);
        if (size)
            buf_add(archive->texts, value, size);
        return value;
    }
    size_t size = read_number(archive);
    const char *at = archive->text;
    if (!size)
        return NULL;
    if (size > (size_t)(archive->text_end - at) || at[size - 1]) {
        refuse(archive);
        return NULL;
    }
    archive->text += size;
    return at;
}

/* A text that is always there; "" from a broken archive. */
static const char *word(struct archive *archive, const char *value)
{
    value = text(archive, value);
    if (!value)
        refuse(archive);
    return value ? value : "";
}

/* A word that names files and folders of the output. */
static const char *name(struct archive *archive, const char *value)
{
    value = word(archive, value);
    if (!archive->out && (*value == '.' || strchr(value, '/')))
        refuse(archive);
    return value;
}

static struct place place(struct archive *archive, struct place value)
{
    unsigned flags = choice(archive, (value.source ? 1U : 0U) | (value.veiled ? 2U : 0U) | (value.restricted ? 4U : 0U), 8);
    size_t line = number(archive, value.line), column = number(archive, value.column), length = number(archive, value.length);
    if (archive->out)
        return value;
    return (struct place){flags & 1 ? archive->source : NULL, line, column, length, flags & 2, flags & 4};
}

/* -- rows -- */

/* No row takes more memory than SPREAD times its bytes, so that a count cannot ask for more than the bytes are worth. */
static void *rows_begin(struct archive *archive, void *rows, size_t *count, size_t size)
{
    archive->last_node = 0;
    *count = number(archive, *count);
    if (archive->out || !*count)
        return archive->out ? rows : NULL;
    if (*count > (size_t)(archive->end - archive->at) * SPREAD / size) {
        *count = refuse(archive);
        return NULL;
    }
    return arena_alloc(archive->arena, *count * size);
}

#define ROWS(archive, rows, count, visit) \
    do { \
        (rows) = rows_begin((archive), (rows), &(count), sizeof *(rows)); \
        for (size_t row_ = 0; row_ < (count) && !(archive)->broken; row_++) \
            visit((archive), &(rows)[row_]); \
    } while (0)

static void visit_word(struct archive *archive, const char **value)
{
    *value = word(archive, *value);
}

static void visit_flag(struct archive *archive, bool *value)
{
    *value = flag(archive, *value);
}

/* -- one meeting -- */

static void visit_def(struct archive *archive, struct def *def)
{
    def->kind = (enum def_kind)choice(archive, def->kind, DEF_APPENDIX + 1);
    def->number = text(archive, def->number);
    def->id = text(archive, def->id);
    def->address = word(archive, def->address);
    def->path = word(archive, def->path);
    def->title = text(archive, def->title);
    def->in_source = flag(archive, def->in_source);
    def->path_in_source = flag(archive, def->path_in_source);
    def->shares = flag(archive, def->shares);
    def->parent = number(archive, def->parent);
    def->node = node(archive, def->node);
    def->place = place(archive, def->place);
}

static void visit_action(struct archive *archive, struct action *action)
{
    action->def = number(archive, action->def);
    ROWS(archive, action->owners, action->owner_count, visit_word);
    action->printed = text(archive, action->printed);
    action->due = text(archive, action->due);
    action->due_text = text(archive, action->due_text);
    action->target = text(archive, action->target);
    ROWS(archive, action->consult, action->consult_count, visit_word);
    ROWS(archive, action->by, action->by_count, visit_word);
    action->body = text(archive, action->body);
    action->tracked = flag(archive, action->tracked);
    action->text = word(archive, action->text);
}

static void visit_update(struct archive *archive, struct update *update)
{
    update->node = node(archive, update->node);
    size_t last_node = archive->last_node;
    update->action = text(archive, update->action);
    update->number = text(archive, update->number);
    update->status = text(archive, update->status);
    update->superseded_by = text(archive, update->superseded_by);
    update->due = text(archive, update->due);
    update->due_text = text(archive, update->due_text);
    update->printed = text(archive, update->printed);
    ROWS(archive, update->owners, update->owner_count, visit_word);
    update->text = word(archive, update->text);
    update->place = place(archive, update->place);
    update->place_address = place(archive, update->place_address);
    archive->last_node = last_node;
}

static void visit_reference(struct archive *archive, struct reference *reference)
{
    reference->kind = (enum ref_kind)choice(archive, reference->kind, REF_BODY + 1);
    reference->address = word(archive, reference->address);
    reference->outcome = reference->kind == REF_APPROVAL ? word(archive, reference->outcome) : text(archive, reference->outcome);
    reference->text = text(archive, reference->text);
    reference->node = node(archive, reference->node);
    reference->place = place(archive, reference->place);
}

static void visit_announced(struct archive *archive, struct announced *announced)
{
    announced->date = text(archive, announced->date);
    announced->start = text(archive, announced->start);
    announced->end = text(archive, announced->end);
    announced->venue = text(archive, announced->venue);
    announced->kind = text(archive, announced->kind);
    announced->place = place(archive, announced->place);
}

static void visit_attendee(struct archive *archive, struct attendee *attendee)
{
    attendee->list = word(archive, attendee->list);
    attendee->list_label = word(archive, attendee->list_label);
    attendee->list_node = number(archive, attendee->list_node);
    attendee->id = text(archive, attendee->id);
    attendee->name = text(archive, attendee->name);
    attendee->role = text(archive, attendee->role);
    attendee->mode = text(archive, attendee->mode);
    attendee->deputy_for = text(archive, attendee->deputy_for);
    attendee->arrived = text(archive, attendee->arrived);
    attendee->left = text(archive, attendee->left);
    attendee->voting = flag(archive, attendee->voting);
    attendee->node = node(archive, attendee->node);
    attendee->place = place(archive, attendee->place);
}

static void visit_passer(struct archive *archive, struct passer *passer)
{
    passer->id = text(archive, passer->id);
    passer->name = text(archive, passer->name);
    passer->place = place(archive, passer->place);
}

static void read_source(struct archive *archive, const char *path)
{
    if (archive->out)
        return;
    struct source *source = arena_alloc(archive->arena, sizeof *source);
    source->path = path;
    archive->source = source;
}

static void visit_meeting(struct archive *archive, struct meeting_facts *facts)
{
    size_t files = facts->file_count;
    facts->path = word(archive, facts->path);
    read_source(archive, facts->path);
    facts->stem = name(archive, facts->stem);
    facts->body = name(archive, facts->body);
    facts->date = text(archive, facts->date);
    facts->sitting = text(archive, facts->sitting);
    facts->lang = word(archive, facts->lang);
    facts->kind = word(archive, facts->kind);
    facts->status = word(archive, facts->status);
    facts->held = word(archive, facts->held);
    facts->start = text(archive, facts->start);
    facts->end = text(archive, facts->end);
    facts->venue = text(archive, facts->venue);
    facts->address = text(archive, facts->address);
    facts->translation_of = text(archive, facts->translation_of);
    facts->place = place(archive, facts->place);
    ROWS(archive, facts->defs, facts->def_count, visit_def);
    ROWS(archive, facts->actions, facts->action_count, visit_action);
    ROWS(archive, facts->updates, facts->update_count, visit_update);
    ROWS(archive, facts->references, facts->reference_count, visit_reference);
    ROWS(archive, facts->announced, facts->announced_count, visit_announced);
    ROWS(archive, facts->attendees, facts->attendee_count, visit_attendee);
    ROWS(archive, facts->passers, facts->passer_count, visit_passer);
    ROWS(archive, facts->files, facts->file_count, visit_word);
    ROWS(archive, facts->file_restricted, files, visit_flag);
    ROWS(archive, facts->watched, facts->watched_count, visit_word);
    if (files != facts->file_count)
        refuse(archive);
}

/* What linking takes for granted: each action is a definition and each such definition has its action, in their order; what a
 * definition stands in comes before it; a meeting with a date has an address of its body. */
static bool is_sound(const struct meeting_facts *facts)
{
    size_t actions = 0, body = strlen(facts->body);
    for (size_t i = 0; i < facts->def_count; i++) {
        if (facts->defs[i].parent > i)
            return false;
        if (facts->defs[i].kind != DEF_ACTION)
            continue;
        if (actions == facts->action_count || facts->actions[actions++].def != i)
            return false;
    }
    if (!facts->address || !facts->date)
        return actions == facts->action_count && facts->address == facts->date;
    return actions == facts->action_count && strncmp(facts->address, facts->body, body) == 0 && facts->address[body] == '/' &&
           strncmp(facts->address + body + 1, facts->date, strlen(facts->date)) == 0;
}

/* -- body.xml -- */

static void visit_period(struct archive *archive, struct period *period)
{
    period->from = text(archive, period->from);
    period->until = text(archive, period->until);
}

static void visit_dated(struct archive *archive, struct dated *dated)
{
    visit_period(archive, &dated->period);
    dated->text = word(archive, dated->text);
    dated->honorific = text(archive, dated->honorific);
    dated->kind = text(archive, dated->kind);
    dated->lang = text(archive, dated->lang);
    dated->place = place(archive, dated->place);
}

static void visit_list(struct archive *archive, struct dated_list *list)
{
    ROWS(archive, list->rows, list->count, visit_dated);
    list->room = list->count;
}

static void visit_person(struct archive *archive, struct person *person)
{
    person->id = word(archive, person->id);
    visit_list(archive, &person->names);
    visit_list(archive, &person->posts);
    visit_list(archive, &person->organisations);
    ROWS(archive, person->aliases, person->alias_count, visit_word);
    person->place = place(archive, person->place);
}

static void visit_member(struct archive *archive, struct member *member)
{
    member->ref = text(archive, member->ref);
    member->role = word(archive, member->role);
    member->replaces = text(archive, member->replaces);
    member->voting = flag(archive, member->voting);
    visit_period(archive, &member->period);
    member->place = place(archive, member->place);
}

static void visit_group(struct archive *archive, struct group *group)
{
    group->id = word(archive, group->id);
    group->name = word(archive, group->name);
    ROWS(archive, group->members, group->member_count, visit_word);
    group->place = place(archive, group->place);
}

static void visit_related(struct archive *archive, struct related *related)
{
    related->id = word(archive, related->id);
    related->kind = text(archive, related->kind);
    related->name = word(archive, related->name);
}

static void visit_quorum(struct archive *archive, struct quorum *quorum)
{
    quorum->count = whole(archive, quorum->count);
    quorum->share_of = whole(archive, quorum->share_of);
    quorum->share_in = whole(archive, quorum->share_in);
    quorum->all = flag(archive, quorum->all);
    visit_period(archive, &quorum->period);
    quorum->place = place(archive, quorum->place);
}

static void visit_abbreviation(struct archive *archive, struct abbreviation *abbreviation)
{
    abbreviation->abbreviated = word(archive, abbreviation->abbreviated);
    abbreviation->text = word(archive, abbreviation->text);
}

static void visit_contact_line(struct archive *archive, struct contact_line *line)
{
    line->kind = text(archive, line->kind);
    line->label = text(archive, line->label);
    line->text = word(archive, line->text);
}

static const char *body_path(struct arena *arena, const char *folder)
{
    size_t size = strlen(folder);
    return arena_printf(arena, "%s%sbody.xml", folder, size && folder[size - 1] != '/' ? "/" : "");
}

static void visit_body(struct archive *archive, struct body_facts *facts)
{
    facts->folder = word(archive, facts->folder);
    read_source(archive, archive->out ? NULL : body_path(archive->arena, facts->folder));
    facts->id = name(archive, facts->id);
    facts->lang = word(archive, facts->lang);
    facts->layout = word(archive, facts->layout);
    facts->profile = word(archive, facts->profile);
    facts->zone = text(archive, facts->zone);
    facts->place = place(archive, facts->place);
    visit_list(archive, &facts->names);
    ROWS(archive, facts->related, facts->related_count, visit_related);
    ROWS(archive, facts->people, facts->person_count, visit_person);
    ROWS(archive, facts->members, facts->member_count, visit_member);
    ROWS(archive, facts->groups, facts->group_count, visit_group);
    ROWS(archive, facts->quorums, facts->quorum_count, visit_quorum);
    ROWS(archive, facts->abbreviations, facts->abbreviation_count, visit_abbreviation);
    ROWS(archive, facts->contact_lines, facts->contact_line_count, visit_contact_line);
}

/* -- the whole -- */

enum { MAGIC = 4, SIZE = 4 }; /* behind the magic, the size of the numbers, its lowest byte first */
static const char magic_meeting[MAGIC] = {'m', 'f', 'm', FORMAT};
static const char magic_body[MAGIC] = {'m', 'f', 'b', FORMAT};

static size_t write_begin(struct buf *out, const char *magic)
{
    static const char nothing[SIZE];
    buf_add(out, magic, MAGIC);
    buf_add(out, nothing, SIZE);
    return out->size;
}

static void write_end(struct archive *archive, size_t begin)
{
    size_t size = archive->out->size - begin;
    for (int i = 0; i < SIZE; i++)
        archive->out->data[begin - SIZE + (size_t)i] = (char)(size >> 8 * i);
    buf_add(archive->out, buf_text(archive->texts), archive->texts->size);
    buf_free(archive->texts);
}

/* Copies the texts into the arena, where they live as long as what points at them; the numbers are read where they stand. */
static struct archive read_begin(struct arena *arena, const char *magic, const char *bytes, size_t size)
{
    struct archive archive = {.arena = arena};
    size_t numbers = 0;
    if (size < MAGIC + SIZE || memcmp(bytes, magic, MAGIC) != 0) {
        refuse(&archive);
        return archive;
    }
    for (int i = SIZE; i-- > 0;)
        numbers = numbers << 8 | (unsigned char)bytes[MAGIC + i];
    size -= MAGIC + SIZE;
    if (numbers > size) {
        refuse(&archive);
        return archive;
    }
    archive.at = bytes + MAGIC + SIZE;
    archive.end = archive.at + numbers;
    archive.text = arena_copy_n(arena, archive.end, size - numbers);
    archive.text_end = archive.text + (size - numbers);
    return archive;
}

static bool read_all(const struct archive *archive)
{
    return !archive->broken && archive->at == archive->end && archive->text == archive->text_end;
}

void meeting_facts_pack(const struct meeting_facts *facts, struct buf *out)
{
    struct buf texts = BUF_INIT;
    struct archive archive = {.out = out, .texts = &texts};
    struct meeting_facts same = *facts;
    size_t begin = write_begin(out, magic_meeting);
    visit_meeting(&archive, &same);
    write_end(&archive, begin);
}

struct meeting_facts *meeting_facts_unpack_in(struct arena *arena, const char *bytes, size_t size)
{
    struct archive archive = read_begin(arena, magic_meeting, bytes, size);
    struct meeting_facts *facts = arena_alloc(arena, sizeof *facts);
    facts->arena = arena;
    visit_meeting(&archive, facts);
    if (!read_all(&archive) || !is_sound(facts))
        return NULL;
    parts_sort_attendees(facts);
    return facts;
}

struct meeting_facts *meeting_facts_unpack(const char *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct meeting_facts *facts = meeting_facts_unpack_in(arena, bytes, size);
    if (!facts)
        arena_free(arena);
    return facts;
}

void body_facts_pack(const struct body_facts *facts, struct buf *out)
{
    struct buf texts = BUF_INIT;
    struct archive archive = {.out = out, .texts = &texts};
    struct body_facts same = *facts;
    size_t begin = write_begin(out, magic_body);
    visit_body(&archive, &same);
    write_end(&archive, begin);
}

struct body_facts *body_facts_unpack(const char *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct archive archive = read_begin(arena, magic_body, bytes, size);
    struct body_facts *facts = arena_alloc(arena, sizeof *facts);
    facts->arena = arena;
    visit_body(&archive, facts);
    if (!read_all(&archive)) {
        arena_free(arena);
        return NULL;
    }
    parts_sort_body(facts);
    return facts;
}
