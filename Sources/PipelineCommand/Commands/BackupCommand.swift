import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `backup`: the copies under `backups/` in the book.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "备份与恢复 · Copies of the book",
    subcommands: [BackupNow.self, BackupList.self, BackupRestore.self])
}

/// `backup now`
struct BackupNow: BookCommand {
  static let configuration = CommandConfiguration(commandName: "now", abstract: "马上备份 · Copy the book now")

  @OptionGroup var globals: Globals

  func run(in session: Session) throws {
    let backup = try session.store().backUp()
    if session.json {
      Output.json(schema: "backup/1", ["backup": .string(backup.id), "bytes": .int(backup.bytes)])
    } else {
      Output.line(session.say("已备份：\(backup.id)", "Copied: \(backup.id)"))
    }
  }
}

/// `backup list`
struct BackupList: BookCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "有哪些备份 · The copies, newest first")

  @OptionGroup var globals: Globals

  func run(in session: Session) throws {
    let backups = try session.store().backups()
    if session.json {
      return Output.json(schema: "backups/1", [
        "backups": .array(backups.map { ["id": .string($0.id), "taken": .int(Int($0.taken)), "bytes": .int($0.bytes)] })
      ])
    }
    for backup in backups { Output.line("\(backup.id)  \(backup.bytes / 1024) KiB") }
    if backups.isEmpty { Output.line(session.say("还没有备份。", "There are no copies yet.")) }
  }
}

/// `backup restore`: one record, or with `--all` the whole book, as a copy holds it; undone like any change.
struct BackupRestore: BookCommand {
  static let configuration = CommandConfiguration(commandName: "restore", abstract: "从备份恢复 · Restore from a copy")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("编号 · An id", valueName: "RECORD")) var record: String?
  @Flag(help: "全部 · Everything") var all = false
  @Option(help: ArgumentHelp("哪份备份 · Which copy", valueName: "ID")) var from: String
  @Flag(help: "只看会变什么 · Only show what would change") var preview = false

  func run(in session: Session) throws {
    guard (record != nil) != all else {
      throw CommandFailure.usage(
        "record-or-all", zh: "给一条记录的编号，或者用 --all 恢复全部。", en: "Give the id of one record, or --all for everything.")
    }
    let store = try session.store()
    var wanted: (kind: RecordKind, id: RecordID)?
    if let record {
      let then = try store.book(ofBackup: from)
      let id = RecordID(rawValue: record)
      let kinds = Set(then.tables.keys).union(store.book.tables.keys).sorted { $0.rawValue < $1.rawValue }
      if let kind = kinds.first(where: { then.record($0, id) != nil || store.book.record($0, id) != nil }) {
        wanted = (kind, id)
      } else {
        wanted = (.dealer, try session.dealer(record, gone: true).id)
      }
    }
    let change = try store.restoring(wanted, from: from)
    let written = preview ? nil : try session.commit(change)
    if session.json {
      return Output.json(schema: "backup-restore/1", [
        "backup": .string(from), "preview": .bool(preview), "records": .int(change.edits.count),
        "transaction": .optional(written?.id.description),
        "edits": .array(change.edits.map { edit in
          [
            "kind": .string(edit.kind.rawValue), "id": .string(edit.id.rawValue),
            "changes": .array(edit.fields.map {
              ["field": .string($0.key.rawValue), "from": $0.was ?? .null, "to": $0.to ?? .null]
            }),
          ]
        }),
      ])
    }
    for edit in change.edits.prefix(50) {
      Output.line(Words.plain("\(edit.kind.rawValue) \(edit.id.rawValue)"))
      for field in edit.fields {
        let was = CellWidth.shortened(session.say(Words.value(field.was)), columns: 60)
        let to = CellWidth.shortened(session.say(Words.value(field.to)), columns: 60)
        Output.line("    \(Words.plain(field.key.rawValue)): \(was) → \(to)")
      }
    }
    if change.edits.count > 50 { Output.line(session.say("……共 \(change.edits.count) 条", "… \(change.edits.count) records in all")) }
    Output.line(
      change.isEmpty
        ? session.say("与备份相同，没有要恢复的。", "The same as in the copy; nothing to restore.")
        : preview
          ? session.say("以上还没有写。去掉 --preview 就恢复。", "Nothing is written yet. Without --preview it is.")
          : session.say("已恢复 \(change.edits.count) 条，可用 cheshang undo 撤销。", "\(change.edits.count) records restored; `cheshang undo` takes it back."))
  }
}
