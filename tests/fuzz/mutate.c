/* Drives a fuzz target with messages changed at random, the same ones each
 * time: NAME_mutate COUNT SEED PATH... takes the files in these folders, and
 * each run's number, printed first, names what led to a crash. With FROM set
 * in the environment it begins at that number. */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "furui/hash.h"
#include "fuzz.h"

enum {
	LARGEST = 1 << 18, /* of a file, and of what is made of it */
	MOST_FILES = 4096,
	MOST_CHANGES = 8,
};

static struct furui_buffer files[MOST_FILES];
static size_t file_count;

static const char *const pieces[] = {
	"\n",
	"\r\n",
	"\n\n",
	"\r",
	"\0",
	"--",
	"=?",
	"?=",
	"=?utf-8?b?",
	"=?iso-2022-jp?q?",
	"Content-Type: ",
	"\nContent-Type: multipart/mixed; boundary=",
	"\nContent-Type: text/html; charset=",
	"\nContent-Type: message/rfc822\n\n",
	"\nContent-Transfer-Encoding: base64\n\n",
	"\nContent-Transfer-Encoding: quoted-printable\n\n",
	"\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n",
	"name*0*=utf-8''%",
	"a:",
	"<!--",
	"<a href=\"http://",
	"&#x",
	"\033$B",
	"\033(B",
	"\033(J",
	"\xff",
	"\xcc\x81",
	"\xef\xb7\xba",
	"\xe3\x81",
	"\x82",
};

static uint64_t state;

static size_t below(size_t most)
{
	state += 0x9e3779b97f4a7c15ULL;
	return most ? (size_t)(furui_hash_mix(state) % most) : 0;
}

static int take_file(const char *path, const struct stat *st, int kind,
		     struct FTW *where)
{
	(void)where;
	if (kind != FTW_F || st->st_size > LARGEST || file_count == MOST_FILES)
		return 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	if (furui_buffer_read(&files[file_count], fd, LARGEST, NULL) == 0)
		file_count++;
	(void)close(fd);
	return 0;
}

/* Puts `size` bytes into the message, in front of byte `at`. */
static void insert(struct furui_buffer *message, size_t at, const char *bytes,
		   size_t size)
{
	if (message->size + size > LARGEST)
		return;
	(void)furui_buffer_room(message, size);
	memmove(message->data + at + size, message->data + at,
		message->size - at);
	memcpy(message->data + at, bytes, size);
	message->size += size;
}

static void insert_piece(struct furui_buffer *message, size_t at)
{
	const char *piece = pieces[below(sizeof pieces / sizeof *pieces)];
	size_t size = *piece ? strlen(piece) : 1;
	/* Now and then so often that a limit is met. */
	size_t times = below(16) ? 1 : 1 + below(2000);
	while (times--)
		insert(message, at, piece, size);
}

static void join_other(struct furui_buffer *message, size_t at)
{
	const struct furui_buffer *other = &files[below(file_count)];
	size_t from = below(other->size);
	message->size = at;
	size_t room = LARGEST - at;
	size_t more = other->size - from;
	if (more)
		furui_buffer_add(message, other->data + from,
				 more < room ? more : room);
}

static void duplicate(struct furui_buffer *message, size_t at, size_t size)
{
	char *copy = furui_xmalloc(size);
	memcpy(copy, message->data + at, size);
	size_t times = below(8) ? 1 : 1 + below(200);
	while (times--)
		insert(message, at, copy, size);
	free(copy);
}

static void change(struct furui_buffer *message)
{
	if (!message->size) {
		insert_piece(message, 0);
		return;
	}
	size_t at = below(message->size);
	/* Mostly where the header is, mostly a little. */
	if (below(2))
		at %= 2048;
	size_t most = message->size - at;
	size_t size = 1 + below(below(2) ? most : (most < 64 ? most : 64));
	if (size > most)
		size = most;
	char *byte = message->data + at;
	switch (below(7)) {
	case 0:
		*byte = (char)(*byte ^ (1 << below(8)));
		break;
	case 1:
		*byte = (char)below(256);
		break;
	case 2:
		memmove(byte, byte + size, most - size);
		message->size -= size;
		break;
	case 3:
		duplicate(message, at, size);
		break;
	case 4:
		join_other(message, at);
		break;
	case 5:
		message->size = at;
		break;
	default:
		insert_piece(message, at);
	}
}

static void run(unsigned long number, uint64_t seed)
{
	state = furui_hash_mix(seed) ^ furui_hash_mix(number);
	struct furui_buffer message = {0};
	const struct furui_buffer *file = &files[below(file_count)];
	furui_buffer_add(&message, file->data, file->size);
	for (size_t changes = 1 + below(MOST_CHANGES); changes; changes--)
		change(&message);
	printf("%lu: %zu bytes\n", number, message.size);
	(void)fflush(stdout);
	(void)LLVMFuzzerTestOneInput((const uint8_t *)message.data,
				     message.size);
	furui_buffer_free(&message);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	unsigned long count = strtoul(argv[1], NULL, 10);
	uint64_t seed = strtoul(argv[2], NULL, 10);
	const char *from = getenv("FROM");
	for (int i = 3; i < argc; i++)
		if (nftw(argv[i], take_file, 16, FTW_PHYS) < 0 || !file_count) {
			perror(argv[i]);
			return 2;
		}
	for (unsigned long i = from ? strtoul(from, NULL, 10) : 0; i < count;
	     i++)
		run(i, seed);
	for (size_t i = 0; i < file_count; i++)
		furui_buffer_free(&files[i]);
	printf("%lu mutations of %zu files\n", count, file_count);
	return 0;
}
