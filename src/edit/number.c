/* Numbers that are counted, put into the source. An address is what it was: else the number stays away. */
#include "document/canonical.h"
#include "document/facts.h"
#include "edit/fmt.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 8 };

struct numbers {
    struct meeting_facts *facts;
    const char **given; /* by definition: the number that it gets, or NULL */
    struct node **nodes; /* by number of the element */
};

static const struct def *parent_of(const struct meeting_facts *facts, const struct def *def)
{
    return def->parent ? &facts->defs[def->parent - 1] : NULL;
}

/* What a definition without number and id is counted as among its siblings; NULL: that is no number to print. */
static const char *counted(const struct meeting_facts *facts, const struct def *def)
{
    const struct def *parent = parent_of(facts, def);
    size_t above = parent ? strlen(parent->path) : 0;
    if (def->number || def->id || def->shares || def->path[0] == '/')
        return NULL;
    if (def->kind == DEF_ACTION)
        return strchr(def->address, '/') ? NULL : def->address;
    if (def->kind != DEF_ITEM || (parent && strncmp(def->path, parent->path, above) != 0))
        return NULL;
    return def->path + above + (parent != NULL);
}

static void set_numbers(const struct numbers *numbers)
{
    for (size_t i = 0; i < numbers->facts->def_count; i++)
        if (numbers->given[i])
            node_set(numbers->nodes[numbers->facts->defs[i].node], "n", numbers->given[i]);
}

static void take_back(const struct numbers *numbers, size_t which)
{
    node_unset(numbers->nodes[numbers->facts->defs[which].node], "n");
    numbers->given[which] = NULL;
}

static void take_all_back(const struct numbers *numbers)
{
    for (size_t i = 0; i < numbers->facts->def_count; i++)
        if (numbers->given[i])
            take_back(numbers, i);
}

/* Takes back the numbers whose addresses move; where others move, all of them. False: nothing moves. */
static bool take_moving_back(const struct numbers *numbers, const struct meeting_facts *then)
{
    const struct meeting_facts *facts = numbers->facts;
    bool others = then->def_count != facts->def_count, moves = others;
    for (size_t i = 0; i < facts->def_count && !others; i++) {
        if (strcmp(facts->defs[i].address, then->defs[i].address) == 0)
            continue;
        moves = true;
        if (numbers->given[i])
            take_back(numbers, i);
        else
            others = true;
    }
    if (others)
        take_all_back(numbers);
    return moves;
}

/* The addresses that the tree has now are compared with those that it had. */
static bool settle(const struct numbers *numbers, const struct xml_doc *tree, struct grammar *grammar)
{
    struct diag_log *unheard = diag_new();
    struct buf bytes = BUF_INIT;
    canonical_write(tree, grammar, &(struct canonical_options){.fill = false}, &bytes);
    struct document *document = document_load_bytes(bytes.data, bytes.size, "", unheard);
    struct meeting_facts *then = meeting_facts_new(document, NULL);
    bool changed = take_moving_back(numbers, then);
    meeting_facts_free(then);
    document_free(document);
    buf_free(&bytes);
    diag_free(unheard);
    return changed;
}

static void number_meeting(struct document *document, struct xml_doc *tree, struct grammar *grammar)
{
    struct numbers numbers = {.facts = meeting_facts_new(document, NULL)};
    struct node *root = xml_root(tree);
    size_t count = 1;
    xml_number(tree);
    for (const struct node *node = root; node; node = node_after(node, root))
        count++;
    numbers.given = mem_zero(numbers.facts->def_count + 1, sizeof *numbers.given);
    numbers.nodes = mem_zero(count, sizeof *numbers.nodes);
    for (struct node *node = root; node; node = node_after(node, root))
        numbers.nodes[node_number(node)] = node;
    for (size_t i = 0; i < numbers.facts->def_count; i++)
        numbers.given[i] = counted(numbers.facts, &numbers.facts->defs[i]);
    set_numbers(&numbers);
    int round = 0;
    while (round < ROUNDS && settle(&numbers, tree, grammar))
        round++;
    if (round == ROUNDS)
        take_all_back(&numbers);
    free(numbers.given);
    free(numbers.nodes);
    meeting_facts_free(numbers.facts);
}

bool number_items(struct document *document, struct xml_doc *tree, struct grammar *grammar, struct diag_log *log)
{
    document_check(document, grammar, log);
    if (document->valid && document->kind == DOCUMENT_MINUTES)
        number_meeting(document, tree, grammar);
    return document->valid;
}
