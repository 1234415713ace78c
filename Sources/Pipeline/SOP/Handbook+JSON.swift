import OrderedCollections

extension Handbook {
  /// The handbook as `sop --json` prints it: stages with the ids and names of their steps.
  public var outline: JSONValue {
    ["stages": .array(stages.map { guide in
      [
        "id": .string(guide.stage.rawValue), "name": Handbook.json(guide.name), "exit": Handbook.json(guide.exit),
        "steps": .array(steps(of: guide.stage).map { step in
          ["id": .string(step.id.rawValue), "name": Handbook.json(step.name)]
        }),
      ]
    })]
  }

  /// One step with everything a script needs to fill it: each field's id, type, unit, allowed values, whether it is
  /// required or computed.
  public func json(of step: SOPStep) -> JSONValue {
    var object: JSONObject = ["id": .string(step.id.rawValue), "stage": .string(step.stage.rawValue)]
    if let track = step.track { object["track"] = .string(track.rawValue) }
    if let form = step.form { object["form"] = .string(form) }
    for (name, phrase) in [
      ("name", step.name), ("purpose", step.purpose), ("who", step.who), ("exit", step.exit),
      ("artefact", step.artefact), ("pitfall", step.pitfall),
    ] { object[name] = Handbook.json(phrase) }
    object["roles"] = .array(step.roles.map { .string($0) })
    object["materials"] = .array(step.materials.map { .string($0) })
    object["skippable"] = .bool(step.skippable)
    object["stuckLimit"] = .int(step.stuckLimit)
    object["talk"] = .array(talk(at: step).map { .string($0.id) })
    object["fields"] = .array(fields(of: step).map { field in
      guard case .object(var description) = Handbook.json(field) else { return .null }
      description["required"] = .bool(step.required.contains(field.id))
      if let condition = step.requiredWhen.first(where: { $0.fields.contains(field.id) }) {
        description["requiredWhen"] = [
          "field": .string(condition.field.rawValue), "is": .array(condition.values.map { .string($0) }),
        ]
      }
      return .object(description)
    })
    return .object(object)
  }

  private static func json(_ phrase: Phrase) -> JSONValue { ["zh": .string(phrase.zh), "en": .string(phrase.en)] }

  private static func json(_ field: SOPField) -> JSONValue {
    var object: JSONObject = [
      "id": .string(field.id.rawValue), "name": json(field.name), "type": .string(field.type.name),
    ]
    if let help = field.help { object["help"] = json(help) }
    if field.required { object["required"] = true }
    if field.computed { object["computed"] = true }
    switch field.type {
    case .integer(let unit, let minimum, let maximum):
      if let unit { object["unit"] = json(unit) }
      if let minimum { object["minimum"] = .int(minimum) }
      if let maximum { object["maximum"] = .int(maximum) }
    case .rate(let maximum): object["maximum"] = .string(maximum.description)
    case .list(let element): object["of"] = .string(element.name)
    case .entries(let parts): object["fields"] = .array(parts.map(json))
    default: break
    }
    if !field.type.choices.isEmpty {
      object["choices"] = .array(field.type.choices.map { ["id": .string($0.id), "name": json($0.name)] })
    }
    return .object(object)
  }
}
