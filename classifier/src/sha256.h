/* SHA-256 (FIPS 180-4). */
#ifndef FURUI_SHA256_H
#define FURUI_SHA256_H

#include <stddef.h>

enum {
	FURUI_SHA256_SIZE = 32 /* bytes */
};

/* Of some bytes; NULL where there are none. */
void furui_sha256(const void *bytes, size_t size,
		  unsigned char out[FURUI_SHA256_SIZE]);

/* The same, without the instructions that some processors have for it. */
void furui_sha256_portable(const void *bytes, size_t size,
			   unsigned char out[FURUI_SHA256_SIZE]);

#endif
