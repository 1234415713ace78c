import Glibc
import OrderedCollections

/// One event as a journal line holds it: some fields of one record, set by one device.
///
/// ```
/// {"dev":"k7m2p9qa","seq":12,"hlc":…,"by":"小李","day":"2026-11-24","tx":"k7m2p9qa-12","of":"dealer","id":"d…",
///  "set":{"stage":"visit"},"old":{"stage":"survey"},"count":1,"prev":11,"do":"dealer.advance","facts":{…},"~":"9ab31c07"}
/// ```
/// `set` holds null for a field that was removed; a field that is new has no member in `old`. The last line of a
/// transaction has `count`, `prev` (the last number of the transaction before it on this device, 0 for none) and the
/// deed; `undo` or `redo` names the transaction it takes back or does again. `~` is CRC-32 of the bytes before `,"~"`.
struct EventLine {
  /// What stands on the last line of a transaction.
  struct Ending {
    let count: Int
    let previous: Int?
    let deed: Deed
    let role: Transaction.Role
  }

  let device: DeviceID
  let seq: Int
  let time: HybridTime
  let by: String
  let day: Day
  let transaction: EventID
  /// Nil for an event of a kind that this version does not know.
  let edit: RecordEdit?
  let ending: Ending?
  let hasCheckValue: Bool

  /// Why a line is no event.
  struct Damage: Error {
    let reason: Finding.Reason
    let detail: String?
    init(_ reason: Finding.Reason, _ detail: String? = nil) {
      self.reason = reason
      self.detail = detail
    }
  }

  /// The largest stamp that is believed: the year 3084. A larger one is damage, and must not drag our own clock along.
  static let latest = Int64(1) << 61

  /// Some field is set, known to this version or not.
  let setsFields: Bool

  /// Reads a line without its line feed.
  /// - Parameter fields: false leaves `edit` without its fields, for a history that shows deeds: five times as fast.
  init(_ line: UnsafeRawBufferPointer, fields: Bool = true) throws(Damage) {
    if let base = line.baseAddress, memchr(base, 0, line.count) != nil { throw Damage(.zeroFilled) }
    let checked = try EventLine.verify(line)
    // A check value that fits vouches for the syntax.
    let members = try fields || !checked ? EventLine.parse(line) : EventLine.skim(line)
    if members["~"] != nil, !checked { throw Damage(.wrongCheckValue) }
    hasCheckValue = checked
    guard let dev = members["dev"]?.string else { throw Damage(.damagedLine, "dev") }
    device = DeviceID(rawValue: dev)
    guard let seq = members["seq"]?.int, (1...Int(Int32.max)).contains(seq) else { throw Damage(.damagedLine, "seq") }
    self.seq = seq
    guard let time = members["hlc"]?.int, time >= 0, time < EventLine.latest else { throw Damage(.damagedLine, "hlc") }
    self.time = HybridTime(value: Int64(time))
    guard let transaction = members["tx"]?.string.flatMap({ EventID($0) }), transaction.device == device else {
      throw Damage(.damagedLine, "tx")
    }
    self.transaction = transaction
    by = members["by"]?.string ?? ""
    guard let day = members["day"]?.string.flatMap({ Day($0) }) else { throw Damage(.damagedLine, "day") }
    self.day = day
    edit = EventLine.edit(members)
    setsFields = members["set"]?.object?.isEmpty == false || members["set"] == true
    ending = try EventLine.ending(members)
  }

  /// True when the line ends in a check value that fits, false when it has none at its end.
  private static func verify(_ line: UnsafeRawBufferPointer) throws(Damage) -> Bool {
    // ,"~":"12345678"}
    let start = line.count - 16
    guard start > 0, line[start..<start + 6].elementsEqual(#","~":""#.utf8), line[start + 14] == 0x22,
      line[start + 15] == UInt8(ascii: "}")
    else { return false }
    let written = UInt32(String(decoding: line[(start + 6)..<(start + 14)], as: UTF8.self), radix: 16)
    guard written == CRC32.of(UnsafeRawBufferPointer(rebasing: line[..<start])) else { throw Damage(.wrongCheckValue) }
    return true
  }

  private static func parse(_ line: UnsafeRawBufferPointer) throws(Damage) -> JSONObject {
    let json: JSONValue
    do { json = try JSONValue.parse(line) } catch {
      if error.reason == .unexpectedEnd, line.first == UInt8(ascii: "{") { throw Damage(.tornLine) }
      throw Damage(.damagedLine, error.reason.rawValue)
    }
    guard case .object(let members) = json else { throw Damage(.damagedLine, "object") }
    return members
  }

  /// The members without `set` and `old`; in the place of a `set` that is not empty stands true.
  private static func skim(_ line: UnsafeRawBufferPointer) throws(Damage) -> JSONObject {
    var members = JSONObject()
    var isSound = true
    RowScanner.members(of: line) { key, value in
      let name = String(decoding: key, as: UTF8.self)
      switch name {
      case "old", "~": break
      case "set": members[name] = value.elementsEqual("{}".utf8) ? .object([:]) : true
      default:
        if let parsed = try? JSONValue.parse(value) { members[name] = parsed } else { isSound = false }
      }
      return isSound
    }
    guard isSound else { throw Damage(.damagedLine, "member") }
    return members
  }

  private static func edit(_ members: JSONObject) -> RecordEdit? {
    guard let kind = members["of"]?.string, !kind.isEmpty, let id = members["id"]?.string, !id.isEmpty,
      let value = members["set"]
    else { return nil }
    if value == true { return RecordEdit(RecordKind(rawValue: kind), RecordID(rawValue: id), []) }
    guard let set = value.object else { return nil }
    let old = members["old"]?.object ?? [:]
    return RecordEdit(
      RecordKind(rawValue: kind), RecordID(rawValue: id),
      set.map { key, value in FieldEdit(FieldKey(key), was: old[key], to: value) })
  }

  private static func ending(_ members: JSONObject) throws(Damage) -> Ending? {
    guard let count = members["count"] else { return nil }
    guard let count = count.int, count > 0 else { throw Damage(.damagedLine, "count") }
    var role = Transaction.Role.plain
    if let undone = members["undo"] {
      guard let id = undone.string.flatMap({ EventID($0) }) else { throw Damage(.damagedLine, "undo") }
      role = .undo(of: id)
    } else if let redone = members["redo"] {
      guard let id = redone.string.flatMap({ EventID($0) }) else { throw Damage(.damagedLine, "redo") }
      role = .redo(of: id)
    }
    let deed = Deed(members["do"]?.string ?? "", members["facts"]?.object ?? [:])
    return Ending(count: count, previous: members["prev"]?.int, deed: deed, role: role)
  }

  /// The lines of a transaction, each with its line feed. A transaction without edits (an undo of what is undone
  /// already) is not written.
  static func lines(of transaction: Transaction, after previous: Int) -> [[UInt8]] {
    let edits = transaction.change.edits
    let device = transaction.id.device.rawValue
    return edits.enumerated().map { place, edit in
      var set = JSONObject()
      var old = JSONObject()
      for field in edit.fields {
        set[field.key.rawValue] = field.to ?? .null
        old[field.key.rawValue] = field.was
      }
      var members: JSONObject = [
        "dev": .string(device), "seq": .int(transaction.id.seq + place), "hlc": .number(String(transaction.time.value)),
        "by": .string(transaction.by), "day": .string(transaction.day.description),
        "tx": .string(transaction.id.description), "of": .string(edit.kind.rawValue), "id": .string(edit.id.rawValue),
        "set": .object(set), "old": .object(old),
      ]
      if place == edits.count - 1 {
        members["count"] = .int(edits.count)
        members["prev"] = .int(previous)
        members["do"] = .string(transaction.change.deed.verb)
        members["facts"] = .object(transaction.change.deed.facts)
        switch transaction.role {
        case .plain: break
        case .undo(let id): members["undo"] = .string(id.description)
        case .redo(let id): members["redo"] = .string(id.description)
        }
      }
      var line: [UInt8] = []
      JSONValue.write(object: members, into: &line)
      line.removeLast()
      let check = CRC32.hex(line.withUnsafeBytes { CRC32.of($0) })
      line.append(contentsOf: #","~":"\#(check)"}"#.utf8)
      line.append(0x0A)
      return line
    }
  }
}
