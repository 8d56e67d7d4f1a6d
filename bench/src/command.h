/* Runs another filter's program as its user would, but away from the user's
 * own files. */
#ifndef BENCH_COMMAND_H
#define BENCH_COMMAND_H

#include <stdbool.h>

#include "furui/buffer.h"
#include "furui/error.h"

/* True when the program is on $PATH. */
bool bench_have_program(const char *name);

/* Runs argv (NULL at its end, argv[0] looked up on $PATH) with HOME set to
 * `home` and no variable that names a filter's folder. `input` goes to its
 * standard input (NULL: empty); its standard output is appended to `output`
 * (NULL: dropped). Returns the exit status, or -1 when it cannot be run or a
 * signal ends it. When the status is `bad` or more, -1 too, the error quoting
 * its last line on standard error. */
int bench_run_command(const char *const *argv, const char *home,
		      const struct furui_buffer *input,
		      struct furui_buffer *output, int bad,
		      struct furui_error *err);

/* A fresh folder, removed with all in it by bench_remove_folder(); malloc'd.
 * In $TMPDIR, else /tmp. */
char *bench_make_folder(struct furui_error *err);
void bench_remove_folder(const char *folder);

#endif
