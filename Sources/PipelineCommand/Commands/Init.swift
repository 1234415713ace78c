import ArgumentParser
import Pipeline

/// `init`: makes a book.
struct Init: BookCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: "建一个档案 · Make a book")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("档案名称 · The book's name", valueName: "N")) var name: String?
  @Option(help: ArgumentHelp("所属机构 · The branch it belongs to", valueName: "B")) var branch: String?

  func run(in session: Session) throws {
    let store = try BookStore.create(
      session.folder, name: name ?? session.say("车商档案", "Dealers"), branch: branch, day: session.today,
      context: session.context)
    if session.json {
      Output.json(schema: "book/1", [
        "book": .string(store.path), "name": .string(store.facts.name), "branch": .optional(store.facts.branch),
        "created": .string(store.facts.created.description),
      ])
    } else {
      Output.line(session.say("已建档案：\(store.path)", "Made the book \(store.path)"))
      Output.line(session.say("下一步：cheshang import dealers 名单.xlsx", "Next: cheshang import dealers LIST.xlsx"))
    }
  }
}
