import OrderedCollections

/// A device of the book as `devices/<dev>.json` keeps it.
struct DeviceFile: Equatable, Sendable {
  let device: DeviceID
  /// The fingerprint of its machine: a copy of the folder on another machine is another device.
  let machine: String
  /// Numbers up to here are used, though repair may have moved their lines away.
  var used: Int
  /// First numbers of transactions before which some are lost and known to be: `check` need not say so again.
  var gaps: [Int]
  /// Numbers of lost transactions that no later line tells of: repair moved away what was left of them. They go when they
  /// are put back from a copy, or the loss is accepted.
  var lost: [Int]
  var others: JSONObject

  init(device: DeviceID, machine: String, used: Int = 0, gaps: [Int] = [], lost: [Int] = [], others: JSONObject = [:]) {
    self.device = device
    self.machine = machine
    self.used = used
    self.gaps = gaps
    self.lost = lost
    self.others = others
  }

  init?(_ json: JSONValue, device: DeviceID) {
    guard let members = json.object, let machine = members["machine"]?.string else { return nil }
    var others = members
    for key in ["device", "machine", "used", "gaps", "lost"] { others.removeValue(forKey: key) }
    self.init(
      device: device, machine: machine, used: members["used"]?.int ?? 0,
      gaps: members["gaps"]?.array?.compactMap(\.int) ?? [], lost: members["lost"]?.array?.compactMap(\.int) ?? [],
      others: others)
  }

  var json: JSONValue {
    var members: JSONObject = ["device": .string(device.rawValue), "machine": .string(machine)]
    if used > 0 { members["used"] = .int(used) }
    if !gaps.isEmpty { members["gaps"] = .array(gaps.map(JSONValue.int)) }
    if !lost.isEmpty { members["lost"] = .array(lost.map(JSONValue.int)) }
    for (key, value) in others { members[key] = value }
    return .object(members)
  }

  /// Sixteen hexadecimal digits that do not give the machine's id away.
  static func fingerprint(ofMachine id: String) -> String {
    String(SHA256.hex(Array(("cheshang " + id).utf8)).prefix(16))
  }
}
