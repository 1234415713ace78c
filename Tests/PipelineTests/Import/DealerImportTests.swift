import Testing

@testable import Pipeline

@Suite struct DealerImportTests {
  static let headings = ["公司名称", "编号", "省份", "城市", "县区", "地址", "联系电话", "坐标"]
  private let a = ["长春霁野汽车销售有限公司", "G1", "吉林省", "长春市", "南关区", "样板大道1号", "0431-00001001", "125.1,43.8"]
  private let b = ["吉林墨岚汽车销售有限公司", "G2", "吉林省", "吉林市", "船营区", "试行路2号", "0432-00001002", "126.5,43.9"]

  private func list(_ rows: [[String]], _ file: String = "geely_20200403.csv") -> SheetTable {
    DealerListFixtures.list(file, Self.headings, rows)
  }
  private func changed(_ row: [String], _ column: Int, _ text: String) -> [String] {
    var row = row
    row[column] = text
    return row
  }
  /// Dealers without ids, in an order of their own: what must not depend on the order of rows.
  private func facts(_ book: Book) -> [String] {
    book.dealers.map { dealer in
      dealer.record.fields.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value.text }.joined(separator: " ")
    }.sorted()
  }

  @Test func aListFillsTheDirectoryAndRemembersItsSource() throws {
    var book = Book()
    let plan = try book.take([list([a])])
    #expect(plan.rows.map(\.outcome) == [.added])
    #expect(plan.change.deed.verb == "import.dealers" && plan.change.deed.facts["added"] == 1)
    let dealer = book.dealers[0]
    #expect(dealer.name == a[0] && dealer.maker == "geely" && dealer.code == "G1" && dealer.brands == ["吉利"])
    #expect(dealer.phones == ["0431-00001001"] && dealer.place?.lon.description == "125.1")
    #expect(dealer.record["lon"] == .number("125.1"))
    #expect(
      dealer.sources == [
        DealerSource(kind: "internet", list: "geely", dated: Day(2020, 4, 3), file: "geely_20200403.csv")
      ])
    #expect(!dealer.isVerified)
  }

  @Test func spellingsAloneChangeNothing() throws {
    var book = Book()
    _ = try book.take([list([a])])
    let other = ["长春霁野汽车销售有限公司 ", "g1", "吉林", "长春", "南关区", "样板大道１号", "(0431)00001001", "125.1000000001, 43.80"]
    let plan = try book.take([list([other], "geely_20210101.csv")], seed: 2)
    #expect(plan.rows.map(\.outcome) == [.unchanged])
    #expect(plan.change.edits.map(\.kind) == [.dealerList])
    #expect(book.dealers[0].address == "样板大道1号")
  }

  @Test func onlyWhatReallyChangedIsUpdatedFieldByField() throws {
    var book = Book()
    _ = try book.take([list([a, b])])
    let plan = try book.take(
      [list([changed(changed(a, 6, "0431-00001001/00001009"), 4, ""), b], "geely_20210101.csv")], seed: 2)
    #expect(plan.rows.map(\.outcome) == [.updated, .unchanged])
    #expect(
      plan.rows[0].changes == [
        .init(field: "phones", from: ["0431-00001001"], to: ["0431-00001001", "0431-00001009"])
      ])
    #expect(plan.rows[0].matchedBy == .codeAndName)
    #expect(book.dealers[0].district == "南关区")
    #expect(book.dealers[0].sources[0].dated == Day(2021, 1, 1))
    #expect(
      plan.change.edits.filter { $0.kind == .dealer }.flatMap(\.fields).map(\.key) == [
        "phones", "sources/internet:geely",
      ])
  }

  @Test func aNewCodeKeepsTheOldOneAsAnAlias() throws {
    var book = Book()
    _ = try book.take([list([a, b])])
    let plan = try book.take([list([changed(b, 1, "G1"), changed(a, 1, "G9")], "geely_20210101.csv")], seed: 2)
    #expect(plan.rows.map(\.matchedBy) == [.nameAndPlace, .nameAndPlace])
    #expect(book.dealers.map(\.code) == ["G9", "G1"])
    #expect(book.dealers.map(\.aliases) == [["G1"], ["G2"]])
    let back = try book.take([list([a, b], "geely_20220101.csv")], seed: 3)
    #expect(back.counts.updated == 2)
    #expect(book.dealers.map(\.aliases) == [["G9"], ["G1"]])
  }

  @Test func theCodeAloneIsARename() throws {
    var book = Book()
    _ = try book.take([list([a])])
    let plan = try book.take([list([changed(a, 0, "长春新名汽车有限公司")], "geely_20210101.csv")], seed: 2)
    #expect(plan.rows[0].matchedBy == .codeAlone && plan.rows[0].changes.map(\.field) == ["name"])
    #expect(book.dealers.count == 1)
  }

  @Test func aNameAloneNeverMerges() throws {
    var book = Book()
    _ = try book.take([list([a])])
    let other = ["长春霁野汽车销售有限公司", "G7", "吉林省", "长春市", "绿园区", "范例路9号", "0431-00001077", ""]
    #expect(try book.take([list([a, other])], seed: 2).counts.added == 1)
    #expect(
      try book.take([list([changed(a, 1, ""), changed(changed(changed(a, 1, ""), 5, "别处8号"), 6, "")])], seed: 3).rows
        .map(\.outcome) == [.unchanged, .added])
    #expect(book.dealers.count == 3)
  }

  @Test func oneCodeWithOtherNamesAndAddressesIsTwoDealersFlagged() throws {
    var book = Book()
    let twin = changed(b, 1, "G1")
    let plan = try book.take([list([a, twin, changed(a, 6, "0431-00001008")])])
    #expect(plan.rows.map(\.outcome) == [.added, .added, .unchanged])
    #expect(plan.rows.map(\.warnings) == [[.codeShared("G1")], [.codeShared("G1")], [.codeShared("G1")]])
    #expect(plan.rows[2].reason == .sameAsRow(2))
    #expect(try book.take([list([a, twin])], seed: 2).change.isEmpty)
  }

  @Test func theOrderOfRowsNeverMatters() throws {
    let first = [a, b, changed(b, 1, "G1"), changed(changed(a, 0, "长春砚秋车业有限公司"), 1, "G5"), changed(a, 1, "")]
    let second = [
      changed(a, 1, "G5"), changed(b, 1, "G8"), changed(changed(b, 0, "吉林竹汐汽车有限公司"), 5, "虚构路3号"),
      changed(changed(a, 0, "长春砚秋车业有限公司"), 1, "G1"), changed(a, 6, "0431-00001555"),
    ]
    var expected: [String]?
    var random = SystemRandomNumberGenerator()
    for seed in 1...40 {
      var book = Book()
      _ = try book.take([list(first.shuffled(using: &random))], seed: 1)
      _ = try book.take([list(second.shuffled(using: &random), "geely_20210101.csv")], seed: UInt64(seed) + 2)
      let found = facts(book)
      if let expected { #expect(found == expected) } else { expected = found }
    }
  }

  @Test func theRealListsShuffledGiveTheSameDealers() throws {
    var plain = Book()
    var shuffled = Book()
    for (seed, name) in ["fawvm_20190530", "fawvm_20200403"].enumerated() {
      let table = try DealerListFixtures.table(name)
      _ = try plain.take([table], seed: UInt64(seed) + 1)
      var mixed = table
      mixed.rows = [table.rows[0]] + table.rows.dropFirst().shuffled()
      _ = try shuffled.take([mixed], seed: UInt64(seed) + 11)
    }
    #expect(facts(plain) == facts(shuffled))
  }

  @Test func anOlderListChangesNoValueButMayAddADealer() throws {
    var book = Book()
    _ = try book.take([list([a])])
    let plan = try book.take([list([changed(a, 6, "0431-00009999"), b], "geely_20190101.csv")], seed: 2)
    #expect(plan.rows.map(\.outcome) == [.unchanged, .added])
    #expect(plan.rows[0].reason == .olderList(than: Day(2020, 4, 3)!))
    #expect(book.dealers[0].phones == ["0431-00001001"])
    let lists = DealerLists(book)
    #expect(lists.dated(book.dealers[1].sources[0], of: book.dealers[1].id) == Day(2019, 1, 1))
    #expect(lists.missing(from: "internet:geely") == [book.dealers[1].id])
  }

  @Test func aSecondKindOfSourceMakesADealerVerified() throws {
    var book = Book()
    _ = try book.take([list([a])])
    let registry = DealerListFixtures.list(
      "企业登记-2026年3月1日.csv", ["企业名称", "城市", "注册地址"], [[a[0], "长春", "吉林省长春市南关区样板大道1号"]])
    let plan = try book.take([registry], seed: 2, DealerListFixtures.importer { $0.kind = .government })
    #expect(plan.rows[0].outcome == .updated && plan.rows[0].matchedBy == .nameAndPlace)
    #expect(book.dealers[0].sources.map(\.entry) == ["internet:geely", "government:企业登记"])
    #expect(book.dealers[0].isVerified && book.dealers[0].code == "G1")
    #expect(try book.take([registry], seed: 3, DealerListFixtures.importer { $0.kind = .government }).change.isEmpty)
    #expect(try book.take([list([a])], seed: 4).change.isEmpty)
  }

  @Test func aListWithoutCodesIsNotDoubledBySecondImport() throws {
    var book = Book()
    let names = DealerListFixtures.list("客户.csv", ["name", "city"], [["甲汽车", "长春"], ["乙汽车", "长春"], ["甲汽车", "吉林"]])
    #expect(try book.take([names]).counts.added == 3)
    #expect(try book.take([names], seed: 2).change.isEmpty)
  }

  @Test func aCorrectionByHandSurvivesTheListThatStillSaysTheSame() throws {
    var book = Book()
    _ = try book.take([list([a])])
    let edit = try DealerDirectory.edit(
      book.dealers[0], [.phones: "0431-00005555", .name: "长春霁野新店"], on: Day(2020, 6, 1)!)
    book.apply(edit.edits)
    #expect(try book.take([list([a])], seed: 2).change.isEmpty)
    let same = try book.take([list([a], "geely_20210101.csv")], seed: 3)
    #expect(same.counts.unchanged == 1 && book.dealers.count == 1 && book.dealers[0].phones == ["0431-00005555"])
    let new = try book.take([list([changed(a, 6, "0431-00007777")], "geely_20220101.csv")], seed: 4)
    #expect(new.rows[0].changes.map(\.field) == ["phones"])
    #expect(book.dealers[0].phones == ["0431-00007777"] && book.dealers[0].correction(of: "phones") == nil)
    #expect(book.dealers[0].name == "长春霁野新店")
  }

  @Test func mergedAndDeletedDealersDoNotComeBack() throws {
    var book = Book()
    _ = try book.take([list([a, b])])
    let before = book
    let merge = try DealerDirectory.merge(book.dealers[0], book.dealers[1], on: Day(2026, 1, 1)!, by: "李")
    book.apply(merge.edits)
    #expect(book.dealers[0].aliases == ["G2"] && book.dealers[0].phones == ["0431-00001001", "0432-00001002"])
    #expect(book.dealers[1].mergedInto == book.dealers[0].id)
    let plan = try book.take([list([a, b])], seed: 2)
    #expect(plan.change.isEmpty)
    #expect(plan.rows[1].reason == .merged(into: book.dealers[0].id) && plan.rows[1].dealer == book.dealers[0].id)
    book.apply(merge.reversed)
    #expect(book == before)
    book.apply(try DealerDirectory.delete(book.dealers[1], on: Day(2026, 1, 1)!, by: "李").edits)
    #expect(try book.take([list([a, b])], seed: 3).rows[1].reason == .deleted)
    book.apply(try DealerDirectory.restore(book.dealers[1]).edits)
    #expect(book == before)
  }

  @Test func badRowsAreRejectedOrCleanedWithTheirReason() throws {
    var book = Book()
    let plan = try book.take([
      list([
        changed(a, 0, ""), changed(a, 0, String(repeating: "车", count: 100_000)), changed(a, 0, "\u{7}\u{1B}[2J"),
        changed(changed(a, 0, "长\u{1B}[31m春\u{7}店"), 6, "问前台"),
        changed(changed(b, 7, "东边"), 4, String(repeating: "区", count: 5000)),
      ])
    ])
    #expect(plan.rows.map(\.outcome) == [.rejected, .rejected, .rejected, .added, .added])
    #expect(plan.rows[0].reason == .nameMissing && plan.rows[2].reason == .nameMissing)
    #expect(plan.rows[1].reason == .nameTooLong(100_000) && plan.rows[1].name.count == 40)
    #expect(plan.rows[3].name == "长春店" && plan.rows[3].warnings == [.cleaned(.name), .oddPhone("问前台")])
    #expect(book.dealers[0].phoneRemark == "问前台" && book.dealers[0].phones == [])
    #expect(plan.rows[4].warnings == [.shortened(.district), .unusable(.coordinates, "东边")])
    #expect(plan.rows.map(\.row) == [2, 3, 4, 5, 6])
  }

  @Test func laterFilesOfOneImportSeeTheEarlierOnes() throws {
    var book = Book()
    let plan = try book.take([list([a, b]), list([changed(a, 6, "0431-00003333"), b], "geely_20210101.csv")])
    #expect(plan.rows.map(\.outcome) == [.added, .added, .updated, .unchanged])
    #expect(plan.change.edits.count { $0.kind == .dealer } == 2)
    #expect(book.dealers[0].phones == ["0431-00003333"])
    #expect(plan.files.map(\.counts.read) == [2, 2])
  }

  @Test func headingsAreFoundInAnyOrderAndLanguage() throws {
    var book = Book()
    let english = DealerListFixtures.list(
      "list.csv", ["Tel.", "Dealer Name", "Brand", "Dealer Code", "City", "Longitude", "Latitude", "年销量（台）", "Colour"],
      [["010-00001111", "Beijing Demo", "Buick", "X1", "北京", "116.1", "39.9", "1,200", "red"]])
    let plan = try book.take([english])
    #expect(plan.files[0].ignored == ["Colour"] && plan.files[0].dated == DealerListFixtures.today)
    let dealer = book.dealers[0]
    #expect(dealer.maker == "buick" && dealer.brands == ["别克"] && dealer.salesVolume == 1200 && dealer.code == "X1")
    let odd = DealerListFixtures.list("geely.csv", ["全名店铺", "归属"], [["某店", "长春"]])
    let map = try [DealerListMapping("全名店铺=name"), DealerListMapping("归属=city")]
    var second = Book()
    _ = try second.take([odd], DealerListFixtures.importer { $0.map = map })
    #expect(second.dealers[0].name == "某店" && second.dealers[0].city == "长春" && second.dealers[0].maker == "geely")
    #expect(throws: ImportError(.badMapping("x"), file: "")) { try DealerListMapping("x") }
    do {
      _ = try DealerImport.load(Array("name\nA".utf8), file: "a.csv", map: map)
      Issue.record("must not load")
    } catch {
      #expect(error.fact == .unknownHeading("全名店铺", headings: ["name"]))
    }
  }

  @Test func aBrandOfTwoMakersIsDecidedByTheFileOrLeftOpen() throws {
    var book = Book()
    let rows = [["某一店", "大众", "C1"]]
    _ = try book.take([DealerListFixtures.list("svm_20200101.csv", ["name", "brand", "code"], rows)])
    #expect(book.dealers[0].maker == "svm" && book.dealers[0].brands == ["大众"])
    var open = Book()
    let plan = try open.take([DealerListFixtures.list("x.csv", ["name", "brand", "code"], rows)])
    #expect(open.dealers[0].maker == nil && open.dealers[0].code == "C1")
    #expect(plan.rows[0].warnings == [.makerUnclear(brand: "大众")])
    #expect(try open.take([DealerListFixtures.list("x.csv", ["name", "brand", "code"], rows)], seed: 2).change.isEmpty)
  }

  @Test func progressIsToldAndEndsAtTheWhole() throws {
    var told: [Int] = []
    var mint = IDMint(seconds: 1, salt: 1)
    let table = try DealerListFixtures.table("geely_20200403")
    _ = try DealerListFixtures.importer().plan([table], book: Book(), mint: &mint) { done, all in
      told.append(done * 1000 / all)
    }
    #expect(told.count > 3 && told == told.sorted() && told.last == 1000)
  }

  @Test func theDemonstrationDealersImportWithoutAWarning() throws {
    var book = Book()
    let bytes = try DealerListFixtures.shelf.bytes(.demoDealers)
    let plan = try book.take([DealerImport.load(bytes, file: "demo-dealers.csv")])
    #expect(plan.counts.added == 40 && plan.rows.allSatisfy { $0.warnings.isEmpty } && plan.files[0].ignored.isEmpty)
    #expect(Set(book.dealers.compactMap(\.province)).count >= 8 && Set(book.dealers.flatMap(\.brands)).count >= 6)
    #expect(book.dealers.allSatisfy { $0.salesVolume != nil && !$0.mainModels.isEmpty && $0.contactPhone != nil })
    #expect(book.dealers.flatMap(\.phones).allSatisfy { $0.contains("-0000") })
  }
}
