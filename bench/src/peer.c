/* What the peers have in common. */
#include <stdlib.h>
#include <string.h>

#include "furui/path.h"
#include "peer.h"

enum {
	MAX_ARGUMENTS = 16,
	/* Files of one command: far below what exec(2) takes. */
	MAX_FILES = 500,
};

const struct bench_filter_kind *const bench_peers[] = {
	&bench_fisher,       &bench_bogofilter,
	&bench_bsfilter,     &bench_sylfilter,
	&bench_spamprobe,    &bench_spamoracle,
	&bench_bmf,          &bench_crm114,
	&bench_spamassassin, NULL};

const struct bench_filter_kind *bench_peer_by_name(const char *name)
{
	for (size_t i = 0; bench_peers[i]; i++)
		if (strcmp(bench_peers[i]->name, name) == 0)
			return bench_peers[i];
	return NULL;
}

int bench_peer_open(void **out, struct bench_mail *mail, const char *folder,
		    struct furui_error *err)
{
	struct bench_peer *peer = furui_xmalloc(sizeof *peer);
	*peer = (struct bench_peer){.mail = mail};
	peer->home = furui_path_join(folder, "home");
	peer->store = furui_path_join(folder, "store");
	*out = peer;
	if (furui_make_folder(peer->home, err) == 0)
		return 0;
	bench_peer_close(peer);
	return -1;
}

void bench_peer_close(void *context)
{
	struct bench_peer *peer = context;
	bench_remove_folder(peer->store);
	free(peer->home);
	free(peer->store);
	free(peer);
}

int bench_peer_reset(void *context, struct furui_error *err)
{
	struct bench_peer *peer = context;
	peer->trained = false;
	bench_remove_folder(peer->store);
	return furui_make_folder(peer->store, err);
}

char *bench_peer_first_line(const struct bench_peer *peer,
			    const char *const *argv)
{
	struct furui_buffer out = {0};
	if (bench_run_command(argv, peer->home, NULL, &out, 256, NULL) < 0 ||
	    out.size == 0) {
		furui_buffer_free(&out);
		return NULL;
	}
	furui_buffer_terminate(&out);
	out.data[strcspn(out.data, "\n")] = '\0';
	return out.data;
}

static bool is_wanted(const struct bench_peer *peer, uint32_t item, int label)
{
	return label < 0 || (int)peer->mail->items[item].label == label;
}

void bench_peer_list(const struct bench_peer *peer, const uint32_t *items,
		     size_t count, int label, struct furui_buffer *out)
{
	for (size_t i = 0; i < count; i++)
		if (is_wanted(peer, items[i], label))
			furui_buffer_printf(out, "%s\n",
					    peer->mail->items[items[i]].file);
}

int bench_peer_run_on(const struct bench_peer *peer, const char *const *argv,
		      const uint32_t *items, size_t count, int label, int bad,
		      struct furui_buffer *output, struct furui_error *err)
{
	const char *line[MAX_ARGUMENTS + MAX_FILES + 1];
	size_t fixed = 0;
	while (argv[fixed] && fixed < MAX_ARGUMENTS) {
		line[fixed] = argv[fixed];
		fixed++;
	}
	for (size_t i = 0; i < count;) {
		size_t size = fixed;
		for (; i < count && size < fixed + MAX_FILES; i++)
			if (is_wanted(peer, items[i], label))
				line[size++] = peer->mail->items[items[i]].file;
		line[size] = NULL;
		if (size > fixed && bench_run_command(line, peer->home, NULL,
						      output, bad, err) < 0)
			return -1;
	}
	return 0;
}

int bench_peer_fit(struct bench_peer *peer, const char *const *spam_argv,
		   const char *const *ham_argv, const uint32_t *items,
		   size_t count, int bad, struct furui_error *err)
{
	peer->trained = true;
	if (bench_peer_run_on(peer, spam_argv, items, count, FURUI_SPAM, bad,
			      NULL, err) < 0)
		return -1;
	return bench_peer_run_on(peer, ham_argv, items, count, FURUI_HAM, bad,
				 NULL, err);
}

int bench_peer_read(const struct bench_peer *peer, struct furui_buffer *answer,
		    const uint32_t *items, size_t count,
		    struct bench_verdict *verdicts,
		    int (*read)(const struct bench_peer *peer, char *line,
				const char *file, struct bench_verdict *out),
		    struct furui_error *err)
{
	furui_buffer_terminate(answer);
	char *rest = answer->data;
	for (size_t i = 0; i < count; i++) {
		const char *file = peer->mail->items[items[i]].file;
		char *line = strsep(&rest, "\n");
		if (!line || !*line)
			return furui_fail(err, FURUI_ERROR_INPUT,
					  "it said nothing of %s", file);
		if (read(peer, line, file, &verdicts[i]) < 0)
			return furui_fail(err, FURUI_ERROR_INPUT,
					  "of %s it said \"%.200s\", which is "
					  "not understood",
					  file, line);
	}
	if (rest && *rest)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "it said more than was asked: \"%.200s\"",
				  rest);
	return 0;
}

int bench_parse_probability(const char *text, double *out)
{
	char *end;
	double p = strtod(text, &end);
	if (*text < '0' || *text > '9' || *end || !(p >= 0 && p <= 1))
		return -1;
	*out = p;
	return 0;
}

char *bench_after_name(char *line, const char *file, const char *separator)
{
	size_t name = strlen(file), gap = strlen(separator);
	if (strncmp(line, file, name) != 0 ||
	    strncmp(line + name, separator, gap) != 0)
		return NULL;
	return line + name + gap;
}
