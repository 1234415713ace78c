import Pipeline
import Testing

/// Whatever is handed to `import dealers`: a clear error with file and place, exit 65, the book as it was, in bounded
/// time and memory.
@Suite struct BadInputTests {
  // A debug build is several times slower than the release build that the limits are meant for.
  private static let seconds = 10.0
  private static let megabytes = 300

  private func refusal(_ book: CommandBook, _ file: String, _ codes: [String]) throws {
    let before = Scratch.picture(book.book)
    let outcome = try book.run("import", "dealers", file, "--json")
    #expect(outcome.status == 65, "\(file): \(outcome.out.prefix(300))\(outcome.err)")
    #expect(codes.contains(outcome.error["error"]?.string ?? ""), "\(file): \(outcome.err)")
    #expect(outcome.error["file"]?.string == file)
    #expect(outcome.seconds < BadInputTests.seconds && outcome.megabytes < BadInputTests.megabytes, "\(file): \(outcome.seconds) s, \(outcome.megabytes) MB")
    #expect(Scratch.picture(book.book) == before)
    let spoken = try book.run("import", "dealers", file)
    #expect(spoken.err.contains(file) && spoken.out.isEmpty)
    #expect(!spoken.err.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func filesThatAreNoWorkbooksAreNamedAndRefused() throws {
    let book = try CommandBook()
    try refusal(book, Fixtures.bad("empty.xlsx"), ["empty-workbook"])
    try refusal(book, Fixtures.bad("no-name.xlsx"), ["no-name-column"])
    try refusal(book, Fixtures.bad("no-workbook.xlsx"), ["no-workbook"])
    try refusal(book, book.file("text.xlsx", "this is no zip archive"), ["not-a-zip"])
    try refusal(book, book.file("nothing.csv", ""), ["empty-file"])
    try refusal(book, book.file("odd.csv", [0xFF, 0xFF, 0xFE, 0x80, 0x0A]), ["unknown-encoding"])
    let whole = Scratch.bytes(Fixtures.list("buick_20190530.xlsx"))
    try refusal(book, book.file("half.xlsx", Array(whole[..<(whole.count / 2)])), ["truncated", "damaged-part"])
  }

  @Test func bombsEndEarly() throws {
    let book = try CommandBook()
    for name in ["bomb.xlsx", "bomb-strings.xlsx", "bomb-tag.xlsx"] {
      try refusal(book, Fixtures.bad(name), ["too-large", "damaged-part", "bad-xml"])
    }
    try refusal(book, Fixtures.bad("entities.xlsx"), ["entity-declaration"])
  }

  @Test func ofAHundredSheetsTheFirstWithNamesIsTakenAndNamed() throws {
    let book = try CommandBook()
    let read = try book.json("import", "dealers", Fixtures.bad("hundred-sheets.xlsx"))
    #expect(read.counts == [1, 1, 0, 0, 0])
    #expect(read["files"]?.array?.first?["sheet"] == "名单")
  }

  @Test func aNameOf100000CharactersIsRejectedAndControlsNeverReachTheTerminal() throws {
    let book = try CommandBook()
    let read = try book.json("import", "dealers", Fixtures.bad("long-name.xlsx"))
    #expect(read.counts == [2, 1, 0, 0, 1])
    #expect(read["rows"]?.array?.first?["reason"] == "name-too-long")
    for arguments in [["dealers", "list"], ["dealers", "show", "吉林示例"], ["history"], ["dealers", "list", "--json"]] {
      #expect(!(try book.run(arguments).out.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }))
    }
    let echo = try book.run("dealers", "show", "\u{1B}]0;x\u{7}")
    #expect(echo.status == 66 && !echo.err.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func missingFilesAndFoldersAreNamed() throws {
    let book = try CommandBook()
    #expect(try book.refused(66, "import", "dealers", book.folder + "/none.xlsx")["error"] == "no-such-file")
    #expect(try book.refused(65, "import", "dealers", book.folder)["error"] == "not-a-file")
  }
}
