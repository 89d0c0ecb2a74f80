/* One meeting as JSON, from its resolved tree; schemas/minutes.schema.json describes it. A key is never missing: what is absent is null or
 * an empty list. */
#include "render/finish.h"

#include "base/text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct json_run {
    struct arena *arena;
    const struct node *root, *head;
    bool history; /* with what later meetings said */
};

/* -- values -- */

static json_t *text_or_null(const char *text)
{
    return text && *text ? json_string(text) : json_null();
}

static json_t *number_or_null(const char *text)
{
    return text && *text ? json_integer(strtol(text, NULL, 10)) : json_null();
}

static json_t *flag_or_null(const char *text)
{
    return text ? json_boolean(strcmp(text, "yes") == 0) : json_null();
}

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

static void set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static void set_own(json_t *object, const char *key, const struct node *node, const char *name)
{
    set(object, key, text_or_null(own(node, name)));
}

static void set_made(json_t *object, const char *key, const struct node *node, const char *name)
{
    set(object, key, text_or_null(made(node, name)));
}

static void set_restricted(json_t *object, const struct node *node)
{
    set(object, "restricted", json_boolean(made(node, "restricted") != NULL));
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

static json_t *words_of(const struct node *node)
{
    struct buf out = BUF_INIT;
    if (node)
        add_words(&out, node);
    while (out.size && strchr(" \n", out.data[out.size - 1]))
        out.data[--out.size] = '\0';
    json_t *text = out.size ? json_string(buf_text(&out)) : json_null();
    buf_free(&out);
    return text;
}

static void set_words(json_t *object, const char *key, const struct node *node)
{
    set(object, key, words_of(node));
}

/* -- where something stands -- */

static json_t *item_of(const struct node *node)
{
    for (const struct node *at = node_parent(node); at; at = node_parent(at))
        if (node_is(at, "item") || node_is(at, "appendix"))
            return text_or_null(made(at, "number"));
    return json_null();
}

static bool within(const struct node *node, const char *name)
{
    for (const struct node *at = node_parent(node); at; at = node_parent(at))
        if (node_is(at, name))
            return true;
    return false;
}

static void set_place(json_t *object, const struct node *node)
{
    set_made(object, "address", node, "address");
    set_made(object, "number", node, "number");
    set(object, "item", item_of(node));
}

/* -- people -- */

static json_t *make_person(const struct json_run *run, const struct node *node)
{
    const struct node *list = node_parent(node), *meeting = node_child(run->root, "meeting");
    const char *meeting_mode = own(meeting, "mode");
    const char *usual = meeting_mode && strcmp(meeting_mode, "remote") == 0 ? "remote" : "in-person";
    json_t *person = json_object();
    set_made(person, "name", node, "name");
    set(person, "id", text_or_null(first_of(own(node, "ref"), own(node, "id"))));
    set(person, "role", text_or_null(first_of(own(node, "role"), own(list, "role"))));
    set(person, "mode", text_or_null(first_of(first_of(own(node, "mode"), own(list, "mode")), usual)));
    set_made(person, "detail", node, "detail");
    set_made(person, "text", node, "text");
    set_own(person, "arrived", node, "arrived");
    set_own(person, "left", node, "left");
    set_own(person, "deputyFor", node, "deputy-for");
    return person;
}

static json_t *people_in(const struct json_run *run, const char *list_name)
{
    json_t *people = json_array();
    for (struct node *list = node_first(node_child(run->root, "attendance")); list; list = node_next(list))
        for (struct node *node = node_is(list, list_name) ? node_first(list) : NULL; node; node = node_next(node))
            json_array_append_new(people, make_person(run, node));
    return people;
}

static json_t *owners_of(const struct node *node)
{
    json_t *owners = json_array();
    for (const struct node *child = node_first(node); child; child = node_next(child))
        if (node_is_r(child, "owner"))
            json_array_append_new(owners, text_or_null(own(child, "name")));
    return owners;
}

/* -- items -- */

static bool is_words(const struct node *node)
{
    return node_is(node, node_name(node)) && text_word_in(node_name(node), "text remark note debris summary");
}

/* What lies directly in a part of the minutes: what only holds it together or restricts it is looked through. */
static void add_texts(json_t *texts, const struct node *part)
{
    for (const struct node *node = node_first(part); node; node = node_next(node)) {
        if (node_is(node, "restricted") || node_is(node, "attendance") || node_is(node, "previous-actions"))
            add_texts(texts, node);
        if (!is_words(node))
            continue;
        json_t *text = json_object();
        set(text, "kind", json_string(node_name(node)));
        set_made(text, "by", node, "for");
        set_words(text, "text", node);
        set_restricted(text, node);
        json_array_append_new(texts, text);
    }
}

static json_t *texts_of(const struct node *part)
{
    json_t *texts = json_array();
    add_texts(texts, part);
    return texts;
}

static json_t *roles_of(const struct json_run *run, const struct node *node)
{
    json_t *roles = json_array();
    const char *list = own(node, "role");
    char *copy = arena_copy(run->arena, list ? list : ""), *state = NULL;
    for (char *role = strtok_r(copy, " ", &state); role; role = strtok_r(NULL, " ", &state))
        json_array_append_new(roles, json_string(role));
    return roles;
}

static json_t *make_item(const struct json_run *run, const struct node *node);

/* Items nest no deeper than elements do, which the loader bounds. */
static void add_items(const struct json_run *run, json_t *items, const struct node *part)
{
    for (const struct node *node = node_first(part); node; node = node_next(node)) {
        if (node_is(node, "item"))
            json_array_append_new(items, make_item(run, node));
        else if (node_is(node, "restricted"))
            add_items(run, items, node);
    }
}

static json_t *items_of(const struct json_run *run, const struct node *part)
{
    json_t *items = json_array();
    add_items(run, items, part);
    return items;
}

static json_t *make_item(const struct json_run *run, const struct node *node)
{
    json_t *item = json_object();
    set_made(item, "number", node, "number");
    set_made(item, "address", node, "address");
    set_made(item, "title", node, "plain-title");
    set(item, "roles", roles_of(run, node));
    set_made(item, "lead", node, "for");
    set_own(item, "body", node, "body");
    set_own(item, "time", node, "time");
    set_restricted(item, node);
    set(item, "texts", texts_of(node));
    set(item, "items", items_of(run, node));
    return item;
}

/* -- one function a kind of entry -- */

static json_t *make_step(const struct node *node)
{
    json_t *step = json_object();
    set_own(step, "meeting", node, "meeting");
    set_own(step, "status", node, "status");
    set_own(step, "due", node, "due-text");
    set_own(step, "owners", node, "owners");
    set_words(step, "text", node);
    return step;
}

static json_t *history_of(const struct json_run *run, const struct node *node)
{
    json_t *history = json_array();
    for (const struct node *child = run->history ? node_first(node) : NULL; child; child = node_next(child))
        for (const struct node *step = node_is_r(child, "history") ? node_first(child) : NULL; step; step = node_next(step))
            json_array_append_new(history, make_step(step));
    return history;
}

static json_t *make_action(const struct json_run *run, const struct node *node)
{
    json_t *action = json_object();
    set_place(action, node);
    set_words(action, "text", node);
    set(action, "owners", owners_of(node));
    set_made(action, "for", node, "for");
    set_made(action, "due", node, "due");
    set_made(action, "dueText", node, "due-text");
    set_own(action, "body", node, "body");
    set(action, "tracked", json_boolean(!own(node, "track") || strcmp(own(node, "track"), "no") != 0));
    set(action, "status", run->history ? text_or_null(made(node, "status")) : json_null());
    set_restricted(action, node);
    set(action, "history", history_of(run, node));
    return action;
}

static json_t *make_update(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *update = json_object();
    set_made(update, "action", node, "action");
    set_made(update, "number", node, "number");
    set(update, "item", item_of(node));
    set_words(update, "text", node);
    set(update, "owners", owners_of(node));
    set_made(update, "for", node, "for");
    set_made(update, "due", node, "due-text");
    set_made(update, "status", node, "status");
    set_made(update, "supersededBy", node, "superseded-by");
    set_restricted(update, node);
    return update;
}

static json_t *make_decision(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *decision = json_object();
    set_place(decision, node);
    set(decision, "kind", json_string(first_of(own(node, "kind"), "agreed")));
    set_own(decision, "body", node, "body");
    set_words(decision, "text", node);
    set_restricted(decision, node);
    return decision;
}

static json_t *make_vote(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *vote = json_object(), *casts = json_array();
    set(vote, "item", item_of(node));
    set_own(vote, "method", node, "method");
    set(vote, "inFavour", number_or_null(own(node, "in-favour")));
    set(vote, "against", number_or_null(own(node, "against")));
    set(vote, "abstained", number_or_null(own(node, "abstained")));
    set_own(vote, "outcome", node, "outcome");
    set_made(vote, "text", node, "text");
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        json_t *cast = json_object();
        set_made(cast, "name", child, "name");
        set(cast, "id", text_or_null(first_of(own(child, "ref"), own(child, "id"))));
        set_own(cast, "vote", child, "vote");
        json_array_append_new(casts, cast);
    }
    set(vote, "casts", casts);
    set_restricted(vote, node);
    return vote;
}

static json_t *make_motion(const struct json_run *run, const struct node *node)
{
    json_t *motion = json_object(), *votes = json_array(), *motions = json_array();
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        if (node_is(child, "vote"))
            json_array_append_new(votes, make_vote(run, child));
        else if (node_is(child, "motion"))
            json_array_append_new(motions, make_motion(run, child));
    }
    set_place(motion, node);
    set_made(motion, "proposer", node, "proposer-text");
    set_made(motion, "seconder", node, "seconder-text");
    set_own(motion, "outcome", node, "outcome");
    set(motion, "texts", texts_of(node));
    set(motion, "votes", votes);
    set(motion, "motions", motions);
    set_restricted(motion, node);
    return motion;
}

static json_t *make_declaration(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *declaration = json_object();
    set(declaration, "item", item_of(node));
    set_made(declaration, "by", node, "name");
    set_own(declaration, "interest", node, "interest");
    set_own(declaration, "about", node, "item");
    set(declaration, "withdrew", flag_or_null(own(node, "withdrew")));
    set_words(declaration, "text", node);
    set_restricted(declaration, node);
    return declaration;
}

static json_t *make_approval(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *approval = json_object();
    set(approval, "item", item_of(node));
    set_made(approval, "of", node, "of");
    set_own(approval, "outcome", node, "outcome");
    set_made(approval, "proposer", node, "proposer-text");
    set_made(approval, "seconder", node, "seconder-text");
    set(approval, "signed", flag_or_null(own(node, "signed")));
    set_made(approval, "text", node, "text");
    set_restricted(approval, node);
    return approval;
}

static json_t *make_amendment(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *amendment = json_object();
    set(amendment, "item", item_of(node));
    set_made(amendment, "of", node, "of");
    set_words(amendment, "text", node);
    set_restricted(amendment, node);
    return amendment;
}

static json_t *make_coming(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *coming = json_object();
    set(coming, "item", item_of(node));
    set_made(coming, "name", node, "name");
    set(coming, "id", text_or_null(first_of(own(node, "ref"), own(node, "id"))));
    set_own(coming, "time", node, "time");
    set_words(coming, "text", node);
    set_restricted(coming, node);
    return coming;
}

static json_t *make_deferral(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *deferral = json_object();
    set(deferral, "item", item_of(node));
    set(deferral, "to", json_string(first_of(own(node, "to"), "next-meeting")));
    set_made(deferral, "for", node, "for");
    set_words(deferral, "text", node);
    set_restricted(deferral, node);
    return deferral;
}

static json_t *make_attachment(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *attachment = json_object();
    set(attachment, "item", item_of(node));
    set_words(attachment, "title", node);
    set_own(attachment, "file", node, "file");
    set_made(attachment, "href", node, "href");
    set_restricted(attachment, node);
    return attachment;
}

static json_t *make_figure(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *figure = json_object();
    set(figure, "item", item_of(node));
    set_own(figure, "alt", node, "alt");
    set_words(figure, "caption", node);
    set_own(figure, "file", node, "file");
    set_restricted(figure, node);
    return figure;
}

static json_t *make_restricted(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *restricted = json_object();
    set(restricted, "item", item_of(node));
    set_own(restricted, "reason", node, "reason");
    set_own(restricted, "ground", node, "ground");
    set_words(restricted, "summary", node_child(node, "summary"));
    set(restricted, "withheld", json_boolean(made(node, "withheld") != NULL));
    return restricted;
}

static json_t *make_next(const struct json_run *run, const struct node *node)
{
    (void)run;
    static const char *const same[] = {"date", "start", "end", "venue", "mode", "kind"};
    json_t *next = json_object();
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        set_own(next, same[i], node, same[i]);
    set_words(next, "text", node);
    set_restricted(next, node);
    return next;
}

static json_t *make_signature(const struct json_run *run, const struct node *node)
{
    (void)run;
    json_t *signature = json_object();
    set_made(signature, "name", node, "name");
    set_made(signature, "post", node, "post");
    set_own(signature, "date", node, "date");
    return signature;
}

static json_t *make_appendix(const struct json_run *run, const struct node *node)
{
    json_t *appendix = json_object();
    set_made(appendix, "number", node, "number");
    set_made(appendix, "address", node, "address");
    set_made(appendix, "title", node, "plain-title");
    set(appendix, "texts", texts_of(node));
    set(appendix, "items", items_of(run, node));
    return appendix;
}

/* Lists of everything of a kind, wherever it stands, in the order of their keys. */
static const struct list {
    const char *key, *element;
    json_t *(*make)(const struct json_run *run, const struct node *node);
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

static void add_lists(const struct json_run *run, json_t *meeting)
{
    json_t *arrays[LISTS];
    for (size_t i = 0; i < LISTS; i++)
        set(meeting, lists[i].key, arrays[i] = json_array());
    for (const struct node *node = run->root; node; node = node_after(node, run->root)) {
        const struct list *list = strcmp(node_ns(node), NS_MINUTES) == 0 ? list_of(node_name(node)) : NULL;
        if (list && !is_part(node))
            json_array_append_new(arrays[list - lists], list->make(run, node));
    }
}

/* -- the meeting -- */

/* What later meetings said of these minutes. */
static json_t *later(const struct json_run *run, const char *name, const char *const *keys, bool words)
{
    json_t *rows = json_array();
    for (const struct node *node = run->history ? node_first(run->head) : NULL; node; node = node_next(node)) {
        if (!node_is_r(node, name))
            continue;
        json_t *row = json_object();
        for (size_t i = 0; keys[i]; i++)
            set_own(row, keys[i], node, keys[i]);
        if (words)
            set_words(row, "text", node);
        json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *body_of(const struct node *head)
{
    json_t *body = json_object();
    set_own(body, "id", head, "body-id");
    set_own(body, "name", head, "body");
    set_own(body, "short", head, "body-short");
    return body;
}

static void add_identity(const struct json_run *run, json_t *meeting)
{
    const struct node *when = node_child(run->root, "meeting");
    set(meeting, "body", body_of(run->head));
    set_own(meeting, "address", run->head, "address");
    set_own(meeting, "title", run->head, "title");
    set_own(meeting, "date", run->root, "date");
    set_own(meeting, "sitting", run->root, "sitting");
    set(meeting, "kind", json_string(first_of(own(run->root, "kind"), "ordinary")));
    set_own(meeting, "start", when, "start");
    set_own(meeting, "end", when, "end");
    set_own(meeting, "venue", run->head, "venue");
    set(meeting, "mode", json_string(first_of(own(when, "mode"), "in-person")));
    set(meeting, "held", json_string(first_of(own(run->root, "held"), "held")));
    set(meeting, "status", json_string(first_of(own(run->root, "status"), "draft")));
    set_own(meeting, "language", run->root, "xml:lang");
    set_made(meeting, "audience", run->root, "audience");
    set_own(meeting, "chair", run->head, "chair");
    set_own(meeting, "clerk", run->head, "clerk");
}

static void add_people(const struct json_run *run, json_t *meeting)
{
    static const char *const keys[][2] = {{"present", "present"}, {"inAttendance", "in-attendance"}, {"apologies", "apologies"},
                                          {"absent", "absent"}, {"unknown", "unknown"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        set(meeting, keys[i][0], people_in(run, keys[i][1]));
}

static json_t *make_meeting(const struct json_run *run)
{
    static const char *const approved[] = {"meeting", "date", "outcome", NULL}, *const amended[] = {"meeting", "of", NULL};
    json_t *meeting = json_object();
    add_identity(run, meeting);
    add_people(run, meeting);
    set(meeting, "texts", texts_of(run->root));
    set(meeting, "items", items_of(run, run->root));
    add_lists(run, meeting);
    set(meeting, "approved", later(run, "approved", approved, false));
    set(meeting, "amended", later(run, "amended", amended, true));
    return meeting;
}

static int add_bytes(const char *bytes, size_t size, void *with)
{
    buf_add(with, bytes, size);
    return 0;
}

bool json_render(const struct xml_doc *resolved, bool history, struct buf *out)
{
    const struct node *root = xml_root(resolved), *head = node_first(root);
    if (!node_is(root, "minutes") || !node_is_r(head, "head"))
        return false;
    struct json_run run = {.arena = arena_new(), .root = root, .head = head, .history = history};
    json_t *meeting = make_meeting(&run);
    bool done = json_dump_callback(meeting, add_bytes, out, JSON_INDENT(2)) == 0;
    buf_char(out, '\n');
    json_decref(meeting);
    arena_free(run.arena);
    return done;
}
