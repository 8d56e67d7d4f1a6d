/* base: error, buffer, arena, hash, path, ascii. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/arena.h"
#include "furui/ascii.h"
#include "furui/buffer.h"
#include "furui/hash.h"
#include "furui/path.h"
#include "unit.h"

static void test_error(void)
{
	struct furui_error err = {0};
	errno = ENOENT;
	CHECK_INT(furui_fail_errno(&err, "cannot open %s", "x"), -1);
	CHECK_TEXT(err.text, "cannot open x: No such file or directory");
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
	CHECK_INT(furui_fail(NULL, FURUI_ERROR_INPUT, "unused"), -1);
}

static void test_buffer(void)
{
	struct furui_buffer b = {0};
	for (int i = 0; i < 1000; i++)
		furui_buffer_printf(&b, "%d,", i);
	CHECK_INT(b.size, 10 * 2 + 90 * 3 + 900 * 4);
	CHECK(strncmp(furui_buffer_terminate(&b), "0,1,2,", 6) == 0);
	furui_buffer_free(&b);
	CHECK_INT(b.capacity, 0);

	static const struct {
		size_t limit;
		int result;
		size_t size;
	} rows[] = {{100, 0, 5}, {5, 0, 5}, {4, 1, 4}, {0, 1, 0}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int fds[2];
		CHECK_INT(pipe(fds), 0);
		CHECK_INT(furui_write_all(fds[1], "hello", 5, NULL), 0);
		close(fds[1]);
		CHECK_INT(furui_buffer_read(&b, fds[0], rows[i].limit, NULL),
			  rows[i].result);
		CHECK_INT(b.size, rows[i].size);
		close(fds[0]);
		furui_buffer_free(&b);
	}
}

static void test_arena(void)
{
	struct furui_arena arena = {0};
	for (size_t i = 0; i < 5000; i++) {
		char *p = furui_arena_alloc(&arena, i);
		CHECK_INT((uintptr_t)p % 16, 0);
		memset(p, 0xff, i);
	}
	CHECK_TEXT(furui_arena_copy(&arena, "篩篩", 3), "篩");
	furui_arena_clear(&arena);
	CHECK(furui_arena_alloc(&arena, 1) != NULL);
	furui_arena_free(&arena);
}

/* Byte by byte, as the model's format has it. */
static uint64_t plain_hash(const unsigned char *bytes, size_t size,
			   uint64_t seed)
{
	uint64_t hash = seed ^ (size * 0x9e3779b97f4a7c15ULL), word = 0;
	for (size_t i = 0; i < size; i++) {
		word |= (uint64_t)bytes[i] << (8 * (i % 8));
		if (i % 8 == 7) {
			hash = furui_hash_mix(hash ^ word) +
			       0x9e3779b97f4a7c15ULL;
			word = 0;
		}
	}
	return furui_hash_mix(hash ^ word);
}

static void test_hash_sizes(void)
{
	unsigned char bytes[40];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(i * 89 + 131);
	for (size_t size = 0; size <= sizeof bytes; size++)
		CHECK(furui_hash(bytes + sizeof bytes - size, size, size) ==
		      plain_hash(bytes + sizeof bytes - size, size, size));
}

static void test_hash(void)
{
	/* The value is part of the model's format: it must never change. */
	CHECK(furui_hash("", 0, 0) != furui_hash("\0", 1, 0));
	CHECK(furui_hash("a", 1, 0) != furui_hash("a", 1, 1));
	CHECK(furui_hash("12345678", 8, 0) != furui_hash("12345678\0", 9, 0));
	CHECK(furui_hash("subj:furui", 10, 0) == 0xf0e0b7bf3a538a80ULL);
}

static void test_path(void)
{
	static const struct {
		const char *folder, *name, *want;
	} rows[] = {
		{"a", "b", "a/b"},     {"a/", "b", "a/b"}, {"a//", "b", "a/b"},
		{"/", "b", "//b"},     {"a", "/b", "/b"},  {"", "b", "b"},
		{"a/b", "c", "a/b/c"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *got = furui_path_join(rows[i].folder, rows[i].name);
		CHECK_TEXT(got, rows[i].want);
		free(got);
	}
}

static void test_files(void)
{
	const char *folder = unit_folder();
	struct furui_error err;
	CHECK_INT(furui_replace_file(folder, "f", "one", 3, &err), 0);
	CHECK_INT(furui_replace_file(folder, "f", "two!", 4, &err), 0);
	int at = open(folder, O_RDONLY | O_DIRECTORY);
	int fd = furui_open_regular(at, "f", &err);
	struct furui_buffer b = {0};
	CHECK_INT(furui_buffer_read(&b, fd, 100, &err), 0);
	CHECK_TEXT(furui_buffer_terminate(&b), "two!");
	furui_buffer_free(&b);
	struct stat st;
	CHECK(fstat(fd, &st) == 0 && (st.st_mode & 0777) == 0600);
	close(fd);

	CHECK_INT(symlinkat("f", at, "link"), 0);
	CHECK_INT(mkfifoat(at, "fifo", 0600), 0);
	CHECK_INT(furui_open_regular(at, "link", &err), -1);
	CHECK_TEXT(err.text, "link is a symbolic link; not followed");
	CHECK_INT(furui_open_regular(at, "fifo", &err), -1);
	CHECK_TEXT(err.text, "fifo is not a regular file");
	CHECK_INT(furui_open_regular(at, "none", &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
	close(at);

	char *deep = furui_path_join(folder, "x/y");
	CHECK_INT(furui_make_folder(deep, &err), 0);
	CHECK_INT(furui_make_folder(deep, &err), 0);
	CHECK_INT(furui_check_folder(deep, &err), 0);
	CHECK_INT(chmod(deep, 0770), 0);
	CHECK_INT(furui_check_folder(deep, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_UNSAFE);
	CHECK_INT(furui_replace_file(deep, "no/such", "", 0, &err), -1);
	free(deep);
}

/* All pairs of characters, by what the C library makes of them. */
static void test_ascii(void)
{
	for (int a = 0; a < 256; a++) {
		for (int b = 0; b < 256; b++) {
			bool same = a == b || (a < 128 && b < 128 &&
					       tolower(a) == tolower(b));
			CHECK_INT(furui_ascii_same((char)a, (char)b), same);
			if (same)
				CHECK(furui_ascii_may_be((char)a, (char)b));
		}
	}
	CHECK(furui_ascii_same_bytes("Abc", "aBd", 2));
	CHECK(!furui_ascii_same_bytes("Abc", "aBd", 3));
	CHECK(furui_ascii_same_bytes("", "x", 0));
	CHECK_INT(furui_ascii_name("Feb 3", "janfebmar"), 1);
	CHECK_INT(furui_ascii_name("MAR", "janfebmar"), 2);
	CHECK_INT(furui_ascii_name("anf", "janfebmar"), -1);
	CHECK_INT(furui_ascii_name("ja", "janfebmar"), -1);
	CHECK_INT(furui_ascii_name("", "janfebmar"), -1);
}

int main(void)
{
	test_error();
	test_buffer();
	test_arena();
	test_hash();
	test_hash_sizes();
	test_ascii();
	test_path();
	test_files();
	return unit_end();
}
