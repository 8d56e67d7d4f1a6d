/* What furui prints about a message. */
#ifndef FURUI_OUTPUT_H
#define FURUI_OUTPUT_H

#include <stdbool.h>

#include "furui/buffer.h"
#include "furui/verdict.h"
#include "options.h"

struct furui_result {
	const char *name;  /* of the message; NULL when only one is judged */
	const char *error; /* the word of what went wrong; NULL: nothing did */
	bool remote;       /* furuid judged: no model and features here */
	struct furui_verdict verdict;          /* unless error is set */
	const struct furui_model *model;       /* NULL with --tokens or error */
	const struct furui_features *features; /* NULL with error */
};

/* Appends the lines of -p, each with `eol`: X-Furui, and X-Bogosity when
 * wanted and nothing went wrong. Nothing of the message is in them. */
void furui_put_fields(const struct furui_result *result, bool bogosity,
		      const char *eol, struct furui_buffer *out);

/* Appends X-Furui without its line end. */
void furui_put_field(const struct furui_result *result,
		     struct furui_buffer *out);

/* Appends all that the options ask for about one message: lines, each with
 * its line end; perhaps nothing. */
void furui_put_result(const struct furui_options *options,
		      const struct furui_result *result,
		      struct furui_buffer *out);

/* Appends one JSON object and a newline; text that is not UTF-8 is made so. */
void furui_put_json(const struct furui_result *result,
		    struct furui_buffer *out);

#endif
