import Glibc
import Pipeline
import Testing

/// The book by commands: where it lies, exit codes, reading, two processes, checks.
@Suite struct BookCommandTests {
  @Test func theBookIsNamedByOptionThenEnvironmentThenDataHome() throws {
    let book = try CommandBook(made: false)
    let other = book.folder + "/other"
    #expect(try Program.run(["--book", other, "init", "--name", "甲", "--json"], environment: ["CHESHANG_BOOK": book.book]).json["book"]?.string == other)
    #expect(try Program.run(["init", "--json"], environment: ["CHESHANG_BOOK": book.book]).json["book"]?.string == book.book)
    let home = try Program.run(["init", "--json"], environment: ["XDG_DATA_HOME": book.folder + "/data"])
    #expect(home.json["book"]?.string == book.folder + "/data/cheshang")
    var status = stat()
    #expect(stat(book.book, &status) == 0 && status.st_mode & 0o777 == 0o700)
    #expect(stat(book.book + "/book.json", &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func eachExitCodeHasItsCase() throws {
    let book = try CommandBook(made: false)
    #expect(try book.refused(66, "dealers", "list")["error"] == "no-book")
    #expect(try book.json("init")["schema"] == "cheshang.book/1")
    #expect(try book.refused(73, "init")["error"] == "already-a-book")
    #expect(try book.refused(73, "init", "--book", book.folder)["error"] == "folder-in-use")
    #expect(try book.refused(1, "undo")["error"] == "nothing-to-undo")
    #expect(try book.refused(1, "redo")["error"] == "nothing-to-redo")
    #expect(try book.refused(66, "dealers", "show", "无此")["error"] == "no-such-dealer")
    #expect(try book.refused(64, "dealers", "list", "--nonsense")["error"] == "usage")
    #expect(try book.refused(64, "nonsense")["error"] == "usage")
    #expect(try book.refused(64, "dealers", "list", "--stage", "somewhere")["error"] == "unknown-stage")
    #expect(try book.refused(64, "today", "--today", "2026-02-30")["error"] == "bad-today")
    #expect(try book.refused(64, "today", "--lang", "fr")["error"] == "bad-lang")
    #expect(try book.refused(65, "import", "dealers", book.file("x.csv", ""))["error"] == "empty-file")
    #expect(try book.refused(64)["error"] == "no-terminal")
    let journal = book.book + "/journal"
    try book.json("dealers", "add", "甲车行")
    if geteuid() != 0 {
      chmod(journal + "/" + (Scratch.names(journal).first ?? ""), 0o400)
      #expect(try book.refused(74, "dealers", "add", "乙车行")["error"] == "io")
    }
    #expect(try book.run("--help").status == 0)
    #expect(try book.run("--version").out == "1.0.0\n")
  }

  @Test func helpNamesEveryCommand() throws {
    let book = try CommandBook(made: false)
    let help = try book.run("--help").out
    for name in [
      "init", "import", "dealers", "sop", "step", "advance", "return", "drop", "resume", "classify", "visit", "session", "offer",
      "contract", "winwin", "today", "history", "undo", "redo", "check", "checkpoint", "demo",
    ] { #expect(help.contains("\n  \(name) "), "\(name)") }
  }

  @Test func readingCommandsWriteNothing() throws {
    let book = try CommandBook()
    let list = book.file("list.csv", "编号,名称,城市,电话\nA1,甲车行,长春市,0431-88888888\nA2,乙车行,吉林市,0431-88888888\n")
    try book.json("import", "dealers", list)
    try book.json("step", "save", "A1", "--set", "salesVolume=300")
    try book.json("checkpoint")
    try book.json("step", "save", "A1", "--set", "salesVolume=400")
    let before = Scratch.picture(book.book)
    for arguments in [
      ["dealers", "list"], ["dealers", "list", "--query", "jia"], ["dealers", "show", "A1"], ["dealers", "duplicates"], ["sop"],
      ["sop", "b6"], ["today"], ["history"], ["history", "A1"], ["check"], ["import", "dealers", list, "--dry-run"], ["--help"],
      ["dealers", "show", "none"], ["advance", "A1"],
      ["winwin", "--premium", "1", "--repair", "1", "--base-ratio", "0.5", "--base-commission", "18%", "--margin", "30%", "--share", "50%"],
    ] {
      let outcome = try book.run(arguments)
      #expect(outcome.status == 0 || ["none", "A1"].contains(arguments.last), "\(arguments): \(outcome.err)")
      #expect(Scratch.picture(book.book) == before, "\(arguments)")
    }
  }

  @Test func theOneThatMustWaitIsToldByWhom() throws {
    let book = try CommandBook()
    let lock = open(book.book + "/lock", O_RDWR | O_CREAT, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    let name = Array(#"{"pid":4711,"command":"cheshang import dealers list.xlsx"}"#.utf8)
    ftruncate(lock, 0)
    pwrite(lock, name, name.count, 0)
    let refusal = try book.refused(75, "dealers", "add", "甲车行")
    #expect(refusal["error"] == "held" && refusal["pid"]?.int == 4711)
    #expect(refusal["holder"] == "cheshang import dealers list.xlsx")
    let spoken = try book.run("dealers", "add", "甲车行")
    #expect(spoken.err.contains("import dealers list.xlsx") && spoken.err.contains("4711"))
    #expect(try book.json("dealers", "list")["total"]?.int == 0)
    flock(lock, LOCK_UN)
    #expect(try book.run("dealers", "add", "甲车行").status == 0)
  }

  @Test func twoProcessesAtOnceKeepBothChanges() throws {
    let book = try CommandBook()
    var running: [pid_t] = []
    for n in 0..<6 {
      running.append(
        try Program.spawn(
          ["dealers", "add", "车行\(n)"], environment: ["CHESHANG_BOOK": book.book, "CHESHANG_TODAY": book.today],
          out: book.folder + "/o\(n)", err: book.folder + "/e\(n)"))
    }
    for process in running {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      #expect(status == 0)
    }
    #expect(try book.json("dealers", "list")["total"]?.int == 6)
    #expect(try book.json("check")["sound"] == true)
  }

  @Test func aDamagedLineIsNamedAndRepairPutsItAside() throws {
    let book = try CommandBook()
    for name in ["甲车行", "乙车行", "丙车行"] { try book.json("dealers", "add", name) }
    let journal = book.book + "/journal/" + (Scratch.names(book.book + "/journal").first ?? "")
    var lines = Scratch.text(journal).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[1] = lines[1].replacing("乙", with: "丁")
    Scratch.write(Array(lines.joined(separator: "\n").utf8), to: journal)
    let found = try book.run("check", "--json")
    #expect(found.status == 1)
    #expect(found.json["findings"]?.array?.contains { $0["line"]?.int == 2 && $0["reason"] == "wrongCheckValue" } == true)
    #expect(try book.run("dealers", "list", "--json").json["total"]?.int == 2)
    let repaired = try book.run("check", "--repair", "--json")
    #expect(repaired.status == 1)
    #expect(repaired.json["remaining"]?.array?.first?["reason"] == "missingBefore")
    #expect(repaired.json["remaining"]?.array?.first?["remedy"] == "restore")
    #expect(try book.run("check").out.contains("--accept-loss"))
    #expect(try book.run("check", "--accept-loss").status == 64)
    #expect(try book.run("check", "--repair", "--accept-loss").status == 0)
    #expect(try book.run("check").status == 0)
    #expect(try book.json("dealers", "list")["total"]?.int == 2)
  }

  @Test func undoAsksAboutFieldsThatSomebodyChangedSince() throws {
    let book = try CommandBook()
    let id = try #require(try book.json("dealers", "add", "甲车行")["id"]?.string)
    try book.json("dealers", "edit", id, "--set", "city=长春市")
    let context = StoreContext(machine: "another machine", holder: LockHolder(process: 1, command: "test"))
    let other = try BookStore.open(book.book, context: context)
    let dealer = try #require(other.book.dealer(RecordID(rawValue: id)))
    var record = dealer.record
    record["city"] = "吉林市"
    try other.commit(Change(Deed("dealer.edit"), .dealer, from: dealer.record, to: record), day: Day(2026, 11, 24)!, by: "李明")
    let conflict = try book.refused(1, "undo")
    #expect(conflict["error"] == "conflict")
    #expect(conflict["fields"]?.array?.first?["field"] == "city")
    #expect(try book.run("undo").err.contains("--overwrite"))
    #expect(try book.run("undo", "--leave").status == 0)
    #expect(try book.json("dealers", "show", id)["city"] == "吉林市")
  }

  @Test func theLanguageFollowsOptionEnvironmentAndLocale() throws {
    let book = try CommandBook()
    func spoken(_ arguments: [String], _ environment: [String: String]) throws -> String {
      try Program.run(arguments, environment: environment.merging(["CHESHANG_BOOK": book.book]) { $1 }).err
    }
    #expect(try spoken(["dealers", "show", "x"], ["LANG": "en_US.UTF-8"]).contains("No dealer"))
    #expect(try spoken(["dealers", "show", "x"], ["LANG": "fr_FR.UTF-8"]).contains("没有找到"))
    #expect(try spoken(["dealers", "show", "x"], ["LANG": "fr_FR.UTF-8", "CHESHANG_LANG": "en"]).contains("No dealer"))
    #expect(try spoken(["--lang", "zh", "dealers", "show", "x"], ["CHESHANG_LANG": "en"]).contains("没有找到"))
    #expect(try spoken(["dealers", "list", "--nonsense"], ["CHESHANG_LANG": "zh"]).contains("写法"))
  }
}
