/// Which file of the book keeps which record at a checkpoint.
public struct SnapshotLayout: Sendable {
  /// The path, relative to the book's folder, of the file for that record; it ends in `.jsonl`.
  public var file: @Sendable (RecordKind, Record) -> String

  public init(file: @escaping @Sendable (RecordKind, Record) -> String) { self.file = file }

  /// The one snapshot that lies in no folder.
  static let dealers = "dealers.jsonl"

  /// Dealers in `dealers.jsonl`; opportunities with an open line in `opportunities/open.jsonl`, the others in
  /// `opportunities/YYYY-MM.jsonl` by the month in which their last line closed (decision 4); every other kind in
  /// `records/<kind>.jsonl`.
  public static let standard = SnapshotLayout { kind, record in
    switch kind {
    case .dealer: dealers
    case .opportunity:
      "opportunities/" + (Opportunity(record: record).closedMonth?.description ?? "open") + ".jsonl"
    default: "records/" + safeName(kind.rawValue) + ".jsonl"
    }
  }

  /// Letters, digits and `-` as they are, everything else as `_` and two hexadecimal digits: a kind from somebody
  /// else's journal can name no path.
  public static func safeName(_ text: String) -> String {
    var name = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: name.unicodeScalars.append(Unicode.Scalar(byte))
      default: name += "_" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }
    }
    return name
  }

  /// The text of which `safeName` made this name; nil when it made no such name.
  static func path(ofSafeName name: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "_") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    let path = String(decoding: bytes, as: UTF8.self)
    return safeName(path) == name ? path : nil
  }
}
