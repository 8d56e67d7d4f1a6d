/* Digits that stand for letters inside a word ("v1agra", "fr33"). What is not
 * clearly so, as "mp3", "covid19" or an order number, is left alone: a word
 * missed costs less than wanted mail called disguised. */
#include <stdbool.h>
#include <string.h>

#include "words_private.h"

enum {
	SHORTEST = 4,
	LONGEST = 24,
	DIGITS_MOST = 3,
	LETTERS_FEWEST = 2,
	CAPITALS_FEWEST = 5, /* letters; shorter ones are models and codes */
	CONSONANTS_MOST = 4, /* in a row */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_vowel(char c)
{
	c = (char)(c | 0x20);
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' ||
	       c == 'y';
}

/* What people have the digit for; 0 for the others. */
static char letter_of(const char *word, size_t at)
{
	static const char letters[] = "oi\0eas\0\0\0\0";
	if (word[at] == '1' && at && is_vowel(word[at - 1]) &&
	    is_vowel(word[at + 1]))
		return 'l';
	/* "buy4now" is no disguise. */
	if (word[at] == '4' && at > 1)
		return 0;
	return letters[word[at] - '0'];
}

/* Names that have such digits of their own. */
static bool is_name(const char *word)
{
	static const char *const names[] = {
		"mp3",  "mp4", "md5", "ipv4",   "ext",  "log4", "web",
		"html", "css", "sha", "python", "perl", "man"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t k = 0;
		while (names[i][k] && (word[k] | 0x20) == (names[i][k] | 0x20))
			k++;
		if (!names[i][k] &&
		    (is_digit(word[k - 1]) || is_digit(word[k])))
			return true;
	}
	return false;
}

struct counts {
	unsigned digits, letters, capitals, vowels;
	bool hexadecimal;
};

/* False when there is something else than letters and digits. */
static bool count(const char *word, size_t size, struct counts *counts)
{
	for (size_t i = 0; i < size; i++) {
		unsigned small = ((unsigned char)word[i] | 0x20U) - 'a';
		if (is_digit(word[i]))
			counts->digits++;
		else if (small < 26)
			counts->letters++;
		else
			return false;
		counts->hexadecimal &= is_digit(word[i]) || small < 6;
		counts->capitals += is_capital(word[i]);
		counts->vowels += is_vowel(word[i]);
	}
	/* "Word", "word" or "WORD": ids have capitals anywhere. */
	return counts->digits <= DIGITS_MOST && !counts->hexadecimal &&
	       counts->letters >= LETTERS_FEWEST &&
	       (!counts->capitals ||
		(counts->capitals == 1 && is_capital(word[0])) ||
		(counts->capitals == counts->letters &&
		 counts->letters >= CAPITALS_FEWEST));
}

/* Whether the digits from..to of the word of `size` may be letters: one, or
 * "oo" or "ee", with letters behind. At the end only "ee", where there would
 * be no vowel without it. */
static bool may_be_letters(const char *word, size_t size, size_t from,
			   size_t to, const struct counts *counts)
{
	bool is_double = to - from == 2 && word[from] == word[from + 1] &&
			 (word[from] == '0' || word[from] == '3');
	if (!letter_of(word, from) || (to - from > 1 && !is_double))
		return false;
	if (to == size)
		return is_double && word[from] == '3' && !counts->vowels;
	return size - to >= 2 || word[from] == '0' ||
	       (word[from] == '3' && !is_double);
}

/* Whether people could pronounce it. */
static bool is_speakable(const char *word, size_t size)
{
	unsigned row = 0, vowels = 0;
	for (size_t i = 0; i < size; i++) {
		row = is_vowel(word[i]) ? 0 : row + 1;
		vowels += row == 0;
		if (row > CONSONANTS_MOST)
			return false;
	}
	return vowels > 0;
}

void furui_reading_leet(struct furui_reading *r, size_t from, size_t to)
{
	char word[LONGEST + 1] = "";
	struct counts counts = {.hexadecimal = true};
	size_t size = to - from;
	if (size && r->text[to - 1] == '!')
		size--;
	if (size < SHORTEST || size > LONGEST)
		return;
	memcpy(word, r->text + from, size);
	if (!count(word, size, &counts) || is_name(word))
		return;
	for (size_t i = 0; i < size; i++) {
		size_t start = i;
		while (i < size && is_digit(word[i]))
			i++;
		if (i > start && !may_be_letters(word, size, start, i, &counts))
			return;
		for (size_t k = start; k < i; k++) {
			char letter = letter_of(word, k);
			word[k] = (char)(counts.capitals > 1 ? letter & ~0x20
							     : letter);
		}
	}
	if (is_speakable(word, size))
		r->word(r->context, FURUI_WORD_LEET, word, size);
}
