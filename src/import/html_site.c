/* Which words of a page are the site's and not the page's: navigation, mastheads, footers, controls. When in doubt a word is the page's. */
#include "import/html_parts.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { WORDS_OF_TEXT = 8, FEW_WORDS = 40, CLASS_MAX = 200 };

/* -- counting -- */

static size_t words_in(const char *text, size_t size)
{
    size_t count = 0;
    bool inside = false;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        bool letter = ((c | ' ') >= 'a' && (c | ' ') <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
        count += letter && !inside;
        inside = letter || (inside && c > ' ');
    }
    return count;
}

/* Words that are already told apart count for nothing. */
static void count(struct html_node *node)
{
    node->words = node->linked = 0;
    if (node->tag == TAG_TEXT) {
        node->words = words_in(node->text, node->size);
        node->linked = node->link ? node->words : 0;
    }
    for (struct html_node *child = node->first; child; child = child->next) {
        count(child);
        if (child->zone == ZONE_BODY && child->tag != TAG_HEAD && child->tag != TAG_TITLE) {
            node->words += child->words;
            node->linked += child->linked;
        }
    }
}

/* At least so many of ten words are links. */
static bool linked(const struct html_node *node, size_t tenths)
{
    return node->words && node->linked * 10 >= node->words * tenths;
}

/* -- hidden -- */

static bool styled(const struct html_node *node, const char *property, const char *value)
{
    const char *style = html_get(node, "style"), *found = style ? strcasestr(style, property) : NULL;
    if (!found)
        return false;
    found += strlen(property);
    found += strspn(found, " \t\r\n:");
    return strncasecmp(found, value, strlen(value)) == 0;
}

static bool has_class(const struct html_node *node, const char *list)
{
    const char *classes = html_get(node, "class");
    for (const char *at = classes ? classes : ""; *at;) {
        char word[CLASS_MAX];
        size_t size = strcspn(at, " \t\r\n");
        for (size_t i = 0; i < size && size < sizeof word; i++)
            word[i] = at[i] >= 'A' && at[i] <= 'Z' ? (char)(at[i] | ' ') : at[i];
        word[size < sizeof word ? size : 0] = '\0';
        if (text_word_in(word, list))
            return true;
        at += size + strspn(at + size, " \t\r\n");
    }
    return false;
}

static bool is_hidden(const struct html_node *node)
{
    const char *hidden = html_get(node, "hidden");
    if (hidden && strcasecmp(hidden, "until-found") != 0 && node->tag != TAG_INPUT)
        return true;
    return styled(node, "display", "none") || styled(node, "visibility", "hidden") || styled(node, "mso-hide", "all") ||
           has_class(node, "sr-only visually-hidden visuallyhidden screen-reader-text screenreader element-invisible offscreen");
}

/* What holds most of the page is shown when a script has run. */
static void mark_hidden(struct html_node *node, size_t total)
{
    for (struct html_node *child = node->first; child; child = child->next) {
        if (child->zone != ZONE_BODY || child->tag == TAG_TEXT)
            continue;
        if (child->properties && is_hidden(child) && child->words * 2 <= total)
            child->zone = ZONE_HIDDEN;
        else
            mark_hidden(child, total);
    }
}

/* -- by what elements are called -- */

/* How sure a name makes that what bears it is the site's. */
enum evidence { EVIDENCE_NONE, EVIDENCE_LINKS, EVIDENCE_NAME, EVIDENCE_SURE };

struct naming {
    const char *names; /* blank-separated */
    enum evidence evidence;
};

static const struct naming roles[] = {
    {"navigation banner contentinfo search menu menubar toolbar dialog alertdialog", EVIDENCE_SURE},
    {"complementary", EVIDENCE_NAME},
};

/* Words of a class or an id, between dashes. */
static const struct naming parts[] = {
    {"nav navbar navigation navmenu menu mainmenu submenu menubar breadcrumb breadcrumbs sidebar masthead cookie cookies consent gdpr share "
     "sharing sharedaddy addtoany addthis pager pagination paginator skip skiplink skiplinks topbar searchform searchbox searchbar "
     "newsletter subscribe popup colophon backtotop relatedposts advert adverts adsbygoogle",
     EVIDENCE_NAME},
    {"social related respond comments login copyright banners header footer banner search toolbar modal feedback print widget", EVIDENCE_LINKS},
};

static enum evidence evidence_of(const char *word, const struct naming *list, size_t rows)
{
    for (size_t i = 0; i < rows; i++)
        if (text_word_in(word, list[i].names))
            return list[i].evidence;
    return EVIDENCE_NONE;
}

/* The strongest evidence among the words of a class or an id; "siteNav" has two words. */
static enum evidence evidence_of_names(const char *names)
{
    enum evidence best = EVIDENCE_NONE;
    char word[32];
    size_t size = 0;
    for (const char *at = names ? names : ""; names; at++) {
        bool capital = *at >= 'A' && *at <= 'Z', letter = capital || (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        bool turns = capital && at > names && at[-1] >= 'a' && at[-1] <= 'z';
        if ((!letter || turns) && size) {
            word[size] = '\0';
            enum evidence found = evidence_of(word, parts, sizeof parts / sizeof *parts);
            best = found > best ? found : best;
            size = 0;
        }
        if (!*at)
            break;
        if (letter && size < sizeof word - 1)
            word[size++] = capital ? (char)(*at | ' ') : *at;
    }
    return best;
}

static bool within(const struct html_node *node, enum html_tag tag, enum html_tag other)
{
    for (node = node->parent; node; node = node->parent)
        if (node->tag == tag || node->tag == other)
            return true;
    return false;
}

static bool in_heading(const struct html_node *node)
{
    for (; node; node = node->parent)
        if (html_is(node->tag, HTML_HEADING))
            return true;
    return false;
}

static enum evidence evidence_of_tag(const struct html_node *node)
{
    if (html_is(node->tag, HTML_CONTROL))
        return in_heading(node) || node->words > WORDS_OF_TEXT ? EVIDENCE_LINKS : EVIDENCE_SURE;
    switch (node->tag) {
    case TAG_NAV:
    case TAG_SEARCH:
    case TAG_NOSCRIPT:
    case TAG_DIALOG:
        return EVIDENCE_SURE;
    case TAG_ASIDE:
        return within(node, TAG_ARTICLE, TAG_MAIN) ? EVIDENCE_NAME : EVIDENCE_SURE;
    case TAG_FOOTER:
        return within(node, TAG_ARTICLE, TAG_MAIN) ? EVIDENCE_LINKS : EVIDENCE_SURE;
    case TAG_HEADER:
        return within(node, TAG_ARTICLE, TAG_MAIN) ? EVIDENCE_NONE : EVIDENCE_LINKS;
    default:
        return EVIDENCE_NONE;
    }
}

static enum evidence evidence_of_node(const struct html_node *node)
{
    const char *role = html_get(node, "role");
    enum evidence all[] = {evidence_of_tag(node), role ? evidence_of(role, roles, sizeof roles / sizeof *roles) : EVIDENCE_NONE,
                           evidence_of_names(html_get(node, "class")), evidence_of_names(html_get(node, "id"))};
    enum evidence best = EVIDENCE_NONE;
    bool heading = html_is(node->tag, HTML_HEADING) || node->tag == TAG_BODY || node->tag == TAG_HTML || node->tag == TAG_MAIN ||
                   node->tag == TAG_ARTICLE; /* their classes say what is around them, or in them */
    for (size_t i = 0; i < sizeof all / sizeof *all && !(i > 1 && heading); i++)
        best = all[i] > best ? all[i] : best;
    return best;
}

static bool is_site(const struct html_node *node, size_t total)
{
    enum evidence evidence = evidence_of_node(node);
    if (evidence == EVIDENCE_NONE || node->words * 2 > total)
        return false;
    bool little = node->words * 5 <= total * 2;
    return evidence == EVIDENCE_SURE || (evidence == EVIDENCE_NAME && little && (linked(node, 3) || node->words <= FEW_WORDS)) ||
           (evidence == EVIDENCE_LINKS && little && linked(node, 4));
}

static void mark_named(struct html_node *node, size_t total)
{
    for (struct html_node *child = node->first; child; child = child->next) {
        if (child->zone != ZONE_BODY || child->tag == TAG_TEXT || child->tag == TAG_HEAD)
            continue;
        if (is_site(child, total))
            child->zone = ZONE_SITE;
        else
            mark_named(child, total);
    }
}

/* -- by where the main text is -- */

static bool is_main(const struct html_node *node)
{
    const char *role = html_get(node, "role");
    return node->tag == TAG_MAIN || (role && strcasecmp(role, "main") == 0);
}

static bool is_article(const struct html_node *node)
{
    return node->tag == TAG_ARTICLE;
}

static bool is_article_body(const struct html_node *node)
{
    const char *what = html_get(node, "itemprop");
    return what && text_word_in("articleBody", what);
}

/* The first such element below node that holds most of the page's words. */
static struct html_node *find_main(struct html_node *node, size_t total, bool (*is)(const struct html_node *))
{
    for (struct html_node *child = node->first; child; child = child->next) {
        if (child->zone != ZONE_BODY || child->tag == TAG_TEXT || child->words * 2 < total)
            continue;
        struct html_node *found = is(child) ? child : find_main(child, total, is);
        if (found)
            return found;
    }
    return NULL;
}

/* What stands beside the main text and is yet the page's: its heading, or so much text that there is doubt. */
static bool beside_stays(const struct html_node *node, size_t total)
{
    bool heading = html_is(node->tag, HTML_HEADING) || node->holds_heading;
    return (heading && node->words <= FEW_WORDS && !linked(node, 5)) || (node->words * 4 > total && !linked(node, 5));
}

static void mark_beside(struct html_node *main, size_t total)
{
    for (struct html_node *inner = main; inner->parent; inner = inner->parent)
        for (struct html_node *child = inner->parent->first; child; child = child->next)
            if (child != inner && child->zone == ZONE_BODY && child->tag != TAG_HEAD && child->tag != TAG_TITLE && child->tag != TAG_TEXT &&
                !beside_stays(child, total))
                child->zone = ZONE_SITE;
}

/* -- by links, where nothing is said -- */

struct stretch {
    size_t at, first, last; /* texts so far, and which are the first and the last of prose */
};

static void find_stretch(const struct html_node *node, struct stretch *stretch)
{
    for (const struct html_node *child = node->first; child; child = child->next) {
        stretch->at++;
        if (child->zone != ZONE_BODY)
            continue;
        if (child->tag == TAG_TEXT && !child->link && child->words >= WORDS_OF_TEXT) {
            stretch->first = stretch->first ? stretch->first : stretch->at;
            stretch->last = stretch->at;
        }
        find_stretch(child, stretch);
    }
}

static bool begins_copyright(const struct html_node *node)
{
    const char *text = node->tag == TAG_TEXT ? node->text : "";
    size_t i = 0;
    while (i < node->size && strchr(" \t\n", text[i]))
        i++;
    return node->size - i > 9 && (strncasecmp(text + i, "copyright", 9) == 0 || strncmp(text + i, "\xC2\xA9", 2) == 0);
}

/* Containers of little but links before the first prose or behind the last. */
static void mark_linked(struct html_node *node, struct stretch *stretch)
{
    for (struct html_node *child = node->first; child; child = child->next) {
        size_t from = ++stretch->at;
        if (child->zone != ZONE_BODY)
            continue;
        mark_linked(child, stretch);
        bool before = stretch->at < stretch->first, after = from > stretch->last, outside = stretch->first && (before || after);
        if (outside && html_is(child->tag, HTML_BLOCK) && child->linked >= (before ? 4u : 6u) && linked(child, 8))
            child->zone = ZONE_SITE;
        if (after && stretch->last && begins_copyright(child) && child->words <= FEW_WORDS)
            child->parent->zone = child->parent->words == child->words ? ZONE_SITE : child->parent->zone;
    }
}

void html_zones(struct html_tree *tree, bool site)
{
    struct html_node *page = tree->page;
    count(page);
    mark_hidden(page, page->words);
    if (!site)
        return;
    count(page);
    mark_named(page, page->words);
    count(page);
    struct html_node *main = find_main(page, page->words, is_article);
    main = main ? main : find_main(page, page->words, is_main);
    main = main ? main : find_main(page, page->words, is_article_body);
    if (main && page->words) {
        mark_beside(main, page->words);
        return;
    }
    struct stretch stretch = {0, 0, 0};
    find_stretch(page, &stretch);
    stretch.at = 0;
    mark_linked(page, &stretch);
}
