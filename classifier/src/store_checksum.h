#ifndef FURUI_STORE_CHECKSUM_H
#define FURUI_STORE_CHECKSUM_H

#include <stdint.h>

/* Of `size` bytes; the first argument is Berkeley DB's, and not looked at. */
uint32_t furui_page_checksum(const void *database, const void *page,
			     uint32_t size);

#endif
