#!/usr/bin/env python3
"""Measures the release build and prints one JSON object: times in milliseconds, and the ratios that count.

usage: bench.py PROGRAM LISTS_FOLDER

Every comparison is made within this one run, the two sides taken in turn, and medians are given: the machine's own
speed then cancels out. Needs sqlite3 (the rival) on the PATH.
"""
import fcntl, json, os, pty, select, shutil, statistics, struct, subprocess, sys, tempfile, termios, time

PROGRAM, LISTS = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
ENV = dict(os.environ, LC_ALL="C.UTF-8", TERM="xterm-256color", CHESHANG_TODAY="2026-11-24", CHESHANG_LANG="zh")


def timed(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENV, check=True)
    return (time.perf_counter() - start) * 1000


def in_turn(runs, **commands):
    """Median milliseconds of each command, taken in turn so that drift of the machine hits all alike."""
    taken = {name: [] for name in commands}
    for _ in range(runs + 2):
        for name, command in commands.items():
            taken[name].append(timed(command))
    return {name: round(statistics.median(values[2:]), 2) for name, values in taken.items()}


class Terminal:
    """The program in a pseudo-terminal of 200x60."""

    def __init__(self, arguments, env=None):
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(PROGRAM, [PROGRAM] + arguments, env or ENV)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))

    def settle(self, quiet, limit=5.0):
        """Reads until nothing came for `quiet` seconds; the moment of the last byte and what came."""
        last, data, end = None, b"", time.perf_counter() + limit
        while time.perf_counter() < end:
            if select.select([self.fd], [], [], quiet)[0]:
                try:
                    piece = os.read(self.fd, 1 << 16)
                except OSError:
                    break
                if not piece:
                    break
                data += piece
                last = time.perf_counter()
            elif last is not None:
                break
        return last, data

    def shows(self, text, limit=10.0):
        """Reads until the words stand on the screen and nothing more comes; the moment of the last byte."""
        data, end, last = b"", time.perf_counter() + limit, None
        while text.encode() not in data and time.perf_counter() < end:
            if select.select([self.fd], [], [], 0.05)[0]:
                data += os.read(self.fd, 1 << 16)
                last = time.perf_counter()
        return self.settle(0.05, limit=0.05)[0] or last

    def key(self, text):
        start = time.perf_counter()
        os.write(self.fd, text.encode())
        last, _ = self.settle(0.03, limit=1.0)
        return None if last is None else (last - start) * 1000

    def decide(self, text, book):
        """Presses a key that changes the book: milliseconds to the last byte on the screen, None when nothing was
        written; and whether the journal had grown when the first byte of the answer came."""
        before, start = journal_bytes(book), time.perf_counter()
        os.write(self.fd, text.encode())
        if not select.select([self.fd], [], [], 5.0)[0]:
            return None, False
        grown = journal_bytes(book) > before
        first = time.perf_counter()
        last, data = self.settle(0.03, limit=5.0)
        if journal_bytes(book) == before:
            return None, False
        return ((last or first) - start) * 1000, grown

    def close(self):
        os.write(self.fd, b"Q")
        self.settle(0.2, limit=2.0)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def journal_bytes(book):
    folder = os.path.join(book, "journal")
    return sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))


def review(folder):
    """The month's review in a book of 20,000 customers at 2,000 dealers over 36 months, on a month's last day."""
    book = os.path.join(folder, "large")
    env = dict(ENV, CHESHANG_TODAY="2026-11-30")
    start = time.perf_counter()
    made = json.loads(subprocess.run(
        [PROGRAM, "--book", book, "demo", "--large", "--folder", book, "--json"], capture_output=True, env=env,
        check=True).stdout)
    played = time.perf_counter() - start
    first, opens, again = [], [], []
    for _ in range(5):
        terminal = Terminal(["--book", book], env)
        first.append((terminal.shows("待办") - terminal.started) * 1000)
        time.sleep(0.3)
        opens.append(terminal.key("4"))
        terminal.key("1")
        again.append(terminal.key("4"))
        terminal.close()
    terminal = Terminal(["--book", book], env)
    terminal.shows("待办")
    terminal.key("4")
    decisions, acknowledged = [], True
    for _ in range(made["undecided"] + 20):
        taken, grown = terminal.decide("x", book)
        if taken is None:
            break
        decisions.append(taken)
        acknowledged = acknowledged and grown
    terminal.key("S")
    sealing, grown = terminal.decide("y", book)
    terminal.close()
    sealed = json.loads(subprocess.run(
        [PROGRAM, "--book", book, "review", "2026-11", "--json"], capture_output=True, env=env, check=True).stdout)
    return {
        "opportunities": made["opportunities"], "dealers": made["dealers"], "months": made["months"],
        "planRows": made["planRows"], "rowsOfTheMonth": made["rows"], "playedSeconds": round(played, 1),
        "firstScreenMs": round(statistics.median(first), 1),
        "reviewOpensMs": round(statistics.median(opens), 1), "reviewOpensWorstMs": round(max(opens), 1),
        "reviewAgainMs": round(statistics.median(again), 1),
        "decisions": len(decisions), "decisionMs": round(statistics.median(decisions), 2) if decisions else None,
        "decisionWorstMs": round(max(decisions), 2) if decisions else None,
        "writtenBeforeTheNotice": acknowledged, "sealingMs": None if sealing is None else round(sealing, 1),
        "sealed": sealed["state"] == "sealed",
    }


def own_list(folder):
    """What a branch's own list of 5,000 series costs: the first screen, opening the quotes, keys of the look-up; a book
    with such a list and one without are taken in turn."""
    path = os.path.join(folder, "own.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("名称,长春价目\n日期,2026-11-01\n品牌,车系,车价\n")
        for number in range(5000):
            file.write("品牌%d,大众车系%d,%d\n" % (number % 150, number, 60000 + number * 37 % 400000))
    measured = {}
    books = {"without": os.path.join(folder, "plain"), "with": os.path.join(folder, "own")}
    for name, book in books.items():
        timed([PROGRAM, "--book", book, "init"])
        timed([PROGRAM, "--book", book, "quote", "region", "吉林"])
        measured[name] = {"first": [], "open": [], "key": []}
    timed([PROGRAM, "--book", books["with"], "quote", "vehicles", "import", path])
    for _ in range(7):
        for name, book in books.items():
            terminal = Terminal(["--book", book])
            measured[name]["first"].append((terminal.shows("待办") - terminal.started) * 1000)
            time.sleep(0.3)
            measured[name]["open"].append(terminal.key("5"))
            terminal.key("\r")
            for key in ["l", "y", "\x7f", "\x7f", "大", "众", "车", "\x7f", "\x7f", "\x7f", "1", "2", "w"]:
                measured[name]["key"].append(terminal.key(key))
            terminal.close()
    result = {}
    for name, times in measured.items():
        keys = [k for k in times["key"] if k is not None]
        result[name] = {
            "firstScreenMs": round(statistics.median(times["first"]), 1), "openQuoteMs": round(statistics.median(times["open"]), 1),
            "lookupKeyMs": round(statistics.median(keys), 2), "lookupKeyWorstMs": round(max(keys), 2),
        }
    return result


def main():
    folder = tempfile.mkdtemp(prefix="cheshang-bench-")
    try:
        book = os.path.join(folder, "book")
        lists = sorted(os.path.join(LISTS, n) for n in os.listdir(LISTS) if n.endswith(".xlsx"))
        imports = []
        for turn in range(3):
            shutil.rmtree(book, ignore_errors=True)
            timed([PROGRAM, "--book", book, "init"])
            imports.append(timed([PROGRAM, "--book", book, "import", "dealers"] + lists))
        every = json.loads(subprocess.run(
            [PROGRAM, "--book", book, "dealers", "list", "--limit", "1000000", "--json"],
            capture_output=True, env=ENV, check=True).stdout)
        database = os.path.join(folder, "dealers.sqlite")
        columns = ["id", "code", "name", "brands", "province", "city", "district", "address", "phones", "stage",
                   "class", "classRule"]
        import sqlite3
        with sqlite3.connect(database) as sql:
            sql.execute("create table dealers (%s)" % ", ".join('"%s" text' % c for c in columns))
            for row in every["dealers"]:
                sql.execute("insert into dealers values (%s)" % ",".join("?" * len(columns)), [
                    json.dumps(row[c], ensure_ascii=False) if isinstance(row.get(c), list) else row.get(c)
                    for c in columns])
            sql.execute("create unique index by_id on dealers (id)")
        query = "select count(*) as total from dealers; select * from dealers order by id limit 25;"
        listing = in_turn(
            21, cheshang=[PROGRAM, "--book", book, "dealers", "list", "--limit", "25", "--json"],
            sqlite3=["sqlite3", "-json", database, query])

        first, keys = [], []
        # The first of its kind in a session, when nothing is at hand yet.
        once = {"openDealers": [], "firstFilterKey": [], "sortByName": [], "sortByCity": [], "openFacts": []}
        for _ in range(5):
            terminal = Terminal(["--book", book])
            first.append((terminal.shows("待办") - terminal.started) * 1000)
            # A person needs a moment to read the first screen.
            time.sleep(0.3)
            once["openDealers"].append(terminal.key("2"))
            for key in "jjjkkGg":
                keys.append(terminal.key(key))
            terminal.key("/")
            once["firstFilterKey"].append(terminal.key("j"))
            keys.append(terminal.key("l"))
            terminal.key("\x1b")
            for name, number in (("sortByName", "4"), ("sortByCity", "6")):
                terminal.key("s")
                once[name].append(terminal.key(number))
            once["openFacts"].append(terminal.key("\r"))
            terminal.close()
        keys = [k for k in keys if k is not None]

        # Quotes: by the program's own runs, less a run that only reads the tables; keys of the look-up in the terminal.
        base = [PROGRAM, "--book", book, "quote"]
        where = ["--region", "吉林"]
        booklet = os.path.join(folder, "booklet.csv")
        timed(base + ["booklet", "--all"] + where + ["-o", booklet])
        with open(booklet, encoding="utf-8-sig") as file:
            rows = sum(1 for line in file if ",economy," in line or ",basic," in line or ",full," in line)
        quotes = in_turn(
            15, tables=base + ["packages"], lookup=base + ["vehicles", "ly"], three=base + ["--price", "119900"] + where,
            everything=base + ["booklet", "--all"] + where + ["-o", booklet], brand=base + ["booklet", "--brand", "大众"] + where + ["-o", booklet])
        made = max(0.0, quotes["everything"] - quotes["lookup"])
        looking = []
        for _ in range(3):
            terminal = Terminal(["--book", book])
            terminal.settle(0.05)
            terminal.key("5")
            terminal.key("\r")
            for key in ["l", "y", "\x7f", "a", "n", "g", "\x7f", "\x7f", "\x7f", "\x7f", "大", "众", "\x7f", "\x7f", "1", "2", "w"]:
                looking.append(terminal.key(key))
            terminal.key("\x1b")
            terminal.close()
        looking = [k for k in looking if k is not None]
        print(json.dumps({
            "schema": "cheshang.bench/1",
            "dealers": every["total"],
            "importNineWorkbooksMs": round(statistics.median(imports), 1),
            "listMs": listing["cheshang"], "sqlite3ListMs": listing["sqlite3"],
            "listToSqlite3": round(listing["cheshang"] / listing["sqlite3"], 2),
            "firstScreenMs": round(statistics.median(first), 1),
            "keyToScreenMs": round(statistics.median(keys), 2), "keyToScreenWorstMs": round(max(keys), 2),
            "firstOfItsKindMs": {name: [round(t, 1) for t in times if t is not None] for name, times in once.items()},
            "quoteThreePackagesProcessMs": quotes["three"], "quoteTablesOnlyProcessMs": quotes["tables"],
            "quoteThreePackagesMs": round(max(0.0, quotes["three"] - quotes["tables"]), 2),
            "lookupKeyToScreenMs": round(statistics.median(looking), 2), "lookupKeyToScreenWorstMs": round(max(looking), 2),
            "lookupProcessMs": quotes["lookup"],
            "bookletAllRows": rows, "bookletAllProcessMs": quotes["everything"], "bookletAllMs": round(made, 1),
            "booklet1800RowsMs": round(made * 1800 / max(1, rows), 1),
            "ownListOf5000": own_list(folder),
            "review": review(folder),
        }, indent=2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
