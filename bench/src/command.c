/* Runs another filter's program with input, output and a home of its own. */
#include <errno.h>
#include <ftw.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command.h"
#include "furui/path.h"

extern char **environ;

bool bench_have_program(const char *name)
{
	const char *path = getenv("PATH");
	char *list = furui_xstrdup(path ? path : "/usr/bin:/bin");
	char *rest = list, *folder;
	bool found = false;
	while (!found && (folder = strsep(&rest, ":"))) {
		char *file = furui_path_join(*folder ? folder : ".", name);
		found = access(file, X_OK) == 0;
		free(file);
	}
	free(list);
	return found;
}

/* The environment without what would lead a filter to the user's own data.
 * The array is malloc'd, its first string too. */
static char **make_environment(const char *home)
{
	static const char *const dropped[] = {
		"HOME=", "BOGOFILTER_DIR=", "BSFILTERHOME="};
	size_t count = 0, kept = 1;
	while (environ[count])
		count++;
	char **copy = furui_xmalloc((count + 2) * sizeof *copy);
	struct furui_buffer variable = {0};
	furui_buffer_printf(&variable, "HOME=%s", home);
	furui_buffer_terminate(&variable);
	copy[0] = variable.data;
	for (size_t i = 0; i < count; i++) {
		bool drop = false;
		for (size_t j = 0; j < sizeof dropped / sizeof *dropped; j++)
			drop |= strncmp(environ[i], dropped[j],
					strlen(dropped[j])) == 0;
		if (!drop)
			copy[kept++] = environ[i];
	}
	copy[kept] = NULL;
	return copy;
}

/* A file in memory: a long list of names and a long answer cannot then block
 * each other, as two pipes could. */
static int make_stream(const struct furui_buffer *bytes,
		       struct furui_error *err)
{
	int fd = memfd_create("furui-bench", MFD_CLOEXEC);
	if (fd < 0)
		return furui_fail_errno(err, "cannot make a file in memory");
	if (bytes && (furui_write_all(fd, bytes->data, bytes->size, err) < 0 ||
		      lseek(fd, 0, SEEK_SET) < 0)) {
		close(fd);
		return -1;
	}
	return fd;
}

static int start_and_wait(const char *const *argv, const char *home,
			  const int *streams, struct furui_error *err)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&actions, streams[i], i);
	char **environment = make_environment(home);
	pid_t child;
	/* posix_spawn keeps argv as it is. */
	errno = posix_spawnp(&child, argv[0], &actions, NULL,
			     (char *const *)argv, environment);
	int failed = errno;
	posix_spawn_file_actions_destroy(&actions);
	free(environment[0]);
	free(environment);
	if (failed)
		return furui_fail_errno(err, "cannot run %s", argv[0]);
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return furui_fail_errno(err, "cannot wait for %s",
						argv[0]);
	if (WIFSIGNALED(status))
		return furui_fail(err, FURUI_ERROR_SYSTEM,
				  "%s was ended by signal %d (%s)", argv[0],
				  WTERMSIG(status),
				  strsignal(WTERMSIG(status)));
	return WEXITSTATUS(status);
}

/* Both streams were written through duplicates that share their offset. */
static int read_stream(int fd, struct furui_buffer *out,
		       struct furui_error *err)
{
	if (lseek(fd, 0, SEEK_SET) < 0)
		return furui_fail_errno(err, "cannot read the answer");
	return furui_buffer_read(out, fd, SIZE_MAX / 2, err);
}

static int fail_quoting(const char *program, int status, int fd,
			struct furui_error *err)
{
	struct furui_buffer said = {0};
	if (read_stream(fd, &said, NULL) == 0)
		while (said.size && said.data[said.size - 1] == '\n')
			said.size--;
	const char *text = furui_buffer_terminate(&said);
	const char *line = strrchr(text, '\n');
	furui_fail(err, FURUI_ERROR_SYSTEM, "%s ended with status %d: %s",
		   program, status, line ? line + 1 : text);
	furui_buffer_free(&said);
	return -1;
}

int bench_run_command(const char *const *argv, const char *home,
		      const struct furui_buffer *input,
		      struct furui_buffer *output, int bad,
		      struct furui_error *err)
{
	int streams[3] = {-1, -1, -1}, status = -1;
	for (int i = 0; i < 3; i++)
		if ((streams[i] = make_stream(i ? NULL : input, err)) < 0)
			goto out;
	status = start_and_wait(argv, home, streams, err);
	if (status >= bad)
		status = fail_quoting(argv[0], status, streams[2], err);
	if (status >= 0 && output && read_stream(streams[1], output, err) < 0)
		status = -1;
out:
	for (int i = 0; i < 3; i++)
		if (streams[i] >= 0)
			close(streams[i]);
	return status;
}

char *bench_make_folder(struct furui_error *err)
{
	const char *where = getenv("TMPDIR");
	char *folder = furui_path_join(where && *where ? where : "/tmp",
				       "furui-bench.XXXXXX");
	if (mkdtemp(folder))
		return folder;
	furui_fail_errno(err, "cannot make a folder %s", folder);
	free(folder);
	return NULL;
}

static int remove_one(const char *path, const struct stat *st, int kind,
		      struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

void bench_remove_folder(const char *folder)
{
	(void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
