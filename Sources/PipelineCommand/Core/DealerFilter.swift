import Canvas
import Glibc
import Pipeline
import PipelineScreens

/// What `dealers list` asks for, and how it is found: without conditions only the dealers that are shown are decoded.
struct DealerFilter {
  /// The dealers that fit: how many, and the first of them.
  struct Found {
    var total = 0
    var dealers: [Dealer] = []
  }

  private let query: String?
  private let stage: Stage?
  private let dealerClass: String?
  private let brands: (names: Set<String>, makers: Set<String>)?
  private let city: String?
  private let province: String?
  private let standing: Standing?
  private let gone: Bool

  init(_ list: DealersList, _ session: Session) throws {
    query = list.query
    stage = try list.stage.map { try DealerFilter.stage($0) }
    dealerClass = try list.dealerClass.map { try DealerFilter.dealerClass($0, session) }
    if let brand = list.brand {
      let makers = try session.makers()
      let named = makers.makers(named: brand)
      let own = named.filter { $0.code == brand.lowercased() || $0.name == brand }
      brands = own.count == 1 && own[0].brand != brand
        ? ([], [own[0].code]) : ([makers.brand(brand), CellText.trimmed(brand)], named.count == 1 ? [named[0].code] : [])
    } else {
      brands = nil
    }
    city = list.city.map(PlaceName.city)
    province = list.province.map(PlaceName.province)
    standing = try list.standing.map { text in
      guard let standing = Standing(rawValue: text) else {
        let all = Standing.allCases.map(\.rawValue)
        throw CommandFailure.usage(
          "unknown-standing", ["given": .string(text), "allowed": .strings(all)],
          zh: "没有“\(Words.plain(text))”这种状态。可用：\(all.joined(separator: "、"))。",
          en: "There is no standing \"\(Words.plain(text))\". Use one of: \(all.joined(separator: ", ")).")
      }
      return standing
    }
    gone = list.gone
  }

  /// A stage by its id or Chinese name.
  static func stage(_ text: String) throws -> Stage {
    let lower = text.lowercased()
    if let stage = Stage.allCases.first(where: { $0.rawValue == lower || Words.stage($0).zh == text || Words.stage($0).en == lower }) {
      return stage
    }
    let all = Stage.allCases.map(\.rawValue)
    throw CommandFailure.usage(
      "unknown-stage", ["given": .string(text), "allowed": .strings(all)],
      zh: "没有“\(Words.plain(text))”这个阶段。可用：\(all.joined(separator: "、"))。",
      en: "There is no stage \"\(Words.plain(text))\". Use one of: \(all.joined(separator: ", ")).")
  }

  private static func dealerClass(_ text: String, _ session: Session) throws -> String {
    let choices = try session.handbook().choices["classes"] ?? []
    let lower = text.lowercased()
    if let choice = choices.first(where: { $0.id == lower || $0.name.zh == text || $0.name.en.lowercased() == lower }) { return choice.id }
    throw CommandFailure.usage(
      "unknown-class", ["given": .string(text), "allowed": .strings(choices.map(\.id))],
      zh: "没有“\(Words.plain(text))”这个类别。可用：\(choices.map(\.id).joined(separator: "、"))。",
      en: "There is no class \"\(Words.plain(text))\". Use one of: \(choices.map(\.id).joined(separator: ", ")).")
  }

  private var isPlain: Bool {
    query == nil && stage == nil && dealerClass == nil && brands == nil && city == nil && province == nil && standing == nil && !gone
  }

  func find(in table: RecordTable, limit: Int, _ session: Session) throws -> Found {
    if isPlain { return DealerFilter.first(limit, of: table) }
    let index = DealerIndex(table, includingGone: gone)
    var places = Array(index.rows.indices)
    if let query { places = try DealerSearch(index, pinyin: session.pinyin(), makers: session.makers()).matches(query) }
    places = places.filter { fits(index.rows[$0]) }
    var table = table
    if places.count > 1 { table.index() }
    return Found(
      total: places.count,
      dealers: places.prefix(limit).compactMap { table[index.rows[$0].id].map(Dealer.init(record:)) })
  }

  private func fits(_ row: DealerRow) -> Bool {
    if gone != row.isGone { return false }
    if let stage, (row.stage.flatMap(Stage.init(rawValue:)) ?? .survey) != stage { return false }
    if let standing, (row.standing.flatMap(Standing.init(rawValue:)) ?? .open) != standing { return false }
    if let dealerClass, row.dealerClass != dealerClass { return false }
    if let brands, !row.brands.contains(where: brands.names.contains), !(row.maker.map(brands.makers.contains) ?? false) { return false }
    if let city, row.city.map(PlaceName.city) != city { return false }
    if let province, row.province.map(PlaceName.province) != province { return false }
    return true
  }

  /// All that are not gone are counted by a search for the word in the raw lines; only those shown are decoded.
  private static func first(_ limit: Int, of table: RecordTable) -> Found {
    var found = Found()
    table.forEachRow { line in
      if mayBeGone(line) || found.dealers.count < limit {
        guard let dealer = dealer(line), !dealer.isGone else { return }
        if found.dealers.count < limit { found.dealers.append(dealer) }
      }
      found.total += 1
    } record: { record in
      let dealer = Dealer(record: record)
      guard !dealer.isGone else { return }
      found.total += 1
      if found.dealers.count < limit { found.dealers.append(dealer) }
    }
    return found
  }

  /// Whether `"gone"` stands anywhere in the line; a letter search is quicker than walking the members.
  private static func mayBeGone(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let start = line.baseAddress else { return false }
    var at = 1
    while at + 4 < line.count, let hit = memchr(start + at, Int32(UInt8(ascii: "g")), line.count - at) {
      let place = UnsafeRawPointer(hit) - start
      guard place + 4 < line.count else { return false }
      if line[place - 1] == 0x22, line[place + 1] == UInt8(ascii: "o"), line[place + 2] == UInt8(ascii: "n"),
        line[place + 3] == UInt8(ascii: "e"), line[place + 4] == 0x22
      {
        return true
      }
      at = place + 1
    }
    return false
  }

  private static func dealer(_ line: UnsafeRawBufferPointer) -> Dealer? {
    guard case .object(var members)? = try? JSONValue.parse(line), let id = members.removeValue(forKey: "id")?.string else { return nil }
    return Dealer(record: Record(id: RecordID(rawValue: id), fields: members))
  }
}
