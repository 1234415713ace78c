import Pipeline

/// A book to measure with: many partners, and months of a team's work that `PlayedMonths` plays by the library's own
/// rules. The same day and size give the same book. The dealers are simply there, signed; the months are played deed by
/// deed, and each month is written as one transaction. When today ends a month, its review stands just before its sealing.
struct LargeDemo {
  struct Size {
    var dealers = 2_000
    var customers = 20_000
    var months = 36
    /// At most so many rows are planned for a month, the carried ones included where they fit.
    var rowsPerMonth = 600
    /// Rows that the last review leaves undecided.
    var undecided = 40
  }

  let store: BookStore
  private(set) var customers: CustomerBook

  /// - Parameter folder: must not hold anything.
  static func make(in folder: String, size: Size, session: Session) throws -> LargeDemo {
    let first = (session.today.month + -(size.months - 1)).first
    let store = try BookStore.create(
      folder, name: session.say("度量档案", "Book to measure"), branch: session.say("演示机构", "Demo branch"), day: first,
      context: session.context)
    session.use(store)
    let dealers = partners(size.dealers, until: session.today)
    try store.commit(Change(Deed("demo", ["dealers": .int(dealers.count)]), dealers), day: first, by: DemoStory.specialists[0])
    var demo = LargeDemo(store: store, customers: CustomerBook(store.book))
    try demo.play(from: first, through: session.today, size, dealers.map(\.id))
    try store.checkpoint()
    return demo
  }

  private mutating func play(from first: Day, through today: Day, _ size: Size, _ dealers: [RecordID]) throws {
    var mint = IDMint(seconds: UInt64(first.number), salt: 7)
    var team = PlayedMonths(
      seed: UInt64(bitPattern: Int64(today.number)), dealers: dealers,
      size: .init(customersPerMonth: (size.customers + size.months - 1) / size.months, rowsPerMonth: size.rowsPerMonth))
    var edits: [RecordEdit] = []
    var day = first
    while day <= today {
      if day == today, day == day.month.last {
        try team.playLastDay(day, leaving: size.undecided, in: &customers, mint: &mint) { edits += $0.edits }
      } else {
        try team.play(day, in: &customers, mint: &mint) { edits += $0.edits }
      }
      if day == day.month.last || day == today {
        try store.commit(
          Change(Deed("demo", ["month": .string(day.month.description), "lasting": true]), edits), day: day, by: DemoStory.specialists[0])
        edits = []
      }
      day = day + 1
    }
  }

  /// Invented partners of the cities of one province; the contract of each runs on.
  private static func partners(_ count: Int, until today: Day) -> [RecordEdit] {
    let cities = ["长春市", "吉林市", "四平市", "辽源市", "通化市", "白山市", "松原市", "白城市"]
    let brands = ["大众", "丰田", "别克", "吉利", "比亚迪", "哈弗", "本田", "日产", "奇瑞", "红旗"]
    let names = ["通达", "恒远", "鑫源", "瑞丰", "华翔", "众诚", "金桥", "永泰", "嘉信", "盛世", "宏业", "百川"]
    var mint = IDMint(seconds: UInt64(today.number), salt: 3)
    return (0..<count).map { n in
      let city = cities[n % cities.count], brand = brands[n / cities.count % brands.count]
      let name = String(city.dropLast()) + names[n / 80 % names.count] + brand + (n < 960 ? "" : "第\(n / 960 + 1)店")
      let fields: [(FieldKey, JSONValue)] = [
        ("name", .string(name)), ("code", .string("D\(100_000 + n)")), ("brands", [.string(brand)]), ("province", "吉林省"),
        ("city", .string(city)), ("address", .string("示例大街\(n + 1)号")), ("stage", "sign"), ("standing", "partner"),
        ("contract.ends", .string((today + 730).description)), ("owner", .string(DemoStory.specialists[n % DemoStory.specialists.count])),
      ]
      return RecordEdit(.dealer, mint.next("d"), fields.map { FieldEdit($0.0, was: nil, to: $0.1) })
    }
  }
}
