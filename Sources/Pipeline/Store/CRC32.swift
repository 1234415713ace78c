/// The check value of a journal line: CRC-32 as zlib and gzip count it (reflected 0xEDB88320).
enum CRC32 {
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for i in 0..<256 {
      var value = UInt32(i)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
      tables[i] = value
    }
    for i in 0..<256 {
      for t in 1..<8 {
        let previous = tables[(t - 1) * 256 + i]
        tables[t * 256 + i] = tables[Int(previous & 0xFF)] ^ (previous >> 8)
      }
    }
    return tables
  }()

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    tables.withUnsafeBufferPointer { table in
      var crc: UInt32 = 0xFFFF_FFFF
      var at = 0
      // Eight bytes a step: a whole journal is checked at every `check`.
      while at + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ UInt64(crc)
        crc = 0
        for i in 0..<8 { crc ^= table[(7 - i) * 256 + Int(truncatingIfNeeded: word >> (UInt64(i) * 8) & 0xFF)] }
        at += 8
      }
      while at < bytes.count {
        crc = table[Int((crc ^ UInt32(bytes[at])) & 0xFF)] ^ (crc >> 8)
        at += 1
      }
      return ~crc
    }
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt32 { Array(bytes).withUnsafeBytes { of($0) } }

  /// Eight lower-case digits.
  static func hex(_ value: UInt32) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 8 - text.count) + text
  }
}
