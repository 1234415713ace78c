#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H
// Before the include: without it the wide functions are not declared.
#define NCURSES_WIDECHAR 1
#include <curses.h>
// Not in Swift's Glibc module.
#include <sys/signalfd.h>
#include "crash.h"
// Hidden by the Glibc module: it asks for _XOPEN_SOURCE.
extern int wcwidth(wchar_t);
// Globals that Swift 6 will not read, each behind a function.
static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline int nc_colors(void) { return COLORS; }
// Macros that Swift does not see.
static const attr_t NC_BOLD = WA_BOLD, NC_DIM = WA_DIM, NC_REVERSE = WA_REVERSE, NC_UNDERLINE = WA_UNDERLINE;
static const mmask_t NC_PRESSED = BUTTON1_PRESSED, NC_WHEEL_UP = BUTTON4_PRESSED, NC_WHEEL_DOWN = BUTTON5_PRESSED;
#endif
