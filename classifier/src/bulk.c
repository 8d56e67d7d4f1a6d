/* Judges or learns the messages of an mbox, of names, of files and folders. */
#include "bulk.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crew.h"
#include "furui/folder.h"
#include "furui/heap.h"
#include "furui/processors.h"
#include "register.h"

enum {
	/* Judged here before others are called in: starting them costs as much
	 * as ten messages. */
	ALONE_MESSAGES = 32,
	ALONE_BYTES = 1 << 20,
	STEP = 256 << 10, /* of names that are read */
	/* Verdicts are held back for so much mail at most, and so many bytes of
	 * them. */
	HELD_MAIL = 256 << 10,
	HELD_LINES = 4 << 10,
};

struct bulk {
	struct furui_session session;
	struct furui_crew *crew; /* NULL: all is judged here */
	/* Of names that the crew had no answer for; their messages come before
	 * what the crew has still to judge. */
	struct furui_crew *second;
	bool left;     /* such a name is at hand */
	bool by_name;  /* names are given to the crew */
	unsigned jobs; /* processes to call in; 1: never */
	bool at_once;  /* because the user named a number */
	unsigned messages;
	size_t bytes;
	int fd;         /* what is read: names, an mbox; -1: files */
	unsigned mails; /* that came */
	unsigned alone; /* judged here */
	size_t more;    /* names known to follow the one at hand */
	struct furui_register reg;
	bool learn_only;
	int out;
	bool watched;             /* a terminal */
	struct furui_buffer line; /* verdicts not printed yet */
	size_t held;              /* bytes of mail that they are of */
	int code;                 /* of the last message; -1 before the first */
	bool trouble;             /* something could not be read */
};

static void tell_trouble(void *context, const char *path, const char *reason)
{
	struct bulk *bulk = context;
	(void)fprintf(stderr, "furui: %s: %s\n", path, reason);
	bulk->trouble = true;
}

static int flush(struct bulk *bulk, struct furui_error *err)
{
	int result = furui_write_all(bulk->out, bulk->line.data,
				     bulk->line.size, err);
	bulk->line.size = 0;
	bulk->held = 0;
	return result;
}

/* Who wrote a name may wait for its verdict: what is known is printed before
 * more is waited for; at once where that is an mbox, and where someone
 * watches. */
static int flush_some(struct bulk *bulk, size_t judged, struct furui_error *err)
{
	const struct furui_options *options = bulk->session.options;
	bulk->held += judged;
	return options->source != FURUI_ONE_MBOX && !options->update &&
			       !bulk->watched && bulk->held < HELD_MAIL &&
			       bulk->line.size < HELD_LINES
		       ? 0
		       : flush(bulk, err);
}

/* Adds a verdict to what flush() prints. */
static void put_verdict(struct bulk *bulk, const struct furui_result *result)
{
	const struct furui_options *options = bulk->session.options;
	bulk->code = bulk->learn_only || options->tokens || options->embed
			     ? 0
			     : (int)result->verdict.class;
	if (!bulk->learn_only)
		furui_put_result(options, result, &bulk->line);
	furui_log_result(options, result);
}

static int left_by_crew(struct bulk *bulk, const char *path,
			struct furui_error *err);

static int put_from_crew(void *context, struct furui_crew_answer *answer,
			 struct furui_error *err)
{
	struct bulk *bulk = context;
	const char *name = answer->result.name;
	if (answer->left) {
		if (left_by_crew(bulk, name, err))
			return -1;
	} else {
		if (answer->why)
			tell_trouble(bulk, name, answer->why);
		put_verdict(bulk, &answer->result);
	}
	return answer->more ? 0 : flush(bulk, err);
}

static int judge_here(struct bulk *bulk, const struct furui_mail *mail,
		      struct furui_error *err)
{
	struct furui_session *session = &bulk->session;
	const struct furui_options *options = session->options;
	struct furui_result result = {.name = mail->source};
	if (bulk->alone++ == ALONE_MESSAGES)
		furui_heap_reserve(FURUI_CREW_HEAP);
	if (furui_session_judge(session, mail->bytes, mail->size, &result, err))
		tell_trouble(bulk, mail->source, err->text);
	put_verdict(bulk, &result);
	if (flush_some(bulk, mail->size, err))
		return -1;
	struct furui_lesson lesson = furui_lesson_of(
		options, session->model ? &result.verdict : NULL);
	if (!lesson.learn && !lesson.forget)
		return 0;
	return furui_register_message(&bulk->reg, session, &lesson, mail->bytes,
				      mail->size, result.features, mail->source,
				      err);
}

/* Others are called in when there is enough to do. */
static struct furui_crew *crew_for(struct bulk *bulk, size_t size)
{
	struct furui_crew **crew = bulk->left ? &bulk->second : &bulk->crew;
	if (*crew)
		return *crew;
	if (bulk->jobs == 1 || (!bulk->at_once && !bulk->left &&
				bulk->messages++ < ALONE_MESSAGES &&
				(bulk->bytes += size) < ALONE_BYTES))
		return NULL;
	if (furui_crew_new(crew, &bulk->session, bulk->jobs, put_from_crew,
			   bulk, NULL))
		bulk->jobs = 1;
	return *crew;
}

static bool can_read(int fd)
{
	struct pollfd polled = {.fd = fd, .events = POLLIN};
	return poll(&polled, 1, 0) != 0;
}

static int one_mail(struct bulk *bulk, const struct furui_mail *mail,
		    struct furui_error *err)
{
	struct furui_crew *crew = crew_for(bulk, mail->size);
	if (!crew)
		return judge_here(bulk, mail, err);
	if (furui_crew_add(crew, mail->bytes, mail->size, mail->source, err))
		return -1;
	/* An mbox that comes slowly: whatever came is answered. */
	return bulk->fd >= 0 &&
			       bulk->session.options->source ==
				       FURUI_ONE_MBOX &&
			       !can_read(bulk->fd)
		       ? furui_crew_wait(crew, bulk->fd, err)
		       : 0;
}

static int all_mail(struct bulk *bulk, struct furui_folder *folder,
		    struct furui_error *err)
{
	struct furui_mail mail;
	int result = 0;
	for (; !result && furui_folder_next(folder, &mail) == 1; bulk->mails++)
		result = one_mail(bulk, &mail, err);
	furui_folder_free(&folder);
	return result;
}

/* A file without a byte is a message, of which a verdict can be had; to learn
 * there is nothing in it. */
static bool is_empty_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0;
}

static int read_path(struct bulk *bulk, const char *path,
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
	unsigned before = bulk->mails;
	int result = all_mail(bulk, folder, err);
	if (result || bulk->mails != before || bulk->learn_only ||
	    !is_empty_file(path))
		return result;
	const struct furui_mail mail = {.bytes = "", .source = path};
	return one_mail(bulk, &mail, err);
}

/* Says what is wrong with it, or has its messages judged. A folder or an mbox
 * is not the last one, so from now on files are read here, where the next ones
 * are judged meanwhile. */
static int left_by_crew(struct bulk *bulk, const char *path,
			struct furui_error *err)
{
	unsigned before = bulk->mails;
	bulk->left = true;
	int result = read_path(bulk, path, err);
	if (!result && bulk->second)
		result = furui_crew_wait(bulk->second, -1, err);
	bulk->left = false;
	if (bulk->mails - before > 1)
		bulk->by_name = false;
	return result;
}

static int one_path(struct bulk *bulk, const char *path,
		    struct furui_error *err)
{
	bool called_in = bulk->crew || (bulk->at_once && crew_for(bulk, 0));
	return bulk->by_name && called_in && strlen(path) < PATH_MAX
		       ? furui_crew_add_file(bulk->crew, path, bulk->more, err)
		       : read_path(bulk, path, err);
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

/* More of the names, but before it waits for them answers what came: 1, 0 at
 * the end. */
static int more_names(struct bulk *bulk, struct furui_buffer *names,
		      struct furui_error *err)
{
	if (bulk->line.size && flush(bulk, err))
		return -1;
	if (bulk->crew && !can_read(bulk->fd) &&
	    furui_crew_wait(bulk->crew, bulk->fd, err))
		return -1;
	char *room = furui_buffer_room(names, STEP);
	ssize_t got;
	do
		got = read(bulk->fd, room, STEP);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return furui_fail_errno(err, "cannot read names");
	names->size += (size_t)got;
	return got > 0;
}

/* Names that were read. */
struct names {
	struct furui_buffer text;
	size_t known; /* bytes of it that were looked at */
};

/* Makes strings of the lines and counts them: all before there are other
 * processes, for the system copies every page that is written to after.
 * Returns the bytes that they take. */
static size_t end_lines(struct names *names, size_t *count)
{
	size_t whole = 0;
	*count = 0;
	for (size_t i = names->known; i < names->text.size; i++) {
		char *c = &names->text.data[i];
		if (*c == '\n')
			*c = '\0';
		if (!*c) {
			whole = i + 1;
			++*count;
		}
	}
	return whole;
}

/* Takes the whole lines; the rest stays. At the end the rest is one, too. */
static int take_names(struct bulk *bulk, struct names *names, bool end,
		      struct furui_error *err)
{
	struct furui_buffer *text = &names->text;
	int result = 0;
	if (end)
		furui_buffer_add_char(text, '\n');
	size_t whole = end_lines(names, &bulk->more), at = 0;
	if (bulk->jobs > 1 && bulk->more > ALONE_MESSAGES)
		bulk->at_once = true;
	while (!result && at < whole) {
		const char *name = text->data + at;
		at += strlen(name) + 1;
		bulk->more--;
		if (*name)
			result = one_path(bulk, name, err);
	}
	text->size -= at;
	memmove(text->data, text->data + at, text->size);
	names->known = text->size;
	return result;
}

static int read_names(struct bulk *bulk, struct furui_error *err)
{
	struct names names = {{0}, 0};
	int more, result = 0;
	do {
		more = more_names(bulk, &names.text, err);
		if (more >= 0)
			result = take_names(bulk, &names, more == 0, err);
	} while (more > 0 && !result);
	furui_buffer_free(&names.text);
	return more < 0 ? -1 : result;
}

static int run(struct bulk *bulk, struct furui_error *err)
{
	const struct furui_options *options = bulk->session.options;
	int result = 0;
	if (options->source == FURUI_PATHS) {
		for (int i = 0; !result && i < options->path_count; i++) {
			bulk->more = (size_t)(options->path_count - i - 1);
			result = one_path(bulk, options->paths[i], err);
		}
		return result;
	}
	int fd = bulk->fd = furui_open_input(options, err);
	if (fd < 0)
		return -1;
	result = options->source == FURUI_NAMES ? read_names(bulk, err)
						: read_mbox(bulk, fd, err);
	if (fd != STDIN_FILENO)
		(void)close(fd);
	return result;
}

/* What learns, or prints more than the verdict, needs the message's features
 * in this process. */
static unsigned jobs_of(const struct furui_options *options)
{
	if (furui_options_learn(options) || options->update ||
	    options->tokens || options->verbose >= 2)
		return 1;
	if (options->jobs)
		return options->jobs;
	return furui_processors(FURUI_CREW_MOST);
}

static int run_all(struct bulk *bulk, struct furui_error *err)
{
	const struct furui_options *options = bulk->session.options;
	bulk->watched = isatty(bulk->out);
	bulk->jobs = jobs_of(options);
	bulk->at_once = options->jobs > 1;
	bulk->by_name = true;
	int result = run(bulk, err);
	/* What was read before the trouble is answered. */
	struct furui_error later;
	if (bulk->crew &&
	    furui_crew_wait(bulk->crew, -1, result ? &later : err))
		result = -1;
	furui_crew_free(&bulk->crew);
	furui_crew_free(&bulk->second);
	if (bulk->line.size && flush(bulk, result ? &later : err))
		result = -1;
	return result;
}

int furui_bulk(struct furui_options *options)
{
	struct furui_error err = {0};
	struct bulk bulk = {.code = -1, .fd = -1};
	const char *word;
	bulk.learn_only = furui_options_learn(options);
	bool failed = furui_session_open(&bulk.session, options, &word, &err) ||
		      (!bulk.learn_only && !options->tokens &&
		       furui_session_map(&bulk.session, &word, &err)) ||
		      (bulk.out = furui_open_output(options, &err)) < 0 ||
		      run_all(&bulk, &err);
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
