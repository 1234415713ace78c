#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H
// Before the include: without it the wide functions are not declared.
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <sys/signalfd.h>
extern int wcwidth(wchar_t);
#endif
