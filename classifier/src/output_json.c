/* A verdict as one line of JSON. */
#include <math.h>

#include "furui/text.h"
#include "output.h"

/* JSON has no infinities. */
static double bounded(double value)
{
	return isnan(value) ? 0 : fmin(fmax(value, -1e300), 1e300);
}

void furui_put_json(const struct furui_result *result, struct furui_buffer *out)
{
	const struct furui_verdict *verdict = &result->verdict;
	furui_buffer_add_text(out, "{\"file\":");
	furui_json_add_string(out, result->name);
	if (result->error) {
		furui_buffer_add_text(out, ",\"verdict\":\"Unsure\","
					   "\"probability\":null,"
					   "\"log_odds\":null,\"reasons\":0,"
					   "\"error\":");
		furui_json_add_string(out, result->error);
	} else {
		furui_buffer_printf(
			out,
			",\"verdict\":\"%s\",\"probability\":%.9g,"
			"\"log_odds\":%.6f,\"reasons\":%u,\"error\":null",
			furui_class_name(verdict->class),
			bounded(verdict->probability),
			bounded(verdict->log_odds), verdict->reasons);
	}
	furui_buffer_add_text(out, "}\n");
}
