import Pipeline
import Testing

@Suite struct ImportCommandTests {
  @Test func buickOfTwoYearsLeaves847DealersAndOneUpdated() throws {
    let book = try CommandBook()
    let first = try book.json("import", "dealers", Fixtures.list("buick_20190530.xlsx"))
    #expect(first["schema"]?.string == "cheshang.import/1")
    #expect(first.counts == [847, 847, 0, 0, 0])
    let second = try book.json("import", "dealers", Fixtures.list("buick_20200403.xlsx"))
    #expect(second["updated"]?.int == 1)
    #expect(second["rows"]?.array?.filter { $0["outcome"]?.string == "updated" }.first?["changes"]?.array?.isEmpty == false)
    #expect(try book.json("dealers", "list", "--limit", "1")["total"]?.int == 847)
    let state = try book.state()
    let again = try book.json("import", "dealers", Fixtures.list("buick_20200403.xlsx"))
    #expect(again.counts == [847, 0, 0, 847, 0])
    #expect(try book.state() == state)
  }

  @Test func anImportIsOneStepOfUndoAndOfRedo() throws {
    let book = try CommandBook()
    let empty = try book.state()
    try book.json("import", "dealers", Fixtures.list("geely_20200403.xlsx"))
    let full = try book.state()
    #expect(full.count > 500)
    let undone = try book.json("undo")
    #expect(undone["verb"]?.string == "import.dealers")
    #expect(try book.state() == empty)
    try book.json("redo")
    #expect(try book.state() == full)
    #expect(try book.run("history").out.contains("撤销: 导入"))
  }

  @Test func aDryRunShowsTheSameRowsAndWritesNothing() throws {
    let book = try CommandBook()
    let before = Scratch.picture(book.book)
    let dry = try book.json("import", "dealers", Fixtures.list("geely_20200403.xlsx"), "--dry-run")
    #expect(Scratch.picture(book.book) == before)
    let real = try book.json("import", "dealers", Fixtures.list("geely_20200403.xlsx"))
    #expect(dry.counts == real.counts)
    #expect(dry["rows"]?.array?.compactMap { $0["name"] } == real["rows"]?.array?.compactMap { $0["name"] })
  }

  @Test func recodedDealersOfFawvmAreRecognised() throws {
    let book = try CommandBook()
    try book.json("import", "dealers", Fixtures.list("fawvm_20190530.xlsx"))
    let old = try book.json("dealers", "list", "--limit", "1")["total"]?.int ?? 0
    let second = try book.json("import", "dealers", Fixtures.list("fawvm_20200403.xlsx"))
    let rows = second["rows"]?.array ?? []
    let recoded = rows.filter { row in row["changes"]?.array?.contains { $0["field"]?.string == "code" } == true }
    #expect(recoded.count >= 45)
    #expect(recoded.allSatisfy { row in row["changes"]?.array?.contains { $0["field"]?.string == "aliases" } == true })
    let counts = second.counts.compactMap { $0 }
    #expect(counts[0] == counts[1] + counts[2] + counts[3] + counts[4])
    #expect(try book.json("dealers", "list", "--limit", "1")["total"]?.int == old + counts[1])
  }

  @Test func allNineWorkbooksAddUpWithoutAnyOption() throws {
    let book = try CommandBook()
    let names = Scratch.names(Fixtures.root + "/Tests/Fixtures/dealer-lists").filter { $0.hasSuffix(".xlsx") }
    #expect(names.count == 9)
    let outcome = try book.run(["import", "dealers", "--json"] + names.map(Fixtures.list))
    #expect(outcome.status == 0)
    for file in outcome.json["files"]?.array ?? [] {
      let counts = file.counts.compactMap { $0 }
      #expect(counts.count == 5 && counts[0] == counts[1] + counts[2] + counts[3] + counts[4], "\(file)")
      #expect(counts.first ?? 0 > 0)
    }
    #expect(outcome.json["files"]?.array?.count == 9)
    #expect(try book.json("check")["sound"] == true)
  }

  @Test func aHeadingIsNamedByMapAndAWrongOneIsRefused() throws {
    let book = try CommandBook()
    let list = book.file("list.csv", "谁,哪里\n长春示例汽车有限公司,长春市\n")
    #expect(try book.refused(65, "import", "dealers", list)["error"] == "no-name-column")
    let read = try book.json("import", "dealers", list, "--map", "谁=name", "--map", "哪里=city", "--dated", "2026-01-02")
    #expect(read.counts == [1, 1, 0, 0, 0])
    #expect(read["files"]?.array?.first?["dated"] == "2026-01-02")
    #expect(try book.refused(64, "import", "dealers", list, "--map", "谁=nonsense")["error"] == "unknown-field")
    #expect(try book.refused(64, "import", "dealers", list, "--map", "甲=name")["error"] == "unknown-heading")
    #expect(try book.refused(64, "import", "dealers", list, "--dated", "昨天")["error"] == "bad-date")
  }

  @Test func severalFilesAreOneTransaction() throws {
    let book = try CommandBook()
    let a = book.file("a.csv", "名称,城市\n甲车行,长春市\n"), b = book.file("b.csv", "名称,城市\n乙车行,吉林市\n")
    #expect(try book.json("import", "dealers", a, b).counts == [2, 2, 0, 0, 0])
    #expect(try book.json("history")["entries"]?.array?.count == 1)
    #expect(try book.refused(65, "import", "dealers", a, book.file("c.csv", ""))["error"] == "empty-file")
    #expect(try book.json("history")["entries"]?.array?.count == 1)
  }
}
