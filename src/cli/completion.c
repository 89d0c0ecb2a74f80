/* The values that options and commands take, and the command that prints scripts made of them. */
#include "cli/complete.h"

#include "base/text.h"

#include <string.h>

#define MINUTES "xml docx odt md"

/* The first row that fits counts. An option goes by its own name, or by what stands for its value, if that means the same everywhere. */
static const struct value values[] = {
    {NULL, "warning", VALUE_LEVEL, "error warning note off"},
    {NULL, "audience", VALUE_WORD, "public full"},
    {"build", "format", VALUE_LIST, "html txt docx json odt pdf"},
    {"render", "format", VALUE_WORD, "html txt docx odt pdf json resolved"},
    {"actions", "format", VALUE_WORD, "text csv json ics html"},
    {"attendance", "format", VALUE_WORD, "text csv json ics html"},
    {"next", "format", VALUE_WORD, "xml docx odt md"},
    {"template", "format", VALUE_WORD, "docx odt md"},
    {NULL, "sort", VALUE_WORD, "body owner due status raised none"},
    {NULL, "group", VALUE_WORD, "body owner due status raised none"},
    {NULL, "tracked", VALUE_WORD, "accept reject"},
    {NULL, "emit", VALUE_WORD, "ninja"},
    {NULL, "update", VALUE_FILE, "xml"},
    {NULL, "linked", VALUE_FILE, NULL},
    {NULL, "diagnostics", VALUE_FORM, "text json sarif junit github gnu"},
    {NULL, "color", VALUE_WORD, "auto always never"},
    {NULL, "comments", VALUE_FILE, "docx odt"},
    {"build", "output", VALUE_FOLDER, NULL},
    {"import", "output", VALUE_FOLDER, NULL},
    {"schema", "output", VALUE_FOLDER, NULL},
    {"stylesheet", "output", VALUE_FOLDER, NULL},
    {NULL, "output", VALUE_FILE, NULL},
    {"import", "FILE", VALUE_FILE, "docx odt fodt html htm md txt doc rtf pdf"},
    {"render", "FILE", VALUE_FILE, MINUTES},
    {"interface", "FILE", VALUE_FILE, MINUTES},
    {"fmt", "FILE", VALUE_FILE, "xml"},
    {"schema", "NAME", VALUE_BUILTIN, "schemas/"},
    {"stylesheet", "NAME", VALUE_BUILTIN, "stylesheets/"},
    {NULL, "SHELL", VALUE_WORD, "bash zsh fish json"},
    {NULL, "CODE", VALUE_CODE, NULL},
    {NULL, "F.mi", VALUE_FILE, "mi"},
    {NULL, "PATH", VALUE_FILE, MINUTES},
    {NULL, "FILE", VALUE_FILE, NULL},
    {NULL, "DIR", VALUE_FOLDER, NULL},
};

static const struct value anything = {NULL, NULL, VALUE_FREE, NULL};

static const struct value *find(const char *command, const char *what, size_t size)
{
    for (const struct value *value = values; value < values + sizeof values / sizeof *values; value++)
        if (strlen(value->what) == size && strncmp(value->what, what, size) == 0 &&
            (!value->command || (command && strcmp(value->command, command) == 0)))
            return value;
    return NULL;
}

const struct value *value_of_option(const struct command *command, const struct option *option)
{
    const struct value *found = find(command->name, option->word, strlen(option->word));
    found = found ? found : find(NULL, option->value, strlen(option->value));
    return found ? found : &anything;
}

const char *argument_word(const struct command *command, size_t *size)
{
    const char *word = command->synopsis + strlen(command->name);
    word += strspn(word, " [");
    *size = word[0] == '-' ? 0 : strcspn(word, " ]\xE2"); /* up to "…" */
    return word;
}

const struct value *value_of_argument(const struct command *command)
{
    size_t size;
    const char *word = argument_word(command, &size);
    const struct value *found = find(command->name, word, size);
    return found ? found : &anything;
}

void each_word(const char *words, void (*visit)(void *with, const char *word, size_t size), void *with)
{
    for (const char *word = words ? words : ""; *word; word += strspn(word, " ")) {
        size_t size = strcspn(word, " ");
        visit(with, word, size);
        word += size;
    }
}

void all_codes(struct buf *out)
{
    const char *code;
    for (size_t i = 0; (code = minutec_code(i)); i++)
        buf_printf(out, "%s%s", i ? " " : "", code);
}

void codes_and_groups(struct buf *out)
{
    const char *group;
    all_codes(out);
    for (size_t i = 0; (group = minutec_group(i)); i++)
        buf_printf(out, " %s", group);
}

void value_words(struct buf *out, const struct value *value)
{
    if (value->kind == VALUE_CODE)
        codes_and_groups(out);
    else if (value->kind != VALUE_BUILTIN)
        buf_str(out, value->words ? value->words : "");
    else
        for (size_t i = 0, said = 0; minutec_file_path(i); i++) {
            const char *path = minutec_file_path(i);
            if (strncmp(path, value->words, strlen(value->words)) == 0)
                buf_printf(out, "%s%s", said++ ? " " : "", path + strlen(value->words));
        }
}

void put_escaped(struct buf *out, const char *text, const char *these)
{
    for (; *text; text++) {
        if (strchr(these, *text))
            buf_char(out, '\\');
        buf_char(out, *text);
    }
}

static const struct {
    const char *name;
    void (*write)(struct buf *out);
} shells[] = {{"bash", complete_bash}, {"zsh", complete_zsh}, {"fish", complete_fish}, {"json", complete_json}};

enum { SHELLS = sizeof shells / sizeof *shells };

static int unknown_shell(const struct invocation *invocation)
{
    const char *names[SHELLS];
    for (size_t i = 0; i < SHELLS; i++)
        names[i] = shells[i].name;
    const char *near = text_nearest(invocation->arguments[0], names, SHELLS);
    return wrong_usage(invocation->command, "no completion is known for '%s'%s%s%s", invocation->arguments[0],
                       near ? "; did you mean '" : ": it may be bash, zsh, fish or json", near ? near : "", near ? "'?" : "");
}

int command_completion(struct invocation *invocation)
{
    if (invocation->count != 1)
        return wrong_usage(invocation->command, "completion takes the name of one shell");
    for (size_t i = 0; i < SHELLS; i++) {
        if (strcmp(invocation->arguments[0], shells[i].name) != 0)
            continue;
        struct buf out = BUF_INIT;
        shells[i].write(&out);
        int status = print_bytes(buf_text(&out), out.size);
        buf_free(&out);
        return status;
    }
    return unknown_shell(invocation);
}
