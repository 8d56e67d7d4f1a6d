/* furui-train forget PATH...: unlearns exactly these messages. */
#include <inttypes.h>
#include <stdio.h>

#include "digests.h"
#include "furui/text.h"
#include "train.h"

struct forgetting {
	const struct train_options *options;
	struct furui_store *store;
	struct digests met; /* in a dry run: what would have been forgotten */
	uint64_t forgotten, unknown;
	struct furui_error err;
};

static int forget_mail(void *context, const struct furui_mail *mail,
		       const char *group, const char *name)
{
	(void)group;
	(void)name;
	struct forgetting *state = context;
	struct furui_digest digest;
	struct furui_record record;
	furui_digest(mail->bytes, mail->size, &digest);
	int known =
		furui_store_find(state->store, &digest, &record, &state->err);
	if (known > 0 && state->options->dry_run)
		known = digests_add(&state->met, &digest);
	else if (known > 0)
		known = furui_store_forget(state->store, &digest, record.label,
					   &state->err);
	if (known < 0)
		return -1;
	if (known)
		state->forgotten++;
	else
		state->unknown++;
	return 0;
}

static void tell(const struct forgetting *state)
{
	bool dry = state->options->dry_run;
	if (state->options->json)
		(void)printf("{\"summary\":{\"forgotten\":%" PRIu64
			     ",\"unknown\":%" PRIu64
			     ",\"dry_run\":%s,\"interrupted\":%s}}\n",
			     state->forgotten, state->unknown,
			     dry ? "true" : "false",
			     train_cut_short ? "true" : "false");
	else if (!state->options->quiet)
		(void)printf("%s%s %s messages; %s were not known.\n",
			     train_cut_short ? "Interrupted. " : "",
			     dry ? "Would forget" : "Forgot",
			     furui_text_number(state->forgotten),
			     furui_text_number(state->unknown));
}

int train_forget(const struct train_options *options)
{
	const struct train_paths paths = {options->words.paths + 1,
					  options->words.count - 1};
	struct forgetting state = {.options = options};
	struct furui_error *err = &state.err;
	struct train_walk walk = {
		.title = "forget",
		.bar = !options->quiet && !options->json,
		.bytes_all = train_walk_bytes(&paths),
		.each = forget_mail,
		.context = &state,
	};
	int result =
		train_open(&state.store, options, false, options->dry_run, err);
	if (result == 0)
		result = train_walk(&walk, &paths);
	/* In one step: all of it or, when something fails, nothing. */
	if (result == 0 && !options->dry_run) {
		result = furui_store_commit(state.store, err);
		if (result == 0)
			result = train_publish(state.store, options, err);
	}
	if (result < 0)
		train_say("%s", err->text);
	else
		tell(&state);
	furui_store_close(&state.store);
	digests_free(&state.met);
	return result < 0 || walk.failed ? TRAIN_TROUBLE : TRAIN_DONE;
}
