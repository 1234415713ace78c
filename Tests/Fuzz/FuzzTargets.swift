import Canvas
import Glibc

@testable import Pipeline
@testable import Vault

// The readers of other people's bytes, for libFuzzer (`make fuzz`). `FUZZ_TARGET` picks one; without it the first byte
// of the input does, so that one run and one corpus reach them all. A target ends the program when a rule is broken
// that holds whatever the bytes are.

/// One reader under the fuzzer.
enum FuzzTarget: String, CaseIterable {
  case rows, json, journal, workbook, text, keys, drawing, sealed

  static let chosen = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

  func run(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .rows: FuzzTarget.rows(bytes)
    case .json: FuzzTarget.json(bytes)
    case .journal: FuzzTarget.journal(bytes)
    case .workbook: FuzzTarget.sheets([0x50, 0x4B, 0x03, 0x04] + Array(bytes.dropFirst(4)), "x.xlsx")
    case .text: FuzzTarget.sheets(Array(bytes), "x.csv")
    case .keys: FuzzTarget.keys(bytes)
    case .drawing: FuzzTarget.drawing(bytes)
    case .sealed: FuzzTarget.sealed(bytes)
    }
  }

  /// Every key and value that the scanner gives lies in the line; of a line that is sound JSON it gives all members.
  private static func rows(_ bytes: UnsafeRawBufferPointer) {
    var members = 0
    RowScanner.members(of: bytes) { key, value in
      members += 1
      _ = RowScanner.string(value)
      precondition(key.count + value.count <= bytes.count, "a member is larger than its line")
      return true
    }
    if bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}"),
      case .object(let object)? = try? JSONValue.parse(bytes)
    {
      precondition(members >= object.count, "the scanner passes over a member")
    }
  }

  /// What was read and written is read again as the same.
  private static func json(_ bytes: UnsafeRawBufferPointer) {
    guard let value = try? JSONValue.parse(bytes) else { return }
    let again = try? JSONValue.parse(value.utf8)
    precondition(again == value, "a value changes when it is written and read")
  }

  /// A journal read in two pieces gives what it gives in one; no line is read twice.
  private static func journal(_ bytes: UnsafeRawBufferPointer) {
    var device = DeviceID(rawValue: "k7m2p9qa")
    if bytes.count > 16, let named = BookFolder.device(named: String(decoding: bytes[8..<16], as: UTF8.self)) { device = named }
    var whole = JournalCursor(device)
    var findings: [Finding] = []
    let entries = whole.read(bytes, findings: &findings)
    precondition(whole.offset + whole.tornBytes == bytes.count, "bytes are passed over")
    var book = Book()
    for entry in entries { book.apply(entry.transaction.change.edits) }
    var halves = JournalCursor(device)
    var found: [Finding] = []
    let middle = bytes.count / 2
    var parts = halves.read(UnsafeRawBufferPointer(rebasing: bytes[..<middle]), findings: &found)
    parts += halves.read(UnsafeRawBufferPointer(rebasing: bytes[halves.offset...]), findings: &found)
    precondition(parts.map(\.transaction) == entries.map(\.transaction), "two pieces give other transactions")
    precondition(found == findings, "two pieces give other findings")
  }

  /// A spreadsheet is read within its limits or refused.
  private static func sheets(_ bytes: [UInt8], _ name: String) {
    var limits = SpreadsheetLimits()
    limits.fileBytes = 1 << 20
    guard let tables = try? SpreadsheetReader(limits: limits).read(bytes, file: name) else { return }
    for table in tables { for row in table.rows { precondition(row.cells.count <= limits.columns, "more columns than the limit") } }
  }

  /// Two reads give the keys of one; every byte of a text comes out as a character.
  private static func keys(_ bytes: UnsafeRawBufferPointer) {
    var decoder = UTF8Decoder()
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(contentsOf: decoder.take(byte)) }
    text.append(contentsOf: decoder.finish())
    precondition(String(text).unicodeScalars.elementsEqual(String(decoding: bytes, as: UTF8.self).unicodeScalars), "decoded otherwise than by the library")
    var reader = KeyReader()
    var inputs: [KeyReader.Input] = []
    for byte in bytes {
      switch byte {
      case 0x01: inputs.append(.pasteBegins)
      case 0x02: inputs.append(.pasteEnds)
      default: inputs.append(.byte(byte))
      }
    }
    _ = reader.take(inputs)
  }

  /// Nothing that was not sealed opens, and what was sealed opens as it was.
  private static func sealed(_ bytes: UnsafeRawBufferPointer) {
    guard let key = BookKey([UInt8](repeating: 7, count: 32)) else { return }
    let opener = LineOpener(key: key, context: SealContext("journal/k7m2p9qa.jsonl"))
    precondition(opener.opened(bytes).allSatisfy { $0 == 0 || $0 == 0x0A }, "a line opens that nobody sealed")
    precondition(opener.opened(opener.sealed(bytes)).elementsEqual(bytes), "a sealed line opens as another")
    if let read = Base64.decode(bytes) { precondition(Base64.text(read).utf8.elementsEqual(bytes), "two texts of one value") }
    var findings: [Finding] = []
    var cursor = JournalCursor(DeviceID(rawValue: "k7m2p9qa"), opener: opener)
    precondition(cursor.read(bytes, findings: &findings).isEmpty, "a transaction that nobody sealed")
  }

  /// Whatever is drawn, a wide character has both of its cells, and nothing leaves the grid.
  private static func drawing(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 4 else { return }
    let (width, height) = (Int(bytes[0] % 40), Int(bytes[1] % 12))
    var grid = CellGrid(width: width, height: height)
    let text = String(decoding: bytes[4...], as: UTF8.self)
    let (x, y) = (Int(bytes[2]) - 100, Int(bytes[3] % 16) - 2)
    _ = grid.put(text, x: x, y: y)
    _ = grid.put(text, x: x + 1, y: y + 1, columns: Int(bytes[3] % 20))
    _ = grid.putParagraph(text, in: Region(x: 1, y: 1, width: max(0, width - 2), height: max(0, height - 2)))
    precondition(grid.cells.count == width * height, "the grid grew")
    precondition(CellWidth.columns(of: text) >= 0, "a negative width")
  }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : count)
  if let chosen = FuzzTarget.chosen {
    chosen.run(bytes)
  } else if let first = bytes.first {
    FuzzTarget.allCases[Int(first) % FuzzTarget.allCases.count].run(UnsafeRawBufferPointer(rebasing: bytes[1...]))
  }
  return 0
}
