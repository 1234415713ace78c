#!/usr/bin/env python3
"""Runs a program in tmux as a person would: starts it from a shell, stops it with Ctrl-Z, looks whether the shell has a
sane terminal, goes back with fg, pastes, resizes, and quits.

    tmux_suspend.py --until TEXT [--quit Q] [--paste TEXT --paste-key / --pasted TEXT] -- PROGRAM ARGUMENT…

Prints JSON: {"shown", "stopped", "sane", "back", "pasted", "resized", "left": booleans, "screen": the last screen}. Each
step waits for its text, at most 20 s; the server is this run's own and is ended with it.
"""
import argparse
import json
import os
import shlex
import subprocess
import time


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--until", required=True)
    parser.add_argument("--quit", default="Q")
    parser.add_argument("--paste")
    parser.add_argument("--paste-key", default="/")
    parser.add_argument("--pasted")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    server = ["tmux", "-u", "-L", f"walk-{os.getpid()}", "-f", "/dev/null"]
    environment = dict(os.environ, LC_ALL="C.UTF-8", SHELL="/bin/bash")
    environment.pop("TMUX", None)

    def tmux(*arguments):
        return subprocess.run([*server, *arguments], env=environment, text=True, capture_output=True).stdout

    def screen():
        return tmux("capture-pane", "-p", "-t", "walk")

    def until(text, limit=20.0):
        begun = time.monotonic()
        while time.monotonic() - begun < limit:
            if text in screen():
                return True
            time.sleep(0.03)
        return False

    result = {name: False for name in ("shown", "stopped", "sane", "back", "pasted", "resized", "left")}
    try:
        tmux("new-session", "-d", "-x", "100", "-y", "30", "-s", "walk", "bash --norc --noprofile")
        tmux("send-keys", "-t", "walk", "-l", "PS1='ready> '; clear")
        tmux("send-keys", "-t", "walk", "Enter")
        until("ready>")
        tmux("send-keys", "-t", "walk", "-l", shlex.join(command))
        tmux("send-keys", "-t", "walk", "Enter")
        result["shown"] = until(options.until)
        tmux("send-keys", "-t", "walk", "C-z")
        result["stopped"] = until("Stopped")
        tmux("send-keys", "-t", "walk", "-l", "stty -a | tr ' ' '\\n' | grep -c -x -e icanon -e echo -e ixon | sed 's/^/modes=/'")
        tmux("send-keys", "-t", "walk", "Enter")
        result["sane"] = until("modes=3")
        tmux("send-keys", "-t", "walk", "-l", "clear; fg")
        tmux("send-keys", "-t", "walk", "Enter")
        result["back"] = until(options.until)
        if options.paste:
            tmux("send-keys", "-t", "walk", options.paste_key)
            tmux("set-buffer", options.paste)
            tmux("paste-buffer", "-p", "-t", "walk")
            result["pasted"] = until(options.pasted or options.paste)
            tmux("send-keys", "-t", "walk", "Escape")
            result["pasted"] = result["pasted"] and until(options.until)
        tmux("resize-window", "-t", "walk", "-x", "59", "-y", "20")
        result["resized"] = until("60×16") or until("60x16", 1)
        tmux("resize-window", "-t", "walk", "-x", "120", "-y", "40")
        result["resized"] = result["resized"] and until(options.until)
        tmux("send-keys", "-t", "walk", options.quit)
        result["left"] = until("ready>")
        result["screen"] = screen()
    finally:
        tmux("kill-server")
    print(json.dumps(result, ensure_ascii=False))


main()
