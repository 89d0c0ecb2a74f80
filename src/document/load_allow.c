/* Instructions that silence a finding: <?minutec allow CODE why?> stands before an element and holds for all of it; before the root, for the
 * whole file. */
#include "document/load.h"

#include "base/text.h"

enum { ALLOWS_MOST = 1000, WORD_SHOWN = 60 };

struct allowing {
    struct document *document;
    struct diag_log *log;
    const struct load_instruction *instruction;
};

static struct place place_of(const struct allowing *allowing, struct span span)
{
    size_t around = allowing->instruction->around;
    const struct document *document = allowing->document;
    const struct node *node = around < document->tag_count ? document->tags[around].node : xml_root(document->tree);
    return load_place_within(allowing->document, node, span);
}

static struct span trimmed(const char *bytes, struct span span)
{
    while (span.size && load_is_blank(bytes[span.at])) {
        span.at++;
        span.size--;
    }
    while (span.size && load_is_blank(bytes[span.at + span.size - 1]))
        span.size--;
    return span;
}

/* Takes the next word off. */
static struct span take_word(const char *bytes, struct span *rest)
{
    struct span word = {rest->at, 0};
    while (word.size < rest->size && !load_is_blank(bytes[word.at + word.size]))
        word.size++;
    *rest = trimmed(bytes, (struct span){word.at + word.size, rest->size - word.size});
    return word;
}

static const char *words_of(const struct allowing *allowing, struct span span)
{
    const struct document *document = allowing->document;
    size_t size = span.size > WORD_SHOWN ? WORD_SHOWN : span.size;
    while (size < span.size && size && ((unsigned char)document->source.bytes[span.at + size] & 0xC0) == 0x80)
        size--;
    return arena_copy_n(document->arena, document->source.bytes + span.at, size);
}

static struct finding *refuse(const struct allowing *allowing, struct span where, const char *why, const char *expected)
{
    struct finding *finding = diag_add(allowing->log, D_BAD_ALLOW, place_of(allowing, where), why);
    if (expected)
        diag_expected(finding, expected);
    return finding;
}

static void unknown_code(const struct allowing *allowing, struct span word)
{
    const char *name = words_of(allowing, word), *nearest = diag_code_nearest(name);
    struct finding *finding = diag_add(allowing->log, D_UNKNOWN_CODE, place_of(allowing, word), name);
    if (nearest)
        diag_suggest(finding, nearest);
    diag_done(finding, "passed over");
}

/* The code that the words name, if they are as they must be. */
static bool read_words(const struct allowing *allowing, enum diag_code *code, struct span *reason)
{
    const char *bytes = allowing->document->source.bytes, *form = "<?minutec allow CODE why this is so?>";
    struct span rest = trimmed(bytes, allowing->instruction->words);
    struct span verb = take_word(bytes, &rest), name = take_word(bytes, &rest);
    *reason = rest;
    if (!load_span_is(bytes, verb, "allow"))
        refuse(allowing, verb.size ? verb : allowing->instruction->whole, "it does not say 'allow'", form);
    else if (!name.size)
        refuse(allowing, allowing->instruction->whole, "it names no finding", form);
    else if (!diag_code_find(words_of(allowing, name), code))
        unknown_code(allowing, name);
    else if (diag_is_fixed(*code))
        refuse(allowing, name, arena_printf(allowing->document->arena, "'%s' is always an error", diag_info(*code)->code), NULL);
    else if (!rest.size)
        refuse(allowing, allowing->instruction->whole, "it does not say why", form);
    else
        return true;
    return false;
}

static void take(const struct allowing *allowing)
{
    struct document *document = allowing->document;
    const struct load_instruction *instruction = allowing->instruction;
    enum diag_code code;
    struct span reason;
    if (!read_words(allowing, &code, &reason))
        return;
    const struct tag_place *tag = instruction->next < document->tag_count ? &document->tags[instruction->next] : NULL;
    if (tag && instruction->around < document->tag_count && tag->start >= document->tags[instruction->around].close)
        tag = NULL;
    if (!tag) {
        refuse(allowing, instruction->whole, "no element follows it there", NULL);
        return;
    }
    bool whole = instruction->next == 0;
    struct place from = whole ? source_file(&document->source) : source_place(&document->source, tag->start, 0);
    struct place upto = whole ? from : source_place(&document->source, tag->close, 0);
    char *why = arena_copy_n(document->arena, document->source.bytes + reason.at, reason.size);
    diag_allow(allowing->log, code, place_of(allowing, instruction->whole), from, upto, text_collapse(document->arena, why));
}

void load_allows(struct document *document, const struct load_instruction *instructions, struct diag_log *log)
{
    struct allowing allowing = {document, log, instructions};
    for (size_t count = 0; allowing.instruction; allowing.instruction = allowing.instruction->next_one) {
        if (count++ == ALLOWS_MOST) {
            refuse(&allowing, allowing.instruction->whole, arena_printf(document->arena, "there are more than %d in this file", ALLOWS_MOST), NULL);
            return;
        }
        take(&allowing);
    }
}
