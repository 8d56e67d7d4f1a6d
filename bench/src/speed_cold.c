/* The commands that mark one message: a process for each, as in procmail. */
#include <string.h>

#include "speed_private.h"

static const char store_here[] = "STORE", socket_here[] = "SOCKET";

struct command {
	const char *name; /* the filter's */
	int bad;          /* exit statuses from here on are failures */
	const char *argv[SPEED_ARGUMENTS];
};

static const struct command commands[] = {
	{"furui",
	 1,
	 {"furui", "-C", "-d", store_here, "--socket", socket_here, "-p",
	  "-e"}},
	{"bogofilter", 1, {"bogofilter", "-C", "-d", store_here, "-p", "-e"}},
	{"spamprobe", 1, {"spamprobe", "-M", "-d", store_here, "score"}},
	{"bmf", 2, {"bmf", "-d", store_here, "-p"}},
	{"bsfilter",
	 2,
	 {"bsfilter", "--homedir", store_here, "--pipe", "--insert-flag",
	  "--insert-probability"}},
};

int speed_cold_command(const struct bench_filter_kind *kind,
		       const struct bench_peer *peer, const char *socket,
		       const char *argv[SPEED_ARGUMENTS])
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(commands[i].name, kind->name) != 0)
			continue;
		memcpy(argv, commands[i].argv, sizeof commands[i].argv);
		for (size_t j = 0; argv[j]; j++)
			if (argv[j] == store_here)
				argv[j] = peer->store;
			else if (argv[j] == socket_here)
				argv[j] = socket;
		if (kind == &speed_furui)
			argv[0] = speed_program(kind->program);
		return commands[i].bad;
	}
	return -1;
}

int speed_nothing_command(const struct bench_filter_kind *kind,
			  const char *argv[SPEED_ARGUMENTS])
{
	if (kind != &speed_furui && kind != &bench_bogofilter &&
	    kind != &bench_spamprobe)
		return -1;
	argv[0] = kind == &speed_furui ? speed_program(kind->program)
				       : kind->program;
	argv[1] = "-V";
	argv[2] = NULL;
	return 256;
}
