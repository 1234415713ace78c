import Pipeline
import Testing

/// A branch's own files by commands: lists of vehicles and booklets into the book, used, replaced, taken out.
@Suite struct QuoteBranchCommandTests {
  private let prices = "名称,长春价目\n日期,2026-11-01\n品牌,车系,车价\n大众,朗逸,11.99万\n奥睿,奥睿 E7,18.5-21万\n"

  @Test func aListIsImportedShownWithItsNameAndUsed() throws {
    let book = try CommandBook()
    let read = try book.json("quote", "vehicles", "import", book.file("prices.csv", prices))
    #expect(read["name"]?.string == "长春价目" && read["dated"]?.string == "2026-11-01" && read["series"]?.int == 2)
    let found = try book.json("quote", "vehicles", "朗逸")["vehicles"]?.array?.first
    #expect(found?["prices"]?.array?.map { $0["list"]?.string } == ["长春价目", "2024", "2017"])
    #expect(try book.run("quote", "vehicles", "朗逸").out.contains("119,900.00 (长春价目)"))
    let quote = try book.json("quote", "--series", "朗逸", "--region", "吉林")
    #expect(quote["inputs"]?["price"]?.string == "119900.00")
    // A list's only price is no assumption; the low end of a range is.
    #expect(quote["inputs"]?["assumed"]?.array?.contains("price") == false)
    let ranged = try book.json("quote", "--series", "奥睿 E7", "--region", "吉林", "--price", "high", "--fuel", "electric")
    #expect(ranged["inputs"]?["price"]?.string == "210000.00" && ranged["inputs"]?["brand"]?.string == "奥睿")
    #expect(try book.run("quote", "vehicles", "list").out.contains("长春价目"))
  }

  @Test func aWorkbookIsReadLikeCsvAndTheDayOfItsNameCounts() throws {
    let book = try CommandBook()
    let path = book.folder + "/门店车型表-20230601.xlsx"
    let rows: [[ExportCell]] = [[.text("车系"), .text("最低指导价(万元)"), .text("最高指导价(万元)")], [.text("朗逸"), .text("10"), .text("12")]]
    try SpreadsheetWriter.write([ExportSheet("价目", widths: [10, 10, 10], rows: rows.map { ExportRow($0) })], to: path)
    let read = try book.json("quote", "vehicles", "import", path)
    #expect(read["dated"]?.string == "2023-06-01" && read["name"]?.string == "门店车型表-20230601")
    // Older than the list of 2024: it stands behind it.
    let found = try book.json("quote", "vehicles", "朗逸")["vehicles"]?.array?.first
    #expect(found?["prices"]?.array?.map { $0["list"]?.string } == ["2024", "门店车型表-20230601", "2017"])
  }

  @Test func aSecondImportReplacesOrWritesNothingAndUndoBringsBack() throws {
    let book = try CommandBook()
    let file = book.file("prices.csv", prices)
    try book.json("quote", "vehicles", "import", file)
    let first = try book.state()
    #expect(try book.json("quote", "vehicles", "import", file)["changed"]?.bool == false)
    #expect(try book.state() == first)
    let newer = book.file("newer.csv", "车系,车价\n朗逸,109900\n")
    #expect(try book.json("quote", "vehicles", "import", newer, "--name", "长春价目", "--dated", "2026-11-20")["changed"]?.bool == true)
    #expect(try book.json("quote", "vehicles", "list")["lists"]?.array?.count == 1)
    let error = try book.refused(1, "quote", "vehicles", "import", file)
    #expect(error["allowed"]?.string == "≥ 2026-11-20" && error["given"]?.string == "2026-11-01")
    #expect(try book.run("undo").status == 0)
    #expect(try book.state() == first)
    try book.json("quote", "vehicles", "remove", "长春价目")
    #expect(try book.json("quote", "vehicles", "朗逸")["vehicles"]?.array?.first?["prices"]?.array?.count == 2)
    #expect(try book.run("undo").status == 0)
    #expect(try book.state() == first)
    #expect(try book.refused(66, "quote", "vehicles", "remove", "没有的表")["given"]?.string == "没有的表")
    #expect(try book.run("check").status == 0)
  }

  @Test func badFilesAreNamedWithTheirRowAndNothingIsWritten() throws {
    let book = try CommandBook()
    let empty = try book.state()
    func refused(_ name: String, _ text: String, _ status: Int32 = 65) throws -> JSONValue {
      try book.refused(status, "quote", "vehicles", "import", book.file(name, text))
    }
    #expect(try refused("a.csv", "")["error"]?.string == "empty-file")
    #expect(try refused("b.xlsx", "no workbook")["error"]?.string == "not-a-zip")
    #expect(try refused("c.csv", "颜色,数量\n白,3\n")["heading"]?.string == "车系")
    #expect(try refused("d.csv", "车系,颜色\n朗逸,白\n")["heading"]?.string == "最低指导价")
    let cell = try refused("e.csv", "车系,车价\n朗逸,很便宜\n")
    #expect(cell["row"]?.int == 2 && cell["heading"]?.string == "车价" && cell["given"]?.string == "很便宜")
    #expect(try refused("f.csv", "车系,方案,车价,商业险\n朗逸,basic,119900,800\n")["error"]?.string == "isBooklet")
    #expect(try book.refused(66, "quote", "vehicles", "import", book.folder + "/none.csv")["error"]?.string == "no-such-file")
    #expect(try book.state() == empty)
    let some = try book.json("quote", "vehicles", "import", book.file("g.csv", "车系,车价\n朗逸,119900\n宝来,\n高尔夫,12.98\n"))
    #expect(some["series"]?.int == 1 && some["rejected"]?.array?.map { $0["row"]?.int } == [3, 4])
    let text = try book.run("quote", "vehicles", "import", book.file("h.csv", "车系,车价\n速腾,131900\n高尔夫,12.98\n"))
    #expect(text.status == 0 && text.err.contains("第 3 行") && text.err.contains("12.98"))
  }

  @Test func aMadeBookletIsReadBackAndGivesTheSameFigures() throws {
    let book = try CommandBook()
    for ending in ["xlsx", "csv"] {
      let file = book.folder + "/booklet." + ending
      let fresh = try book.json("quote", "--series", "朗逸", "--region", "吉林")
      try book.json("quote", "booklet", "--brand", "大众", "--region", "吉林", "--packages", "basic,economy,full", "-o", file, "--name", "手册 " + ending)
      let read = try book.json("quote", "booklet", "import", file, "--valid-to", "2026-12-31")
      #expect(read["name"]?.string == "手册 " + ending && read["changed"]?.bool == true)
      #expect(try book.json("quote", "booklet", "import", file, "--valid-to", "2026-12-31")["changed"]?.bool == false)
      let quote = try book.json("quote", "--series", "朗逸", "--region", "吉林")
      #expect(quote["basis"]?["table"]?.string == "手册 " + ending)
      for (a, b) in zip(fresh["packages"]?.array ?? [], quote["packages"]?.array ?? []) {
        #expect(a["total"] == b["total"] && b["basis"]?["way"]?.string == "booklet")
      }
      try book.json("quote", "booklet", "remove", "手册 " + ending)
      #expect(try book.json("quote", "--series", "朗逸", "--region", "吉林")["basis"]?["way"]?.string == "legacy")
    }
    let whole = try book.json("quote", "booklet", "--all", "--region", "吉林", "-o", book.folder + "/all.csv")
    #expect((whole["series"]?.int ?? 0) > 1400 && (whole["rows"]?.int ?? 0) > 4200)
  }
}
