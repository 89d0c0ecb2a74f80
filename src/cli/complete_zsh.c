/* The script for zsh. */
#include "cli/complete.h"

static const char head[] =
    "#compdef minutec\n"
    "# What completes command lines of minutec in zsh: made by 'minutec completion zsh'.\n"
    "\n";

/* Sourced, it says whom it is for; as a file of $fpath, it is the function itself. */
static const char tail[] =
    "if [[ $funcstack[1] == _minutec ]]; then\n"
    "    _minutec \"$@\"\n"
    "else\n"
    "    compdef _minutec minutec\n"
    "fi\n";

static void put_codes(struct buf *out)
{
    buf_str(out, "(( $+functions[_minutec_codes] )) || _minutec_codes() {\n    compadd \"$@\" - ");
    codes_and_groups(out);
    buf_str(out, "\n}\n\n"
                 "(( $+functions[_minutec_levels] )) || _minutec_levels() {\n"
                 "    if compset -P 1 '*='; then\n"
                 "        compadd - \"$@\"\n"
                 "    else\n"
                 "        compadd - error\n"
                 "        _minutec_codes -S = -q\n"
                 "    fi\n"
                 "}\n\n"
                 "(( $+functions[_minutec_forms] )) || _minutec_forms() {\n"
                 "    if compset -P 1 '*:'; then\n"
                 "        _files\n"
                 "    else\n"
                 "        compadd -q -S : - \"$@\"\n"
                 "    fi\n"
                 "}\n\n");
}

static void put_commands(struct buf *out)
{
    buf_str(out, "(( $+functions[_minutec_commands] )) || _minutec_commands() {\n    local -a commands=(\n");
    for (const struct command *command = NULL; (command = next_command(command));) {
        buf_printf(out, "        $'%s:", command->name);
        put_escaped(out, command->purpose, "'\\");
        buf_str(out, "'\n");
    }
    buf_str(out, "        \"$@\"\n    )\n    _describe command commands\n}\n\n");
}

static void put_suffix(void *with, const char *word, size_t size)
{
    struct buf *out = with;
    buf_printf(out, "%s%.*s", out->data[out->size - 1] == '(' ? "" : "|", (int)size, word);
}

static void put_files(struct buf *out, const struct value *value)
{
    buf_str(out, "_files");
    if (!value->words)
        return;
    buf_str(out, " -g \"*.(");
    each_word(value->words, put_suffix, out);
    buf_str(out, ")(-.)\"");
}

/* The action of a specification for _arguments. */
static void put_value(struct buf *out, const struct value *value)
{
    static const struct {
        const char *before, *behind;
    } around[VALUES] = {[VALUE_WORD] = {"(", ")"}, [VALUE_BUILTIN] = {"(", ")"}, [VALUE_LIST] = {"_values -s , word ", ""},
                        [VALUE_FORM] = {"{_minutec_forms ", "}"}, [VALUE_LEVEL] = {"{_minutec_levels ", "}"}};
    if (value->kind == VALUE_FILE)
        put_files(out, value);
    else if (value->kind == VALUE_FOLDER)
        buf_str(out, "_files -/");
    else if (value->kind == VALUE_CODE)
        buf_str(out, "_minutec_codes");
    else if (!around[value->kind].before)
        buf_char(out, ' ');
    else {
        buf_str(out, around[value->kind].before);
        value_words(out, value);
        buf_str(out, around[value->kind].behind);
    }
}

/* A part of a specification, within quotes of the shell: special ends it, unless a backslash goes before. */
static void put_part(struct buf *out, const char *text, char special)
{
    for (; *text; text++) {
        const char *escape = *text == '\'' ? "\\" : *text == special ? "\\\\" : *text == '\\' ? "\\\\\\" : "";
        buf_printf(out, "%s%c", escape, *text);
    }
}

static void put_option(struct buf *out, const struct command *command, const struct option *option)
{
    buf_str(out, " \\\n            ");
    if (option->letter)
        buf_printf(out, "'*'{-%c%s,--%s%s}$'[", option->letter, option->value ? "+" : "", option->word, option->value ? "=" : "");
    else
        buf_printf(out, "$'*--%s%s[", option->word, option->value ? "=" : "");
    put_part(out, option->purpose, ']');
    buf_char(out, ']');
    if (option->value) {
        buf_char(out, ':');
        put_part(out, option->value, ':');
        buf_char(out, ':');
        put_value(out, value_of_option(command, option));
    }
    buf_char(out, '\'');
}

static void put_command(struct buf *out, const struct command *command)
{
    buf_printf(out, "    %s)\n        _arguments -s -S", command->name);
    for (const struct option *option = NULL; (option = next_option(command, option));)
        put_option(out, command, option);
    size_t size;
    const char *word = argument_word(command, &size);
    if (size) {
        buf_printf(out, " \\\n            '*:%.*s:", (int)size, word);
        put_value(out, value_of_argument(command));
        buf_char(out, '\'');
    }
    buf_str(out, " ;;\n");
}

void complete_zsh(struct buf *out)
{
    buf_str(out, head);
    put_codes(out);
    put_commands(out);
    buf_str(out, "_minutec() {\n"
                 "    if (( CURRENT == 2 )); then\n"
                 "        if [[ $words[2] == -* ]]; then\n"
                 "            compadd - --help --version\n"
                 "        else\n"
                 "            _minutec_commands $'help:tell of a command'\n"
                 "        fi\n"
                 "        return\n"
                 "    fi\n"
                 "    local command=$words[2]\n"
                 "    shift words\n"
                 "    (( CURRENT-- ))\n"
                 "    case $command in\n"
                 "    help) (( CURRENT == 2 )) && _minutec_commands ;;\n");
    for (const struct command *command = NULL; (command = next_command(command));)
        put_command(out, command);
    buf_str(out, "    esac\n}\n\n");
    buf_str(out, tail);
}
