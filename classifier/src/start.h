/* The libraries' constructors, which a static program defers: start.c. */
#ifndef FURUI_START_H
#define FURUI_START_H

/* Calls the constructors of GLib, GObject and C++, the first time. Whatever
 * uses those libraries, or ICU, comes after it. GObject's alone registers some
 * seventy types, a fifth of what asking furuid costs, and who asks furuid needs
 * none. NULL where the program starts as the C library has it, and they were
 * called before main(). */
void furui_construct(void) __attribute__((weak));

#endif
