/* One meeting as JSON, from its resolved tree; schemas/minutes.schema.json describes it. A key is never missing: what is absent
 * is null or an empty list. */
#include "render/finish.h"

#include "base/text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* -- writing -- */

enum { LISTS_MAX = 32, DEPTH_MAX = 256 };

struct rows {
    const struct node **nodes;
    size_t count, room;
};

struct json {
    json_t *whole;
    json_t *open[DEPTH_MAX]; /* objects and lists that are being filled, borrowed from the whole */
    size_t depth;
    const char *key;         /* of the next value in an object */
    bool failed;
    struct arena *arena;
    const struct node *root, *head;
    bool history;                /* with what later meetings said */
    struct rows rows[LISTS_MAX]; /* the elements of each list, in document order */
};

/* Puts a value into what is open: under the key at hand in an object, at the end of a list. */
static void put(struct json *json, json_t *value)
{
    json_t *open = json->depth ? json->open[json->depth - 1] : NULL;
    bool put = true;
    if (!open)
        json->whole = value;
    else if (json_is_array(open))
        put = json_array_append_new(open, value) == 0;
    else
        put = json_object_set_new(open, json->key, value) == 0;
    if (!put)
        json->failed = true;
}

static void open_with(struct json *json, json_t *value)
{
    put(json, value);
    if (json->depth < DEPTH_MAX)
        json->open[json->depth++] = value;
    else
        json->failed = true;
}

static void open_object(struct json *json)
{
    open_with(json, json_object());
}

static void close_open(struct json *json)
{
    json->depth--;
}

static void write_text(struct json *json, const char *text)
{
    put(json, text && *text ? json_string(text) : json_null());
}

static void key(struct json *json, const char *name)
{
    json->key = name;
}

static void open_list(struct json *json, const char *name)
{
    key(json, name);
    open_with(json, json_array());
}

/* -- values -- */

static const char *own(const struct node *node, const char *name)
{
    return node_attr(node, name);
}

static const char *made(const struct node *node, const char *name)
{
    return node_attr_ns(node, NS_RESOLVED, name);
}

static const char *first_of(const char *one, const char *other)
{
    return one ? one : other;
}

static void set_text(struct json *json, const char *name, const char *text)
{
    key(json, name);
    write_text(json, text);
}

static void set_flag(struct json *json, const char *name, bool flag)
{
    key(json, name);
    put(json, json_boolean(flag));
}

static void set_own(struct json *json, const char *name, const struct node *node, const char *attr)
{
    set_text(json, name, own(node, attr));
}

static void set_made(struct json *json, const char *name, const struct node *node, const char *attr)
{
    set_text(json, name, made(node, attr));
}

static void set_number(struct json *json, const char *name, const struct node *node, const char *attr)
{
    const char *number = own(node, attr);
    key(json, name);
    put(json, number && *number ? json_integer(strtol(number, NULL, 10)) : json_null());
}

static void set_yes(struct json *json, const char *name, const struct node *node, const char *attr)
{
    const char *flag = own(node, attr);
    if (flag)
        set_flag(json, name, strcmp(flag, "yes") == 0);
    else
        set_text(json, name, NULL);
}

static void set_restricted(struct json *json, const struct node *node)
{
    set_flag(json, "restricted", made(node, "restricted") != NULL);
}

/* -- words -- */

static bool is_block(const struct node *node)
{
    static const char blocks[] = "p h ul ol li quote pre rule table tr td";
    return strcmp(node_ns(node), NS_RESOLVED) == 0 && text_word_in(node_name(node), blocks);
}

static void new_line(struct buf *out)
{
    while (out->size && out->data[out->size - 1] == ' ')
        out->data[--out->size] = '\0';
    if (out->size && out->data[out->size - 1] != '\n')
        buf_char(out, '\n');
}

/* Line ends within a paragraph are blanks. */
static void add_chars(struct buf *out, const char *chars, bool as_is)
{
    for (; *chars; chars++) {
        bool blank = !as_is && (*chars == '\n' || *chars == ' ' || *chars == '\t');
        if (blank && (!out->size || strchr(" \n", out->data[out->size - 1])))
            continue;
        buf_char(out, blank ? ' ' : *chars);
    }
}

static void begin(struct buf *out, const struct node *node)
{
    const struct node *parent = node_parent(node);
    if (node_is_r(node, "br") || (is_block(node) && !node_is_r(node, "td")))
        new_line(out);
    else if (node_is_r(node, "td") && node_first(parent) != node)
        buf_str(out, " | ");
}

static const struct node *behind(const struct node *at, const struct node *top)
{
    const struct node *next = NULL;
    for (; !next && at != top; at = node_parent(at))
        next = node_next_any(at);
    return next;
}

/* The words below node, blocks on lines of their own, cells of a row apart. Owners and history are none of them. */
static void add_words(struct buf *out, const struct node *node)
{
    const struct node *at = node_first_any(node), *next;
    for (; at; at = next) {
        bool skipped = node_is_r(at, "owner") || node_is_r(at, "history") || node_is_r(at, "image");
        if (node_is_text(at))
            add_chars(out, node_chars(at), node_is_r(node_parent(at), "pre"));
        else if (!skipped)
            begin(out, at);
        next = node_is_text(at) || skipped ? NULL : node_first_any(at);
        next = next ? next : behind(at, node);
    }
}

/* Takes the buffer. */
static void set_collected(struct json *json, const char *name, struct buf *out)
{
    while (out->size && strchr(" \n", out->data[out->size - 1]))
        out->data[--out->size] = '\0';
    set_text(json, name, buf_text(out));
    buf_free(out);
}

static void set_words(struct json *json, const char *name, const struct node *node)
{
    struct buf out = BUF_INIT;
    if (node)
        add_words(&out, node);
    set_collected(json, name, &out);
}

/* Of an approval only what was minuted: not the sentence made in its place, nor its amendments. */
static void set_minuted(struct json *json, const char *name, const struct node *node)
{
    struct buf out = BUF_INIT;
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        if (strcmp(node_ns(child), NS_MINUTES) != 0 || node_is(child, "amendment"))
            continue;
        new_line(&out);
        add_words(&out, child);
    }
    set_collected(json, name, &out);
}

/* -- where something stands -- */

static void set_item(struct json *json, const struct node *node)
{
    const struct node *at = node_parent(node);
    while (at && !node_is(at, "item") && !node_is(at, "appendix"))
        at = node_parent(at);
    set_text(json, "item", at ? made(at, "number") : made(node, "item")); /* a register says it of each action */
}

static bool within(const struct node *node, const char *name)
{
    for (const struct node *at = node_parent(node); at; at = node_parent(at))
        if (node_is(at, name))
            return true;
    return false;
}

static void set_place(struct json *json, const struct node *node)
{
    set_made(json, "address", node, "address");
    set_made(json, "number", node, "number");
    set_item(json, node);
}

/* -- people -- */

static void make_person(struct json *json, const struct node *node)
{
    const struct node *list = node_parent(node), *meeting = node_child(json->root, "meeting");
    const char *meeting_mode = own(meeting, "mode");
    const char *usual = meeting_mode && strcmp(meeting_mode, "remote") == 0 ? "remote" : "in-person";
    open_object(json);
    set_made(json, "name", node, "name");
    set_text(json, "id", first_of(own(node, "ref"), own(node, "id")));
    set_text(json, "role", first_of(first_of(own(node, "role"), own(list, "role")), made(node, "role")));
    set_text(json, "mode", first_of(first_of(own(node, "mode"), own(list, "mode")), usual));
    set_made(json, "detail", node, "detail");
    set_made(json, "text", node, "text");
    set_own(json, "arrived", node, "arrived");
    set_own(json, "left", node, "left");
    set_own(json, "deputyFor", node, "deputy-for");
    close_open(json);
}

static void set_people(struct json *json, const char *name, const char *list_name)
{
    open_list(json, name);
    for (struct node *list = node_first(node_child(json->root, "attendance")); list; list = node_next(list)) {
        for (struct node *node = node_is(list, list_name) ? node_first(list) : NULL; node; node = node_next(node)) {
            make_person(json, node);
        }
    }
    close_open(json);
}

static void set_owners(struct json *json, const struct node *node)
{
    open_list(json, "owners");
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        if (!node_is_r(child, "owner"))
            continue;
        write_text(json, own(child, "name"));
    }
    close_open(json);
}

/* Names that stand one a line. */
static void set_names(struct json *json, const char *name, const char *lines)
{
    char *copy = arena_copy(json->arena, lines ? lines : ""), *state = NULL;
    open_list(json, name);
    for (char *line = strtok_r(copy, "\n", &state); line; line = strtok_r(NULL, "\n", &state))
        write_text(json, line);
    close_open(json);
}

/* A date; "next-meeting" where that was said and its date is not known, or is known from a later meeting only and there is no history. */
static void set_due(struct json *json, const char *due, bool next)
{
    const char *date = own(json->root, "date");
    bool later = due && (!date || strcmp(due, date) > 0);
    set_text(json, "due", next && (!due || (later && !json->history)) ? "next-meeting" : due);
}

/* -- items -- */

static bool is_words(const struct node *node)
{
    return node_is(node, node_name(node)) && text_word_in(node_name(node), "text remark note debris summary");
}

/* What lies directly in a part of the minutes: what only holds it together or restricts it is looked through. */
static void add_texts(struct json *json, const struct node *part)
{
    for (const struct node *node = node_first(part); node; node = node_next(node)) {
        if (node_is(node, "restricted") || node_is(node, "attendance") || node_is(node, "previous-actions"))
            add_texts(json, node);
        if (!is_words(node))
            continue;
        open_object(json);
        set_text(json, "kind", node_name(node));
        set_made(json, "by", node, "for");
        set_words(json, "text", node);
        set_restricted(json, node);
        close_open(json);
    }
}

static void set_texts(struct json *json, const struct node *part)
{
    open_list(json, "texts");
    add_texts(json, part);
    close_open(json);
}

static void set_roles(struct json *json, const struct node *node)
{
    const char *list = own(node, "role");
    char *copy = arena_copy(json->arena, list ? list : ""), *state = NULL;
    open_list(json, "roles");
    for (char *role = strtok_r(copy, " ", &state); role; role = strtok_r(NULL, " ", &state)) {
        write_text(json, role);
    }
    close_open(json);
}

static void make_item(struct json *json, const struct node *node);

/* Items nest no deeper than elements do, which the loader bounds. */
static void add_items(struct json *json, const struct node *part)
{
    for (const struct node *node = node_first(part); node; node = node_next(node)) {
        if (node_is(node, "restricted"))
            add_items(json, node);
        if (!node_is(node, "item"))
            continue;
        make_item(json, node);
    }
}

static void set_items(struct json *json, const struct node *part)
{
    open_list(json, "items");
    add_items(json, part);
    close_open(json);
}

static void make_item(struct json *json, const struct node *node)
{
    open_object(json);
    set_made(json, "number", node, "number");
    set_made(json, "address", node, "address");
    set_made(json, "title", node, "plain-title");
    set_roles(json, node);
    set_made(json, "lead", node, "for");
    set_own(json, "body", node, "body");
    set_own(json, "time", node, "time");
    set_restricted(json, node);
    set_texts(json, node);
    set_items(json, node);
    close_open(json);
}

/* -- one function a kind of entry -- */

static void make_step(struct json *json, const struct node *node)
{
    open_object(json);
    set_own(json, "meeting", node, "meeting");
    set_own(json, "status", node, "status");
    set_own(json, "due", node, "due");
    set_own(json, "dueText", node, "due-text");
    set_names(json, "owners", own(node, "owner-names"));
    set_own(json, "supersededBy", node, "superseded-by");
    set_words(json, "text", node);
    set_flag(json, "restricted", own(node, "restricted") != NULL);
    close_open(json);
}

static void set_history(struct json *json, const struct node *node)
{
    open_list(json, "history");
    for (const struct node *child = json->history ? node_first(node) : NULL; child; child = node_next(child)) {
        for (const struct node *step = node_is_r(child, "history") ? node_first(child) : NULL; step; step = node_next(step)) {
            make_step(json, step);
        }
    }
    close_open(json);
}

static void set_action(struct json *json, const struct node *node)
{
    set_place(json, node);
    set_words(json, "text", node);
    set_owners(json, node);
    set_made(json, "for", node, "for");
    set_due(json, made(node, "due"), text_same(own(node, "due"), "next-meeting"));
    set_made(json, "dueText", node, "due-text");
    set_own(json, "body", node, "body");
    set_own(json, "target", node, "target");
    set_names(json, "consult", made(node, "consult-names"));
    set_names(json, "by", made(node, "by-names"));
    set_flag(json, "tracked", !own(node, "track") || strcmp(own(node, "track"), "no") != 0);
    set_text(json, "status", json->history ? made(node, "status") : NULL);
    set_restricted(json, node);
    set_history(json, node);
}

static void make_action(struct json *json, const struct node *node)
{
    open_object(json);
    set_action(json, node);
    close_open(json);
}

/* An action by itself says whose minutes it stands in, and what it has come to. */
static void make_register_action(struct json *json, const struct node *node)
{
    open_object(json);
    set_action(json, node);
    key(json, "raisedBy");
    open_object(json);
    set_own(json, "id", node, "body-id");
    set_own(json, "name", node, "body-name");
    close_open(json);
    set_own(json, "meeting", node, "meeting");
    set_own(json, "raised", node, "raised");
    set_names(json, "currentOwners", own(node, "owner-names"));
    set_own(json, "currentDue", node, "due-day");
    set_flag(json, "overdue", own(node, "overdue") != NULL);
    set_flag(json, "carried", own(node, "carried") != NULL);
    close_open(json);
}

static void make_update(struct json *json, const struct node *node)
{
    open_object(json);
    set_made(json, "action", node, "action");
    set_made(json, "number", node, "number");
    set_item(json, node);
    set_words(json, "text", node);
    set_owners(json, node);
    set_made(json, "for", node, "for");
    set_due(json, made(node, "due"), made(node, "due-next") != NULL);
    set_made(json, "dueText", node, "due-text");
    set_made(json, "status", node, "status");
    set_made(json, "supersededBy", node, "superseded-by");
    set_restricted(json, node);
    close_open(json);
}

static void make_decision(struct json *json, const struct node *node)
{
    open_object(json);
    set_place(json, node);
    set_text(json, "kind", first_of(own(node, "kind"), "agreed"));
    set_own(json, "body", node, "body");
    set_words(json, "text", node);
    set_restricted(json, node);
    close_open(json);
}

static void make_cast(struct json *json, const struct node *node)
{
    open_object(json);
    set_made(json, "name", node, "name");
    set_text(json, "id", first_of(own(node, "ref"), own(node, "id")));
    set_own(json, "vote", node, "vote");
    close_open(json);
}

/* The children of that name as a list. */
static void set_children(struct json *json, const char *name, const struct node *node, const char *element,
                         void (*make)(struct json *json, const struct node *node))
{
    open_list(json, name);
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        if (!node_is(child, element))
            continue;
        make(json, child);
    }
    close_open(json);
}

static void make_vote(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_own(json, "method", node, "method");
    set_number(json, "inFavour", node, "in-favour");
    set_number(json, "against", node, "against");
    set_number(json, "abstained", node, "abstained");
    set_own(json, "outcome", node, "outcome");
    set_made(json, "text", node, "text");
    set_children(json, "casts", node, "cast", make_cast);
    set_restricted(json, node);
    close_open(json);
}

static void make_motion(struct json *json, const struct node *node)
{
    open_object(json);
    set_place(json, node);
    set_made(json, "proposer", node, "proposer-text");
    set_made(json, "seconder", node, "seconder-text");
    set_own(json, "outcome", node, "outcome");
    set_texts(json, node);
    set_children(json, "votes", node, "vote", make_vote);
    set_children(json, "motions", node, "motion", make_motion);
    set_restricted(json, node);
    close_open(json);
}

static void make_declaration(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_made(json, "by", node, "name");
    set_own(json, "interest", node, "interest");
    set_own(json, "about", node, "item");
    set_yes(json, "withdrew", node, "withdrew");
    set_words(json, "text", node);
    set_restricted(json, node);
    close_open(json);
}

static void make_approval(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_made(json, "of", node, "of");
    set_own(json, "outcome", node, "outcome");
    set_made(json, "proposer", node, "proposer-text");
    set_made(json, "seconder", node, "seconder-text");
    set_yes(json, "signed", node, "signed");
    set_minuted(json, "text", node);
    set_made(json, "summary", node, "text");
    set_restricted(json, node);
    close_open(json);
}

static void make_amendment(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_made(json, "of", node, "of");
    set_words(json, "text", node);
    set_restricted(json, node);
    close_open(json);
}

static void make_coming(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_made(json, "name", node, "name");
    set_text(json, "id", first_of(own(node, "ref"), own(node, "id")));
    set_own(json, "time", node, "time");
    set_words(json, "text", node);
    set_restricted(json, node);
    close_open(json);
}

static void make_deferral(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_text(json, "to", first_of(own(node, "to"), "next-meeting"));
    set_made(json, "for", node, "for");
    set_words(json, "text", node);
    set_restricted(json, node);
    close_open(json);
}

static void make_attachment(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_words(json, "title", node);
    set_own(json, "file", node, "file");
    set_made(json, "href", node, "href");
    set_restricted(json, node);
    close_open(json);
}

static void make_figure(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_own(json, "alt", node, "alt");
    set_words(json, "caption", node);
    set_own(json, "file", node, "file");
    set_restricted(json, node);
    close_open(json);
}

static void make_restricted(struct json *json, const struct node *node)
{
    open_object(json);
    set_item(json, node);
    set_own(json, "reason", node, "reason");
    set_own(json, "ground", node, "ground");
    set_words(json, "summary", node_child(node, "summary"));
    set_flag(json, "withheld", made(node, "withheld") != NULL);
    close_open(json);
}

static void make_next(struct json *json, const struct node *node)
{
    static const char *const same[] = {"date", "start", "end", "venue", "mode", "kind"};
    open_object(json);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        set_own(json, same[i], node, same[i]);
    set_words(json, "text", node);
    set_restricted(json, node);
    close_open(json);
}

static void make_signature(struct json *json, const struct node *node)
{
    open_object(json);
    set_made(json, "name", node, "name");
    set_made(json, "post", node, "post");
    set_own(json, "date", node, "date");
    close_open(json);
}

static void make_appendix(struct json *json, const struct node *node)
{
    open_object(json);
    set_made(json, "number", node, "number");
    set_made(json, "address", node, "address");
    set_made(json, "title", node, "plain-title");
    set_texts(json, node);
    set_items(json, node);
    close_open(json);
}

/* Lists of everything of a kind, wherever it stands, in the order of their keys. */
static const struct list {
    const char *key, *element;
    void (*make)(struct json *json, const struct node *node);
} lists[] = {
    {"actions", "action", make_action},
    {"updates", "update", make_update},
    {"decisions", "decision", make_decision},
    {"motions", "motion", make_motion},
    {"votes", "vote", make_vote},
    {"declarations", "declaration", make_declaration},
    {"approvals", "approval", make_approval},
    {"amendments", "amendment", make_amendment},
    {"arrivals", "arrival", make_coming},
    {"departures", "departure", make_coming},
    {"deferrals", "deferral", make_deferral},
    {"attachments", "attachment", make_attachment},
    {"figures", "figure", make_figure},
    {"restricted", "restricted", make_restricted},
    {"next", "next-meeting", make_next},
    {"appendices", "appendix", make_appendix},
    {"signatures", "signature", make_signature},
};

enum { LISTS = sizeof lists / sizeof *lists };
_Static_assert((int)LISTS <= (int)LISTS_MAX, "every list has its rows");

static const struct list *list_of(const char *element)
{
    for (size_t i = 0; i < LISTS; i++)
        if (strcmp(lists[i].element, element) == 0)
            return &lists[i];
    return NULL;
}

/* Motions and votes within a motion are that motion's. */
static bool is_part(const struct node *node)
{
    return (node_is(node, "motion") || node_is(node, "vote")) && within(node, "motion");
}

static void collect_lists(struct json *json)
{
    for (const struct node *node = json->root; node; node = node_after(node, json->root)) {
        const struct list *list = strcmp(node_ns(node), NS_MINUTES) == 0 ? list_of(node_name(node)) : NULL;
        if (!list || is_part(node))
            continue;
        struct rows *rows = &json->rows[list - lists];
        MEM_GROW(rows->nodes, rows->count, rows->room);
        rows->nodes[rows->count++] = node;
    }
}

static void set_lists(struct json *json)
{
    collect_lists(json);
    for (size_t i = 0; i < LISTS; i++) {
        open_list(json, lists[i].key);
        for (size_t k = 0; k < json->rows[i].count; k++) {
            lists[i].make(json, json->rows[i].nodes[k]);
        }
        close_open(json);
        free(json->rows[i].nodes);
    }
}

/* -- the meeting -- */

/* What later meetings said of these minutes. */
static void set_later(struct json *json, const char *name, const char *element, const char *const *keys, bool words)
{
    open_list(json, name);
    for (const struct node *node = json->history ? node_first(json->head) : NULL; node; node = node_next(node)) {
        if (!node_is_r(node, element))
            continue;
        open_object(json);
        for (size_t i = 0; keys[i]; i++)
            set_own(json, keys[i], node, keys[i]);
        if (words)
            set_words(json, "text", node);
        set_flag(json, "restricted", own(node, "restricted") != NULL);
        close_open(json);
    }
    close_open(json);
}

static void set_body(struct json *json)
{
    key(json, "body");
    open_object(json);
    set_own(json, "id", json->head, "body-id");
    set_own(json, "name", json->head, "body");
    set_own(json, "short", json->head, "body-short");
    close_open(json);
}

static void set_identity(struct json *json)
{
    const struct node *root = json->root, *head = json->head, *when = node_child(root, "meeting");
    set_body(json);
    set_own(json, "address", head, "address");
    set_own(json, "title", head, "title");
    set_own(json, "date", root, "date");
    set_own(json, "sitting", root, "sitting");
    set_text(json, "kind", first_of(own(root, "kind"), "ordinary"));
    set_own(json, "start", when, "start");
    set_own(json, "end", when, "end");
    set_own(json, "venue", head, "venue");
    set_text(json, "mode", first_of(own(when, "mode"), "in-person"));
    set_text(json, "held", first_of(own(root, "held"), "held"));
    set_text(json, "status", first_of(own(root, "status"), "draft"));
    set_own(json, "language", root, "xml:lang");
    set_made(json, "audience", root, "audience");
    set_own(json, "chair", head, "chair");
    set_own(json, "clerk", head, "clerk");
}

static void make_meeting(struct json *json)
{
    static const char *const approved[] = {"meeting", "date", "outcome", NULL}, *const amended[] = {"meeting", "of", NULL};
    open_object(json);
    set_identity(json);
    set_people(json, "present", "present");
    set_people(json, "inAttendance", "in-attendance");
    set_people(json, "apologies", "apologies");
    set_people(json, "absent", "absent");
    set_people(json, "unknown", "unknown");
    set_texts(json, json->root);
    set_items(json, json->root);
    set_lists(json);
    set_later(json, "approved", "approved", approved, false);
    set_later(json, "amended", "amended", amended, true);
    close_open(json);
}

static int add_bytes(const char *bytes, size_t size, void *with)
{
    buf_add(with, bytes, size);
    return 0;
}

static bool write_whole(struct json *json, struct buf *out)
{
    bool done = !json->failed && json_dump_callback(json->whole, add_bytes, out, JSON_INDENT(2)) == 0;
    json_decref(json->whole);
    arena_free(json->arena);
    free(json);
    return done;
}

bool json_action(const struct node *row, struct buf *out)
{
    struct json *json = mem_zero(1, sizeof *json);
    json->arena = arena_new();
    json->root = row;
    json->history = true;
    make_register_action(json, row);
    return write_whole(json, out);
}

bool json_render(const struct xml_doc *resolved, bool history, struct buf *out)
{
    const struct node *root = xml_root(resolved), *head = node_first(root);
    if (!node_is(root, "minutes") || !node_is_r(head, "head"))
        return false;
    struct json *json = mem_zero(1, sizeof *json);
    json->arena = arena_new();
    json->root = root;
    json->head = head;
    json->history = history;
    make_meeting(json);
    bool done = write_whole(json, out);
    buf_char(out, '\n');
    return done;
}
