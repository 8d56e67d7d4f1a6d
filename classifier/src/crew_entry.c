/* What is believed of an entry that a process of the crew wrote. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "charset.h"
#include "crew_private.h"

void furui_crew_reset(struct crew_entry *entry)
{
	entry->verdict = (struct furui_verdict){.class = FURUI_CLASS_UNSURE};
	entry->outcome = CREW_FAILED;
	(void)strcpy(entry->error, "crash");
	(void)strcpy(entry->why.text, "crashed on this message");
}

static void check_texts(struct crew_entry *entry)
{
	entry->error[sizeof entry->error - 1] = '\0';
	entry->why.text[sizeof entry->why.text - 1] = '\0';
	if (entry->error[strspn(entry->error, "abcdefghijklmnopqrstuvwxyz-")])
		entry->error[0] = '\0';
	if (!furui_is_utf8(entry->why.text, strlen(entry->why.text)))
		(void)snprintf(entry->why.text, sizeof entry->why.text,
			       "its process wrote what is no text");
	for (char *c = entry->why.text; *c; c++)
		if ((unsigned char)*c < ' ')
			*c = '?';
}

void furui_crew_check(const struct crew_entry *given, struct crew_entry *out)
{
	/* Its texts are long, and mostly nobody needs them. */
	out->outcome = given->outcome;
	out->verdict = given->verdict;
	if (out->outcome != CREW_JUDGED) {
		*out = *given;
		check_texts(out);
	}
	const struct furui_verdict *v = &out->verdict;
	if ((unsigned)v->class > FURUI_CLASS_UNSURE ||
	    !(v->probability >= 0 && v->probability <= 1) ||
	    !isfinite(v->log_odds))
		furui_crew_reset(out);
}
