extension HandbookReader {
  mutating func steps(
    _ root: JSONValue?, fields: Set<FieldKey>, choices: [String: [Choice]],
    defaults: HandbookDefaults?
  ) -> [SOPStep] {
    var steps: [SOPStep] = []
    for (path, item) in items(.steps, root, "steps") {
      if let step = step(path, item, fields: fields, choices: choices, defaults: defaults) {
        steps.append(step)
      }
    }
    unique(.steps, steps.map(\.id.rawValue))
    return steps.enumerated().sorted {
      ($0.element.stage.index, place($0.element.track), $0.element.order, $0.offset)
        < ($1.element.stage.index, place($1.element.track), $1.element.order, $1.offset)
    }.map(\.element)
  }

  private func place(_ track: Track?) -> Int { track.flatMap { Track.allCases.firstIndex(of: $0) } ?? -1 }

  private mutating func keys(_ path: String, _ item: JSONValue, _ name: String, _ known: Set<FieldKey>) -> [FieldKey] {
    let keys = strings(.steps, path, item, name).map(FieldKey.init(rawValue:))
    for key in keys where !known.contains(key) {
      note(.steps, path + "." + name, .unknown(kind: "field", name: key.rawValue))
    }
    return keys
  }

  private mutating func names(
    _ path: String, _ item: JSONValue, _ name: String, kind: String, among known: [Choice]?
  ) -> [String] {
    let names = strings(.steps, path, item, name)
    for id in names where known?.contains(where: { $0.id == id }) != true {
      note(.steps, path + "." + name, .unknown(kind: kind, name: id))
    }
    return names
  }

  private mutating func step(
    _ path: String, _ item: JSONValue, fields known: Set<FieldKey>, choices: [String: [Choice]],
    defaults: HandbookDefaults?
  ) -> SOPStep? {
    let stageName = string(.steps, path, item, "stage")
    guard let stage = Stage(rawValue: stageName) else {
      note(.steps, path + ".stage", .unknown(kind: "stage", name: stageName))
      return nil
    }
    var track: Track?
    if let name = item["track"]?.string {
      track = Track(rawValue: name)
      if track == nil { note(.steps, path + ".track", .unknown(kind: "track", name: name)) }
    }
    if let form = item["form"]?.string, choices["forms"]?.contains(where: { $0.id == form }) != true {
      note(.steps, path + ".form", .unknown(kind: "choice", name: form))
    }
    let skippable = item["skippable"]?.bool ?? false
    if skippable, track != .insuranceHead, track != .aftersalesHead { note(.steps, path + ".skippable", .notSkippable) }
    let fields = keys(path, item, "fields", known)
    let own = Set(fields)
    let required = keys(path, item, "required", own)
    var conditions: [SOPStep.Condition] = []
    for (i, condition) in (item["requiredWhen"]?.array ?? []).enumerated() {
      let place = path + ".requiredWhen[\(i)]"
      let field = FieldKey(string(.steps, place, condition, "field"))
      if !known.contains(field) { note(.steps, place, .unknown(kind: "field", name: field.rawValue)) }
      conditions.append(
        SOPStep.Condition(
          field: field, values: strings(.steps, place, condition, "is"), fields: keys(place, condition, "fields", own)))
    }
    var adds: (collection: String, members: [(String, FieldKey)])?
    if let spec = item["adds"] {
      let members = (spec["members"]?.object ?? [:]).map { ($0.key, FieldKey($0.value.string ?? "")) }
      for (_, field) in members where !own.contains(field) {
        note(.steps, path + ".adds", .unknown(kind: "field", name: field.rawValue))
      }
      adds = (string(.steps, path + ".adds", spec, "collection"), members)
    }
    if let limit = item["stuckLimit"], (limit.int ?? 0) < 1 {
      note(.steps, path + ".stuckLimit", .expected("integer above 0"))
    }
    if item["order"]?.int == nil { note(.steps, path + ".order", .expected("integer")) }
    return SOPStep(
      id: StepID(string(.steps, path, item, "id")), stage: stage, track: track, form: item["form"]?.string,
      order: item["order"]?.int ?? 0, name: phrase(.steps, path, item, "name"),
      purpose: phrase(.steps, path, item, "purpose"), who: phrase(.steps, path, item, "who"),
      exit: phrase(.steps, path, item, "exit"), artefact: phrase(.steps, path, item, "artefact"),
      pitfall: phrase(.steps, path, item, "pitfall"),
      content: (item["content"]?.array ?? []).enumerated().compactMap {
        optionalPhrase(.steps, path + ".content[\($0)]", $1)
      },
      roles: names(path, item, "roles", kind: "role", among: choices["roles"]),
      materials: names(path, item, "materials", kind: "material", among: choices["materials"]), skippable: skippable,
      stuckLimit: item["stuckLimit"]?.int ?? defaults?.stuckLimits[stage] ?? 10, fields: fields, required: required,
      requiredWhen: conditions, adds: adds)
  }
}
