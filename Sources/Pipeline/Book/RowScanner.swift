/// Walks the top-level members of one JSON line without building values: for lists that need a few fields of
/// every record.
public enum RowScanner {
  /// Calls `body` with each member's key bytes and raw value bytes (quotes included), in order, until it returns false.
  /// A malformed line ends the walk; the full decode names what is wrong with it.
  public static func members(
    of line: UnsafeRawBufferPointer, _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Bool
  ) {
    var at = 0
    let end = line.count
    func skipString() -> Bool {
      at += 1
      while at < end {
        let byte = line[at]
        if byte == 0x5C { at += 2; continue }
        at += 1
        if byte == 0x22 { return true }
      }
      return false
    }
    func skipSpace() { while at < end, line[at] == 0x20 || line[at] == 0x09 { at += 1 } }
    skipSpace()
    guard at < end, line[at] == UInt8(ascii: "{") else { return }
    at += 1
    while true {
      skipSpace()
      guard at < end, line[at] == 0x22 else { return }
      let keyStart = at + 1
      guard skipString() else { return }
      let key = UnsafeRawBufferPointer(rebasing: line[keyStart..<(at - 1)])
      skipSpace()
      guard at < end, line[at] == UInt8(ascii: ":") else { return }
      at += 1
      skipSpace()
      let valueStart = at
      var depth = 0
      walk: while at < end {
        switch line[at] {
        case 0x22: guard skipString() else { return }
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1; at += 1
        case UInt8(ascii: "}") where depth == 0: break walk
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1; at += 1
        case UInt8(ascii: ",") where depth == 0: break walk
        default: at += 1
        }
      }
      guard at < end else { return }
      if !body(key, UnsafeRawBufferPointer(rebasing: line[valueStart..<at])) { return }
      guard line[at] == UInt8(ascii: ",") else { return }
      at += 1
    }
  }

  /// The text of a raw string value; nil when it is none.
  public static func string(_ raw: UnsafeRawBufferPointer) -> String? {
    guard raw.count >= 2, raw[0] == 0x22 else { return nil }
    let inner = UnsafeRawBufferPointer(rebasing: raw[1..<(raw.count - 1)])
    if inner.contains(0x5C) { return (try? JSONValue.parse(raw))?.string }
    return String(decoding: inner, as: UTF8.self)
  }

  /// The record's id, which a snapshot writes as the first member.
  static func id(of line: UnsafeRawBufferPointer) -> RecordID? {
    var id: RecordID?
    members(of: line) { key, value in
      if key.elementsEqual("id".utf8) { id = string(value).map(RecordID.init(rawValue:)) }
      return id == nil
    }
    return id
  }
}
