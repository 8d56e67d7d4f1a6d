/* The filter's whole way, from a message's bytes to what is printed: read,
 * judged by a model that was fitted and published, passed on, judged again. */
#include "furui/verdict.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "charset.h"
#include "furui/learner.h"
#include "furui/own.h"
#include "furui/path.h"
#include "fuzz.h"
#include "output.h"
#include "passthrough.h"
#include "utf8.h"

static const struct sample {
	enum furui_label label;
	const char *message;
} samples[] = {
	{FURUI_SPAM, "From: promo@win.example\nSubject: You won \U0001f389\n\n"
		     "Claim your casino bonus now: http://win.example/claim"},
	{FURUI_HAM, "From: sato@example.jp\nSubject: 来週の会議\n"
		    "Message-ID: <1@example.jp>\n\n"
		    "予定をお知らせします。議題は予算と日程です。"},
	{FURUI_SPAM, "From: support@bank.example\nSubject: 【重要】ご確認\n"
		     "Content-Type: text/html; charset=utf-8\n\n"
		     "<p>口座が<font color=white>casino</font>停止されました。"
		     "<a href=\"http://203.0.113.9/login\">こちら</a></p>"},
	{FURUI_HAM, "From: Ann <ann@example.com>\nTo: sato@example.jp\n"
		    "Subject: Re: schedule\nIn-Reply-To: <1@example.jp>\n\n"
		    "The budget is fine. See you at the meeting on Friday."},
	{FURUI_SPAM, "Subject: \n\nviagra cheap pills best price unsubscribe"},
	{FURUI_HAM, "From: shop@store.example\nSubject: ご注文の確認\n\n"
		    "ご注文ありがとうございます。発送の予定は明日です。"},
};

static const char sent[] = "From: sato@example.jp\nTo: ann@example.com\n"
			   "Message-ID: <1@example.jp>\n\nこんにちは";

/* A verdict and the features that it was of; the reader is theirs. */
struct judged {
	struct furui_reader *reader;
	const struct furui_features *features;
	struct furui_verdict all, fisher;
};

static struct judged first, second;
static struct furui_model *model;
static struct furui_own *own;

static size_t next_sample;

static int rewind_samples(void *context, struct furui_error *err)
{
	(void)context;
	(void)err;
	next_sample = 0;
	return 0;
}

/* Each several times over, so that a fit has something to hold out. */
static int take_sample(void *context, const struct furui_features **features,
		       enum furui_label *label, struct furui_error *err)
{
	const size_t count = sizeof samples / sizeof *samples;
	(void)err;
	if (next_sample == 8 * count)
		return 0;
	const struct sample *sample = &samples[next_sample++ % count];
	*features =
		furui_read(context, sample->message, strlen(sample->message));
	*label = sample->label;
	return 1;
}

static int remove_one(const char *path, const struct stat *st, int kind,
		      struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

/* The published file is mapped and may go at once. */
static void publish(const struct furui_learner *learner)
{
	struct furui_error err;
	const char *base = getenv("TMPDIR");
	char *folder =
		furui_path_join(base ? base : P_tmpdir, "furui-fuzz.XXXXXX");
	MUST(mkdtemp(folder) != NULL);
	MUST(furui_learner_publish(learner, folder, &err) == 0);
	MUST(furui_model_open(&model, folder, &err) == 0);
	MUST(nftw(folder, remove_one, 4, FTW_DEPTH | FTW_PHYS) == 0);
	free(folder);
}

static void prepare(void)
{
	static struct furui_buffer file;
	struct furui_error err;
	struct furui_learner *learner;
	struct furui_own_facts facts = {.ids = {0}};
	MUST(furui_reader_new(&first.reader, &err) == 0);
	MUST(furui_reader_new(&second.reader, &err) == 0);
	MUST(furui_learner_new(&learner, &err) == 0);
	const struct furui_training training = {rewind_samples, take_sample,
						first.reader};
	MUST(furui_learner_fit(learner, &training, &err) == 0);
	publish(learner);
	furui_learner_free(&learner);
	MUST(furui_own_facts_add_message(&facts, sent, sizeof sent - 1, 0,
					 &err) >= 0);
	furui_own_facts_settle(&facts);
	furui_own_encode(&facts, &file);
	furui_own_facts_free(&facts);
	MUST(furui_own_of_bytes(&own, file.data, file.size, &err) == 0);
	furui_reader_set_own(first.reader, own);
	furui_reader_set_own(second.reader, own);
}

static void judge(struct judged *it)
{
	furui_judge(model, it->features, &furui_default_cutoffs, &it->all);
	furui_judge_fisher(model, it->features, &furui_default_cutoffs,
			   &it->fisher);
}

static void check_verdict(const struct furui_verdict *verdict)
{
	MUST(isfinite(verdict->log_odds));
	MUST(verdict->probability >= 0 && verdict->probability <= 1);
	MUST(verdict->class ==
	     furui_classify(verdict->probability, &furui_default_cutoffs));
}

/* The guard speaks for neither side by itself: either all together or the
 * counts, which are heard louder under it, must. */
static void check_guard(const struct judged *it)
{
	double all = it->all.log_odds, counts = it->fisher.log_odds;
	MUST(it->all.probability <= 0.5 + 1e-9 || all > 0 || counts > 0);
	MUST(it->all.probability >= 0.5 - 1e-9 || all < 0 || counts < 0);
	MUST(it->all.reasons <= it->features->token_count);
	MUST(it->fisher.reasons <= it->features->token_count);
}

static void check_same(const struct furui_verdict *a,
		       const struct furui_verdict *b)
{
	MUST(memcmp(&a->log_odds, &b->log_odds, sizeof a->log_odds) == 0);
	MUST(memcmp(&a->probability, &b->probability, sizeof a->probability) ==
	     0);
	MUST(a->class == b->class && a->reasons == b->reasons);
}

static void check_second(void)
{
	judge(&second);
	check_same(&first.all, &second.all);
	check_same(&first.fisher, &second.fisher);
}

/* What the store keeps of a message. */
static void check_packed(void)
{
	struct furui_buffer record = {0};
	struct furui_error err;
	furui_features_pack(first.features, &record);
	second.features =
		furui_unpack(second.reader, record.data, record.size, &err);
	MUST(second.features != NULL);
	check_second();
	furui_buffer_free(&record);
}

/* Without NUL and lone CR, which a reader may take for more than we do. */
static bool is_plain(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!bytes[i] || (bytes[i] == '\r' &&
				  (i + 1 == size || bytes[i + 1] != '\n')))
			return false;
	return true;
}

/* The fields of -p are lines of their own with nothing of the message in
 * them. */
static void check_fields(const struct furui_buffer *fields, const char *eol)
{
	size_t lines = 0;
	for (size_t i = 0; i < fields->size; i++) {
		char c = fields->data[i];
		MUST((c >= ' ' && c <= '~') || strchr(eol, c));
		lines += c == '\n';
	}
	MUST(lines == 2 && memcmp(fields->data, "X-Furui: ", 9) == 0);
	MUST(fields->size < 200);
}

/* A message that came back with our verdict in it has the same verdict. */
static void check_passed(const char *bytes, size_t size)
{
	char *copy = fuzz_copy((const uint8_t *)bytes, size);
	struct furui_passthrough pass;
	struct furui_buffer fields = {0}, passed = {0};
	const struct furui_result result = {.verdict = first.all,
					    .model = model,
					    .features = first.features};
	furui_passthrough_prepare(&pass, copy, size);
	furui_put_fields(&result, true, pass.eol, &fields);
	check_fields(&fields, pass.eol);
	furui_buffer_add(&passed, pass.head, pass.head_size);
	furui_buffer_add(&passed, fields.data, fields.size);
	furui_buffer_add(&passed, pass.head + pass.head_size, pass.rest_size);
	if (!pass.open_line && is_plain(bytes, size)) {
		second.features =
			furui_read(second.reader, passed.data, passed.size);
		check_second();
	}
	furui_buffer_free(&fields);
	furui_buffer_free(&passed);
	free(copy);
}

/* All that furui can print of it. */
static void check_printed(const char *name)
{
	struct furui_buffer out = {0};
	const struct furui_options options = {.verbose = 3,
					      .cutoffs = furui_default_cutoffs,
					      .judge = furui_judge};
	const struct furui_result result = {.name = name,
					    .verdict = first.all,
					    .model = model,
					    .features = first.features};
	furui_put_result(&options, &result, &out);
	MUST(out.size > 0 && out.data[out.size - 1] == '\n');
	out.size = 0;
	furui_put_json(&result, &out);
	MUST(furui_is_utf8(out.data, out.size));
	MUST(memchr(out.data, '\n', out.size) == out.data + out.size - 1);
	furui_buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!model)
		prepare();
	char *bytes = fuzz_copy(data, size);
	first.features = furui_read(first.reader, bytes, size);
	judge(&first);
	check_verdict(&first.all);
	check_verdict(&first.fisher);
	check_guard(&first);
	second.features = furui_read(second.reader, bytes, size);
	check_second();
	check_packed();
	check_passed(bytes, size);
	struct furui_buffer name = {0};
	furui_buffer_add(&name, bytes, size < 64 ? size : 64);
	check_printed(furui_buffer_terminate(&name));
	furui_buffer_free(&name);
	free(bytes);
	return 0;
}
