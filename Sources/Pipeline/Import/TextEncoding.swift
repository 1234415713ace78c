#if canImport(Glibc)
  import Glibc
#endif

/// Finds out how a text file is encoded: a mark at its beginning, else valid UTF-8, else GB18030.
public enum TextEncoding {
  /// The text as UTF-8 bytes without a mark; else the offset of the first byte that fits no encoding.
  public static func utf8(_ bytes: [UInt8]) -> Result<[UInt8], Undecodable> {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = Array(bytes[3...])
      let bad = firstInvalidUTF8(rest)
      return bad.map { .failure(Undecodable(offset: $0 + 3)) } ?? .success(rest)
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return convert(Array(bytes[2...]), from: "UTF-16LE") }
    if bytes.starts(with: [0xFE, 0xFF]) { return convert(Array(bytes[2...]), from: "UTF-16BE") }
    if firstInvalidUTF8(bytes) == nil { return .success(bytes) }
    return convert(bytes, from: "GB18030")
  }

  public struct Undecodable: Error, Equatable, Sendable {
    public let offset: Int
  }

  static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    if bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) != nil { return nil }
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var at = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): at += scalar.count
      case .error: return at
      case .emptyInput: return nil
      }
    }
  }

  /// Private-use characters and NULs in the result are no text that anybody typed: such bytes were another encoding.
  private static func convert(_ bytes: [UInt8], from encoding: String) -> Result<[UInt8], Undecodable> {
    guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else {
      return .failure(Undecodable(offset: 0))
    }
    defer { iconv_close(converter) }
    var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
    var input = bytes.map { CChar(bitPattern: $0) }
    let (consumed, produced, failed) = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBytes { target -> (Int, Int, Bool) in
        var from: UnsafeMutablePointer<CChar>? = source.baseAddress
        var fromLeft = source.count
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var toLeft = target.count
        let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
        return (source.count - fromLeft, target.count - toLeft, result == Int.max || result == -1 || fromLeft > 0)
      }
    }
    if failed { return .failure(Undecodable(offset: consumed)) }
    output.removeSubrange(produced...)
    for (at, byte) in output.enumerated() {
      let isPrivate = byte == 0xEE || (byte == 0xEF && at + 1 < output.count && output[at + 1] < 0xA4)
      if byte == 0 || isPrivate { return .failure(Undecodable(offset: min(at, bytes.count - 1))) }
    }
    return .success(output)
  }
}
