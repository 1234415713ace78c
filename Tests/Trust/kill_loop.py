#!/usr/bin/env python3
"""The built program with a fault at call 1, 2, 3 … of each operation until a run ends unharmed.

Each run is a process of its own, under fault_shim.so. After it the book is examined by the program (`check`, `undo`) and
by book_oracle.py, which reads the journals without the program: an acknowledged change is wholly there, any other is
wholly there or wholly absent, and undo gives what it gives on a book that was never harmed. Prints the number of faults,
kills apart, for each operation and in all; exits 1 on a failure.

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
import zlib

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

    def start(self, book, arguments, fault=None):
        environment = dict(self.environment)
        if fault:
            environment.update(LD_PRELOAD=self.shim, SHIM_ROOT=book, SHIM_MODE=fault[0], SHIM_AT=str(fault[1]), SHIM_MARK=fault[2])
        return subprocess.Popen(
            [self.binary, "--book", book, *arguments], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, close_fds=False)

    @staticmethod
    def end(process):
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def run(self, book, *arguments, fault=None):
        return self.end(self.start(book, arguments, fault))

    def must(self, book, *arguments):
        done = self.run(book, *arguments)
        if done.returncode != 0:
            raise SystemExit(f"cannot prepare: {arguments}: {done.returncode} {done.stderr.decode()}")
        return done


def journal(book):
    """The path of the only journal there is."""
    folder = os.path.join(book, "journal")
    return os.path.join(folder, sorted(os.listdir(folder))[0])


def edit_journal(book, change):
    path = journal(book)
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(change(data))


def edit_lines(book, change):
    """`change` alters the list of whole lines."""
    def edit(data):
        lines = data.split(b"\n")[:-1]
        change(lines)
        return b"".join(line + b"\n" for line in lines)
    edit_journal(book, edit)


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


def make_partner(book):
    """Signs the first dealer by a line of the journal's own form: the way to a contract has its own tests."""
    def sign(lines):
        first, last = json.loads(lines[0]), json.loads(lines[-1])
        event = {
            "dev": last["dev"], "seq": last["seq"] + 1, "hlc": last["hlc"] + 1, "by": "王芳", "day": DAY,
            "tx": f"{last['dev']}-{last['seq'] + 1}", "of": "dealer", "id": first["id"],
            "set": {"standing": "partner", "stage": "sign", "contract.ends": "2029-12-31"}, "old": {}, "count": 1,
            "prev": last["seq"], "do": "contract.sign", "facts": {}}
        text = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
        lines.append(text + b',"~":"%08x"}' % zlib.crc32(text))
    edit_lines(book, sign)


def plan_a_customer(bench, book):
    """A customer of the partner, in November's plan, with an outcome: the month can be sealed."""
    make_partner(book)
    found = bench.must(book, "opportunities", "add", "--dealer", "A1", "--name", "欧阳静", "--phone", "13812345678", "--type",
                       "dealer-stock", "--model", "朗逸", "--expiry", "2026-12-20", "--today", "2026-11-03", "--json")
    return json.loads(found.stdout)["opportunity"]["id"]


def plan_and_decide(bench, book):
    customer = plan_a_customer(bench, book)
    row = bench.must(book, "plan", "2026-11", "add", customer, "--line", "motor", "--method", "phone", "--date", "2026-11-05",
                     "--today", "2026-11-03", "--json")
    bench.must(book, "review", "2026-11", "decide", json.loads(row.stdout)["touched"][0], "not-done", "--today", "2026-11-30")


# Damage that loses nothing: a doubled line, a line of another device, a line whose writer died.
def harmless_damage(bench, book):
    def change(lines):
        lines.insert(1, lines[0])
        # Sound in itself: one whose check value is wrong might be a change that was lost, and is told.
        foreign = lines[0].replace(json.loads(lines[0])["dev"].encode(), b"k7m2p9qa").rsplit(b',"~":', 1)[0]
        lines.append(foreign + b',"~":"%08x"}' % zlib.crc32(foreign))
        lines.append(lines[0][:40])
    edit_lines(book, change)


def loss(bench, book):
    def change(lines):
        lines[1] = lines[1][:30] + b"\x00" + lines[1][31:]
    edit_lines(book, change)


def loss_after_a_copy(bench, book):
    bench.must(book, "backup", "now")
    loss(bench, book)


def newest_copy(book):
    return sorted(name[:-5] for name in os.listdir(os.path.join(book, "backups")) if name.endswith(".json"))[-1]


def all_copies_can_be_read(bench, book):
    listed = json.loads(bench.must(book, "backup", "list", "--json").stdout)["backups"]
    for backup in listed:
        done = bench.run(book, "backup", "restore", "--all", "--from", backup["id"], "--preview", "--json")
        if done.returncode != 0:
            return f"copy {backup['id']}: {done.stderr.decode()}"
    return None


def nothing_of_the_person_stays(bench, book):
    """Erased anew after whatever came before, the number is in no file but what an interrupted replacement left."""
    for kind, id in book_oracle.ids(book):
        if kind == "opportunity":
            bench.must(book, "erase", id, "--yes")
    bench.must(book, "dealers", "edit", "A2", "--set", "city=白城市")
    for folder, _, names in os.walk(book):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                if b"13812345678" in file.read() and not name.endswith(".tmp"):
                    return f"{name} still holds the number"
    return None


class Operation:
    """What is done, and the book it is done to."""

    def __init__(self, commands, does, files=None, deep=False, beside=None, then=None, unsound=()):
        # Commands that prepare (None: no book); then `files(bench, book)` alters what they made.
        self.commands, self.files = commands, files
        # Arguments, or what gives them for a prepared book.
        self.does = does
        # In a folder whose parents are missing too.
        self.book = "a/b/c/book" if deep else "book"
        # Arguments of another process that runs at the same time and is not harmed.
        self.beside = beside
        # A last look of its own: gives what is wrong, or None.
        self.then = then
        # States in which `check` finds a problem: "before", "after".
        self.unsound = unsound

    def arguments(self, book):
        return self.does(book) if callable(self.does) else self.does


def operations(bench):
    rows = os.path.join(bench.folder, "rows.csv")
    with open(rows, "w") as file:
        file.write("编号,名称,城市,电话\n")
        for number in range(1000):
            file.write(f"R{number:05d},第{number}汽车销售服务有限公司,长春市,0431-{80000000 + number}\n")
    two = [["dealers", "add", "禾美车行", "--source", "government", "--set", "code=A1", "--set", "city=长春市"],
           ["dealers", "add", "鼎盛车行", "--set", "code=A2"], ["step", "save", "A1", "--set", "salesVolume=300"]]
    edit = ["dealers", "edit", "A1", "--set", "name=和美车行", "--set", "city=吉林市"]
    step = ["step", "complete", "A1", "prep-survey", "--set", "mainModels=帝豪,博越", "--set", "salesVolume=1200",
            "--set", "contactName=赵经理", "--set", "contactPhone=0431-8888888", "--set", "address=人民大街 1 号"]
    add = ["dealers", "add", "永和车行", "--set", "code=A3"]
    imported = ["import", "dealers", rows]
    mid = [*two, ["checkpoint"], ["dealers", "edit", "A2", "--set", "city=四平市"]]

    def torn(bench, book):
        edit_journal(book, lambda data: data + b'{"dev":"x')

    def customer(book):
        return next(id for kind, id in book_oracle.ids(book) if kind == "opportunity")

    def month(name, *more):
        return lambda book: ["plan", "2026-11", name, customer(book), *more]

    return {
        "init": Operation(None, ["init"]),
        "init in a folder three deep": Operation(None, ["init"], deep=True),
        "add": Operation(two, add),
        "add to a book with a snapshot": Operation(mid, add),
        "edit": Operation(two, edit),
        "edit behind a torn line": Operation(two, edit, torn),
        "step": Operation(mid, step),
        "import of 1,000 rows": Operation(two, imported),
        "undo of an edit": Operation([*mid, edit], ["undo"]),
        "undo of an import": Operation([*two, imported], ["undo"]),
        "redo": Operation([*two, edit, ["undo"]], ["redo"]),
        "plan a customer": Operation(
            two, month("add", "--line", "motor", "--method", "phone", "--date", "2026-11-26"), plan_a_customer),
        "seal a month": Operation(two, ["review", "2026-11", "close", "--today", "2026-11-30"], plan_and_decide),
        "checkpoint": Operation(two, ["checkpoint"]),
        "second checkpoint": Operation(mid, ["checkpoint"]),
        "backup": Operation(mid, ["backup", "now"], then=all_copies_can_be_read),
        "restore of a copy": Operation(
            [*two, ["backup", "now"], edit], lambda book: ["backup", "restore", "--all", "--from", newest_copy(book)]),
        "erase": Operation(
            two, lambda book: ["erase", customer(book), "--yes"], plan_a_customer, then=nothing_of_the_person_stays),
        "repair": Operation(two, ["check", "--repair"], harmless_damage, unsound=("before",)),
        "repair of a book with a snapshot": Operation(mid, ["check", "--repair"], harmless_damage, unsound=("before",)),
        "repair with a loss": Operation(two, ["check", "--repair"], loss, unsound=("before", "after")),
        "repair from a copy": Operation(
            mid, lambda book: ["check", "--repair", "--from", newest_copy(book)], loss_after_a_copy, unsound=("before",)),
        "a second device joins": Operation(
            mid, ["dealers", "edit", "A1", "--set", "name=和美车行"], lambda bench, book: other_machine(book)),
        "a second process beside it": Operation(mid, add, beside=["dealers", "add", "旁边车行", "--set", "code=B1"]),
    }


class Examination:
    """One operation: its prepared book, and what must be there before and after it."""

    def __init__(self, bench, name, operation):
        self.bench, self.name, self.operation = bench, name, operation
        self.home = tempfile.mkdtemp(dir=bench.folder)
        book = self.book(self.home)
        if operation.commands is not None:
            bench.must(book, "init")
            for command in operation.commands:
                bench.must(book, *command)
            if operation.files:
                operation.files(bench, book)
        self.arguments = operation.arguments(book)
        self.before = book_oracle.state(book)
        self.undone = {}
        if self.before is not None:
            self.undone["before"] = self.undo_of(self.home)
        whole = self.copy(self.home)
        self.code = bench.run(self.book(whole), *self.arguments).returncode
        if self.code != (1 if "after" in operation.unsound else 0):
            raise SystemExit(f"cannot prepare {name}: {self.code}")
        self.after = book_oracle.state(self.book(whole))
        self.undone["after"] = self.undo_of(whole)
        shutil.rmtree(whole)

    def book(self, home):
        return os.path.join(home, self.operation.book)

    def copy(self, home):
        copy = tempfile.mkdtemp(dir=self.bench.folder)
        os.rmdir(copy)
        shutil.copytree(home, copy)
        return copy

    def undo_of(self, home):
        """What undo answers in an unharmed book, and leaves."""
        copy = self.copy(home)
        try:
            done = self.bench.run(self.book(copy), "undo")
            return done.returncode, book_oracle.state(self.book(copy))
        finally:
            shutil.rmtree(copy)

    def one(self, mode, call):
        """One fault. Returns (reached, complaint)."""
        home = self.copy(self.home)
        try:
            return self.look(home, mode, call)
        finally:
            shutil.rmtree(home, ignore_errors=True)

    def look(self, home, mode, call):
        bench, book, mark = self.bench, self.book(home), os.path.join(home, "reached")
        process = bench.start(book, self.arguments, (mode, call, mark))
        beside = bench.run(book, *self.operation.beside) if self.operation.beside else None
        done = bench.end(process)
        reached = os.path.exists(mark)
        acknowledged = done.returncode == self.code
        if beside and beside.returncode != 0:
            return reached, f"the process beside it left with {beside.returncode}: {beside.stderr.decode()}"
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
        kept = [record for record in seen if "旁边车行" not in record] if beside else seen
        if beside and len(kept) != len(seen) - 1:
            return reached, "the change of the process beside it is not there once"
        if kept != self.after and (acknowledged or kept != (self.before or [])):
            return reached, f"acknowledged: {acknowledged}; neither the old nor the new state: {len(seen)} records"
        check = bench.run(book, "check", "--json")
        maybe = self.operation.unsound and not acknowledged
        wanted = 1 if "after" in self.operation.unsound else 0
        if check.returncode != wanted and not (maybe and check.returncode == 1):
            return reached, f"check: {check.returncode} {check.stdout.decode()} {check.stderr.decode()}"
        if maybe:
            again = bench.run(book, *self.arguments)
            seen = kept = book_oracle.state(book)
            if again.returncode != self.code or seen != self.after:
                return reached, f"done again it leaves with {again.returncode}: {again.stderr.decode()}"
        if self.operation.then:
            complaint = self.operation.then(bench, book)
            return reached, complaint
        code, left = self.undone["after" if kept == self.after else "before"] if self.before is not None else self.undone["after"]
        undone = bench.run(book, "undo")
        if beside:
            # Which of the two came last is chance; either way one of them is taken back.
            if undone.returncode != 0 or len(book_oracle.state(book)) != len(seen) - 1:
                return reached, f"undo: {undone.returncode} {undone.stderr.decode()}"
        elif undone.returncode != code or book_oracle.state(book) != left:
            return reached, f"undo: {undone.returncode} {undone.stderr.decode()}"
        if undone.returncode != 0 and bench.run(book, "dealers", "add", "后来车行").returncode != 0:
            return reached, "no further change"
        if call % 3 == 0:
            last = bench.run(book, "check")
            if last.returncode != wanted:
                return reached, f"check after undo: {last.stdout.decode()}"
        return reached, None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("shim")
    parser.add_argument("--operation")
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--workers", type=int, default=max(2, os.cpu_count() or 2))
    given = parser.parse_args()
    root = tempfile.mkdtemp(prefix="cheshang-kill-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    os.chmod(root, 0o700)
    os.umask(0o077)
    bench = Bench(os.path.abspath(given.binary), os.path.abspath(given.shim), root)
    modes = given.modes.split(",")
    started, failures, lock = time.time(), [], threading.Lock()
    counts = {}

    def all_calls(examination, mode):
        call = 1
        while True:
            reached, complaint = examination.one(mode, call)
            if complaint:
                with lock:
                    failures.append(f"{examination.name}: {mode} at {call}: {complaint}")
                    print("  FAILED " + failures[-1], flush=True)
            if not reached:
                break
            call += 1
        with lock:
            counts.setdefault(examination.name, {})[mode] = call - 1
            done = counts[examination.name]
            if len(done) == len(modes):
                print(f"{examination.name}: {sum(done.values())} faults "
                      f"({', '.join(f'{name} {done[name]}' for name in modes)})", flush=True)

    try:
        with concurrent.futures.ThreadPoolExecutor(given.workers) as pool:
            running = []
            for name, operation in operations(bench).items():
                if given.operation in (None, name):
                    examination = Examination(bench, name, operation)
                    running += [pool.submit(all_calls, examination, mode) for mode in modes]
            for one in running:
                one.result()
    finally:
        shutil.rmtree(root, ignore_errors=True)
    faults = sum(sum(done.values()) for done in counts.values())
    kills = sum(n for done in counts.values() for mode, n in done.items() if mode in KILLS)
    print(f"kill loop: {faults} faults, {kills} of them kills, in {len(counts)} operations and {time.time() - started:.0f} s; "
          f"{len(failures)} failures")
    return 1 if failures or not faults else 0


if __name__ == "__main__":
    sys.exit(main())
