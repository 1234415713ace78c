import Canvas
import Pipeline

/// A way of looking at the dealers that has a name: filter, order, table or board. Saved ones are records of the book.
struct DealerView: Equatable, Sendable {
  /// Nil for one that the program brings.
  var record: Record?
  var name: Wording
  var filter = ""
  var order = DealerOrder.book
  var isDescending = false
  var isBoard = false
  var showsGone = false

  static let kind = RecordKind(rawValue: "view")

  init(_ name: Wording, filter: String = "", order: DealerOrder = .book, board: Bool = false, gone: Bool = false) {
    self.name = name
    self.filter = filter
    self.order = order
    isBoard = board
    showsGone = gone
  }

  init?(_ record: Record) {
    guard let name = record["name"]?.string else { return nil }
    self.record = record
    self.name = Wording(name)
    filter = record["filter"]?.string ?? ""
    order = record["order"]?.string.flatMap(DealerOrder.init(rawValue:)) ?? .book
    isDescending = record["descending"]?.bool ?? false
    isBoard = record["board"]?.bool ?? false
  }

  static let shipped: [DealerView] = [
    DealerView(Wording(zh: "全部车商", en: "All dealers")),
    DealerView(Wording(zh: "在办，按阶段", en: "Open, by stage"), filter: "is:worked", order: .stage),
    DealerView(Wording(zh: "停滞", en: "Stuck"), filter: "is:stuck", order: .days),
    DealerView(Wording(zh: "逾期", en: "Overdue"), filter: "is:overdue", order: .nextDate),
    DealerView(Wording(zh: "重点对象", en: "Key targets"), filter: "class:key", order: .stage),
    DealerView(Wording(zh: "已合作", en: "Partners"), filter: "is:partner", order: .name),
    DealerView(Wording(zh: "已放弃", en: "Dropped"), filter: "is:dropped", order: .name),
    DealerView(Wording(zh: "阶段看板", en: "Board of stages"), filter: "is:worked", board: true),
    DealerView(Wording(zh: "已删除、已并走", en: "Deleted and merged"), gone: true),
  ]

  /// The shipped ones, then the user's own by name.
  static func all(_ desk: Desk) -> [DealerView] {
    shipped + desk.book[kind].records.compactMap(DealerView.init).sorted { $0.name.zh < $1.name.zh }
  }

  /// Keeps it under its name; the view of that name is replaced.
  func saving(named name: String, desk: Desk) -> Change {
    var mint = desk.mint
    let old = desk.book[DealerView.kind].records.first { $0["name"]?.string == name } ?? Record(id: mint.next("v"))
    var new = old
    new["name"] = .string(name)
    new["filter"] = filter.isEmpty ? nil : .string(filter)
    new["order"] = .string(order.rawValue)
    new["descending"] = isDescending ? .bool(true) : nil
    new["board"] = isBoard ? .bool(true) : nil
    return Change(Deed("view.save", ["name": .string(name)]), DealerView.kind, from: old, to: new)
  }

  /// Takes a saved view away; nil for a shipped one.
  var deleting: Change? {
    record.map { Change(Deed("view.delete", ["name": .string(name.zh)]), DealerView.kind, from: $0, to: Record(id: $0.id)) }
  }
}
