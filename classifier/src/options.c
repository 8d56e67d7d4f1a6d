/* Reads the command line. */
#include "options.h"

#include <stdio.h>
#include <string.h>

#include "options_private.h"

static const struct option_entry *find_letter(char letter)
{
	const struct option_entry *entry = furui_option_table;
	for (; entry->name || entry->letter; entry++)
		if (entry->letter == letter)
			return entry;
	return NULL;
}

static int accept_option(struct furui_options *o,
			 const struct option_entry *entry, const char *value,
			 struct furui_error *err)
{
	if (entry->meaning == NOTHING &&
	    o->ineffective_count < FURUI_INEFFECTIVE) {
		char *text = o->ineffective[o->ineffective_count++];
		if (entry->letter)
			(void)snprintf(text, sizeof *o->ineffective, "-%c",
				       entry->letter);
		else
			(void)snprintf(text, sizeof *o->ineffective, "--%s",
				       entry->name);
	}
	o->given |= 1ULL << entry->meaning;
	return furui_option_apply(o, entry, value, err);
}

static int parse_long(struct furui_options *o, int argc, char **argv, int *at,
		      struct furui_error *err)
{
	const char *name = argv[*at] + 2;
	size_t size = strcspn(name, "=");
	const char *value = name[size] ? name + size + 1 : NULL;
	const struct option_entry *entry = furui_option_by_name(name, size);
	if (!entry)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "unknown option --%s; furui -h lists them",
				  name);
	if (entry->value == NO_VALUE && value)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "option --%s takes no value", entry->name);
	if (entry->value == A_VALUE && !value) {
		if (*at + 1 >= argc)
			return furui_fail(err, FURUI_ERROR_INPUT,
					  "option --%s needs a value", name);
		value = argv[++*at];
	}
	return accept_option(o, entry, value, err);
}

/* A run of letters, the last with a value perhaps: -pe, -vvd DIR, -o0.9. */
static int parse_letters(struct furui_options *o, int argc, char **argv,
			 int *at, struct furui_error *err)
{
	for (const char *next = argv[*at] + 1; *next; next++) {
		const struct option_entry *entry = find_letter(*next);
		if (!entry)
			return furui_fail(
				err, FURUI_ERROR_INPUT,
				"unknown option -%c; furui -h lists them",
				*next);
		if (entry->value != A_VALUE) {
			if (accept_option(o, entry, NULL, err))
				return -1;
			continue;
		}
		const char *value = next + 1;
		if (!*value) {
			if (*at + 1 >= argc)
				return furui_fail(err, FURUI_ERROR_INPUT,
						  "option -%c needs a value",
						  *next);
			value = argv[++*at];
		}
		return accept_option(o, entry, value, err);
	}
	return 0;
}

/* What cannot be meant together. */
static int check(const struct furui_options *o, struct furui_error *err)
{
	if ((o->learn_spam && (o->learn_ham || o->forget_spam)) ||
	    (o->forget_ham && (o->learn_ham || o->forget_spam)))
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "of -s -n -S -N only one may be given, or "
				  "-S with -n, or -N with -s");
	if (o->update && furui_options_learn(o))
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "-u does not go with -s, -n, -S or -N");
	if (o->pass && o->source != FURUI_ONE_MESSAGE)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "-p passes one message through: not with "
				  "-M, -b or -B");
	if (o->source == FURUI_PATHS && !o->path_count)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "-B needs the names of files or folders");
	if (o->source == FURUI_PATHS && o->input)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "-B reads what it names: not with -I");
	if (o->source != FURUI_PATHS && o->path_count)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "what is %s? give files with -B, or one "
				  "message with -I",
				  o->paths[0]);
	return 0;
}

int furui_options_parse(struct furui_options *out, int argc, char **argv,
			struct furui_error *err)
{
	int result = 0;
	bool only_paths = false;
	*out = (struct furui_options){.bogosity = true,
				      .cutoffs = furui_default_cutoffs,
				      .judge = furui_judge,
				      .paths = argv + 1};
	for (int at = 1; at < argc; at++) {
		char *word = argv[at];
		/* Only the first mistake is told, but the rest is read: with
		 * -p the message must come out all the same. */
		struct furui_error *told = result ? NULL : err;
		int failed = 0;
		if (only_paths || word[0] != '-' || !word[1])
			out->paths[out->path_count++] = word;
		else if (strcmp(word, "--") == 0)
			only_paths = true;
		else if (word[1] == '-')
			failed = parse_long(out, argc, argv, &at, told);
		else
			failed = parse_letters(out, argc, argv, &at, told);
		if (failed)
			result = -1;
	}
	return result ? result : check(out, err);
}

bool furui_options_learn(const struct furui_options *options)
{
	return options->learn_spam || options->learn_ham ||
	       options->forget_spam || options->forget_ham;
}
