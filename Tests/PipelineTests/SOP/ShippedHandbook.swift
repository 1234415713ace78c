import PipelineResources

@testable import Pipeline

/// The handbook as it is shipped, read once for all tests.
enum ShippedHandbook {
  static let folder: String = {
    let here = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return "/" + here + "/Resources"
  }()
  static let shelf = ResourceShelf(folder: folder)

  static func parts() throws -> [HandbookPart: [UInt8]] {
    var parts: [HandbookPart: [UInt8]] = [:]
    for part in HandbookPart.allCases { parts[part] = try shelf.bytes(.handbook(part.file)) }
    return parts
  }

  private static let loaded = Result { try Handbook(parts: parts()) }
  static func load() throws -> Handbook { try loaded.get() }
}
