/// A field of the directory that somebody corrected by hand, kept under `own/<field>`: what the lists said before, and
/// the day. An older list, or one that still says the same, does not undo the correction.
public struct DealerCorrection: Sendable, Equatable {
  public let on: Day
  /// The value that was replaced; nil if there was none.
  public let was: JSONValue?

  public init(on: Day, was: JSONValue?) {
    self.on = on
    self.was = was
  }

  init?(_ value: JSONValue) {
    guard let on = value["on"]?.string.flatMap({ Day($0) }) else { return nil }
    self.init(on: on, was: value["was"])
  }

  var json: JSONValue {
    var members: JSONObject = ["on": .string(on.description)]
    members["was"] = was
    return .object(members)
  }

  static func key(_ field: FieldKey) -> FieldKey { .entry("own", field.rawValue) }
}

extension Dealer {
  public func correction(of field: FieldKey) -> DealerCorrection? {
    record[DealerCorrection.key(field)].flatMap(DealerCorrection.init)
  }
}
