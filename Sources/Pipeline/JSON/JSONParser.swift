/// Why a text is no JSON, and at which byte (from 0).
public struct JSONError: Error, Equatable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    case unexpectedEnd, unexpectedByte, badNumber, badEscape, badUTF8, controlCharacter, tooDeep, trailingBytes
  }
  public let reason: Reason
  public let offset: Int
}

extension JSONValue {
  /// Deeper nesting than this is refused: such input is an attack or an accident, and recursion is finite.
  public static let depthLimit = 64

  public static func parse(_ text: String) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8))
  }

  public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    let result: Result<JSONValue, JSONError> = bytes.withUnsafeBytes { buffer in
      do throws(JSONError) { return .success(try parse(buffer)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// Parses exactly one value; white space may stand around it.
  public static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    parser.skipSpace()
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.at == bytes.count else { throw parser.error(.trailingBytes) }
    return value
  }
}

/// A strict recursive-descent reader over borrowed bytes (RFC 8259); of two members with one name the later counts.
struct JSONParser {
  let bytes: UnsafeRawBufferPointer
  var at = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, offset: at) }

  mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  func peek() throws(JSONError) -> UInt8 {
    guard at < bytes.count else { throw error(.unexpectedEnd) }
    return bytes[at]
  }

  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < JSONValue.depthLimit else { throw error(.tooDeep) }
    switch try peek() {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): try literal("true"); return .bool(true)
    case UInt8(ascii: "f"): try literal("false"); return .bool(false)
    case UInt8(ascii: "n"): try literal("null"); return .null
    default: return .number(try number())
    }
  }

  mutating func literal(_ word: StaticString) throws(JSONError) {
    let end = at + word.utf8CodeUnitCount
    guard end <= bytes.count else { throw error(.unexpectedEnd) }
    for i in 0..<word.utf8CodeUnitCount where bytes[at + i] != word.utf8Start[i] { throw error(.unexpectedByte) }
    at = end
  }

  mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    var result = JSONObject()
    at += 1
    skipSpace()
    if try peek() == UInt8(ascii: "}") { at += 1; return result }
    while true {
      guard try peek() == UInt8(ascii: "\"") else { throw error(.unexpectedByte) }
      let key = try string()
      skipSpace()
      guard try peek() == UInt8(ascii: ":") else { throw error(.unexpectedByte) }
      at += 1
      skipSpace()
      result[key] = try value(depth: depth + 1)
      skipSpace()
      switch try peek() {
      case UInt8(ascii: ","): at += 1; skipSpace()
      case UInt8(ascii: "}"): at += 1; return result
      default: throw error(.unexpectedByte)
      }
    }
  }

  mutating func array(depth: Int) throws(JSONError) -> [JSONValue] {
    var result: [JSONValue] = []
    at += 1
    skipSpace()
    if try peek() == UInt8(ascii: "]") { at += 1; return result }
    while true {
      result.append(try value(depth: depth + 1))
      skipSpace()
      switch try peek() {
      case UInt8(ascii: ","): at += 1; skipSpace()
      case UInt8(ascii: "]"): at += 1; return result
      default: throw error(.unexpectedByte)
      }
    }
  }

  mutating func number() throws(JSONError) -> String {
    let start = at
    func digit(_ i: Int) -> Bool { i < bytes.count && bytes[i] >= 0x30 && bytes[i] <= 0x39 }
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
    guard digit(at) else { throw error(at == start ? .unexpectedByte : .badNumber) }
    if bytes[at] == 0x30 { at += 1 } else { while digit(at) { at += 1 } }
    if digit(at) { throw error(.badNumber) }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard digit(at) else { throw error(.badNumber) }
      while digit(at) { at += 1 }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard digit(at) else { throw error(.badNumber) }
      while digit(at) { at += 1 }
    }
    return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
  }

  mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    // Most strings hold no escape: one pass to the closing quote, one validation, one copy.
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<at])
        // Bound to UInt8 the validation runs over memory; over raw bytes it copies one by one first.
        guard let text = slice.withMemoryRebound(to: UInt8.self, { String(validating: $0, as: UTF8.self) }) else {
          throw error(.badUTF8)
        }
        at += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw error(.controlCharacter) }
      at += 1
    }
    throw error(.unexpectedEnd)
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var out = [UInt8](bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: out, as: UTF8.self) else { throw error(.badUTF8) }
        at += 1
        return text
      case UInt8(ascii: "\\"):
        at += 1
        switch try peek() {
        case UInt8(ascii: "\""): out.append(0x22)
        case UInt8(ascii: "\\"): out.append(0x5C)
        case UInt8(ascii: "/"): out.append(0x2F)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"):
          var unit = try hex4()
          if unit >= 0xD800 && unit < 0xDC00 {
            guard at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "\\"), bytes[at + 2] == UInt8(ascii: "u") else {
              throw error(.badEscape)
            }
            at += 2
            let low = try hex4()
            guard low >= 0xDC00 && low < 0xE000 else { throw error(.badEscape) }
            unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
          }
          guard let scalar = Unicode.Scalar(unit) else { throw error(.badEscape) }
          out.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw error(.badEscape)
        }
        at += 1
      case 0..<0x20: throw error(.controlCharacter)
      default:
        out.append(byte)
        at += 1
      }
    }
    throw error(.unexpectedEnd)
  }

  /// Reads the four digits after `\u`; leaves `at` on the last of them.
  private mutating func hex4() throws(JSONError) -> UInt32 {
    guard at + 4 < bytes.count else { throw error(.unexpectedEnd) }
    var unit: UInt32 = 0
    for i in 1...4 {
      let byte = bytes[at + i]
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte - 0x30)
      case 0x41...0x46: digit = UInt32(byte - 0x37)
      case 0x61...0x66: digit = UInt32(byte - 0x57)
      default: throw error(.badEscape)
      }
      unit = unit << 4 | digit
    }
    at += 4
    return unit
  }
}
