/* Checks a document against the grammar: most fit, which is soon seen; the explainer says why the others do not. Of a file that is not well
 * formed the part before the fault is explained, as if what is open there had just not come to its end. */
#include "document/document.h"

static void check_sound(const struct document *broken, struct grammar *grammar, struct diag_log *log)
{
    struct buf bytes = BUF_INIT;
    struct diag_log *unheard = diag_new();
    buf_add(&bytes, broken->source.bytes, broken->sound->size);
    buf_printf(&bytes, "\n%s", broken->sound->closing);
    struct document *part = document_load_bytes(bytes.data, bytes.size, broken->source.path, unheard);
    part->sound = broken->sound;
    if (part->tree && part->tag_count && (part->kind == DOCUMENT_BODY || part->kind == DOCUMENT_MINUTES))
        grammar_explain(grammar, part, log);
    document_free(part);
    diag_free(unheard);
    buf_free(&bytes);
}

void document_check(struct document *document, struct grammar *grammar, struct diag_log *log)
{
    bool ours = document->tree && (document->kind == DOCUMENT_BODY || document->kind == DOCUMENT_MINUTES);
    if (!document->tree && document->sound)
        check_sound(document, grammar, log);
    document->valid = ours && (grammar_fits(grammar, document) || grammar_explain(grammar, document, log));
}
