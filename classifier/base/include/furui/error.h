/* What went wrong, in one sentence that says what to do about it. */
#ifndef FURUI_ERROR_H
#define FURUI_ERROR_H

/* Kinds of trouble that a caller may want to tell apart. */
enum furui_error_code {
	FURUI_ERROR_NONE = 0,
	FURUI_ERROR_SYSTEM,   /* the operating system said no: see text */
	FURUI_ERROR_ABSENT,   /* what was to be opened does not exist */
	FURUI_ERROR_DAMAGED,  /* a file of ours fails its own checks */
	FURUI_ERROR_VERSION,  /* a store or model of another version */
	FURUI_ERROR_UNSAFE,   /* others could have tampered with it */
	FURUI_ERROR_INPUT,    /* the caller's data cannot be used */
	FURUI_ERROR_DATABASE, /* Berkeley DB said no */
};

/* The caller's, on its stack; no cleanup. text is UTF-8, NUL-terminated,
 * without a final newline, cut when longer. */
struct furui_error {
	enum furui_error_code code;
	char text[512];
};

/* Fills err (which may be NULL) like printf and returns -1, so that a
 * function ends in `return furui_fail(err, …)`. */
int furui_fail(struct furui_error *err, enum furui_error_code code,
	       const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As furui_fail with FURUI_ERROR_SYSTEM (FURUI_ERROR_ABSENT for ENOENT), and
 * appends ": " and the text of errno. */
int furui_fail_errno(struct furui_error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
