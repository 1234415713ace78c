/// The readings of Chinese characters without tones, the commonest first, `ü` as `v` (`Resources/dealers/pinyin.tsv`).
public struct PinyinTable: Sendable {
  private let readings: [UInt32: [[UInt8]]]

  /// - Parameter bytes: lines of a character, a tab and its readings separated by commas. Other lines are passed over.
  public init(tsv bytes: [UInt8]) {
    var readings: [UInt32: [[UInt8]]] = [:]
    readings.reserveCapacity(21_000)
    bytes.withUnsafeBufferPointer { bytes in
      for line in bytes.split(separator: 0x0A) {
        guard let tab = line.firstIndex(of: 0x09), let scalar = PinyinTable.scalar(line[..<tab]) else { continue }
        readings[scalar] = line[(tab + 1)...].split(separator: 0x2C).map {
          Array($0.filter { $0 >= 0x61 && $0 <= 0x7A })
        }
        .filter { !$0.isEmpty }
      }
    }
    self.readings = readings
  }

  public static let empty = PinyinTable(tsv: [])

  private static func scalar(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
    let b = Array(bytes)
    switch b.count {
    case 3: return UInt32(b[0] & 0x0F) << 12 | UInt32(b[1] & 0x3F) << 6 | UInt32(b[2] & 0x3F)
    case 4:
      return UInt32(b[0] & 0x07) << 18 | UInt32(b[1] & 0x3F) << 12 | UInt32(b[2] & 0x3F) << 6 | UInt32(b[3] & 0x3F)
    default: return nil
    }
  }

  /// Empty for a character that the table does not know.
  func of(_ scalar: UInt32) -> [[UInt8]] { readings[scalar] ?? [] }

  public func readings(of character: Unicode.Scalar) -> [String] {
    of(character.value).map { String(decoding: $0, as: UTF8.self) }
  }
}
