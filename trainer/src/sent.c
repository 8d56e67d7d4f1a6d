/* furui-train --sent PATH...: learns from sent mail who the user is. */
#include "sent.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "furui/path.h"
#include "furui/progress.h"
#include "furui/text.h"

struct collecting {
	struct sent *sent;
	uint64_t messages;
	struct furui_error *err;
};

static int collect(void *context, const struct furui_mail *mail,
		   const char *group, const char *name)
{
	(void)group;
	(void)name;
	struct collecting *collecting = context;
	if (train_skips(mail))
		return 0;
	collecting->messages++;
	return furui_own_facts_add_message(&collecting->sent->facts,
					   mail->bytes, mail->size,
					   mail->delivered, collecting->err);
}

static uint64_t count_facts(const struct furui_own_facts *facts)
{
	return facts->addresses.count + facts->hosts.count +
	       furui_own_facts_id_count(facts);
}

static void tell(const struct sent *sent, const struct train_options *options,
		 uint64_t messages, uint64_t before)
{
	const struct furui_own_facts *facts = &sent->facts;
	size_t ids = furui_own_facts_id_count(facts);
	uint64_t now = count_facts(facts); /* old ids may have made room */
	furui_progress_clear();
	if (options->json)
		(void)printf("{\"sent\":{\"messages\":%" PRIu64
			     ",\"new\":%" PRIu64
			     ",\"addresses\":%zu,\"hosts\":%zu,\"ids\":%zu}}\n",
			     messages, now > before ? now - before : 0,
			     facts->addresses.count, facts->hosts.count, ids);
	else if (!options->quiet)
		(void)printf("Sent mail: %s messages. %s %s addresses, %s "
			     "hosts, %s message ids.\n",
			     furui_text_number(messages),
			     options->dry_run ? "Would know" : "Known are",
			     furui_text_number(facts->addresses.count),
			     furui_text_number(facts->hosts.count),
			     furui_text_number(ids));
	(void)fflush(stdout);
}

static int note_source(struct furui_store *store, const char *path,
		       uint64_t messages, struct furui_error *err)
{
	char *here = getcwd(NULL, 0);
	char *whole = furui_path_join(here ? here : "", path);
	const struct furui_sent source = {whole, (int64_t)time(NULL), messages};
	int result = furui_store_note_sent(store, &source, err);
	free(whole);
	free(here);
	return result;
}

static int learn(struct sent *sent, struct furui_store *store,
		 const struct train_options *options, unsigned *failed,
		 struct furui_error *err)
{
	const struct train_paths *paths = &options->sent;
	bool dry = options->dry_run;
	uint64_t before = count_facts(&sent->facts);
	uint64_t messages = 0;
	struct train_walk walk = {
		.title = "sent",
		.bar = !options->quiet && !options->json,
		.bytes_all = train_walk_bytes(paths),
		.each = collect,
	};
	struct furui_buffer old = {0};
	furui_own_encode(&sent->facts, &old);
	int result = 0;
	for (size_t i = 0; result == 0 && i < paths->count; i++) {
		const struct train_paths one = {&paths->paths[i], 1};
		struct collecting collecting = {sent, 0, err};
		walk.context = &collecting;
		result = train_walk(&walk, &one);
		messages += collecting.messages;
		if (result == 0 && !dry && collecting.messages)
			result = note_source(store, paths->paths[i],
					     collecting.messages, err);
	}
	*failed += walk.failed;
	furui_own_facts_settle(&sent->facts);
	furui_own_encode(&sent->facts, &sent->bytes);
	bool same = old.size == sent->bytes.size &&
		    memcmp(old.data, sent->bytes.data, old.size) == 0;
	if (result == 0 && !dry && !same)
		result = furui_store_set_own(store, &sent->facts, err);
	if (result == 0 && !dry)
		result = furui_store_commit(store, err);
	if (result == 0)
		tell(sent, options, messages, before);
	furui_buffer_free(&old);
	return result;
}

int sent_open(struct sent *sent, struct furui_store *store,
	      const struct train_options *options, unsigned *failed,
	      struct furui_error *err)
{
	if (store && furui_store_get_own(store, &sent->facts, err) < 0)
		return -1;
	if (options->sent.count && learn(sent, store, options, failed, err) < 0)
		return -1;
	if (store && !options->dry_run &&
	    furui_store_publish_own(store, err) < 0)
		return -1;
	sent->bytes.size = 0;
	furui_own_encode(&sent->facts, &sent->bytes);
	if (furui_own_of_bytes(&sent->own, sent->bytes.data, sent->bytes.size,
			       err) < 0)
		return -1;
	for (size_t i = 0; i < options->addresses.count; i++)
		if (furui_own_add_address(sent->own,
					  options->addresses.paths[i], err) < 0)
			return -1;
	for (size_t i = 0; i < options->hosts.count; i++)
		if (furui_own_add_host(sent->own, options->hosts.paths[i],
				       err) < 0)
			return -1;
	return 0;
}

void sent_free(struct sent *sent)
{
	furui_own_free(&sent->own);
	furui_own_facts_free(&sent->facts);
	furui_buffer_free(&sent->bytes);
}

int train_forget_sent(const struct train_options *options)
{
	static const struct furui_own_facts none;
	struct furui_own_facts facts = {.ids = {0}};
	struct furui_store *store;
	struct furui_error err;
	int result = train_open(&store, options, false, options->dry_run, &err);
	if (result == 0)
		result = furui_store_get_own(store, &facts, &err);
	uint64_t count = count_facts(&facts);
	if (result == 0 && !options->dry_run) {
		result = furui_store_set_own(store, &none, &err);
		if (result == 0)
			result = furui_store_commit(store, &err);
		if (result == 0)
			result = furui_store_publish_own(store, &err);
	}
	if (result < 0)
		train_say("%s", err.text);
	else if (options->json)
		(void)printf("{\"summary\":{\"forgotten\":%" PRIu64
			     ",\"dry_run\":%s}}\n",
			     count, options->dry_run ? "true" : "false");
	else if (!options->quiet)
		(void)printf(
			"%s %s addresses, %s hosts and %s message ids.\n",
			options->dry_run ? "Would forget" : "Forgot",
			furui_text_number(facts.addresses.count),
			furui_text_number(facts.hosts.count),
			furui_text_number(furui_own_facts_id_count(&facts)));
	furui_own_facts_free(&facts);
	furui_store_close(&store);
	return result < 0 ? TRAIN_TROUBLE : TRAIN_DONE;
}
