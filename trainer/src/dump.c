/* furui-train dump: all that is known, as text. The form is described in
 * furui-train(1); load.c reads it. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "furui/own.h"
#include "text.h"
#include "train.h"

enum {
	FLUSH = 1 << 16 /* bytes collected before they are written */
};

struct dump {
	struct furui_reader *reader;
	struct furui_buffer out;
	uint64_t messages, tokens, own;
};

static int flush(struct dump *dump, size_t least, struct furui_error *err)
{
	if (dump->out.size < least)
		return 0;
	size_t size = dump->out.size;
	dump->out.size = 0;
	if (fwrite(dump->out.data, 1, size, stdout) != size)
		return furui_fail_errno(err, "cannot write the dump");
	return 0;
}

static void add_text_line(struct dump *dump, const char *word,
			  const char *bytes, size_t size)
{
	furui_buffer_add_text(&dump->out, word);
	text_add_escaped(&dump->out, bytes, size);
	furui_buffer_add_char(&dump->out, '\n');
}

static int add_message(void *context, const struct furui_record *record,
		       struct furui_error *err)
{
	struct dump *dump = context;
	const struct furui_features *features = furui_unpack(
		dump->reader, record->packed, record->packed_size, err);
	if (!features)
		return -1;
	char digest[33];
	furui_digest_print(&record->digest, digest);
	furui_buffer_printf(&dump->out,
			    "message %s %s %" PRId64 " %" PRId64
			    "\n# learned %" PRId64 " from ",
			    digest,
			    record->label == FURUI_SPAM ? "spam" : "ham",
			    record->date, features->date, record->learned);
	add_text_line(dump, "", record->source, strlen(record->source));
	furui_buffer_printf(&dump->out, "# read by %u\n", record->reader);
	for (size_t i = 0; i < features->token_count; i++) {
		const struct furui_token *token = &features->tokens[i];
		furui_buffer_add_text(
			&dump->out, furui_tag_name((enum furui_tag)token->tag));
		add_text_line(dump, "\t", token->text, token->size);
	}
	add_text_line(dump, "core ", features->core, features->core_size);
	add_text_line(dump, "raw ", features->raw, features->raw_size);
	dump->messages++;
	return flush(dump, FLUSH, err);
}

static int add_token(void *context, const char *key, size_t size,
		     struct furui_counts counts, int64_t day,
		     struct furui_error *err)
{
	struct dump *dump = context;
	furui_buffer_printf(&dump->out, "token %" PRIu32 " %" PRIu32 " ",
			    counts.spam, counts.ham);
	add_text_line(dump, "", key, size);
	furui_buffer_printf(&dump->out, "# seen %" PRId64 "\n", day);
	dump->tokens++;
	return flush(dump, FLUSH, err);
}

static void add_names(struct dump *dump, const char *word,
		      const struct furui_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		add_text_line(dump, word, names->names[i],
			      strlen(names->names[i]));
	dump->own += names->count;
}

static int add_sent(void *context, const struct furui_sent *sent,
		    struct furui_error *err)
{
	struct dump *dump = context;
	furui_buffer_printf(&dump->out, "# sent %" PRId64 " %" PRIu64 " from ",
			    sent->when, sent->messages);
	add_text_line(dump, "", sent->path, strlen(sent->path));
	return flush(dump, FLUSH, err);
}

/* Who the user is; a dump without it is of version 1, as all were before. */
static int add_own(struct dump *dump, struct furui_store *store,
		   struct furui_error *err)
{
	struct furui_own_facts facts = {.ids = {0}};
	int result = furui_store_get_own(store, &facts, err);
	bool any = !furui_own_facts_are_empty(&facts);
	furui_buffer_printf(&dump->out, "furui-dump %d\n", any ? 2 : 1);
	add_names(dump, "own address ", &facts.addresses);
	add_names(dump, "own host ", &facts.hosts);
	const struct furui_own_id *ids = (const void *)facts.ids.data;
	size_t count = furui_own_facts_id_count(&facts);
	for (size_t i = 0; i < count && result == 0; i++) {
		furui_buffer_printf(&dump->out,
				    "own id %016" PRIx64 " %" PRId64 "\n",
				    ids[i].hash, ids[i].date);
		result = flush(dump, FLUSH, err);
	}
	dump->own += count;
	furui_own_facts_free(&facts);
	if (result == 0 && any)
		result = furui_store_each_sent(store, add_sent, dump, err);
	return result;
}

int train_dump(const struct train_options *options)
{
	struct furui_store *store;
	struct furui_error err;
	struct dump dump = {0};
	int result = train_open(&store, options, false, true, &err);
	if (result == 0)
		result = furui_reader_new(&dump.reader, &err);
	if (result == 0)
		result = add_own(&dump, store, &err);
	if (result == 0)
		result = furui_store_each_message(store, add_message, &dump,
						  &err);
	if (result == 0)
		result = furui_store_each_token(store, add_token, &dump, &err);
	furui_buffer_printf(&dump.out, "end %" PRIu64 " %" PRIu64,
			    dump.messages, dump.tokens);
	if (dump.own)
		furui_buffer_printf(&dump.out, " %" PRIu64, dump.own);
	furui_buffer_add_char(&dump.out, '\n');
	if (result == 0)
		result = flush(&dump, 0, &err);
	if (result == 0 && fflush(stdout) != 0)
		result = furui_fail_errno(&err, "cannot write the dump");
	if (result < 0)
		train_say("%s", err.text);
	furui_store_close(&store);
	furui_reader_free(&dump.reader);
	furui_buffer_free(&dump.out);
	return result < 0 ? TRAIN_TROUBLE : TRAIN_DONE;
}
