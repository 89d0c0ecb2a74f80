/* Styles: what paragraphs and runs look like, with all that styles inherit. */
#include "import/docx.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TWIPS = 31680, CHAIN = 64 };

/* -- properties -- */

void docx_layout_start(struct docx_layout *layout)
{
    *layout = (struct docx_layout){.outline = DOCX_UNSAID, .list = DOCX_UNSAID, .level = DOCX_UNSAID};
}

/* Twentieths of a point, or with a unit as the strict dialect writes them. */
static int twips(const char *text)
{
    static const struct {
        const char *unit;
        double twips;
    } units[] = {{"pt", 20}, {"in", 1440}, {"cm", 567}, {"mm", 56.7}, {"pc", 240}, {"pi", 240}};
    char *end;
    double value = strtod(text, &end);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strncmp(end, units[i].unit, 2) == 0)
            value *= units[i].twips;
    return value > MOST_TWIPS ? MOST_TWIPS : value > -MOST_TWIPS ? (int)value : -MOST_TWIPS;
}

static void take_indent(struct docx_layout *layout, const struct docx_tag *tag)
{
    const char *left = docx_attr(tag, DOCX_W, "start"), *first = docx_attr(tag, DOCX_W, "firstLine");
    const char *hanging = docx_attr(tag, DOCX_W, "hanging");
    if (!left)
        left = docx_attr(tag, DOCX_W, "left");
    if (left) {
        layout->left = twips(left);
        layout->left_said = true;
    }
    if (first || hanging) {
        layout->first = hanging ? -twips(hanging) : twips(first);
        layout->first_said = true;
    }
}

bool docx_layout_take(struct docx_layout *layout, enum docx_name name, const struct docx_tag *tag, struct arena *arena)
{
    const char *value = docx_val(tag);
    switch (name) {
    case W_P_STYLE:
        layout->style = value ? arena_copy(arena, value) : NULL;
        return true;
    case W_OUTLINE_LVL:
        layout->outline = docx_int(value, 0, DOCX_BODY_LEVEL, DOCX_UNSAID);
        return true;
    case W_NUM_ID:
        layout->list = docx_int(value, 0, 1 << 30, 0);
        return true;
    case W_ILVL:
        layout->level = docx_int(value, 0, 8, 0);
        return true;
    case W_IND:
        take_indent(layout, tag);
        return true;
    case W_TOP:
    case W_BOTTOM:
        layout->line = layout->line || docx_on(tag);
        return true;
    case W_PAGE_BREAK_BEFORE:
        layout->new_page = docx_on(tag);
        return true;
    default:
        return false;
    }
}

void docx_layout_over(struct docx_layout *layout, const struct docx_layout *over)
{
    layout->style = over->style ? over->style : layout->style;
    layout->outline = over->outline != DOCX_UNSAID ? over->outline : layout->outline;
    layout->list = over->list != DOCX_UNSAID ? over->list : layout->list;
    layout->level = over->level != DOCX_UNSAID ? over->level : layout->level;
    layout->left = over->left_said ? over->left : layout->left;
    layout->first = over->first_said ? over->first : layout->first;
    layout->left_said |= over->left_said;
    layout->first_said |= over->first_said;
    layout->line |= over->line;
    layout->new_page |= over->new_page;
}

void docx_toggles_take(struct docx_toggles *toggles, enum docx_name name, const struct docx_tag *tag)
{
    static const struct {
        enum docx_name name;
        unsigned mark;
    } rows[] = {
        {W_B, RUN_BOLD}, {W_I, RUN_ITALIC}, {W_STRIKE, RUN_STRIKE}, {W_DSTRIKE, RUN_STRIKE}, {W_U, RUN_UNDERLINE}, {W_VANISH, DOCX_VANISH},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].name == name) {
            toggles->set |= rows[i].mark;
            toggles->on = docx_on(tag) ? toggles->on | rows[i].mark : toggles->on & ~rows[i].mark;
        }
}

static struct docx_toggles over(struct docx_toggles base, struct docx_toggles more)
{
    return (struct docx_toggles){base.set | more.set, (base.on & ~more.set) | more.on};
}

unsigned docx_marks(const struct docx_style *paragraph, const struct docx_style *character, struct docx_toggles own)
{
    unsigned of_paragraph = paragraph ? paragraph->toggles.on : 0, of_run = character ? character->toggles.on : 0;
    unsigned lined = (of_paragraph | of_run) & RUN_UNDERLINE; /* what is no toggle adds up; toggles of two styles take each other away */
    if (character && character->toggles.set & ~character->toggles.on & RUN_UNDERLINE)
        lined = 0;
    unsigned on = ((of_paragraph ^ of_run) & ~(unsigned)RUN_UNDERLINE) | lined;
    return (on & ~own.set) | own.on;
}

/* -- reading -- */

struct reading {
    struct docx *docx;
    struct docx_names *names;
    enum docx_name path[IMPORT_DEPTH + 1];
    size_t depth, hidden; /* hidden: depth of an old state of properties, or 0 */
    struct docx_style *style; /* the one being read, or NULL */
};

static bool within(const struct reading *reading, enum docx_name name)
{
    for (size_t i = reading->depth; i-- > 0;)
        if (reading->path[i] == name)
            return true;
    return false;
}

static struct docx_style *new_style(struct docx *docx, const char *id, const char *type)
{
    MEM_GROW(docx->styles, docx->style_count, docx->style_room);
    struct docx_style *style = &docx->styles[docx->style_count++];
    *style = (struct docx_style){.id = arena_copy(docx->arena, id), .name = "", .type = arena_copy(docx->arena, type)};
    docx_layout_start(&style->layout);
    return style;
}

/* The defaults of the document stand first, as a style without a type that paragraph styles inherit in the end. */
static void open_style(struct reading *reading, const struct docx_tag *tag)
{
    const char *id = docx_attr(tag, DOCX_W, "styleId"), *type = docx_attr(tag, DOCX_W, "type"), *first = docx_attr(tag, DOCX_W, "default");
    reading->style = new_style(reading->docx, id ? id : "", type ? type : "paragraph");
    reading->style->is_default = first && strcmp(first, "0") != 0 && strcmp(first, "false") != 0 && strcmp(first, "off") != 0;
}

static void take(struct reading *reading, enum docx_name name, const struct docx_tag *tag)
{
    struct docx_style *style = reading->style;
    const char *value = docx_val(tag);
    enum docx_name parent = reading->depth > 1 ? reading->path[reading->depth - 2] : N_OTHER;
    if (parent == W_R_PR)
        docx_toggles_take(&style->toggles, name, tag);
    else if (parent == W_STYLE && name == W_NAME)
        style->name = arena_copy(reading->docx->blocks->arena, value ? value : "");
    else if (parent == W_STYLE && name == W_BASED_ON)
        style->based_on = value ? arena_copy(reading->docx->arena, value) : NULL;
    else if (within(reading, W_P_PR) && name != W_P_STYLE)
        docx_layout_take(&style->layout, name, tag, reading->docx->arena);
}

static bool on_open(void *with, const char *ns, const char *element, const struct xml_attr *attrs, size_t count)
{
    struct reading *reading = with;
    struct docx_tag tag = {reading->names, attrs, count};
    enum docx_name name = docx_name_of(reading->names, ns, element);
    reading->path[reading->depth++] = name;
    if (!reading->hidden && (name == W_P_PR_CHANGE || name == W_R_PR_CHANGE || name == MC_FALLBACK))
        reading->hidden = reading->depth;
    if (reading->hidden)
        return true;
    if (name == W_STYLE)
        open_style(reading, &tag);
    else if (name == W_DOC_DEFAULTS)
        reading->style = &reading->docx->styles[0];
    else if (reading->style)
        take(reading, name, &tag);
    return true;
}

static bool on_close(void *with, const char *ns, const char *element)
{
    struct reading *reading = with;
    (void)ns;
    (void)element;
    enum docx_name name = reading->path[--reading->depth];
    if (reading->hidden > reading->depth)
        reading->hidden = 0;
    if (name == W_STYLE || name == W_DOC_DEFAULTS)
        reading->style = NULL;
    return true;
}

static int by_type_and_id(const void *a, const void *b)
{
    const struct docx_style *one = a, *other = b;
    int order = strcmp(one->type, other->type);
    return order ? order : strcmp(one->id, other->id);
}

bool docx_styles_read(struct docx *docx, size_t member)
{
    static const struct xml_handler handler = {on_open, NULL, on_close};
    struct reading reading = {.docx = docx, .names = docx_names_new()};
    new_style(docx, "", "");
    bool good = docx_parse(docx, member, &handler, &reading, NULL);
    docx_names_free(reading.names);
    qsort(docx->styles, docx->style_count, sizeof *docx->styles, by_type_and_id);
    return good;
}

/* -- looking up -- */

static struct docx_style *find(struct docx *docx, const char *id, const char *type)
{
    struct docx_style wanted = {.id = id, .type = type};
    return docx->style_count ? bsearch(&wanted, docx->styles, docx->style_count, sizeof wanted, by_type_and_id) : NULL;
}

static struct docx_style *default_style(struct docx *docx, const char *type)
{
    for (size_t i = 0; i < docx->style_count; i++)
        if (docx->styles[i].is_default && strcmp(docx->styles[i].type, type) == 0)
            return &docx->styles[i];
    return find(docx, "", "");
}

/* A chain that leads back into itself ends there. */
static void resolve(struct docx *docx, struct docx_style *style)
{
    struct docx_style *chain[CHAIN], whole = *style, *defaults = find(docx, "", "");
    size_t count = 0;
    for (struct docx_style *at = style; at && count < CHAIN; at = at->based_on && !at->resolved ? find(docx, at->based_on, style->type) : NULL) {
        bool again = false;
        for (size_t i = 0; i < count; i++)
            again = again || chain[i] == at;
        if (again)
            break;
        chain[count++] = at;
    }
    bool plain = strcmp(style->type, "paragraph") == 0 && defaults && !chain[count - 1]->resolved;
    whole.toggles = plain ? defaults->toggles : (struct docx_toggles){0, 0};
    docx_layout_start(&whole.layout);
    if (plain)
        whole.layout = defaults->layout;
    while (count > 0) {
        const struct docx_style *from = chain[--count];
        whole.toggles = over(whole.toggles, from->toggles);
        docx_layout_over(&whole.layout, &from->layout);
        if (whole.layout.outline == DOCX_UNSAID && docx_heading_level(from->name))
            whole.layout.outline = docx_heading_level(from->name) - 1;
    }
    *style = whole;
    style->resolved = true;
}

const struct docx_style *docx_style(struct docx *docx, const char *id, const char *type)
{
    struct docx_style *style = id ? find(docx, id, type) : NULL;
    if (!style && strcmp(type, "paragraph") == 0) {
        if (!docx->plain)
            docx->plain = default_style(docx, type);
        style = docx->plain;
    }
    if (style && !style->resolved)
        resolve(docx, style);
    return style;
}

/* -- headings by name -- */

/* In small letters, as far as there is room. */
static void lower(const char *text, char *small, size_t room)
{
    size_t size = 0, length;
    uint32_t point;
    for (; *text && size + 4 < room && (length = text_decode(text, strlen(text), &point)) != 0; text += length) {
        uint32_t changed = text_lower(point);
        if (changed < 0x80) {
            small[size++] = (char)changed;
        } else if (changed < 0x800) {
            small[size++] = (char)(0xC0 | changed >> 6);
            small[size++] = (char)(0x80 | (changed & 0x3F));
        } else {
            memcpy(small + size, text, length);
            size += length;
        }
    }
    small[size] = '\0';
}

int docx_heading_level(const char *style_name)
{
    static const char *const words[] = {
        "heading",  "überschrift", "titre", "t\xC3\xADtulo", "titulo", "titolo", "kop", "rubrik", "overskrift", "otsikko",
        "nag\xC5\x82\xC3\xB3wek", "nadpis", "c\xC3\xADmsor", "\xD0\xB7\xD0\xB0\xD0\xB3\xD0\xBE\xD0\xBB\xD0\xBE\xD0\xB2\xD0\xBE\xD0\xBA",
        "pennawd", "ceannteideal", "fyrirs\xC3\xB6gn", "ba\xC5\x9Fl\xC4\xB1k", "titlu", "naslov", "encapçalament", "t\xC3\xADtol",
        "izenburua", "pealkiri", "virsraksts", "antra\xC5\xA1t\xC4\x97",
        "\xCE\xB5\xCF\x80\xCE\xB9\xCE\xBA\xCE\xB5\xCF\x86\xCE\xB1\xCE\xBB\xCE\xAF\xCE\xB4\xCE\xB1",
        "\xE8\xA6\x8B\xE5\x87\xBA\xE3\x81\x97", "\xE6\xA0\x87\xE9\xA2\x98", "\xE6\xA8\x99\xE9\xA1\x8C", "\xEC\xA0\x9C\xEB\xAA\xA9",
    };
    char small[64];
    lower(style_name, small, sizeof small);
    if (strcmp(small, "title") == 0)
        return 1;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        const char *rest = small + length;
        if (strncmp(small, words[i], length) != 0)
            continue;
        rest += strspn(rest, " _-");
        if (*rest >= '1' && *rest <= '9' && strchr(" ,", rest[1] ? rest[1] : ' '))
            return *rest - '0';
    }
    return 0;
}
