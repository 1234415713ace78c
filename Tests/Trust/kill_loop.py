#!/usr/bin/env python3
"""The built program with a fault at call 1, 2, 3 … of each operation until a run ends unharmed.

Each run is a process of its own, under fault_shim.so. After it the book is examined by the program (`check`, one more
change, `undo`) and by book_oracle.py, which reads the journals without the program: an acknowledged change is wholly
there, any other is wholly there or wholly absent, and undo works. Prints the number of faults; exits 1 on a failure.

    kill_loop.py BINARY SHIM [--operation NAME] [--modes kill,EIO] [--workers N]
"""
import argparse
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import book_oracle

MODES = ["kill", "killafter", "torn", "cut", "short", "EINTR", "EIO", "ENOSPC", "EROFS", "EACCES"]
HARMLESS = {"short", "EINTR"}
KILLS = {"kill", "killafter", "torn"}
DAY = "2026-11-24"


class Bench:
    """The program, the shim, and a folder in memory for books."""

    def __init__(self, binary, shim, folder):
        self.binary, self.shim, self.folder = binary, shim, folder
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "CHESHANG_USER": "王芳", "CHESHANG_TODAY": DAY}
        for name in ("LD_LIBRARY_PATH",):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def run(self, book, *arguments, fault=None):
        environment = dict(self.environment)
        if fault:
            environment.update(LD_PRELOAD=self.shim, SHIM_ROOT=book, SHIM_MODE=fault[0], SHIM_AT=str(fault[1]), SHIM_MARK=fault[2])
        return subprocess.run(
            [self.binary, "--book", book, *arguments], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)

    def must(self, book, *arguments):
        done = self.run(book, *arguments)
        if done.returncode != 0:
            raise SystemExit(f"cannot prepare: {arguments}: {done.returncode} {done.stderr.decode()}")
        return done


def edit_journal(book, change):
    folder = os.path.join(book, "journal")
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            data = file.read()
        with open(path, "wb") as file:
            file.write(change(data))


def other_machine(book):
    """The book as if its only device were another machine's: the next change makes a second device."""
    folder = os.path.join(book, "devices")
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        with open(path) as file:
            facts = json.load(file)
        facts["machine"] = "0" * 16
        with open(path, "w") as file:
            json.dump(facts, file)


def damage(book):
    def change(data):
        lines = data.split(b"\n")
        lines[1] = lines[1][:30] + b"\x00" + lines[1][31:]
        return b"\n".join(lines)
    edit_journal(book, change)


class Operations:
    """What is done, and the book it is done to."""

    def __init__(self, bench):
        self.bench = bench
        self.rows = os.path.join(bench.folder, "rows.csv")
        with open(self.rows, "w") as file:
            file.write("编号,名称,城市,电话\n")
            for number in range(1000):
                file.write(f"R{number:05d},第{number}汽车销售服务有限公司,长春市,0431-{80000000 + number}\n")
        two = [["dealers", "add", "禾美车行", "--source", "government", "--set", "code=A1", "--set", "city=长春市"],
               ["dealers", "add", "鼎盛车行", "--set", "code=A2"], ["step", "save", "A1", "--set", "salesVolume=300"]]
        edit = ["dealers", "edit", "A1", "--set", "name=和美车行", "--set", "city=吉林市"]
        step = ["step", "complete", "A1", "prep-survey", "--set", "mainModels=帝豪,博越", "--set", "salesVolume=1200",
                "--set", "contactName=赵经理", "--set", "contactPhone=0431-8888888", "--set", "address=人民大街 1 号"]
        imported = [["import", "dealers", self.rows]]
        mid = [*two, ["checkpoint"], ["dealers", "edit", "A2", "--set", "city=四平市"]]
        # name: commands that prepare (None: no book), what is done to the files then, the operation
        self.all = {
            "init": (None, None, ["init"]),
            "init in a folder three deep": (None, None, ["init"]),
            "add": (two, None, ["dealers", "add", "永和车行", "--set", "code=A3"]),
            "add to a book with a snapshot": (mid, None, ["dealers", "add", "永和车行", "--set", "code=A3"]),
            "edit": (two, None, edit),
            "edit behind a torn line": (two, lambda book: edit_journal(book, lambda data: data + b'{"dev":"x'), edit),
            "step": (mid, None, step),
            "import of 1,000 rows": (two, None, ["import", "dealers", self.rows]),
            "undo of an edit": ([*mid, edit], None, ["undo"]),
            "undo of an import": ([*two, *imported], None, ["undo"]),
            "redo": ([*two, edit, ["undo"]], None, ["redo"]),
            "checkpoint": (two, None, ["checkpoint"]),
            "second checkpoint": (mid, None, ["checkpoint"]),
            "repair": (two, damage, ["check", "--repair"]),
            "repair of a book with a snapshot": (mid, damage, ["check", "--repair"]),
            "a second device joins": (mid, other_machine, ["dealers", "edit", "A1", "--set", "name=和美车行"]),
        }

    def book_path(self, home, name):
        return os.path.join(home, "a/b/c/book" if name == "init in a folder three deep" else "book")

    def prepare(self, name):
        """The home of a prepared book; then the states before and after the operation."""
        commands, files, operation = self.all[name]
        home = tempfile.mkdtemp(dir=self.bench.folder)
        book = self.book_path(home, name)
        if commands is not None:
            self.bench.must(book, "init")
            for command in commands:
                self.bench.must(book, *command)
            if files:
                files(book)
        before = book_oracle.state(book)
        whole = tempfile.mkdtemp(dir=self.bench.folder)
        shutil.rmtree(whole)
        shutil.copytree(home, whole)
        self.bench.must(self.book_path(whole, name), *operation)
        after = book_oracle.state(self.book_path(whole, name))
        shutil.rmtree(whole)
        return home, before, after


class Examination:
    def __init__(self, bench, operations, name, prepared):
        self.bench, self.operations, self.name = bench, operations, name
        self.home, self.before, self.after = prepared

    def one(self, mode, call):
        """One fault. Returns (reached, complaint)."""
        home = tempfile.mkdtemp(dir=self.bench.folder)
        try:
            os.rmdir(home)
            shutil.copytree(self.home, home)
            return self.look(home, mode, call)
        finally:
            shutil.rmtree(home, ignore_errors=True)

    def look(self, home, mode, call):
        bench, book, mark = self.bench, self.operations.book_path(home, self.name), os.path.join(home, "reached")
        operation = self.operations.all[self.name][2]
        done = bench.run(book, *operation, fault=(mode, call, mark))
        reached = os.path.exists(mark)
        acknowledged = done.returncode == 0
        if reached and mode in KILLS and not (done.returncode == -9):
            return reached, f"was to be killed, and left with {done.returncode}"
        if not reached and not acknowledged:
            return reached, f"unharmed, and left with {done.returncode} {done.stderr.decode()}"
        if mode in HARMLESS and not acknowledged:
            return reached, f"a call that can be repeated ended it: {done.stderr.decode()}"
        if done.returncode not in (0, 1, 65, 66, 73, 74, 75, -9):
            return reached, f"left with {done.returncode}: {done.stderr.decode()[-300:]}"
        if not os.path.exists(os.path.join(book, "book.json")):
            if acknowledged or self.before is not None:
                return reached, "the book is gone"
            again = bench.run(book, "init")
            if again.returncode != 0:
                return reached, f"a second init does not go on: {again.stderr.decode()}"
        seen = book_oracle.state(book)
        if seen != self.after and (acknowledged or seen != (self.before or [])):
            return reached, f"acknowledged: {acknowledged}; neither the old nor the new state: {len(seen)} records"
        check = bench.run(book, "check", "--json")
        repairing = self.name.startswith("repair")
        if check.returncode != 0 and not (repairing and not acknowledged):
            return reached, f"check: {check.returncode} {check.stdout.decode()} {check.stderr.decode()}"
        if repairing and check.returncode != 0:
            bench.run(book, "check", "--repair")
        added = bench.run(book, "dealers", "add", "后来车行")
        if added.returncode != 0 or book_oracle.state(book) == seen:
            return reached, f"no further change: {added.stderr.decode()}"
        undone = bench.run(book, "undo")
        if undone.returncode != 0 or book_oracle.state(book) != seen:
            return reached, f"undo: {undone.returncode} {undone.stderr.decode()}"
        if seen == self.after != self.before and operation[0] not in ("undo", "redo", "init", "check", "checkpoint"):
            undone = bench.run(book, "undo")
            if undone.returncode != 0 or book_oracle.state(book) != self.before:
                return reached, f"undo of the operation: {undone.returncode} {undone.stderr.decode()}"
        last = bench.run(book, "check")
        if last.returncode != 0:
            return reached, f"check after undo: {last.stdout.decode()}"
        return reached, None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("shim")
    parser.add_argument("--operation")
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    given = parser.parse_args()
    root = tempfile.mkdtemp(prefix="cheshang-kill-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    os.chmod(root, 0o700)
    os.umask(0o077)
    bench = Bench(os.path.abspath(given.binary), os.path.abspath(given.shim), root)
    operations = Operations(bench)
    started, failures, faults, lock = time.time(), [], 0, threading.Lock()
    try:
        for name in operations.all:
            if given.operation not in (None, name):
                continue
            examination = Examination(bench, operations, name, operations.prepare(name))

            def all_calls(mode):
                call = 1
                while True:
                    reached, complaint = examination.one(mode, call)
                    if complaint:
                        with lock:
                            failures.append(f"{name}: {mode} at {call}: {complaint}")
                    if not reached:
                        return mode, call - 1
                    call += 1

            with concurrent.futures.ThreadPoolExecutor(given.workers) as pool:
                counts = dict(pool.map(all_calls, given.modes.split(",")))
            faults += sum(counts.values())
            print(f"{name}: {sum(counts.values())} faults ({', '.join(f'{mode} {n}' for mode, n in counts.items())})", flush=True)
            for failure in failures[:5]:
                print("  FAILED " + failure, flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print(f"kill loop: {faults} faults in {time.time() - started:.0f} s, {len(failures)} failures")
    for failure in failures[:40]:
        print("FAILED " + failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
