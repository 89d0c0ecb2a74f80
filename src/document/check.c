/* Checks a document against the grammar: most fit, which is soon seen; the explainer says why the others do not. */
#include "document/document.h"

void document_check(struct document *document, struct grammar *grammar, struct diag_log *log)
{
    bool ours = document->tree && (document->kind == DOCUMENT_BODY || document->kind == DOCUMENT_MINUTES);
    document->valid = ours && (grammar_fits(grammar, document) || grammar_explain(grammar, document, log));
}
