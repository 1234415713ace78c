import Glibc
import Testing

@testable import Pipeline

/// `docs/promises.md` names tests that exist, and each of its promises at least one.
@Suite struct PromisesTests {
  private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")

  private static func text(_ path: String) -> String? {
    (try? FileLayer.posix.map(root + "/" + path))?.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// The `file: name` pairs of a line.
  private static func references(_ line: Substring) -> [(file: String, name: String)] {
    line.split(separator: "`", omittingEmptySubsequences: false).enumerated().compactMap { place, part in
      guard place % 2 == 1, part.hasPrefix("Tests/"), let colon = part.firstIndex(of: ":") else { return nil }
      let name = part[part.index(after: colon)...].drop { $0 == " " }
      return (String(part[..<colon]), String(name))
    }
  }

  @Test func everyPromiseNamesTestsThatExist() throws {
    let page = try #require(Self.text("docs/promises.md"))
    var promises: [Int] = []
    var sources: [String: String] = [:]
    for line in page.split(separator: "\n") {
      let references = Self.references(line)
      for (file, name) in references {
        let source = try #require(sources[file] ?? Self.text(file), "\(file) is not there")
        sources[file] = source
        #expect(source.contains("func \(name)(") || source.contains("def \(name)("), "\(file) has no \(name)")
      }
      if line.hasPrefix("| "), let number = line.dropFirst(2).split(separator: " ").first.flatMap({ Int($0) }) {
        promises.append(number)
        #expect(!references.isEmpty, "promise \(number) names no test")
      }
    }
    #expect(promises.count >= 10)
    #expect(promises == Array(1...promises.count))
  }

  @Test func noSourceOpensASocket() throws {
    var looked = 0
    func look(_ path: String) throws {
      for name in try FileLayer.posix.list(Self.root + "/" + path) {
        let inside = path + "/" + name
        if try FileLayer.posix.status(Self.root + "/" + inside)?.kind == .folder {
          try look(inside)
        } else if name.hasSuffix(".swift") || name.hasSuffix(".h") {
          let text = try #require(Self.text(inside))
          looked += 1
          for word in ["socket(", "connect(", "getaddrinfo", "URLSession", "import FoundationNetworking", "import Network"] {
            let called = text.contains(word) && !text.contains("func " + word)
            #expect(!called, "\(inside): \(word)")
          }
        }
      }
    }
    try look("Sources")
    #expect(looked > 100)
  }
}
