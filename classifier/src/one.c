/* One message: reads it, judges it, passes it on, and learns it last of all,
 * so that trouble with learning costs no mail. */
#include "one.h"

#include <stdint.h>
#include <unistd.h>

#include "confine.h"
#include "furui/heap.h"
#include "guard.h"
#include "passthrough.h"
#include "register.h"
#include "remote.h"
#include "session.h"

struct run {
	struct furui_options *options;
	struct furui_session session;
	struct furui_buffer input;
	struct furui_passthrough pass;
	const char *message; /* within input */
	size_t message_size;
	struct furui_result result;
	int out;
};

enum {
	/* From so many bytes on, reading a message takes more pages of memory
	 * than a process takes to start: in huge ones, half a megabyte of HTML
	 * takes half the time. */
	LARGE = 128 << 10,
	LARGE_HEAP = 32 << 20,
};

/* What went wrong does not hurt when the message comes out and the caller
 * wants it so. */
static int open_code(const struct furui_options *options)
{
	if (options->pass && options->embed && !options->tempfail)
		return 0;
	return furui_trouble_code(options);
}

static int read_message(struct run *run, struct furui_error *err)
{
	int in = furui_open_input(run->options, err);
	if (in < 0)
		return -1;
	int result = furui_buffer_fill(&run->input, in, LARGE, err);
	if (result > 0) {
		furui_heap_reserve(LARGE_HEAP);
		result = furui_buffer_fill(&run->input, in, SIZE_MAX, err);
	}
	if (in != STDIN_FILENO)
		(void)close(in);
	run->message = run->input.data;
	run->message_size = run->input.size;
	if (!result && run->options->pass) {
		furui_passthrough_prepare(&run->pass, run->input.data,
					  run->input.size);
		run->message = run->pass.head;
		run->message_size = run->pass.head_size + run->pass.rest_size;
	}
	return result;
}

/* furuid's answer is the verdict and no more: whoever wants the message's
 * tokens reads it here. */
static bool asks_furuid(const struct furui_session *session)
{
	const struct furui_options *options = session->options;
	return !session->own_given && !options->tokens && !options->update &&
	       options->verbose < 2 && !furui_options_learn(options);
}

/* Fills run->result; on trouble its error, and says so. */
static void judge(struct run *run)
{
	struct furui_options *options = run->options;
	struct furui_error err = {0};
	const char *word = NULL;
	bool learn = furui_options_learn(options);
	bool failed = furui_session_open(&run->session, options, &word, &err);
	if (!failed && asks_furuid(&run->session) &&
	    furui_remote_judge(&run->session, run->message, run->message_size,
			       &run->result.verdict)) {
		run->result.remote = true;
		return;
	}
	/* Learning needs no model: the first message has none. */
	bool wanted = !options->tokens && !(learn && !options->pass);
	if (!failed && wanted &&
	    furui_session_map(&run->session, &word, &err)) {
		failed = true;
		if (learn)
			err.text[0] = '\0';
	}
	run->result.error = failed ? word : NULL;
	if (failed && err.text[0])
		furui_say(err.text);
	if (!run->session.folder || (failed && !learn))
		return;
	furui_session_make_reader(&run->session);
	/* Learning opens the store's files when the message is out. */
	furui_confine(run->input.capacity, !learn && !options->update);
	if (furui_session_judge(&run->session, run->message, run->message_size,
				&run->result, &err))
		furui_say(err.text);
}

/* Prints what was asked for and passes the message on. */
static int put(struct run *run, struct furui_error *err)
{
	const struct furui_options *options = run->options;
	struct furui_buffer text = {0};
	int result = 0;
	if (!furui_options_learn(options) || options->pass)
		furui_put_result(options, &run->result, &text);
	/* The message has standard output for itself. */
	if (options->pass) {
		(void)furui_write_all(STDERR_FILENO, text.data, text.size,
				      NULL);
		text.size = 0;
		furui_put_fields(&run->result, options->bogosity, run->pass.eol,
				 &text);
		furui_confine_lift();
		furui_guard_writing();
		result = furui_passthrough_write(&run->pass, run->out,
						 text.data, text.size, err);
	} else {
		furui_confine_lift();
		furui_guard_writing();
		result = furui_write_all(run->out, text.data, text.size, err);
	}
	furui_buffer_free(&text);
	/* A full disk may show only when a file is closed. Not the descriptor
	 * itself, though: the store's files must not become our output. */
	if (!result && close(dup(run->out)))
		result = furui_fail_errno(err, "cannot write");
	return result;
}

static int learn(struct run *run, struct furui_error *err)
{
	const struct furui_options *options = run->options;
	struct furui_lesson lesson = furui_lesson_of(
		options, run->session.model ? &run->result.verdict : NULL);
	if (!lesson.learn && !lesson.forget)
		return 0;
	if (!run->result.features)
		return -1;
	struct furui_register reg = {0};
	int failed = furui_register_message(
		&reg, &run->session, &lesson, run->message, run->message_size,
		run->result.features, options->input ? options->input : "-",
		err);
	return furui_register_end(&reg, options, err) || failed ? -1 : 0;
}

static int verdict_code(const struct run *run)
{
	const struct furui_options *options = run->options;
	if (furui_options_learn(options))
		return 0;
	if (run->result.error)
		return open_code(options);
	return options->embed || options->tokens
		       ? 0
		       : (int)run->result.verdict.class;
}

/* Everything after the message is in memory and the guard is up. */
static int judge_and_put(struct run *run, const char *usage)
{
	struct furui_error err = {0};
	if (usage)
		run->result.error = usage;
	else
		judge(run);
	if (put(run, &err)) {
		furui_say(err.text);
		return furui_trouble_code(run->options);
	}
	int code = verdict_code(run);
	furui_guard_written(code);
	if (usage)
		return code;
	furui_log_result(run->options, &run->result);
	if (learn(run, &err)) {
		if (err.text[0])
			furui_say(err.text);
		/* The mail is out already: -e and -u say it is well. */
		if (!run->options->pass ||
		    !(run->options->embed || run->options->update))
			code = furui_trouble_code(run->options);
	}
	return code;
}

int furui_one(struct furui_options *options, const char *usage)
{
	struct run run = {.options = options};
	struct furui_error err = {0};
	int code = furui_trouble_code(options);
	run.out = -1;
	if (read_message(&run, &err) ||
	    (run.out = furui_open_output(options, &err)) < 0) {
		furui_say(err.text);
		goto out;
	}
	const struct furui_guard guard = {
		.pass = options->pass ? &run.pass : NULL,
		.out = run.out,
		.passed_code = usage ? FURUI_EXIT_USAGE : open_code(options),
		.trouble_code = furui_trouble_code(options),
	};
	furui_guard_arm(&guard);
	code = judge_and_put(&run, usage);
out:
	furui_session_close(&run.session);
	furui_buffer_free(&run.input);
	return code;
}
