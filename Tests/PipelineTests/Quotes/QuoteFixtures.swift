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
