/* The script for bash. */
#include "cli/complete.h"

static const char head[] =
    "# What completes command lines of minutec in bash: made by 'minutec completion bash'.\n"
    "\n"
    "# PREFIX TYPED WORD…: offers the words that go on from what was typed.\n"
    "_minutec_words() {\n"
    "    local prefix=$1 typed=$2 one\n"
    "    shift 2\n"
    "    for one; do\n"
    "        [[ $one == \"$typed\"* ]] && COMPREPLY+=(\"$prefix$one\")\n"
    "    done\n"
    "}\n"
    "\n"
    "# The same with commas between words.\n"
    "_minutec_list() {\n"
    "    local prefix=$1 typed=$2\n"
    "    shift 2\n"
    "    _minutec_words \"$prefix${typed%\"${typed##*,}\"}\" \"${typed##*,}\" \"$@\"\n"
    "}\n"
    "\n"
    "# PREFIX TYPED LEVEL…: error, CODE= or CODE=LEVEL.\n"
    "_minutec_levels() {\n"
    "    local prefix=$1 typed=$2\n"
    "    shift 2\n"
    "    if [[ $typed == *=* ]]; then\n"
    "        _minutec_words \"$prefix${typed%%=*}=\" \"${typed#*=}\" \"$@\"\n"
    "    else\n"
    "        _minutec_words \"$prefix\" \"$typed\" error ${_minutec_codes//\" \"/= }=\n"
    "        compopt -o nospace 2>/dev/null\n"
    "    fi\n"
    "}\n"
    "\n"
    "# PREFIX TYPED: folders.\n"
    "_minutec_folders() {\n"
    "    local one\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    while IFS= read -r one; do\n"
    "        COMPREPLY+=(\"$1$one\")\n"
    "    done < <(compgen -d -- \"$2\")\n"
    "}\n"
    "\n"
    "# PREFIX TYPED ENDING…: folders, and files with these endings; without any, all files.\n"
    "_minutec_files() {\n"
    "    local prefix=$1 typed=$2 one ending\n"
    "    shift 2\n"
    "    _minutec_folders \"$prefix\" \"$typed\"\n"
    "    while IFS= read -r one; do\n"
    "        (($# == 0)) && COMPREPLY+=(\"$prefix$one\")\n"
    "        for ending; do\n"
    "            [[ $one == *.\"$ending\" ]] && COMPREPLY+=(\"$prefix$one\")\n"
    "        done\n"
    "    done < <(compgen -f -- \"$typed\")\n"
    "}\n"
    "\n"
    "# PREFIX TYPED WORD…: one of the words, or that with a colon and a file behind it.\n"
    "_minutec_forms() {\n"
    "    local prefix=$1 typed=$2\n"
    "    if [[ $typed == *:* ]]; then\n"
    "        _minutec_files \"$prefix${typed%%:*}:\" \"${typed#*:}\"\n"
    "    else\n"
    "        _minutec_words \"$@\"\n"
    "        compopt -o nospace 2>/dev/null\n"
    "    fi\n"
    "}\n"
    "\n";

/* Where = and : break words for readline, it hands them over in pieces, and takes back only what stands behind the last. */
static const char tail[] =
    "_minutec() {\n"
    "    local IFS=$' \\t\\n' words=() word before= command cut i n only= breaks=\n"
    "    COMPREPLY=()\n"
    "    for ((i = 1; i <= COMP_CWORD; i++)); do\n"
    "        n=${#words[@]}\n"
    "        if ((n > 0)) && [[ ${COMP_WORDS[i]} == [=:]* || ${COMP_WORDS[i - 1]} == [=:] ]]; then\n"
    "            words[n - 1]+=${COMP_WORDS[i]}\n"
    "        else\n"
    "            words[n]=${COMP_WORDS[i]}\n"
    "            [[ -n $before && $before == -- ]] && only=yes\n"
    "            before=${COMP_WORDS[i]}\n"
    "        fi\n"
    "    done\n"
    "    n=${#words[@]}\n"
    "    word=${words[n - 1]} command=${words[0]}\n"
    "    before=\n"
    "    ((n > 2)) && before=${words[n - 2]}\n"
    "    if ((n == 1)); then\n"
    "        _minutec_words '' \"$word\" $_minutec_commands help\n"
    "        [[ $word == -* ]] && _minutec_words '' \"$word\" --help --version\n"
    "    elif [[ $command == help ]]; then\n"
    "        ((n == 2)) && _minutec_words '' \"$word\" $_minutec_commands\n"
    "    elif [[ -n $only ]]; then\n"
    "        _minutec_argument \"$command\" \"$word\"\n"
    "    elif [[ $before == -* ]] && _minutec_value \"$command\" \"$before\" '' \"$word\"; then\n"
    "        :\n"
    "    elif [[ $word == --*=* ]]; then\n"
    "        _minutec_value \"$command\" \"${word%%=*}\" \"${word%%=*}=\" \"${word#*=}\"\n"
    "    elif [[ $word == -[!-]?* ]] && _minutec_value \"$command\" \"${word:0:2}\" \"${word:0:2}\" \"${word:2}\"; then\n"
    "        :\n"
    "    elif [[ $word == -* ]]; then\n"
    "        _minutec_words '' \"$word\" $(_minutec_options \"$command\")\n"
    "    else\n"
    "        _minutec_argument \"$command\" \"$word\"\n"
    "    fi\n"
    "    [[ $COMP_WORDBREAKS == *=* ]] && breaks+==\n"
    "    [[ $COMP_WORDBREAKS == *:* ]] && breaks+=:\n"
    "    if [[ -n $breaks && $word == *[$breaks]* ]]; then\n"
    "        cut=${word%\"${word##*[$breaks]}\"}\n"
    "        for i in \"${!COMPREPLY[@]}\"; do\n"
    "            COMPREPLY[i]=${COMPREPLY[i]#\"$cut\"}\n"
    "        done\n"
    "    fi\n"
    "    return 0\n"
    "}\n"
    "\n"
    "complete -F _minutec minutec\n";

static const char *const functions[VALUES] = {
    [VALUE_WORD] = "words",    [VALUE_LIST] = "list",  [VALUE_FORM] = "forms",   [VALUE_LEVEL] = "levels", [VALUE_FILE] = "files",
    [VALUE_FOLDER] = "folders", [VALUE_CODE] = "words", [VALUE_BUILTIN] = "words",
};

static void put_value(struct buf *out, const struct value *value, const char *prefix, const char *typed)
{
    if (!functions[value->kind]) {
        buf_str(out, ":");
        return;
    }
    buf_printf(out, "_minutec_%s %s %s ", functions[value->kind], prefix, typed);
    if (value->kind == VALUE_CODE)
        buf_str(out, "$_minutec_codes");
    else
        value_words(out, value);
}

static void put_commands(struct buf *out)
{
    buf_str(out, "_minutec_commands='");
    for (const struct command *command = NULL, *next; (next = next_command(command)); command = next)
        buf_printf(out, "%s%s", command ? " " : "", next->name);
    buf_str(out, "'\n_minutec_codes='");
    codes_and_groups(out);
    buf_str(out, "'\n\n");
}

static void put_options(struct buf *out)
{
    buf_str(out, "# COMMAND: its options.\n_minutec_options() {\n    case $1 in\n");
    for (const struct command *command = NULL; (command = next_command(command));) {
        buf_printf(out, "    %s) echo", command->name);
        for (const struct option *option = NULL; (option = next_option(command, option));)
            buf_printf(out, " --%s", option->word);
        buf_str(out, " ;;\n");
    }
    buf_str(out, "    esac\n}\n\n");
}

static void put_values(struct buf *out)
{
    buf_str(out, "# COMMAND OPTION PREFIX TYPED: offers what the option takes; status 1 where it takes nothing.\n"
                 "_minutec_value() {\n    case $1:$2 in\n");
    for (const struct command *command = NULL; (command = next_command(command));)
        for (const struct option *option = NULL; (option = next_option(command, option));) {
            if (!option->value)
                continue;
            buf_str(out, "    ");
            if (option->letter)
                buf_printf(out, "%s:-%c | ", command->name, option->letter);
            buf_printf(out, "%s:--%s) ", command->name, option->word);
            put_value(out, value_of_option(command, option), "\"$3\"", "\"$4\"");
            buf_str(out, " ;;\n");
        }
    buf_str(out, "    *) return 1 ;;\n    esac\n    return 0\n}\n\n");
}

static void put_arguments(struct buf *out)
{
    buf_str(out, "# COMMAND TYPED: offers what the command takes.\n_minutec_argument() {\n    case $1 in\n");
    for (const struct command *command = NULL; (command = next_command(command));) {
        buf_printf(out, "    %s) ", command->name);
        put_value(out, value_of_argument(command), "''", "\"$2\"");
        buf_str(out, " ;;\n");
    }
    buf_str(out, "    esac\n}\n\n");
}

void complete_bash(struct buf *out)
{
    buf_str(out, head);
    put_commands(out);
    put_options(out);
    put_values(out);
    put_arguments(out);
    buf_str(out, tail);
}
