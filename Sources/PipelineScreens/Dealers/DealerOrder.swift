import Canvas
import Pipeline

/// By what the dealers of a list are sorted.
enum DealerOrder: String, CaseIterable, Sendable {
  case book, stage, dealerClass, name, brand, city, nextStep, days, nextDate, owner

  var wording: Wording {
    switch self {
    case .book: Wording(zh: "录入次序", en: "as they came")
    case .stage: Wording(zh: "阶段", en: "stage")
    case .dealerClass: Wording(zh: "类别", en: "class")
    case .name: Wording(zh: "名称（拼音）", en: "name")
    case .brand: Wording(zh: "品牌", en: "brand")
    case .city: Wording(zh: "城市", en: "city")
    case .nextStep: Wording(zh: "下一步", en: "next step")
    case .days: Wording(zh: "停留天数", en: "days in stage")
    case .nextDate: Wording(zh: "下次日期", en: "next date")
    case .owner: Wording(zh: "负责人", en: "owner")
    }
  }

  /// The places of all rows in this order; rows that lack what is asked for come last, whichever way it goes.
  func sorted(_ desk: Desk, descending: Bool) -> [Int] {
    let rows = desk.lookups.dealers.rows
    let keys: [Int?]
    switch self {
    case .book: return descending ? rows.indices.reversed() : Array(rows.indices)
    case .name: keys = desk.lookups.ranks(of: .name)
    case .stage:
      // The furthest along first; a partner is beyond all stages, the given up come last.
      keys = rows.map { row in
        switch row.standing.flatMap(Standing.init(rawValue:)) ?? .open {
        case .open: row.isWorkedOn ? -1 - (row.stage.flatMap(Stage.init(rawValue:)) ?? .survey).index : 0
        case .partner: -7
        case .dropped, .ended: 1
        }
      }
    case .dealerClass: keys = rows.map { $0.dealerClass.map { DealerWords.classes.firstIndex(of: $0) ?? 9 } }
    case .nextDate: keys = rows.map { $0.nextDate.map { Int($0.number) } }
    case .days: keys = rows.map { $0.isWorkedOn ? desk.lookups.glance($0, on: desk.today).daysInStage.map { -$0 } : nil }
    case .nextStep:
      keys = rows.map { $0.isWorkedOn ? desk.lookups.glance($0, on: desk.today).nextStep.flatMap { step in desk.handbook.steps.firstIndex { $0.id == step.id } } : nil }
    case .brand: keys = desk.lookups.ranks(of: .brand)
    case .city: keys = desk.lookups.ranks(of: .city)
    case .owner: keys = desk.lookups.ranks(of: .owner)
    }
    return rows.indices.sorted { a, b in
      switch (keys[a], keys[b]) {
      case (nil, nil): a < b
      case (nil, _?): false
      case (_?, nil): true
      case (let x?, let y?): x == y ? a < b : descending ? x > y : x < y
      }
    }
  }
}
