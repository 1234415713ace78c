/// What a workbook says about itself: its sheets in their order, the strings they share, which styles are dates.
struct Workbook {
  struct Sheet {
    let name: String
    let part: String
  }

  /// A shared string and whether it was cut at the cell limit.
  struct SharedText {
    var text: String
    var isCut: Bool
  }

  var sheets: [Sheet] = []
  var sharedTexts: [SharedText] = []
  /// By index of the cell's `s`: shown as a day.
  var dateStyles: [Bool] = []
  /// Days are counted from 1904 instead of 1900 (old Macintosh files).
  var countsFrom1904 = false
  /// Bytes of shared text held.
  var textBytes = 0

  init(_ archive: inout ZipArchive, file: String, limits: SpreadsheetLimits) throws(ImportError) {
    let main = try Workbook.mainPart(&archive, file: file, limits: limits)
    let folder = Workbook.folder(of: main)
    let relations = try Workbook.relations(
      of: main, in: &archive, file: file, limits: limits)
    var sheets: [Sheet] = []
    var from1904 = false
    guard let walk = XMLWalk(limits: limits) else { throw ImportError(.noWorkbook, file: file) }
    walk.onStart = { name, attributes in
      switch name {
      case "sheet":
        // r:id and name share no local name; a chart sheet has a relation of another type.
        guard let id = attributes["id"], let relation = relations[id], relation.isWorksheet else { return }
        sheets.append(Sheet(name: attributes["name"] ?? "", part: Workbook.resolve(relation.target, in: folder)))
      case "workbookPr":
        from1904 = attributes["date1904"].map { $0 == "1" || $0 == "true" } ?? false
      default: break
      }
    }
    guard try walk.walk(main, of: &archive, file: file) else { throw ImportError(.noWorkbook, file: file) }
    if sheets.count > limits.sheets {
      throw ImportError(.tooLarge(.sheets, limit: limits.sheets), file: file)
    }
    self.sheets = sheets
    countsFrom1904 = from1904
    for relation in relations.values {
      let part = Workbook.resolve(relation.target, in: folder)
      if relation.type.hasSuffix("/sharedStrings") {
        try readSharedTexts(part, &archive, file: file, limits: limits)
      } else if relation.type.hasSuffix("/styles") {
        try readStyles(part, &archive, file: file, limits: limits)
      }
    }
  }

  struct Relation {
    let type: String
    let target: String
    var isWorksheet: Bool { type.hasSuffix("/worksheet") }
  }

  /// The part that the package names as its document; the usual place if it does not say.
  private static func mainPart(
    _ archive: inout ZipArchive, file: String, limits: SpreadsheetLimits
  ) throws(ImportError) -> String {
    let relations = try relations(of: "", in: &archive, file: file, limits: limits)
    if let named = relations.values.first(where: { $0.type.hasSuffix("/officeDocument") }) {
      let part = resolve(named.target, in: "")
      if archive.contains(part) { return part }
    }
    guard archive.contains("xl/workbook.xml") else { throw ImportError(.noWorkbook, file: file) }
    return "xl/workbook.xml"
  }

  private static func relations(
    of part: String, in archive: inout ZipArchive, file: String, limits: SpreadsheetLimits
  ) throws(ImportError) -> [String: Relation] {
    var found: [String: Relation] = [:]
    guard let walk = XMLWalk(limits: limits) else { return found }
    walk.onStart = { name, attributes in
      guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"] else { return }
      found[id] = Relation(type: attributes["Type"] ?? "", target: target)
    }
    let folder = folder(of: part)
    let last = part.split(separator: "/").last.map(String.init) ?? ""
    _ = try walk.walk(resolve("_rels/" + last + ".rels", in: folder), of: &archive, file: file)
    return found
  }

  static func folder(of part: String) -> String {
    part.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// A target as the name of a member of the archive: relative to `folder`, or from the top with a leading slash.
  static func resolve(_ target: String, in folder: String) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
    for step in target.split(separator: "/") {
      switch step {
      case ".": break
      case "..": _ = steps.popLast()
      default: steps.append(String(step))
      }
    }
    return steps.joined(separator: "/")
  }

  private mutating func readSharedTexts(
    _ part: String, _ archive: inout ZipArchive, file: String, limits: SpreadsheetLimits
  ) throws(ImportError) {
    guard let walk = XMLWalk(limits: limits) else { return }
    var texts: [SharedText] = []
    var held = 0
    var collector = CellTextCollector(limit: limits.cellBytes)
    walk.onStart = { name, _ in
      switch name {
      case "si": collector.begin()
      case "t": collector.opensText()
      case "rPh": collector.phoneticDepth += 1
      default: break
      }
    }
    walk.onEnd = { name in
      switch name {
      case "t": collector.isOpen = false
      case "rPh": collector.phoneticDepth -= 1
      case "si":
        held += collector.bytes.count + 32
        if held > limits.textBytes { return walk.stop() }
        texts.append(SharedText(text: collector.text, isCut: collector.isCut))
      default: break
      }
    }
    walk.onText = { collector.append($0) }
    _ = try walk.walk(part, of: &archive, file: file)
    if held > limits.textBytes { throw ImportError(.tooLarge(.textBytes, limit: limits.textBytes), file: file) }
    sharedTexts = texts
    textBytes = held
  }

  private mutating func readStyles(
    _ part: String, _ archive: inout ZipArchive, file: String, limits: SpreadsheetLimits
  ) throws(ImportError) {
    guard let walk = XMLWalk(limits: limits) else { return }
    var formats: [Int: Bool] = [:]
    var styles: [Bool] = []
    var insideCells = false
    walk.onStart = { name, attributes in
      switch name {
      case "numFmt":
        if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
          formats[id] = SerialDate.isDateFormat(code)
        }
      case "cellXfs": insideCells = true
      case "xf" where insideCells:
        let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        styles.append(formats[id] ?? SerialDate.isBuiltInDateFormat(id))
      default: break
      }
    }
    walk.onEnd = { if $0 == "cellXfs" { insideCells = false } }
    _ = try walk.walk(part, of: &archive, file: file)
    dateStyles = styles
  }
}

/// Gathers the text runs of one cell, without the phonetic ones, up to a limit of bytes.
struct CellTextCollector {
  let limit: Int
  private(set) var bytes: [UInt8] = []
  private(set) var isCut = false
  var isOpen = false
  var phoneticDepth = 0

  init(limit: Int) { self.limit = limit }

  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    isCut = false
    isOpen = false
    phoneticDepth = 0
  }

  mutating func opensText() { isOpen = phoneticDepth == 0 }

  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard isOpen, !isCut else { return }
    let room = limit - bytes.count
    if piece.count > room { isCut = true }
    bytes.append(contentsOf: piece.prefix(room))
  }

  /// What was gathered; a character that the cut went through is left out.
  var text: String {
    guard isCut else { return String(decoding: bytes, as: UTF8.self) }
    var end = bytes.count
    while end > 0, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
    if end > 0, bytes[end - 1] >= 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
