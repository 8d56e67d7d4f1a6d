/* Made-up messages for the tests of the store. */
#include "store_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "furui/arena.h"
#include "furui/path.h"
#include "store_private.h"
#include "unit.h"

char *fixture_folder(const char *name)
{
	return furui_path_join(unit_folder(), name);
}

struct furui_store *fixture_open(const char *folder)
{
	struct furui_store *store;
	struct furui_error err;
	struct furui_store_options options = {.folder = folder, .create = true};
	if (furui_store_open(&store, &options, &err) < 0) {
		printf("%s\n", err.text);
		exit(1);
	}
	return store;
}

void fixture_digest(unsigned n, struct furui_digest *digest)
{
	/* Spread, as digests are. */
	uint32_t spread = n * 2654435761U;
	memset(digest->bytes, 0x5a, sizeof digest->bytes);
	memcpy(digest->bytes, &spread, sizeof spread);
}

int64_t fixture_date(unsigned n)
{
	return n ? 1600000000 + (int64_t)n * 100000 : 0;
}

static void add_token(struct furui_token *token, struct furui_arena *arena,
		      enum furui_tag tag, const char *text)
{
	size_t size = strlen(text);
	*token = (struct furui_token){
		.id = furui_token_id(tag, text, size),
		.text = furui_arena_copy(arena, text, size),
		.size = (uint16_t)size,
		.tag = (uint8_t)tag};
}

int fixture_learn(struct furui_store *store, unsigned n, enum furui_label label,
		  struct furui_error *err)
{
	enum {
		COUNT = FIXTURE_OWN_WORDS + 2
	};
	struct furui_token tokens[COUNT];
	struct furui_arena arena = {0};
	char text[32];
	for (unsigned i = 0; i < FIXTURE_OWN_WORDS; i++) {
		(void)snprintf(text, sizeof text, "語%u-%u", n, i);
		add_token(&tokens[i], &arena,
			  (enum furui_tag)(i % FURUI_TAG_COUNT), text);
	}
	(void)snprintf(text, sizeof text, "one of ten %u", n % 10);
	add_token(&tokens[COUNT - 2], &arena, FURUI_TAG_FROM, text);
	add_token(&tokens[COUNT - 1], &arena, FURUI_TAG_SUBJ, "shared");
	struct furui_features features = {.tokens = tokens,
					  .token_count = COUNT,
					  .core = "core",
					  .core_size = 4,
					  .raw = "raw\0\xff",
					  .raw_size = 5,
					  .date = fixture_date(n)};
	struct furui_buffer packed = {0};
	furui_features_pack(&features, &packed);
	(void)snprintf(text, sizeof text, "inbox:%u", n);
	struct furui_record record = {.label = label,
				      .reader = FURUI_READER_VERSION,
				      .date = features.date,
				      .learned = FIXTURE_NOW,
				      .source = text,
				      .packed = packed.data,
				      .packed_size = packed.size};
	fixture_digest(n, &record.digest);
	int result = furui_store_learn(store, &record, &features, err);
	furui_buffer_free(&packed);
	furui_arena_free(&arena);
	return result;
}

int fixture_forget(struct furui_store *store, unsigned n,
		   enum furui_label label, struct furui_error *err)
{
	struct furui_digest digest;
	fixture_digest(n, &digest);
	return furui_store_forget(store, &digest, label, err);
}

/* What the ledger adds up to. */
struct sums {
	struct store_table tokens;
	struct furui_reader *reader;
	struct furui_counts messages;
	uint64_t ledger_bytes;
	uint64_t token_records, wrong;
};

static int sum_message(void *context, const struct furui_record *record,
		       struct furui_error *err)
{
	struct sums *sums = context;
	const struct furui_features *features = furui_unpack(
		sums->reader, record->packed, record->packed_size, err);
	if (!features)
		return -1;
	bool spam = record->label == FURUI_SPAM;
	sums->messages.spam += spam;
	sums->messages.ham += !spam;
	sums->ledger_bytes += record->packed_size;
	for (size_t i = 0; i < features->token_count; i++) {
		struct store_delta *sum =
			store_table_at(&sums->tokens, &features->tokens[i]);
		sum->spam += spam;
		sum->ham += !spam;
	}
	return 0;
}

static int compare_token(void *context, const char *key, size_t size,
			 struct furui_counts counts, int64_t day,
			 struct furui_error *err)
{
	(void)err;
	struct sums *sums = context;
	size_t tag = (size_t)((const char *)memchr(key, ':', size) - key);
	struct furui_token token = {.text = key + tag + 1,
				    .size = (uint16_t)(size - tag - 1)};
	token.tag = (unsigned char)furui_tag_by_name(key, tag);
	token.id = furui_token_id((enum furui_tag)token.tag, token.text,
				  token.size);
	const struct store_delta *sum = store_table_at(&sums->tokens, &token);
	sums->token_records++;
	sums->wrong += sum->spam != (int32_t)counts.spam ||
		       sum->ham != (int32_t)counts.ham ||
		       !(counts.spam || counts.ham) || day <= 0;
	return 0;
}

void fixture_verify(struct furui_store *store)
{
	struct sums sums = {0};
	struct furui_error err = {0};
	struct furui_store_summary said;
	CHECK_INT(furui_reader_new(&sums.reader, &err), 0);
	CHECK_INT(furui_store_each_message(store, sum_message, &sums, &err), 0);
	CHECK_INT(furui_store_each_token(store, compare_token, &sums, &err), 0);
	CHECK_INT(furui_store_summary(store, &said, &err), 0);
	CHECK_TEXT(err.text, "");
	CHECK_INT(sums.wrong, 0);
	CHECK_INT(sums.token_records, sums.tokens.used);
	CHECK_INT(said.tokens, sums.token_records);
	CHECK_INT(said.messages.spam, sums.messages.spam);
	CHECK_INT(said.messages.ham, sums.messages.ham);
	CHECK_INT(said.ledger_bytes, sums.ledger_bytes);
	uint64_t dated = 0;
	struct furui_record record;
	CHECK_INT(furui_store_rewind(store, &err), 0);
	while (furui_store_next(store, &record, &err) > 0)
		dated++;
	CHECK_TEXT(err.text, "");
	CHECK_INT(dated, sums.messages.spam + sums.messages.ham);
	store_table_free(&sums.tokens);
	furui_reader_free(&sums.reader);
}

void fixture_limit_files(rlim_t bytes)
{
	struct rlimit limit;
	CHECK_INT(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes ? bytes : limit.rlim_max;
	CHECK_INT(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

void fixture_check_modes(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned files = 0;
	while (dir && (entry = readdir(dir)) != NULL) {
		struct stat st;
		if (entry->d_name[0] == '.' ||
		    fstatat(dirfd(dir), entry->d_name, &st, 0) < 0)
			continue;
		files++;
		unit_row(entry->d_name);
		CHECK_INT(st.st_mode & 07777, 0600);
	}
	unit_row("");
	CHECK(files >= 6); /* four databases, the lock, a log */
	if (dir)
		(void)closedir(dir);
}
