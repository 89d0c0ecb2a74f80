/* The script for fish. */
#include "cli/complete.h"

static const char head[] =
    "# What completes command lines of minutec in fish: made by 'minutec completion fish'.\n"
    "\n"
    "# Whether the command is one of these; without any, whether it is still to be typed.\n"
    "function __minutec_is\n"
    "    set -l words (commandline -opc)\n"
    "    if not set -q words[2]\n"
    "        test (count $argv) -eq 0\n"
    "    else\n"
    "        contains -- $words[2] $argv\n"
    "    end\n"
    "end\n"
    "\n"
    "# What was typed of an option's value.\n"
    "function __minutec_typed\n"
    "    string replace -r -- '^(--[a-z-]+=|-[a-zA-Z])' '' (commandline -ct)\n"
    "end\n"
    "\n"
    "function __minutec_list\n"
    "    set -l before (string replace -r -- '[^,]*$' '' (__minutec_typed))\n"
    "    for word in $argv\n"
    "        echo \"$before$word\"\n"
    "    end\n"
    "end\n"
    "\n"
    "function __minutec_levels\n"
    "    set -l code (string match -r -- '^[^=]*=' (__minutec_typed))\n"
    "    if set -q code[1]\n"
    "        printf '%s\\n' $code$argv\n"
    "    else\n"
    "        echo error\n"
    "        printf '%s=\\n' (__minutec_codes)\n"
    "    end\n"
    "end\n"
    "\n"
    "# One of the words, or that with a colon and a file behind it.\n"
    "function __minutec_forms\n"
    "    set -l form (string match -r -- '^[^:]*:' (__minutec_typed))\n"
    "    if set -q form[1]\n"
    "        set -l typed (string replace -- $form '' (__minutec_typed))\n"
    "        printf '%s\\n' $form(complete -C \"__minutec_any_file $typed\" | string replace -r -- '\\t.*' '')\n"
    "    else\n"
    "        printf '%s\\n' $argv\n"
    "    end\n"
    "end\n"
    "\n"
    "# Folders, and files with these endings; without any, all files.\n"
    "function __minutec_files\n"
    "    set -l ending '.*'\n"
    "    set -q argv[1]; and set ending '.*/|.*\\.(?:'(string join '|' $argv)')'\n"
    "    complete -C \"__minutec_any_file \"(__minutec_typed) | string replace -r -- '\\t.*' '' | string match -r --entire -- \"^(?:$ending)\\$\"\n"
    "end\n"
    "\n";

static void put_line(struct buf *out, const char *is)
{
    buf_printf(out, "complete -c minutec -n '__minutec_is%s%s'", *is ? " " : "", is);
}

static void put_purpose(struct buf *out, const char *purpose)
{
    buf_str(out, " -d '");
    put_escaped(out, purpose, "'\\");
    buf_str(out, "'\n");
}

static void put_call(struct buf *out, const char *function, const struct value *value)
{
    buf_printf(out, " -a '(%s ", function);
    value_words(out, value);
    buf_str(out, ")'");
}

/* What may be chosen. */
static void put_value(struct buf *out, const struct value *value)
{
    static const char *const functions[VALUES] = {
        [VALUE_LIST] = "__minutec_list", [VALUE_FORM] = "__minutec_forms", [VALUE_LEVEL] = "__minutec_levels", [VALUE_FILE] = "__minutec_files"};
    if (value->kind == VALUE_FOLDER) {
        buf_str(out, " -a '(__fish_complete_directories (__minutec_typed) \"\")'");
    } else if (value->kind == VALUE_CODE) {
        buf_str(out, " -a '(__minutec_codes)'");
    } else if (functions[value->kind]) {
        put_call(out, functions[value->kind], value);
    } else if (value->kind != VALUE_FREE) {
        buf_str(out, " -a '");
        value_words(out, value);
        buf_str(out, "'");
    }
}

static void put_option(struct buf *out, const struct command *command, const struct option *option)
{
    put_line(out, command->name);
    if (option->letter)
        buf_printf(out, " -s %c", option->letter);
    buf_printf(out, " -l %s", option->word);
    if (option->value) {
        buf_str(out, " -x");
        put_value(out, value_of_option(command, option));
    }
    put_purpose(out, option->purpose);
}

static void put_argument(struct buf *out, const struct command *command)
{
    const struct value *value = value_of_argument(command);
    if (value->kind == VALUE_FREE)
        return;
    put_line(out, command->name);
    put_value(out, value);
    buf_char(out, '\n');
}

static void put_command(struct buf *out, const struct command *command)
{
    put_line(out, "");
    buf_printf(out, " -a %s", command->name);
    put_purpose(out, command->purpose);
    put_line(out, "help");
    buf_printf(out, " -a %s", command->name);
    put_purpose(out, command->purpose);
    put_argument(out, command);
    for (const struct option *option = NULL; (option = next_option(command, option));)
        put_option(out, command, option);
}

void complete_fish(struct buf *out)
{
    buf_str(out, head);
    buf_str(out, "function __minutec_codes\n    string split ' ' '");
    codes_and_groups(out);
    buf_str(out, "'\nend\n\ncomplete -c minutec -e\ncomplete -c minutec -f\n");
    put_line(out, "");
    buf_str(out, " -a help -d 'tell of a command'\n");
    put_line(out, "");
    buf_str(out, " -l help -d 'list the commands'\n");
    put_line(out, "");
    buf_str(out, " -l version -d 'print the version'\n");
    for (const struct command *command = NULL; (command = next_command(command));)
        put_command(out, command);
}
