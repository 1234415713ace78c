import ArgumentParser
import Pipeline

/// `init`: makes a book.
struct Init: BookCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: "建一个档案 · Make a book")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("档案名称 · The book's name", valueName: "N")) var name: String?
  @Option(help: ArgumentHelp("所属机构 · The branch it belongs to", valueName: "B")) var branch: String?
  @Flag(help: "用口令加密 · Encrypt it with a passphrase") var encrypt = false

  func run(in session: Session) throws {
    // Before anybody types a passphrase for nothing.
    if encrypt, (try? BookStore.facts(session.folder)) != nil { throw StoreError.alreadyABook(folder: session.folder) }
    let store = try BookStore.create(
      session.folder, name: name ?? session.say("车商档案", "Dealers"), branch: branch, day: session.today,
      encryption: encrypt ? session.makeKey() : nil, context: session.context)
    if session.json {
      Output.json(schema: "book/1", [
        "book": .string(store.path), "name": .string(store.facts.name), "branch": .optional(store.facts.branch),
        "created": .string(store.facts.created.description), "encrypted": .bool(encrypt),
      ])
    } else {
      Output.line(session.say("已建档案：\(store.path)", "Made the book \(store.path)"))
      if encrypt { Output.line(session.say(Session.lostPassphrase)) }
      Output.line(session.say("下一步：cheshang import dealers 名单.xlsx", "Next: cheshang import dealers LIST.xlsx"))
    }
  }
}
