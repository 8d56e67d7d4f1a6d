/* passthrough: where our fields go, which older ones leave. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "passthrough.h"
#include "unit.h"

/* "@" in `want` stands for the added fields with their line ends. */
static const struct {
	const char *name, *in, *want;
	bool crlf;
} rows[] = {
	{"plain", "A: b\n\nbody\n", "A: b\n@\nbody\n", false},
	{"crlf", "A: b\r\n\r\nbody\r\n", "A: b\r\n@\r\nbody\r\n", true},
	{"empty", "", "@", false},
	{"blank line only", "\n", "@\n", false},
	{"crlf blank line only", "\r\n", "@\r\n", true},
	{"no header", "\nbody\n", "@\nbody\n", false},
	{"no blank line", "A: b\nC: d\n", "A: b\nC: d\n@", false},
	{"no blank line, crlf", "A: b\r\n", "A: b\r\n@", true},
	{"header cut", "A: b\nC: d", "A: b\n@C: d", false},
	{"header cut, crlf", "A: b\r\nC: d", "A: b\r\n@C: d", true},
	{"header cut in a fold", "A: b\nC: d\n e", "A: b\n@C: d\n e", false},
	{"one line cut", "no header at all", "@no header at all", false},
	{"From_ line cut", "From a b", "From a b\n@", false},
	{"From_ and cut", "From a\nA: b", "From a\n@A: b", false},
	{"stray fold cut", " a", " a\n@", false},
	{"stray fold cut, crlf", " a\r\n b", " a\r\n b\n@", true},
	{"cut within crlf", "A: b\r\n\r", "A: b\r\n@\r", true},
	{"text before blank", "text\nmore\n\nrest", "text\nmore\n@\nrest",
	 false},
	{"mixed, blank lf", "A: b\r\n\nbody", "A: b\r\n@\nbody", false},
	{"mixed, blank crlf", "A: b\n\r\nbody", "A: b\n@\r\nbody", true},
	{"blanks are a fold", "A: b\n \nC: d\n\nx", "A: b\n \nC: d\n@\nx",
	 false},
	{"own first", "X-Furui: a\nA: b\n\nx", "A: b\n@\nx", false},
	{"own last", "A: b\nX-Bogosity: a\n\nx", "A: b\n@\nx", false},
	{"only own", "X-Furui: a\nX-Bogosity: a\n\nx", "@\nx", false},
	{"any case", "x-fURUI: a\nA: b\nX-BOGOSITY: a\n\n", "A: b\n@\n", false},
	{"folded", "X-Furui: a\n\tb\n c\nA: b\n\n", "A: b\n@\n", false},
	{"folded crlf", "X-Furui: a\r\n b\r\nA: b\r\n\r\n", "A: b\r\n@\r\n",
	 true},
	{"blanks before colon", "X-Furui \t : a\nA: b\n\n", "A: b\n@\n", false},
	{"empty own", "X-Furui:\nA: b\n\n", "A: b\n@\n", false},
	{"own, cut", "A: b\nX-Furui: a", "A: b\n@", false},
	{"own alone, cut", "X-Furui: a", "@", false},
	{"many", "X-Furui: a\nA: 1\nX-Furui: b\nB: 2\nX-Furui: c\nC: 3\n\nx",
	 "A: 1\nB: 2\nC: 3\n@\nx", false},
	{"in the body it stays", "A: b\n\nX-Furui: a\n",
	 "A: b\n@\nX-Furui: a\n", false},
	{"in a fold it stays", "A: b\n X-Furui: a\n\n",
	 "A: b\n X-Furui: a\n@\n", false},
	{"a fold of blanks", "X-Furui: a\n \t\n b\nA: b\n\nx", "A: b\n@\nx",
	 false},
	{"a fold of blanks, crlf", "A: b\r\nX-Furui:\r\n \r\n Ham\r\n\r\n",
	 "A: b\r\n@\r\n", true},
	{"nothing but a fold", "X-Furui:\n Ham\nA: b\n\n", "A: b\n@\n", false},
	{"line ends of all kinds", "X-Furui: a\r\nA: b\nX-Bogosity: c\n\r\nx",
	 "A: b\n@\r\nx", true},
	{"in a message within it stays",
	 "A: b\nX-Furui: a\n\nB: c\nX-Furui: d\n\nx",
	 "A: b\n@\nB: c\nX-Furui: d\n\nx", false},
	/* A CR alone ends a line for some readers, and for some not. */
	{"cr", "A: b\rX-Furui: a\rC: d\r\rX-Furui: e\r",
	 "@A: b\rC: d\r\rX-Furui: e\r", false},
	{"cr first", "X-Furui: a\rC: d\r\rx", "@C: d\r\rx", false},
	{"cr, folded", "A: b\rX-Furui:\r a\rC: d\r\rx", "@A: b\rC: d\r\rx",
	 false},
	{"cr among lf", "A: b\rX-Furui: a\nC: d\n\nx", "A: b\r\nC: d\n@\nx",
	 false},
	{"cr among crlf", "A: b\rX-Furui: a\r\nC: d\r\n\r\nx",
	 "A: b\r\nC: d\r\n@\r\nx", true},
	{"cr in own", "X-Furui: a\rb: c\nA: b\n\nx", "b: c\nA: b\n@\nx", false},
	{"cr before lf", "A: b\r\r\nX-Furui: a\n\nx", "A: b\r\r\n@\nx", false},
	/* What is left of a line must not be an empty one. */
	{"cr before own", "A: b\n\rX-Furui: a\nC: d\n\nx",
	 "A: b\n\rX-Furui: a\nC: d\n@\nx", false},
	{"cr before lf in own", "X-Furui: a\r\r\nA: b\n\nx", "A: b\n@\nx",
	 false},
	{"cr before lf, folded", "X-Furui: a\r\r\n b\nA: b\n\nx", "A: b\n@\nx",
	 false},
	{"cr in own, folded", "X-Furui: a\r b\nA: b\n\nx", "A: b\n@\nx", false},
	{"own behind cr in own", "X-Furui: a\rX-Furui: b\nA: b\n\nx",
	 "A: b\n@\nx", false},
	{"alike is not own", "X-Furui-Note: a\nX-Bogosit: a\nX-Furui\n\n",
	 "X-Furui-Note: a\nX-Bogosit: a\nX-Furui\n@\n", false},
};

static void pass(char *bytes, size_t size, const char *added_lf,
		 const char *added_crlf, struct furui_buffer *out, bool *crlf)
{
	struct furui_passthrough pass;
	furui_passthrough_prepare(&pass, bytes, size);
	*crlf = strcmp(pass.eol, "\r\n") == 0;
	const char *added = *crlf ? added_crlf : added_lf;
	int fds[2];
	CHECK_INT(pipe(fds), 0);
	CHECK_INT(furui_passthrough_write(&pass, fds[1], added, strlen(added),
					  NULL),
		  0);
	close(fds[1]);
	CHECK_INT(furui_buffer_read(out, fds[0], 1 << 20, NULL), 0);
	close(fds[0]);
}

static void test_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		size_t size = strlen(rows[i].in);
		/* No NUL behind: reading too far is found. */
		char *bytes = furui_xmalloc(size);
		memcpy(bytes, rows[i].in, size);
		struct furui_buffer out = {0}, want = {0};
		bool crlf;
		pass(bytes, size, "N: 1\n", "N: 1\r\n", &out, &crlf);
		for (const char *c = rows[i].want; *c; c++)
			if (*c == '@')
				furui_buffer_add_text(&want,
						      rows[i].crlf ? "N: 1\r\n"
								   : "N: 1\n");
			else
				furui_buffer_add_char(&want, *c);
		CHECK_INT(crlf, rows[i].crlf);
		CHECK_TEXT(furui_buffer_terminate(&out),
			   furui_buffer_terminate(&want));
		furui_buffer_free(&out);
		furui_buffer_free(&want);
		free(bytes);
	}
	unit_row("");
}

/* Some programs leave NULs out, and then it is ours. */
static void test_nul_in_name(void)
{
	static const char in[] = "\0X-Furui: a\nA: b\nX-Fu\0rui\0 \0: c\n"
				 "X-Furui\0x: d\n\nx";
	static const char want[] = "A: b\nX-Furui\0x: d\nN\n\nx";
	char bytes[sizeof in];
	memcpy(bytes, in, sizeof in);
	struct furui_buffer out = {0};
	bool crlf;
	pass(bytes, sizeof in - 1, "N\n", "N\r\n", &out, &crlf);
	CHECK_INT(out.size, sizeof want - 1);
	CHECK(out.size == sizeof want - 1 &&
	      memcmp(out.data, want, sizeof want - 1) == 0);
	furui_buffer_free(&out);
}

static void test_nul(void)
{
	static const char in[] = "A: \0b\nX-Furui: a\0b\n\n\0body\0";
	static const char want[] = "A: \0b\nN\n\n\0body\0";
	char bytes[sizeof in];
	memcpy(bytes, in, sizeof in);
	struct furui_buffer out = {0};
	bool crlf;
	pass(bytes, sizeof in - 1, "N\n", "N\r\n", &out, &crlf);
	CHECK_INT(out.size, sizeof want - 1);
	CHECK(out.size == sizeof want - 1 &&
	      memcmp(out.data, want, sizeof want - 1) == 0);
	furui_buffer_free(&out);
}

/* What is in memory is one piece: the reader gets it so. */
static void test_in_one_piece(void)
{
	char bytes[] = "X-Furui: old\nA: b\n\nbody";
	struct furui_passthrough pass;
	furui_passthrough_prepare(&pass, bytes, sizeof bytes - 1);
	CHECK_TEXT(pass.head, "A: b\n\nbody");
	CHECK_INT(pass.head_size, 5);
	CHECK_INT(pass.rest_size, 5);
}

static void test_closed(void)
{
	char bytes[] = "A: b\n\nbody";
	struct furui_passthrough pass;
	struct furui_error err;
	furui_passthrough_prepare(&pass, bytes, sizeof bytes - 1);
	CHECK_INT(furui_passthrough_write(&pass, -1, "N\n", 2, &err), -1);
	CHECK_TEXT(err.text, "cannot write the message: Bad file descriptor");
}

int main(void)
{
	test_rows();
	test_nul();
	test_nul_in_name();
	test_in_one_piece();
	test_closed();
	return unit_end();
}
