/// All series of all lists, to be found as one types: brand, series, pinyin with any reading, initials, or a price.
///
/// Built from the lists, a branch's own among them; a search walks all series and needs well under 10 ms.
public struct VehicleIndex: Sendable {
  public let vehicles: [Vehicle]
  private let keys: [PinyinKey]

  /// - Parameters:
  ///   - lists: the newest first; its range counts, the others' are kept behind it.
  ///   - brands: csv of 车系,品牌,证据 for a list that names no brand.
  ///   - pinyin: the readings table (`dealers/pinyin.tsv`).
  public init(lists: [VehicleList], brands: [UInt8] = [], pinyin: [UInt8]) {
    func key(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }
    var named: [String: (String, Evidence)] = [:]
    for row in VehicleIndex.rows(brands).dropFirst() where row.count >= 2 {
      named[key(row[0])] = (row[1], row.count > 2 ? Evidence(rawValue: row[2]) ?? .uMedium : .uMedium)
    }
    var all: [Vehicle] = []
    var place: [String: Int] = [:]
    for list in lists {
      for row in list.rows {
        let price = Vehicle.Price(list: list.name, low: row.low, high: row.high)
        if let at = place[key(row.series)] {
          if all[at].prices.last?.list != list.name { all[at].prices.append(price) }
          continue
        }
        place[key(row.series)] = all.count
        let brand = row.brand.map { ($0, Evidence.a) } ?? named[key(row.series)]
        all.append(Vehicle(brand: brand?.0, brandEvidence: brand?.1 ?? .x, series: row.series, prices: [price]))
      }
    }
    vehicles = all
    let texts = all.map { ($0.brand ?? "") + " " + $0.series }
    let readings = PinyinKey.readings(of: Set(texts.joined().unicodeScalars), in: pinyin)
    keys = texts.map { PinyinKey($0, readings: readings) }
  }

  /// The series a text may mean, best first: a word of the name begins with it, then it stands within. A price (`12万`,
  /// `119900`) finds the series whose newest range has it, the narrowest range first.
  public func search(_ text: String, limit: Int = 50) -> [Vehicle] {
    let query = PinyinKey.query(text)
    if query.isEmpty { return Array(vehicles.prefix(limit)) }
    var found: [(rank: Int, at: Int)] = []
    for i in keys.indices { if let rank = keys[i].rank(query) { found.append((rank, i)) } }
    if let price = QuoteInput.price(text), price >= Money(yuan: 10_000) {
      for i in vehicles.indices
      where vehicles[i].price.low <= price && price <= vehicles[i].price.high && !found.contains(where: { $0.at == i })
      {
        found.append((1000 + Int((vehicles[i].price.high - vehicles[i].price.low).fen / 1_000_00), i))
      }
    }
    // Lists are ordered by sales: among equals the more usual car comes first.
    return found.sorted { ($0.rank, $0.at) < ($1.rank, $1.at) }.prefix(limit).map { vehicles[$0.at] }
  }

  /// The series of that very name; with or without its brand in front.
  public func vehicle(named text: String) -> Vehicle? {
    let key = text.lowercased().filter { !$0.isWhitespace }
    return vehicles.first { v in
      let series = v.series.lowercased().filter { !$0.isWhitespace }
      return series == key || (v.brand.map { ($0.lowercased() + series) == key } ?? false)
    }
  }

  public func vehicles(ofBrand brand: String) -> [Vehicle] { vehicles.filter { $0.brand == brand } }
  public var brands: [String] {
    vehicles.compactMap(\.brand).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }.keys.sorted()
  }

  static func rows(_ csv: [UInt8]) -> [[String]] {
    csv.split(separator: 0x0A).map { line in
      let line = line.last == 0x0D ? line.dropLast() : line
      return line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
        String(decoding: $0.starts(with: [0xEF, 0xBB, 0xBF]) ? $0.dropFirst(3) : $0, as: UTF8.self)
      }
    }
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
