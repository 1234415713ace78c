#!/usr/bin/env python3
"""`cheshang import dealers` of the nine workbooks, killed at a random moment, a hundred times.

After each kill the book must pass `check` and hold all of the import or none of it.

    random_kill.py BINARY [--times 100] [--seed N]
"""
import argparse
import glob
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import book_oracle

LISTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Fixtures/dealer-lists/*.xlsx")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261124)
    given = parser.parse_args()
    binary, chance = os.path.abspath(given.binary), random.Random(given.seed)
    workbooks = sorted(glob.glob(LISTS))
    os.umask(0o077)
    root = tempfile.mkdtemp(prefix="cheshang-random-")
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "CHESHANG_USER": "王芳", "CHESHANG_TODAY": "2026-11-24"}
    if "LD_LIBRARY_PATH" in os.environ:
        environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]

    def run(book, *arguments):
        return subprocess.run([binary, "--book", book, *arguments], env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    all_there = none_there = killed = 0
    failures = []
    try:
        empty = os.path.join(root, "empty")
        assert run(empty, "init").returncode == 0
        assert run(empty, "dealers", "add", "先有的车行").returncode == 0
        before = book_oracle.state(empty)
        took = []
        for number in range(3):
            whole = os.path.join(root, f"whole{number}")
            shutil.copytree(empty, whole)
            started = time.monotonic()
            done = run(whole, "import", "dealers", *workbooks)
            took.append(time.monotonic() - started)
            assert done.returncode == 0, done.stderr.decode()
        after = book_oracle.state(whole)
        longest = max(took)
        for number in range(given.times):
            book = os.path.join(root, f"book{number}")
            shutil.copytree(empty, book)
            process = subprocess.Popen([binary, "--book", book, "import", "dealers", *workbooks], env=environment,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, longest * 1.02))
            process.send_signal(signal.SIGKILL)
            status = process.wait()
            killed += status == -signal.SIGKILL
            state = book_oracle.state(book)
            if state == after:
                all_there += 1
            elif state == before and status != 0:
                none_there += 1
            else:
                failures.append(f"try {number}: {len(state)} records, status {status}")
            check = run(book, "check")
            if check.returncode != 0:
                failures.append(f"try {number}: check: {check.stdout.decode()}")
            # What the kill left must not keep the import from being done again.
            if number % 10 == 0 and state == before:
                if run(book, "import", "dealers", *workbooks).returncode != 0 or book_oracle.state(book) != after:
                    failures.append(f"try {number}: cannot be done again")
            shutil.rmtree(book)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print(f"random kill: {given.times} imports of {len(workbooks)} workbooks ({len(after)} dealers, up to {longest:.2f} s): "
          f"{killed} killed, {all_there} whole, {none_there} absent, {len(failures)} failures")
    for failure in failures[:20]:
        print("FAILED " + failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
