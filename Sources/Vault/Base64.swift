/// Base64 (RFC 4648, section 4) with padding. One text a value: what another writer would pad or break otherwise is refused.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  /// Appends the text of `bytes`.
  static func encode(_ bytes: some Collection<UInt8>, into out: inout [UInt8]) {
    alphabet.withUnsafeBufferPointer { alphabet in
      var hold: UInt32 = 0
      var held = 0
      for byte in bytes {
        hold = hold << 8 | UInt32(byte)
        held += 1
        guard held == 3 else { continue }
        out.append(alphabet[Int(hold >> 18)])
        out.append(alphabet[Int(hold >> 12 & 63)])
        out.append(alphabet[Int(hold >> 6 & 63)])
        out.append(alphabet[Int(hold & 63)])
        (hold, held) = (0, 0)
      }
      if held == 1 {
        out.append(alphabet[Int(hold >> 2)])
        out.append(alphabet[Int(hold << 4 & 63)])
        out.append(contentsOf: "==".utf8)
      } else if held == 2 {
        out.append(alphabet[Int(hold >> 10)])
        out.append(alphabet[Int(hold >> 4 & 63)])
        out.append(alphabet[Int(hold << 2 & 63)])
        out.append(UInt8(ascii: "="))
      }
    }
  }

  static func text(_ bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    encode(bytes, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Nil when the text is not what `encode` writes.
  static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    if text.isEmpty { return [] }
    let padding = text[text.count - 1] != UInt8(ascii: "=") ? 0 : text[text.count - 2] != UInt8(ascii: "=") ? 1 : 2
    let length = text.count - padding
    return values.withUnsafeBufferPointer { values -> [UInt8]? in
      var isSound = true
      let count = text.count / 4 * 3 - padding
      let out = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
        var (hold, held, at): (UInt32, Int, Int) = (0, 0, 0)
        for place in 0..<length {
          let value = values[Int(text[place])]
          if value == 0xFF { isSound = false }
          hold = hold << 6 | UInt32(value & 63)
          held += 6
          guard held >= 8 else { continue }
          held -= 8
          out[at] = UInt8(truncatingIfNeeded: hold >> UInt32(held))
          at += 1
        }
        // Bits that stand for nothing must be zero, or one value would have several texts.
        if hold & (1 << UInt32(held) - 1) != 0 { isSound = false }
        while at < count {
          out[at] = 0
          at += 1
        }
        filled = count
      }
      return isSound ? out : nil
    }
  }

  static func decode(_ text: String) -> [UInt8]? { Array(text.utf8).withUnsafeBytes { decode($0) } }
}
