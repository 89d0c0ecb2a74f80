#include "import/attend_parts.h"
#include "import/people_parts.h"

#include "base/text.h"
#include "import/number.h"
#include "import/phrase.h"
#include "import/when.h"

#include <stdlib.h>
#include <string.h>

enum { SECTIONS = 24, PENDING = 8, FRONT = 60, NOTE_SIZE = 160, COLUMNS = 64 };

/* What has been read so far of a meeting's attendance. */
struct attending {
    struct reading *reading;
    size_t zone;                            /* behind the last block of attendance; SIZE_MAX: none yet */
    struct attend_label pending[PENDING];   /* labels with nothing below them yet, one right after the other */
    size_t pending_block[PENDING];
    size_t pending_count, pending_end;
    bool lost;                              /* the heads of a flattened table were seen: who came cannot be told */
};

static const struct block *block_of(const struct attending *attending, size_t block)
{
    return &attending->reading->blocks->list[block];
}

/* Whether a block is numbered like an item; *after: where its words begin. */
static bool is_numbered(const struct block *block, size_t *after)
{
    struct number number;
    *after = 0;
    if (block->marker)
        return number_read(block->marker, strlen(block->marker), &number);
    if (!number_read(block->text, block->size, &number) || number.after >= block->size)
        return false;
    if (number.bare && number.form != NUMBER_WHOLE && number.form != NUMBER_DOTTED && number.form != NUMBER_SLASHED)
        return false;
    *after = number.after;
    return true;
}

/* Whether what a weak label heads ("Chair:", "Minutes:") can be attendance here. */
static bool in_zone(const struct attending *attending, size_t block)
{
    size_t i = block;
    if (attending->zone == SIZE_MAX)
        return block - attending->reading->first < FRONT;
    while (i > attending->zone && (!attend_open(attending->reading, i - 1) || !block_of(attending, i - 1)->size))
        i--;
    return i <= attending->zone || (attending->pending_count && attending->pending_end == block);
}

static const char *label_text(const struct attending *attending, size_t block, const struct attend_label *label)
{
    const char *text = block_of(attending, block)->text + label->from;
    return text_collapse(attending->reading->arena, arena_copy_n(attending->reading->arena, text, label->to - label->from));
}

static enum list_kind kind_of(const struct attending *attending, const struct attend_label *label)
{
    return attending->lost ? LIST_UNKNOWN : label->kind;
}

static struct list *new_list(struct attending *attending, const struct attend_label *label, size_t block, bool kept)
{
    struct list *list = attend_list(attending->reading, kind_of(attending, label), block, label->strong ? "attendance-label" : "role-label",
                                    label->strong && label->closed ? 97 : 90);
    list->label = kept ? NULL : label_text(attending, block, label);
    list->role = label->role;
    list->mode = label->mode;
    list->voting = label->voting;
    list->column_lost = attending->lost;
    return list;
}

/* Labels that stood above with nothing below them head what was now found. */
static void take_pending(struct attending *attending, size_t block, const struct attend_label *next)
{
    bool present = false, away = false;
    if (attending->pending_end != block)
        attending->pending_count = 0;
    for (size_t i = 0; i < attending->pending_count; i++) {
        present = present || attending->pending[i].explicit_present;
        away = away || attending->pending[i].kind == LIST_APOLOGIES || attending->pending[i].kind == LIST_ABSENT;
    }
    away = away || (next->kind == LIST_APOLOGIES && next->whole);
    attending->lost = attending->lost || (present && away);
    for (size_t i = 0; i < attending->pending_count; i++) {
        new_list(attending, &attending->pending[i], attending->pending_block[i], false);
        attending->reading->claims[attending->pending_block[i]] = CLAIM_ATTENDANCE;
    }
    attending->pending_count = 0;
}

static void claim(struct attending *attending, size_t block, bool kept)
{
    if (!kept)
        attending->reading->claims[block] = CLAIM_ATTENDANCE;
    attending->zone = block + 1;
}

/* -- labels with names behind them -- */

static bool names_fit(const struct attend_names *names, const struct attend_label *label)
{
    if (!names->named && !names->notes)
        return false;
    if (!label->strong)
        return !names->bad && names->named && label->closed && (!label->role || names->named <= 12);
    if (label->closed)
        return !names->bad || (names->named >= 2 && names->bad * 3 <= names->named);
    if (names->bad)
        return names->named >= 4 && names->bad * 4 <= names->named;
    if (!names->named) /* "Apologies None" */
        return label->kind == LIST_APOLOGIES && !strchr(names->found[0].attendee.as, ' ');
    return names->titled || names->named >= 2 || label->received;
}

struct section {
    struct attend_label label;
    struct attend_names names;
    size_t from;
};

/* The next label with a colon within a block, after a line, a sentence or a semicolon; size if none. */
/* "…; apologies Jan Kent, Lou Moss": no colon, but names behind. */
static bool is_open_label(const struct block *block, const struct attend_label *label, struct arena *arena)
{
    enum { FAR = 60 };
    struct attend_names names;
    size_t left = block->size - label->to;
    if (!label->strong || label->closed || (label->kind != LIST_APOLOGIES && label->kind != LIST_ABSENT))
        return false;
    attend_names(block->text + label->to, left < FAR ? left : FAR, arena, &names);
    return names.named > 0;
}

static size_t next_section(const struct block *block, size_t from, struct arena *arena, struct attend_label *label)
{
    for (size_t i = from; i + 1 < block->size; i++) {
        bool line = strchr("\n\t", block->text[i]) || (block->text[i] == ' ' && block->text[i + 1] == ' ');
        if (!line && !(strchr(".;,)", block->text[i]) && strchr(" \n", block->text[i + 1])))
            continue;
        size_t at = phrase_skip(block->text, block->size, i + 1, " \t\n");
        if (at >= block->size || !attend_label(block->text, block->size, at, label) || label->whole)
            continue;
        bool closed = label->closed && (label->strong || line) && (line || block->text[i] != ',');
        if (closed || is_open_label(block, label, arena))
            return at;
    }
    return block->size;
}

/* Reads the sections of a block; *rest: where what is no list begins. */
static size_t read_sections(struct attending *attending, const struct block *block, struct attend_label label, struct section *sections, size_t *rest)
{
    struct arena *arena = attending->reading->arena;
    size_t count = 0;
    *rest = label.from;
    while (count < SECTIONS) {
        struct section *section = &sections[count];
        struct attend_label next;
        size_t end = next_section(block, label.to, attending->reading->arena, &next);
        *section = (struct section){.label = label, .from = label.to};
        attend_names(block->text + label.to, end - label.to, arena, &section->names);
        if (!names_fit(&section->names, &label)) {
            size_t stop = attend_sentence_end(block->text, end, label.to);
            attend_names(block->text + label.to, stop - label.to, arena, &section->names);
            if (stop == end || section->names.bad || !section->names.named || !names_fit(&section->names, &label))
                return count;
            *rest = stop;
            return count + 1;
        }
        count++;
        *rest = end;
        if (end == block->size)
            break;
        label = next;
    }
    return count;
}

/* -- what goes on in the blocks below -- */

static bool same_cell(const struct block *a, const struct block *b)
{
    return a->table == b->table && a->row == b->row && a->column == b->column;
}

static bool all_bold(const struct block *block)
{
    return block->size && block_marked(block, 0, block->size, RUN_BOLD);
}

static bool is_label_block(const struct attending *attending, size_t block)
{
    size_t after;
    struct attend_label label;
    const struct block *of = block_of(attending, block);
    is_numbered(of, &after);
    if (!attend_label(of->text, of->size, after, &label))
        return false;
    bool headed = of->kind == BLOCK_HEADING || all_bold(of) || phrase_is_caps(of->text, of->size);
    bool parted = of->gap && !of->table && of->kind == BLOCK_PARAGRAPH && of->size < 40; /* "Staff" alone below an empty line */
    return (parted && label.whole) || label.closed || (label.strong && label.received) || (label.whole && (label.strong || headed));
}

/* Whether a block only has names, so that it can belong to the list above. */
static bool goes_on(struct attending *attending, size_t block, const struct block *head, struct attend_names *names)
{
    const struct block *of = block_of(attending, block);
    size_t after;
    *names = (struct attend_names){0};
    if (!attend_open(attending->reading, block) || of->kind == BLOCK_HEADING || of->kind == BLOCK_RULE || of->kind == BLOCK_IMAGE || !of->size)
        return false;
    if (of->table != head->table || is_label_block(attending, block) || phrase_ends(of->text, of->size, ":") || of->size > 4000)
        return false;
    bool numbered = is_numbered(of, &after);
    attend_names(of->text, of->size, attending->reading->arena, names);
    return !names->bad && (names->named || (names->notes && of->size <= NOTE_SIZE)) && !(numbered &&
        !names->named && !(after && names->notes == names->count));
}

/* In plain text names that stand in from their label go on with its list, one a line or several. */
static bool continues_inline(const struct attend_names *names, const struct attend_names *before, const struct block *last, bool hangs)
{
    if (hangs && names->named)
        return true;
    if (phrase_ends(last->text, last->size, ",") || phrase_ends(last->text, last->size, "&"))
        return names->named > 0;
    if (!names->named)
        return names->notes == names->count;
    return names->titled && before->titled;
}

/* Paragraphs after a list that began behind its label. */
static size_t follow_inline(struct attending *attending, size_t block, struct list *list, const struct attend_names *first, bool kept)
{
    const struct block *head = block_of(attending, block);
    size_t j = block + 1, after;
    for (; j < attending->reading->end; j++) {
        struct attend_names names;
        const struct block *of = block_of(attending, j);
        if (of->zone != ZONE_BODY && of->zone != ZONE_FRONT)
            continue;
        if (!goes_on(attending, j, head, &names) || (is_numbered(of, &after) && !names.notes))
            break;
        struct attend_label label;
        bool labelled = attend_label(of->text, of->size, 0, &label) && label.strong;
        if (labelled || of->kind != head->kind || !same_cell(of, head) || all_bold(of) != all_bold(head))
            break;
        const struct block *below = j + 1 < attending->reading->end ? block_of(attending, j + 1) : NULL;
        if (!names.named && of->gap && below && !below->gap && below->size > of->size)
            break; /* a heading that sits on its words */
        bool hangs = !of->table && !of->gap && of->indent > head->indent + 3;
        if (!continues_inline(&names, first, block_of(attending, j - 1), hangs))
            break;
        attend_fill(attending->reading, list, &names, j, 0, kept);
        claim(attending, j, kept);
    }
    return j;
}

static size_t read_inline(struct attending *attending, size_t block, const struct attend_label *label, bool numbered)
{
    struct section sections[SECTIONS];
    const struct block *of = block_of(attending, block);
    size_t rest, count = read_sections(attending, of, *label, sections, &rest);
    if (!count)
        return block;
    static const char *const accepted[] = {"accepted", "approved", NULL};
    size_t place;
    bool decided = label->received && phrase_any_find(of->text + label->to, of->size - label->to, accepted, &place, NULL);
    bool kept = numbered || rest < of->size || decided;
    if (!label->strong && (kept || !in_zone(attending, block)))
        return block;
    take_pending(attending, block, label);
    struct list *list = NULL;
    for (size_t i = 0; i < count; i++) {
        list = new_list(attending, &sections[i].label, block, kept);
        attend_fill(attending->reading, list, &sections[i].names, block, sections[i].from, kept);
    }
    claim(attending, block, kept);
    if (rest < of->size || !sections[count - 1].label.strong)
        return block + 1;
    return follow_inline(attending, block, list, &sections[count - 1].names, kept);
}

/* -- labels that stand alone -- */

/* Single first names or user names. */
static bool is_bare(const struct attend_names *names)
{
    return names->named && !names->titled && names->found[0].named && !strchr(names->found[0].attendee.name, ' ');
}

/* Whether one that stands below a label looks like part of its list, by what it is. */
static bool looks_listed(const struct block *of, const struct block *head, const struct attend_label *label,
                         const struct attend_names *names, bool first, bool single)
{
    if (head->kind == BLOCK_ENTRY && of->kind == BLOCK_ENTRY && of->level <= head->level)
        return false;
    if (head->kind == BLOCK_ENTRY && of->kind != BLOCK_ENTRY && !label->closed)
        return false;
    if (of->kind == BLOCK_ENTRY || of->table)
        return true;
    if (all_bold(of) && all_bold(head))
        return false;
    bool bare = names->count == 1 && is_bare(names);
    return !bare || single || (first && (label->closed || head->kind == BLOCK_HEADING));
}

/* Cells that belong to a label's cell: the same one, those right of it, or those below it. */
enum cell_way { WAY_CELL, WAY_ROW, WAY_COLUMN };

static bool cell_belongs(const struct block *of, const struct block *head, enum cell_way way)
{
    if (!head->table || way == WAY_CELL)
        return same_cell(of, head);
    if (way == WAY_ROW)
        return of->row == head->row && of->column > head->column;
    return of->row > head->row && of->column == head->column;
}

struct gathering {
    struct list *list;
    size_t count, end;
    bool single, entries;
};

static bool gather_block(struct attending *attending, size_t j, const struct block *head, const struct attend_label *label, size_t block,
                         bool kept, struct gathering *gathering)
{
    struct attend_names names, next;
    const struct block *of = block_of(attending, j);
    bool fits = goes_on(attending, j, head, &names) && looks_listed(of, head, label, &names, !gathering->count, gathering->single);
    bool legend = !fits && !gathering->count && !kept && of->size <= 40 && of->kind == BLOCK_PARAGRAPH && !of->table &&
                  phrase_at(of->text, of->size, "name(s)") && attend_open(attending->reading, j) && goes_on(attending, j + 1, head, &next);
    bool odd = legend || (!fits && gathering->entries && gathering->count > 1 && of->kind == BLOCK_ENTRY && attend_open(attending->reading, j) &&
               of->size <= 80 && of->level >= head->level && !is_label_block(attending, j));
    if (!fits && !odd)
        return false;
    if (!names.count)
        attend_names(of->text, of->size, attending->reading->arena, &names);
    if (!gathering->count) {
        take_pending(attending, block, label);
        gathering->list = new_list(attending, label, block, kept);
        gathering->entries = of->kind == BLOCK_ENTRY;
        gathering->single = is_bare(&names);
        claim(attending, block, kept);
    }
    attend_fill(attending->reading, gathering->list, &names, j, 0, kept);
    gathering->count++;
    gathering->end = j + 1;
    claim(attending, j, kept);
    return true;
}

/* What else a row of the table says of the person it names. */
static void take_row(struct attending *attending, size_t *at, const struct block *head, struct gathering *gathering)
{
    struct reading *reading = attending->reading;
    size_t j = *at;
    const struct block *cell = block_of(attending, j - 1);
    if (!gathering->list->count)
        return;
    struct attendee *person = &gathering->list->people[gathering->list->count - 1];
    for (; j < reading->end && block_of(attending, j)->table == head->table && block_of(attending, j)->row == cell->row; j++) {
        const struct block *of = block_of(attending, j);
        struct attend_names names;
        attend_names(of->text, of->size, reading->arena, &names);
        bool other = names.named && names.found[0].named && (names.titled || strchr(names.found[0].attendee.name, ' '));
        if (!attend_open(reading, j) || of->column <= cell->column || of->size > NOTE_SIZE || other)
            break;
        people_detail(of->text, of->size, reading->arena, person);
        person->as = arena_printf(reading->arena, "%s, %s", person->as, text_collapse(reading->arena, of->text));
        claim(attending, j, false);
    }
    *at = j;
}

/* In a row laid out by lines what stands beside a name, further right, tells more of that person. */
static bool take_beside(struct attending *attending, size_t j, struct gathering *gathering)
{
    struct list *list = gathering->list;
    const struct block *of = block_of(attending, j);
    if (!list || list->count < 2 || !attend_open(attending->reading, j) || people_is_name(of->text, of->size, false))
        return false;
    for (size_t k = list->count; k-- > 0;) {
        struct attendee *person = &list->people[k];
        const struct block *own = block_of(attending, person->at);
        if (own->at != of->at || own->row != of->row || own->column >= of->column)
            continue;
        people_detail(of->text, of->size, attending->reading->arena, person);
        person->as = arena_printf(attending->reading->arena, "%s, %s", person->as, text_collapse(attending->reading->arena, of->text));
        gathering->end = j + 1;
        claim(attending, j, false);
        return true;
    }
    return false;
}

static size_t gather(struct attending *attending, size_t block, const struct attend_label *label, bool kept, enum cell_way way)
{
    const struct block *head = block_of(attending, block);
    struct gathering gathering = {.end = block};
    size_t row = head->row;
    for (size_t j = block + 1; j < attending->reading->end;) {
        const struct block *of = block_of(attending, j);
        if (way != WAY_CELL && (of->table != head->table || of->row > row + (way == WAY_COLUMN)))
            break;
        if ((of->zone != ZONE_BODY && of->zone != ZONE_FRONT) || (head->table && !cell_belongs(of, head, way) && way != WAY_CELL)) {
            j++;
            continue;
        }
        if ((!head->table && of->table) || !cell_belongs(of, head, way))
            break;
        row = way == WAY_COLUMN ? of->row : row;
        if (way == WAY_ROW && !kept && take_beside(attending, j, &gathering)) {
            j++;
            continue;
        }
        if (!gather_block(attending, j++, head, label, block, kept, &gathering))
            break;
        if (way == WAY_COLUMN && !kept)
            take_row(attending, &j, head, &gathering);
    }
    return gathering.count ? gathering.end : block;
}

/* A table of names below a label: each row is somebody, the cells after the first tell more. */
static size_t gather_table(struct attending *attending, size_t block, const struct attend_label *label, bool kept)
{
    struct reading *reading = attending->reading;
    size_t j = block + 1;
    if (kept || j >= reading->end || !block_of(attending, j)->table || block_of(attending, block)->table)
        return block;
    size_t first = reading->list_count, told = attend_table(reading, j); /* its head says who came */
    if (told > j && reading->list_count > first && !reading->lists[first].label) {
        reading->lists[first].label = text_collapse(reading->arena, block_of(attending, block)->text);
        claim(attending, block, false);
        return told;
    }
    struct gathering gathering = {.end = block};
    size_t table = block_of(attending, j)->table;
    struct block head = *block_of(attending, j);
    head.kind = BLOCK_PARAGRAPH;
    while (j < reading->end && block_of(attending, j)->table == table) {
        if (!gather_block(attending, j, &head, label, block, false, &gathering))
            break;
        j++;
        take_row(attending, &j, &head, &gathering);
    }
    return gathering.count ? j : block;
}

/* A heading of the minutes themselves, not of who took them. */
static bool heads_minutes(const struct attending *attending, size_t block)
{
    static const char *const heads[] = {"minutes", "minute", "notes", "note", "meeting minutes", "meeting notes", NULL};
    const struct block *of = block_of(attending, block);
    return of->kind == BLOCK_HEADING && phrase_is_any(of->text, of->size, heads);
}

/* Whether what stands right below a block names somebody: "Minutes:" may head those who took them, or the minutes. */
static bool names_below(const struct attending *attending, size_t block)
{
    struct attend_names names;
    size_t next = block + 1;
    while (next < attending->reading->end && !block_of(attending, next)->size)
        next++;
    if (next >= attending->reading->end)
        return false;
    attend_names(block_of(attending, next)->text, block_of(attending, next)->size, attending->reading->arena, &names);
    return names.named > 0;
}

static size_t read_alone(struct attending *attending, size_t block, const struct attend_label *label, bool numbered)
{
    const struct block *of = block_of(attending, block);
    if (!label->strong && (!in_zone(attending, block) || heads_minutes(attending, block) || !names_below(attending, block)))
        return block;
    size_t next = gather_table(attending, block, label, numbered);
    for (enum cell_way way = WAY_CELL; next == block && way <= (of->table && of->column <= COLUMNS ? WAY_COLUMN : WAY_CELL); way++) {
        next = gather(attending, block, label, numbered, way);
        if (next > block && way == WAY_COLUMN)
            next = block + 1; /* the other columns have heads of their own */
    }
    if (next > block || numbered || attending->pending_count == PENDING)
        return next;
    if (attending->pending_end != block)
        attending->pending_count = 0;
    attending->pending[attending->pending_count] = *label;
    attending->pending_block[attending->pending_count++] = block;
    attending->pending_end = block + 1;
    return block;
}

/* "AYES: …  NOES: …  ABSENT: …" tells how they voted, not who came. */
static bool among_votes(const struct attending *attending, size_t block)
{
    enum { BEFORE = 6 };
    static const char *const votes[] = {"ayes", "aye", "noes", "nays", "nay", "yeas", "abstain", "abstentions", NULL};
    for (size_t k = block; k > attending->reading->first && k + BEFORE > block; k--) {
        const struct block *of = block_of(attending, k - 1);
        if (phrase_any_at(of->text, of->size, votes, NULL))
            return true;
    }
    return false;
}

static size_t read_labelled(struct attending *attending, size_t block)
{
    struct attend_label label;
    const struct block *of = block_of(attending, block);
    size_t after;
    if (among_votes(attending, block))
        return block;
    bool numbered = is_numbered(of, &after);
    if (!attend_label(of->text, of->size, after, &label) && !(after && attend_label(of->text, of->size, 0, &label))) {
        bool within = memchr(of->text, '\n', of->size) && next_section(of, 0, attending->reading->arena, &label) < of->size && label.strong;
        return within ? read_inline(attending, block, &label, true) : block; /* in its place among other lines */
    }
    if (label.whole && (label.strong || label.closed || is_label_block(attending, block)))
        return read_alone(attending, block, &label, numbered);
    return label.whole ? block : read_inline(attending, block, &label, numbered);
}

/* -- sentences -- */

static bool list_is_away(const struct list *list)
{
    return list->kind == LIST_APOLOGIES || list->kind == LIST_ABSENT;
}

static struct attendee *find_person(struct reading *reading, const char *name)
{
    for (size_t i = 0; i < reading->list_count; i++)
        for (size_t k = 0; k < reading->lists[i].count; k++)
            if (!list_is_away(&reading->lists[i]) && strcmp(reading->lists[i].people[k].name, name) == 0)
                return &reading->lists[i].people[k];
    return NULL;
}

static struct list *list_for(struct reading *reading, enum list_kind kind, size_t block, const char *rule)
{
    for (size_t i = reading->list_count; i-- > 0;)
        if (reading->lists[i].kind == kind && reading->lists[i].why.rule == rule)
            return &reading->lists[i];
    return attend_list(reading, kind, block, rule, 80);
}

static void tell_moves(struct arena *arena, struct attendee *person, const struct attend_sentence *sentence)
{
    char clock[6];
    if (sentence->role && !person->role)
        person->role = sentence->role;
    if (sentence->comes >= 0 && !person->arrived) {
        when_clock(sentence->comes, clock);
        person->arrived = arena_copy(arena, clock);
    }
    if (sentence->leaves >= 0 && !person->left) {
        when_clock(sentence->leaves, clock);
        person->left = arena_copy(arena, clock);
    }
}

/* Somebody whom only a sentence names. Its words stay where they are. */
static void take_sentence(struct attending *attending, size_t block, const struct attend_sentence *sentence)
{
    struct reading *reading = attending->reading;
    struct attend_names names;
    const struct block *of = block_of(attending, block);
    attend_names(of->text + sentence->from, sentence->to - sentence->from, reading->arena, &names);
    bool move = sentence->joins || sentence->parts || sentence->role;
    size_t first = sentence->role && names.count == 2 && !names.found[0].named; /* "The President, Mr Reed, took the chair" */
    if (first >= names.count || !names.found[first].named || (move && (names.bad > first || names.count > 4)))
        return;
    for (size_t i = first; i < names.count && names.found[i].named; i++) {
        struct attendee *person = &names.found[i].attendee;
        struct attendee *known = move ? find_person(reading, person->name) : NULL;
        bool whole = person->honorific || person->post || strchr(person->name, ' ');
        if (!known && !sentence->parts && (whole || !move)) {
            struct list *list = list_for(reading, sentence->kind, block, sentence->rule);
            attend_person(list, person, block, true);
            known = &list->people[list->count - 1];
        }
        if (known)
            tell_moves(reading->arena, known, sentence);
    }
}

static void read_sentences(struct attending *attending, size_t block)
{
    struct attend_sentence sentence;
    const struct block *of = block_of(attending, block);
    size_t from = 0, end, after;
    is_numbered(of, &after);
    for (from = after; attend_sentence(of->text, of->size, from, &sentence, &end); from = end) {
        bool moves = sentence.joins || sentence.parts;
        if (moves || block - attending->reading->first < FRONT)
            take_sentence(attending, block, &sentence);
    }
}

/* "Ann, Bob and Cleo present.": the label comes last. */
static bool read_trailing(struct attending *attending, size_t block)
{
    static const char *const ends[] = {"were present", "were in attendance", "in attendance", "present", "attended", "attending", NULL};
    const struct block *of = block_of(attending, block);
    size_t size = of->size, at, words;
    while (size && strchr(".!", of->text[size - 1]))
        size--;
    words = size < 600 && block - attending->reading->first < FRONT ? phrase_any_find(of->text, size, ends, &at, NULL) : 0;
    if (!words || at + words != size || at < 4)
        return false;
    struct attend_names names;
    attend_names(of->text, at, attending->reading->arena, &names);
    if (names.bad || names.named < 2)
        return false;
    bool beside = phrase_find(of->text + at, words, 0, "in attendance", &at) > 0;
    struct list *list = attend_list(attending->reading, beside ? LIST_IN_ATTENDANCE : LIST_PRESENT, block, "present-behind", 85);
    attend_fill(attending->reading, list, &names, block, 0, true);
    attending->zone = block + 1;
    return true;
}

/* -- the whole -- */

/* "In attendance" is all there is: then it is those present. */
static void settle_kinds(struct reading *reading)
{
    bool present = false;
    for (size_t i = 0; i < reading->list_count; i++)
        present = present || (reading->lists[i].kind == LIST_PRESENT && !reading->lists[i].role && reading->lists[i].count > 1) ||
                  reading->lists[i].kind == LIST_UNKNOWN;
    for (size_t i = 0; i < reading->list_count && !present; i++)
        if (reading->lists[i].kind == LIST_IN_ATTENDANCE && reading->lists[i].count && !reading->lists[i].role) {
            reading->lists[i].kind = LIST_PRESENT;
            present = true;
        }
}

static bool are_initials_of(const char *text, const struct attendee *person)
{
    size_t at = 0;
    if (person->initials && strcmp(person->initials, text) == 0)
        return true;
    for (const char *c = person->name; *c; c++)
        if (ascii_letter(*c) && (c == person->name || strchr(" -.", c[-1])) && (*c & ~32) != text[at++])
            return false;
    return at > 1 && !text[at];
}

/* "Apologies from GY were accepted", where the list above names Greg Yeo: said again, not somebody else. */
static bool is_said_above(const struct reading *reading, const struct attendee *person)
{
    size_t size = strlen(person->name);
    if (!person->kept || size < 2 || size > 4 || strspn(person->name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != size)
        return false;
    for (size_t i = 0; i < reading->list_count; i++)
        for (size_t k = 0; k < reading->lists[i].count; k++)
            if (&reading->lists[i].people[k] != person && are_initials_of(person->name, &reading->lists[i].people[k]))
                return true;
    return false;
}

static void drop_said_above(struct reading *reading)
{
    for (size_t i = 0; i < reading->list_count; i++) {
        struct list *list = &reading->lists[i];
        size_t count = 0;
        for (size_t k = 0; k < list->count; k++)
            if (!is_said_above(reading, &list->people[k]))
                list->people[count++] = list->people[k];
        list->count = count;
    }
}

static void report_lost(struct reading *reading)
{
    for (size_t i = 0; i < reading->list_count; i++)
        if (reading->lists[i].column_lost && reading->lists[i].count) {
            diag_add(reading->log, D_COLUMN_LOST, reading_place(reading, reading->lists[i].at));
            return;
        }
}

void attend_read(struct reading *reading)
{
    struct attending attending = {.reading = reading, .zone = SIZE_MAX};
    for (size_t i = reading->first; i < reading->end;) {
        size_t next = i;
        if (!attend_open(reading, i)) {
            if (attending.pending_end == i)
                attending.pending_end = i + 1;
            i++;
            continue;
        }
        if (reading->blocks->list[i].table)
            next = attend_table(reading, i);
        if (next == i)
            next = read_labelled(&attending, i);
        if (next == i && reading->claims[i] == CLAIM_NONE && !read_trailing(&attending, i))
            read_sentences(&attending, i);
        if (next == i && attending.pending_end != i + 1)
            attending.lost = false;
        i = next > i ? next : i + 1;
    }
    drop_said_above(reading);
    settle_kinds(reading);
    report_lost(reading);
}
