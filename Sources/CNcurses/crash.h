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

#define NC_GUARD_COUNT 6
static const int nc_guard_signals[NC_GUARD_COUNT] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};

// What a signal handler must reach. Inside a function, because the Swift importer emits no file-level variables.
struct nc_guard {
  struct termios modes;
  struct sigaction old[NC_GUARD_COUNT];
  int on, log, error_out, registered;
};
static inline struct nc_guard *nc_guard(void) {
  static struct nc_guard guard;
  return &guard;
}

// Gives standard error back and prints what was caught meanwhile.
static inline void nc_guard_release(void) {
  if (!nc_guard()->on) return;
  nc_guard()->on = 0;
  if (nc_guard()->log < 0) return;
  dup2(nc_guard()->error_out, 2);
  char buffer[512];
  off_t at = 0;
  ssize_t got;
  while ((got = pread(nc_guard()->log, buffer, sizeof buffer, at)) > 0) {
    if (write(2, buffer, (size_t)got) < 0) break;
    at += got;
  }
  close(nc_guard()->error_out);
  close(nc_guard()->log);
  nc_guard()->error_out = nc_guard()->log = -1;
}

// Bracketed paste, mouse, cursor, colours and the alternate screen back to what a shell expects.
static inline void nc_guard_restore(void) {
  if (!nc_guard()->on) return;
  static const char codes[] = "\033[?2004l\033[?1006l\033[?1000l\033[?25h\033[0m\033[?1l\033>\033[?1049l";
  if (write(1, codes, sizeof codes - 1) < 0) { /* the terminal is gone */ }
  tcsetattr(0, TCSANOW, &nc_guard()->modes);
  nc_guard_release();
}

static inline void nc_guard_crashed(int number, siginfo_t *info, void *context) {
  (void)context;
  nc_guard_restore();
  // The fault repeats into the handler that was there before, Swift's backtracer; a signal that was sent does not.
  for (int i = 0; i < NC_GUARD_COUNT; i++)
    if (nc_guard_signals[i] == number) sigaction(number, &nc_guard()->old[i], 0);
  if (number == SIGABRT || info->si_code <= 0) raise(number);
}

// Before the first curses call: keeps the modes, catches crashes and exit(), takes standard error aside.
static inline void nc_guard_install(void) {
  tcgetattr(0, &nc_guard()->modes);
  nc_guard()->on = 1;
  nc_guard()->log = memfd_create("stderr", 1);
  if (nc_guard()->log >= 0) {
    nc_guard()->error_out = dup(2);
    dup2(nc_guard()->log, 2);
  }
  struct sigaction action = {0};
  action.sa_sigaction = nc_guard_crashed;
  action.sa_flags = SA_SIGINFO;
  for (int i = 0; i < NC_GUARD_COUNT; i++) sigaction(nc_guard_signals[i], &action, &nc_guard()->old[i]);
  if (!nc_guard()->registered) atexit(nc_guard_restore);
  nc_guard()->registered = 1;
}

// After endwin: nothing more to restore.
static inline void nc_guard_remove(void) {
  if (!nc_guard()->on) return;
  for (int i = 0; i < NC_GUARD_COUNT; i++) sigaction(nc_guard_signals[i], &nc_guard()->old[i], 0);
  tcsetattr(0, TCSANOW, &nc_guard()->modes);
  nc_guard_release();
}
#endif
