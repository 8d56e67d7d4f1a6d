/* Reads the lines of a dump; furui-train(1) describes them. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "furui/limits.h"
#include "load.h"
#include "text.h"
#include "train.h"

enum {
	DAY = 24 * 60 * 60 /* seconds */
};

int load_wrong(const struct load *load, const char *what,
	       struct furui_error *err)
{
	return furui_fail(err, FURUI_ERROR_INPUT,
			  "line %" PRIu64 ": %s; nothing was loaded",
			  load->number, what);
}

/* 1 when there is a line, 0 at the end. */
static int next_line(struct load *load, struct furui_error *err)
{
	if (load->again) {
		load->again = false;
		return 1;
	}
	errno = 0;
	ssize_t size = getline(&load->line, &load->room, load->file);
	if (size < 0 && ferror(load->file))
		return furui_fail_errno(err, "cannot read the dump");
	if (size < 0)
		return 0;
	load->number++;
	if (load->line[size - 1] != '\n' || memchr(load->line, 0, (size_t)size))
		return load_wrong(load, "not a whole line of text", err);
	load->line[size - 1] = '\0';
	load->size = (size_t)size - 1;
	return 1;
}

/* The rest of the line when it begins with the word, else NULL. */
static const char *after(const struct load *load, const char *word)
{
	size_t size = strlen(word);
	return strncmp(load->line, word, size) == 0 ? load->line + size : NULL;
}

/* A decimal number, and what must follow it; -1 unless so. */
int load_number(const char **at, char end, int64_t most, int64_t *out)
{
	char *stop;
	if (**at < '0' || **at > '9')
		return -1;
	errno = 0;
	long long value = strtoll(*at, &stop, 10);
	if (errno || *stop != end || value > most)
		return -1;
	*at = stop + (end != '\0');
	*out = value;
	return 0;
}

/* "DIGEST spam|ham DATE DATE-FIELD"; digests must rise. */
static int read_head(struct load *load, const char *at,
		     struct furui_record *record,
		     struct furui_features *features, struct furui_error *err)
{
	struct furui_digest last = record->digest;
	if (strlen(at) < 33 || at[32] != ' ' ||
	    furui_digest_parse(at, 32, &record->digest) < 0)
		return load_wrong(load, "a message begins with 32 hex digits",
				  err);
	if (load->messages && memcmp(&last, &record->digest, sizeof last) >= 0)
		return load_wrong(load, "this message stands after its place",
				  err);
	at += 33;
	if (strncmp(at, "spam ", 5) == 0)
		record->label = FURUI_SPAM;
	else if (strncmp(at, "ham ", 4) == 0)
		record->label = FURUI_HAM;
	else
		return load_wrong(load, "a message is spam or ham", err);
	at = strchr(at, ' ') + 1;
	bool negative; /* Date fields may lie before 1970 */
	if (load_number(&at, ' ', INT64_MAX, &record->date) < 0)
		return load_wrong(load, "a date is missing", err);
	negative = *at == '-';
	at += negative;
	if (load_number(&at, '\0', INT64_MAX, &features->date) < 0)
		return load_wrong(load, "a date is missing", err);
	if (negative)
		features->date = -features->date;
	return 0;
}

/* "# read by NUMBER", which older dumps do not have. */
static int read_reader(struct load *load, struct furui_record *record,
		       struct furui_error *err)
{
	int64_t reader;
	record->reader = 0;
	int more = next_line(load, err);
	if (more < 0)
		return -1;
	const char *at = more ? after(load, "# read by ") : NULL;
	if (!at) {
		load->again = more > 0;
		return 0;
	}
	if (load_number(&at, '\0', UINT16_MAX, &reader) < 0)
		return load_wrong(load, "expected # read by NUMBER", err);
	record->reader = (uint16_t)reader;
	return 0;
}

/* "# learned SECONDS from SOURCE", which may be missing. */
static int read_origin(struct load *load, struct furui_record *record,
		       struct furui_error *err)
{
	record->learned = (int64_t)time(NULL);
	load->source.size = 0;
	int more = next_line(load, err);
	if (more < 0)
		return -1;
	const char *at = more ? after(load, "# learned ") : NULL;
	if (at) {
		if (load_number(&at, ' ', INT64_MAX, &record->learned) < 0 ||
		    strncmp(at, "from ", 5) != 0 ||
		    text_unescape(&load->source, at + 5, strlen(at + 5)) < 0)
			return load_wrong(load,
					  "expected # learned SECONDS from "
					  "SOURCE",
					  err);
	} else {
		load->again = more > 0;
	}
	record->source = furui_buffer_terminate(&load->source);
	return read_reader(load, record, err);
}

/* 1 when the line is "TAG<tab>TEXT". */
static int read_token(struct load *load, struct furui_error *err)
{
	const char *tab = strchr(load->line, '\t');
	if (!tab)
		return 0;
	int tag = furui_tag_by_name(load->line, (size_t)(tab - load->line));
	load->text.size = 0;
	if (tag < 0)
		return load_wrong(load,
				  "a kind of token that this furui does not "
				  "know",
				  err);
	if (text_unescape(&load->text, tab + 1, strlen(tab + 1)) < 0 ||
	    load->text.size == 0 || load->text.size > UINT16_MAX)
		return load_wrong(load, "a token that is none", err);
	struct furui_token token = {
		.id = furui_token_id((enum furui_tag)tag, load->text.data,
				     load->text.size),
		.text = furui_arena_copy(&load->arena, load->text.data,
					 load->text.size),
		.size = (uint16_t)load->text.size,
		.tag = (uint8_t)tag,
	};
	if (load->tokens.size / sizeof token >= FURUI_LIMIT_TOKENS)
		return load_wrong(load, "a message with too many tokens", err);
	furui_buffer_add(&load->tokens, &token, sizeof token);
	return 1;
}

/* A line "core TEXT" or "raw TEXT". */
static int read_text(struct load *load, const char *word, size_t limit,
		     struct furui_buffer *out, struct furui_error *err)
{
	int more =
		load->again ? (load->again = false, 1) : next_line(load, err);
	const char *at = more > 0 ? after(load, word) : NULL;
	out->size = 0;
	if (more < 0)
		return -1;
	if (!at || text_unescape(out, at, strlen(at)) < 0 || out->size > limit)
		return load_wrong(load,
				  "expected the tokens, the core text and "
				  "the raw bytes of a message",
				  err);
	return 0;
}

static int read_message(struct load *load, const char *at,
			struct furui_record *record, struct furui_error *err)
{
	struct furui_features features = {0};
	furui_arena_clear(&load->arena);
	load->tokens.size = 0;
	if (read_head(load, at, record, &features, err) < 0 ||
	    read_origin(load, record, err) < 0)
		return -1;
	int more;
	while ((more = next_line(load, err)) > 0 &&
	       (more = read_token(load, err)) > 0)
		;
	load->again = more == 0;
	if (more < 0 ||
	    read_text(load, "core ", FURUI_LIMIT_CORE, &load->core, err) < 0 ||
	    read_text(load, "raw ", FURUI_LIMIT_RAW_OLD, &load->raw, err) < 0)
		return -1;
	features.tokens = (const void *)load->tokens.data;
	features.token_count = load->tokens.size / sizeof(struct furui_token);
	features.core = load->core.data ? load->core.data : "";
	features.core_size = load->core.size;
	features.raw = load->raw.data ? load->raw.data : "";
	features.raw_size = load->raw.size;
	load->packed.size = 0;
	furui_features_pack(&features, &load->packed);
	record->packed = load->packed.data;
	record->packed_size = load->packed.size;
	load->messages++;
	/* What comes out of the record again must be what went in. */
	struct furui_error reason;
	if (!furui_unpack(load->reader, record->packed, record->packed_size,
			  &reason))
		return load_wrong(load, "this message has a token twice", err);
	return furui_store_learn(load->store, record, &features, err) < 0 ? -1
									  : 0;
}

/* "token SPAM HAM KEY", "# seen DAY"; keys must rise. */
static int read_count(struct load *load, const char *at,
		      struct furui_error *err)
{
	int64_t spam, ham;
	int64_t day = (int64_t)time(NULL) / DAY;
	struct furui_buffer *key = &load->text;
	key->size = 0;
	if (load_number(&at, ' ', UINT32_MAX, &spam) < 0 ||
	    load_number(&at, ' ', UINT32_MAX, &ham) < 0 ||
	    text_unescape(key, at, strlen(at)) < 0)
		return load_wrong(load, "expected token SPAM HAM KEY", err);
	struct furui_buffer *last = &load->last_key;
	if (strcmp(furui_buffer_terminate(last), furui_buffer_terminate(key)) >=
	    0)
		return load_wrong(load, "this token stands after its place",
				  err);
	last->size = 0;
	furui_buffer_add(last, key->data, key->size);
	int more = next_line(load, err);
	if (more < 0)
		return -1;
	at = more ? after(load, "# seen ") : NULL;
	if (at && load_number(&at, '\0', UINT32_MAX, &day) < 0)
		return load_wrong(load, "expected # seen DAY", err);
	load->again = more && !at;
	load->token_count++;
	struct furui_counts counts = {(uint32_t)spam, (uint32_t)ham};
	struct furui_error reason;
	if (furui_store_see_token(load->store, key->data, key->size, counts,
				  day, &reason) == 0)
		return 0;
	return reason.code == FURUI_ERROR_INPUT
		       ? load_wrong(load, reason.text, err)
		       : furui_fail(err, reason.code, "%s", reason.text);
}

/* "end MESSAGES TOKENS", and nothing behind it. */
static int read_end(struct load *load, const char *at, struct furui_error *err)
{
	int64_t messages, tokens;
	int64_t own = 0;
	bool second = load->version > 1;
	struct furui_store_summary summary;
	if (load_number(&at, ' ', INT64_MAX, &messages) < 0 ||
	    load_number(&at, second ? ' ' : '\0', INT64_MAX, &tokens) < 0 ||
	    (second && load_number(&at, '\0', INT64_MAX, &own) < 0))
		return load_wrong(load,
				  second ? "expected end MESSAGES TOKENS OWN"
					 : "expected end MESSAGES TOKENS",
				  err);
	if ((uint64_t)own != load->own_count)
		return load_wrong(load, "addresses, hosts or ids are missing",
				  err);
	if (furui_store_summary(load->store, &summary, err) < 0)
		return -1;
	if ((uint64_t)messages != load->messages ||
	    (uint64_t)tokens != load->token_count ||
	    summary.tokens != load->token_count)
		return load_wrong(load, "messages or tokens are missing", err);
	if (load_own_end(load, err) < 0)
		return -1;
	int more = next_line(load, err);
	return more > 0 ? load_wrong(load, "there is something behind the end",
				     err)
			: more;
}

int load_read(struct load *load, struct furui_error *err)
{
	struct furui_record record = {0};
	int more = next_line(load, err);
	if (more < 0)
		return -1;
	if (!more || !after(load, "furui-dump "))
		return load_wrong(load, "this is no dump of furui's", err);
	load->version = strcmp(load->line, "furui-dump 2") == 0 ? 2 : 1;
	if (load->version == 1 && strcmp(load->line, "furui-dump 1") != 0)
		return load_wrong(load,
				  "a dump of a version that this furui does "
				  "not know",
				  err);
	while ((more = next_line(load, err)) > 0) {
		const char *at;
		int result = 0;
		if (train_interrupted) {
			train_cut_short = true;
			return load_wrong(load, "interrupted", err);
		}
		bool first = load->version > 1 && !load->messages &&
			     !load->token_count;
		if (first && (at = after(load, "own ")))
			result = load_own(load, at, err);
		else if (first && (at = after(load, "# sent ")))
			result = load_sent(load, at, err);
		else if ((at = after(load, "message ")) && !load->token_count)
			result = read_message(load, at, &record, err);
		else if ((at = after(load, "token ")))
			result = read_count(load, at, err);
		else if ((at = after(load, "end ")))
			return read_end(load, at, err);
		else if (load->line[0] != '#')
			result = load_wrong(load, "an unknown line", err);
		if (result < 0)
			return -1;
	}
	return more < 0 ? -1 : load_wrong(load, "the dump is cut off", err);
}
