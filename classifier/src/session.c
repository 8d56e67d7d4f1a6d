/* Opens what a run needs, and no more; judges; says what went wrong. */
#include "session.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "furui/config.h"

void furui_say(const char *text)
{
	(void)fprintf(stderr, "furui: %s\n", text);
}

int furui_trouble_code(const struct furui_options *options)
{
	return options->tempfail ? FURUI_EXIT_TEMPFAIL : FURUI_EXIT_TROUBLE;
}

int furui_open_input(const struct furui_options *options,
		     struct furui_error *err)
{
	if (!options->input)
		return STDIN_FILENO;
	int fd = open(options->input, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return furui_fail_errno(err, "cannot open %s", options->input);
	return fd;
}

int furui_open_output(const struct furui_options *options,
		      struct furui_error *err)
{
	if (!options->output)
		return STDOUT_FILENO;
	int fd = open(options->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
		      0666);
	if (fd < 0)
		return furui_fail_errno(err, "cannot write %s",
					options->output);
	return fd;
}

static void warn_of_key(const char *key)
{
	(void)fprintf(stderr,
		      "furui: the configuration has the key %s, which does "
		      "not exist; see furui(1)\n",
		      key);
}

static int set_key(void *context, const char *key, const char *value,
		   struct furui_error *err)
{
	return furui_options_set(context, key, value, warn_of_key, err);
}

static int read_config(struct furui_options *options, struct furui_error *err)
{
	if (options->no_config)
		return 0;
	err->code = FURUI_ERROR_NONE;
	char *path = furui_config_file(options->config, err);
	if (!path)
		return err->code == FURUI_ERROR_NONE ? 0 : -1;
	int result = furui_config_read(path, set_key, options, err);
	free(path);
	return result;
}

/* What the options that were accepted for bogofilter's sake did: nothing. */
static void tell_ineffective(const struct furui_options *options)
{
	if (options->verbose < 2 || options->quiet)
		return;
	for (int i = 0; i < options->ineffective_count; i++)
		(void)fprintf(stderr, "furui: %s has no effect here\n",
			      options->ineffective[i]);
}

/* Now, with the time zone: neither can be had any more when the line is
 * written (confine.h). */
static void open_log(const struct furui_options *options)
{
	if (!options->log)
		return;
	tzset();
	openlog("furui", LOG_PID | LOG_NDELAY, LOG_MAIL);
}

/* Who the user is: of no message's verdict alone, so trouble with it is only
 * said. */
static void open_own(struct furui_session *session)
{
	struct furui_options *options = session->options;
	struct furui_error err = {0};
	if (furui_own_open(&session->own, session->folder, &err) < 0) {
		if (err.code != FURUI_ERROR_ABSENT) {
			furui_say(err.text);
			if (options->log)
				syslog(LOG_WARNING, "%s", err.text);
		}
		furui_own_new(&session->own);
	}
	if (options->own)
		furui_own_join(session->own, options->own);
}

int furui_session_open(struct furui_session *session,
		       struct furui_options *options, const char **word,
		       struct furui_error *err)
{
	*session = (struct furui_session){.options = options,
					  .own_given = options->own != NULL};
	tell_ineffective(options);
	*word = "config";
	int result = read_config(options, err);
	open_log(options);
	if (result)
		return -1;
	*word = "no-store";
	session->folder = furui_store_folder(options->store, err);
	if (!session->folder)
		return -1;
	open_own(session);
	return 0;
}

void furui_session_make_reader(struct furui_session *session)
{
	if (session->reader)
		return;
	(void)furui_reader_new(&session->reader, NULL);
	furui_reader_set_own(session->reader, session->own);
}

int furui_session_map(struct furui_session *session, const char **word,
		      struct furui_error *err)
{
	if (furui_model_open(&session->model, session->folder, err) == 0)
		return 0;
	switch (err->code) {
	case FURUI_ERROR_ABSENT:
		*word = "no-model";
		break;
	case FURUI_ERROR_DAMAGED:
		*word = "model-damaged";
		break;
	case FURUI_ERROR_VERSION:
		*word = "model-version";
		break;
	case FURUI_ERROR_UNSAFE:
		*word = "model-unsafe";
		break;
	default:
		*word = "unreadable";
	}
	return -1;
}

void furui_session_close(struct furui_session *session)
{
	furui_model_free(&session->model);
	furui_reader_free(&session->reader);
	furui_own_free(&session->own);
	free(session->folder);
	session->folder = NULL;
}

int furui_session_judge(struct furui_session *session, const void *bytes,
			size_t size, struct furui_result *result,
			struct furui_error *err)
{
	struct furui_verdict *verdict = &result->verdict;
	furui_session_make_reader(session);
	result->features = furui_read(session->reader, bytes, size);
	result->model = session->model;
	if (!session->model)
		return 0;
	session->options->judge(session->model, result->features,
				&session->options->cutoffs, verdict);
	if (isfinite(verdict->log_odds) && isfinite(verdict->probability))
		return 0;
	/* Only counts and weights that nobody fitted come to that. */
	*verdict = (struct furui_verdict){.class = FURUI_CLASS_UNSURE};
	result->error = "model-damaged";
	return furui_fail(err, FURUI_ERROR_DAMAGED,
			  "the model in %s is damaged. Run: furui-train refit",
			  session->folder);
}

void furui_log_result(const struct furui_options *options,
		      const struct furui_result *result)
{
	/* Learning alone judges nothing. */
	if (!options->log ||
	    (!result->model && !result->error && !result->remote))
		return;
	struct furui_buffer line = {0};
	furui_put_field(result, &line);
	syslog(result->error ? LOG_WARNING : LOG_INFO, "%s%s%s",
	       options->log_tag ? options->log_tag : "",
	       options->log_tag ? " " : "", furui_buffer_terminate(&line));
	furui_buffer_free(&line);
}
