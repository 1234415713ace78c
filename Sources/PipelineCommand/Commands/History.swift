import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `history`: what was done, newest first; of one dealer with the fields that changed.
struct History: BookCommand {
  static let configuration = CommandConfiguration(commandName: "history", abstract: "历史 · What was done, newest first")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("只看一家 · Of one dealer only", valueName: "DEALER")) var dealer: String?
  @Option(help: ArgumentHelp("最多几条 · At most so many", valueName: "N")) var limit = 20

  func run(in session: Session) throws {
    if let dealer { return try one(try session.dealer(dealer, gone: true), session) }
    let entries = try session.store().history(limit: max(0, limit))
    if session.json {
      return Output.json(schema: "history/1", ["entries": .array(entries.map { .object(History.json($0)) })])
    }
    var table = TextTable()
    let handbook = try? session.handbook()
    for entry in entries { table.add(History.cells(entry, session, handbook)) }
    table.print(limit: 80)
  }

  private func one(_ dealer: Dealer, _ session: Session) throws {
    let entries = try session.store().history(of: .dealer, dealer.id, limit: max(0, limit))
    if session.json {
      return Output.json(schema: "history/1", [
        "dealer": .string(dealer.id.rawValue),
        "entries": .array(entries.map { item in
          var object = History.json(item.entry)
          object["changes"] = .array(item.fields.map {
            ["field": .string($0.key.rawValue), "from": $0.was ?? .null, "to": $0.to ?? .null]
          })
          return .object(object)
        }),
      ])
    }
    let handbook = try session.handbook()
    for item in entries {
      Output.line(History.cells(item.entry, session, handbook).filter { !$0.isEmpty }.map(Words.plain).joined(separator: "  "))
      for field in item.fields {
        let was = CellWidth.shortened(session.say(Words.value(field.was, of: field.key, handbook: handbook)), columns: 60)
        let to = CellWidth.shortened(session.say(Words.value(field.to, of: field.key, handbook: handbook)), columns: 60)
        Output.line("    \(session.say(Words.field(field.key, handbook: handbook))): \(was) → \(to)")
      }
    }
  }

  private static func cells(_ entry: HistoryEntry, _ session: Session, _ handbook: Handbook? = nil) -> [String] {
    [
      entry.day.description, session.say(Words.role(entry.role)) + session.say(Words.deed(entry.deed, handbook: handbook)), entry.by,
      entry.isUndone ? session.say("（已撤销）", "(undone)") : "",
    ]
  }

  static func json(_ entry: HistoryEntry) -> JSONObject {
    var object: JSONObject = [
      "id": .string(entry.id.description), "day": .string(entry.day.description), "by": .string(entry.by),
      "verb": .string(entry.deed.verb), "facts": .object(entry.deed.facts), "records": .int(entry.records),
      "undone": .bool(entry.isUndone),
    ]
    switch entry.role {
    case .plain: object["role"] = "plain"
    case .undo(let of):
      object["role"] = "undo"
      object["of"] = .string(of.description)
    case .redo(let of):
      object["role"] = "redo"
      object["of"] = .string(of.description)
    }
    return object
  }
}

/// What to do with fields that somebody else changed since.
struct ConflictArguments: ParsableArguments {
  @Flag(help: "别人后来改过的也覆盖 · Set fields that somebody changed since") var overwrite = false
  @Flag(help: "别人后来改过的保留 · Leave fields that somebody changed since") var leave = false

  func choice() throws -> BookStore.ConflictChoice {
    if overwrite, leave {
      throw CommandFailure.usage("overwrite-and-leave", zh: "--overwrite 和 --leave 只能选一个。", en: "Choose one of --overwrite and --leave.")
    }
    return overwrite ? .overwrite : leave ? .leave : .refuse
  }
}

/// `undo`: takes back this machine's latest change, whichever process made it.
struct Undo: BookCommand {
  static let configuration = CommandConfiguration(commandName: "undo", abstract: "撤销 · Take back the latest change of this machine")

  @OptionGroup var globals: Globals
  @OptionGroup var conflict: ConflictArguments

  func run(in session: Session) throws {
    let choice = try conflict.choice()
    let done = try session.store().undo(day: session.today, by: session.user, onConflict: choice)
    UndoReport.tell(done, session)
  }
}

/// `redo`: does again what was undone last.
struct Redo: BookCommand {
  static let configuration = CommandConfiguration(commandName: "redo", abstract: "重做 · Do again what was undone last")

  @OptionGroup var globals: Globals
  @OptionGroup var conflict: ConflictArguments

  func run(in session: Session) throws {
    let choice = try conflict.choice()
    let done = try session.store().redo(day: session.today, by: session.user, onConflict: choice)
    UndoReport.tell(done, session)
  }
}

/// What `undo` and `redo` answer.
enum UndoReport {
  static func tell(_ done: Transaction, _ session: Session) {
    if session.json {
      var object: JSONObject = [
        "id": .string(done.id.description), "verb": .string(done.change.deed.verb), "facts": .object(done.change.deed.facts),
        "records": .int(done.change.edits.count),
      ]
      if case .undo(let of) = done.role { object["undone"] = .string(of.description) }
      if case .redo(let of) = done.role { object["redone"] = .string(of.description) }
      Output.json(schema: "undo/1", object)
    } else {
      // A book whose handbook cannot be read is taken back all the same; its steps go by their ids.
      let handbook = try? session.handbook()
      Output.line(session.say(Words.role(done.role)) + session.say(Words.deed(done.change.deed, handbook: handbook)))
    }
  }
}
