import ArgumentParser
import Canvas
import Glibc
import Pipeline
import PipelineScreens

/// `demo`: makes a demonstration book and opens it; without a terminal it prints its day and one dealer's walk.
struct Demo: BookCommand {
  static let configuration = CommandConfiguration(commandName: "demo", abstract: "演示档案 · Make a book of invented dealers and open it")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("放在哪里，缺省临时文件夹 · Where to make it; a temporary folder unless given", valueName: "DIR")) var folder: String?

  @Flag(help: "度量用的大档案：两千家车商，两万位客户，三十六个月 · A large book to measure with: 2,000 dealers, 20,000 customers, 36 months")
  var large = false
  @Option(help: .hidden) var months: Int?
  @Option(help: .hidden) var dealers: Int?
  @Option(help: .hidden) var customers: Int?

  func run(in session: Session) throws {
    let folder = try folder ?? Demo.temporaryFolder()
    if large { return try playLarge(in: folder, session) }
    let demo = try DemoBook.make(in: folder, session: session)
    if !session.json, Output.isTerminal { return try openScreens(session: session, startingAt: nil) }
    let items = DealerAgenda.items(
      dealers: demo.store.book[.dealer], handbook: try session.handbook(), calendar: try session.calendar(), today: session.today)
    let walked = demo.dealers.count > 5 ? demo.dealers[5] : demo.dealers.first
    if session.json {
      return Output.json(schema: "demo/1", [
        "book": .string(folder), "dealers": .int(demo.dealers.count), "walked": .optional(walked?.rawValue),
        "day": .string(session.today.description), "due": .array(items.map(Today.json)),
        "opportunitiesTotal": .int(try TodayMonth(session).count),
      ])
    }
    Output.line(session.say("演示档案：\(folder)", "Demonstration book: \(folder)"))
    Output.line("")
    let month = try TodayMonth(session)
    Output.line(
      session.say("\(session.today) 待办：车商 \(items.count)，客户 \(month.count)", "\(session.today): \(items.count) dealers and \(month.count) customers want you"))
    Output.write(Today.lines(items, session, try session.handbook()).map { $0 + "\n" }.joined())
    month.print(limit: nil)
    if let walked { try walk(walked, demo, session) }
    Output.line("")
    Output.line(session.say("接着看：cheshang --book \(folder) dealers list", "Go on with: cheshang --book \(folder) dealers list"))
  }

  private func playLarge(in folder: String, _ session: Session) throws {
    var size = LargeDemo.Size()
    if let months { size.months = min(max(months, 1), 120) }
    if let dealers { size.dealers = min(max(dealers, 1), 100_000) }
    if let customers { size.customers = min(max(customers, 1), 1_000_000) }
    let demo = try LargeDemo.make(in: folder, size: size, session: session)
    let book = demo.store.book
    let rows = demo.customers.rows(of: session.today.month)
    if session.json {
      return Output.json(schema: "demo-large/1", [
        "book": .string(folder), "dealers": .int(book[.dealer].count), "opportunities": .int(book[.opportunity].count),
        "planRows": .int(book[.planRow].count), "months": .int(size.months), "month": .string(session.today.month.description),
        "rows": .int(rows.count), "undecided": .int(rows.count { $0.isUndecided }),
      ])
    }
    Output.line(session.say("大档案：\(folder)", "Large book: \(folder)"))
    Output.line(
      session.say(
        "车商 \(book[.dealer].count)，客户 \(book[.opportunity].count)，\(size.months) 个月，计划 \(book[.planRow].count) 行；本月 \(rows.count) 行，未定 \(rows.count { $0.isUndecided })",
        "\(book[.dealer].count) dealers, \(book[.opportunity].count) customers, \(size.months) months, \(book[.planRow].count) plan rows; this month \(rows.count), \(rows.count { $0.isUndecided }) undecided"))
  }

  /// How one dealer came to where it is, deed by deed, and where it stands.
  private func walk(_ id: RecordID, _ demo: DemoBook, _ session: Session) throws {
    guard let dealer = demo.store.book.dealer(id) else { return }
    Output.line("")
    Output.line(session.say("一家车商走过的路：\(dealer.name)", "The way of one dealer: \(dealer.name)"))
    let handbook = try session.handbook()
    for item in try demo.store.history(of: .dealer, id, limit: 200).reversed() {
      let entry = item.entry
      let deed = Deed(entry.deed.verb, entry.deed.facts.filter { $0.key != "name" })
      Output.line("  \(entry.day)  \(entry.by)  \(session.say(Words.deed(deed, handbook: handbook)))")
    }
    Output.line("")
    let progress = DealerProgress(dealer: dealer, handbook: handbook, calendar: try session.calendar(), today: session.today)
    DealerSheet(progress, handbook, session).print()
  }

  private static func temporaryFolder() throws -> String {
    var template = Array(((Wiring.environment("TMPDIR") ?? "/tmp") + "/cheshang-demo-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw StoreError.file(FileError(.makeFolder, Wiring.environment("TMPDIR") ?? "/tmp", code: errno)) }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
