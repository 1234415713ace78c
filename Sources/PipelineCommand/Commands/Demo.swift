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

  func run(in session: Session) throws {
    let folder = try folder ?? Demo.temporaryFolder()
    let demo = try DemoBook.make(in: folder, session: session)
    if !session.json, Output.isTerminal { return try openScreens(session: session, startingAt: nil) }
    let items = DealerAgenda.items(
      dealers: demo.store.book[.dealer], handbook: try session.handbook(), calendar: try session.calendar(), today: session.today)
    let walked = demo.dealers.count > 5 ? demo.dealers[5] : demo.dealers.first
    if session.json {
      return Output.json(schema: "demo/1", [
        "book": .string(folder), "dealers": .int(demo.dealers.count), "walked": .optional(walked?.rawValue),
        "day": .string(session.today.description), "due": .array(items.map(Today.json)),
      ])
    }
    Output.line(session.say("演示档案：\(folder)", "Demonstration book: \(folder)"))
    Output.line("")
    Output.line(session.say("\(session.today) 待办 \(items.count)", "\(session.today): \(items.count) to do"))
    Output.write(Today.lines(items, session, try session.handbook()).map { $0 + "\n" }.joined())
    if let walked { try walk(walked, demo, session) }
    Output.line("")
    Output.line(session.say("接着看：cheshang --book \(folder) dealers list", "Go on with: cheshang --book \(folder) dealers list"))
  }

  /// How one dealer came to where it is, deed by deed, and where it stands.
  private func walk(_ id: RecordID, _ demo: DemoBook, _ session: Session) throws {
    guard let dealer = demo.store.book.dealer(id) else { return }
    Output.line("")
    Output.line(session.say("一家车商走过的路：\(dealer.name)", "The way of one dealer: \(dealer.name)"))
    for item in try demo.store.history(of: .dealer, id, limit: 200).reversed() {
      Output.line("  \(item.entry.day)  \(item.entry.by)  \(session.say(Words.deed(Deed(item.entry.deed.verb, item.entry.deed.facts.filter { $0.key != "name" }))))")
    }
    Output.line("")
    let handbook = try session.handbook()
    let progress = DealerProgress(dealer: dealer, handbook: handbook, calendar: try session.calendar(), today: session.today)
    DealerSheet(progress, handbook, session).print()
  }

  private static func temporaryFolder() throws -> String {
    var template = Array(((Wiring.environment("TMPDIR") ?? "/tmp") + "/cheshang-demo-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw StoreError.file(FileError(.makeFolder, Wiring.environment("TMPDIR") ?? "/tmp", code: errno)) }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
