/* What the files behind remark.h share: the members of an archive, and changes of their XML that leave every other byte alone. */
#ifndef EDIT_REMARK_PARTS_H
#define EDIT_REMARK_PARTS_H

#include "edit/remark.h"

struct member {
    const char *name;
    const char *bytes;
    size_t size;
};

struct package {
    struct arena *arena;
    struct member *list;
    size_t count, room;
    const struct remark *remarks;
    size_t remark_count;
    const char *why;
};

struct member *package_find(struct package *package, const char *name); /* NULL: there is none */
void package_put(struct package *package, const char *name, const struct buf *bytes); /* in its place, or as the last */

/* -- tags -- */

struct tag {
    size_t start, end; /* from "<" to behind ">" */
    const char *name;  /* with its prefix, not ended */
    size_t size;
    bool closes, empty;
};

struct tags {
    const char *bytes;
    size_t size, at;
};

bool tags_next(struct tags *tags, struct tag *tag); /* of elements only; false: there are no more */
bool tag_is(const struct tag *tag, const char *prefix, const char *name);
bool tag_is_local(const struct tag *tag, const char *name); /* whatever its prefix */
/* The value of an attribute as it is written, named with its prefix; NULL: absent. */
const char *tag_value(const struct tags *tags, const struct tag *tag, const char *name, struct arena *arena);
/* The prefix that a part binds to a namespace, the first of several; NULL: none but perhaps the default. */
const char *tags_prefix(const struct member *member, const char *ns, struct arena *arena);

/* -- changes -- */

struct change {
    size_t from, upto; /* bytes that go */
    const char *text;  /* what comes in their place; or NULL */
};

struct changes {
    struct change *rows;
    size_t count, room;
};

void change_add(struct changes *changes, size_t from, size_t upto, const char *text);
/* Makes the changes and forgets them. Those at one place come in the order in which they were added. */
void changes_make(struct package *package, struct member *member, struct changes *changes);

void remark_lines(const char *text, const char *before, const char *after, struct buf *out); /* each line, escaped, between two texts */

bool remark_docx(struct package *package); /* false: why is set */
bool remark_odt(struct package *package);

#endif
