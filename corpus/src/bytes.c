/* How much there is to read: for progress bars. */
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>

#include "folder_private.h"

/* nftw() has no context; each thread sums for itself. */
static _Thread_local uint64_t sum;

static int add(const char *path, const struct stat *st, int kind,
	       struct FTW *where)
{
	if (kind == FTW_F && S_ISREG(st->st_mode) &&
	    !furui_passed_over(path + where->base))
		sum += (uint64_t)st->st_size;
	return 0;
}

uint64_t furui_folder_bytes(const char *path)
{
	struct stat st;
	if (stat(path, &st) < 0)
		return 0;
	if (S_ISREG(st.st_mode))
		return (uint64_t)st.st_size;
	/* The slash follows a link that the user named. */
	struct furui_buffer folder = {0};
	furui_buffer_printf(&folder, "%s/", path);
	sum = 0;
	(void)nftw(furui_buffer_terminate(&folder), add, FURUI_FOLDER_DEPTH,
		   FTW_PHYS);
	furui_buffer_free(&folder);
	return sum;
}
