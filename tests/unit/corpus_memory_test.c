/* corpus: memory stays flat, however large an mbox or a message is. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "corpus_unit.h"

enum {
	MANY = 3 << 20, /* bytes of each of many messages */
	GIANT = 200 << 20,
	MOST_KIB = 50 << 10, /* of memory in use at any time */
	KEPT = FURUI_FOLDER_LIMIT + FURUI_FOLDER_END,
};

/* AddressSanitizer keeps freed memory for a while, 256 MiB of it by
 * default. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=1";
}

static void write_text(int fd, const char *text)
{
	CHECK_INT(furui_write_all(fd, text, strlen(text), NULL), 0);
}

/* A hole reads as zero bytes and takes no room on the disk. */
static void write_hole(int fd, off_t size)
{
	CHECK(lseek(fd, size, SEEK_END) >= 0);
}

/* Reads everything; returns the largest message. */
static size_t read_all(const char *path, unsigned long *count, uint64_t *whole)
{
	struct furui_folder *folder;
	struct furui_mail mail;
	size_t largest = 0;
	*count = 0;
	*whole = 0;
	CHECK_INT(furui_folder_open(&folder, path, NULL, NULL), 0);
	while (furui_folder_next(folder, &mail) == 1) {
		++*count;
		*whole += mail.whole_size;
		if (mail.size > largest)
			largest = mail.size;
	}
	furui_folder_free(&folder);
	return largest;
}

static long used_kib(void)
{
	struct rusage usage;
	CHECK_INT(getrusage(RUSAGE_SELF, &usage), 0);
	return usage.ru_maxrss;
}

int main(void)
{
	char *many = furui_path_join(unit_folder(), "many");
	char *giant = furui_path_join(unit_folder(), "giant");
	char *file = furui_path_join(unit_folder(), "file.eml");
	unsigned long count;
	uint64_t whole;

	int fd = open(many, O_WRONLY | O_CREAT, 0600);
	for (int i = 0; i < 100; i++) {
		write_text(fd, F1 "Subject: x\n\n");
		write_hole(fd, MANY);
		write_text(fd, "\n\n");
	}
	close(fd);
	CHECK_INT(read_all(many, &count, &whole), strlen(F1) + 12 + MANY + 1);
	CHECK_INT(count, 100);
	CHECK(used_kib() < MOST_KIB);

	fd = open(giant, O_WRONLY | O_CREAT, 0600);
	write_text(fd, F1 "Subject: giant\n\n");
	write_hole(fd, GIANT);
	write_text(fd, "\n\n" F2 "Subject: small\n\n\n");
	close(fd);
	CHECK_INT(read_all(giant, &count, &whole), KEPT);
	CHECK_INT(count, 2);
	CHECK_INT(whole, strlen(F1) + 16 + GIANT + 1 + strlen(F2) + 16);

	fd = open(file, O_WRONLY | O_CREAT, 0600);
	write_text(fd, "Subject: giant\n\n");
	write_hole(fd, GIANT);
	write_text(fd, "\n");
	close(fd);
	CHECK_INT(read_all(file, &count, &whole), KEPT);
	CHECK_INT(count, 1);
	CHECK_INT(whole, 16 + GIANT + 1);
	printf("%ld KiB of memory in use at most\n", used_kib());
	CHECK(used_kib() < MOST_KIB);
	free(many);
	free(giant);
	free(file);
	return unit_end();
}
