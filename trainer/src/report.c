/* What a training did: a line a folder, and a summary. */
#include "report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "furui/progress.h"
#include "furui/text.h"

static const char *label_name(enum furui_label label)
{
	return label == FURUI_SPAM ? "spam" : "ham";
}

static void add(struct report_counts *to, const struct report_counts *from)
{
	to->fresh += from->fresh;
	to->moved += from->moved;
	to->known += from->known;
	to->anew += from->anew;
	to->skipped += from->skipped;
	to->both += from->both;
}

static void put(struct furui_buffer *line)
{
	furui_progress_clear();
	furui_buffer_add_char(line, '\n');
	(void)fwrite(line->data, 1, line->size, stdout);
	(void)fflush(stdout);
	furui_buffer_free(line);
}

static void add_json_counts(struct furui_buffer *line,
			    const struct report_counts *counts)
{
	furui_buffer_printf(line,
			    "\"new\":%" PRIu64 ",\"moved\":%" PRIu64
			    ",\"known\":%" PRIu64 ",\"skipped\":%" PRIu64
			    ",\"both\":%" PRIu64,
			    counts->fresh, counts->moved, counts->known,
			    counts->skipped, counts->both);
	if (counts->anew)
		furui_buffer_printf(line, ",\"anew\":%" PRIu64, counts->anew);
}

/* "120 new, 3 moved over": what is not none; `all` when everything is. */
static void add_counts(struct furui_buffer *line,
		       const struct report_counts *counts)
{
	const struct {
		uint64_t count;
		const char *what;
	} parts[] = {
		{counts->fresh, "new"},       {counts->moved, "moved over"},
		{counts->anew, "read anew"},  {counts->known, "known already"},
		{counts->skipped, "skipped"}, {counts->both, "on both sides"},
	};
	const char *between = "";
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!parts[i].count)
			continue;
		furui_buffer_printf(line, "%s%s %s", between,
				    furui_text_number(parts[i].count),
				    parts[i].what);
		between = ", ";
	}
	if (!*between)
		furui_buffer_add_text(line, "no messages");
}

void report_end_folder(struct report *report)
{
	if (!report->group.size)
		return;
	const struct report_counts *counts = &report->folder;
	add(&report->all[report->label], counts);
	struct furui_buffer line = {0};
	const char *group = furui_buffer_terminate(&report->group);
	const char *name = furui_buffer_terminate(&report->name);
	const struct train_options *options = report->options;
	if (options->json) {
		furui_buffer_add_text(&line, "{\"folder\":");
		furui_json_add_string(&line, group);
		furui_buffer_add_text(&line, ",\"name\":");
		furui_json_add_string(&line, name);
		furui_buffer_printf(&line, ",\"label\":\"%s\",",
				    label_name(report->label));
		add_json_counts(&line, counts);
		furui_buffer_add_char(&line, '}');
		put(&line);
	} else if (!options->quiet && !isatty(STDERR_FILENO)) {
		furui_text_add_shown(&line, name);
		furui_buffer_printf(&line,
				    " (%s): ", label_name(report->label));
		add_counts(&line, counts);
		put(&line);
	}
	report->group.size = 0;
	report->folder = (struct report_counts){0};
}

void report_begin_folder(struct report *report, enum furui_label label,
			 const char *group, const char *name)
{
	report->label = label;
	furui_buffer_add_text(&report->group, group);
	report->name.size = 0;
	furui_buffer_add_text(&report->name, name && *name ? name : group);
}

static void summary_json(const struct report *report,
			 const struct furui_store_summary *known)
{
	struct furui_buffer line = {0};
	furui_buffer_add_text(&line, "{\"summary\":{");
	for (int label = FURUI_SPAM; label >= FURUI_HAM; label--) {
		furui_buffer_printf(&line, "\"%s\":{",
				    label_name((enum furui_label)label));
		add_json_counts(&line, &report->all[label]);
		furui_buffer_add_text(&line, "},");
	}
	if (known)
		furui_buffer_printf(&line,
				    "\"messages\":{\"spam\":%" PRIu32
				    ",\"ham\":%" PRIu32 "},\"older\":%" PRIu64
				    ",\"tokens\":%" PRIu64 ",\"published\":%s,",
				    known->messages.spam, known->messages.ham,
				    known->older, known->tokens,
				    known->published ? "true" : "false");
	furui_buffer_printf(&line, "\"dry_run\":%s,\"interrupted\":%s}}",
			    report->options->dry_run ? "true" : "false",
			    train_cut_short ? "true" : "false");
	put(&line);
}

/* The first sentence: what was done. */
static void add_deed(struct furui_buffer *line, const struct report *report)
{
	const struct report_counts *spam = &report->all[FURUI_SPAM];
	const struct report_counts *ham = &report->all[FURUI_HAM];
	struct report_counts all = *spam;
	bool dry = report->options->dry_run;
	add(&all, ham);
	if (!all.fresh && !all.moved) {
		furui_buffer_add_text(line, "Nothing new to learn");
	} else {
		furui_buffer_printf(line, "%s %s spam and %s wanted messages",
				    dry ? "Would learn" : "Learned",
				    furui_text_number(spam->fresh),
				    furui_text_number(ham->fresh));
		if (all.moved)
			furui_buffer_printf(line, " and %s %s",
					    dry ? "move over" : "moved over",
					    furui_text_number(all.moved));
	}
	const struct report_counts rest = {.known = all.known,
					   .anew = all.anew,
					   .skipped = all.skipped,
					   .both = all.both};
	if (rest.known || rest.anew || rest.skipped || rest.both) {
		furui_buffer_add_text(line, "; ");
		add_counts(line, &rest);
	}
	furui_buffer_add_char(line, '.');
}

void report_summary(const struct report *report,
		    const struct furui_store_summary *known)
{
	if (report->options->json) {
		summary_json(report, known);
		return;
	}
	if (report->options->quiet)
		return;
	struct furui_buffer line = {0};
	if (train_cut_short)
		furui_buffer_add_text(&line, "Interrupted; what was done so "
					     "far is kept. ");
	const struct train_paths *sides = report->options->sides;
	if (sides[FURUI_SPAM].count || sides[FURUI_HAM].count)
		add_deed(&line, report);
	else
		furui_buffer_add_text(&line, "No spam or wanted mail was "
					     "named.");
	if (known) {
		furui_buffer_printf(&line,
				    " The store knows %s spam and %s wanted "
				    "messages.",
				    furui_text_number(known->messages.spam),
				    furui_text_number(known->messages.ham));
		if (!known->messages.spam != !known->messages.ham)
			furui_buffer_printf(
				&line,
				" Until it has seen %s too (--%s), all mail "
				"is judged unsure.",
				known->messages.spam ? "wanted mail" : "spam",
				known->messages.spam ? "ham" : "spam");
		if (known->older)
			furui_buffer_printf(
				&line,
				" %s of them were read by an older furui: name "
				"their folders again to read them anew.",
				furui_text_number(known->older));
	}
	put(&line);
}

void report_free(struct report *report)
{
	furui_buffer_free(&report->group);
	furui_buffer_free(&report->name);
}
