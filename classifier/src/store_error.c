/* Berkeley DB's troubles in sentences that say what to do. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "store_private.h"

static bool means_full(int code)
{
	return code == ENOSPC || code == EDQUOT || code == EFBIG;
}

/* The library passes on only its own code when it gives up after a failed
 * write; the system's reason stands in what it says. */
void store_complain(const DB_ENV *env, const char *prefix, const char *text)
{
	(void)prefix;
	static const int full[] = {ENOSPC, EDQUOT, EFBIG};
	struct furui_store *store = env->app_private;
	(void)snprintf(store->complaint, sizeof store->complaint, "%s", text);
	for (size_t i = 0; i < sizeof full / sizeof *full; i++) {
		char reason[128];
		if (strstr(text, strerror_r(full[i], reason, sizeof reason)))
			store->no_room = true;
	}
}

int store_fail(struct furui_store *store, int code, const char *doing,
	       struct furui_error *err)
{
	char reason[128];
	if (means_full(code) || store->no_room) {
		int which = means_full(code) ? code : ENOSPC;
		return furui_fail(
			err, FURUI_ERROR_SYSTEM,
			"cannot %s the store in %s: the disk is full (%s); "
			"what was committed before is safe. Free some space, "
			"then run it again",
			doing, store->folder,
			strerror_r(which, reason, sizeof reason));
	}
	if (code == EACCES || code == EPERM || code == EROFS)
		return furui_fail(err, FURUI_ERROR_SYSTEM,
				  "cannot %s the store in %s: %s", doing,
				  store->folder,
				  strerror_r(code, reason, sizeof reason));
	return furui_fail(err, FURUI_ERROR_DATABASE,
			  "cannot %s the store in %s: %s%s%s", doing,
			  store->folder, db_strerror(code),
			  *store->complaint ? "; " : "", store->complaint);
}

int store_fail_absent(const char *folder, struct furui_error *err)
{
	return furui_fail(err, FURUI_ERROR_ABSENT,
			  "there is no store in %s: nothing was learned yet",
			  folder);
}

static int fail_damaged(const char *folder, const char *what,
			struct furui_error *err)
{
	return furui_fail(err, FURUI_ERROR_DAMAGED,
			  "the store in %s is damaged (%s). Move it away and "
			  "load a dump, or learn from the folders again",
			  folder, what);
}

int store_damaged(const struct furui_store *store, const char *what,
		  struct furui_error *err)
{
	return fail_damaged(store->folder, what, err);
}

int store_fail_missing(const char *folder, const char *name,
		       struct furui_error *err)
{
	char what[64];
	(void)snprintf(what, sizeof what, "%s is missing", name);
	return fail_damaged(folder, what, err);
}
