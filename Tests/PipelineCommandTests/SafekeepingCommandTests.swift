import Pipeline
import Testing

/// Copies, repair from them, erasure and retention, as processes.
@Suite struct SafekeepingCommandTests {
  private func bookWithCopy() throws -> (CommandBook, first: String, second: String, copy: String) {
    let book = try CommandBook()
    let first = try #require(try book.json("dealers", "add", "甲车行", "--set", "city=长春市")["id"]?.string)
    let second = try #require(try book.json("dealers", "add", "乙车行")["id"]?.string)
    let copy = try #require(try book.json("backup", "now")["backup"]?.string)
    return (book, first, second, copy)
  }

  @Test func oneRecordComesBackFromACopyAfterAPreviewAndUndoTakesItAway() throws {
    let (book, first, second, copy) = try bookWithCopy()
    try book.json("dealers", "edit", first, "--set", "city=吉林市")
    try book.json("dealers", "edit", second, "--set", "city=四平市")
    let now = try book.state()
    let listed = try book.json("backup", "list")["backups"]?.array ?? []
    #expect(listed.contains { $0["id"]?.string == copy })

    let before = Scratch.picture(book.book)
    let preview = try book.json("backup", "restore", first, "--from", copy, "--preview")
    #expect(preview["preview"] == true && preview["records"] == 1 && preview["transaction"] == .null)
    #expect(preview["edits"]?.array?.first?["changes"]?.array?.first == ["field": "city", "from": "吉林市", "to": "长春市"])
    #expect(Scratch.picture(book.book) == before)
    let spoken = try book.run("backup", "restore", first, "--from", copy, "--preview")
    #expect(spoken.out.contains("吉林市 → 长春市") && spoken.out.contains("--preview"))

    try book.json("backup", "restore", first, "--from", copy)
    #expect(try book.json("dealers", "show", first)["city"] == "长春市")
    #expect(try book.json("dealers", "show", second)["city"] == "四平市")
    try book.json("undo")
    #expect(try book.state() == now)
  }

  @Test func theWholeBookComesBackFromACopyAndUndoTakesItAway() throws {
    let (book, first, second, copy) = try bookWithCopy()
    let then = try book.state()
    try book.json("dealers", "edit", first, "--set", "city=吉林市")
    try book.json("dealers", "delete", second)
    try book.json("dealers", "add", "丙车行")
    let now = try book.state()
    #expect(try book.json("backup", "restore", "--all", "--from", copy)["records"] == 3)
    #expect(try book.state() == then)
    try book.json("undo")
    #expect(try book.state() == now)
    #expect(try book.json("check")["sound"] == true)
  }

  @Test func aRestoreThatCannotBeIsRefused() throws {
    let (book, first, _, copy) = try bookWithCopy()
    let before = try book.state()
    try book.refused(64, "backup", "restore", "--from", copy)
    try book.refused(64, "backup", "restore", first, "--all", "--from", copy)
    #expect(try book.run("backup", "restore", first, "--from", "../../etc", "--json").status != 0)
    #expect(try book.run("backup", "restore", "none", "--from", copy, "--json").status != 0)
    #expect(try book.json("backup", "restore", "--all", "--from", copy)["transaction"] == .null)
    #expect(try book.state() == before)
  }

  /// Two lists are imported; line 10 of the journal, in the first, breaks.
  @Test func anImportThatLostALineIsPutBackFromTheCopyThatCheckNames() throws {
    let book = try CommandBook()
    func list(_ first: Int) -> String {
      book.file("list\(first).csv", "编号,名称,城市\n" + (first..<first + 20).map { "A\($0),第\($0)车行,长春市\n" }.joined())
    }
    try book.json("import", "dealers", list(0))
    try book.json("import", "dealers", list(100))
    let copy = try #require(try book.json("backup", "now")["backup"]?.string)
    let whole = try book.state()
    let journal = book.book + "/journal/" + (Scratch.names(book.book + "/journal").first ?? "")
    var lines = Scratch.text(journal).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[9] = String(lines[9].dropLast(30))
    Scratch.write(Array(lines.joined(separator: "\n").utf8), to: journal)

    #expect(try book.json("dealers", "list")["total"] == 20)
    let repaired = try book.run("check", "--repair", "--json")
    #expect(repaired.status == 1)
    #expect(repaired.json["sound"] == false)
    let missing = try #require(repaired.json["remaining"]?.array?.first)
    #expect(missing["reason"] == "missingBefore" && missing["remedy"] == "restore" && missing["backup"]?.string == copy)
    let again = try book.run("check")
    #expect(again.status == 1)
    #expect(again.out.contains("cheshang check --repair --from \(copy)"))
    let put = try book.json("check", "--repair", "--from", copy)
    #expect(put["putBack"] == 1 && put["sound"] == true)
    #expect(try book.state() == whole)
    #expect(try book.run("check").status == 0)
  }

  @Test func whatIsErasedIsInNoFileAndWhatRemainsIsListed() throws {
    let (book, dealer) = try MonthCommandTests.bookWithPartner()
    book.today = "2026-11-03"
    let id = try MonthCommandTests.add(book, dealer, "欧阳静", "13812345678")
    try book.json("dealers", "edit", dealer, "--set", "remark=欧阳静的朋友")
    try book.json("backup", "now")
    try book.json("checkpoint")
    #expect(try book.refused(1, "erase", id)["error"] == "not-confirmed")
    try book.refused(66, "erase", "o0000000000000", "--yes")

    let report = try book.json("erase", id, "--yes")
    #expect(report["kind"] == "opportunity")
    #expect((report["backupsRemoved"]?.int ?? 0) >= 1)
    #expect(report["remains"]?.array?.contains { $0["id"]?.string == dealer && $0["line"]?.int != nil } == true)
    func holding(_ text: String, _ folder: String) -> [String] {
      Scratch.names(folder).flatMap { name -> [String] in
        let path = folder + "/" + name
        return Scratch.text(path).contains(text) ? [path] : holding(text, path)
      }
    }
    #expect(holding("13812345678", book.book) == [])
    // The remark that named her was listed, and stays until somebody edits it.
    #expect(!holding("欧阳静", book.book).isEmpty)
    #expect(try book.run("opportunities", "show", id).status != 0)
    #expect(try book.json("check")["sound"] == true)
    // Asked again, it is no error: copies may have held more.
    #expect(try book.json("erase", id, "--yes")["values"] == 0)
  }

  @Test func customersPastTheLimitAreNamedAndNeverErased() throws {
    let (book, dealer) = try MonthCommandTests.bookWithPartner()
    book.today = "2026-11-03"
    let old = try MonthCommandTests.add(book, dealer, "欧阳静", "13812345678")
    let open = try MonthCommandTests.add(book, dealer, "王女士", "13800001001")
    try book.json("plan", "2026-11", "add", old, "--line", "motor", "--method", "phone", "--date", "2026-11-05")
    try book.json("opportunities", "contact", old, "--willingness", "unwilling")
    try book.json("review", "2026-11", "decide", old, "no-interest", "--reason", "在别家", "--code", "other-insurer")
    #expect(try book.json("privacy")["retentionMonths"] == .null)
    book.today = "2028-11-30"
    #expect(try book.json("privacy", "--months", "24")["past"]?.array == [])
    book.today = "2028-12-01"
    let past = try book.json("privacy")
    #expect(past["past"]?.array?.map { $0["id"]?.string } == [old])
    #expect(past["past"]?.array?.first?["erase"]?.string == "cheshang erase \(old) --yes")
    let check = try book.json("check")
    #expect(check["pastRetention"]?.array?.count == 1 && check["sound"] == true)
    #expect(try book.run("check").out.contains("cheshang privacy"))
    #expect(try book.run("opportunities", "show", old).status == 0)
    try book.json("erase", old, "--yes")
    #expect(try book.json("privacy")["past"]?.array == [])
    #expect(try book.run("opportunities", "show", open).status == 0)
    try book.refused(64, "privacy", "--months", "-1")
  }
}
