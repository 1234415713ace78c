/// Reads comma, semicolon or tab separated text (RFC 4180): quoted fields may hold the separator, doubled quotes and
/// line ends. A quote that is never closed ends with the text.
struct CSVReader {
  let file: String
  let limits: SpreadsheetLimits

  func rows(_ bytes: [UInt8], rowLimit: Int? = nil) throws(ImportError) -> [SheetRow] {
    let text: [UInt8]
    switch TextEncoding.utf8(bytes) {
    case .success(let decoded): text = decoded
    case .failure(let place): throw ImportError(.unknownEncoding(offset: place.offset), file: file)
    }
    var at = 0
    var separator = CSVReader.separator(of: text)
    // A first line `sep=;` is how one program tells another which separator it used.
    if text.count >= 5, text.starts(with: Array("sep=".utf8)), text.count == 5 || text[5] == 0x0A || text[5] == 0x0D {
      separator = text[4]
      at = 5
      if at < text.count, text[at] == 0x0D { at += 1 }
      if at < text.count, text[at] == 0x0A { at += 1 }
    }
    var rows: [SheetRow] = []
    var cells: [SheetCell] = []
    var field: [UInt8] = []
    var isCut = false
    var column = 0
    var number = 1
    var cellCount = 0
    var held = 0
    func put(_ range: Range<Int>) {
      let room = limits.cellBytes - field.count
      if range.count > room { isCut = true }
      field.append(contentsOf: text[range.lowerBound..<(range.lowerBound + min(range.count, room))])
    }
    func endField() throws(ImportError) {
      if !field.isEmpty {
        var collected = CellTextCollector(limit: limits.cellBytes)
        collected.isOpen = true
        field.withUnsafeBufferPointer { collected.append($0) }
        let value = isCut ? CSVReader.cutAtCharacter(field) : collected.text
        cellCount += 1
        held += field.count
        if column >= limits.columns { throw tooLarge(.columns, limits.columns, number) }
        if cellCount > limits.cells { throw tooLarge(.cells, limits.cells, number) }
        if held > limits.textBytes { throw tooLarge(.textBytes, limits.textBytes, number) }
        cells.append(SheetCell(column: column, text: value, isCut: isCut))
        field.removeAll(keepingCapacity: true)
        isCut = false
      }
      column += 1
    }
    func endRow() throws(ImportError) {
      try endField()
      if !cells.isEmpty {
        if rows.count >= limits.rows { throw tooLarge(.rows, limits.rows, number) }
        rows.append(SheetRow(number: number, cells: cells))
        cells.removeAll(keepingCapacity: true)
      }
      column = 0
      number += 1
    }
    while at < text.count {
      if let rowLimit, rows.count >= rowLimit { return rows }
      if text[at] == 0x22, field.isEmpty {
        at += 1
        while at < text.count {
          let start = at
          while at < text.count, text[at] != 0x22 { at += 1 }
          put(start..<at)
          at += 1
          guard at < text.count, text[at] == 0x22 else { break }
          put(at..<(at + 1))
          at += 1
        }
        continue
      }
      let start = at
      while at < text.count, text[at] != separator, text[at] != 0x0A, text[at] != 0x0D { at += 1 }
      put(start..<at)
      guard at < text.count else { break }
      if text[at] == separator {
        try endField()
        at += 1
      } else {
        if text[at] == 0x0D, at + 1 < text.count, text[at + 1] == 0x0A { at += 1 }
        at += 1
        try endRow()
      }
    }
    try endRow()
    return rows
  }

  private func tooLarge(_ kind: SpreadsheetLimits.Kind, _ limit: Int, _ row: Int) -> ImportError {
    ImportError(.tooLarge(kind, limit: limit), file: file, row: row)
  }

  private static func cutAtCharacter(_ bytes: [UInt8]) -> String {
    var end = bytes.count
    while end > 0, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
    if end > 0, bytes[end - 1] >= 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// The separator that stands most often outside of quotes in the first ten lines; a comma if there is none.
  static func separator(of text: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var quoted = false
    var lines = 0
    for byte in text.prefix(65536) {
      if byte == 0x22 { quoted.toggle() }
      guard !quoted else { continue }
      switch byte {
      case 0x2C, 0x3B, 0x09: counts[byte, default: 0] += 1
      case 0x0A:
        lines += 1
        // The heading decides: addresses are full of commas.
        if lines >= 10 || !counts.isEmpty { return best(counts) }
      default: break
      }
    }
    return best(counts)
  }

  private static func best(_ counts: [UInt8: Int]) -> UInt8 {
    [0x2C, 0x3B, 0x09].max { (counts[$0] ?? 0, $0 == 0x2C ? 1 : 0) < (counts[$1] ?? 0, $1 == 0x2C ? 1 : 0) } ?? 0x2C
  }
}
