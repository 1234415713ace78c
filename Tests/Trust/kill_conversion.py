#!/usr/bin/env python3
"""`cheshang encrypt` and `decrypt` killed at call 1, 2, 3 … until a run ends unharmed; with `--every N` at each Nth.

After each kill the book must open (with the passphrase if it says that it is encrypted), hold every record it held, pass
`check`, and take the conversion anew. The records are read with the program, for an encrypted journal is legible to nothing
else; what they must be was read from the plain book.

    kill_conversion.py BINARY SHIM [--every N]
"""
import argparse
import concurrent.futures
import json
import os
import shutil
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from kill_loop import Bench

# Version 2 of the kept books: its key costs next to nothing, so that many openings are bearable. What `encrypt` makes costs
# what a book's key costs, so one way of dying must do there.
MODES = {"decrypt": ["kill", "killafter", "torn"], "encrypt": ["kill"]}
KEPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Fixtures/books/version-2")
PASSPHRASE = "一句口令"


class Conversion:
    def __init__(self, bench, name):
        self.bench, self.name = bench, name
        self.home = tempfile.mkdtemp(dir=bench.folder)
        book = os.path.join(self.home, "book")
        shutil.copytree(KEPT, book)
        for folder, _, names in os.walk(book):
            os.chmod(folder, 0o700)
            for file in names:
                os.chmod(os.path.join(folder, file), 0o600)
        bench.must(book, "dealers", "add", "新来的车行")
        bench.must(book, "backup", "now")
        if name == "encrypt":
            bench.must(book, "decrypt")
        self.state = self.read(book)
        assert len(self.state["dealers"]) > 1

    def read(self, book):
        """All that can be asked of the book; nil when it does not open."""
        found = {}
        for what, arguments in (("dealers", ["dealers", "list", "--limit", "1000"]), ("history", ["history", "--limit", "1000"])):
            done = self.bench.run(book, *arguments, "--json")
            if done.returncode != 0:
                return f"{arguments}: {done.returncode} {done.stderr.decode()[-300:]}"
            found[what] = json.loads(done.stdout)
        return found

    @staticmethod
    def is_encrypted(book):
        with open(os.path.join(book, "book.json")) as file:
            return "encryption" in json.load(file)

    @staticmethod
    def traces(book, encrypted):
        """Nothing of the half done stays, and in an encrypted book no name of a dealer, not even in what a writer left."""
        for folder, _, names in os.walk(book):
            for name in names:
                if name.endswith((".next.tmp", ".next.tmp.tmp")):
                    return f"left behind: {name}"
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read()
                if encrypted and any(text.encode() in content for text in ("新来的车行", "禾美车行")):
                    return f"legible: {name}"
        return None

    def one(self, mode, call):
        """One kill. Gives (reached, whether the book is encrypted then, complaint)."""
        bench, home = self.bench, tempfile.mkdtemp(dir=self.bench.folder)
        try:
            book, mark = os.path.join(home, "book"), os.path.join(home, "reached")
            shutil.copytree(os.path.join(self.home, "book"), book)
            done = bench.run(book, self.name, fault=(mode, call, mark))
            reached = os.path.exists(mark)
            if done.returncode != (-9 if reached else 0):
                return reached, None, f"left with {done.returncode}: {done.stderr.decode()[-300:]}"
            seen = self.read(book)
            encrypted = self.is_encrypted(book)
            if not reached and encrypted != (self.name == "encrypt"):
                return reached, encrypted, "done, and nothing came of it"
            if seen != self.state:
                return reached, encrypted, seen if isinstance(seen, str) else "other records than before"
            check = bench.run(book, "check")
            if check.returncode != 0:
                return reached, encrypted, "check: " + check.stdout.decode()[-300:]
            complaint = self.traces(book, encrypted)
            if complaint:
                return reached, encrypted, complaint
            if encrypted != (self.name == "encrypt"):
                again = bench.run(book, self.name)
                if again.returncode != 0 or self.is_encrypted(book) != (self.name == "encrypt"):
                    return reached, encrypted, f"done again: {again.returncode} {again.stderr.decode()[-300:]}"
            return reached, encrypted, None
        finally:
            shutil.rmtree(home, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("shim")
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    root = tempfile.mkdtemp(prefix="cheshang-convert-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    os.chmod(root, 0o700)
    os.umask(0o077)
    bench = Bench(os.path.abspath(given.binary), os.path.abspath(given.shim), root)
    secret = os.path.join(root, "passphrase")
    with open(secret, "w") as file:
        file.write(PASSPHRASE + "\n")
    bench.environment["CHESHANG_PASSPHRASE_FILE"] = secret
    started, failures, kills = time.time(), [], 0

    def all_calls(conversion, mode):
        call, outcomes, complaints = 1, [], []
        while True:
            reached, encrypted, complaint = conversion.one(mode, call)
            if complaint:
                complaints.append(f"{conversion.name}: {mode} at {call}: {complaint}")
            if not reached:
                return conversion.name, mode, outcomes, complaints
            outcomes.append(encrypted)
            call += given.every

    try:
        with concurrent.futures.ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
            running = [pool.submit(all_calls, conversion, mode)
                       for conversion in (Conversion(bench, name) for name in MODES)
                       for mode in MODES[conversion.name]]
            for one in running:
                name, mode, outcomes, complaints = one.result()
                kills += len(outcomes)
                failures += complaints
                print(f"{name}, {mode}: {len(outcomes)} kills, {outcomes.count(True)} left it encrypted, {outcomes.count(False)} plain",
                      flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print(f"conversions killed: {kills} kills in {time.time() - started:.0f} s; {len(failures)} failures")
    for failure in failures[:20]:
        print("FAILED " + failure)
    return 1 if failures or kills < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
