/* Fills struct furui_error. */
#include "furui/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int furui_fail(struct furui_error *err, enum furui_error_code code,
	       const char *format, ...)
{
	if (err) {
		va_list args;
		va_start(args, format);
		err->code = code;
		(void)vsnprintf(err->text, sizeof err->text, format, args);
		va_end(args);
	}
	return -1;
}

int furui_fail_errno(struct furui_error *err, const char *format, ...)
{
	int saved = errno;
	if (err) {
		va_list args;
		va_start(args, format);
		err->code = saved == ENOENT ? FURUI_ERROR_ABSENT
					    : FURUI_ERROR_SYSTEM;
		(void)vsnprintf(err->text, sizeof err->text, format, args);
		va_end(args);
		size_t used = strlen(err->text);
		char reason[128];
		(void)snprintf(err->text + used, sizeof err->text - used,
			       ": %s",
			       strerror_r(saved, reason, sizeof reason));
	}
	return -1;
}
