import Testing

@testable import Pipeline

/// Archives whose names or relations point outside of themselves: nothing is read from the disk or written to it.
@Suite struct HostileArchiveTests {
  private let sheet = (name: "名单", data: "<row r='1'><c r='A1' t='inlineStr'><is><t>公司名称</t></is></c></row>")

  private func read(_ bytes: [UInt8]) -> [[String?]]? {
    (try? SpreadsheetReader().read(bytes, file: "x.xlsx"))?.first?.rows.map { $0.cells.map(\.text) }
  }

  @Test(arguments: ["../../../../etc", "/etc", "..\\..\\windows", "file:///etc", "worksheets/../../../../../etc"])
  func aSheetOutsideOfTheArchiveIsNotReadFromTheDisk(_ folder: String) {
    // The member of that name is not in the archive, and no file outside is taken for it.
    #expect(read(StoredZip.workbook([sheet], sheetFolder: folder)) == nil)
  }

  @Test func membersNamedLikePathsAreMembersAndNoFiles() throws {
    var zip = StoredZip()
    for name in ["../../escaped.txt", "/tmp/escaped-absolute.txt", "..\\escaped.txt", "a/../../b", ".", "..", ""] {
      zip.add(name, "x")
    }
    #expect(read(zip.bytes) == nil)
    for path in ["../../escaped.txt", "/tmp/escaped-absolute.txt", "../escaped.txt"] {
      #expect(try FileLayer.posix.status(path) == nil, "\(path)")
    }
  }

  @Test func theSameWorkbookWithItsOwnNamesIsRead() {
    #expect(read(StoredZip.workbook([sheet])) == [["公司名称"]])
  }

  /// A handler stops the walk it belongs to, and so holds it: what is left at the end is let go.
  @Test func aWalkLetsGoOfItsHandlersAtItsEnd() throws {
    weak var walked: XMLWalk?
    let bytes = StoredZip.workbook([sheet])
    try bytes.withUnsafeBytes { bytes in
      var archive = try ZipArchive(bytes, file: "x.xlsx", limits: SpreadsheetLimits())
      let walk = try #require(XMLWalk(limits: SpreadsheetLimits()))
      walked = walk
      walk.onStart = { _, _ in walk.stop() }
      #expect(try walk.walk("xl/book.xml", of: &archive, file: "x.xlsx"))
    }
    #expect(walked == nil)
  }
}
