// A library for LD_PRELOAD that makes the Nth call on a book's files fail, or kills the process there.
//
// It knows nothing of the program: whatever runs under it sees the system's own calls, but for the one that is chosen.
// Only calls on paths below SHIM_ROOT, and on descriptors opened there, are counted; the program's own data, its
// terminal and its libraries are left alone.
//
//   SHIM_ROOT    the folder whose calls count
//   SHIM_AT      the number of the call, from 1
//   SHIM_MODE    kill       SIGKILL before the call
//                killafter  SIGKILL when the call is done
//                torn       SIGKILL when half of a write is done   (counts writes only)
//                cut        half of a write is done, then ENOSPC    (counts writes only)
//                short      half of a write is done and told so     (counts writes only)
//                EINTR      the call is interrupted                 (counts calls that can be)
//                EIO, ENOSPC, EROFS, EACCES: the call fails
//   SHIM_MARK    a file that is made when the call was reached, with the call's name in it
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum mode { NONE, KILL, KILL_AFTER, TORN, CUT, SHORT, INTERRUPT, FAIL };

static enum mode mode = NONE;
static int code;
static long at, calls;
static const char *root, *mark;
static size_t root_length;
static unsigned char ours[4096];

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("SHIM_MODE");
  root = getenv("SHIM_ROOT");
  mark = getenv("SHIM_MARK");
  if (!text || !root || !getenv("SHIM_AT")) return;
  root_length = strlen(root);
  at = atol(getenv("SHIM_AT"));
  if (!strcmp(text, "kill")) mode = KILL;
  else if (!strcmp(text, "killafter")) mode = KILL_AFTER;
  else if (!strcmp(text, "torn")) mode = TORN;
  else if (!strcmp(text, "cut")) mode = CUT;
  else if (!strcmp(text, "short")) mode = SHORT;
  else if (!strcmp(text, "EINTR")) mode = INTERRUPT;
  else {
    mode = FAIL;
    code = !strcmp(text, "ENOSPC") ? ENOSPC : !strcmp(text, "EROFS") ? EROFS : !strcmp(text, "EACCES") ? EACCES : EIO;
  }
}

static int is_ours(const char *path) { return mode && path && !strncmp(path, root, root_length); }
static int holds(int file) { return mode && file >= 0 && file < 4096 && ours[file]; }

static void die(void) {
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) pause();
}

// 1 when this is the call. With KILL it does not return.
static int reached(const char *name, int is_write, int can_interrupt) {
  if ((mode == TORN || mode == CUT || mode == SHORT) && !is_write) return 0;
  if (mode == INTERRUPT && !can_interrupt) return 0;
  if (__sync_add_and_fetch(&calls, 1) != at) return 0;
  if (mark) {
    int file = (int)syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    syscall(SYS_write, file, name, strlen(name));
    syscall(SYS_close, file);
  }
  if (mode == KILL) die();
  return 1;
}

static int fails(void) {
  if (mode == INTERRUPT) errno = EINTR;
  else if (mode == FAIL) errno = code;
  else return 0;
  return 1;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// `now` is the real call as an expression, `bad` what a failure returns.
#define AROUND(label, counts, interrupts, type, bad, now) \
  int here = (counts) && reached(label, 0, interrupts); \
  if (here && fails()) return bad; \
  type result = now; \
  if (here && mode == KILL_AFTER) die(); \
  return result

static int opened(const char *path, int file) {
  if (file >= 0 && file < 4096) ours[file] = is_ours(path);
  return file;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t bits = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    REAL(name); \
    AROUND(flags & O_CREAT ? "create" : "open", is_ours(path), 1, int, -1, opened(path, real(path, flags, bits))); \
  }
OPEN(open)
OPEN(open64)

int close(int file) {
  REAL(close);
  if (holds(file)) ours[file] = 0;
  return real(file);
}

static ssize_t written(ssize_t (*now)(int, const void *, size_t), int file, const void *bytes, size_t count) {
  int here = holds(file) && reached("write", 1, 1);
  if (here && fails()) return -1;
  if (here && (mode == TORN || mode == CUT || mode == SHORT) && count > 1) {
    ssize_t half = now(file, bytes, count / 2);
    if (mode == TORN) die();
    if (mode == SHORT) return half;
    errno = ENOSPC;
    return -1;
  }
  if (here && mode == CUT) {
    errno = ENOSPC;
    return -1;
  }
  ssize_t result = now(file, bytes, count);
  if (here && (mode == KILL_AFTER || mode == TORN)) die();
  return result;
}

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write);
  return written(real, file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  REAL(pwrite);
  AROUND("pwrite", holds(file), 0, ssize_t, -1, real(file, bytes, count, offset));
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  REAL(pwrite64);
  AROUND("pwrite", holds(file), 0, ssize_t, -1, real(file, bytes, count, offset));
}
ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  REAL(pread);
  AROUND("read", holds(file), 1, ssize_t, -1, real(file, bytes, count, offset));
}
ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
  REAL(pread64);
  AROUND("read", holds(file), 1, ssize_t, -1, real(file, bytes, count, offset));
}
int fsync(int file) {
  REAL(fsync);
  AROUND("fsync", holds(file), 1, int, -1, real(file));
}
int fdatasync(int file) {
  REAL(fdatasync);
  AROUND("fdatasync", holds(file), 1, int, -1, real(file));
}
int flock(int file, int operation) {
  REAL(flock);
  AROUND("flock", holds(file) && !(operation & LOCK_UN), 1, int, -1, real(file, operation));
}
int fchmod(int file, mode_t bits) {
  REAL(fchmod);
  AROUND("fchmod", holds(file), 0, int, -1, real(file, bits));
}
int rename(const char *from, const char *to) {
  REAL(rename);
  AROUND("rename", is_ours(to), 0, int, -1, real(from, to));
}
int unlink(const char *path) {
  REAL(unlink);
  AROUND("unlink", is_ours(path), 0, int, -1, real(path));
}
int mkdir(const char *path, mode_t bits) {
  REAL(mkdir);
  AROUND("mkdir", is_ours(path), 0, int, -1, real(path, bits));
}
int chmod(const char *path, mode_t bits) {
  REAL(chmod);
  AROUND("chmod", is_ours(path), 0, int, -1, real(path, bits));
}
int lstat(const char *path, struct stat *info) {
  REAL(lstat);
  AROUND("lstat", is_ours(path), 0, int, -1, real(path, info));
}
int lstat64(const char *path, struct stat64 *info) {
  REAL(lstat64);
  AROUND("lstat", is_ours(path), 0, int, -1, real(path, info));
}
void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset) {
  REAL(mmap);
  AROUND("mmap", holds(file), 0, void *, MAP_FAILED, real(address, length, protection, flags, file, offset));
}
void *mmap64(void *address, size_t length, int protection, int flags, int file, off64_t offset) {
  REAL(mmap64);
  AROUND("mmap", holds(file), 0, void *, MAP_FAILED, real(address, length, protection, flags, file, offset));
}
DIR *fdopendir(int file) {
  REAL(fdopendir);
  AROUND("list", holds(file), 0, DIR *, NULL, real(file));
}
