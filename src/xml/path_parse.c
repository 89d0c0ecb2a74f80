/* Reading XPath expressions: see path.h. */
#include "xml/path.h"

#include <ctype.h>
#include <stdlib.h>

struct parser {
    const char *at;
    struct path_maker *maker;
    struct arena *arena;
    xmlNs *const *spaces;
    int space_count;
    int depth;
    bool failed;
    bool asked_last; /* last() was met */
};

enum { DEEPEST = 40 };

static struct path *parse_or(struct parser *parser);

static void skip_blanks(struct parser *parser)
{
    while (*parser->at == ' ' || *parser->at == '\t' || *parser->at == '\r' || *parser->at == '\n')
        parser->at++;
}

static struct path *give_up(struct parser *parser)
{
    parser->failed = true;
    return NULL;
}

static struct path *new_path(struct parser *parser, enum path_kind kind)
{
    struct path *path = arena_alloc(parser->arena, sizeof *path);
    path->kind = kind;
    return path;
}

static struct path *new_pair(struct parser *parser, enum path_kind kind, struct path *left, struct path *right)
{
    struct path *path = new_path(parser, kind);
    path->left = left;
    path->right = right;
    return path;
}

static bool take(struct parser *parser, const char *sign)
{
    skip_blanks(parser);
    size_t size = strlen(sign);
    if (*parser->at != *sign || strncmp(parser->at, sign, size) != 0)
        return false;
    parser->at += size;
    return true;
}

static size_t name_size(const char *at)
{
    if (!isalpha((unsigned char)*at) && *at != '_')
        return 0;
    size_t size = 1;
    while (isalnum((unsigned char)at[size]) || strchr("-._", at[size] ? at[size] : ' '))
        size++;
    return size;
}

/* An operator that is a word: it stands behind an operand. */
static bool take_word(struct parser *parser, const char *word)
{
    skip_blanks(parser);
    size_t size = *parser->at == *word ? name_size(parser->at) : 0;
    if (size != strlen(word) || strncmp(parser->at, word, size) != 0)
        return false;
    parser->at += size;
    return true;
}

/* -- steps -- */

static const char *space_of(struct parser *parser, const char *prefix, size_t size)
{
    if (size == 3 && strncmp(prefix, "xml", size) == 0)
        return NS_XML;
    for (int i = 0; i < parser->space_count; i++) {
        const char *its = parser->spaces[i]->prefix ? door_c(parser->spaces[i]->prefix) : "";
        if (strlen(its) == size && strncmp(its, prefix, size) == 0)
            return door_c(parser->spaces[i]->href);
    }
    give_up(parser);
    return NULL;
}

static void set_space(struct parser *parser, struct path_step *step, const char *ns)
{
    const char **spaces = parser->maker->spaces;
    step->space = 0;
    while (step->space < PATH_SPACES && spaces[step->space] && strcmp(spaces[step->space], ns) != 0)
        step->space++;
    bool kept = step->space < PATH_SPACES;
    if (kept && !spaces[step->space])
        spaces[step->space] = arena_copy(parser->arena, ns);
    step->ns = kept ? spaces[step->space] : arena_copy(parser->arena, ns);
}

static const struct {
    const char *name;
    enum path_axis axis;
} axes[] = {
    {"child", AXIS_CHILD},
    {"attribute", AXIS_ATTRIBUTE},
    {"self", AXIS_SELF},
    {"parent", AXIS_PARENT},
    {"ancestor", AXIS_ANCESTOR},
    {"preceding-sibling", AXIS_BEFORE},
    {"following-sibling", AXIS_BEHIND},
};

static enum path_axis parse_axis(struct parser *parser)
{
    if (take(parser, "@"))
        return AXIS_ATTRIBUTE;
    size_t size = name_size(parser->at);
    if (!size || strncmp(parser->at + size, "::", 2) != 0)
        return AXIS_CHILD;
    for (size_t i = 0; i < sizeof axes / sizeof *axes; i++)
        if (strlen(axes[i].name) == size && strncmp(axes[i].name, parser->at, size) == 0) {
            parser->at += size + 2;
            return axes[i].axis;
        }
    give_up(parser);
    return AXIS_CHILD;
}

static void parse_test(struct parser *parser, struct path_step *step)
{
    skip_blanks(parser);
    step->test = TEST_ALL;
    if (take(parser, "*"))
        return;
    const char *name = parser->at;
    size_t size = name_size(name);
    parser->at += size;
    if (!size) {
        give_up(parser);
        return;
    }
    if (*parser->at == '(') {
        step->test = size == 4 && strncmp(name, "text", size) == 0 ? TEST_TEXT : TEST_ANY;
        if ((step->test == TEST_ANY && (size != 4 || strncmp(name, "node", size) != 0)) || strncmp(parser->at, "()", 2) != 0)
            give_up(parser);
        else
            parser->at += 2;
        return;
    }
    if (*parser->at == ':' && parser->at[1] != ':') {
        const char *ns = space_of(parser, name, size);
        if (ns)
            set_space(parser, step, ns);
        name = ++parser->at;
        size = name_size(name);
        parser->at += size;
    }
    step->test = size ? TEST_NAME : TEST_ALL_OF;
    step->name = arena_copy_n(parser->arena, name, size);
    step->words = parser->maker->words;
    step->word = xmlDictLookup(parser->maker->words, door_x(step->name), (int)size);
    if (!size && !take(parser, "*"))
        give_up(parser);
}

static bool is_truth(const struct path *path)
{
    switch (path->kind) {
    case PATH_ADD:
    case PATH_SUBTRACT:
    case PATH_TIMES:
    case PATH_NUMBER:
    case PATH_VARIABLE: return false;
    case PATH_CALL: return path->function == CALL_NOT || path->function == CALL_BOOLEAN;
    default: return true;
    }
}

static void parse_predicates(struct parser *parser, struct path_step *step)
{
    while (!parser->failed && take(parser, "[")) {
        bool outer = parser->asked_last;
        parser->asked_last = false;
        struct path *test = parse_or(parser);
        step->asks_last = step->asks_last || parser->asked_last;
        parser->asked_last = outer;
        if (!test || !take(parser, "]")) {
            give_up(parser);
            return;
        }
        test->is_truth = is_truth(test);
        struct path **tests = arena_alloc(parser->arena, (step->count + 1) * sizeof *tests);
        for (size_t i = 0; i < step->count; i++)
            tests[i] = step->tests[i];
        tests[step->count++] = test;
        step->tests = tests;
    }
}

static struct path_step *parse_step(struct parser *parser)
{
    struct path_step *step = arena_alloc(parser->arena, sizeof *step);
    step->test = TEST_ANY;
    if (take(parser, "..")) {
        step->axis = AXIS_PARENT;
    } else if (*parser->at == '.' && !isdigit((unsigned char)parser->at[1])) {
        parser->at++;
        step->axis = AXIS_SELF;
    } else {
        step->axis = parse_axis(parser);
        parse_test(parser, step);
        parse_predicates(parser, step);
    }
    return step;
}

static struct path_step *all_below(struct parser *parser)
{
    struct path_step *step = arena_alloc(parser->arena, sizeof *step);
    step->axis = AXIS_BELOW;
    step->test = TEST_ANY;
    return step;
}

static bool is_first(const struct path_step *step)
{
    return step->count && step->tests[0]->kind == PATH_NUMBER;
}

/* From one node, steps to one node, then down: such come in order, none twice. */
static bool are_ordered(const struct path_step *step)
{
    bool one = true;
    for (; step; step = step->next) {
        bool down = step->axis == AXIS_CHILD || step->axis == AXIS_ATTRIBUTE;
        if (step->axis == AXIS_SELF || (step->axis == AXIS_PARENT && one) || (down && !one))
            continue;
        if (!one || step->axis == AXIS_BELOW)
            return false;
        bool backward = step->axis == AXIS_ANCESTOR || step->axis == AXIS_BEFORE;
        one = is_first(step);
        if (backward && !one)
            return false;
        if (step->axis == AXIS_BEHIND && !one && step->next)
            return false;
    }
    return true;
}

/* The last step goes upwards or back from one node. */
static bool is_backward(const struct path_step *step)
{
    while (step->next && (step->axis == AXIS_SELF || step->axis == AXIS_PARENT))
        step = step->next;
    return !step->next && (step->axis == AXIS_ANCESTOR || step->axis == AXIS_BEFORE);
}

static void parse_steps(struct parser *parser, struct path *path, bool below)
{
    struct path_step **end = &path->steps;
    while (*end)
        end = &(*end)->next;
    do {
        if (below) {
            *end = all_below(parser);
            end = &(*end)->next;
        }
        *end = parse_step(parser);
        end = &(*end)->next;
        below = take(parser, "//");
    } while (!parser->failed && (below || take(parser, "/")));
    path->ordered = !parser->failed && are_ordered(path->steps);
    path->backward = !parser->failed && !path->ordered && is_backward(path->steps);
}

/* -- operands -- */

static const struct {
    const char *name;
    enum path_function function;
    size_t least, most;
} functions[] = {
    {"boolean", CALL_BOOLEAN, 1, 1},
    {"concat", CALL_CONCAT, 2, 20},
    {"contains", CALL_CONTAINS, 2, 2},
    {"count", CALL_COUNT, 1, 1},
    {"current", CALL_CURRENT, 0, 0},
    {"false", CALL_FALSE, 0, 0},
    {"last", CALL_LAST, 0, 0},
    {"local-name", CALL_LOCAL_NAME, 0, 0},
    {"normalize-space", CALL_NORMALIZE, 1, 1},
    {"not", CALL_NOT, 1, 1},
    {"number", CALL_NUMBER, 1, 1},
    {"position", CALL_POSITION, 0, 0},
    {"starts-with", CALL_STARTS, 2, 2},
    {"string", CALL_STRING, 1, 1},
    {"string-length", CALL_LENGTH, 1, 1},
    {"substring", CALL_SUBSTRING, 2, 3},
    {"substring-after", CALL_AFTER, 2, 2},
    {"substring-before", CALL_BEFORE, 2, 2},
    {"true", CALL_TRUE, 0, 0},
};

static struct path *parse_arguments(struct parser *parser, struct path *call, size_t most)
{
    call->args = arena_alloc(parser->arena, (most + 1) * sizeof *call->args);
    if (take(parser, ")"))
        return call;
    do {
        if (call->count == most)
            return give_up(parser);
        call->args[call->count++] = parse_or(parser);
    } while (!parser->failed && take(parser, ","));
    return take(parser, ")") ? call : give_up(parser);
}

static struct path *parse_call(struct parser *parser)
{
    size_t size = name_size(parser->at);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (strlen(functions[i].name) != size || strncmp(functions[i].name, parser->at, size) != 0)
            continue;
        parser->at += size + 1;
        struct path *call = new_path(parser, PATH_CALL);
        call->function = functions[i].function;
        parser->asked_last = parser->asked_last || call->function == CALL_LAST;
        call->ordered = true;
        parse_arguments(parser, call, functions[i].most);
        return call->count < functions[i].least ? give_up(parser) : call;
    }
    return give_up(parser);
}

static struct path *parse_text(struct parser *parser)
{
    const char *end = strchr(parser->at + 1, *parser->at);
    if (!end)
        return give_up(parser);
    struct path *path = new_path(parser, PATH_TEXT);
    path->text = arena_copy_n(parser->arena, parser->at + 1, (size_t)(end - parser->at - 1));
    parser->at = end + 1;
    return path;
}

static struct path *parse_number(struct parser *parser)
{
    struct path *path = new_path(parser, PATH_NUMBER);
    for (; isdigit((unsigned char)*parser->at); parser->at++)
        path->number = path->number * 10 + (*parser->at - '0');
    return *parser->at == '.' || path->number > 1e9 ? give_up(parser) : path;
}

static void set_variable(struct parser *parser, struct path *path, size_t size)
{
    struct path_maker *maker = parser->maker;
    path->text = door_c(xmlDictLookup(maker->names, door_x(parser->at), (int)size));
    while (path->variable < maker->variable_count && maker->variables[path->variable] != path->text)
        path->variable++;
    if (path->variable < maker->variable_count)
        return;
    MEM_GROW(maker->variables, maker->variable_count, maker->variable_room);
    maker->variables[maker->variable_count++] = path->text;
}

static struct path *parse_variable(struct parser *parser)
{
    parser->at++;
    size_t size = name_size(parser->at);
    struct path *path = new_path(parser, PATH_VARIABLE);
    set_variable(parser, path, size);
    path->ordered = true;
    parser->at += size;
    return size && *parser->at != ':' ? path : give_up(parser);
}

/* A predicate right behind an operand is one of a step to itself, where it does not count. */
static struct path *parse_rest(struct parser *parser, struct path *operand)
{
    skip_blanks(parser);
    bool filtered = *parser->at == '[', goes_on = *parser->at == '/';
    if (parser->failed || (!filtered && !goes_on))
        return operand;
    if (operand->kind != PATH_VARIABLE && (operand->kind != PATH_CALL || operand->function != CALL_CURRENT))
        return give_up(parser);
    struct path *path = new_path(parser, PATH_NODES);
    path->left = operand;
    if (filtered) {
        path->steps = arena_alloc(parser->arena, sizeof *path->steps);
        path->steps->axis = AXIS_SELF;
        path->steps->test = TEST_ANY;
        parse_predicates(parser, path->steps);
        for (size_t i = 0; i < path->steps->count && !parser->failed; i++)
            if (path->steps->asks_last || path->steps->tests[i]->kind == PATH_NUMBER)
                return give_up(parser);
    }
    path->ordered = true;
    if (take(parser, "//"))
        parse_steps(parser, path, true);
    else if (take(parser, "/"))
        parse_steps(parser, path, false);
    return path;
}

static bool is_call(const char *at)
{
    size_t size = name_size(at);
    bool test = (size == 4 && (strncmp(at, "text", size) == 0 || strncmp(at, "node", size) == 0)) ||
                (size == 7 && strncmp(at, "comment", size) == 0);
    return size && at[size] == '(' && !test;
}

static struct path *parse_path(struct parser *parser)
{
    skip_blanks(parser);
    char next = *parser->at;
    if (next == '\'' || next == '"')
        return parse_text(parser);
    if (isdigit((unsigned char)next))
        return parse_number(parser);
    if (next == '$')
        return parse_rest(parser, parse_variable(parser));
    if (is_call(parser->at))
        return parse_rest(parser, parse_call(parser));
    if (take(parser, "(")) {
        struct path *inner = parse_or(parser);
        return take(parser, ")") ? parse_rest(parser, inner) : give_up(parser);
    }
    struct path *path = new_path(parser, PATH_NODES);
    bool below = take(parser, "//");
    path->from_root = below || take(parser, "/");
    parse_steps(parser, path, below);
    const struct path_step *step = path->steps;
    if (!path->from_root && !step->count && !step->next)
        path->only = step;
    if (path->only && step->axis == AXIS_ATTRIBUTE && step->test == TEST_NAME)
        path->attribute = step;
    return path;
}

/* -- operators -- */

static struct path *parse_union(struct parser *parser)
{
    struct path *left = parse_path(parser);
    while (!parser->failed && take(parser, "|"))
        left = new_pair(parser, PATH_UNION, left, parse_path(parser));
    return left;
}

static struct path *parse_product(struct parser *parser)
{
    struct path *left = parse_union(parser);
    while (!parser->failed && take(parser, "*"))
        left = new_pair(parser, PATH_TIMES, left, parse_union(parser));
    return left;
}

static struct path *parse_sum(struct parser *parser)
{
    struct path *left = parse_product(parser);
    while (!parser->failed) {
        if (take(parser, "+"))
            left = new_pair(parser, PATH_ADD, left, parse_product(parser));
        else if (take(parser, "-"))
            left = new_pair(parser, PATH_SUBTRACT, left, parse_product(parser));
        else
            break;
    }
    return left;
}

static struct path *parse_compared(struct parser *parser)
{
    static const struct {
        const char *sign;
        enum path_kind kind;
    } signs[] = {{"<=", PATH_AT_MOST}, {"<", PATH_LESS},     {">=", PATH_AT_LEAST},
                 {">", PATH_MORE},     {"!=", PATH_UNEQUAL}, {"=", PATH_EQUAL}};
    struct path *left = parse_sum(parser);
    for (size_t i = 0; i < sizeof signs / sizeof *signs && !parser->failed; i++)
        if (take(parser, signs[i].sign))
            return new_pair(parser, signs[i].kind, left,
                            parse_sum(parser)); /* a second one is beyond us: what is left is not read */
    return left;
}

static struct path *parse_and(struct parser *parser)
{
    struct path *left = parse_compared(parser);
    while (!parser->failed && take_word(parser, "and"))
        left = new_pair(parser, PATH_AND, left, parse_compared(parser));
    return left;
}

static struct path *parse_or(struct parser *parser)
{
    if (parser->failed || ++parser->depth > DEEPEST)
        return give_up(parser);
    struct path *left = parse_and(parser);
    while (!parser->failed && take_word(parser, "or"))
        left = new_pair(parser, PATH_OR, left, parse_and(parser));
    parser->depth--;
    return left;
}

struct path *path_compile(struct path_maker *maker, const char *text, xmlNs *const *spaces, int count)
{
    struct parser parser = {.at = text, .maker = maker, .arena = maker->arena, .spaces = spaces, .space_count = count};
    struct path *path = parse_or(&parser);
    skip_blanks(&parser);
    return parser.failed || *parser.at ? NULL : path;
}
