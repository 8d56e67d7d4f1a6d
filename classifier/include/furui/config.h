/* Where the store and the configuration lie. */
#ifndef FURUI_CONFIG_H
#define FURUI_CONFIG_H

#include "furui/error.h"

/* The store's folder: `given` (-d), else $FURUI_DIR, else
 * ${XDG_DATA_HOME:-~/.local/share}/furui. malloc'd; NULL with an error when
 * there is no home. */
char *furui_store_folder(const char *given, struct furui_error *err);

/* The configuration file: `given` (-c), else $XDG_CONFIG_HOME/furui/furui.conf
 * (or ~/.config/…), else /etc/furui.conf. malloc'd; NULL without an error
 * when none exists, NULL with one when `given` does not. */
char *furui_config_file(const char *given, struct furui_error *err);

/* Reads lines `key = value` (or key=value), # comments, and calls `set` for
 * each. set returns 0, or -1 with err filled; the error then names file and
 * line. */
int furui_config_read(const char *path,
		      int (*set)(void *context, const char *key,
				 const char *value, struct furui_error *err),
		      void *context, struct furui_error *err);

#endif
