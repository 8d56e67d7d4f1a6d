/* Runs a fuzz target once over every file in the folders named: the seeds,
 * and what fuzzing ever found, stay tests with any compiler. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "furui/path.h"
#include "fuzz.h"

enum {
	LARGEST = 64 << 20
};

static int run_file(int folder, const char *name)
{
	struct furui_error err;
	struct furui_buffer bytes = {0};
	int fd = furui_open_regular(folder, name, &err);
	int result = fd < 0 ? -1 : furui_buffer_read(&bytes, fd, LARGEST, &err);
	if (fd >= 0)
		close(fd);
	if (result == 0) {
		/* Said first: a crash then names its seed. */
		printf("%s: %zu bytes\n", name, bytes.size);
		(void)fflush(stdout);
		(void)LLVMFuzzerTestOneInput((const uint8_t *)bytes.data,
					     bytes.size);
	} else {
		(void)fprintf(stderr, "%s\n", err.text);
	}
	furui_buffer_free(&bytes);
	return result;
}

static int run_folder(const char *path)
{
	DIR *folder = opendir(path);
	if (!folder) {
		perror(path);
		return -1;
	}
	int files = 0;
	const struct dirent *entry;
	while ((entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		if (run_file(dirfd(folder), entry->d_name) < 0) {
			files = -1;
			break;
		}
		files++;
	}
	(void)closedir(folder);
	return files;
}

int main(int argc, char **argv)
{
	int files = 0;
	(void)LLVMFuzzerTestOneInput(NULL, 0);
	for (int i = 1; i < argc; i++) {
		int found = run_folder(argv[i]);
		if (found < 0)
			return 1;
		files += found;
	}
	printf("%d seeds\n", files);
	return files ? 0 : 1;
}
