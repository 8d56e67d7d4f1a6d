/* Maps a published model and looks tokens up in it. */
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/hash.h"
#include "furui/path.h"
#include "model_private.h"

uint64_t furui_model_header_checksum(const struct furui_model_header *header)
{
	return furui_hash(header, offsetof(struct furui_model_header, checksum),
			  0);
}

uint64_t furui_model_file_size(uint64_t capacity)
{
	return sizeof(struct furui_model_header) +
	       capacity * sizeof(struct furui_slot) +
	       sizeof(struct furui_tables);
}

static int check_header(const struct furui_model_header *header, size_t size,
			const char *path, struct furui_error *err)
{
	if (size < sizeof *header ||
	    memcmp(header->magic, FURUI_MODEL_MAGIC, sizeof header->magic) != 0)
		return furui_fail(err, FURUI_ERROR_DAMAGED,
				  "%s is not a model of furui. "
				  "Run: furui-train refit",
				  path);
	if (header->version != FURUI_MODEL_VERSION)
		return furui_fail(err, FURUI_ERROR_VERSION,
				  "%s has format %u, this furui reads %d. "
				  "Run: furui-train refit",
				  path, header->version, FURUI_MODEL_VERSION);
	if (header->checksum != furui_model_header_checksum(header) ||
	    header->header_size != sizeof *header ||
	    header->file_size != size || header->capacity <= header->tokens ||
	    header->capacity > size / sizeof(struct furui_slot) ||
	    furui_model_file_size(header->capacity) != size)
		return furui_fail(err, FURUI_ERROR_DAMAGED,
				  "%s is damaged. Run: furui-train refit",
				  path);
	return 0;
}

static int map_file(struct furui_model *model, const char *path,
		    struct furui_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return furui_fail_errno(err, "cannot open %s", path);
	struct stat st;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size <= 0) {
		close(fd);
		return furui_fail(err, FURUI_ERROR_DAMAGED,
				  "%s is not a model of furui. "
				  "Run: furui-train refit",
				  path);
	}
	model->map_size = (size_t)st.st_size;
	model->map = mmap(NULL, model->map_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (model->map == MAP_FAILED) {
		model->map = NULL;
		(void)furui_fail_errno(err, "cannot map %s", path);
		return -1;
	}
	/* Before the first byte is looked at: with it the kernel begins to read
	 * a file that it has not in memory, in pages of this size. */
	(void)madvise(model->map, model->map_size, MADV_HUGEPAGE);
	return 0;
}

/* The header's checksum does not cover the slots. In a table without an empty
 * one a search would never end; the first is found at once, since the load is
 * at most 0.8. */
static bool has_empty_slot(const struct furui_model *model)
{
	for (uint64_t i = 0; i < model->capacity; i++)
		if (model->slots[i].id == 0)
			return true;
	return false;
}

static void use_map(struct furui_model *model,
		    const struct furui_model_header *header)
{
	model->totals = header->totals;
	model->line = header->line;
	model->fitted = header->fitted;
	model->tokens = header->tokens;
	model->capacity = header->capacity;
	model->slots = (const void *)(header + 1);
	model->tables = (const void *)(model->slots + model->capacity);
}

/* A message asks for hundreds of slots and thousands of weights all over the
 * file. Mapped in one go they save a tenth of the CPU of one message, and in
 * huge pages two thirds of the rest; those the writer made, or the kernel made
 * when it read the file anew. Not all of a large table, of which a message
 * touches little. */
static void prefault(const struct furui_model *model)
{
#ifdef MADV_POPULATE_READ /* Linux 5.14; others fault as ever */
	enum {
		MOST = 4 << 20 /* bytes of slots */
	};
	size_t slots = model->capacity * sizeof *model->slots;
	size_t size = sizeof(struct furui_model_header) + slots +
		      sizeof *model->tables;
	size_t skip = slots > MOST ? size - sizeof *model->tables : 0;
	skip &= ~(size_t)0xffff;
	(void)madvise((char *)model->map + skip, size - skip,
		      MADV_POPULATE_READ);
#endif
}

int furui_model_open(struct furui_model **out, const char *folder,
		     struct furui_error *err)
{
	struct furui_model *model = furui_xcalloc(1, sizeof *model);
	char *path = furui_path_join(folder, FURUI_MODEL_FILE);
	int result = -1;
	struct furui_error reason = {.code = FURUI_ERROR_NONE};
	if (map_file(model, path, &reason) < 0 || !model->map) {
		if (reason.code == FURUI_ERROR_ABSENT)
			(void)furui_fail(err, FURUI_ERROR_ABSENT,
					 "nothing is learned yet: there is no "
					 "%s. Run: furui-train --spam JUNK "
					 "--ham INBOX",
					 path);
		else
			(void)furui_fail(err, reason.code, "%s", reason.text);
		goto out;
	}
	const struct furui_model_header *header = model->map;
	if (check_header(header, model->map_size, path, err) < 0)
		goto out;
	use_map(model, header);
	if (!has_empty_slot(model)) {
		(void)furui_fail(err, FURUI_ERROR_DAMAGED,
				 "%s is damaged. Run: furui-train refit", path);
		goto out;
	}
	prefault(model);
	*out = model;
	model = NULL;
	result = 0;
out:
	furui_model_free(&model);
	free(path);
	return result;
}

void furui_model_free(struct furui_model **model)
{
	if (*model && (*model)->map)
		munmap((*model)->map, (*model)->map_size);
	free(*model);
	*model = NULL;
}

struct furui_counts furui_model_totals(const struct furui_model *model)
{
	return model->totals;
}

uint64_t furui_model_token_count(const struct furui_model *model)
{
	return model->tokens;
}

struct furui_counts furui_model_find(const struct furui_model *model,
				     uint64_t id)
{
	struct furui_counts counts = {0, 0};
	if (model->capacity == 0)
		return counts;
	uint64_t at = furui_slot_find(model->slots, model->capacity, id);
	if (model->slots[at].id == id) {
		counts.spam = model->slots[at].spam;
		counts.ham = model->slots[at].ham;
	}
	return counts;
}
