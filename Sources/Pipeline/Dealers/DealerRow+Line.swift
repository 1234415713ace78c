#if canImport(Glibc)
  import Glibc
#endif

extension DealerRow {
  /// Reads the row off a raw line of a snapshot, without building what a list does not show. `previous` lends its texts:
  /// neighbours share maker, brand and place. Nil for a line without an id.
  ///
  /// Keys are compared as whole numbers of up to eight bytes: this runs over every member of every dealer at each start.
  init?(line: UnsafeRawBufferPointer, previous: DealerRow?) {
    var row = DealerRow(id: RecordID(rawValue: ""))
    RowScanner.members(of: line) { key, value in
      switch key.count {
      case 0...8:
        switch Key.pack(key) {
        case Key.id: row.id = RecordID(rawValue: RowScanner.string(value) ?? "")
        case Key.name: row.name = RowScanner.string(value) ?? ""
        case Key.code: row.code = RowScanner.string(value)
        case Key.city: row.city = DealerRow.text(value, previous?.city)
        case Key.gone: row.isGone = true
        case Key.maker: row.maker = DealerRow.text(value, previous?.maker)
        case Key.stage:
          row.stage = DealerRow.text(value, previous?.stage)
          row.isWorkedOn = true
        case Key.class: row.dealerClass = DealerRow.text(value, previous?.dealerClass)
        case Key.owner: row.owner = DealerRow.text(value, previous?.owner)
        case Key.brands: row.brands = DealerRow.texts(value, previous?.brands)
        case Key.phones: row.phones = DealerRow.texts(value, nil)
        case Key.aliases: row.aliases = DealerRow.texts(value, nil)
        case Key.province: row.province = DealerRow.text(value, previous?.province)
        case Key.district: row.district = DealerRow.text(value, previous?.district)
        case Key.standing:
          row.standing = DealerRow.text(value, previous?.standing)
          row.isWorkedOn = true
        case Key.nextDate:
          row.nextDate = RowScanner.string(value).flatMap { Day($0) }
          row.isWorkedOn = row.isWorkedOn || row.nextDate != nil
        case Key.priority: row.priority = try? JSONValue.parse(value)
        default: row.isWorkedOn = row.isWorkedOn || DealerRow.isWork(key)
        }
      case 10 where DealerRow.matches(key, "stageSince"): row.stageSince = RowScanner.string(value).flatMap { Day($0) }
      case 11 where DealerRow.matches(key, "salesVolume"): row.salesVolume = Int(String(decoding: value, as: UTF8.self))
      default: row.isWorkedOn = row.isWorkedOn || DealerRow.isWork(key)
      }
      return true
    }
    if row.id.rawValue.isEmpty { return nil }
    self = row
  }

  /// Names of members, packed.
  private enum Key {
    static let id = pack("id"), name = pack("name"), code = pack("code"), city = pack("city"), gone = pack("gone")
    static let maker = pack("maker"), stage = pack("stage"), `class` = pack("class"), owner = pack("owner")
    static let brands = pack("brands"), phones = pack("phones"), aliases = pack("aliases"), province = pack("province")
    static let district = pack("district"), standing = pack("standing"), nextDate = pack("nextDate")
    static let priority = pack("priority")

    @inline(__always) static func pack(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
      var value: UInt64 = 0
      for byte in bytes { value = value << 8 | UInt64(byte) }
      return value
    }

    private static func pack(_ text: String) -> UInt64 { text.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
  }

  private static func matches(_ bytes: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
    guard bytes.count >= text.utf8CodeUnitCount, let start = bytes.baseAddress else { return false }
    return memcmp(start, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// A member of a collection that only work fills; see `worked`.
  private static func isWork(_ key: UnsafeRawBufferPointer) -> Bool {
    matches(key, "steps/") || matches(key, "moves/") || matches(key, "visits/") || matches(key, "sessions/")
      || matches(key, "offers/") || matches(key, "keyPeople/")
  }

  /// The text of a raw value; the neighbour's if it is the same.
  private static func text(_ value: UnsafeRawBufferPointer, _ old: String?) -> String? {
    if let old, isSame(value, old, margin: 1) { return old }
    return RowScanner.string(value)
  }

  /// `margin` bytes on both sides of the raw value are quotes and brackets.
  private static func isSame(_ value: UnsafeRawBufferPointer, _ text: String, margin: Int) -> Bool {
    guard value.count == text.utf8.count + 2 * margin, let start = value.baseAddress else { return false }
    return text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.baseAddress.map { memcmp(start + margin, $0, bytes.count) == 0 } ?? false
    } ?? false
  }

  private static func texts(_ value: UnsafeRawBufferPointer, _ old: [String]?) -> [String] {
    if let old, old.count == 1, isSame(value, old[0], margin: 2), value[0] == UInt8(ascii: "[") { return old }
    // `["0316-5559955"]`: one plain text is the usual case and needs no parser.
    if value.count > 4, value[0] == UInt8(ascii: "["), value[1] == 0x22, value[value.count - 2] == 0x22 {
      let inner = UnsafeRawBufferPointer(rebasing: value[2..<(value.count - 2)])
      if !inner.contains(0x22), !inner.contains(0x5C) { return [String(decoding: inner, as: UTF8.self)] }
    }
    guard let parsed = try? JSONValue.parse(value) else { return [] }
    return parsed.array?.compactMap(\.string) ?? parsed.string.map { [$0] } ?? []
  }
}
