import Testing

@testable import Pipeline

@Suite struct RenewalTests {
  @Test(
    arguments: [
      (91, nil), (90, ExpiryBand.days90to61), (61, .days90to61), (60, .days60to31), (31, .days60to31),
      (30, .days30to16),
      (16, .days30to16), (15, .days15to0), (0, .days15to0), (-1, .overdue1to30), (-30, .overdue1to30), (-31, nil),
    ] as [(Int, ExpiryBand?)])
  func bandsHaveTheirEdges(left: Int, band: ExpiryBand?) { #expect(ExpiryBand(daysLeft: left) == band) }

  @Test func eachBandWantsAContactAndAMissIsShown() throws {
    var book = PlayedBook()
    book.on("2026-09-25")  // 84 days before the end
    let id = try book.find()
    try book.contact(id)
    book.on("2026-12-01")  // 17 days before
    var item = RenewalList(OpportunityRow.all(in: book.customers.book), today: book.today).items[0]
    #expect(item.band == .days30to16 && !item.isContacted && item.missed == [.days60to31] && item.owner == "li")
    try book.contact(id)
    item = RenewalList(OpportunityRow.all(in: book.customers.book), today: book.today).items[0]
    #expect(item.isContacted && item.missed == [.days60to31])
    #expect(RenewalList(OpportunityRow.all(in: book.customers.book), today: book.today, owner: "zhou").items.isEmpty)
  }

  @Test func aCustomerFoundLateMissedNothingBefore() throws {
    var book = PlayedBook()
    book.on("2026-12-01")
    try book.find()
    #expect(RenewalList(OpportunityRow.all(in: book.customers.book), today: book.today).items[0].missed.isEmpty)
  }

  @Test func bothRatesCountPoliciesDueAndWrittenAgain() throws {
    var book = PlayedBook()
    var fields = PlayedBook.archive
    fields["lastPolicy.number"] = "OLD1"
    fields["lastPolicy.premium"] = "4000"
    let renewed = try book.find(fields)
    fields["lastPolicy.number"] = "OLD2"
    fields["lastPolicy.premium"] = "6000"
    try book.find(fields)
    fields["lastPolicy.number"] = "OLD3"
    fields["lastPolicy.excluded"] = "high-risk"
    try book.find(fields)
    try book.plan(renewed, "2026-11")
    try book.contact(renewed)
    book.apply(
      try book.customers.win(
        renewed, .motor, policies: [book.policy("N1", "5000.00")], stamp: book.stamp, mint: &book.mint))
    let opportunities = book.customers.book[.opportunity].records.map(Opportunity.init(record:))
    let december = SalesMonth("2026-12")!
    let rates = RenewalRates.all(of: opportunities, months: december...december)
    #expect(rates.count == 1 && rates[0].due == 2 && rates[0].renewed == 1 && rates[0].dealer == PlayedBook.geely)
    #expect(rates[0].byNumber == Rate("0.5") && rates[0].byPremium == Rate("0.5"))
  }

  /// The premium that was told of is the whole one; so is that which renews it, compulsory and commercial together.
  @Test func aRenewalCountsBothItsPolicies() throws {
    var book = PlayedBook()
    var fields = PlayedBook.archive
    fields["lastPolicy.number"] = "OLD1"
    fields["lastPolicy.premium"] = "4000"
    let id = try book.find(fields)
    try book.plan(id, "2026-11")
    try book.contact(id)
    book.apply(
      try book.customers.win(
        id, .motor, policies: [book.policy("N1", "950.00", kind: .compulsory), book.policy("N2", "3050.00", kind: .commercial)],
        stamp: book.stamp, mint: &book.mint))
    let december = SalesMonth("2026-12")!
    let rates = RenewalRates.all(
      of: book.customers.book[.opportunity].records.map(Opportunity.init(record:)), months: december...december)
    #expect(rates.map(\.due) == [1] && rates[0].renewed == 1 && rates[0].byPremium == Rate("1"))
  }

  @Test func thirtyDaysAfterTheEndStillCountsAndThirtyOneDoNot() throws {
    for (day, counted) in [("2027-01-17", 1), ("2027-01-18", 0)] {
      var book = PlayedBook()
      var fields = PlayedBook.archive
      fields["lastPolicy.number"] = "OLD"
      fields["lastPolicy.premium"] = "4000"
      fields["customerType"] = "maintenance"
      let id = try book.find(fields)
      book.on(day)
      try book.contact(id)
      let policy = Policy(number: "N", line: .motor, premium: Money("1")!, on: book.today, expiry: Day("2027-12-18"))
      book.apply(try book.customers.win(id, .motor, policies: [policy], stamp: book.stamp, mint: &book.mint))
      let month = SalesMonth("2026-12")!
      let rates = RenewalRates.all(of: [book.customers.opportunity(id)!], months: month...month)
      #expect(rates.first?.renewed == counted)
    }
  }
}
