/* A published model of any bytes: model.c, verdict.c. The first byte says how
 * much of the header is put right, so that its checksum does not keep the
 * fuzzer from what lies behind it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/path.h"
#include "furui/verdict.h"
#include "fuzz.h"
#include "model_private.h"

static char *folder;

static void make_folder(void)
{
	const char *base = getenv("TMPDIR");
	folder = furui_path_join(base ? base : P_tmpdir, "furui-fuzz.XXXXXX");
	MUST(mkdtemp(folder) != NULL);
}

static void remove_folder(void)
{
	char *path = furui_path_join(folder, FURUI_MODEL_FILE);
	(void)unlink(path);
	(void)rmdir(folder);
	free(path);
	free(folder);
}

/* Writes the model; what lies behind the bytes given is a hole. */
static void write_model(const uint8_t *data, size_t size, unsigned mend)
{
	struct furui_model_header header = {.version = 0};
	memcpy(&header, data, size < sizeof header ? size : sizeof header);
	if (mend & 1) {
		memcpy(header.magic, FURUI_MODEL_MAGIC, sizeof header.magic);
		header.version = FURUI_MODEL_VERSION;
		header.header_size = sizeof header;
		header.capacity %= 4096;
	}
	if (mend & 2)
		header.file_size = furui_model_file_size(header.capacity);
	if (mend & 4)
		header.checksum = furui_model_header_checksum(&header);
	char *path = furui_path_join(folder, FURUI_MODEL_FILE);
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct furui_error err;
	MUST(fd >= 0);
	MUST(furui_write_all(fd, &header,
			     size < sizeof header && !mend ? size
							   : sizeof header,
			     &err) == 0);
	if (size > sizeof header)
		MUST(furui_write_all(fd, data + sizeof header,
				     size - sizeof header, &err) == 0);
	if ((mend & 2) && header.file_size < 64 << 20)
		MUST(ftruncate(fd, (off_t)header.file_size) == 0);
	close(fd);
	free(path);
}

static void judge(const struct furui_model *model)
{
	static struct furui_reader *reader;
	static const char message[] = "Subject: 当選 casino\n\n賞金 claim now";
	struct furui_error err;
	if (!reader)
		MUST(furui_reader_new(&reader, &err) == 0);
	const struct furui_features *features =
		furui_read(reader, message, sizeof message - 1);
	struct furui_verdict verdict;
	furui_judge(model, features, &furui_default_cutoffs, &verdict);
	MUST(!(verdict.probability < 0) && !(verdict.probability > 1));
	furui_judge_fisher(model, features, &furui_default_cutoffs, &verdict);
	MUST(!(verdict.probability < 0) && !(verdict.probability > 1));
	struct furui_buffer reasons = {0};
	furui_reasons(model, features, &reasons);
	furui_buffer_free(&reasons);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool ready;
	if (!ready) {
		make_folder();
		MUST(atexit(remove_folder) == 0);
		ready = true;
	}
	if (!size)
		return 0;
	write_model(data + 1, size - 1, data[0]);
	struct furui_model *model;
	struct furui_error err = {0};
	if (furui_model_open(&model, folder, &err) == 0) {
		judge(model);
		furui_model_free(&model);
	} else {
		MUST(err.code != FURUI_ERROR_NONE && err.text[0]);
	}
	return 0;
}
