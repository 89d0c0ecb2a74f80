/* Checks a document against the grammar: the schema decides, the explainer says why. */
#include "document/grammar.h"

static const struct node *find_node(const struct document *document, size_t number)
{
    const struct node *root = xml_root(document->tree), *node = root;
    while (node && node_number(node) != number)
        node = node_after(node, root);
    return node ? node : root;
}

void document_check(struct document *document, struct grammar *grammar, struct diag_log *log)
{
    size_t stumbled = 0;
    document->valid = false;
    if (!document->tree || (document->kind != DOCUMENT_BODY && document->kind != DOCUMENT_MINUTES))
        return;
    document->valid = grammar_judge(grammar, document, &stumbled);
    if (document->valid || !grammar_explain(grammar, document, log))
        return;
    /* The two disagree, which the test of their agreement should have shown. The schema is right. */
    diag_add(log, D_INVALID, document_place(document, find_node(document, stumbled)));
}
