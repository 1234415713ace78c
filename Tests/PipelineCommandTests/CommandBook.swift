import Pipeline
import Testing

/// A book in a temporary folder that commands work on, each as a process.
final class CommandBook {
  let folder: String
  var book: String { folder + "/book" }
  var today = "2026-11-24"
  var language = "zh"

  init(made: Bool = true) throws {
    folder = try Scratch.folder()
    if made { #expect(try run("init").status == 0) }
  }

  deinit { Scratch.remove(folder) }

  @discardableResult
  func run(_ arguments: String...) throws -> Program.Outcome { try run(arguments) }

  @discardableResult
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Program.Outcome {
    var all = ["CHESHANG_BOOK": book, "CHESHANG_TODAY": today, "CHESHANG_LANG": language]
    all.merge(environment) { $1 }
    return try Program.run(arguments, environment: all)
  }

  /// The JSON answer of a command that must succeed.
  @discardableResult
  func json(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONValue {
    let outcome = try run(arguments + ["--json"])
    #expect(outcome.status == 0, "\(arguments): \(outcome.err)", sourceLocation: sourceLocation)
    return outcome.json
  }

  /// The error object of a command that must end with `status`.
  @discardableResult
  func refused(_ status: Int32, _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONValue {
    let outcome = try run(arguments + ["--json"])
    #expect(outcome.status == status, "\(arguments): \(outcome.out)\(outcome.err)", sourceLocation: sourceLocation)
    #expect(outcome.error["error"]?.string != nil, "\(arguments): \(outcome.err)", sourceLocation: sourceLocation)
    return outcome.error
  }

  /// A file beside the book.
  func file(_ name: String, _ bytes: [UInt8]) -> String {
    let path = folder + "/" + name
    Scratch.write(bytes, to: path)
    return path
  }

  func file(_ name: String, _ text: String) -> String { file(name, Array(text.utf8)) }

  /// All records as JSON lines without clocks: the canonical state.
  func state() throws -> [String] {
    let context = StoreContext(machine: "test", holder: LockHolder(process: 1, command: "test"))
    let book = try BookStore.open(book, context: context).book
    return book.tables.flatMap { kind, table in
      table.records.map { record in
        kind.rawValue + " " + record.id.rawValue + " "
          + record.fields.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value.text }.joined(separator: " ")
      }
    }.sorted()
  }
}

extension JSONValue {
  /// The number of import outcomes, in the order read, added, updated, unchanged, rejected.
  var counts: [Int?] { ["read", "added", "updated", "unchanged", "rejected"].map { self[$0]?.int } }
}
