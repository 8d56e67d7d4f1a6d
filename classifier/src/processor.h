/* What the processor can do beyond every x86-64, as the C library found out
 * when the program was started: on a virtual machine each question put to the
 * processor itself is an exit to its host, 11 us where this was measured. */
#ifndef FURUI_PROCESSOR_H
#define FURUI_PROCESSOR_H

#include <stdbool.h>

/* glibc 2.33 and later tell. */
#if defined __x86_64__ && __has_include(<sys/platform/x86.h>)
#define FURUI_PROCESSOR 1
#include <sys/platform/x86.h>

/* For SHA-256 in instructions of its own. */
static inline bool furui_has_sha(void)
{
	return CPU_FEATURE_PRESENT(SHA) && CPU_FEATURE_PRESENT(SSE4_1) &&
	       CPU_FEATURE_PRESENT(SSSE3);
}

/* Whether the system keeps registers of these kinds: bits of XCR0. */
static inline bool furui_keeps(unsigned kinds)
{
	unsigned low, high;
	if (!CPU_FEATURE_PRESENT(OSXSAVE))
		return false;
	__asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	return (low & kinds) == kinds;
}

/* Vectors of 32 bytes. */
static inline bool furui_has_avx2(void)
{
	return CPU_FEATURE_PRESENT(AVX2) && furui_keeps(0x06); /* SSE, AVX */
}

/* Vectors of 64 bytes with 64-bit multiplication and bytes in any order. */
static inline bool furui_has_avx512(void)
{
	return CPU_FEATURE_PRESENT(AVX512F) && CPU_FEATURE_PRESENT(AVX512BW) &&
	       CPU_FEATURE_PRESENT(AVX512DQ) &&
	       furui_keeps(0xe6); /* and three kinds of AVX-512 */
}
#endif

#endif
