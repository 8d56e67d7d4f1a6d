/* Keeps what learning goes on from in the file `spread` beside the model.
 *
 * It is as large as the model's weights, and only learners read it. So it is
 * written in place and not synced, which costs a tenth of a new file: a sum
 * tells when a kill or a power cut left it half written, or another model than
 * its own beside it. Then the model is fitted anew from the store, which loses
 * nothing. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/hash.h"
#include "furui/path.h"
#include "learner_private.h"

#define SPREAD_MAGIC "furuiSPR"
#define SPREAD_FILE "spread"

struct header {
	char magic[8];
	uint64_t version;   /* of the model */
	uint64_t model;     /* its header's checksum */
	uint64_t made_from; /* what the caller said of it */
	uint64_t sum;       /* of the spread */
	uint64_t checksum;  /* of the fields above */
};

enum {
	START = 4096 /* where the spread lies in the file */
};

static uint64_t header_checksum(const struct header *header)
{
	return furui_hash(header, offsetof(struct header, checksum), 0);
}

static int write_at(int fd, const void *bytes, size_t size, off_t where)
{
	const char *next = bytes;
	while (size) {
		ssize_t done = pwrite(fd, next, size, where);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		next += done;
		size -= (size_t)done;
		where += done;
	}
	return 0;
}

static int read_at(int fd, void *bytes, size_t size, off_t where)
{
	char *next = bytes;
	while (size) {
		ssize_t done = pread(fd, next, size, where);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return -1;
		next += done;
		size -= (size_t)done;
		where += done;
	}
	return 0;
}

int furui_spread_write(const struct furui_spread *spread, const char *folder,
		       uint64_t model, uint64_t made_from,
		       struct furui_error *err)
{
	struct header header = {
		.version = FURUI_MODEL_VERSION,
		.model = model,
		.made_from = made_from,
		.sum = furui_sum(spread, sizeof *spread),
	};
	memcpy(header.magic, SPREAD_MAGIC, sizeof header.magic);
	header.checksum = header_checksum(&header);
	char *path = furui_path_join(folder, SPREAD_FILE);
	int result = 0;
	int fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 || write_at(fd, spread, sizeof *spread, START) < 0 ||
	    write_at(fd, &header, sizeof header, 0) < 0)
		result = furui_fail_errno(err, "cannot write %s", path);
	if (fd >= 0)
		close(fd);
	free(path);
	return result;
}

/* The file, with its header; -1 when there is none. */
static int open_spread(const char *folder, struct header *header)
{
	char *path = furui_path_join(folder, SPREAD_FILE);
	int fd = furui_open_regular(AT_FDCWD, path, NULL);
	free(path);
	if (fd >= 0 &&
	    (read_at(fd, header, sizeof *header, 0) < 0 ||
	     memcmp(header->magic, SPREAD_MAGIC, sizeof header->magic) != 0 ||
	     header->version != FURUI_MODEL_VERSION ||
	     header->checksum != header_checksum(header))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

int furui_spread_read(struct furui_spread *spread, const char *folder,
		      uint64_t model, struct furui_error *err)
{
	struct header header;
	int fd = open_spread(folder, &header);
	bool good = fd >= 0 && header.model == model &&
		    read_at(fd, spread, sizeof *spread, START) == 0 &&
		    furui_sum(spread, sizeof *spread) == header.sum;
	if (fd >= 0)
		close(fd);
	return good ? 0
		    : furui_fail(err, FURUI_ERROR_DAMAGED,
				 "what the model in %s learns on from is "
				 "damaged. Run: furui-train refit",
				 folder);
}

bool furui_learner_published(const char *folder, uint64_t made_from)
{
	struct header header;
	struct furui_model_header model;
	int fd = open_spread(folder, &header);
	if (fd < 0)
		return false;
	close(fd);
	if (header.made_from != made_from)
		return false;
	char *path = furui_path_join(folder, FURUI_MODEL_FILE);
	fd = furui_open_regular(AT_FDCWD, path, NULL);
	free(path);
	bool same = fd >= 0 && read_at(fd, &model, sizeof model, 0) == 0 &&
		    model.checksum == header.model;
	if (fd >= 0)
		close(fd);
	return same;
}
