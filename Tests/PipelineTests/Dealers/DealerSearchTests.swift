import Testing

@testable import Pipeline

@Suite struct DealerSearchTests {
  @Test func measuresOnTheRealDealers() throws {
    var book = Book()
    _ = try book.take(DealerListFixtures.all.map(DealerListFixtures.table))
    // As a snapshot has it: lines of JSON with the id first.
    var bytes: [UInt8] = []
    var starts: [Int] = []
    for record in book[.dealer].records {
      starts.append(bytes.count)
      var object: JSONObject = ["id": .string(record.id.rawValue)]
      for (key, value) in record.fields { object[key] = value }
      JSONValue.write(object: object, into: &bytes)
    }
    starts.append(bytes.count)
    let all = bytes, places = starts
    let table = RecordTable(base: .init(
      count: places.count - 1, record: { _ in nil },
      withLine: { line, body in
        all.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[places[line]..<places[line + 1]])) }
      }))
    let clock = ContinuousClock()
    var start = clock.now
    let index = DealerIndex(table)
    print("INDEX", clock.now - start, index.rows.count, all.count)
    #expect(index.rows == DealerIndex(book[.dealer]).rows)
    start = clock.now
    let pinyin = try PinyinTable(tsv: DealerListFixtures.shelf.bytes(.pinyin))
    print("PINYIN", clock.now - start)
    start = clock.now
    let search = try DealerSearch(index, pinyin: pinyin, makers: DealerListFixtures.makers())
    print("SEARCH", clock.now - start)
    for query in ["j", "jl", "jilin", "jl q", "吉林", "0431", "SJ10", "changchun xianjie", "qc", "qichexiaoshou", "zhongchang", "重庆", "chongqing", "zhongqing", "dongfang 010"] {
      start = clock.now
      let found = search.matches(query)
      print("QUERY", query, clock.now - start, found.count, found.prefix(3).map { index.rows[$0].name })
    }
    start = clock.now
    let duplicates = DealerDuplicates(book[.dealer])
    print("DUPLICATES", clock.now - start, duplicates.pairs.count, duplicates.pairs.count { $0.ofTwoMakers })
    for pair in duplicates.pairs.prefix(12) + duplicates.pairs.suffix(12) { print(pair.score, pair.firstName, pair.secondName, pair.reasons.map(\.rawValue)) }
  }
}
