#ifndef CNCURSES_CRASH_H
#define CNCURSES_CRASH_H
// What must happen in signal context, in C because nothing else is safe there: a crash or an exit() gives the user's
// terminal back, and what was written to standard error meanwhile is shown on the restored screen.
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

// Needs _GNU_SOURCE, which the Swift importer does not set.
extern int memfd_create(const char *, unsigned int);

// Initialised, because the importer leaves tentative definitions out.
static struct termios nc_guard_modes = {0};
static int nc_guard_on = 0, nc_guard_log = -1, nc_guard_stderr = -1;
static const int nc_guard_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
#define NC_GUARD_COUNT 6
static struct sigaction nc_guard_old[NC_GUARD_COUNT] = {{{0}}};

// Gives standard error back and prints what was caught meanwhile.
static inline void nc_guard_release(void) {
  if (!nc_guard_on) return;
  nc_guard_on = 0;
  if (nc_guard_stderr < 0) return;
  dup2(nc_guard_stderr, 2);
  char buffer[512];
  off_t at = 0;
  ssize_t got;
  while (nc_guard_log >= 0 && (got = pread(nc_guard_log, buffer, sizeof buffer, at)) > 0) {
    if (write(2, buffer, (size_t)got) < 0) break;
    at += got;
  }
  close(nc_guard_stderr);
  close(nc_guard_log);
  nc_guard_stderr = nc_guard_log = -1;
}

// Bracketed paste, mouse, cursor, colours and the alternate screen back to what a shell expects.
static inline void nc_guard_restore(void) {
  if (!nc_guard_on) return;
  static const char codes[] = "\033[?2004l\033[?1006l\033[?1000l\033[?25h\033[0m\033[?1l\033>\033[?1049l";
  if (write(1, codes, sizeof codes - 1) < 0) { /* the terminal is gone */ }
  tcsetattr(0, TCSANOW, &nc_guard_modes);
  nc_guard_release();
}

static inline void nc_guard_crashed(int number) {
  nc_guard_restore();
  // The fault repeats into the handler that was there before, Swift's backtracer.
  for (int i = 0; i < NC_GUARD_COUNT; i++)
    if (nc_guard_signals[i] == number) sigaction(number, &nc_guard_old[i], 0);
  if (number == SIGABRT) raise(number);
}

// Before the first curses call: keeps the modes, catches crashes and exit(), takes standard error aside.
static inline void nc_guard_install(void) {
  static int registered = 0;
  tcgetattr(0, &nc_guard_modes);
  nc_guard_on = 1;
  nc_guard_log = memfd_create("stderr", 1);
  if (nc_guard_log >= 0) {
    nc_guard_stderr = dup(2);
    dup2(nc_guard_log, 2);
  }
  struct sigaction action = {0};
  action.sa_handler = nc_guard_crashed;
  for (int i = 0; i < NC_GUARD_COUNT; i++) sigaction(nc_guard_signals[i], &action, &nc_guard_old[i]);
  if (!registered) atexit(nc_guard_restore);
  registered = 1;
}

// After endwin: nothing more to restore.
static inline void nc_guard_remove(void) {
  if (!nc_guard_on) return;
  for (int i = 0; i < NC_GUARD_COUNT; i++) sigaction(nc_guard_signals[i], &nc_guard_old[i], 0);
  tcsetattr(0, TCSANOW, &nc_guard_modes);
  nc_guard_release();
}
#endif
