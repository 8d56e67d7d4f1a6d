/* The frames of furui and furuid, from either side: what is taken for a
 * question or a verdict keeps within its bounds. */
#include <string.h>

#include "frame.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct furui_question question;
	int parsed = furui_question_parse(data, size, &question);
	MUST(parsed != 0 || size < sizeof question);
	MUST(parsed != 1 ||
	     (question.size <= FURUI_FRAME_MESSAGE && question.fisher <= 1 &&
	      question.cutoffs.spam <= 1));
	struct furui_verdict verdict;
	if (furui_answer_parse(data, size, &verdict)) {
		MUST(verdict.probability >= 0 && verdict.probability <= 1);
		MUST(furui_class_name(verdict.class) != NULL);
		struct furui_answer again = furui_answer_make(&verdict);
		MUST(memcmp(&again, data, sizeof again) == 0);
	}
	return 0;
}
