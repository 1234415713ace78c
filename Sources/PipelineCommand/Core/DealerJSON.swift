import Pipeline

/// Dealers as scripts see them.
enum DealerJSON {
  /// The fields of a list; what is not known is null.
  static func row(_ dealer: Dealer) -> JSONObject {
    [
      "id": .string(dealer.id.rawValue), "code": .optional(dealer.code), "name": .string(dealer.name),
      "maker": .optional(dealer.maker), "brands": .strings(dealer.brands), "province": .optional(dealer.province),
      "city": .optional(dealer.city), "district": .optional(dealer.district), "address": .optional(dealer.address),
      "phones": .strings(dealer.phones), "stage": .string(dealer.stage.rawValue), "standing": .string(dealer.standing.rawValue),
      "class": .optional(dealer.text("class")), "classRule": .optional(dealer.text("classRule")),
    ]
  }

  /// The whole dealer: the fields of the list, then every other field; a collection is an array whose entries carry
  /// their own name as `entry`. Steps stand on their own (`DealerProgress`).
  static func whole(_ dealer: Dealer) -> JSONObject {
    var object = row(dealer)
    var collections: [String: [JSONValue]] = [:]
    var order: [String] = []
    for (key, value) in dealer.record.fields where object[key] == nil {
      guard let slash = key.firstIndex(of: "/") else {
        object[key] = value
        continue
      }
      let collection = String(key[..<slash])
      if collection == "steps" { continue }
      var entry: JSONObject = ["entry": .string(String(key[key.index(after: slash)...]))]
      if let members = value.object { entry.merge(members) { $1 } } else { entry["value"] = value }
      if collections[collection] == nil { order.append(collection) }
      collections[collection, default: []].append(.object(entry))
    }
    for name in order { object[name] = .array(collections[name] ?? []) }
    return object
  }

  static func step(_ progress: StepProgress) -> JSONValue {
    var object: JSONObject = [
      "id": .string(progress.step.id.rawValue), "stage": .string(progress.step.stage.rawValue),
      "name": .string(progress.step.name.zh), "state": .string(progress.state.rawValue),
    ]
    if let track = progress.step.track { object["track"] = .string(track.rawValue) }
    if let on = progress.on { object["on"] = .string(on.description) }
    if let by = progress.by { object["by"] = .string(by) }
    if let note = progress.note { object["note"] = .string(note) }
    if let reason = progress.reason { object["reason"] = .string(reason) }
    object["times"] = .int(progress.times)
    object["missing"] = .array(progress.missing.map(\.json))
    return .object(object)
  }
}
