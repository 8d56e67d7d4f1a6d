/* furui-train status: what is known, in numbers. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "furui/config.h"
#include "furui/own.h"
#include "furui/path.h"
#include "furui/text.h"
#include "text.h"
#include "train.h"

struct status {
	bool json;
	char *folder;
	struct furui_store_summary store;
	bool has_model; /* one that filters can use */
	bool current;   /* made from all that the store knows */
	int64_t model_size, model_time;
	struct furui_error trouble; /* with the model */
	struct furui_own_facts own;
	struct furui_buffer sent; /* text or JSON: where it was read */
};

static void look_at_model(struct status *status,
			  const struct train_options *options)
{
	struct furui_model *model;
	status->has_model =
		train_open_model(&model, options, &status->trouble) == 0;
	furui_model_free(&model);
	status->current = status->has_model && status->store.published;
	char *path = furui_path_join(status->folder, "model");
	struct stat st;
	if (stat(path, &st) == 0) {
		status->model_size = (int64_t)st.st_size;
		status->model_time = (int64_t)st.st_mtime;
	}
	free(path);
}

/* Where sent mail was read, a line or an object each. */
static int add_sent(void *context, const struct furui_sent *sent,
		    struct furui_error *err)
{
	(void)err;
	struct status *status = context;
	struct furui_buffer *out = &status->sent;
	char when[32];
	if (status->json) {
		furui_buffer_add_text(out, out->size ? "," : "");
		furui_buffer_add_text(out, "{\"path\":");
		furui_json_add_string(out, sent->path);
		furui_buffer_printf(
			out, ",\"messages\":%" PRIu64 ",\"read\":%" PRId64 "}",
			sent->messages, sent->when);
		return 0;
	}
	furui_buffer_add_text(out, "  sent mail      ");
	furui_text_add_shown(out, sent->path);
	furui_buffer_printf(out, ", %s messages, read %s\n",
			    furui_text_number(sent->messages),
			    train_date_text(sent->when, when));
	return 0;
}

static void print_own(const struct status *status)
{
	const struct furui_own_facts *own = &status->own;
	(void)printf("you              %s addresses, %s hosts and %s ids of "
		     "sent mail\n",
		     furui_text_number(own->addresses.count),
		     furui_text_number(own->hosts.count),
		     furui_text_number(furui_own_facts_id_count(own)));
	if (status->sent.size)
		(void)fwrite(status->sent.data, 1, status->sent.size, stdout);
}

static uint64_t messages(const struct status *status)
{
	return (uint64_t)status->store.messages.spam +
	       status->store.messages.ham;
}

static void print_text(const struct status *status)
{
	const struct furui_store_summary *store = &status->store;
	char first[32], last[32], learned[32], made[32];
	struct furui_buffer folder = {0};
	furui_text_add_shown(&folder, status->folder);
	(void)printf("store            %s\n", furui_buffer_terminate(&folder));
	(void)printf("spam             %s messages\n",
		     furui_text_number(store->messages.spam));
	(void)printf("wanted mail      %s messages\n",
		     furui_text_number(store->messages.ham));
	if (store->older)
		(void)printf("read anew        %s messages, once their folders "
			     "are named again: an older furui read them\n",
			     furui_text_number(store->older));
	(void)printf("dates            %s to %s\n",
		     train_date_text(store->first_date, first),
		     train_date_text(store->last_date, last));
	(void)printf("last learned     %s\n",
		     train_date_text(store->last_learned, learned));
	(void)printf("tokens           %s\n", furui_text_number(store->tokens));
	(void)printf("ledger           %s bytes, %s a message\n",
		     furui_text_number(store->ledger_bytes),
		     furui_text_number(messages(status)
					       ? store->ledger_bytes /
							 messages(status)
					       : 0));
	if (!status->has_model)
		(void)printf("model            %s\n", status->trouble.text);
	else
		(void)printf("model            %s bytes, of %s, %s\n",
			     furui_text_number((uint64_t)status->model_size),
			     train_date_text(status->model_time, made),
			     status->current
				     ? "up to date"
				     : "out of date: run furui-train refit");
	print_own(status);
	furui_buffer_free(&folder);
}

static void print_json(const struct status *status)
{
	const struct furui_store_summary *store = &status->store;
	struct furui_buffer line = {0};
	furui_buffer_add_text(&line, "{\"store\":");
	furui_json_add_string(&line, status->folder);
	furui_buffer_printf(
		&line,
		",\"messages\":{\"spam\":%" PRIu32 ",\"ham\":%" PRIu32
		"},\"older\":%" PRIu64 ",\"tokens\":%" PRIu64
		",\"first_date\":%" PRId64 ",\"last_date\":%" PRId64
		",\"last_learned\":%" PRId64 ",\"ledger_bytes\":%" PRIu64
		",\"model\":",
		store->messages.spam, store->messages.ham, store->older,
		store->tokens, store->first_date, store->last_date,
		store->last_learned, store->ledger_bytes);
	if (status->has_model)
		furui_buffer_printf(&line,
				    "{\"bytes\":%" PRId64 ",\"date\":%" PRId64
				    ",\"current\":%s}",
				    status->model_size, status->model_time,
				    status->current ? "true" : "false");
	else
		furui_buffer_add_text(&line, "null");
	furui_buffer_printf(&line,
			    ",\"own\":{\"addresses\":%zu,\"hosts\":%zu,"
			    "\"ids\":%zu,\"sent\":[",
			    status->own.addresses.count,
			    status->own.hosts.count,
			    furui_own_facts_id_count(&status->own));
	furui_buffer_add(&line, status->sent.data, status->sent.size);
	furui_buffer_add_text(&line, "]}");
	(void)printf("%s}\n", furui_buffer_terminate(&line));
	furui_buffer_free(&line);
}

int train_status(const struct train_options *options)
{
	struct status status = {.json = options->json};
	struct furui_store *store;
	struct furui_error err;
	int result = train_open(&store, options, false, true, &err);
	if (result == 0)
		result = furui_store_summary(store, &status.store, &err);
	if (result == 0)
		result = furui_store_get_own(store, &status.own, &err);
	if (result == 0)
		result = furui_store_each_sent(store, add_sent, &status, &err);
	furui_store_close(&store);
	if (result == 0) {
		status.folder = furui_store_folder(options->folder, &err);
		result = status.folder ? 0 : -1;
	}
	if (result < 0) {
		train_say("%s", err.text);
		return TRAIN_TROUBLE;
	}
	look_at_model(&status, options);
	if (options->json)
		print_json(&status);
	else
		print_text(&status);
	furui_own_facts_free(&status.own);
	furui_buffer_free(&status.sent);
	free(status.folder);
	return TRAIN_DONE;
}
