/* furui-train: learns from mail folders. */
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "furui/config.h"
#include "furui/heap.h"
#include "furui/progress.h"
#include "train.h"

volatile sig_atomic_t train_interrupted;
bool train_cut_short;

static void interrupt(int number)
{
	train_interrupted = number;
}

/* The first of them ends the work in good order, the second at once; the
 * store bears either. */
static void catch_signals(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct sigaction action = {.sa_handler = interrupt,
					   .sa_flags = (int)SA_RESETHAND};
		struct sigaction old;
		(void)sigemptyset(&action.sa_mask);
		/* nohup stays nohup. */
		if (sigaction(numbers[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			(void)sigaction(numbers[i], &action, NULL);
	}
}

/* What aborts for another reason says so itself. The store bears it. */
static void on_abort(int number)
{
	static const char said[] = "furui-train: out of memory\n";
	(void)number;
	if (!furui_out_of_memory)
		return;
	(void)!write(STDERR_FILENO, said, sizeof said - 1);
	_exit(TRAIN_TROUBLE);
}

void train_say(const char *format, ...)
{
	va_list args;
	furui_progress_clear();
	(void)fputs("furui-train: ", stderr);
	va_start(args, format);
	(void)vfprintf(stderr, format, args);
	va_end(args);
	(void)fputc('\n', stderr);
}

static void say_waiting(void *context)
{
	train_say("another program is using the store in %s; waiting for it "
		  "to end",
		  (const char *)context);
}

int train_open(struct furui_store **out, const struct train_options *options,
	       bool create, bool read_only, struct furui_error *err)
{
	*out = NULL;
	char *folder = furui_store_folder(options->folder, err);
	if (!folder)
		return -1;
	const struct furui_store_options wanted = {
		.folder = folder,
		.create = create,
		.read_only = read_only,
		.waiting = say_waiting,
		.context = folder,
	};
	int result = furui_store_open(out, &wanted, err);
	free(folder);
	return result;
}

int train_open_model(struct furui_model **out,
		     const struct train_options *options,
		     struct furui_error *err)
{
	char *folder = furui_store_folder(options->folder, err);
	*out = NULL;
	int result = folder ? furui_model_open(out, folder, err) : -1;
	free(folder);
	return result;
}

int train_publish(struct furui_store *store,
		  const struct train_options *options, struct furui_error *err)
{
	struct furui_store_summary summary;
	if (furui_store_summary(store, &summary, err) < 0)
		return -1;
	struct furui_model *model;
	if (furui_store_publish_own(store, err) < 0)
		return -1;
	if (summary.published) {
		/* Someone may have removed or spoilt it; and a store in which
		 * there never was anything needs none. */
		bool there = train_open_model(&model, options, NULL) == 0;
		furui_model_free(&model);
		if (there || !(summary.messages.spam || summary.messages.ham))
			return 0;
	}
	return furui_store_publish(store, err);
}

int train_refit(const struct train_options *options)
{
	struct furui_store *store;
	struct furui_error err;
	int result = train_open(&store, options, false, options->dry_run, &err);
	if (result == 0 && !options->dry_run)
		result = furui_store_publish(store, &err);
	if (result < 0)
		train_say("%s", err.text);
	furui_store_close(&store);
	return result < 0 ? TRAIN_TROUBLE : TRAIN_DONE;
}

static int run(const struct train_options *options)
{
	switch (options->command) {
	case TRAIN_LEARN:
		return train_learn(options);
	case TRAIN_STATUS:
		return train_status(options);
	case TRAIN_DUMP:
		return train_dump(options);
	case TRAIN_LOAD:
		return train_load(options);
	case TRAIN_REFIT:
		return train_refit(options);
	case TRAIN_FORGET:
		return train_forget(options);
	case TRAIN_EXPIRE:
		return train_expire(options);
	case TRAIN_FORGET_SENT:
		return train_forget_sent(options);
	case TRAIN_HELP:
		(void)fputs(train_help, stdout);
		return TRAIN_DONE;
	case TRAIN_VERSION:
		(void)puts("furui-train " FURUI_VERSION);
		return TRAIN_DONE;
	}
	return TRAIN_USAGE;
}

/* Bytes: what a fit to 20,000 messages takes. */
#define HEAP ((size_t)256 << 20)

int main(int argc, char **argv)
{
	(void)setlocale(LC_ALL, "");
	(void)signal(SIGXFSZ, SIG_IGN); /* an error like a full disk */
	struct train_options options;
	int code = train_options_read(&options, argc, argv);
	if (!code) {
		catch_signals();
		(void)signal(SIGABRT, on_abort);
		furui_heap_reserve(HEAP);
		code = run(&options);
	}
	furui_progress_clear();
	train_options_free(&options);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		train_say("cannot write to standard output");
		code = code ? code : TRAIN_TROUBLE;
	}
	if (train_interrupted && (train_cut_short || code)) {
		/* Whoever started this sees that a signal ended it. */
		(void)signal((int)train_interrupted, SIG_DFL);
		(void)raise((int)train_interrupted);
	}
	return code;
}
