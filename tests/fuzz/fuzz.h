/* One fuzz target: the same source is driven by libFuzzer and, in ordinary
 * tests, by replay.c with the seeds. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* libFuzzer's entry point. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Aborts and says what does not hold. */
#define MUST(condition)                                                        \
	((condition) ? (void)0 : fuzz_fail(#condition, __FILE__, __LINE__))
_Noreturn void fuzz_fail(const char *what, const char *file, int line);

/* True for well-formed UTF-8 without control characters, as a token is. */
bool fuzz_is_token_text(const char *text, size_t size);

/* A copy that is exactly as long as the input, so that AddressSanitizer sees
 * a read beyond its end; the caller frees. */
char *fuzz_copy(const uint8_t *data, size_t size);

#endif
