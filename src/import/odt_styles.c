#include "import/odt.h"

#include "base/hash.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 16384, CHAIN = 32 }; /* styles above one another that are looked at */

/* -- names -- */

struct named {
    struct named *next;
    const char *kind, *name;
    void *value;
};

struct odt_names {
    struct arena *arena;
    struct named *slots[SLOTS];
};

struct odt_names *odt_names_new(struct arena *arena)
{
    struct odt_names *names = arena_alloc(arena, sizeof *names);
    names->arena = arena;
    return names;
}

void **odt_names_at(struct odt_names *names, const char *kind, const char *name)
{
    struct hash hash = hash_bytes(name, strlen(name));
    struct named **slot = &names->slots[hash.low % SLOTS];
    for (; *slot; slot = &(*slot)->next)
        if (strcmp((*slot)->name, name) == 0 && strcmp((*slot)->kind, kind) == 0)
            return &(*slot)->value;
    *slot = arena_alloc(names->arena, sizeof **slot);
    (*slot)->kind = arena_copy(names->arena, kind);
    (*slot)->name = arena_copy(names->arena, name);
    return &(*slot)->value;
}

/* -- reading definitions -- */

static const char *copy_of(struct odt_styles *styles, const char *value)
{
    return value ? arena_copy(styles->arena, value) : NULL;
}

/* "1.27cm" in points. */
static double points(const char *length)
{
    static const struct {
        const char *unit;
        double points;
    } units[] = {{"cm", 28.35}, {"mm", 2.835}, {"in", 72}, {"pt", 1}, {"pc", 12}, {"px", 0.75}};
    double whole = 0, part = 0, scale = 1;
    const char *at = length ? length + (*length == '-') : "";
    for (; *at >= '0' && *at <= '9'; at++)
        whole = whole * 10 + (*at - '0');
    for (at += *at == '.'; *at >= '0' && *at <= '9'; at++)
        part += (scale /= 10) * (*at - '0');
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].unit, at) == 0)
            return (whole + part) * units[i].points * (*length == '-' ? -1 : 1);
    return 0;
}

static void open_style(struct odt_styles *styles, const struct xml_attr *attrs, size_t count)
{
    const char *name = xml_attr_of(attrs, count, ODF_STYLE, "name"), *family = xml_attr_of(attrs, count, ODF_STYLE, "family");
    const char *outline = xml_attr_of(attrs, count, ODF_STYLE, "default-outline-level");
    if (!name || !family)
        return;
    struct odt_style *style = arena_alloc(styles->arena, sizeof *style);
    style->parent = copy_of(styles, xml_attr_of(attrs, count, ODF_STYLE, "parent-style-name"));
    style->list = copy_of(styles, xml_attr_of(attrs, count, ODF_STYLE, "list-style-name"));
    style->shown = copy_of(styles, xml_attr_of(attrs, count, ODF_STYLE, "display-name"));
    style->automatic = styles->automatic;
    style->outline = outline ? (int)strtol(outline, NULL, 10) : 0;
    *odt_names_at(styles->names, family, name) = style;
    styles->style = style;
}

static void set_mark(struct odt_style *style, const char *value, const char *none, unsigned mark)
{
    if (!value)
        return;
    bool on = strcmp(value, none) != 0;
    if (mark == RUN_BOLD) /* 100 to 900 */
        on = strcmp(value, "bold") == 0 || (value[0] >= '6' && value[0] <= '9');
    style->marks = on ? style->marks | mark : style->marks & ~mark;
    style->unmarks = on ? style->unmarks & ~mark : style->unmarks | mark;
}

static void set_properties(struct odt_style *style, const struct xml_attr *attrs, size_t count)
{
    set_mark(style, xml_attr_of(attrs, count, ODF_FO, "font-weight"), "normal", RUN_BOLD);
    set_mark(style, xml_attr_of(attrs, count, ODF_FO, "font-style"), "normal", RUN_ITALIC);
    set_mark(style, xml_attr_of(attrs, count, ODF_STYLE, "text-line-through-style"), "none", RUN_STRIKE);
    set_mark(style, xml_attr_of(attrs, count, ODF_STYLE, "text-underline-style"), "none", RUN_UNDERLINE);
    style->hidden |= text_same(xml_attr_of(attrs, count, ODF_TEXT, "display"), "none");
    const char *margin = xml_attr_of(attrs, count, ODF_FO, "margin-left");
    style->indent += points(margin) + points(xml_attr_of(attrs, count, ODF_FO, "text-indent"));
}

static long number_of(const char *value, long otherwise, long most)
{
    long number = value ? strtol(value, NULL, 10) : otherwise;
    return number < 0 ? otherwise : number > most ? most : number;
}

static void open_level(struct odt_styles *styles, bool bullet, const struct xml_attr *attrs, size_t count)
{
    long at = number_of(xml_attr_of(attrs, count, ODF_TEXT, "level"), 1, ODT_LEVELS);
    if (!styles->list || at < 1)
        return;
    struct odt_list_level *level = &styles->list->levels[at - 1];
    const char *format = xml_attr_of(attrs, count, ODF_STYLE, "num-format");
    const char *sign = xml_attr_of(attrs, count, ODF_TEXT, "bullet-char");
    level->known = true;
    level->format = format && strchr("1aAiI", *format) ? *format : '\0';
    level->bullet = bullet ? copy_of(styles, sign ? sign : "\xE2\x80\xA2") : NULL;
    level->prefix = copy_of(styles, xml_attr_of(attrs, count, ODF_STYLE, "num-prefix"));
    level->suffix = copy_of(styles, xml_attr_of(attrs, count, ODF_STYLE, "num-suffix"));
    level->shown = (int)number_of(xml_attr_of(attrs, count, ODF_TEXT, "display-levels"), 1, at);
    level->start = number_of(xml_attr_of(attrs, count, ODF_TEXT, "start-value"), 1, 1000000);
}

static void open_list(struct odt_styles *styles, bool outline, const struct xml_attr *attrs, size_t count)
{
    const char *name = xml_attr_of(attrs, count, ODF_STYLE, "name");
    styles->list = arena_alloc(styles->arena, sizeof *styles->list);
    if (outline)
        styles->outline = styles->list;
    else if (name)
        *odt_names_at(styles->names, "list", name) = styles->list;
}

void odt_styles_open(struct odt_styles *styles, const char *ns, const char *name, const struct xml_attr *attrs, size_t count)
{
    bool of_text = strcmp(ns, ODF_TEXT) == 0, of_style = strcmp(ns, ODF_STYLE) == 0;
    if (of_style && strcmp(name, "style") == 0)
        open_style(styles, attrs, count);
    else if (of_style && styles->style && (strcmp(name, "text-properties") == 0 || strcmp(name, "paragraph-properties") == 0))
        set_properties(styles->style, attrs, count);
    else if (of_style && styles->style && strcmp(name, "section-properties") == 0)
        styles->style->hidden |= text_same(xml_attr_of(attrs, count, ODF_TEXT, "display"), "none");
    else if (of_text && (strcmp(name, "list-style") == 0 || strcmp(name, "outline-style") == 0))
        open_list(styles, *name == 'o', attrs, count);
    else if (of_text && (strcmp(name, "list-level-style-number") == 0 || strcmp(name, "outline-level-style") == 0))
        open_level(styles, false, attrs, count);
    else if (of_text && (strcmp(name, "list-level-style-bullet") == 0 || strcmp(name, "list-level-style-image") == 0))
        open_level(styles, true, attrs, count);
}

void odt_styles_close(struct odt_styles *styles, const char *ns, const char *name)
{
    if (strcmp(ns, ODF_STYLE) == 0 && strcmp(name, "style") == 0)
        styles->style = NULL;
    if (strcmp(ns, ODF_TEXT) == 0 && (strcmp(name, "list-style") == 0 || strcmp(name, "outline-style") == 0))
        styles->list = NULL;
}

/* -- asking -- */

const struct odt_style *odt_style(struct odt_styles *styles, const char *family, const char *name)
{
    return name ? *odt_names_at(styles->names, family, name) : NULL;
}

const struct odt_list_style *odt_list_style(struct odt_styles *styles, const char *name)
{
    return name ? *odt_names_at(styles->names, "list", name) : NULL;
}

unsigned odt_style_marks(struct odt_styles *styles, const char *family, const char *name, unsigned marks)
{
    const struct odt_style *chain[CHAIN];
    size_t count = 0;
    for (const struct odt_style *style = odt_style(styles, family, name); style && count < CHAIN; style = odt_style(styles, family, style->parent))
        chain[count++] = style;
    while (count--)
        marks = (marks & ~chain[count]->unmarks) | chain[count]->marks;
    return marks;
}

bool odt_style_hidden(struct odt_styles *styles, const char *family, const char *name)
{
    const struct odt_style *style = odt_style(styles, family, name);
    for (int i = 0; style && i < CHAIN; i++, style = odt_style(styles, family, style->parent))
        if (style->hidden)
            return true;
    return false;
}

/* A style made for one place goes by its parent's name; "_20_" in a name is a blank. */
const char *odt_style_shown(struct odt_styles *styles, const char *name)
{
    const struct odt_style *style = odt_style(styles, "paragraph", name);
    if (style && style->shown)
        return style->shown;
    if (style && style->automatic && style->parent) {
        const struct odt_style *parent = odt_style(styles, "paragraph", style->parent);
        name = parent && parent->shown ? parent->shown : style->parent;
    }
    if (!name)
        return NULL;
    struct buf shown = BUF_INIT;
    for (; *name; name++) {
        bool blank = strncmp(name, "_20_", 4) == 0;
        buf_char(&shown, blank ? ' ' : *name);
        name += blank ? 3 : 0;
    }
    const char *copy = arena_copy(styles->arena, buf_text(&shown));
    buf_free(&shown);
    return copy;
}

int odt_style_outline(struct odt_styles *styles, const char *name)
{
    for (int i = 0; name && i < CHAIN; i++) {
        const struct odt_style *style = odt_style(styles, "paragraph", name);
        if (style && style->outline)
            return style->outline;
        if (strncmp(name, "Heading_20_", 11) == 0 && name[11] > '0' && name[11] <= '9')
            return name[11] - '0';
        if (strcmp(name, "Title") == 0)
            return 1;
        name = style ? style->parent : NULL;
    }
    return 0;
}

double odt_style_indent(struct odt_styles *styles, const char *name)
{
    const struct odt_style *style = odt_style(styles, "paragraph", name);
    for (int i = 0; style && i < CHAIN; i++, style = odt_style(styles, "paragraph", style->parent))
        if (style->indent > 0)
            return style->indent;
    return 0;
}

/* -- numbers -- */

static void add_letters(struct buf *out, long number, char first)
{
    long times = (number - 1) / 26 + 1;
    buf_fill(out, (char)(first + (number - 1) % 26), (size_t)(times > 100 ? 100 : times)); /* z, aa, bb */
}

static void add_roman(struct buf *out, long number, bool small)
{
    static const struct {
        long value;
        const char *big, *small;
    } signs[] = {
        {1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"}, {100, "C", "c"}, {90, "XC", "xc"}, {50, "L", "l"},
        {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"}, {5, "V", "v"},     {4, "IV", "iv"}, {1, "I", "i"},
    };
    for (size_t i = 0; number < 5000 && i < sizeof signs / sizeof *signs; i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            buf_str(out, small ? signs[i].small : signs[i].big);
}

static void add_number(struct buf *out, char format, long number)
{
    if (format == '1' || number < 1)
        buf_printf(out, "%ld", number);
    else if (format == 'a' || format == 'A')
        add_letters(out, number, format);
    else
        add_roman(out, number, format == 'i');
}

const char *odt_next_number(const struct odt_list_style *style, struct odt_counts *counts, int level, long start, struct arena *arena)
{
    const struct odt_list_level *at = &style->levels[level];
    counts->at[level] = start >= 0 ? start : counts->begun[level] ? counts->at[level] + 1 : at->known ? at->start : 1;
    counts->begun[level] = true;
    for (int i = level + 1; i < ODT_LEVELS; i++)
        counts->begun[i] = false;
    if (!at->known || at->bullet)
        return at->bullet;
    if (!at->format)
        return NULL;
    struct buf out = BUF_INIT;
    buf_str(&out, at->prefix ? at->prefix : "");
    for (int i = level + 1 - at->shown < 0 ? 0 : level + 1 - at->shown; i <= level; i++) {
        const struct odt_list_level *part = &style->levels[i];
        if (!part->format)
            continue;
        add_number(&out, part->format, counts->begun[i] ? counts->at[i] : part->start);
        buf_str(&out, i < level ? "." : "");
    }
    buf_str(&out, at->suffix ? at->suffix : "");
    char *number = text_collapse(arena, buf_text(&out));
    buf_free(&out);
    return number && *number ? number : NULL;
}
