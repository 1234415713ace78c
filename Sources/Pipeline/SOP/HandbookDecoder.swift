import OrderedCollections

extension Handbook {
  /// Reads a handbook from the bytes of its parts, wherever they come from (shipped files, a branch's own in the book).
  /// - Throws: everything that is wrong with the files, at once.
  public init(parts: [HandbookPart: [UInt8]]) throws(HandbookError) {
    var reader = HandbookReader()
    let roots = reader.parse(parts)
    let choices = reader.choices(roots[.choices])
    let defaults = reader.defaults(roots[.defaults])
    let fields = reader.fields(roots[.fields], choices: choices, defaults: defaults)
    let known = Set(fields.map(\.id))
    let talk = reader.talk(roots[.talk])
    let steps = reader.steps(roots[.steps], fields: known, choices: choices, defaults: defaults)
    let stepIDs = Set(steps.map(\.id))
    let stages = reader.stages(roots[.stages], steps: stepIDs)
    let table = reader.classification(roots[.classification], choices: choices)
    for (i, topic) in talk.enumerated() {
      for step in topic.steps where !stepIDs.contains(step) {
        reader.note(.talk, "topics[\(i)].steps", .unknown(kind: "step", name: step.rawValue))
      }
    }
    for (i, field) in fields.enumerated() {
      if case .equals(let other) = field.demand, !known.contains(other) {
        reader.note(.fields, "fields[\(i)].gate.equals", .unknown(kind: "field", name: other.rawValue))
      }
    }
    guard reader.faults.isEmpty, let defaults else { throw HandbookError(faults: reader.faults) }
    self.init(
      stages: stages, steps: steps, fields: fields, choices: choices, talk: talk, classification: table,
      defaults: defaults)
  }
}

/// Reads values out of handbook JSON and notes what is not as it should be, with its place.
struct HandbookReader {
  private(set) var faults: [HandbookFault] = []

  mutating func note(_ part: HandbookPart, _ path: String, _ what: HandbookFault.What) {
    faults.append(HandbookFault(part: part, path: path, what: what))
  }

  mutating func parse(_ parts: [HandbookPart: [UInt8]]) -> [HandbookPart: JSONValue] {
    var roots: [HandbookPart: JSONValue] = [:]
    for part in HandbookPart.allCases {
      guard let bytes = parts[part] else { note(part, "", .missingFile); continue }
      do {
        roots[part] = try JSONValue.parse(bytes)
      } catch {
        note(part, "", .notJSON(error))
      }
    }
    return roots
  }

  /// The members of the array `name`; an absent file was noted already.
  mutating func items(_ part: HandbookPart, _ root: JSONValue?, _ name: String) -> [(String, JSONValue)] {
    guard let root else { return [] }
    guard let array = root[name]?.array else { note(part, name, .expected("array")); return [] }
    return array.enumerated().map { ("\(name)[\($0)]", $1) }
  }

  mutating func string(_ part: HandbookPart, _ path: String, _ value: JSONValue, _ name: String) -> String {
    guard let text = value[name]?.string, !text.isEmpty else { note(part, path + "." + name, .expected("text")); return "" }
    return text
  }

  mutating func strings(_ part: HandbookPart, _ path: String, _ value: JSONValue, _ name: String) -> [String] {
    guard let member = value[name] else { return [] }
    guard let array = member.array else { note(part, path + "." + name, .expected("list of text")); return [] }
    let texts = array.compactMap(\.string)
    if texts.count != array.count { note(part, path + "." + name, .expected("list of text")) }
    if Set(texts).count != texts.count { note(part, path + "." + name, .duplicate(name)) }
    return texts
  }

  mutating func optionalPhrase(_ part: HandbookPart, _ path: String, _ value: JSONValue?) -> Phrase? {
    guard let value else { return nil }
    guard let zh = value["zh"]?.string, let en = value["en"]?.string else {
      note(part, path, .expected("phrase"))
      return nil
    }
    if zh.allSatisfy(\.isWhitespace) { note(part, path, .emptyPhrase(language: "zh")) }
    if en.allSatisfy(\.isWhitespace) { note(part, path, .emptyPhrase(language: "en")) }
    return Phrase(zh: zh, en: en)
  }

  mutating func phrase(_ part: HandbookPart, _ path: String, _ value: JSONValue, _ name: String) -> Phrase {
    if value[name] == nil { note(part, path + "." + name, .expected("phrase")) }
    return optionalPhrase(part, path + "." + name, value[name]) ?? Phrase(zh: "", en: "")
  }

  /// Notes the ids that occur twice.
  mutating func unique(_ part: HandbookPart, _ ids: [String]) {
    var seen: Set<String> = []
    for id in ids where !seen.insert(id).inserted { note(part, id, .duplicate(id)) }
  }

  mutating func choices(_ root: JSONValue?) -> [String: [Choice]] {
    guard let root else { return [:] }
    guard let lists = root.object else { note(.choices, "", .expected("object")); return [:] }
    var result: [String: [Choice]] = [:]
    for (name, _) in lists where name != "format" {
      var list: [Choice] = []
      for (path, item) in items(.choices, root, name) {
        list.append(
          Choice(
            id: string(.choices, path, item, "id"), name: phrase(.choices, path, item, "name"),
            note: optionalPhrase(.choices, path + ".note", item["note"])))
      }
      unique(.choices, list.map(\.id))
      result[name] = list
    }
    for name in ["roles", "modes", "products", "valueServices", "materials", "forms"] where result[name] == nil {
      note(.choices, name, .expected("array"))
    }
    return result
  }

  mutating func talk(_ root: JSONValue?) -> [TalkTopic] {
    var topics: [TalkTopic] = []
    for (path, item) in items(.talk, root, "topics") {
      let points = (item["points"]?.array ?? []).enumerated().compactMap {
        optionalPhrase(.talk, path + ".points[\($0)]", $1)
      }
      if points.isEmpty { note(.talk, path + ".points", .expected("list of phrases")) }
      topics.append(
        TalkTopic(
          id: string(.talk, path, item, "id"), topic: phrase(.talk, path, item, "topic"), points: points,
          steps: strings(.talk, path, item, "steps").map(StepID.init(rawValue:))))
    }
    unique(.talk, topics.map(\.id))
    return topics
  }

  mutating func stages(_ root: JSONValue?, steps: Set<StepID>) -> [StageGuide] {
    var guides: [StageGuide] = []
    let rows = items(.stages, root, "stages")
    for (path, item) in rows {
      let id = string(.stages, path, item, "id")
      guard let stage = Stage(rawValue: id) else { note(.stages, path, .unknown(kind: "stage", name: id)); continue }
      let done = strings(.stages, path, item, "mustBeDone").map(StepID.init(rawValue:))
      let either = strings(.stages, path, item, "doneOrSkipped").map(StepID.init(rawValue:))
      for step in done + either where !steps.contains(step) {
        note(.stages, path, .unknown(kind: "step", name: step.rawValue))
      }
      guides.append(
        StageGuide(
          stage: stage, name: phrase(.stages, path, item, "name"), exit: phrase(.stages, path, item, "exit"),
          principles: (item["principles"]?.array ?? []).enumerated().compactMap {
            optionalPhrase(.stages, path + ".principles[\($0)]", $1)
          },
          mustBeDone: done, doneOrSkipped: either))
    }
    if root != nil, guides.map(\.stage) != Stage.allCases {
      note(.stages, "stages", .stages(found: rows.map { $0.1["id"]?.string ?? "" }))
    }
    return guides
  }

  mutating func defaults(_ root: JSONValue?) -> HandbookDefaults? {
    guard let root else { return nil }
    var limits: [Stage: Int] = [:]
    for stage in Stage.allCases {
      guard let limit = root["stuckLimits"]?[stage.rawValue]?.int, limit > 0 else {
        note(.defaults, "stuckLimits." + stage.rawValue, .expected("integer above 0"))
        continue
      }
      limits[stage] = limit
    }
    var numbers: [String: Int] = [:]
    for name in ["pressGuests", "verifiedKinds", "contractNoticeDays"] {
      guard let value = root[name]?.int, value >= 0 else { note(.defaults, name, .expected("integer")); continue }
      numbers[name] = value
    }
    let large: HandbookDefaults.LargeRule
    switch root["largeFrom"] {
    case .string("city-median"): large = .cityMedian
    case let value?:
      if value.int == nil { note(.defaults, "largeFrom", .expected("city-median or integer")) }
      large = .volume(value.int ?? 0)
    case nil:
      note(.defaults, "largeFrom", .expected("city-median or integer"))
      large = .cityMedian
    }
    let floor = root["commissionFloor"]?.string.flatMap { Rate($0) }
    let trigger = root["trigger"]?.string.flatMap { Ratio($0) }
    if floor == nil { note(.defaults, "commissionFloor", .expected("rate")) }
    if trigger == nil { note(.defaults, "trigger", .expected("ratio")) }
    return HandbookDefaults(
      stuckLimits: limits, large: large, verifiedKinds: numbers["verifiedKinds"] ?? 2, commissionFloor: floor ?? .zero,
      trigger: trigger ?? Ratio(millionths: 0), contractNotice: numbers["contractNoticeDays"] ?? 30, numbers: numbers)
  }
}
