/* What each option does, on the command line or in the configuration. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "crew.h"
#include "furui/buffer.h"
#include "furui/own.h"
#include "options.h"
#include "options_private.h"

const struct option_entry *furui_option_by_name(const char *name, size_t size)
{
	const struct option_entry *entry = furui_option_table;
	for (; entry->name || entry->letter; entry++) {
		size_t i = 0;
		while (entry->name && entry->name[i] && i < size &&
		       (entry->name[i] == name[i] ||
			(entry->name[i] == '-' && name[i] == '_')))
			i++;
		if (entry->name && i == size && !entry->name[i])
			return entry;
	}
	return NULL;
}

static int set_cutoff(double *cutoff, const char *text, struct furui_error *err)
{
	char *end = NULL;
	double value = strtod(text, &end);
	if (end == text || *end || !(value >= 0 && value <= 1))
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is no cut-off: give a number from 0 to 1",
				  text);
	*cutoff = value;
	return 0;
}

/* bogofilter's -o: either side of the comma may be missing. */
static int set_cutoffs(struct furui_cutoffs *cutoffs, const char *text,
		       struct furui_error *err)
{
	const char *comma = strchr(text, ',');
	size_t size = comma ? (size_t)(comma - text) : strlen(text);
	char spam[32];
	if (size >= sizeof spam)
		return furui_fail(err, FURUI_ERROR_INPUT, "%s is no cut-off",
				  text);
	memcpy(spam, text, size);
	spam[size] = '\0';
	if (size && set_cutoff(&cutoffs->spam, spam, err))
		return -1;
	if (comma && comma[1])
		return set_cutoff(&cutoffs->ham, comma + 1, err);
	return 0;
}

static int set_jobs(struct furui_options *o, const char *value,
		    struct furui_error *err)
{
	char *end = NULL;
	long jobs = strtol(value, &end, 10);
	if (end == value || *end || jobs < 1 || jobs > FURUI_CREW_MOST)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "--jobs is a number from 1 to %d, not %s",
				  FURUI_CREW_MOST, value);
	o->jobs = (unsigned)jobs;
	return 0;
}

static int set_judge(struct furui_options *o, const char *value,
		     struct furui_error *err)
{
	void (*judge)(const struct furui_model *, const struct furui_features *,
		      const struct furui_cutoffs *, struct furui_verdict *) =
		furui_judge_by_name(value);
	if (!judge)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "judge is all or fisher, not %s", value);
	o->judge = judge;
	return 0;
}

static int set_switch(bool *to, const char *text, struct furui_error *err)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = {{"yes", true},   {"y", true},    {"on", true},
		     {"1", true},     {"true", true}, {"no", false},
		     {"n", false},    {"off", false}, {"0", false},
		     {"false", false}};
	if (!text) {
		*to = true;
		return 0;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcasecmp(words[i].word, text) == 0) {
			*to = words[i].value;
			return 0;
		}
	return furui_fail(err, FURUI_ERROR_INPUT, "%s: say yes or no", text);
}

static int add_own(struct furui_options *o, bool address, const char *value,
		   struct furui_error *err)
{
	if (!o->own)
		furui_own_new(&o->own);
	return address ? furui_own_add_address(o->own, value, err)
		       : furui_own_add_host(o->own, value, err);
}

/* Options that carry a value. */
static int apply_value(struct furui_options *o, enum option_meaning meaning,
		       const char *value, struct furui_error *err)
{
	switch (meaning) {
	case STORE:
		o->store = value;
		return 0;
	case CONFIG:
		o->config = value;
		return 0;
	case INPUT:
		o->input = value;
		return 0;
	case OUTPUT:
		o->output = value;
		return 0;
	case SYSLOG_TAG:
		o->log = true;
		o->log_tag = value;
		return 0;
	case CUTOFFS:
		o->given |= 1ULL << SPAM_CUTOFF;
		if (strchr(value, ','))
			o->given |= 1ULL << HAM_CUTOFF;
		return set_cutoffs(&o->cutoffs, value, err);
	case SPAM_CUTOFF:
		return set_cutoff(&o->cutoffs.spam, value, err);
	case HAM_CUTOFF:
		return set_cutoff(&o->cutoffs.ham, value, err);
	case TEMPFAIL:
		return set_switch(&o->tempfail, value, err);
	case SOCKET:
		o->socket = value;
		return 0;
	case JOBS:
		return set_jobs(o, value, err);
	case JUDGE:
		return set_judge(o, value, err);
	case ADDRESS:
	case MESSAGE_ID_HOST:
		return add_own(o, meaning == ADDRESS, value, err);
	case BOGOSITY:
		return set_switch(&o->bogosity, value, err);
	default:
		return 0;
	}
}

static bool *flag_of(struct furui_options *o, enum option_meaning meaning)
{
	switch (meaning) {
	case PASS:
		return &o->pass;
	case EMBED:
		return &o->embed;
	case UPDATE:
		return &o->update;
	case LEARN_SPAM:
		return &o->learn_spam;
	case LEARN_HAM:
		return &o->learn_ham;
	case FORGET_SPAM:
		return &o->forget_spam;
	case FORGET_HAM:
		return &o->forget_ham;
	case NO_CONFIG:
		return &o->no_config;
	case QUIET:
		return &o->quiet;
	case SYSLOG:
		return &o->log;
	case TOKENS:
		return &o->tokens;
	case JSON:
		return &o->json;
	default:
		return NULL;
	}
}

static int set_source(struct furui_options *o, enum furui_source source,
		      struct furui_error *err)
{
	/* bogofilter has -M for the files of -b and -B, too: here they are
	 * recognised, and -M adds nothing. */
	if (source == FURUI_ONE_MBOX && o->source != FURUI_ONE_MESSAGE)
		return 0;
	if (o->source > FURUI_ONE_MBOX && o->source != source)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "-b and -B do not go together");
	o->source = source;
	return 0;
}

int furui_option_apply(struct furui_options *o,
		       const struct option_entry *entry, const char *value,
		       struct furui_error *err)
{
	bool *flag = flag_of(o, entry->meaning);
	if (flag) {
		*flag = true;
		return 0;
	}
	switch (entry->meaning) {
	case MBOX:
		return set_source(o, FURUI_ONE_MBOX, err);
	case NAMES:
		return set_source(o, FURUI_NAMES, err);
	case PATHS:
		return set_source(o, FURUI_PATHS, err);
	case VERBOSE:
		o->verbose++;
		return 0;
	case TERSE:
		o->terse++;
		return 0;
	case FIXED_TERSE:
		o->fixed++;
		return 0;
	case HELP:
		o->action = FURUI_SHOW_HELP;
		return 0;
	case VERSION:
		o->action = FURUI_SHOW_VERSION;
		return 0;
	case QUERY:
		o->action = FURUI_SHOW_QUERY;
		return 0;
	default:
		return apply_value(o, entry->meaning, value, err);
	}
}

int furui_options_set(struct furui_options *options, const char *key,
		      const char *value, void (*warn)(const char *key),
		      struct furui_error *err)
{
	const struct option_entry *entry =
		furui_option_by_name(key, strlen(key));
	if (!entry || !entry->key) {
		warn(key);
		return 0;
	}
	/* Those of the configuration and of the command line add up. */
	bool adds =
		entry->meaning == ADDRESS || entry->meaning == MESSAGE_ID_HOST;
	if (!adds && options->given & 1ULL << entry->meaning)
		return 0;
	if (entry->meaning == STORE) {
		free(options->from_config);
		options->from_config = furui_xstrdup(value);
		value = options->from_config;
	}
	return entry->meaning == NOTHING
		       ? 0
		       : furui_option_apply(options, entry, value, err);
}

void furui_options_free(struct furui_options *options)
{
	free(options->from_config);
	options->from_config = NULL;
	furui_own_free(&options->own);
}
