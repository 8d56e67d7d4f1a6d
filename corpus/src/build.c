/* furui-corpus build: a corpus out of mail folders. */
#include "build.h"

#include <stdlib.h>
#include <string.h>

#include "furui/progress.h"

struct input {
	const char *path;
	bool spam;
};

struct command {
	struct furui_build build;
	struct input *inputs;
	size_t count;
	uint64_t total, messages;
	uint64_t before; /* bytes of the paths done */
};

static void on_trouble(void *context, const char *path, const char *reason)
{
	(void)context;
	furui_corpus_say("%s: %s; skipped", path, reason);
}

/* 0 also when the path cannot be read: the others go on. */
static int read_input(struct command *command, const struct input *input,
		      struct furui_error *err)
{
	struct furui_folder_options options = {.limit = FURUI_BUILD_LIMIT,
					       .trouble = on_trouble};
	struct furui_folder *folder;
	struct furui_mail mail;
	struct furui_error reason;
	uint64_t done = 0;
	int result = 0;
	if (furui_folder_open(&folder, input->path, &options, &reason) < 0) {
		furui_corpus_say("%s; skipped", reason.text);
		return 0;
	}
	while (result == 0 && furui_folder_next(folder, &mail) == 1) {
		result = furui_build_add(&command->build, &mail, input->spam,
					 err);
		done = mail.done_bytes;
		furui_progress_show("build", NULL, ++command->messages,
				    command->before + done, command->total);
	}
	furui_folder_free(&folder);
	command->before += done;
	return result;
}

static int build(struct command *command, struct furui_error *err)
{
	struct furui_build *out = &command->build;
	uint64_t total = 0;
	if (furui_build_begin(out, err) < 0)
		return -1;
	for (size_t i = 0; i < command->count; i++)
		total += furui_folder_bytes(command->inputs[i].path);
	command->total = total;
	for (size_t i = 0; i < command->count; i++)
		if (read_input(command, &command->inputs[i], err) < 0)
			return -1;
	furui_progress_clear();
	if (out->count == 0)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "no message could be read; %s is left empty",
				  out->folder);
	return furui_build_finish(out, err);
}

static void summarise(const struct furui_build *build)
{
	printf("%s: %lu spam, %lu ham", build->folder, build->counts[true],
	       build->counts[false]);
	if (build->copies)
		printf("; %lu %s left out", build->copies,
		       build->copies == 1 ? "copy" : "copies");
	if (build->contradicted)
		printf("; %lu in both classes left out", build->contradicted);
	printf("\n");
}

/* Sorts the words of the command line: DIR, and the paths of each class. */
static int read_arguments(int argc, char **argv, struct command *command)
{
	enum {
		NONE,
		SPAM,
		HAM
	} class = NONE;
	bool options = true;
	for (int i = 1; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && strcmp(argv[i], "--spam") == 0)
			class = SPAM;
		else if (options && strcmp(argv[i], "--ham") == 0)
			class = HAM;
		else if (options && argv[i][0] == '-' && argv[i][1])
			return furui_corpus_usage("build has no option %s",
						  argv[i]);
		else if (class != NONE)
			command->inputs[command->count++] =
				(struct input){argv[i], class == SPAM};
		else if (command->build.folder)
			return furui_corpus_usage("build: --spam or --ham "
						  "before %s",
						  argv[i]);
		else
			command->build.folder = argv[i];
	}
	if (!command->build.folder)
		return furui_corpus_usage("build: into which folder?");
	if (command->count == 0)
		return furui_corpus_usage("build: --spam PATH... and --ham "
					  "PATH... say what from");
	return 0;
}

int furui_corpus_build(int argc, char **argv)
{
	struct command command = {.build = {.data = -1}};
	struct furui_error err;
	command.inputs = furui_xmalloc((size_t)argc * sizeof *command.inputs);
	int code = read_arguments(argc, argv, &command);
	if (code == 0 && build(&command, &err) < 0) {
		furui_corpus_say("%s", err.text);
		code = EXIT_TROUBLE;
	} else if (code == 0) {
		summarise(&command.build);
	}
	furui_build_free(&command.build);
	free(command.inputs);
	return code;
}
