/* Entries: emptied, given up, and what is believed of one that a process wrote.
 */
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "charset.h"
#include "crew_private.h"

void furui_crew_reset(struct crew_batch *batch)
{
	batch->begun = batch->done = 0;
	batch->count = 0;
	memset(batch->entries, 0, sizeof batch->entries);
}

static void check_texts(struct crew_finding *finding)
{
	char *word = finding->entry.error, *text = finding->why.text;
	word[sizeof finding->entry.error - 1] = '\0';
	text[sizeof finding->why.text - 1] = '\0';
	if (word[strspn(word, "abcdefghijklmnopqrstuvwxyz-")])
		word[0] = '\0';
	if (!furui_is_utf8(text, strlen(text)))
		(void)snprintf(text, sizeof finding->why.text,
			       "its process wrote what is no text");
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < ' ')
			*c = '?';
}

static bool is_sound(const struct furui_verdict *verdict)
{
	return (unsigned)verdict->class <= FURUI_CLASS_UNSURE &&
	       verdict->probability >= 0 && verdict->probability <= 1 &&
	       isfinite(verdict->log_odds);
}

static const char crashed[] = "crashed on this message";

void furui_crew_check(const struct crew_batch *batch, uint32_t at, bool files,
		      struct crew_finding *out)
{
	struct crew_entry *entry = &out->entry;
	*entry = batch->entries[at];
	out->why.text[0] = '\0';
	/* What was read is judged, and not looked at again where it lies: it
	 * may have changed there. */
	atomic_signal_fence(memory_order_acquire);
	bool sound = is_sound(&entry->verdict);
	if (sound && (entry->outcome == CREW_JUDGED ||
		      (files && entry->outcome == CREW_LEFT)))
		return;
	if (sound && entry->outcome == CREW_FAILED) {
		out->why = batch->why[at];
		atomic_signal_fence(memory_order_acquire);
		check_texts(out);
		return;
	}
	*entry = (struct crew_entry){
		.verdict = {.class = FURUI_CLASS_UNSURE},
		.outcome = CREW_FAILED,
		.error = "crash",
	};
	(void)snprintf(out->why.text, sizeof out->why.text, "%s", crashed);
}

void furui_crew_lose(struct crew_batch *batch, uint32_t at, bool late)
{
	struct crew_entry *entry = &batch->entries[at];
	*entry = (struct crew_entry){
		.verdict = {.class = FURUI_CLASS_UNSURE},
		.outcome = CREW_FAILED,
	};
	(void)snprintf(entry->error, sizeof entry->error,
		       late ? "timeout" : "crash");
	(void)snprintf(batch->why[at].text, sizeof batch->why[at].text, "%s",
		       late ? "this message took too long" : crashed);
}
