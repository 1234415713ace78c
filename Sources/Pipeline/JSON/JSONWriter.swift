extension JSONValue {
  /// The value as compact JSON text: no white space, members in their order, Chinese as itself.
  public var text: String { String(decoding: utf8, as: UTF8.self) }

  public var utf8: [UInt8] {
    var out: [UInt8] = []
    write(into: &out)
    return out
  }

  public func write(into out: inout [UInt8]) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text): out.append(contentsOf: text.utf8)
    case .string(let text): JSONValue.write(string: text, into: &out)
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (i, value) in values.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        value.write(into: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members): JSONValue.write(object: members, into: &out)
    }
  }

  public static func write(object members: JSONObject, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    var first = true
    for (key, value) in members {
      if !first { out.append(UInt8(ascii: ",")) }
      first = false
      write(string: key, into: &out)
      out.append(UInt8(ascii: ":"))
      value.write(into: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Quotes and escapes; DEL and the C1 range are escaped too, so that `cat` of a book never sends a terminal command.
  public static func write(string text: String, into out: inout [UInt8]) {
    out.append(0x22)
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      // 0xC2 begins the C1 range: the long way decides.
      for byte in bytes where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xC2 { return false }
      out.append(contentsOf: bytes)
      return true
    }
    if isPlain == true {
      out.append(0x22)
      return
    }
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x22: out.append(0x5C); out.append(0x22)
      case 0x5C: out.append(0x5C); out.append(0x5C)
      case 0x0A: out.append(0x5C); out.append(UInt8(ascii: "n"))
      case 0x0D: out.append(0x5C); out.append(UInt8(ascii: "r"))
      case 0x09: out.append(0x5C); out.append(UInt8(ascii: "t"))
      case 0..<0x20, 0x7F: appendEscape(byte, into: &out)
      case 0x80..<0xA0 where previous == 0xC2:
        out.removeLast()
        appendEscape(byte, into: &out)
      default: out.append(byte)
      }
      previous = byte
    }
    out.append(0x22)
  }

  private static func appendEscape(_ code: UInt8, into out: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    out.append(contentsOf: "\\u00".utf8)
    out.append(hex[Int(code >> 4)])
    out.append(hex[Int(code & 15)])
  }

  /// The value as indented JSON text, two spaces a level, for people and for diffs.
  public var prettyText: String {
    var out = ""
    pretty(into: &out, indent: "")
    return out
  }

  private func pretty(into out: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .array(let values) where !values.isEmpty:
      out += "[\n"
      for (i, value) in values.enumerated() {
        out += inner
        value.pretty(into: &out, indent: inner)
        out += i + 1 < values.count ? ",\n" : "\n"
      }
      out += indent + "]"
    case .object(let members) where !members.isEmpty:
      out += "{\n"
      for (i, member) in members.enumerated() {
        out += inner + JSONValue.string(member.key).text + ": "
        member.value.pretty(into: &out, indent: inner)
        out += i + 1 < members.count ? ",\n" : "\n"
      }
      out += indent + "}"
    default: out += text
    }
  }
}
