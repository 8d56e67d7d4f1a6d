/* The table of options, shared by its two files. */
#ifndef FURUI_OPTIONS_PRIVATE_H
#define FURUI_OPTIONS_PRIVATE_H

#include "options.h"

enum option_value {
	NO_VALUE,
	A_VALUE,
	MAYBE_A_VALUE, /* --name or --name=value */
};

enum option_meaning {
	NOTHING, /* bogofilter's, without a meaning here */
	PASS,
	EMBED,
	UPDATE,
	MBOX,
	NAMES,
	PATHS,
	LEARN_SPAM,
	LEARN_HAM,
	FORGET_SPAM,
	FORGET_HAM,
	STORE,
	CONFIG,
	NO_CONFIG,
	INPUT,
	OUTPUT,
	CUTOFFS,
	SPAM_CUTOFF,
	HAM_CUTOFF,
	VERBOSE,
	TERSE,
	FIXED_TERSE,
	QUIET,
	SYSLOG,
	SYSLOG_TAG,
	TOKENS,
	JSON,
	TEMPFAIL,
	BOGOSITY,
	JUDGE,
	JOBS,
	SOCKET,
	ADDRESS,
	MESSAGE_ID_HOST,
	HELP,
	VERSION,
	QUERY,
};

struct option_entry {
	const char *name; /* with dashes; NULL: only the letter */
	char letter;      /* 0: only the name */
	bool key;         /* may stand in the configuration, too */
	enum option_value value;
	enum option_meaning meaning;
};

/* The last entry has neither name nor letter. */
extern const struct option_entry furui_option_table[];

/* The entry of that name, spam_cutoff and spam-cutoff being the same; NULL. */
const struct option_entry *furui_option_by_name(const char *name, size_t size);

/* Does what the option means. `value` (NULL when there is none) is
 * borrowed. */
int furui_option_apply(struct furui_options *options,
		       const struct option_entry *entry, const char *value,
		       struct furui_error *err);

#endif
