/* Makes the model from the store and puts it where filters find it. */
#include <string.h>

#include "furui/learner.h"
#include "publish_private.h"

static int set_token(void *context, const char *key, size_t size,
		     struct furui_counts counts, int64_t day,
		     struct furui_error *err)
{
	(void)day;
	const char *colon = memchr(key, ':', size);
	int tag = colon ? furui_tag_by_name(key, (size_t)(colon - key)) : -1;
	if (tag < 0)
		return furui_fail(err, FURUI_ERROR_DAMAGED,
				  "the store has a token of an unknown kind, "
				  "%.*s",
				  (int)size, key);
	const char *text = colon + 1;
	uint64_t id = furui_token_id((enum furui_tag)tag, text,
				     (size_t)(key + size - text));
	furui_learner_set_token(context, id, counts);
	return 0;
}

int furui_store_publish(struct furui_store *store, struct furui_error *err)
{
	if (store_is_changing(store))
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "the store in %s has changes that are not "
				  "committed",
				  store_folder(store));
	struct furui_learner *learner;
	struct furui_store_summary summary;
	if (furui_store_summary(store, &summary, err) < 0 ||
	    furui_learner_new(&learner, err) < 0)
		return -1;
	furui_learner_set_totals(learner, summary.messages);
	int result = furui_store_each_token(store, set_token, learner, err);
	if (result == 0)
		result = furui_learner_publish(learner, store_folder(store),
					       err);
	if (result == 0)
		result = store_mark_published(store, err);
	furui_learner_free(&learner);
	return result;
}
