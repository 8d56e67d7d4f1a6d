/* Messages, and the tokens ("url:…", "meta:…") that furui reads in them. */
#ifndef FURUI_TEST_MESSAGE_ROWS_H
#define FURUI_TEST_MESSAGE_ROWS_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "furui/buffer.h"
#include "furui/features.h"
#include "unit.h"

#define FROM "From: Taro <taro@mail.a.example.jp>\n"
#define BODY "\nA body that is long enough to be read by somebody at all.\n"

/* The tokens that the message must have and, behind a '!', must not. */
struct message_row {
	const char *name, *message, *tokens;
};

static inline bool has_token(const struct furui_features *features,
			     const char *token)
{
	const char *colon = strchr(token, ':');
	int tag = furui_tag_by_name(token, (size_t)(colon - token));
	uint64_t id = furui_token_id((enum furui_tag)tag, colon + 1,
				     strlen(colon + 1));
	for (size_t i = 0; i < features->token_count; i++)
		if (features->tokens[i].id == id)
			return true;
	return false;
}

static inline void test_messages(struct furui_reader *reader,
				 const struct message_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(rows[i].message);
		char *exact = furui_xmalloc(size);
		char *tokens = furui_xstrdup(rows[i].tokens), *rest = NULL;
		memcpy(exact, rows[i].message, size);
		const struct furui_features *features =
			furui_read(reader, exact, size);
		for (char *token = strtok_r(tokens, " ", &rest); token;
		     token = strtok_r(NULL, " ", &rest)) {
			char name[128];
			(void)snprintf(name, sizeof name, "%s: %s",
				       rows[i].name, token);
			unit_row(name);
			CHECK(has_token(features, token + (*token == '!')) ==
			      (*token != '!'));
		}
		/* Cut anywhere: only no read beyond. */
		for (size_t n = 0; n < size; n += 7) {
			char *cut = furui_xmalloc(n);
			if (n)
				memcpy(cut, exact, n);
			(void)furui_read(reader, cut, n);
			free(cut);
		}
		free(tokens);
		free(exact);
	}
	unit_row("");
}

#endif
