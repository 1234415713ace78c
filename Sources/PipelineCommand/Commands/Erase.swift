import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `erase`: blanks the values of one record everywhere in the book, on a person's request. It cannot be undone.
struct Erase: BookCommand {
  static let configuration = CommandConfiguration(abstract: "擦除个人信息，不可撤销 · Erase a person's data; cannot be undone")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("记录编号 · The record's id", valueName: "RECORD")) var record: String
  @Option(help: ArgumentHelp("保留的字段，可多次 · A field to keep; may be repeated", valueName: "FIELD")) var keep: [String] = []
  @Flag(help: "确认擦除 · Yes, erase it") var yes = false

  func run(in session: Session) throws {
    let store = try session.store()
    let id = RecordID(rawValue: record)
    let kinds = store.book.tables.keys.sorted { $0.rawValue < $1.rawValue }
    // What is gone already may still stand in copies, when an erasure was interrupted.
    guard let kind = try kinds.first(where: { store.book.record($0, id) != nil }) ?? store.kinds(everOf: id).first else {
      throw CommandFailure(
        .notFound, "no-such-record", ["id": .string(record)],
        Wording(zh: "没有编号是 \(Words.plain(record)) 的记录。", en: "There is no record \(Words.plain(record))."))
    }
    guard yes else {
      throw CommandFailure(
        .refused, "not-confirmed", ["id": .string(record), "kind": .string(kind.rawValue)],
        Wording(
          zh: "擦除不可撤销：流水、快照和备份里这条记录的值都会清空。确定就加 --yes。",
          en: "Erasing cannot be undone: the values of this record go from journals, snapshots and copies. Add --yes to do it."))
    }
    let report = try store.erase(kind, id, keeping: Set(keep.map { FieldKey($0) }))
    if session.json {
      return Output.json(schema: "erase/1", [
        "id": .string(record), "kind": .string(kind.rawValue), "lines": .int(report.lines), "values": .int(report.values),
        "backupsRemoved": .int(report.backups),
        "remains": .array(report.remains.map { place in
          var object: JSONObject = ["file": .string(place.file)]
          object["line"] = place.line.map(JSONValue.int)
          object["kind"] = place.kind.map { .string($0.rawValue) }
          object["id"] = place.id.map { .string($0.rawValue) }
          return .object(object)
        }),
      ])
    }
    Output.line(
      session.say(
        "已擦除：\(report.lines) 行里的 \(report.values) 个值；删去 \(report.backups) 份旧备份。",
        "Erased \(report.values) values in \(report.lines) lines; \(report.backups) old copies removed."))
    for place in report.remains {
      let where_ = place.file + (place.line.map { ":\($0)" } ?? "")
      let whose = [place.kind?.rawValue, place.id?.rawValue].compactMap { $0 }.joined(separator: " ")
      Output.line(session.say("仍有同样的文字：", "the same text still stands in ") + Words.plain(where_ + "  " + whose))
    }
  }
}
