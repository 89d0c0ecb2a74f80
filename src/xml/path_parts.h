/* What the two files behind path.h share: the nodes that an expression selects (path_walk.c), and what it comes to (path.c). */
#ifndef XML_PATH_PARTS_H
#define XML_PATH_PARTS_H

#include "xml/path.h"

/* What an expression comes to. Nodes are not gathered: whoever wants them goes through them. */
struct path_result {
    enum { VALUE_TRUTH, VALUE_NUMBER, VALUE_TEXT, VALUE_NODES, VALUE_SET } kind;
    bool truth;
    union {
        double number;
        const char *text;
        const struct path *nodes; /* what selects them */
        const xmlNodeSet *set;    /* a variable's nodes */
    };
};

static inline bool are_nodes(struct path_result value)
{
    return value.kind == VALUE_NODES || value.kind == VALUE_SET;
}

/* Returns false to stop. */
typedef bool visit_node(struct path_run *run, xmlNode *node, void *with);

/* Goes through the nodes until visit says no. in_order: as they stand in the document, each once. False: it did not come to the end. */
bool path_walk(struct path_run *run, struct path_result value, bool in_order, visit_node *visit, void *with);
/* For path_walk: puts the node on run->nodes. */
bool path_keep(struct path_run *run, xmlNode *node, void *with);
/* The attribute of a name: no other has it. */
xmlNode *path_attribute(struct path_run *run, const struct path_step *step, const xmlNode *node);
/* Whether the step, which has no predicates, leads anywhere from there. */
bool path_any(struct path_run *run, const struct path_step *step, xmlNode *from);
/* The next node in the order of the document that is the root or below it; NULL: it was the last. */
xmlNode *path_next_below(const xmlNode *node, const xmlNode *root);

struct path_result path_evaluate(struct path_run *run, const struct path *path);
/* The truth of an expression; where it comes to nodes, the first decides. */
bool path_true_by(struct path_run *run, const struct path *path);
bool path_truth_of(struct path_run *run, struct path_result value);

#endif
