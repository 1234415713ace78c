import Canvas
import Glibc
import Pipeline
import PipelineScreens

/// What the quote commands stand on: tables, words, the vehicle index, and what the book adds where there is one.
struct QuoteSession {
  let session: Session
  let tables: QuoteTables
  let words: QuoteWords
  let branch: QuoteBranch
  /// Whether there is a book.
  let hasBook: Bool

  /// - Throws: when a table of the installation or the book cannot be read; a missing book is no error.
  init(_ session: Session) throws {
    self.session = session
    words = try QuoteSession.words()
    tables = try QuoteTables { try Wiring.resources.bytes(.quotes($0.rawValue)) }
    var book: Book?
    do { book = try session.store().book } catch StoreError.noBook { book = nil }
    hasBook = book != nil
    branch = QuoteBranch(book, tables: tables)
  }

  static func words() throws -> QuoteWords { try QuoteWords(Wiring.resources.bytes(.quoteWords)) }

  var language: QuoteLanguage { session.language == .zh ? .zh : .en }
  var print: QuotePrint { QuotePrint(words: words, rules: tables.covers, language: language, on: session.today) }

  /// All series of the shipped lists and the branch's own, the newer list first.
  func vehicles() throws -> VehicleIndex { try QuoteSession.shelf().index(with: branch.vehicleLists.map(\.list)) }

  private static func shelf() throws -> VehicleShelf {
    let files = Wiring.resources
    return try VehicleShelf(
      list2024: files.bytes(.vehicles2024), list2017: files.bytes(.vehicles2017), brands: files.bytes(.seriesBrands),
      pinyin: files.bytes(.pinyin))
  }

  /// What the quote screen reads; nil when a table of the installation cannot be read.
  static func library() -> QuoteLibrary? {
    guard let words = try? words(), let tables = try? QuoteTables(read: { try Wiring.resources.bytes(.quotes($0.rawValue)) }),
      let shelf = try? shelf()
    else { return nil }
    return QuoteLibrary(tables: tables, words: words, shelf: shelf)
  }

  /// The series that a word means.
  /// - Throws: exit 66 when none fits, 64 with the candidates when several do.
  func vehicle(_ text: String, brand: String?) throws -> Vehicle {
    let index = try vehicles()
    if let exact = index.vehicle(named: brand.map { $0 + text } ?? text) ?? index.vehicle(named: text) { return exact }
    let found = index.search(text, limit: 12).filter { brand == nil || $0.brand == brand }
    if found.count == 1 { return found[0] }
    let shown = Words.plain(text)
    if found.isEmpty {
      throw CommandFailure(
        .notFound, "no-such-series", ["field": "series", "given": .string(text), "source": "vehicles"],
        Wording(
          zh: "车型库里没有车系“\(shown)”。用 --price 直接给新车价，或用 cheshang quote vehicles 查找。",
          en: "No series fits \"\(shown)\". Give the new-car price by --price, or look with `cheshang quote vehicles`."))
    }
    let list = found.map { ($0.brand.map { $0 + " " } ?? "") + $0.series }
    throw CommandFailure.usage(
      "ambiguous-series",
      ["field": "series", "given": .string(text), "candidates": .array(found.map(QuoteSession.json))],
      zh: "“\(shown)”有几个车系吻合：\(list.joined(separator: "、"))。请写全。",
      en: "\"\(shown)\" fits several series: \(list.joined(separator: ", ")). Write one in full.")
  }

  static func json(_ vehicle: Vehicle) -> JSONValue {
    [
      "brand": .optional(vehicle.brand), "brandEvidence": .string(vehicle.brandEvidence.rawValue),
      "series": .string(vehicle.series),
      "prices": .array(
        vehicle.prices.map {
          ["list": .string($0.list), "low": .string($0.low.description), "high": .string($0.high.description)]
        }),
    ]
  }

  /// The opportunity that a word means: its id, or the name of a customer that only one has.
  func opportunity(_ text: String) throws -> Record {
    let table = try session.store().book[.opportunity]
    if let exact = table[RecordID(rawValue: text)], exact["gone"] == nil { return exact }
    let found = table.records.filter { $0["gone"] == nil && $0["customerName"]?.string == text }
    if found.count == 1 { return found[0] }
    let shown = Words.plain(text)
    if found.isEmpty {
      throw CommandFailure(
        .notFound, "no-such-opportunity", ["given": .string(text)],
        Wording(zh: "没有找到商机“\(shown)”，请用档案号或客户姓名。", en: "No opportunity fits \"\(shown)\"; give its id or the customer's name."))
    }
    throw CommandFailure.usage(
      "ambiguous-opportunity", ["given": .string(text), "candidates": .strings(found.map(\.id.rawValue))],
      zh: "“\(shown)”有 \(found.count) 位，请用档案号：\(found.map(\.id.rawValue).joined(separator: "、"))。",
      en: "\"\(shown)\" fits \(found.count); use an id: \(found.map(\.id.rawValue).joined(separator: ", ")).")
  }

  /// A kept quote by its entry or the number of its round; the latest when nothing is said.
  func kept(_ text: String?, of record: Record) throws -> KeptQuote {
    let all = KeptQuote.all(of: record)
    guard let last = all.last else {
      throw CommandFailure(
        .notFound, "no-quote", ["opportunity": .string(record.id.rawValue)],
        Wording(zh: "这个商机还没有存过报价。先用 quote … --save \(record.id)。", en: "No quote is kept with it yet; use `quote … --save \(record.id)`."))
    }
    guard let text else { return last }
    if let found = all.last(where: { $0.entry == text || String($0.quote.round) == text }) { return found }
    throw CommandFailure(
      .notFound, "no-such-round", ["given": .string(text), "rounds": .array(all.map { .int($0.quote.round) })],
      Wording(
        zh: "没有第 \(Words.plain(text)) 轮报价，现有：\(all.map { String($0.quote.round) }.joined(separator: "、"))。",
        en: "There is no round \(Words.plain(text)); there are \(all.map { String($0.quote.round) }.joined(separator: ", "))."))
  }

  /// Where quotes for an opportunity are given: its dealer's place.
  func region(of record: Record) throws -> String? {
    guard let id = record["dealer"]?.string, let dealer = try session.store().book.dealer(RecordID(rawValue: id)) else {
      return nil
    }
    return tables.region(province: dealer.text("province"), city: dealer.text("city"))
  }

  /// Text goes to the file, or to standard output without one.
  func put(_ text: String, to path: String?) throws {
    if let path, path != "-" { try FileWriter.write(text, to: path) } else { Output.write(text) }
  }

  /// What is said when a file was written; with `--json` the answer itself.
  func wrote(_ path: String, schema: String, _ facts: JSONObject = [:]) {
    if session.json {
      var object = facts
      object["file"] = .string(path)
      Output.json(schema: schema, object)
    } else {
      Output.note(session.say("已写入 \(Words.plain(path))", "Wrote \(Words.plain(path))"))
    }
  }

  /// The bytes of a file that the user names.
  static func bytes(of path: String) throws -> [UInt8] {
    let handle = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    func failure() -> CommandFailure {
      let code = errno
      return CommandFailure(
        code == ENOENT ? .notFound : .ioFailure, code == ENOENT ? "no-such-file" : "unreadable-file",
        ["file": .string(path), "errno": .int(Int(code))], Words.file(FileError(.open, path, code: code)))
    }
    guard handle >= 0 else { throw failure() }
    defer { if handle != STDIN_FILENO { close(handle) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= 64 << 20 {
      let got = Glibc.read(handle, &chunk, chunk.count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure() }
      if got == 0 { break }
      bytes += chunk[..<got]
    }
    return bytes
  }
}

extension CommandFailure {
  /// A refusal of the quote room: wrong or impossible inputs are bad data, a table without a number refuses.
  static func quoting(_ error: QuoteError) -> CommandFailure {
    let exit: Exit =
      switch error {
      case .conflicting, .noFigure, .noPremium, .olderList: .refused
      case .wayNeeds, .missing: .usage
      case .unreadable: .ioFailure
      case .unknownKept: .notFound
      default: .badData
      }
    guard let words = try? QuoteSession.words() else {
      return CommandFailure(exit, error.code, error.facts, Wording(error.code))
    }
    let rules = try? QuoteTables { try Wiring.resources.bytes(.quotes($0.rawValue)) }.covers
    return CommandFailure(
      exit, error.code, error.facts,
      Wording(zh: Words.plain(words.text(error, .zh, rules: rules)), en: Words.plain(words.text(error, .en, rules: rules))))
  }

  static func exporting(_ error: ExportError) -> CommandFailure {
    switch error {
    case .cannotWrite(let path, let code):
      let exit: Exit = code == ENOSPC || code == EIO ? .ioFailure : .cannotCreate
      return CommandFailure(
        exit, "cannot-write", ["file": .string(path), "errno": .int(Int(code))],
        Words.file(FileError(.open, path, code: code)))
    case .tooLarge(let path, let rows):
      return CommandFailure(
        .badData, "too-large", ["file": .string(path), "rows": .int(rows)],
        Wording(zh: "\(Words.plain(path))：\(rows) 行，一张表放不下。", en: "\(Words.plain(path)): \(rows) rows are more than a sheet takes."))
    }
  }
}
