/// Reads one sheet of a workbook: every cell at the place its reference names.
struct WorksheetReader {
  let workbook: Workbook
  let file: String
  let limits: SpreadsheetLimits

  /// - Parameter rowLimit: stops quietly after that many filled rows; nil reads all.
  func rows(
    of sheet: Workbook.Sheet, in archive: inout ZipArchive, rowLimit: Int? = nil
  ) throws(ImportError) -> [SheetRow] {
    guard let walk = XMLWalk(limits: limits) else { return [] }
    var rows: [SheetRow] = []
    var cells: [SheetCell] = []
    var rowNumber = 0
    var column = -1
    var style = 0
    var kind = Kind.number
    var collector = CellTextCollector(limit: limits.cellBytes)
    var valueIsOpen = false
    var hasValue = false
    var cellCount = 0
    var held = workbook.textBytes
    var failure: ImportError?
    func fail(_ fact: ImportError.Fact) {
      failure = ImportError(fact, file: file, sheet: sheet.name, row: rowNumber)
      walk.stop()
    }
    walk.onStart = { name, attributes in
      switch name {
      case "c":
        column = attributes.bytes("r").flatMap { WorksheetReader.column($0) } ?? column + 1
        if column >= limits.columns { return fail(.tooLarge(.columns, limit: limits.columns)) }
        kind = Kind(attributes.bytes("t"))
        style = attributes.bytes("s").flatMap { WorksheetReader.number($0) } ?? 0
        collector.begin()
        hasValue = false
      case "v":
        // Of an inline string only `is` counts, whatever else stands in the cell.
        valueIsOpen = kind != .inline
        collector.isOpen = valueIsOpen
        hasValue = hasValue || valueIsOpen
      case "t" where !valueIsOpen:
        if kind == .inline {
          collector.opensText()
          hasValue = true
        }
      case "rPh": collector.phoneticDepth += 1
      case "row":
        rowNumber = attributes.bytes("r").flatMap { WorksheetReader.number($0) } ?? rowNumber + 1
        column = -1
        cells.removeAll(keepingCapacity: true)
      default: break
      }
    }
    walk.onEnd = { name in
      switch name {
      case "v":
        valueIsOpen = false
        collector.isOpen = false
      case "t": if kind == .inline { collector.isOpen = false }
      case "rPh": collector.phoneticDepth -= 1
      case "c":
        guard hasValue, let cell = self.cell(column, kind, style, collector) else { return }
        cellCount += 1
        if kind != .shared { held += cell.text.utf8.count }
        if cellCount > limits.cells { return fail(.tooLarge(.cells, limit: limits.cells)) }
        if held > limits.textBytes { return fail(.tooLarge(.textBytes, limit: limits.textBytes)) }
        cells.append(cell)
      case "row":
        guard !cells.isEmpty else { return }
        if rows.count >= limits.rows { return fail(.tooLarge(.rows, limit: limits.rows)) }
        // Cells out of order are legal for readers that look at the reference; of two at one place the later counts.
        let ordered = zip(cells, cells.dropFirst()).allSatisfy { $0.column < $1.column }
        rows.append(SheetRow(number: rowNumber, cells: ordered ? cells : WorksheetReader.sorted(cells)))
        if let rowLimit, rows.count >= rowLimit { walk.stop() }
      case "sheetData": walk.stop()
      default: break
      }
    }
    walk.onText = { collector.append($0) }
    let exists = try walk.walk(sheet.part, of: &archive, file: file, sheet: sheet.name)
    if let failure { throw failure }
    guard exists else { throw ImportError(.damagedPart(sheet.part), file: file, sheet: sheet.name) }
    return rows
  }

  enum Kind {
    case number, shared, inline, text, bool, error, date

    init(_ bytes: UnsafeBufferPointer<UInt8>?) {
      guard let bytes else {
        self = .number
        return
      }
      switch String(decoding: bytes, as: UTF8.self) {
      case "s": self = .shared
      case "inlineStr": self = .inline
      case "str": self = .text
      case "b": self = .bool
      case "e": self = .error
      case "d": self = .date
      default: self = .number
      }
    }
  }

  private func cell(_ column: Int, _ kind: Kind, _ style: Int, _ collector: CellTextCollector) -> SheetCell? {
    switch kind {
    case .shared:
      guard let index = Int(collector.text), workbook.sharedTexts.indices.contains(index) else { return nil }
      let shared = workbook.sharedTexts[index]
      return shared.text.isEmpty ? nil : SheetCell(column: column, text: shared.text, isCut: shared.isCut)
    case .error: return nil
    case .bool: return SheetCell(column: column, text: collector.text == "1" ? "TRUE" : "FALSE")
    case .date: return SheetCell(column: column, text: String(collector.text.prefix(10)))
    case .number:
      let text = collector.text
      if style < workbook.dateStyles.count, style >= 0, workbook.dateStyles[style],
        let day = SerialDate.day(text, countsFrom1904: workbook.countsFrom1904)
      {
        return SheetCell(column: column, text: day.description)
      }
      return text.isEmpty
        ? nil : SheetCell(column: column, text: WorksheetReader.plainNumber(text), isCut: collector.isCut)
    case .inline, .text:
      return collector.bytes.isEmpty ? nil : SheetCell(column: column, text: collector.text, isCut: collector.isCut)
    }
  }

  /// A number as the spreadsheet shows it. Telephone numbers kept as numbers may be written `1.3912345678E10`: whole
  /// numbers get their digits back. `8567.4699999999993` is how a binary fraction writes 8567.47: beyond fifteen digits
  /// there is only noise.
  static func plainNumber(_ text: String) -> String {
    let isScientific = text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
    if isScientific, let value = Double(text), value.isFinite, abs(value) < 1e15, value == value.rounded() {
      return String(Int(value))
    }
    guard isScientific || text.utf8.count > 16, let value = Exact(text), value.places > 0 else { return text }
    let noise = String(value.digits.magnitude).utf8.count - 15
    return noise > 0 ? value.rounded(places: max(0, value.places - noise)).description : isScientific ? value.description : text
  }

  private static func sorted(_ cells: [SheetCell]) -> [SheetCell] {
    var byColumn: [Int: SheetCell] = [:]
    for cell in cells { byColumn[cell.column] = cell }
    return byColumn.values.sorted { $0.column < $1.column }
  }

  /// `C7` is 2. Nil for anything that does not begin with one to three capital letters.
  static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var value = 0
    var letters = 0
    for byte in reference {
      guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") else { break }
      value = value * 26 + Int(byte - UInt8(ascii: "A")) + 1
      letters += 1
      if letters > 3 { return nil }
    }
    return letters == 0 ? nil : value - 1
  }

  static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count < 10 else { return nil }
    var value = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
