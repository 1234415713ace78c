import Testing

@testable import Pipeline

@Suite struct DealerSearchTests {
  private static let dealers: [(String, JSONObject)] = [
    (
      "d00001aaaaaaa",
      [
        "name": "长春霁野汽车销售有限公司", "maker": "geely", "code": "S734009", "brands": ["吉利"], "province": "吉林省", "city": "长春市",
        "phones": ["0431-12345678"],
      ]
    ),
    (
      "d00002bbbbbbb",
      [
        "name": "重庆墨岚汽车有限公司", "maker": "buick", "code": "SJ1003", "aliases": ["SJ0900"], "brands": ["别克"],
        "province": "重庆市", "city": "重庆市", "phones": ["13900001111", "023-6666 6666"],
      ]
    ),
    (
      "d00003ccccccc",
      ["name": "吕梁 Auto砚秋汽车", "maker": "geely", "code": "SJ1003", "brands": ["吉利"], "province": "山西", "city": "吕梁"]
    ),
    ("d00003ddddddd", ["name": "长春墨岚", "province": "吉林", "city": "长春", "stage": "visit", "nextDate": "2026-12-01"]),
  ]
  private static let index = DealerIndex(
    RecordTable(dealers.map { Record(id: RecordID(rawValue: $0.0), fields: $0.1) }))

  private func found(_ query: String) throws -> [Int] {
    let pinyin = try DealerListFixtures.pinyin()
    return DealerSearch(Self.index, pinyin: pinyin, makers: try DealerListFixtures.makers()).matches(query)
  }

  @Test(
    arguments: [
      ("", [0, 1, 2, 3]), ("长春", [0, 3]), ("changchun", [0, 3]), ("zhangchun", [0, 3]), ("cc", [0, 3]), ("zc", [0, 3]),
      ("chc", [0, 3]),
      ("ccjy", [0]), ("changc", [0, 3]), ("chongqing", [1]), ("zhongqing", [1]), ("cq", [1]), ("lvliang", [2]),
      ("LüLiang", [2]), ("ll", [2]),
      ("jilin", [0, 3]), ("jl molan", [3]), ("jl ml", [3]), ("长春ml", [3]), ("jili", [0, 2, 3]), ("别克", [1]),
      ("sqtybk", [1]), ("0431", [0]),
      ("0431-1234", [0]), ("6666666", [1]), ("s734", [0]), ("sj1003", [1, 2]), ("SJ09", [1]), ("d00003c", [2]),
      ("auto", [2]), ("ａｕｔｏ", [2]),
      ("吉林 cq", []), ("秋 砚", [2]), ("xyz", []),
    ] as [(String, [Int])])
  func aWordMeetsTextPinyinInitialsDigitsAndCodes(query: String, rows: [Int]) throws {
    #expect(try found(query) == rows)
  }

  @Test func highlightsNameTheCharactersThatWereMet() throws {
    let pinyin = try DealerListFixtures.pinyin()
    let search = DealerSearch(Self.index, pinyin: pinyin)
    #expect(search.highlights("ccj 汽车", row: 0) == [0..<3, 4..<6])
  }

  @Test func aWordOnTheCommandLineFindsOneDealerOrNamesTheCandidates() {
    let rows = Self.index.rows
    #expect(Self.index.find("d00001aaaaaaa") == .one(rows[0]))
    #expect(Self.index.find("d00002") == .one(rows[1]))
    #expect(Self.index.find("d00003") == .several([rows[2], rows[3]]))
    #expect(Self.index.find("s734009") == .one(rows[0]))
    #expect(Self.index.find("SJ0900") == .one(rows[1]))
    #expect(Self.index.find("SJ1003") == .several([rows[1], rows[2]]))
    #expect(Self.index.find("geely:SJ1003") == .one(rows[2]))
    #expect(Self.index.find("长春墨岚") == .one(rows[3]))
    #expect(Self.index.find("吕梁auto砚秋汽车") == .one(rows[2]))
    #expect(Self.index.find("霁野") == .one(rows[0]))
    #expect(Self.index.find("墨岚") == .several([rows[1], rows[3]]))
    #expect(Self.index.find("没有") == .none && Self.index.find(" ") == .none)
  }

  @Test func rawLinesAndRecordsGiveTheSameRows() throws {
    var book = Book()
    _ = try book.take(["buick_20200403", "geely_20200403", "fawvm_20190530"].map(DealerListFixtures.table))
    var records = book[.dealer].records
    records[0]["steps/survey"] = ["state": "done"]
    records[1]["stage"] = "visit"
    records[2]["gone"] = ["on": "2026-01-01"]
    records[3]["nextDate"] = "2026-12-01"
    records[4]["name"] = "带\"引号\\的\t店"
    records[5]["salesVolume"] = 1200
    records[6]["class"] = "important"
    records[7]["aliases"] = ["a", "b"]
    let lines = records.map { record in
      var object: JSONObject = ["id": .string(record.id.rawValue)]
      for (key, value) in record.fields { object[key] = value }
      return JSONValue.object(object).utf8
    }
    let table = RecordTable(
      base: .init(
        count: lines.count, record: { _ in nil }, withLine: { line, body in lines[line].withUnsafeBytes(body) }))
    let index = DealerIndex(table)
    #expect(index.rows == DealerIndex(RecordTable(records)).rows)
    #expect(index.rows.count == records.count - 1)
    #expect(
      index.rows[0].isWorkedOn && index.rows[1].isWorkedOn && index.rows[2].isWorkedOn && !index.rows[3].isWorkedOn)
  }
}
