/* Asks the kernel for the processors at hand. */
#include "furui/processors.h"

#include <sched.h>

unsigned furui_processors(unsigned most)
{
	cpu_set_t mine;
	unsigned count = sched_getaffinity(0, sizeof mine, &mine) == 0
				 ? (unsigned)CPU_COUNT(&mine)
				 : 1;
	return count < 1 ? 1 : count > most ? most : count;
}
