import Pipeline
import Testing

/// The directory by commands: who is meant, lists, corrections, duplicates, deleting and bringing back.
@Suite struct DealerCommandTests {
  private func book() throws -> CommandBook {
    let book = try CommandBook()
    let list = book.file(
      "geely_20200403.csv",
      """
      编号,厂商,品牌,公司名称,省份,城市,地址,联系电话
      G1,吉利汽车,吉利,长春甲汽车销售有限公司,吉林省,长春市,人民大街1号,0431-11111111
      G2,吉利汽车,吉利,吉林乙汽车销售有限公司,吉林省,吉林市,重庆路2号,0432-22222222
      G3,吉利汽车,吉利,沈阳甲汽车销售有限公司,辽宁省,沈阳市,中山路3号,024-33333333

      """)
    try book.json("import", "dealers", list)
    return book
  }

  @Test func aDealerGoesByIdCodeOrNameThatFitsOne() throws {
    let book = try book()
    let shown = try book.json("dealers", "show", "G2")
    #expect(shown["schema"] == "cheshang.dealer/1" && shown["name"] == "吉林乙汽车销售有限公司")
    let id = try #require(shown["id"]?.string)
    for word in [id, String(id.prefix(14)), "g2", "geely:G2", "吉林乙", "吉林乙汽车销售有限公司"] {
      #expect(try book.json("dealers", "show", word)["id"]?.string == id, "\(word)")
    }
    let several = try book.refused(64, "dealers", "show", "甲汽车")
    #expect(several["error"] == "ambiguous-dealer" && several["candidates"]?.array?.count == 2)
    #expect(try book.run("dealers", "show", "甲汽车").err.contains("长春甲汽车"))
  }

  @Test func theListTakesConditionsAndNamesTheTotal() throws {
    let book = try book()
    let all = try book.json("dealers", "list", "--limit", "2")
    #expect(all["schema"] == "cheshang.dealers/1" && all["total"]?.int == 3 && all["dealers"]?.array?.count == 2)
    let keys: Set = ["id", "code", "name", "brands", "province", "city", "district", "address", "phones", "stage", "class", "classRule"]
    #expect(keys.isSubset(of: Set(all["dealers"]?.array?.first?.object?.keys.map { $0 } ?? [])))
    for (arguments, count) in [
      (["--city", "长春"], 1), (["--city", "吉林市"], 1), (["--brand", "geely"], 3), (["--brand", "别克"], 0), (["--query", "cc jia"], 1),
      (["--query", "22222222"], 1), (["--stage", "survey"], 3), (["--stage", "签约合作"], 0), (["--province", "吉林"], 2), (["--class", "key"], 0),
    ] {
      let found = try book.run(["dealers", "list", "--json"] + arguments)
      #expect(found.json["total"]?.int == count, "\(arguments): \(found.out)\(found.err)")
    }
  }

  @Test func whatIsDeletedCanBeListedAndRestored() throws {
    let book = try book()
    try book.json("dealers", "delete", "G1")
    #expect(try book.json("dealers", "list")["total"]?.int == 2)
    #expect(try book.refused(66, "dealers", "edit", "G1", "--set", "city=长春市")["error"] == "no-such-dealer")
    #expect(try book.json("dealers", "list", "--gone")["dealers"]?.array?.first?["code"] == "G1")
    try book.json("dealers", "restore", "G1")
    #expect(try book.json("dealers", "list")["total"]?.int == 3)
    #expect(try book.refused(1, "dealers", "restore", "G1")["error"] == "not-gone")
  }

  @Test func twoOfOneDealerAreProposedAndJoined() throws {
    let book = try book()
    try book.json("dealers", "add", "长春甲汽车有限公司", "--set", "city=长春市", "--set", "phones=0431-11111111", "--source", "door-to-door")
    let pair = try #require(try book.json("dealers", "duplicates")["pairs"]?.array?.first)
    #expect(pair["reasons"]?.array?.contains("samePhone") == true)
    let first = try #require(pair["first"]?.string), second = try #require(pair["second"]?.string)
    let state = try book.state()
    #expect(try book.json("dealers", "merge", first, second)["id"]?.string == first)
    #expect(try book.json("dealers", "list")["total"]?.int == 3)
    try book.json("undo")
    #expect(try book.state() == state)
    #expect(try book.refused(1, "dealers", "merge", first, first)["error"] == "same-dealer")
  }

  @Test func anEditAnswersWithTheFieldsThatChanged() throws {
    let book = try book()
    let edited = try book.json("dealers", "edit", "G1", "--set", "address=人民大街8号", "--set", "renewalRate=42%", "--source", "government")
    let fields = edited["changes"]?.array?.compactMap { $0["field"]?.string } ?? []
    #expect(fields.contains("address") && fields.contains("renewalRate") && fields.contains("sources/government"))
    #expect(try book.json("history")["entries"]?.array?.count == 2)
    #expect(try book.json("dealers", "edit", "G1", "--set", "address=人民大街8号")["changes"]?.array?.isEmpty == true)
    #expect(try book.json("history")["entries"]?.array?.count == 2)
    #expect(try book.refused(65, "dealers", "edit", "G1", "--set", "phones=none")["error"] == "bad-value")
    #expect(try book.refused(65, "dealers", "add")["error"] == "name-missing")
    let history = try book.json("history", "G1")
    #expect(history["entries"]?.array?.first?["changes"]?.array?.isEmpty == false)
  }
}
