/* What the HTML and the Markdown front end share: a page as a tree, which text of it is the site's and not the page's, and the blocks it makes. */
#ifndef IMPORT_HTML_PARTS_H
#define IMPORT_HTML_PARTS_H

#include "import/front.h"

#include <stdint.h>

enum { HTML_ELEMENTS = 1 << 18 }; /* of one page; further tags count as none, their words do */

/* How an element behaves: it begins and ends paragraphs, has no content, its content is no words, end tags do not reach out of it, it is shown as
 * controls are. */
enum html_trait { HTML_BLOCK = 1, HTML_VOID = 2, HTML_DROPPED = 4, HTML_CLOSED_IN = 8, HTML_CONTROL = 16, HTML_HEADING = 32 };

/* In the order of the names: they are searched. */
#define HTML_TAGS(TAG) \
    TAG(TEXT, "#text", 0, 0) TAG(COMMENT, "*comment", 0, 0) TAG(PAGE, "*page", HTML_BLOCK | HTML_CLOSED_IN, 0) \
    TAG(A, "a", 0, 0) TAG(ABBR, "abbr", 0, 0) TAG(ACRONYM, "acronym", 0, 0) TAG(ADDRESS, "address", HTML_BLOCK, 0) \
    TAG(ARTICLE, "article", HTML_BLOCK, 0) TAG(ASIDE, "aside", HTML_BLOCK, 0) TAG(B, "b", 0, RUN_BOLD) TAG(BASE, "base", HTML_VOID, 0) \
    TAG(BDI, "bdi", 0, 0) TAG(BDO, "bdo", 0, 0) TAG(BIG, "big", 0, 0) TAG(BLOCKQUOTE, "blockquote", HTML_BLOCK, 0) \
    TAG(BODY, "body", HTML_BLOCK, 0) TAG(BR, "br", HTML_VOID, 0) TAG(BUTTON, "button", HTML_CONTROL, 0) \
    TAG(CAPTION, "caption", HTML_BLOCK | HTML_CLOSED_IN, 0) TAG(CENTER, "center", HTML_BLOCK, 0) TAG(CITE, "cite", 0, RUN_ITALIC) \
    TAG(CODE, "code", 0, RUN_CODE) TAG(COL, "col", HTML_VOID, 0) TAG(COLGROUP, "colgroup", HTML_BLOCK, 0) TAG(DD, "dd", HTML_BLOCK, 0) \
    TAG(DEL, "del", 0, RUN_STRIKE) TAG(DETAILS, "details", HTML_BLOCK, 0) TAG(DFN, "dfn", 0, RUN_ITALIC) TAG(DIALOG, "dialog", HTML_BLOCK, 0) \
    TAG(DIR, "dir", HTML_BLOCK, 0) TAG(DIV, "div", HTML_BLOCK, 0) TAG(DL, "dl", HTML_BLOCK, 0) TAG(DT, "dt", HTML_BLOCK, 0) \
    TAG(EM, "em", 0, RUN_ITALIC) TAG(EMBED, "embed", HTML_VOID, 0) TAG(FIELDSET, "fieldset", HTML_BLOCK, 0) \
    TAG(FIGCAPTION, "figcaption", HTML_BLOCK, 0) TAG(FIGURE, "figure", HTML_BLOCK, 0) TAG(FONT, "font", 0, 0) \
    TAG(FOOTER, "footer", HTML_BLOCK, 0) TAG(FORM, "form", HTML_BLOCK, 0) TAG(H1, "h1", HTML_BLOCK | HTML_HEADING, 0) \
    TAG(H2, "h2", HTML_BLOCK | HTML_HEADING, 0) TAG(H3, "h3", HTML_BLOCK | HTML_HEADING, 0) TAG(H4, "h4", HTML_BLOCK | HTML_HEADING, 0) \
    TAG(H5, "h5", HTML_BLOCK | HTML_HEADING, 0) TAG(H6, "h6", HTML_BLOCK | HTML_HEADING, 0) TAG(HEAD, "head", HTML_BLOCK, 0) \
    TAG(HEADER, "header", HTML_BLOCK, 0) TAG(HGROUP, "hgroup", HTML_BLOCK, 0) TAG(HR, "hr", HTML_BLOCK | HTML_VOID, 0) \
    TAG(HTML, "html", HTML_BLOCK, 0) TAG(I, "i", 0, RUN_ITALIC) TAG(IFRAME, "iframe", HTML_DROPPED, 0) TAG(IMG, "img", HTML_VOID, 0) \
    TAG(INPUT, "input", HTML_VOID, 0) TAG(INS, "ins", 0, RUN_UNDERLINE) TAG(KBD, "kbd", 0, RUN_CODE) TAG(LABEL, "label", 0, 0) \
    TAG(LEGEND, "legend", HTML_BLOCK, 0) TAG(LI, "li", HTML_BLOCK, 0) TAG(LINK, "link", HTML_VOID, 0) TAG(MAIN, "main", HTML_BLOCK, 0) \
    TAG(MAP, "map", 0, 0) TAG(MARK, "mark", 0, 0) TAG(MENU, "menu", HTML_BLOCK, 0) TAG(META, "meta", HTML_VOID, 0) TAG(NAV, "nav", HTML_BLOCK, 0) \
    TAG(NOEMBED, "noembed", HTML_DROPPED, 0) TAG(NOFRAMES, "noframes", HTML_DROPPED, 0) TAG(NOSCRIPT, "noscript", HTML_BLOCK, 0) \
    TAG(OBJECT, "object", HTML_CLOSED_IN, 0) TAG(OL, "ol", HTML_BLOCK, 0) TAG(OPTGROUP, "optgroup", HTML_BLOCK, 0) \
    TAG(OPTION, "option", HTML_BLOCK, 0) TAG(P, "p", HTML_BLOCK, 0) TAG(PARAM, "param", HTML_VOID, 0) TAG(PICTURE, "picture", 0, 0) \
    TAG(PRE, "pre", HTML_BLOCK, 0) TAG(Q, "q", 0, 0) TAG(S, "s", 0, RUN_STRIKE) TAG(SAMP, "samp", 0, RUN_CODE) \
    TAG(SCRIPT, "script", HTML_DROPPED, 0) TAG(SEARCH, "search", HTML_BLOCK, 0) TAG(SECTION, "section", HTML_BLOCK, 0) \
    TAG(SELECT, "select", HTML_CONTROL, 0) TAG(SMALL, "small", 0, 0) TAG(SOURCE, "source", HTML_VOID, 0) TAG(SPAN, "span", 0, 0) \
    TAG(STRIKE, "strike", 0, RUN_STRIKE) TAG(STRONG, "strong", 0, RUN_BOLD) TAG(STYLE, "style", HTML_DROPPED, 0) TAG(SUB, "sub", 0, 0) \
    TAG(SUMMARY, "summary", HTML_BLOCK, 0) TAG(SUP, "sup", 0, 0) TAG(SVG, "svg", HTML_CONTROL, 0) \
    TAG(TABLE, "table", HTML_BLOCK | HTML_CLOSED_IN, 0) \
    TAG(TBODY, "tbody", HTML_BLOCK, 0) TAG(TD, "td", HTML_BLOCK | HTML_CLOSED_IN, 0) TAG(TEMPLATE, "template", HTML_DROPPED | HTML_CLOSED_IN, 0) \
    TAG(TEXTAREA, "textarea", 0, 0) TAG(TFOOT, "tfoot", HTML_BLOCK, 0) TAG(TH, "th", HTML_BLOCK | HTML_CLOSED_IN, 0) \
    TAG(THEAD, "thead", HTML_BLOCK, 0) TAG(TIME, "time", 0, 0) TAG(TITLE, "title", HTML_BLOCK, 0) TAG(TR, "tr", HTML_BLOCK, 0) \
    TAG(TRACK, "track", HTML_VOID, 0) TAG(TT, "tt", 0, RUN_CODE) TAG(U, "u", 0, RUN_UNDERLINE) TAG(UL, "ul", HTML_BLOCK, 0) TAG(VAR, "var", 0, 0) \
    TAG(VIDEO, "video", 0, 0) TAG(WBR, "wbr", HTML_VOID, 0) TAG(XML, "xml", HTML_DROPPED, 0)

enum html_tag {
#define TAG(id, name, traits, marks) TAG_##id,
    HTML_TAGS(TAG)
#undef TAG
    TAG_UNKNOWN,
    TAGS
};

struct html_property {
    const char *name, *value;
    struct html_property *next;
};

/* An element, or text: then it has no children. */
struct html_node {
    enum html_tag tag;
    enum block_zone zone;            /* ZONE_BODY: that of its parent */
    unsigned marks;                  /* of text: all that apply to it */
    bool holds_table, holds_heading; /* somewhere below */
    bool holds_block;
    struct html_node *parent, *first, *last, *next;
    struct html_property *properties;
    const char *text; /* of text */
    const char *link; /* of text: where it leads, or NULL */
    uint32_t size;    /* of text: a page has IMPORT_SIZE bytes at most */
    uint32_t line;    /* where it begins */
    uint32_t words, linked; /* below it: all words, and those that are links; html_site's */
};

struct html_tree {
    struct arena *arena;
    struct html_node *page;
    struct html_node *open[IMPORT_DEPTH]; /* the elements that are open, the page first */
    unsigned marks[IMPORT_DEPTH];         /* what each of them gives to its text as long as it does */
    const char *links[IMPORT_DEPTH];
    size_t depth;
    size_t skipped;                       /* start tags that stand too deep to be kept, less their end tags */
    size_t elements;
    struct buf rest;                      /* text behind the last element that is kept */
    size_t rest_line;
    bool comments;                        /* are kept, as hidden text */
    bool (*knows)(void *with, const char *name, bool end_tag);
    void *with;
    struct html_rule *rules;              /* of style sheets: classes that say how text looks */
    size_t rule_count, rule_room;
};

void html_start(struct html_tree *tree, struct arena *arena);
void html_end(struct html_tree *tree); /* the page is complete: frees what is not of the arena */
/* Bytes of HTML as the next part of the page. They must last as long as the tree. */
void html_add(struct html_tree *tree, const char *text, size_t size, size_t line);
/* The same piece by piece, as tags and text would come from a page. */
struct html_node *html_open(struct html_tree *tree, enum html_tag tag, size_t line);
void html_close(struct html_tree *tree, enum html_tag tag);
void html_text(struct html_tree *tree, const char *text, size_t size, size_t line); /* the bytes must last */
void html_set(struct html_tree *tree, struct html_node *node, const char *name, const char *value);

enum html_tag html_tag_of(const char *name);
bool html_is(enum html_tag tag, unsigned traits); /* has one of them */
const char *html_get(const struct html_node *node, const char *name); /* the attribute, or NULL */

/* What a class of a style sheet, or style="…", gives to text. */
unsigned html_style_marks(const char *style, size_t size);
void html_rules_read(struct html_tree *tree, const char *sheet, size_t size);
unsigned html_rules_marks(const struct html_tree *tree, const char *classes);

/* Gives each element that is the site's, or hidden, its zone. site: false: only what is hidden. */
void html_zones(struct html_tree *tree, bool site);
/* The page's blocks, and apart from them its words. */
void html_blocks(const struct html_tree *tree, struct blocks *blocks);
void html_raw(const struct html_tree *tree, struct blocks *blocks);
/* The number or letter that an entry of a list shows: of a kind as in <ol type="…">; 'd' is that of '1'. */
const char *html_number(struct arena *arena, char kind, long number);
/* Whether a picture's alternative text is a sign that stands among the words. */
bool html_is_emoji(const char *alt);
/* The text below node as one line. */
char *html_words(const struct html_node *node, struct arena *arena);

#endif
