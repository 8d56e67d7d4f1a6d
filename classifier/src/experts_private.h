/* What scoring packed views and scoring text share. */
#ifndef FURUI_EXPERTS_PRIVATE_H
#define FURUI_EXPERTS_PRIVATE_H

#include "experts.h"

/* What an expert says of a message, from the sum of the weights of its
 * `count` distinct slots. */
double furui_expert_scale(enum furui_expert expert, double sum, size_t count);

#endif
