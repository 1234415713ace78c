#!/usr/bin/env python3
"""Runs a terminal program in a pseudo-terminal, types keys, and prints what the screen shows as JSON.

    pty_screen.py --size 80x24 --keys 'j Enter "长春" Ctrl-S' -- PROGRAM ARGUMENT…

A key is a character, a name (Enter, Esc, Tab, BackTab, Backspace, Del, Ins, Up, Down, Left, Right, Home, End, PgUp, PgDn,
Space, F1 to F12), Ctrl-x, Alt-x, "text" typed at once, or one of

    until:TEXT      wait until the screen shows TEXT (or fail; underscores stand for spaces)
    paste:TEXT      a bracketed paste          bytes:HEX       these bytes, as they are
    press:X,Y       a press of the mouse       wheel:up:X,Y    the wheel (or wheel:down)
    size:WxH        the window becomes so large
    signal:NAME     TERM, HUP, INT …           hangup          the terminal goes away

After each key the screen counts as drawn when the program has written nothing for --quiet milliseconds. The result is
{"screen": [rows], "before": [rows before the program left], "cursor": [x, y] or null, "exit": code or null,
"signal": number or null, "missing": text that never came or null, "bytes": written, "first": milliseconds to the first
output, "keys": [milliseconds from each key to the last change]}. The emulator is Debian's python3-pyte.
"""
import argparse
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

import pyte

NAMED = {
    "Enter": "\r", "Esc": "\x1b", "Tab": "\t", "BackTab": "\x1b[Z", "Backspace": "\x7f", "Del": "\x1b[3~", "Ins": "\x1b[2~",
    "Space": " ", "Up": "\x1bOA", "Down": "\x1bOB", "Right": "\x1bOC", "Left": "\x1bOD", "Home": "\x1bOH", "End": "\x1bOF",
    "PgUp": "\x1b[5~", "PgDn": "\x1b[6~",
}
NAMED.update({f"F{n}": code for n, code in enumerate(
    ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~",
     "\x1b[23~", "\x1b[24~"], 1)})


class Screen(pyte.Screen):
    """With the scrolling and repeating that pyte leaves out and ncurses uses."""

    def scroll_up(self, count=0):
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.bottom if self.margins else self.lines - 1
        for _ in range(count or 1):
            self.index()
        self.cursor.x, self.cursor.y = x, y

    def scroll_down(self, count=0):
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        for _ in range(count or 1):
            self.reverse_index()
        self.cursor.x, self.cursor.y = x, y

    def draw(self, data):
        super().draw(data)
        self.last = data[-1:]

    def repeat(self, count=0):
        super().draw(self.last * (count or 1))


class Stream(pyte.ByteStream):
    csi = dict(pyte.ByteStream.csi, S="scroll_up", T="scroll_down", b="repeat")
    events = frozenset(pyte.ByteStream.events | {"scroll_up", "scroll_down", "repeat"})


class Program:
    """The child, its terminal, and the emulator that reads it."""

    def __init__(self, command, columns, rows, term, quiet, folder):
        self.screen = Screen(columns, rows)
        self.stream = Stream(self.screen)
        self.quiet = quiet / 1000
        self.written = 0
        self.first = None
        self.status = None
        self.before = None
        self.tail = b""
        self.started = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # The parent sets the size before the program may look at it.
            time.sleep(0.02)
            os.environ["TERM"] = term
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
            try:
                if folder:
                    os.chdir(folder)
                os.execvp(command[0], command)
            except OSError as error:
                os.write(2, f"{command[0]}: {error}\n".encode())
            os._exit(127)
        self.resize(columns, rows)

    def resize(self, columns, rows):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def rows(self):
        return ["".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip()
                for y in range(self.screen.lines)]

    def read(self, wait):
        """One read; whether there was anything."""
        ready, _, _ = select.select([self.fd], [], [], wait)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.reap(5)
            return False
        if self.first is None:
            self.first = time.monotonic() - self.started
        self.written += len(data)
        # The emulator knows no alternate screen: what stood there is kept when the program leaves it.
        whole = self.tail + data
        place = whole.find(b"\x1b[?1049l")
        if place >= 0 and self.before is None:
            cut = max(0, place - len(self.tail))
            self.stream.feed(data[:cut])
            self.before = self.rows()
            self.screen.reset()
            data = data[cut:]
        self.tail = whole[-8:]
        self.stream.feed(data)
        return True

    def settle(self, limit=10.0):
        """Reads until nothing came for the quiet time. Gives the time of the last output, counted from now."""
        begun = last = time.monotonic()
        while self.status is None and time.monotonic() - begun < limit:
            if self.read(0.005):
                last = time.monotonic()
            elif self.first is not None and time.monotonic() - last >= self.quiet:
                break
        return last - begun

    def until(self, text, limit=20.0):
        begun = time.monotonic()
        while time.monotonic() - begun < limit:
            if any(text in row for row in self.rows()):
                return True
            if self.status is not None:
                return False
            self.read(0.02)
        return False

    def send(self, data):
        try:
            os.write(self.fd, data if isinstance(data, bytes) else data.encode())
        except OSError:
            pass

    def reap(self, limit):
        begun = time.monotonic()
        while self.status is None and time.monotonic() - begun < limit:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                return
            time.sleep(0.005)


def keys_of(text):
    for match in re.finditer(r'"((?:[^"\\]|\\.)*)"|(\S+)', text):
        yield ("text", match.group(1).replace('\\"', '"')) if match.group(1) is not None else ("key", match.group(2))


def act(program, kind, key):
    """Does one key. Gives the text that never came, or None."""
    if kind == "text":
        program.send(key)
    elif key.startswith("until:"):
        wanted = key[6:].replace("_", " ")
        return None if program.until(wanted) else wanted
    elif key.startswith("paste:"):
        program.send("\x1b[200~" + key[6:].replace("_", " ") + "\x1b[201~")
    elif key.startswith("bytes:"):
        program.send(bytes.fromhex(key[6:]))
    elif key.startswith("press:"):
        x, y = key[6:].split(",")
        program.send(f"\x1b[<0;{int(x) + 1};{int(y) + 1}M\x1b[<0;{int(x) + 1};{int(y) + 1}m")
    elif key.startswith("wheel:"):
        _, way, place = key.split(":")
        x, y = place.split(",")
        program.send(f"\x1b[<{64 if way == 'up' else 65};{int(x) + 1};{int(y) + 1}M")
    elif key.startswith("size:"):
        program.resize(*map(int, key[5:].split("x")))
    elif key.startswith("signal:"):
        os.kill(program.pid, getattr(signal, "SIG" + key[7:]))
    elif key == "hangup":
        os.close(program.fd)
        program.reap(10)
    elif key in NAMED:
        program.send(NAMED[key])
    elif key.startswith("Ctrl-"):
        program.send(bytes([ord(key[5].upper()) & 0x1F]))
    elif key.startswith("Alt-"):
        program.send("\x1b" + key[4:])
    else:
        program.send(key)
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--keys", default="")
    parser.add_argument("--term", default="xterm-256color")
    parser.add_argument("--quiet", type=float, default=60)
    parser.add_argument("--folder")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    columns, rows = map(int, options.size.split("x"))
    program = Program(command, columns, rows, options.term, options.quiet, options.folder)
    program.settle(20)
    missing, took = None, []
    for kind, key in keys_of(options.keys):
        if program.status is not None:
            break
        missing = act(program, kind, key)
        if missing is not None or key == "hangup":
            break
        took.append(round(program.settle() * 1000, 1))
    cursor = None if program.screen.cursor.hidden else [program.screen.cursor.x, program.screen.cursor.y]
    result = {"screen": program.rows(), "before": program.before, "cursor": cursor}
    if program.status is None and program.before is not None:
        # It has given the screen back; on a busy machine its end takes a moment more.
        program.reap(10)
    running = program.status is None
    if running:
        os.kill(program.pid, signal.SIGKILL)
        os.waitpid(program.pid, 0)
    result |= {
        "exit": None if running or not os.WIFEXITED(program.status) else os.WEXITSTATUS(program.status),
        "signal": None if running or not os.WIFSIGNALED(program.status) else os.WTERMSIG(program.status),
        "missing": missing, "bytes": program.written,
        "first": None if program.first is None else round(program.first * 1000, 1), "keys": took,
    }
    json.dump(result, sys.stdout, ensure_ascii=False)
    print()


main()
