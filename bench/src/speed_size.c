/* How many bytes a token takes on disk. */
#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/path.h"
#include "speed_private.h"

/* Blocks, as a file may have holes. */
static int count_bytes(const char *folder, struct speed_sizes *sizes,
		       struct furui_error *err)
{
	DIR *dir = opendir(folder);
	if (!dir)
		return furui_fail_errno(err, "cannot read %s", folder);
	for (struct dirent *entry; (entry = readdir(dir));) {
		struct stat st;
		if (fstatat(dirfd(dir), entry->d_name, &st,
			    AT_SYMLINK_NOFOLLOW) < 0 ||
		    !S_ISREG(st.st_mode))
			continue;
		const char *name = entry->d_name;
		double bytes = 512. * (double)st.st_blocks;
		if (strcmp(name, "model") == 0)
			sizes->model += bytes;
		else
			sizes->store += bytes;
		if (strcmp(name, "tokens.db") == 0 ||
		    strcmp(name, "wordlist.db") == 0)
			sizes->counts += bytes;
	}
	closedir(dir);
	return 0;
}

static int furui_tokens(const struct bench_peer *peer, double *tokens,
			struct furui_error *err)
{
	const char *const argv[] = {speed_program("furui-train"),
				    "-d",
				    peer->store,
				    "--json",
				    "status",
				    NULL};
	struct furui_buffer said = {0};
	int result = bench_run_command(argv, peer->home, NULL, &said, 1, err);
	if (result >= 0) {
		static const char key[] = "\"tokens\":";
		const char *at = strstr(furui_buffer_terminate(&said), key);
		*tokens = at ? strtod(at + strlen(key), NULL) : 0;
		result = 0;
	}
	furui_buffer_free(&said);
	return result;
}

/* Lines of a dump; those of its own begin with a full stop. */
static int bogofilter_tokens(const struct bench_peer *peer, double *tokens,
			     struct furui_error *err)
{
	char *list = furui_path_join(peer->store, "wordlist.db");
	const char *const argv[] = {"bogoutil", "-d", list, NULL};
	struct furui_buffer said = {0};
	int result = bench_run_command(argv, peer->home, NULL, &said, 1, err);
	if (result >= 0) {
		char *line, *rest;
		furui_buffer_terminate(&said);
		rest = said.data;
		while ((line = strsep(&rest, "\n")))
			*tokens += *line && *line != '.';
		result = 0;
	}
	furui_buffer_free(&said);
	free(list);
	return result;
}

int speed_sizes(const struct bench_filter_kind *kind,
		const struct bench_peer *peer, struct speed_sizes *sizes,
		struct furui_error *err)
{
	double tokens = 0;
	struct speed_sizes bytes = {0, 0, 0};
	*sizes = (struct speed_sizes){NAN, NAN, NAN};
	if (kind == &speed_furui) {
		if (furui_tokens(peer, &tokens, err) < 0)
			return -1;
	} else if (kind == &bench_bogofilter) {
		if (bogofilter_tokens(peer, &tokens, err) < 0)
			return -1;
	} else {
		return 0;
	}
	if (count_bytes(peer->store, &bytes, err) < 0)
		return -1;
	if (tokens > 0)
		*sizes = (struct speed_sizes){
			bytes.store / tokens, bytes.counts / tokens,
			kind == &speed_furui ? bytes.model / tokens : NAN};
	return 0;
}
