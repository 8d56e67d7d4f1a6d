/* Limits before the parsers: see furui/limits.h. */
#include "furui/limits.h"
typedef int furui_scan_nothing;
