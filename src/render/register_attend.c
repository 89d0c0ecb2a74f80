#include "render/register_parts.h"
void register_attendance(struct register_set *set, const struct linked *linked, const struct body_facts *body) {(void)set;(void)linked;(void)body;}
bool register_write_ics(struct register_set *set, struct renderer *renderer, struct buf *out) {(void)set;(void)renderer;(void)out;return true;}
