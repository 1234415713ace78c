import Foundation
import PipelineResources

@testable import Pipeline

/// The shipped tables and the fixture files, for the tests of this room.
enum QuoteFixtures {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let shelf = ResourceShelf(folder: root.appendingPathComponent("Resources").path)
  static let tables = Result { () throws(QuoteError) in try QuoteTables { try shelf.bytes(.quotes($0.rawValue)) } }

  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appendingPathComponent("Tests/Fixtures/quotes/" + name)))
  }
}

extension QuoteFixtures {
  static let words = Result { () throws(QuoteError) in
    guard let bytes = try? shelf.bytes(.quoteWords) else { throw QuoteError.unreadable(file: "words.json") }
    return try QuoteWords(bytes)
  }
  static let cars = Result {
    try VehicleShelf(
      list2024: shelf.bytes(.vehicles2024), list2017: shelf.bytes(.vehicles2017), brands: shelf.bytes(.seriesBrands),
      pinyin: shelf.bytes(.pinyin))
  }
  static let vehicles = cars.map { $0.index() }
  static let start = Day(2026, 11, 25)!
  static func engine() throws -> QuoteEngine { QuoteEngine(tables: try tables.get()) }
  static func request(_ yuan: Int64 = 119_900, region: String = "吉林", start: Day = start) -> QuoteRequest {
    QuoteRequest(price: Money(yuan: yuan), region: region, start: start)
  }
}
