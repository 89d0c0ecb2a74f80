/* The XPath expressions that stylesheets ask over and over: an attribute there or not, its words, the children of a kind. They
 * are compiled to a small tree and evaluated without making objects of XPath. What is beyond them, or turns out so only while it
 * is evaluated, is left to libxml2: an expression has no effects, so it can begin anew there. */
#ifndef XML_PATH_H
#define XML_PATH_H

#include "xml/door.h"

#include <libxml/xpath.h>
#include <libxslt/xsltInternals.h>

enum path_kind {
    PATH_OR,
    PATH_AND,
    PATH_EQUAL,
    PATH_UNEQUAL,
    PATH_LESS,
    PATH_AT_MOST,
    PATH_MORE,
    PATH_AT_LEAST,
    PATH_ADD,
    PATH_SUBTRACT,
    PATH_TIMES,
    PATH_TEXT,
    PATH_NUMBER,
    PATH_VARIABLE,
    PATH_NODES, /* steps from left, or from the root, or from the context node */
    PATH_UNION,
    PATH_CALL
};

enum path_axis { AXIS_CHILD, AXIS_ATTRIBUTE, AXIS_SELF, AXIS_PARENT, AXIS_ANCESTOR, AXIS_BEFORE, AXIS_BEHIND, AXIS_BELOW };

enum path_test { TEST_NAME, TEST_ALL, TEST_ALL_OF, TEST_TEXT, TEST_ANY };

enum path_function {
    CALL_BOOLEAN,
    CALL_CONCAT,
    CALL_CONTAINS,
    CALL_COUNT,
    CALL_CURRENT,
    CALL_FALSE,
    CALL_LAST,
    CALL_LOCAL_NAME,
    CALL_NORMALIZE,
    CALL_NUMBER,
    CALL_NOT,
    CALL_POSITION,
    CALL_STARTS,
    CALL_STRING,
    CALL_LENGTH,
    CALL_SUBSTRING,
    CALL_AFTER,
    CALL_BEFORE,
    CALL_TRUE
};

/* What is asked for most comes first, here and below. */
struct path_step {
    enum path_axis axis;
    enum path_test test;
    const xmlChar *word; /* the name as words has it: in trees whose dictionary that is, only it is the name */
    xmlDict *words;
    const char *ns; /* NULL: none */
    size_t space;   /* which of the namespaces of the expressions ns is; SPACES and more: it is compared */
    struct path_step *next;
    size_t count;
    struct path **tests; /* predicates */
    size_t room;
    const char *name;
    bool asks_last; /* one of the predicates */
};

struct path {
    enum path_kind kind;
    enum path_function function;
    const struct path_step *attribute; /* one step from the context node, to an attribute of a name, is all of it */
    const struct path_step *only;      /* one step from there, without predicates, is all of it */
    struct path *left, *right; /* of a call: its first argument, and each argument's right is the next, in a PATH_UNION */
    struct path_step *steps;
    bool from_root;
    bool ordered; /* nodes come in the order of the document, none twice, if there is one to begin with */
    bool is_truth; /* whatever it comes to, it is no number: as a predicate it is true or false */
    bool backward; /* they come in the opposite order */
    const char *text; /* of a text, a variable's name */
    size_t variable;  /* which of the names of variables it is */
    int slot;         /* where the variable stood last among the template's; what stands where it stands always means the same */
    bool is_global;
    struct path **args;
    size_t count, room;
    double number;
};

enum { PATH_SPACES = 8 };

/* What the expressions of a stylesheet are compiled with, and have in common. */
struct path_maker {
    xmlDict *words; /* of most trees that are read; it lives as long as the arena */
    xmlDict *names; /* of the stylesheet and of what it makes */
    struct arena *arena;
    const char *spaces[PATH_SPACES];
    const char **variables;
    size_t variable_count, variable_room;
};

/* From the arena. NULL: beyond us, or no expression at all. spaces: the namespaces in scope. */
struct path *path_compile(struct path_maker *maker, const char *text, xmlNs *const *spaces, int count);

/* One transformation. */
struct path_run {
    xsltTransformContext *context;
    struct arena *arena;   /* for texts that are put together */
    struct region *region; /* of nodes of the result */
    xmlNode **nodes;       /* of the selections that are gone through just now, one upon the other */
    size_t count, room;
    const xsltStackElem **globals; /* by the number of the name; NULL: not asked yet */
    const xmlChar *spaces[PATH_SPACES]; /* as the tree has them */
    bool names_are_one; /* variables of one name have one string for it */
    /* while an expression is evaluated */
    xmlNode *node;
    int position, size;
    bool failed; /* it is beyond us after all */
};

/* False: left to libxml2, and the answer is nothing. */
bool path_true(struct path_run *run, const struct path *path, xmlNode *node, bool *answer);
bool path_text(struct path_run *run, const struct path *path, xmlNode *node, const char **answer);
/* What a variable is bound to: an object of XPath that is nobody's to free. Its words are borrowed from the tree or the run. */
struct path_value {
    xmlXPathObject object;
    xmlNodeSet set;
    xmlNode *only; /* the set's nodes, if they are one */
};
bool path_bind(struct path_run *run, const struct path *path, xmlNode *node, struct path_value *value);
void path_release(struct path_value *value);
/* The same as an object of its own; NULL: left to libxml2. */
xmlXPathObject *path_object(struct path_run *run, const struct path *path, xmlNode *node);
/* The same, of something else: the value of a constant or of a variable, not to be freed or changed; NULL: it is neither. */
xmlXPathObject *path_constant(const struct path *path, struct arena *arena);
xmlXPathObject *path_bound(struct path_run *run, const struct path *path);
/* The words of a node and what is below it. */
const char *path_words(struct path_run *run, xmlNode *node);
/* Puts the nodes on run->nodes. */
bool path_nodes(struct path_run *run, const struct path *path, xmlNode *node);

#endif
