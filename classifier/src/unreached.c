/* What GMime refers to but no mail filter reaches: encryption (GPGME), GIO's
 * streams, the C library's character set converters. For the static programs:
 * without these, linking would bring in GIO and GPGME, of which Debian has no
 * complete static library, and converters that are loaded at run time. */
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* The filter's guard passes the message on when a process aborts. */
static _Noreturn void stop(const char *name)
{
	static const char said[] = ": not in the static build of furui\n";
	if (write(STDERR_FILENO, name, strlen(name)) > 0)
		(void)!write(STDERR_FILENO, said, sizeof said - 1);
	abort();
}

/* The types do not matter: the linker looks at names only. */
#define UNREACHED(name)                                                        \
	_Noreturn void name(void);                                             \
	_Noreturn void name(void)                                              \
	{                                                                      \
		stop(#name);                                                   \
	}

/* g_mime_init() asks GPGME for its version and goes on without. */
const char *gpgme_check_version_internal(const char *wanted, size_t offset);
const char *gpgme_check_version_internal(const char *wanted, size_t offset)
{
	(void)wanted;
	(void)offset;
	return NULL;
}

/* GMime decodes addresses, which nobody reads: charset.c converts with ICU.
 * That there is no converter is an answer that GMime expects. GLib, though,
 * writes to standard output when it cannot convert the C library's messages
 * ("No such file or directory", of a time zone): UTF-8 and the C locale's
 * charset are copied. */
static bool is_known(const char *name)
{
	return strcasecmp(name, "UTF-8") == 0 ||
	       strcasecmp(name, "ANSI_X3.4-1968") == 0;
}

static char copies; /* its address is the one converter */

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
iconv_t iconv_open(const char *to, const char *from)
{
	if (is_known(to) && is_known(from))
		return &copies;
	errno = EINVAL;
	/* iconv(3) has it so. */
	return (iconv_t)-1; /* NOLINT(performance-no-int-to-ptr) */
}

size_t iconv(iconv_t converter, char **in, size_t *in_size, char **out,
	     size_t *out_size)
{
	if (converter != &copies) {
		errno = EBADF;
		return (size_t)-1;
	}
	if (!in || !*in)
		return 0;
	size_t size = *in_size < *out_size ? *in_size : *out_size;
	memcpy(*out, *in, size);
	*in += size;
	*out += size;
	*in_size -= size;
	*out_size -= size;
	if (!*in_size)
		return 0;
	errno = E2BIG;
	return (size_t)-1;
}

int iconv_close(iconv_t converter)
{
	(void)converter;
	return 0;
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

UNREACHED(g_file_append_to)
UNREACHED(g_file_get_type)
UNREACHED(g_file_read)
UNREACHED(g_input_stream_close)
UNREACHED(g_input_stream_read)
UNREACHED(g_output_stream_close)
UNREACHED(g_output_stream_flush)
UNREACHED(g_output_stream_write_all)
UNREACHED(g_seekable_get_type)
UNREACHED(g_seekable_seek)
UNREACHED(g_seekable_tell)
UNREACHED(gpgme_data_new_from_cbs)
UNREACHED(gpgme_data_release)
UNREACHED(gpgme_engine_check_version)
UNREACHED(gpgme_get_key)
UNREACHED(gpgme_get_keylist_mode)
UNREACHED(gpgme_get_protocol)
UNREACHED(gpgme_key_unref)
UNREACHED(gpgme_new)
UNREACHED(gpgme_op_decrypt)
UNREACHED(gpgme_op_decrypt_result)
UNREACHED(gpgme_op_decrypt_verify)
UNREACHED(gpgme_op_encrypt)
UNREACHED(gpgme_op_encrypt_sign)
UNREACHED(gpgme_op_export_ext)
UNREACHED(gpgme_op_import)
UNREACHED(gpgme_op_import_result)
UNREACHED(gpgme_op_keylist_end)
UNREACHED(gpgme_op_keylist_next)
UNREACHED(gpgme_op_keylist_start)
UNREACHED(gpgme_op_sign)
UNREACHED(gpgme_op_sign_result)
UNREACHED(gpgme_op_verify)
UNREACHED(gpgme_op_verify_result)
UNREACHED(gpgme_release)
UNREACHED(gpgme_set_armor)
UNREACHED(gpgme_set_ctx_flag)
UNREACHED(gpgme_set_keylist_mode)
UNREACHED(gpgme_set_offline)
UNREACHED(gpgme_set_passphrase_cb)
UNREACHED(gpgme_set_protocol)
UNREACHED(gpgme_set_textmode)
UNREACHED(gpgme_signers_add)
UNREACHED(gpgme_signers_clear)
UNREACHED(gpgme_strerror)
