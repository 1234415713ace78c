import Pipeline

/// The customers of the demonstration: those of the partners, with contacts, sales, the plan of last month (reviewed and
/// sealed), that of this month half done, referrals and logged work. Everything goes through the rooms' own operations;
/// the same day gives the same book; every person, plate and telephone is invented.
struct DemoCustomers {
  private let store: BookStore
  private let today: Day
  private let partners: [RecordID]
  private var mint: IDMint
  private var book: CustomerBook
  private var dice: Dice
  private var policies = 0

  private static let names = [
    "王建国", "李秀兰", "张伟", "刘洋", "陈静", "杨帆", "赵敏", "黄海", "周涛", "吴丹", "徐亮", "孙丽", "马超", "朱琳", "胡斌", "郭蕾",
    "何勇", "高翔", "林娜", "罗刚", "郑爽", "梁晨", "谢芳", "宋健", "唐雪", "许峰", "韩梅", "冯强", "邓颖", "曹磊",
  ]
  private static let cars = ["朗逸 1.5L", "宝来 1.4T", "轩逸 1.6L", "哈弗H6", "帝豪GL", "博越 1.8T", "卡罗拉 1.2T", "英朗 1.3T"]

  private init(_ store: BookStore, _ today: Day, _ partners: [RecordID], _ mint: IDMint) {
    self.store = store
    self.today = today
    self.partners = partners
    self.mint = mint
    book = CustomerBook(store.book)
    dice = Dice(seed: UInt64(bitPattern: Int64(today.number)))
  }

  /// Plays the customers of the partners among `dealers` into the book.
  static func play(into store: BookStore, today: Day, dealers: [RecordID], mint: IDMint) throws {
    let partners = dealers.filter { store.book.dealer($0)?.isPartner(on: today) == true }
    guard !partners.isEmpty else { return }
    var demo = DemoCustomers(store, today, partners, mint)
    try demo.play()
  }

  private mutating func commit(_ change: Change, _ day: Day, _ by: String) throws {
    guard !change.isEmpty else { return }
    try store.commit(change, day: day, by: by)
    book.apply(change)
  }

  private func who(_ n: Int) -> String { DemoStory.specialists[n % DemoStory.specialists.count] }

  private mutating func play() throws {
    let last = today.month.previous
    // Partners were signed about three weeks ago at the earliest; customers come the day after the latest signing, or
    // on the last month's first day when that is later.
    let found = max(last.first, today - 55)
    var ids: [RecordID] = []
    for n in 0..<Self.names.count { ids.append(try find(n, on: found)) }
    try lastMonth(ids, last)
    try thisMonth(ids)
    try loose(ids)
  }

  private mutating func find(_ n: Int, on day: Day) throws -> RecordID {
    let type: CustomerType = [.dealerStock, .dealerStock, .newCarBuyer, .maintenance, .other][n % 5]
    var fields: JSONObject = [
      "customerName": .string(Self.names[n]), "customerType": .string(type.rawValue),
      "phones": [.string("1990000" + String(1000 + n))], "vehicle.model": .string(Self.cars[n % Self.cars.count]), "owner": .string(who(n)),
    ]
    if type != .newCarBuyer {
      fields["vehicle.plate"] = .string("吉A" + String(10_000 + n * 137))
      // Ends spread over the bands of the next three months, a few just over.
      fields["motorExpiry"] = .string((today - 20 + n * 5).description)
    }
    if type == .dealerStock {
      fields["lastPolicy.number"] = .string("PDAA20250" + String(1000 + n))
      fields["lastPolicy.premium"] = .string(String(3_200 + n * 95) + ".00")
    }
    if n % 6 == 1 { fields["referredBy"] = .string(Self.names[(n + 7) % Self.names.count]) }
    if n % 7 == 2 { fields["housing"] = .string(Housing.upscale.rawValue) }
    var lines: [InsuranceLine] = [.motor]
    if n % 4 == 1 { lines.append(.accident) }
    if n % 7 == 2 { lines.append(.home) }
    let change = try Opportunity.find(
      fields, lines: lines, dealer: partners[n % partners.count], isPartner: true, stamp: WorkStamp(on: day, by: who(n)), mint: &mint)
    try commit(change, day, who(n))
    return change.edits[0].id
  }

  private mutating func plan(_ ids: [RecordID], _ month: SalesMonth, on day: Day, from first: Int) throws {
    var drafts: [PlanDraft] = []
    for (n, id) in ids.enumerated() {
      guard let customer = book.opportunity(id) else { continue }
      let lines = customer.lines.filter { $0.state == .archived }.map(\.line)
      guard !lines.isEmpty, book.openRows(of: id).isEmpty else { continue }
      let on = min(month.last, max(month.first + first + n * 2 % 24, month.first))
      drafts.append(PlanDraft(opportunity: id, lines: [lines[0]], method: customer.customerType?.usualMethod ?? .phone, time: .day(on)))
    }
    try commit(try book.plan(month, drafts, stamp: WorkStamp(on: day, by: who(0)), mint: &mint), day, who(0))
  }

  private mutating func talk(_ id: RecordID, _ n: Int, on day: Day, _ will: Willingness, _ result: String, next: Day? = nil) throws {
    guard let row = book.openRows(of: id).first else { return }
    let contact = CustomerContact(
      on: day, by: who(n), method: row.method, lines: row.undecided, result: result, willingness: will, nextDate: next)
    try commit(try book.logContact(id, contact, stamp: WorkStamp(on: day, by: who(n)), mint: &mint), day, who(n))
  }

  private mutating func sold(_ line: InsuranceLine, _ n: Int, on day: Day) -> [Policy] {
    let kinds: [Policy.Kind?] = line == .motor ? [.compulsory, .commercial] : [nil]
    return kinds.map { kind in
      policies += 1
      let premium = kind == .compulsory ? Money(yuan: 950) : Money(fen: Int64(286_000 + n * 13_517))
      return Policy(number: "PDAA\(today.year)" + String(880_000 + policies), line: line, premium: premium, kind: kind, on: day)
    }
  }

  /// Twelve rows, all decided on the last day, and sealed.
  private mutating func lastMonth(_ ids: [RecordID], _ month: SalesMonth) throws {
    let begun = max(month.first, today - 55)
    try plan(Array(ids.prefix(14)), month, on: begun, from: begun - month.first)
    for (n, id) in ids.prefix(14).enumerated() where n % 7 != 6 {
      let day = min(month.last, begun + 2 + n)
      try talk(id, n, on: day, n % 3 == 0 ? .willing : n % 5 == 4 ? .unwilling : .considering, ["问了报价", "要比一比", "约周末到店"][n % 3])
    }
    for row in book.rows(of: month) where row.isUndecided {
      let n = ids.firstIndex(of: row.opportunity) ?? 0
      let stamp = WorkStamp(on: month.last, by: who(n))
      let decision: RowDecision
      if row.contacted == nil {
        decision = .notDone(note: nil)
      } else if n % 3 == 0 {
        decision = .won(sold(row.lines[0], n, on: month.last))
      } else if n % 5 == 4 {
        decision = .noInterest(reason: "亲戚在别家做保险", code: .otherInsurer)
      } else {
        decision = .carried(note: "等对方比价", next: nil)
      }
      try commit(try book.decide(row.id, decision, stamp: stamp, mint: &mint), month.last, who(n))
    }
    try commit(try book.seal(month, stamp: WorkStamp(on: month.last, by: who(0))).change, month.last, who(0))
    let next = month.next
    let proposals = PlanProposal.all(for: next, in: book, rows: OpportunityRow.all(in: book.book), today: month.last)
    let drafts = proposals.prefix(12).enumerated().map { n, proposal in
      var draft = proposal.draft
      draft.time = .day(next.first + n * 2)
      return draft
    }
    if !drafts.isEmpty {
      try commit(try book.plan(next, Array(drafts), stamp: WorkStamp(on: month.last, by: who(1)), mint: &mint), month.last, who(1))
    }
  }

  /// The first two thirds of the rows that were due are worked on; the rest waits.
  private mutating func thisMonth(_ ids: [RecordID]) throws {
    let rows = book.rows(of: today.month).filter(\.isUndecided)
    for (place, row) in rows.enumerated() where place % 4 != 3 {
      let due = row.time.due(in: row.month)
      let day = min(due, today)
      guard due <= today || place % 4 == 0, day >= today.month.first else { continue }
      let n = ids.firstIndex(of: row.opportunity) ?? place
      let next = place % 3 == 1 ? today + 3 + place : nil
      try talk(row.opportunity, n, on: day, [.willing, .considering, .considering, .willing][place % 4], ["报过价", "想再等等", "约了下次"][place % 3], next: next)
      if place % 4 == 0, let fresh = book.row(row.id), fresh.isUndecided {
        let stamp = WorkStamp(on: day, by: who(n))
        try commit(
          try book.win(row.opportunity, row.lines[0], policies: sold(row.lines[0], n, on: day), stamp: stamp, mint: &mint), day, who(n))
      }
    }
  }

  /// A sale on the spot, one who wants no more calls, receptions, referrals, logged work.
  private mutating func loose(_ ids: [RecordID]) throws {
    let stamp = WorkStamp(on: today, by: who(0))
    if let n = ids.indices.last(where: { $0 % 5 == 2 && book.openRows(of: ids[$0]).isEmpty }), let customer = book.opportunity(ids[n]),
      customer.line(.motor)?.state == .archived
    {
      try commit(try book.receive(ids[n], items: Set(KitItem.allCases), stamp: stamp, mint: &mint), today, who(0))
      let contact = CustomerContact(on: today, by: who(0), method: .inStore, lines: [.motor], result: "提车当天看了两个方案", willingness: .willing)
      try commit(try book.logContact(ids[n], contact, stamp: stamp, mint: &mint), today, who(0))
      try commit(try book.win(ids[n], .motor, policies: sold(.motor, n, on: today), stamp: stamp, mint: &mint), today, who(0))
    }
    if let last = ids.last { try commit(try book.bar(last, reason: "本人要求不再来电", stamp: stamp, mint: &mint), today, who(0)) }
    if let first = ids.first {
      let consent = Consent(source: "到店签字", on: today, scope: ["phone", Consent.telesales])
      try commit(try book.setConsent(first, consent, stamp: stamp), today, who(0))
    }
    for n in 0..<8 {
      let day = max(today.month.previous.first, today - 3 - n * 4)
      let shop = partners[n % partners.count]
      var fields: JSONObject = [
        "date": .string(day.description), "plate": .string("吉A" + String(10_000 + n * 137)), "brand": .string(["大众", "吉利", "日产"][n % 3]),
        "soldThrough": .string(shop.rawValue),
      ]
      if n % 5 != 4 {
        fields["shop"] = .string(shop.rawValue)
        fields["tries"] = .int(n % 3 == 2 ? 2 : 1)
        fields["result"] = .string(n % 4 == 3 ? "went-elsewhere" : "arrived")
        if n % 4 != 3 { fields["assessedLoss"] = .string(String(1_800 + n * 740) + ".00") }
      }
      try commit(try Referral.add(fields, stamp: WorkStamp(on: day, by: who(n)), mint: &mint), day, who(n))
    }
    for (kind, count, ago) in [
      (ActivityKind.call, 18, 0), (.call, 26, 1), (.call, 22, 2), (.training, 1, 6), (.meeting, 1, 3), (.marketVisit, 1, 4), (.greeting, 12, 2),
      (.shopEvent, 1, 9),
    ] {
      let day = today - ago
      try commit(
        try Activity.log(kind, count: count, dealer: partners[0], stamp: WorkStamp(on: day, by: who(0)), mint: &mint), day, who(0))
    }
  }
}
