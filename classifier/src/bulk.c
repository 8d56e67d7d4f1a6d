/* Judges or learns the messages of an mbox, of names, of files and folders. */
#include "bulk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/folder.h"
#include "register.h"

struct bulk {
	struct furui_session session;
	struct furui_register reg;
	bool learn_only;
	int out;
	struct furui_buffer line;
	int code;     /* of the last message; -1 before the first */
	bool trouble; /* something could not be read */
};

static void tell_trouble(void *context, const char *path, const char *reason)
{
	struct bulk *bulk = context;
	(void)fprintf(stderr, "furui: %s: %s\n", path, reason);
	bulk->trouble = true;
}

static int one_mail(struct bulk *bulk, const struct furui_mail *mail,
		    struct furui_error *err)
{
	struct furui_session *session = &bulk->session;
	const struct furui_options *options = session->options;
	struct furui_result result = {.name = mail->source};
	if (furui_session_judge(session, mail->bytes, mail->size, &result, err))
		tell_trouble(bulk, mail->source, err->text);
	bulk->code = bulk->learn_only || options->tokens || options->embed
			     ? 0
			     : (int)result.verdict.class;
	bulk->line.size = 0;
	if (!bulk->learn_only)
		furui_put_result(options, &result, &bulk->line);
	/* At once: who wrote a name may wait for its verdict. */
	if (furui_write_all(bulk->out, bulk->line.data, bulk->line.size, err))
		return -1;
	furui_log_result(options, &result);
	struct furui_lesson lesson = furui_lesson_of(
		options, session->model ? &result.verdict : NULL);
	if (!lesson.learn && !lesson.forget)
		return 0;
	return furui_register_message(&bulk->reg, session, &lesson, mail->bytes,
				      mail->size, result.features, mail->source,
				      err);
}

static int all_mail(struct bulk *bulk, struct furui_folder *folder,
		    struct furui_error *err)
{
	struct furui_mail mail;
	int result = 0;
	while (!result && furui_folder_next(folder, &mail) == 1)
		result = one_mail(bulk, &mail, err);
	furui_folder_free(&folder);
	return result;
}

static int one_path(struct bulk *bulk, const char *path,
		    struct furui_error *err)
{
	const struct furui_folder_options options = {.trouble = tell_trouble,
						     .context = bulk};
	struct furui_folder *folder = NULL;
	if (furui_folder_open(&folder, path, &options, err)) {
		furui_say(err->text);
		bulk->trouble = true;
		return 0;
	}
	return all_mail(bulk, folder, err);
}

static int read_mbox(struct bulk *bulk, int fd, struct furui_error *err)
{
	const struct furui_folder_options options = {.trouble = tell_trouble,
						     .context = bulk};
	const char *name = bulk->session.options->input;
	struct furui_folder *folder = NULL;
	if (furui_folder_open_mbox(&folder, fd, name ? name : "-", &options,
				   err))
		return -1;
	return all_mail(bulk, folder, err);
}

static int read_names(struct bulk *bulk, int fd, struct furui_error *err)
{
	FILE *names = fdopen(fd, "r");
	if (!names)
		return furui_fail_errno(err, "cannot read names");
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	int result = 0;
	while (!result && (size = getline(&line, &room, names)) >= 0) {
		if (size && line[size - 1] == '\n')
			line[--size] = '\0';
		if (size)
			result = one_path(bulk, line, err);
	}
	if (!result && ferror(names))
		result = furui_fail_errno(err, "cannot read names");
	free(line);
	(void)fclose(names);
	return result;
}

static int run(struct bulk *bulk, struct furui_error *err)
{
	const struct furui_options *options = bulk->session.options;
	int result = 0;
	if (options->source == FURUI_PATHS) {
		for (int i = 0; !result && i < options->path_count; i++)
			result = one_path(bulk, options->paths[i], err);
		return result;
	}
	int fd = furui_open_input(options, err);
	if (fd < 0)
		return -1;
	if (options->source == FURUI_NAMES)
		return read_names(bulk, fd, err);
	result = read_mbox(bulk, fd, err);
	if (fd != STDIN_FILENO)
		(void)close(fd);
	return result;
}

int furui_bulk(struct furui_options *options)
{
	struct furui_error err = {0};
	struct bulk bulk = {.code = -1};
	const char *word;
	bulk.learn_only = furui_options_learn(options);
	bool failed = furui_session_open(&bulk.session, options, &word, &err) ||
		      (!bulk.learn_only && !options->tokens &&
		       furui_session_map(&bulk.session, &word, &err)) ||
		      (bulk.out = furui_open_output(options, &err)) < 0 ||
		      run(&bulk, &err);
	if (failed)
		furui_say(err.text);
	/* What was learned before the trouble counts. */
	if (furui_register_end(&bulk.reg, options, &err)) {
		furui_say(err.text);
		failed = true;
	}
	if (!failed && bulk.code < 0 && !bulk.trouble) {
		furui_say("there is no message in what I was given");
		bulk.trouble = true;
	}
	furui_buffer_free(&bulk.line);
	furui_session_close(&bulk.session);
	return failed || bulk.trouble ? furui_trouble_code(options) : bulk.code;
}
