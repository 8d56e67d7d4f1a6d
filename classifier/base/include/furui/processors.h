/* How many things can be done at once. */
#ifndef FURUI_PROCESSORS_H
#define FURUI_PROCESSORS_H

/* The processors that this process may run on: those of the machine, or fewer
 * (taskset(1), a container's set). At least 1, at most `most`. */
unsigned furui_processors(unsigned most);

#endif
