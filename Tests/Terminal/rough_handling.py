#!/usr/bin/env python3
"""The program on a terminal that is handled roughly. Prints one JSON object; what it means stands with each function.

    rough_handling.py CASE PROGRAM BOOK

CASE is one of: hangup, sigterm, sighup, sigsegv, end-of-input, idle, resize-storm, one-by-one, large-paste, broken-bytes, other-process.
"""
import fcntl
import json
import os
import pty
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time

LIMIT = 30


class Session:
    """The program with its input and its output on pseudo-terminals of their own."""

    def __init__(self, program, book, one_terminal=True):
        self.out, slave = pty.openpty()
        self.slave = slave
        self.sane = termios.tcgetattr(slave)
        self.size(80, 24)
        if one_terminal:
            self.input, given = self.out, slave
        else:
            self.input, given = pty.openpty()
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "CHESHANG_USER": "王芳", "TERM": "xterm-256color",
                       "LC_ALL": "C.UTF-8", "CHESHANG_LANG": "zh", "CHESHANG_TODAY": "2026-11-24",
                       # A crash must not wait for somebody to look at it.
                       "SWIFT_BACKTRACE": "enable=no"}
        for name in ("LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        self.seen = b""
        self.started = time.monotonic()

        def own_session():
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen([program, "--book", book], stdin=given, stdout=slave, stderr=slave, env=environment,
                                        preexec_fn=own_session)
        if not one_terminal:
            os.close(given)

    def size(self, columns, rows):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, wait):
        if not select.select([self.out], [], [], wait)[0]:
            return False
        try:
            data = os.read(self.out, 65536)
        except OSError:
            return False
        self.seen += data
        return bool(data)

    def until(self, text, limit=LIMIT):
        """Whether that text is written from now on, and after how many milliseconds."""
        begun, from_here = time.monotonic(), len(self.seen)
        while time.monotonic() - begun < limit:
            if text.encode() in self.seen[from_here:]:
                return True, (time.monotonic() - begun) * 1000
            self.read(0.01)
        return False, limit * 1000

    def quiet(self, seconds=0.3, limit=LIMIT):
        last = begun = time.monotonic()
        while time.monotonic() - last < seconds and time.monotonic() - begun < limit:
            if self.read(0.02):
                last = time.monotonic()

    def type(self, data):
        """Writes all of it, reading meanwhile what the program draws."""
        data = data.encode() if isinstance(data, str) else data
        while data:
            if select.select([], [self.input], [], 0.05)[1]:
                data = data[os.write(self.input, data[:4096]):]
            while self.read(0):
                pass

    def end(self, limit=LIMIT):
        """How it ended (an exit code, a negative signal, or None) and what became of the terminal."""
        begun = time.monotonic()
        while self.process.poll() is None and time.monotonic() - begun < limit:
            self.read(0.01)
        took = (time.monotonic() - begun) * 1000
        while self.read(0.05):
            pass
        code = self.process.poll()
        if code is None:
            self.process.kill()
            self.process.wait()
        # Leaving the alternate screen, showing the cursor, no bracketed paste; modes as they were.
        given_back = (b"\x1b[?1049l" in self.seen and self.seen.rfind(b"\x1b[?2004l") > self.seen.rfind(b"\x1b[?2004h")
                      and max(self.seen.rfind(b"\x1b[?25h"), self.seen.rfind(b"\x1b[?12l\x1b[?25h")) > self.seen.rfind(b"\x1b[?25l"))
        try:
            now = termios.tcgetattr(self.slave)
            modes = all(now[part] == self.sane[part] for part in (0, 1, 2, 3))
        except termios.error:
            modes = None
        return {"code": code, "milliseconds": took, "given_back": given_back, "modes": modes}


def begin(program, book, **more):
    session = Session(program, book, **more)
    shown, _ = session.until("今日")
    session.quiet()
    return session, shown


def ended_by(number):
    def case(program, book):
        session, shown = begin(program, book)
        session.process.send_signal(number)
        return dict(session.end(), shown=shown)
    return case


def hangup(program, book):
    """The window is closed: the master end goes away."""
    session, shown = begin(program, book)
    session.type("2")
    session.quiet()
    os.close(session.slave)
    os.close(session.out)
    begun = time.monotonic()
    try:
        code = session.process.wait(LIMIT)
    except subprocess.TimeoutExpired:
        session.process.kill()
        code = None
    return {"shown": shown, "code": code, "milliseconds": (time.monotonic() - begun) * 1000}


def end_of_input(program, book):
    """The input ends while the output goes on: no spinning, the terminal given back."""
    session, shown = begin(program, book, one_terminal=False)
    os.close(session.input)
    return dict(session.end(), shown=shown)


def spent(process):
    """Nanoseconds on the processor, over all threads."""
    total = 0
    for thread in os.listdir(f"/proc/{process.pid}/task"):
        with open(f"/proc/{process.pid}/task/{thread}/schedstat") as file:
            total += int(file.read().split()[0])
    return total


def idle(program, book):
    """The share of one processor that a session spends which nobody touches."""
    session, shown = begin(program, book)
    session.type("2")
    session.quiet(1.0)
    begun, before = time.monotonic(), spent(session.process)
    while time.monotonic() - begun < 6:
        session.read(0.1)
    share = (spent(session.process) - before) / 1e9 / (time.monotonic() - begun) * 100
    session.type("Q")
    return dict(session.end(), shown=shown, percent=share)


def resize_storm(program, book):
    """Three hundred sizes, faster than it can draw; then it still answers."""
    session, shown = begin(program, book)
    session.type("2")
    session.quiet()
    chance = random.Random(20261124)
    for _ in range(300):
        session.size(chance.randint(1, 250), chance.randint(1, 90))
        while session.read(0):
            pass
    session.size(100, 30)
    session.quiet(0.5)
    # A part of the screen that is only drawn anew when asked for.
    session.seen += b"|"
    session.type("?")
    answers = session.until("帮助", 10)[0] or session.until("键", 10)[0]
    session.type("\x1b")
    session.quiet(0.7)
    session.type("Q")
    return dict(session.end(), shown=shown, answers=answers)


def one_by_one(program, book):
    """A window of one cell and of one row: keys still work, and it comes back."""
    session, shown = begin(program, book)
    for columns, rows in [(1, 1), (1, 50), (200, 1), (2, 2)]:
        session.size(columns, rows)
        session.quiet(0.1)
        session.type("2jk")
        session.quiet(0.1)
    session.size(100, 30)
    answers, _ = session.until("车商")
    session.quiet()
    session.type("Q")
    return dict(session.end(), shown=shown, answers=answers)


def large_paste(program, book):
    """A megabyte pasted into the filter."""
    session, shown = begin(program, book)
    session.type("2")
    session.quiet()
    session.type("/")
    session.quiet()
    begun = time.monotonic()
    session.type(b"\x1b[200~" + "车商 😀 \x00\x07".encode() * 66000 + b"\x1b[201~")
    session.quiet(0.5)
    took = (time.monotonic() - begun) * 1000
    session.type("\x1b")
    session.quiet(0.7)
    session.type("Q")
    left = session.end()
    if left["code"] is None:
        session.process.kill()
    return dict(left, shown=shown, paste=took)


def broken_bytes(program, book):
    """A character split between two writes, and bytes that are none."""
    session, shown = begin(program, book)
    session.type("2")
    session.quiet()
    session.type("/")
    session.quiet()
    for part in [b"\xe6\xb2", b"\xa7", "州".encode()[:1], "州".encode()[1:], b"\xff\xfe\xc0\x80\xed\xa0\x80\xf5", "运祥".encode()]:
        session.type(part)
        session.quiet(0.15)
    answers = "沧州" in session.seen.decode(errors="replace") or "运祥" in session.seen.decode(errors="replace")
    session.type("\x1b")
    session.quiet(0.7)
    session.type("Q")
    return dict(session.end(), shown=shown, answers=answers)


def other_process(program, book):
    """Milliseconds from the end of another process's change until it is on the screen, without a key; the change itself
    is drawn by the program alone."""
    book += "-small"
    subprocess.run([program, "--book", book, "init"], stdout=subprocess.DEVNULL, check=True)
    session, shown = begin(program, book)
    session.type("2")
    session.quiet()
    times, missing = [], 0
    for number in range(5):
        name = f"阿{number}新车行"
        done = subprocess.run([program, "--book", book, "dealers", "add", name], env=dict(os.environ, CHESHANG_USER="李明"),
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if done.returncode != 0:
            missing += 1
            continue
        came, took = session.until(f"阿{number}新")
        if came:
            times.append(took)
        else:
            missing += 1
        session.quiet()
    session.type("Q")
    left = session.end()
    shutil.rmtree(book)
    return dict(left, shown=shown, times=times, missing=missing)


CASES = {
    "hangup": hangup, "sigterm": ended_by(signal.SIGTERM), "sighup": ended_by(signal.SIGHUP), "sigsegv": ended_by(signal.SIGSEGV),
    "end-of-input": end_of_input, "idle": idle, "resize-storm": resize_storm, "one-by-one": one_by_one, "large-paste": large_paste,
    "broken-bytes": broken_bytes, "other-process": other_process,
}

if __name__ == "__main__":
    print(json.dumps(CASES[sys.argv[1]](os.path.abspath(sys.argv[2]), sys.argv[3])))
