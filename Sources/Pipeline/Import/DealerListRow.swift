/// Something about a row that does not stop it but that the user should see.
public enum ImportWarning: Sendable, Equatable {
  /// Control or escape characters were taken out of this field.
  case cleaned(DealerColumn)
  /// The cell was too long and its end is not kept.
  case shortened(DealerColumn)
  /// The telephone cell holds something that is no telephone number; it is kept as a remark.
  case oddPhone(String)
  /// The cell holds something that this field cannot be (a word as a number, a place on no map).
  case unusable(DealerColumn, String)
  /// Another dealer of the same list has the same code.
  case codeShared(String)
  /// Two makers share this brand and nothing says which is meant.
  case makerUnclear(brand: String)
}

/// Why a row did not become a dealer, or why a dealer stayed as it is.
public enum ImportReason: Sendable, Equatable {
  case nameMissing
  /// Characters found; more than `DealerRules.nameLimit`.
  case nameTooLong(Int)
  /// More than one dealer fits equally well and nothing tells them apart.
  case ambiguous([RecordID])
  /// Another row of this file is the same dealer and was taken.
  case sameAsRow(Int)
  /// The book knows it from a newer edition of this list.
  case olderList(than: Day)
  /// It was merged into that dealer.
  case merged(into: RecordID)
  /// It was deleted from the book and stays so.
  case deleted
}

/// One row of a dealer list, its cells cleaned and taken apart.
struct DealerListRow {
  let table: Int
  let number: Int
  var name = ""
  var code: String?
  var maker: String?
  var brands: [String] = []
  var province: String?
  var city: String?
  var district: String?
  var address: String?
  var phones: [String] = []
  var phoneRemark: String?
  var place: CoordinateCell?
  var salesVolume: Int?
  var mainModels: [String] = []
  var contactName: String?
  var contactPhone: String?
  var remark: String?
  var dated: Day?
  var warnings: [ImportWarning] = []
  var rejection: ImportReason?

  /// - Parameter expected: the maker that the file's name speaks of; decides when a brand has two.
  init(_ row: SheetRow, table: Int, columns: DealerColumns, makers: MakerTable, expected: String?) {
    self.table = table
    number = row.number
    var warnings: [ImportWarning] = []
    func text(_ column: DealerColumn, limit: Int = 200) -> String? {
      guard let place = columns.places[column], let cell = row.cell(place) else { return nil }
      var value = CellText.clean(cell.text)
      if CellText.holdsControls(cell.text) { warnings.append(.cleaned(column)) }
      if cell.isCut || value.utf8.count > limit * 4 && value.count > limit {
        value = String(value.prefix(limit))
        warnings.append(.shortened(column))
      }
      return CellText.trimmed(value).isEmpty ? nil : value
    }
    func short(_ column: DealerColumn) -> String? { text(column, limit: 60).map(CellText.trimmed) }

    if let found = text(.name, limit: .max / 8) {
      let length = found.unicodeScalars.count
      if length > DealerRules.nameLimit || columns.places[.name].flatMap({ row.cell($0)?.isCut }) == true {
        rejection = .nameTooLong(length)
        name = String(found.prefix(40))
      } else {
        name = found
      }
    } else {
      rejection = .nameMissing
    }
    code = short(.code).map { CellText.trimmed(DealerListRow.plainCode($0)) }
    (maker, brands) = DealerListRow.maker(
      named: short(.maker), brand: short(.brand), makers: makers, expected: expected, warnings: &warnings)
    province = short(.province) ?? short(.province2)
    city = short(.city) ?? short(.city2)
    district = short(.district) ?? short(.district2)
    address = text(.address, limit: DealerRules.addressLimit)
    if let cell = text(.phone) {
      let parsed = PhoneCell(cell)
      phones = parsed.phones
      phoneRemark = parsed.remark
      if let remark = parsed.remark { warnings.append(.oddPhone(remark)) }
    }
    let pair = short(.coordinates), lon = short(.lon), lat = short(.lat)
    place = CoordinateCell(pair: pair, lon: lon, lat: lat)
    if place == nil, let given = pair ?? lon ?? lat { warnings.append(.unusable(pair != nil ? .coordinates : .lon, given)) }
    if let given = short(.salesVolume) {
      salesVolume = DealerListRow.count(given)
      if salesVolume == nil { warnings.append(.unusable(.salesVolume, given)) }
    }
    mainModels = (text(.mainModels) ?? "").split { "/,;、，；|".contains($0) }.map { CellText.trimmed(String($0)) }
      .filter { !$0.isEmpty }
    contactName = short(.contactName)
    if let given = short(.contactPhone) {
      let parsed = PhoneCell(given)
      contactPhone = parsed.phones.first
      if contactPhone == nil { warnings.append(.unusable(.contactPhone, given)) }
    }
    remark = text(.remark, limit: DealerRules.addressLimit)
    if let given = short(.dated) { dated = DealerListRow.day(given) }
    self.warnings = warnings
  }

  /// A code kept as a number may have grown `.0` in somebody's spreadsheet.
  private static func plainCode(_ text: String) -> String {
    guard text.hasSuffix(".0"), text.dropLast(2).allSatisfy({ ("0"..."9").contains($0) }) else { return text }
    return String(text.dropLast(2))
  }

  private static func count(_ text: String) -> Int? {
    let digits = CellText.fold(text).filter { $0 != "," && $0 != "台" && $0 != "辆" }
    if let whole = Int(digits) { return (0...10_000_000).contains(whole) ? whole : nil }
    guard digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }), let value = Double(digits), value == value.rounded(),
      (0...10_000_000).contains(value)
    else { return nil }
    return Int(value)
  }

  /// `2020-04-03`, `2020/4/3`, `2020.4.3`, `2020年4月3日`, `20200403` or a serial day, with or without a time behind it.
  static func day(_ text: String) -> Day? {
    let groups = text.split { !("0"..."9").contains($0) }.map(String.init)
    if let first = groups.first, first.count == 8, let whole = Int(first), let day = Day(whole / 10_000, whole / 100 % 100, whole % 100) {
      return day
    }
    if groups.count >= 3, groups[0].count == 4, let y = Int(groups[0]), let m = Int(groups[1]), let d = Int(groups[2]) {
      return Day(y, m, d)
    }
    return SerialDate.day(text)
  }

  private static func maker(
    named makerCell: String?, brand brandCell: String?, makers: MakerTable, expected: String?,
    warnings: inout [ImportWarning]
  ) -> (String?, [String]) {
    let words = (brandCell ?? "").split { "/,;、，；|".contains($0) }.map { CellText.trimmed(String($0)) }.filter { !$0.isEmpty }
    var brands: [String] = []
    for word in words { if case let brand = makers.brand(word), !brands.contains(brand) { brands.append(brand) } }
    for word in [makerCell, words.first].compactMap({ $0 }) {
      let found = makers.makers(named: word)
      if found.count == 1 {
        if brands.isEmpty { brands = [found[0].brand] }
        return (found[0].code, brands)
      }
      if let expected, found.contains(where: { $0.code == expected }) { return (expected, brands) }
      if found.isEmpty { return (CellText.fold(word), brands) }
      warnings.append(.makerUnclear(brand: word))
      return (nil, brands)
    }
    if let expected {
      if brands.isEmpty { brands = [makers.maker(code: expected)?.brand ?? expected] }
      return (expected, brands)
    }
    return (nil, brands)
  }

  /// Filled fields: of two rows for one dealer the fuller one counts.
  var fullness: Int {
    [code, province, city, district, address, contactName, contactPhone, remark].count { $0 != nil } + phones.count
      + (place == nil ? 0 : 1) + (salesVolume == nil ? 0 : 1)
  }

  /// The same for equal rows wherever they stand.
  var content: String {
    [name, code, province, city, district, address, phones.joined(separator: "/"), place?.lon.description, remark]
      .map { $0 ?? "" }.joined(separator: "\u{1}")
  }
}
