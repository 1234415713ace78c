/// What is to be forgotten of one record, and how a journal line looks without it.
struct Erasure {
  let kind: RecordKind
  let id: RecordID
  let keeping: Set<FieldKey>
  /// The texts that stood in its fields, of two characters and more.
  let texts: Set<String>
  /// The transactions that touched it.
  let transactions: Set<String>

  /// The lines, each with its line feed; the last may have none.
  static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var at = 0
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[at..<end])
      at = end
    }
    return lines
  }

  /// The members of a whole line that is an object.
  static func event(_ line: ArraySlice<UInt8>) -> JSONObject? {
    guard line.last == 0x0A else { return nil }
    return (try? JSONValue.parse(Array(line.dropLast())))?.object
  }

  static func isAbout(_ members: JSONObject, _ kind: RecordKind, _ id: RecordID) -> Bool {
    members["of"]?.string == kind.rawValue && members["id"]?.string == id.rawValue
  }

  static func gather(_ members: JSONObject, _ keeping: Set<FieldKey>, into texts: inout Set<String>) {
    func walk(_ value: JSONValue) {
      switch value {
      // A day or a single letter names nobody, and would be found everywhere.
      case .string(let text): if text.count > 1, Day(text) == nil { texts.insert(text) }
      case .array(let values): for inner in values { walk(inner) }
      case .object(let object): for (_, inner) in object { walk(inner) }
      default: break
      }
    }
    for side in ["set", "old"] {
      for (key, value) in members[side]?.object ?? [:] where !keeping.contains(FieldKey(key)) { walk(value) }
    }
  }

  /// The line without the values, and how many they were; nil when nothing of it changes.
  func blanked(_ line: ArraySlice<UInt8>) -> ([UInt8], Int)? {
    guard var members = Erasure.event(line) else { return nil }
    var values = 0
    if Erasure.isAbout(members, kind, id) {
      for side in ["set", "old"] {
        guard var fields = members[side]?.object else { continue }
        for (key, value) in fields where !keeping.contains(FieldKey(key)) && value != .null {
          fields[key] = .null
          values += 1
        }
        members[side] = .object(fields)
      }
    }
    if let facts = members["facts"]?.object, let transaction = members["tx"]?.string, transactions.contains(transaction) {
      var emptied = facts
      for (key, value) in facts {
        let without = emptying(value)
        if without != value { values += 1 }
        emptied[key] = without
      }
      members["facts"] = .object(emptied)
    }
    guard values > 0 else { return nil }
    let hadCheckValue = members.removeValue(forKey: "~") != nil
    var new: [UInt8] = []
    JSONValue.write(object: members, into: &new)
    if hadCheckValue {
      new.removeLast()
      let check = CRC32.hex(new.withUnsafeBytes { CRC32.of($0) })
      new.append(contentsOf: #","~":"\#(check)"}"#.utf8)
    }
    new.append(0x0A)
    return (new, values)
  }

  /// The value with every text emptied that holds one of the erased.
  private func emptying(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): texts.contains { text.contains($0) } ? "" : value
    case .array(let values): .array(values.map(emptying))
    case .object(let object): .object(object.mapValues(emptying))
    default: value
    }
  }

  /// One of the erased texts of four bytes and more (two Chinese characters, four digits) stands in it.
  func holdsSomething(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return texts.contains { $0.utf8.count >= 4 && text.contains($0) }
  }
}
