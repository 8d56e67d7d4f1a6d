/* Meta tokens that the verdict looks at: of a message's scripts, to ask the
 * model how much mail of that script it knows; and of bounces. */
#ifndef FURUI_NOTES_H
#define FURUI_NOTES_H

#define FURUI_NOTE_KANA "script-kana"
#define FURUI_NOTE_UNSPACED "script-unspaced" /* Han, Thai … without kana */

/* A bounce of the user's own mail; its id is one of the sent mail's; it came
 * through a relay of the user's domains. */
#define FURUI_NOTE_MINE "bounce-mine"
#define FURUI_NOTE_MINE_SENT "bounce-mine-sent"
#define FURUI_NOTE_MINE_ROUTE "bounce-mine-route"

#define FURUI_NOTE_LANGUAGE "lang:" /* and "ja", "en", … */

#endif
