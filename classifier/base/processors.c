/* Asks the kernel for the processors at hand. */
#include "furui/processors.h"

#include <sched.h>
#include <unistd.h>

unsigned furui_processors(unsigned most)
{
	/* A set of 1,024, too small for the kernels of the largest machines. */
	cpu_set_t mine;
	long count = sched_getaffinity(0, sizeof mine, &mine) == 0
			     ? CPU_COUNT(&mine)
			     : sysconf(_SC_NPROCESSORS_ONLN);
	return count < 1 ? 1 : count > (long)most ? most : (unsigned)count;
}
