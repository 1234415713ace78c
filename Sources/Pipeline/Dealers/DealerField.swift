/// A field of the directory, and how its text becomes the value that the book keeps.
public enum DealerField: String, CaseIterable, Sendable {
  case name, maker, code, aliases, brands, province, city, district, address, phones, lon, lat
  case salesVolume, mainModels, contactName, contactPhone, owner, nextDate, nextNote, remark

  public var key: FieldKey { FieldKey(rawValue) }

  /// Fields that a list fills: correcting one by hand is remembered, so that the next list does not undo it.
  var isListed: Bool {
    switch self {
    case .aliases, .owner, .nextDate, .nextNote: false
    default: true
    }
  }

  /// Reads a typed text. Lists are separated by commas. Nil, for an empty text, takes the field away.
  public func value(_ text: String) throws(DealerError) -> JSONValue? {
    let text = CellText.trimmed(CellText.clean(text))
    if text.isEmpty {
      if self == .name { throw .nameMissing }
      return nil
    }
    switch self {
    case .name:
      if text.count > DealerRules.nameLimit { throw .nameTooLong(characters: text.count, limit: DealerRules.nameLimit) }
      return .string(text)
    case .phones:
      let phones = try DealerField.items(text).map { item throws(DealerError) in try DealerField.phone(item) }
      if phones.count > DealerRules.phonesLimit { throw .tooManyPhones(phones.count, limit: DealerRules.phonesLimit) }
      return .array(phones.map { .string($0) })
    case .contactPhone: return .string(try DealerField.phone(text))
    case .aliases, .brands, .mainModels:
      let items = DealerField.items(text)
      for item in items { try check(item, 60) }
      return .array(items.map { .string($0) })
    case .lon, .lat:
      let limit = self == .lon ? 180 : 90
      guard text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || $0 == "." || $0 == "-" }),
        let number = Double(text)
      else {
        throw .badNumber(field: rawValue, text: text)
      }
      guard abs(number) <= Double(limit), let degrees = Coordinate(text) else {
        throw .outOfRange(field: rawValue, text: text, low: -limit, high: limit)
      }
      return degrees.json
    case .salesVolume:
      guard let number = Int(text) else { throw .badNumber(field: rawValue, text: text) }
      guard (0...10_000_000).contains(number) else {
        throw .outOfRange(field: rawValue, text: text, low: 0, high: 10_000_000)
      }
      return .int(number)
    case .nextDate:
      guard let day = Day(text) else { throw .badDay(field: rawValue, text: text) }
      return .string(day.description)
    case .address, .remark, .nextNote: try check(text, DealerRules.addressLimit)
    case .maker, .code, .province, .city, .district, .contactName, .owner: try check(text, 60)
    }
    return .string(text)
  }

  private func check(_ text: String, _ limit: Int) throws(DealerError) {
    if text.count > limit { throw .textTooLong(field: rawValue, characters: text.count, limit: limit) }
  }

  private static func items(_ text: String) -> [String] {
    text.split { ",，;；、".contains($0) }.map { CellText.trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  private static func phone(_ text: String) throws(DealerError) -> String {
    let folded = CellText.fold(text)
    let digits = folded.utf8.count { $0 >= 0x30 && $0 <= 0x39 }
    guard folded.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }), (3...20).contains(digits),
      !folded.hasPrefix("-"), !folded.hasSuffix("-")
    else { throw .badPhone(text) }
    return folded
  }
}
