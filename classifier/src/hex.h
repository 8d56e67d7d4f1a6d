/* Hexadecimal digits. */
#ifndef FURUI_HEX_H
#define FURUI_HEX_H

/* 0 to 15, or -1 for what is no such digit. */
static inline int furui_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	char small = (char)(c | 0x20);
	return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

#endif
