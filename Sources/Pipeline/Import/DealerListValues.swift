/// One field that a row of a list fills, and how its spellings are compared.
struct DealerListValue {
  let field: FieldKey
  let json: JSONValue
  private let same: @Sendable (JSONValue) -> Bool

  /// Another spelling of the same is the same: blanks, widths, endings of places, dashes in telephone numbers.
  func isSame(as other: JSONValue?) -> Bool { other.map { $0 == json || same($0) } ?? false }

  /// The value to keep: brands add up, everything else is replaced.
  func merged(with present: JSONValue?) -> JSONValue {
    guard field == "brands", let old = present?.array, let new = json.array else { return json }
    return .array(old + new.filter { !old.contains($0) })
  }

  fileprivate init(_ field: FieldKey, _ json: JSONValue, same: @escaping @Sendable (JSONValue) -> Bool = { _ in false })
  {
    self.field = field
    self.json = json
    self.same = same
  }
}

enum DealerListValues {
  /// The filled fields of a row, in the order of the record.
  static func all(of row: DealerListRow) -> [DealerListValue] {
    var values: [DealerListValue] = []
    func text(_ field: FieldKey, _ value: String?, _ key: @escaping @Sendable (String) -> String) {
      guard let value else { return }
      values.append(DealerListValue(field, .string(value)) { $0.string.map { key($0) == key(value) } ?? false })
    }
    text("name", row.name, CellText.fold)
    text("maker", row.maker, CellText.fold)
    text("code", row.code, CellText.fold)
    if !row.brands.isEmpty {
      let brands = Set(row.brands.map(CellText.letters))
      values.append(
        DealerListValue("brands", .array(row.brands.map { .string($0) })) { present in
          brands.isSubset(of: Set((present.array ?? []).compactMap(\.string).map(CellText.letters)))
        })
    }
    text("province", row.province, PlaceName.province)
    text("city", row.city, PlaceName.city)
    text("district", row.district, PlaceName.district)
    text("address", row.address, CellText.fold)
    if !row.phones.isEmpty {
      let phones = Set(row.phones.map(PhoneCell.key))
      values.append(
        DealerListValue("phones", .array(row.phones.map { .string($0) })) { present in
          phones == Set((present.array ?? []).compactMap(\.string).map(PhoneCell.key))
        })
    }
    text("phoneRemark", row.phoneRemark, CellText.fold)
    if let place = row.place {
      for (field, value) in [("lon", place.lon), ("lat", place.lat)] {
        values.append(
          DealerListValue(FieldKey(field), value.json) { present in
            if case .number(let text) = present { Coordinate(text) == value } else { false }
          })
      }
    }
    if let volume = row.salesVolume { values.append(DealerListValue("salesVolume", .int(volume))) }
    if !row.mainModels.isEmpty {
      values.append(DealerListValue("mainModels", .array(row.mainModels.map { .string($0) })))
    }
    text("contactName", row.contactName, CellText.fold)
    text("contactPhone", row.contactPhone, PhoneCell.key)
    text("remark", row.remark, CellText.fold)
    return values
  }
}
