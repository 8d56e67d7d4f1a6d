/* What the reader notes of a message's scripts, as meta tokens: the verdict
 * asks the model how much mail of that script it knows. */
#ifndef FURUI_NOTES_H
#define FURUI_NOTES_H

#define FURUI_NOTE_KANA "script-kana"
#define FURUI_NOTE_UNSPACED "script-unspaced" /* Han, Thai … without kana */

#endif
