/* Decodes host names with ICU, and looks at their scripts. */
#include "idna.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uidna.h>
#include <unicode/uscript.h>

#include "utf8.h"

/* Bits of the scripts that are written together with others; every other
 * script has a bit of its own, as far as it matters: more than one is a
 * mixture. */
enum {
	LATIN = 1,
	HAN = 2,
	KANA = 4,
	HANGUL = 8,
	BOPOMOFO = 16,
	CYRILLIC = 32,
	GREEK = 64,
	OTHER = 128,
};

static unsigned script_of(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	switch (uscript_getScript((UChar32)c, &status)) {
	case USCRIPT_COMMON:
	case USCRIPT_INHERITED:
		return 0;
	case USCRIPT_LATIN:
		return LATIN;
	case USCRIPT_HAN:
		return HAN;
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
		return KANA;
	case USCRIPT_HANGUL:
		return HANGUL;
	case USCRIPT_BOPOMOFO:
		return BOPOMOFO;
	case USCRIPT_CYRILLIC:
		return CYRILLIC;
	case USCRIPT_GREEK:
		return GREEK;
	default:
		return OTHER;
	}
}

/* As UTS #39 has it ("highly restrictive"): one script, or Latin with those of
 * Japanese, Korean or Chinese. */
static bool is_mixture(unsigned scripts)
{
	return (scripts & (scripts - 1)) != 0 &&
	       (scripts & ~(unsigned)(LATIN | HAN | KANA)) != 0 &&
	       (scripts & ~(unsigned)(LATIN | HAN | HANGUL)) != 0 &&
	       (scripts & ~(unsigned)(LATIN | HAN | BOPOMOFO)) != 0;
}

static bool has_mixed_label(const char *name, size_t size)
{
	unsigned scripts = 0;
	for (size_t at = 0; at < size;) {
		uint32_t c = furui_utf8_get(name, size, &at);
		scripts = c == '.' ? 0 : scripts | script_of(c);
		if (is_mixture(scripts))
			return true;
	}
	return false;
}

size_t furui_idna(const char *name, size_t size, char *out, size_t room,
		  bool *mixed)
{
	UErrorCode status = U_ZERO_ERROR;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UIDNA *idna =
		uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_UNICODE, &status);
	*mixed = false;
	if (U_FAILURE(status))
		return 0;
	int32_t got =
		uidna_nameToUnicodeUTF8(idna, name, (int32_t)size, out,
					(int32_t)room - 1, &info, &status);
	uidna_close(idna);
	if (U_FAILURE(status) || got <= 0)
		return 0;
	out[got] = '\0';
	*mixed = has_mixed_label(out, (size_t)got);
	return (size_t)got;
}
