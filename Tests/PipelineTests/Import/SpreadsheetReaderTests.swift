import Testing

@testable import Pipeline

@Suite struct SpreadsheetReaderTests {
  let reader = SpreadsheetReader()

  private func rows(_ bytes: [UInt8], _ file: String = "x.xlsx") throws -> [[String?]] {
    let table = try #require(try reader.read(bytes, file: file).last)
    let width = table.rows.flatMap(\.cells).map(\.column).max() ?? 0
    return table.rows.map { row in (0...width).map { row[$0] } }
  }

  @Test func cellsOfEveryKindStandWhereTheirReferenceSays() throws {
    let bytes = StoredZip.workbook(
      [
        (
          "名单",
          """
          <row r="3"><c r="C3" t="s"><v>1</v></c><c r="A3" t="s"><v>0</v></c></row>
          <row r="5"><c r="B5" t="inlineStr"><is><r><t>长</t></r><r><t xml:space="preserve">春 </t></r><rPh sb="0" eb="1"><t>ちょう</t></rPh></is></c>
          <c r="C5" t="str"><f>A1&amp;"x"</f><v>f&lt;x</v></c><c t="b"><v>1</v></c><c r="E5" s="1"><v>43924.4097</v></c>
          <c r="F5" s="2"><v>43615</v></c><c r="G5" t="e"><v>#N/A</v></c><c r="H5"><v>1.3912345678E10</v></c><c r="I5"/></row>
          """
        )
      ],
      shared: "<si><t>公司</t><rPh sb='0' eb='2'><t>こうし</t></rPh></si><si><r><rPr><b/></rPr><t>电</t></r><r><t>话</t></r></si>",
      styles: "<numFmts><numFmt numFmtId='170' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/></numFmts>"
        + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/></cellXfs>")
    #expect(
      try rows(bytes) == [
        ["公司", nil, "电话", nil, nil, nil, nil, nil],
        [nil, "长春 ", "f<x", "TRUE", "2020-04-03", "2019-05-30", nil, "13912345678"],
      ])
    #expect(try reader.read(bytes, file: "x.xlsx")[0].rows.map(\.number) == [3, 5])
  }

  @Test func serialDaysCountFrom1904WhereTheWorkbookSaysSo() throws {
    let bytes = StoredZip.workbook(
      [("a", "<row r='1'><c r='A1' s='0'><v>42462</v></c></row>")], styles: "<cellXfs><xf numFmtId='14'/></cellXfs>",
      properties: "<workbookPr date1904='1'/>")
    #expect(try rows(bytes) == [["2020-04-03"]])
  }

  @Test func aHundredSheetsAreNoErrorAndTheFirstWithANameColumnIsTaken() throws {
    var sheets = (0..<100).map { ("封面\($0)", "<row r='1'><c r='A1' t='inlineStr'><is><t>说明</t></is></c></row>") }
    sheets[70] = ("经销商", "<row r='2'><c r='B2' t='inlineStr'><is><t>公司名称</t></is></c></row>")
    let table = try DealerImport.load(StoredZip.workbook(sheets.map { (name: $0.0, data: $0.1) }), file: "x.xlsx")
    #expect(table.sheet == "经销商")
  }

  @Test func separatedTextIsReadWithQuotesMarksAndEachSeparator() throws {
    #expect(try rows(Array("\u{FEFF}name,address\r\n\"A \"\"B\"\"\n店\",\"x,y\"\r\n\r\n,last".utf8), "a.csv") == [
      ["name", "address"], ["A \"B\"\n店", "x,y"], [nil, "last"],
    ])
    #expect(try rows(Array("name;address\nA;x,y,z".utf8), "a.csv") == [["name", "address"], ["A", "x,y,z"]])
    #expect(try rows(Array("name\taddress\nA\tx,y".utf8), "a.txt") == [["name", "address"], ["A", "x,y"]])
    #expect(try rows(Array("sep=;\nname;b\n".utf8), "a.csv") == [["name", "b"]])
    // 公司,县 in GB18030, with a character of four bytes (㐀) and in UTF-16 with its mark.
    #expect(try rows([0xB9, 0xAB, 0xCB, 0xBE, 0x2C, 0xCF, 0xD8, 0x81, 0x39, 0xEE, 0x39], "a.csv") == [["公司", "县㐀"]])
    #expect(try rows([0xFF, 0xFE, 0x6C, 0x51, 0xF8, 0x53], "a.csv") == [["公司"]])
  }

  @Test func aNameOfAHundredThousandCharactersIsCutAndMarked() throws {
    let long = String(repeating: "车", count: 100_000)
    for (bytes, file) in [
      (Array("公司名称\n\(long)\nB".utf8), "a.csv"),
      (StoredZip.workbook([("a", "<row r='1'><c r='A1' t='s'><v>0</v></c></row>")], shared: "<si><t>\(long)</t></si>"), "a.xlsx"),
    ] {
      let cells = try reader.read(bytes, file: file)[0].rows.flatMap(\.cells)
      let cut = try #require(cells.first { $0.isCut })
      #expect(cut.text.count == reader.limits.cellBytes / 3 && cut.text.allSatisfy { $0 == "车" })
      if file == "a.csv" { #expect(cells.last?.text == "B") }
    }
  }

  private func failure(_ bytes: [UInt8], _ file: String = "x.xlsx", _ reader: SpreadsheetReader = SpreadsheetReader()) -> ImportError? {
    do {
      _ = try DealerImport.load(bytes, file: file, reader: reader)
      return nil
    } catch { return error }
  }

  @Test func eachBadFileIsNamedWithItsFact() {
    let good = StoredZip.workbook([("a", "<row r='1'><c r='A1' t='inlineStr'><is><t>公司名称</t></is></c></row>")])
    #expect(failure(good) == nil)
    #expect(failure([])?.fact == .emptyFile)
    #expect(failure(Array("公司名称\nA".utf8))?.fact == .notAZip)
    #expect(failure([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "a.xls")?.fact == .oldOrEncryptedWorkbook)
    #expect(failure(Array(good[..<(good.count / 2)]))?.fact == .truncated)
    #expect(failure(Array(good[..<(good.count - 1)]))?.fact == .truncated)
    var other = StoredZip()
    other.add("readme.txt", "hello")
    #expect(failure(other.bytes)?.fact == .noWorkbook)
    #expect(failure(StoredZip.workbook([]))?.fact == .emptyWorkbook)
    #expect(failure(StoredZip.workbook([("a", "")]))?.fact == .emptyWorkbook)
    #expect(failure(StoredZip.workbook([("a", ""), ("b", "<row r='4'><c r='A4'><v>5</v></c></row>")]))
      == ImportError(.noNameColumn(headings: ["5"]), file: "x.xlsx", sheet: "b", row: 4))
    #expect(failure(StoredZip.workbook([("a", "<row r='1'><c r='A1'>")]))?.fact == .badXML(part: "xl/worksheets/tab0.xml", line: 1))
    #expect(failure(StoredZip.workbook([("a", "")], sheetFolder: "../../etc"))?.fact == .damagedPart("etc/tab0.xml"))
    #expect(failure(StoredZip.workbook([("a", "<row r='9'><c r='ZZZ9'><v>5</v></c></row>")]))
      == ImportError(.tooLarge(.columns, limit: 512), file: "x.xlsx", sheet: "a", row: 9))
    #expect(failure(StoredZip.workbook([("a", String(repeating: "<x>", count: 40))]))?.fact == .tooLarge(.xmlDepth, limit: 32))
    #expect(failure([0x61, 0xFF, 0xFE, 0x80, 0x81], "a.csv")?.fact == .unknownEncoding(offset: 1))
    #expect(failure(Array("a,b\n1,2".utf8), "a.csv")?.fact == .noNameColumn(headings: ["a", "b"]))
    var small = SpreadsheetReader()
    small.limits.rows = 2
    #expect(failure(Array("name\n1\n2\n3".utf8), "a.csv", small) == ImportError(.tooLarge(.rows, limit: 2), file: "a.csv", row: 3))
    small.limits.fileBytes = 10
    #expect(failure(good, "x.xlsx", small)?.fact == .tooLarge(.fileBytes, limit: 10))
  }

  @Test(arguments: [
    ("bomb.xlsx", ImportError.Fact.tooLarge(.unpackedBytes, limit: 80 << 20)),
    ("bomb-strings.xlsx", .tooLarge(.unpackedBytes, limit: 80 << 20)),
    ("bomb-tag.xlsx", .tooLarge(.packingRatio, limit: 200)),
    ("entities.xlsx", .entityDeclaration(part: "xl/worksheets/sheet1.xml")),
  ])
  func anArchiveThatUnpacksWithoutEndIsRefusedSoon(file: String, fact: ImportError.Fact) {
    let path = String(DealerListFixtures.folder.dropLast("dealer-lists/".count)) + "bad-workbooks/" + file
    let start = ContinuousClock().now
    #expect(throws: ImportError.self) { try DealerImport.load([path]) }
    do { _ = try DealerImport.load([path]) } catch { #expect(error.fact == fact) }
    // Without the ratio the other limits hold as well.
    var loose = SpreadsheetReader()
    loose.limits.packingRatio = .max
    loose.limits.unpackedBytes = .max
    loose.limits.xmlElements = 10_000
    loose.limits.cellBytes = 100
    if file != "bomb-strings.xlsx" { #expect(throws: ImportError.self) { try DealerImport.load([path], reader: loose) } }
    #expect(ContinuousClock().now - start < .seconds(6))
  }

  @Test func aFolderOrAMissingFileIsSaid() {
    do { _ = try reader.read(path: "/tmp") } catch { #expect(error.fact == .notARegularFile) }
    do { _ = try reader.read(path: "/nowhere/x.xlsx") } catch { #expect(error.fact == .unreadable(code: 2)) }
    do { _ = try reader.read(path: "/dev/null") } catch { #expect(error.fact == .notARegularFile) }
  }
}
