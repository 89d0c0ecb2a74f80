/* What earlier meetings left for this one: open actions, minutes to approve, things put off. */
#include "base/date.h"
#include "document/markdown.h"
#include "render/next_parts.h"

#include <stdlib.h>
#include <string.h>

/* -- names -- */

static const char *person_name(const struct next *next, const struct person *person)
{
    const struct dated *name = dated_on(&person->names, next->date, NULL);
    return !name ? person->id : name->honorific ? arena_printf(next->arena, "%s %s", name->honorific, name->text) : name->text;
}

static bool role_held(const struct next *next, const char *role)
{
    return body_role_on(next->body, role, next->date, NULL, 0) > 0;
}

const char *next_name(const struct next *next, const struct meeting_facts *meeting, const char *id)
{
    const struct person *person = body_person(next->body, id);
    const struct group *group = body_group(next->body, id);
    if (person)
        return person_name(next, person);
    if (group)
        return group->name;
    if (role_held(next, id)) {
        const char *name = arena_printf(next->arena, "role-%s", id), *text = label(next->labels, name);
        return text == name ? id : text;
    }
    size_t count = 0;
    const struct attendee *const *guest = meeting ? meeting_attendee(meeting, id, &count) : NULL;
    return count && guest[0]->name ? guest[0]->name : id;
}

static const char *names_of(const struct next *next, const struct meeting_facts *meeting, const char *const *ids, size_t count)
{
    const char **names = arena_alloc(next->arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = next_name(next, meeting, ids[i]);
    return label_join(next->labels, next->arena, names, count);
}

/* Whether body.xml or a seat of it still knows everybody: a guest of an earlier meeting is nobody in this one. */
static bool all_known(const struct next *next, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!body_person(next->body, ids[i]) && !body_group(next->body, ids[i]) && !role_held(next, ids[i]))
            return false;
    return count > 0;
}

static const char *spaced(const struct next *next, const char *const *ids, size_t count)
{
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < count; i++)
        buf_printf(&list, "%s%s", i ? " " : "", ids[i]);
    const char *text = arena_copy(next->arena, buf_text(&list));
    buf_free(&list);
    return text;
}

/* -- restricted passages -- */

static const struct node *node_numbered(const struct node *root, size_t number)
{
    const struct node *node = root;
    while (node && node_number(node) != number)
        node = node_after(node, root);
    return node;
}

static const struct node *passage_of(const struct node *node)
{
    while (node && !node_is(node, "restricted"))
        node = node_parent(node);
    return node;
}

/* A passage at the end of parent with the reason of another; the last one there where that has the same. */
static struct node *passage_in(const struct next *next, struct node *parent, const struct node *like, const char *summary)
{
    const char *reason = node_attr(like, "reason"), *ground = node_attr(like, "ground");
    struct node *last = NULL;
    for (struct node *child = node_first(parent); child; child = node_next(child))
        last = child;
    reason = reason ? reason : "other";
    if (node_is(last, "restricted") && text_same(node_attr(last, "reason"), reason) && text_same(node_attr(last, "ground"), ground))
        return last;
    struct node *passage = node_add(parent, "restricted");
    node_set(passage, "reason", reason);
    node_set(passage, "ground", ground);
    node_add_text(node_add(passage, "summary"), next_words(next, "parentheses", label(next->labels, summary), label(next->labels, "restricted")));
    return passage;
}

/* -- open actions -- */

struct open {
    const struct entry *entry;
    const struct step *step; /* the last that the audience may know */
    bool restricted;
};

static bool is_open(const char *status)
{
    return text_word_in(status, "open in-progress proposed");
}

/* A carried action without a number cannot be followed: each meeting that names it begins it anew, and only the last is taken up. */
static bool is_lost(const struct next *next, const struct entry *entry)
{
    const struct update *first = entry->steps[0].update;
    return entry->carried && (!first || !first->number) && next->model && date_compare(entry->meeting->date, next->model->date) < 0;
}

/* Whether an action is open; *open says how it stands. What a restricted passage closed is closed. */
static bool open_of(const struct next *next, const struct entry *entry, struct open *open)
{
    const struct step *last = &entry->steps[entry->step_count - 1];
    *open = (struct open){entry, last, entry->restricted || last->restricted};
    if (strcmp(entry->meeting->body, next->body->id) != 0 || !is_open(last->status) || (entry->action && !entry->action->tracked))
        return false;
    if (!entry->carried && !entry->meeting->address)
        return false;
    if (is_lost(next, entry))
        return false;
    while (!next->full && open->step->restricted && open->step > entry->steps)
        open->step--;
    return true;
}

/* The number as a list of several meetings' actions prints it: with its day, but for those of the last meeting. */
static const char *number_shown(const struct next *next, const struct entry *entry)
{
    const struct update *first = entry->steps[0].update;
    const char *number = entry->def ? entry->def->number : first ? first->number : NULL;
    if (!number || entry->carried || entry->meeting == next->model)
        return number;
    return next_words(next, "parentheses", number, next_date(next, entry->meeting->date));
}

static void add_sentence(struct buf *out, const char *words)
{
    size_t size = words ? strlen(words) : 0;
    if (!size)
        return;
    buf_printf(out, "%s%s", out->size ? " " : "", words);
    buf_str(out, strchr(".!?:", words[size - 1]) ? "" : ".");
}

/* What the clerk has to know to fill the update in: what was to be done, by whom and when, and what was said last. */
static void explain(const struct next *next, const struct open *open, struct node *parent)
{
    const struct entry *entry = open->entry;
    const struct step *step = open->step;
    const struct update *said = step->update;
    const char *first = entry->action ? entry->action->text : entry->steps[0].update ? entry->steps[0].update->text : NULL;
    const char *owners = step->owner_count ? names_of(next, step->meeting, step->owners, step->owner_count) : step->printed;
    struct buf words = BUF_INIT;
    add_sentence(&words, first);
    add_sentence(&words, next_words(next, "colon-text", label(next->labels, "owner"), owners ? owners : label(next->labels, "no-owner")));
    if (step->due)
        add_sentence(&words, next_words(next, "colon-text", label(next->labels, "due"), next_date(next, step->due)));
    if (said && said->text && *said->text && (entry->action || said != entry->steps[0].update))
        add_sentence(&words, next_words(next, "colon-text", next_date(next, step->meeting->date), said->text));
    next_comment(next, parent, buf_text(&words));
    buf_free(&words);
}

/* The same for a form, each in its own cell. */
static void add_facts(const struct next *next, const struct open *open, struct node *update)
{
    const struct entry *entry = open->entry;
    const struct step *step = open->step;
    const struct update *first = entry->steps[0].update, *said = step->update;
    struct date date;
    bool dated = step->due && date_parse(step->due, &date);
    node_set_r(update, "text", entry->action ? entry->action->text : first ? first->text : NULL);
    node_set_r(update, "owners", step->owner_count ? names_of(next, step->meeting, step->owners, step->owner_count) : step->printed);
    node_set_r(update, "owner", step->owner_count == 1 && all_known(next, step->owners, 1) ? step->owners[0] : NULL);
    node_set_r(update, "due", dated ? step->due : NULL);
    node_set_r(update, "due-text", dated ? next_date(next, step->due) : step->due ? label(next->labels, "due-next-meeting") : NULL);
    if (said && said->text && *said->text && (entry->action || said != first))
        node_set_r(update, "said", next_words(next, "colon-text", next_date(next, step->meeting->date), said->text));
    if (entry->def)
        next_form_mark(next, update, "update", next_address(next, entry->meeting, entry->def->address));
}

static void add_update(const struct next *next, const struct open *open, struct node *parent)
{
    const struct entry *entry = open->entry;
    const struct step *step = open->step;
    if (!next->form)
        explain(next, open, parent);
    struct node *update = node_add(parent, "update");
    if (next->form)
        add_facts(next, open, update);
    if (entry->def)
        node_set(update, "action", next_address(next, entry->meeting, entry->def->address));
    node_set(update, "n", number_shown(next, entry));
    node_set(update, "status", step->status);
    bool known = all_known(next, step->owners, step->owner_count);
    if (known)
        node_set(update, "owner", spaced(next, step->owners, step->owner_count));
    node_set(update, "for", step->printed || known ? step->printed : names_of(next, step->meeting, step->owners, step->owner_count));
}

/* The passage that an action, or what was last said of it, stood in. */
static struct node *passage_of_action(const struct next *next, const struct open *open, struct node *parent)
{
    bool raised = open->entry->restricted;
    const struct meeting_facts *meeting = raised ? open->entry->meeting : open->step->meeting;
    const struct update *update = raised ? open->entry->steps[0].update : open->step->update;
    size_t number = raised && open->entry->def ? open->entry->def->node : update ? update->node : 0;
    struct document *document = next_load(next, meeting);
    struct node *passage = passage_in(next, parent, passage_of(node_numbered(next_root(document), number)), "actions");
    document_free(document);
    return passage;
}

void next_actions(struct next *next, struct node *parent)
{
    struct node *list = NULL;
    const struct node *model = next_root(next->model_file), *like = model;
    while (like && !node_is(like, "previous-actions"))
        like = node_after(like, model);
    for (size_t i = 0; !next->blank && i < ledger_count(next->linked); i++) {
        struct open open;
        if (!open_of(next, ledger_entry(next->linked, i), &open))
            continue;
        if (!next->full && open.entry->restricted) {
            next->left_out++;
            continue;
        }
        if (!list) {
            node_add_text(parent, "\n\n");
            list = node_add(parent, "previous-actions");
            next_copy_lasting(next, list, like, "label");
            if (node_child(like, "columns"))
                next_copy_lasting(next, node_add(list, "columns"), node_child(like, "columns"), "n text for");
        }
        add_update(next, &open, open.restricted && next->full ? passage_of_action(next, &open, list) : list);
    }
}

/* -- minutes to approve -- */

static bool is_approved(const struct next *next, const struct meeting_facts *meeting)
{
    const struct mention *mentions;
    size_t count = linked_mentions(next->linked, meeting, REF_APPROVAL, &mentions);
    for (size_t i = 0; i < count; i++)
        if (strncmp(mentions[i].reference->outcome, "deferred", strlen("deferred")) != 0)
            return true;
    /* a file that says it was approved, though no meeting does, is left alone where it is too late to ask */
    return !count && strcmp(meeting->status, "draft") != 0 && linked_neighbour(next->linked, meeting, 1, true);
}

size_t next_unapproved(const struct next *next, const struct meeting_facts ***meetings)
{
    size_t all = linked_meetings(next->linked, next->body->id), count = 0;
    *meetings = arena_alloc(next->arena, (all + 1) * sizeof **meetings);
    for (size_t i = 0; !next->blank && i < all; i++) {
        const struct meeting_facts *meeting = linked_meeting(next->linked, next->body->id, i);
        if (meeting->date && strcmp(meeting->held, "held") == 0 && !is_approved(next, meeting))
            (*meetings)[count++] = meeting;
    }
    return count;
}

/* -- what was put off -- */

static bool is_due_now(const struct next *next, const struct meeting_facts *meeting, const char *to)
{
    const char *since = next->model ? next->model->date : NULL;
    if (!to || strcmp(to, "next-meeting") == 0)
        return date_compare(meeting->date, since) >= 0;
    return strcmp(to, "later") != 0 && date_compare(to, since) > 0 && strcmp(to, next->date) <= 0;
}

static const struct node *item_of(const struct node *node, bool titled)
{
    while (node && !(node_is(node, "item") && (!titled || node_child(node, "title"))))
        node = node_parent(node);
    return node;
}

/* Its owners by their ids, else as printed. */
static const char *deferred_to(const struct next *next, const struct meeting_facts *meeting, const struct node *deferral)
{
    const char *owner = node_attr(deferral, "owner"), *ids[16];
    char *rest = arena_copy(next->arena, owner ? owner : ""), *state = NULL;
    size_t count = 0;
    for (char *id = strtok_r(rest, " ", &state); id && count < 16; id = strtok_r(NULL, " ", &state))
        ids[count++] = id;
    return count ? names_of(next, meeting, ids, count) : node_attr(deferral, "for");
}

static void add_deferral(const struct next *next, const struct meeting_facts *meeting, const struct node *deferral, struct node *parent,
                         const char *number)
{
    const struct node *item = item_of(deferral, false), *titled = item_of(deferral, true);
    const char *date = next_date(next, meeting->date), *old = node_attr(item, "n"), *owners = deferred_to(next, meeting, deferral);
    struct node *made = node_add(parent, "item");
    node_set(made, "n", number);
    if (titled)
        node_add_text(node_add(made, "title"), text_collapse(next->arena, node_text(node_child(titled, "title"), next->arena)));
    struct buf words = BUF_INIT;
    const char *from = next_words(next, "colon-text", label(next->labels, "deferral"),
                                  old ? next_words(next, "parentheses", date, old) : date);
    add_sentence(&words, from);
    add_sentence(&words, markdown_plain(markdown_dedent(node_text(deferral, next->arena), next->arena), next->arena));
    if (owners && *owners)
        add_sentence(&words, next_words(next, "colon-text", label(next->labels, "lead"), owners));
    next_comment(next, made, buf_text(&words));
    buf_free(&words);
}

void next_deferrals(struct next *next, const char *(*number)(void *with), void *with)
{
    for (size_t i = 0; !next->blank && i < linked_meetings(next->linked, next->body->id); i++) {
        const struct meeting_facts *meeting = linked_meeting(next->linked, next->body->id, i);
        struct document *document = meeting->date ? next_load(next, meeting) : NULL;
        const struct node *root = next_root(document);
        for (const struct node *node = root; node; node = node_after(node, root)) {
            if (!node_is(node, "deferral") || !is_due_now(next, meeting, node_attr(node, "to")))
                continue;
            const struct node *passage = passage_of(node);
            if (passage && !next->full) {
                next->left_out++;
                continue;
            }
            node_add_text(next->root, "\n\n");
            add_deferral(next, meeting, node, passage ? passage_in(next, next->root, passage, "deferral") : next->root, number(with));
        }
        document_free(document);
    }
}
