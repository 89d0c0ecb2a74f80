/* Style sheets, as far as they say of text that it is bold, italic, underlined or struck out. */
#include "import/html_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { RULES_MAX = 2000, CLASS_MAX = 64 };

/* ".class { … }" of a style sheet. */
struct html_rule {
    char name[CLASS_MAX];
    unsigned marks;
};

static const struct look {
    const char *property, *values; /* one of which is somewhere in the value */
    unsigned mark;
} looks[] = {
    {"font-weight", "bold", RUN_BOLD},         {"font-weight", "700", RUN_BOLD},
    {"font-weight", "800", RUN_BOLD},          {"font-weight", "900", RUN_BOLD},
    {"font-weight", "600", RUN_BOLD},          {"font-style", "italic", RUN_ITALIC},
    {"font-style", "oblique", RUN_ITALIC},     {"text-decoration", "line-through", RUN_STRIKE},
    {"text-decoration-line", "line-through", RUN_STRIKE}, {"text-decoration", "underline", RUN_UNDERLINE},
};

static bool holds(const char *text, size_t size, const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= size; i++)
        if (strncasecmp(text + i, word, length) == 0)
            return true;
    return false;
}

unsigned html_style_marks(const char *style, size_t size)
{
    unsigned marks = 0;
    for (const char *at = style, *end = style + size; at < end;) {
        const char *stop = memchr(at, ';', (size_t)(end - at)), *colon;
        stop = stop ? stop : end;
        while (at < stop && strchr(" \t\r\n", *at))
            at++;
        colon = memchr(at, ':', (size_t)(stop - at));
        for (size_t i = 0; colon && i < sizeof looks / sizeof *looks; i++) {
            size_t length = strlen(looks[i].property);
            if (colon - at == (ptrdiff_t)length && strncasecmp(at, looks[i].property, length) == 0 &&
                holds(colon, (size_t)(stop - colon), looks[i].values))
                marks |= looks[i].mark;
        }
        at = stop + 1;
    }
    return marks;
}

static bool in_class(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* Each ".class" that stands alone in a list of selectors gets the marks. */
static void add_rules(struct html_tree *tree, const char *at, const char *end, unsigned marks)
{
    while (at < end) {
        const char *comma = memchr(at, ',', (size_t)(end - at)), *stop = comma ? comma : end;
        while (at < stop && strchr(" \t\r\n", *at))
            at++;
        const char *name = at + 1, *last = name;
        while (last < stop && in_class(*last))
            last++;
        const char *rest = last;
        while (rest < stop && strchr(" \t\r\n", *rest))
            rest++;
        size_t size = last > name ? (size_t)(last - name) : 0;
        if (at < stop && *at == '.' && rest == stop && size && size < CLASS_MAX && tree->rule_count < RULES_MAX) {
            MEM_GROW(tree->rules, tree->rule_count, tree->rule_room);
            struct html_rule *rule = &tree->rules[tree->rule_count++];
            *rule = (struct html_rule){.marks = marks};
            memcpy(rule->name, name, size);
        }
        at = stop + 1;
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct html_rule *)a)->name, ((const struct html_rule *)b)->name);
}

/* What stands in "@media …{ }" is passed over with its braces. */
void html_rules_read(struct html_tree *tree, const char *sheet, size_t size)
{
    const char *from = sheet, *end = sheet + size;
    size_t depth = 0, before = tree->rule_count;
    bool at_rule = false;
    for (const char *at = sheet; at < end; at++) {
        if (*at == '/' && end - at > 1 && at[1] == '*') {
            const char *close = memmem(at + 2, (size_t)(end - at - 2), "*/", 2);
            if (!close)
                break;
            from = depth ? from : close + 2;
            at = close + 1;
        } else if (*at == '{') {
            const char *close = depth ? NULL : memchr(at, '}', (size_t)(end - at));
            at_rule = depth++ ? at_rule : memchr(from, '@', (size_t)(at - from)) != NULL;
            if (at_rule || !close)
                continue;
            unsigned marks = html_style_marks(at + 1, (size_t)(close - at - 1));
            if (marks)
                add_rules(tree, from, at, marks);
        } else if (*at == '}') {
            depth -= depth > 0;
            from = at + 1;
        } else if (*at == ';' && !depth) {
            from = at + 1;
        }
    }
    if (tree->rule_count > before)
        qsort(tree->rules, tree->rule_count, sizeof *tree->rules, by_name);
}

unsigned html_rules_marks(const struct html_tree *tree, const char *classes)
{
    unsigned marks = 0;
    for (const char *at = classes; tree->rule_count && *at;) {
        size_t size = strcspn(at, " \t\r\n");
        struct html_rule wanted = {.marks = 0};
        if (size && size < CLASS_MAX) {
            memcpy(wanted.name, at, size);
            const struct html_rule *found = bsearch(&wanted, tree->rules, tree->rule_count, sizeof *tree->rules, by_name);
            marks |= found ? found->marks : 0;
        }
        at += size + strspn(at + size, " \t\r\n");
    }
    return marks;
}
