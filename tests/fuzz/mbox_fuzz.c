/* An mbox as it comes through a pipe: corpus/'s mbox reader. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "furui/folder.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("mbox", MFD_CLOEXEC);
	struct furui_error err;
	MUST(fd >= 0 && furui_write_all(fd, data, size, &err) == 0);
	MUST(lseek(fd, 0, SEEK_SET) == 0);
	const struct furui_folder_options options = {.limit = 1 << 16};
	struct furui_folder *folder;
	if (furui_folder_open_mbox(&folder, fd, "fuzz", &options, &err) == 0) {
		struct furui_mail mail;
		size_t sum = 0;
		while (furui_folder_next(folder, &mail) == 1) {
			MUST(mail.size <= options.limit);
			MUST(mail.size <= mail.whole_size);
			MUST(mail.done_bytes <= size);
			for (size_t i = 0; i < mail.size; i++)
				sum += (unsigned char)mail.bytes[i];
			MUST(mail.source && mail.name && mail.folder);
			sum += strlen(mail.source) + strlen(mail.name);
		}
		MUST(sum < SIZE_MAX);
		furui_folder_free(&folder);
	}
	close(fd);
	return 0;
}
