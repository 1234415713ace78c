import Testing

@testable import Pipeline

@Suite struct RealDealerListTests {
  @Test(arguments: zip(DealerListFixtures.all, [847, 847, 661, 529, 1007, 1007, 1169, 787, 266]))
  func everyRowOfAWorkbookHasAnOutcome(name: String, rows: Int) throws {
    var book = Book()
    let plan = try book.take([DealerListFixtures.table(name)])
    let counts = plan.counts
    #expect(counts.read == rows)
    #expect(counts.read == counts.added + counts.updated + counts.unchanged + counts.rejected)
    #expect(counts.rejected == 0)
    #expect(book.dealers.count == counts.added)
    #expect(Set(plan.rows.map(\.row)).count == rows)
    #expect(book.dealers.allSatisfy { $0.maker == String(name.split(separator: "_")[0]) && !$0.brands.isEmpty })
    // One dealer of buick lies at 12223 degrees, one of nissan at 0: no place is better than a wrong one.
    #expect(book.dealers.count { $0.place == nil } == (name.hasPrefix("buick") || name.hasPrefix("nissan") ? 1 : 0))
    #expect(plan.files[0].dated == (name.hasSuffix("20190530") ? Day(2019, 5, 30) : Day(2020, 4, 3)))
    let again = try book.take([DealerListFixtures.table(name)], seed: 2)
    #expect(again.change.isEmpty)
    #expect(again.counts.unchanged == rows)
  }

  @Test func buickTenMonthsLaterIsTheSameButForOneBranchName() throws {
    var book = Book()
    _ = try book.take([DealerListFixtures.table("buick_20190530")])
    let plan = try book.take([DealerListFixtures.table("buick_20200403")], seed: 2)
    #expect(book.dealers.count == 847)
    let updated = plan.rows.filter { $0.outcome == .updated }
    #expect(updated.map(\.changes).first?.map(\.field) == ["name"])
    #expect(updated.count == 1 && plan.counts.unchanged == 846)
    // One dealer and one list: the other 846 confirmations cost no event.
    #expect(plan.change.edits.map(\.kind) == [.dealer, .dealerList])
    let lists = DealerLists(book)
    let dealer = book.dealers[5]
    #expect(lists.dated(dealer.sources[0], of: dealer.id) == Day(2020, 4, 3))
    #expect(try book.take([DealerListFixtures.table("buick_20190530")], seed: 3).change.isEmpty)
    #expect(try book.take([DealerListFixtures.table("buick_20200403")], seed: 4).change.isEmpty)
  }

  @Test func fawvmRecodedDealersAreRecognisedNotDoubled() throws {
    var book = Book()
    let first = try book.take([DealerListFixtures.table("fawvm_20190530")])
    let plan = try book.take([DealerListFixtures.table("fawvm_20200403")], seed: 2)
    func changed(_ field: FieldKey) -> Int { plan.rows.count { $0.changes.contains { $0.field == field } } }
    #expect(first.counts.added == 1005 && first.counts.unchanged == 2)
    #expect(plan.counts.rejected == 0 && plan.counts.added == 53 && plan.counts.updated == 74)
    #expect(changed("code") == 50 && changed("name") == 3 && changed("phones") == 13)
    // A new code keeps the old one, and the dealer is found by either.
    let recoded = try #require(book.dealers.first { $0.code == "ST00001" })
    #expect(recoded.aliases == ["S712008"])
    let index = DealerIndex(book[.dealer])
    #expect(index.find("S712008") == index.find("ST00001"))
    // Two rows with one code and one address are one dealer; with other names and addresses each is its own.
    #expect(first.rows.count { $0.warnings.contains(.codeShared("S755009")) } == 4)
    #expect(first.rows.filter { if case .sameAsRow = $0.reason { true } else { false } }.count == 2)
  }

  @Test func olderAfterNewerChangesNoValue() throws {
    for maker in ["fawvm", "buick"] {
      var book = Book()
      _ = try book.take([DealerListFixtures.table(maker + "_20200403")])
      let before = book[.dealer]
      let plan = try book.take([DealerListFixtures.table(maker + "_20190530")], seed: 2)
      #expect(plan.counts.updated == 0)
      #expect(before.records.allSatisfy { book[.dealer][$0.id] == $0 })
    }
  }

  @Test func allNineTogetherAreOnePlanAndOneUndo() throws {
    let tables = try DealerListFixtures.all.map(DealerListFixtures.table)
    var book = Book()
    let plan = try book.take(tables)
    var stepwise = Book()
    for (index, table) in tables.enumerated() { _ = try stepwise.take([table], seed: UInt64(index) + 1) }
    #expect(stepwise.dealers.map(\.name) == book.dealers.map(\.name))
    book.apply(plan.change.reversed)
    #expect(book == Book())
  }
}
