/* A progress bar on stderr, drawn ten times a second at most. */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "program.h"

enum {
	BAR = 24, /* columns */
};

static bool drawn;

static double now(void)
{
	struct timespec time;
	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void furui_progress_begin(struct furui_progress *progress, const char *what,
			  uint64_t total)
{
	*progress = (struct furui_progress){
		.what = what,
		.total = total,
		.wanted = isatty(STDERR_FILENO),
	};
	progress->begun = progress->shown = now();
}

void furui_progress_clear(void)
{
	if (drawn)
		(void)fputs("\r\033[K", stderr);
	drawn = false;
}

void furui_progress_step(struct furui_progress *progress, uint64_t done)
{
	progress->count++;
	progress->done = done;
	if (!progress->wanted)
		return;
	double time = now();
	if (time - progress->shown < 0.1)
		return;
	progress->shown = time;
	double seconds = time - progress->begun;
	double share =
		progress->total ? (double)done / (double)progress->total : 0;
	if (share > 1)
		share = 1;
	int filled = (int)(share * BAR);
	char bar[BAR + 1];
	for (int i = 0; i < BAR; i++)
		bar[i] = i < filled ? '#' : '.';
	bar[BAR] = '\0';
	(void)fprintf(stderr, "\r\033[K%s [%s] %3.0f%%  %lu messages, %.0f/s",
		      progress->what, bar, share * 100, progress->count,
		      (double)progress->count / seconds);
	if (share > 0.01) {
		long left = (long)(seconds / share - seconds);
		(void)fprintf(stderr, ", %ld:%02ld left", left / 60, left % 60);
	}
	(void)fflush(stderr);
	drawn = true;
}
