/// Something a step or a gate still wants: which step, which field, and why.
public struct Missing: Hashable, Sendable {
  public enum Why: Hashable, Sendable {
    /// Nothing is there.
    case absent
    /// A yes/no field must say yes.
    case mustBeYes
    case tooFew(needed: Int, have: Int)
    /// A list lacks these ids.
    case lacks([String])
    /// The value is none of these ids.
    case notAmong([String], found: String)
    /// So many entries have `value` in `part`.
    case entries(part: String, value: String, minimum: Int, maximum: Int?, have: Int)
    /// What is written is not what another field says was agreed.
    case differs(from: FieldKey, agreed: JSONValue, found: JSONValue)
    /// The step itself must be done (`orSkipped`: or marked as not needed).
    case stepNotDone(orSkipped: Bool)
  }
  public let step: StepID
  /// Nil when the step itself is what is missing.
  public let field: FieldKey?
  public let why: Why

  public init(step: StepID, field: FieldKey?, why: Why) {
    self.step = step
    self.field = field
    self.why = why
  }

  /// With all its facts, as `--json` and `moves/…` keep it: `{"step":…,"field":…,"why":"too-few","needed":50,"have":49}`.
  public var json: JSONValue {
    var object: JSONObject = ["step": .string(step.rawValue)]
    if let field { object["field"] = .string(field.rawValue) }
    object["why"] = .string(whyName)
    switch why {
    case .absent, .mustBeYes: break
    case .tooFew(let needed, let have):
      object["needed"] = .int(needed)
      object["have"] = .int(have)
    case .lacks(let ids): object["lacks"] = .array(ids.map { .string($0) })
    case .notAmong(let ids, let found):
      object["allowed"] = .array(ids.map { .string($0) })
      object["found"] = .string(found)
    case .entries(let part, let value, let minimum, let maximum, let have):
      object[part] = .string(value)
      object["minimum"] = .int(minimum)
      if let maximum { object["maximum"] = .int(maximum) }
      object["have"] = .int(have)
    case .differs(let from, let agreed, let found):
      object["agreedIn"] = .string(from.rawValue)
      object["agreed"] = agreed
      object["found"] = found
    case .stepNotDone(let orSkipped): object["orSkipped"] = .bool(orSkipped)
    }
    return .object(object)
  }

  /// The reason's name, as `--json` writes it.
  public var whyName: String {
    switch why {
    case .absent: "absent"
    case .mustBeYes: "must-be-yes"
    case .tooFew: "too-few"
    case .lacks: "lacks"
    case .notAmong: "not-among"
    case .entries: "entries"
    case .differs: "differs"
    case .stepNotDone: "step-not-done"
    }
  }
}

/// Finds what is missing of fields: the one judge for completing a step and for the gate.
struct MissingFields {
  let record: Record
  let handbook: Handbook

  /// Whether the field holds anything: a value that is not empty, or an entry.
  func isFilled(_ field: SOPField) -> Bool {
    if case .entries = field.type {
      let prefix = field.id.rawValue + "/"
      return record.fields.keys.contains { $0.hasPrefix(prefix) }
    }
    switch record[field.id] {
    case nil, .null?: return false
    case .string(let text)?: return text.contains { !$0.isWhitespace }
    case .array(let values)?: return !values.isEmpty
    default: return true
    }
  }

  /// What a condition compares: the id of a choice, `true` or `false` of a yes/no field.
  private func plain(_ key: FieldKey) -> String? {
    switch record[key] {
    case .string(let text): text
    case .bool(let yes): yes ? "true" : "false"
    default: nil
    }
  }

  /// The fields that the step requires of this dealer, in the order of its form.
  func required(_ step: SOPStep) -> [FieldKey] {
    var wanted = Set(step.required)
    for condition in step.requiredWhen where plain(condition.field).map(condition.values.contains) == true {
      wanted.formUnion(condition.fields)
    }
    return step.fields.filter(wanted.contains)
  }

  /// How strictly values that are there are judged.
  enum Strictness {
    /// For completing the step: enough guests, both seals, a decisive person invited.
    case step
    /// For the gate: also a class worth going on with, and a contract equal to what was agreed.
    case gate
  }

  func missing(of step: SOPStep, _ strictness: Strictness) -> [Missing] {
    let required = Set(required(step))
    return handbook.fields(of: step).compactMap { field -> Missing? in
      guard isFilled(field) else {
        return required.contains(field.id) ? Missing(step: step.id, field: field.id, why: .absent) : nil
      }
      guard let demand = field.demand, let why = failure(demand, field) else { return nil }
      if case .step = strictness {
        switch why {
        case .notAmong, .differs: return nil
        default: break
        }
      }
      return Missing(step: step.id, field: field.id, why: why)
    }
  }

  private func failure(_ demand: GateDemand, _ field: SOPField) -> Missing.Why? {
    switch demand {
    case .mustBeYes: return record[field.id]?.bool == true ? nil : .mustBeYes
    case .atLeast(let setting):
      let needed = handbook.defaults.numbers[setting] ?? 0
      let have = record[field.id]?.int ?? 0
      return have >= needed ? nil : .tooFew(needed: needed, have: have)
    case .includes(let ids):
      let have = Set((record[field.id]?.array ?? []).compactMap(\.string))
      let lacking = ids.filter { !have.contains($0) }
      return lacking.isEmpty ? nil : .lacks(lacking)
    case .among(let ids):
      let found = record[field.id]?.string ?? ""
      return ids.contains(found) ? nil : .notAmong(ids, found: found)
    case .entries(let part, let value, let minimum, let maximum):
      let have = record.entries(of: field.id.rawValue).filter { $0.value[part]?.string == value }.count
      return have >= minimum && have <= maximum ?? .max
        ? nil : .entries(part: part, value: value, minimum: minimum, maximum: maximum, have: have)
    case .equals(let other):
      guard let agreed = record[other], let found = record[field.id], !same(agreed, found) else { return nil }
      return .differs(from: other, agreed: agreed, found: found)
    }
  }

  // Lists are equal as sets; rates and ratios as numbers, however they are written.
  private func same(_ a: JSONValue, _ b: JSONValue) -> Bool {
    if a == b { return true }
    if let a = a.array, let b = b.array { return Set(a) == Set(b) }
    if let a = a.string.flatMap({ Ratio($0) }), let b = b.string.flatMap({ Ratio($0) }) { return a == b }
    return false
  }
}
