/* The tables of commands and options as JSON: for the manuals and for completion elsewhere. */
#include "cli/complete.h"

static const char *const kind_names[VALUES] = {"free", "word", "list", "form", "level", "file", "folder", "word", "word"};

static void put_string(struct buf *out, const char *text)
{
    buf_char(out, '"');
    for (; *text; text++) {
        if (*text == '\n')
            buf_str(out, "\\n");
        else if (*text == '"' || *text == '\\')
            buf_printf(out, "\\%c", *text);
        else
            buf_char(out, *text);
    }
    buf_char(out, '"');
}

static void put_member(struct buf *out, const char *name, const char *text)
{
    buf_printf(out, "\"%s\": ", name);
    if (text)
        put_string(out, text);
    else
        buf_str(out, "null");
    buf_str(out, ", ");
}

static void put_word(void *with, const char *word, size_t size)
{
    struct buf *out = with;
    buf_printf(out, "%s\"%.*s\"", out->data[out->size - 1] == '[' ? "" : ", ", (int)size, word);
}

static void put_value(struct buf *out, const struct value *value)
{
    struct buf words = BUF_INIT;
    value_words(&words, value);
    put_member(out, "kind", kind_names[value->kind]);
    buf_str(out, "\"words\": [");
    each_word(buf_text(&words), put_word, out);
    buf_char(out, ']');
    buf_free(&words);
}

static void put_option(struct buf *out, const struct command *command, const struct option *option)
{
    char letter[2] = {option->letter, '\0'};
    buf_str(out, "      {");
    put_member(out, "letter", option->letter ? letter : NULL);
    put_member(out, "word", option->word);
    put_member(out, "value", option->value);
    put_member(out, "purpose", option->purpose);
    if (option->value)
        put_value(out, value_of_option(command, option));
    else
        buf_str(out, "\"kind\": null, \"words\": []");
    buf_char(out, '}');
}

static void put_command(struct buf *out, const struct command *command)
{
    buf_str(out, "    {");
    put_member(out, "name", command->name);
    put_member(out, "synopsis", command->synopsis);
    put_member(out, "purpose", command->purpose);
    put_member(out, "more", command->more);
    size_t size;
    argument_word(command, &size);
    buf_str(out, "\n     \"argument\": ");
    if (size) {
        buf_char(out, '{');
        put_value(out, value_of_argument(command));
        buf_str(out, "}, ");
    } else {
        buf_str(out, "null, ");
    }
    buf_str(out, "\"options\": [\n");
    for (const struct option *option = NULL, *next; (next = next_option(command, option)); option = next) {
        buf_str(out, option ? ",\n" : "");
        put_option(out, command, next);
    }
    buf_str(out, "]}");
}

void complete_json(struct buf *out)
{
    buf_str(out, "{");
    put_member(out, "version", minutec_version());
    buf_str(out, "\"codes\": [");
    struct buf codes = BUF_INIT;
    all_codes(&codes);
    each_word(buf_text(&codes), put_word, out);
    buf_free(&codes);
    buf_str(out, "],\n  \"commands\": [\n");
    for (const struct command *command = NULL, *next; (next = next_command(command)); command = next) {
        buf_str(out, command ? ",\n" : "");
        put_command(out, next);
    }
    buf_str(out, "]}\n");
}
