import Canvas
import Pipeline
import PipelineScreens

extension ImportDealers {
  func json(_ plan: ImportPlan) -> JSONObject {
    var object = ImportDealers.counts(plan.counts)
    object["dryRun"] = .bool(dryRun)
    object["files"] = .array(plan.files.map { file in
      var members: JSONObject = [
        "file": .string(file.file), "sheet": .string(file.sheet), "headingRow": .int(file.headingRow),
        "lists": .strings(file.lists), "dated": .string(file.dated.description), "ignored": .strings(file.ignored),
      ]
      members.merge(ImportDealers.counts(file.counts)) { $1 }
      return .object(members)
    })
    object["rows"] = .array(plan.rows.map(row))
    return object
  }

  private static func counts(_ counts: ImportPlan.Counts) -> JSONObject {
    [
      "read": .int(counts.read), "added": .int(counts.added), "updated": .int(counts.updated),
      "unchanged": .int(counts.unchanged), "rejected": .int(counts.rejected),
    ]
  }

  private func row(_ row: ImportPlan.Row) -> JSONValue {
    var object: JSONObject = [
      "file": .string(row.file), "sheet": .string(row.sheet), "row": .int(row.row), "outcome": .string(row.outcome.rawValue),
      "dealer": .optional(row.dealer?.rawValue), "name": .string(row.name),
    ]
    if !row.changes.isEmpty {
      object["changes"] = .array(row.changes.map {
        ["field": .string($0.field.rawValue), "from": $0.from ?? .null, "to": $0.to ?? .null]
      })
    }
    if let match = row.matchedBy { object["matchedBy"] = .string(match.rawValue) }
    if let reason = row.reason { object["reason"] = .string(ImportDealers.code(reason)) }
    if !row.warnings.isEmpty { object["warnings"] = .strings(row.warnings.map { Words.warning($0).en }) }
    return .object(object)
  }

  private static func code(_ reason: ImportReason) -> String {
    switch reason {
    case .nameMissing: "name-missing"
    case .nameTooLong: "name-too-long"
    case .ambiguous: "ambiguous"
    case .sameAsRow(let row): "same-as-row-\(row)"
    case .olderList: "older-list"
    case .merged(let id): "merged-into-\(id)"
    case .deleted: "deleted"
    }
  }

  func tell(_ plan: ImportPlan, _ session: Session) {
    var table = TextTable(
      [
        session.say("文件", "file"), session.say("名单日期", "dated"), session.say("读", "read"), session.say("新增", "added"),
        session.say("更新", "updated"), session.say("未变", "unchanged"), session.say("拒收", "rejected"),
      ], right: [2, 3, 4, 5, 6])
    func add(_ name: String, _ dated: String, _ counts: ImportPlan.Counts) {
      table.add([name, dated] + [counts.read, counts.added, counts.updated, counts.unchanged, counts.rejected].map(String.init))
    }
    for file in plan.files { add(file.file.split(separator: "/").last.map(String.init) ?? file.file, file.dated.description, file.counts) }
    if plan.files.count > 1 { add(session.say("合计", "all"), "", plan.counts) }
    table.print()
    let changed = plan.rows.filter { $0.outcome == .updated || $0.outcome == .rejected }
    for row in changed.prefix(40) {
      var line = "\(row.row)  \(session.say(Words.outcome(row.outcome)))  \(Words.plain(row.name))"
      if let match = row.matchedBy, match == .codeAlone || match == .nameAndPlace { line += "  [\(session.say(Words.match(match)))]" }
      if let reason = row.reason { line += "  " + session.say(Words.reason(reason)) }
      Output.line(line)
      for change in row.changes {
        Output.line("     \(session.say(Words.field(change.field))): \(session.say(Words.value(change.from))) → \(session.say(Words.value(change.to)))")
      }
    }
    if changed.count > 40 {
      Output.line(session.say("…… 还有 \(changed.count - 40) 行，用 --json 看全部", "… \(changed.count - 40) more rows; --json has them all"))
    }
    if dryRun {
      Output.line(session.say("试运行：什么都没有写入。", "A dry run: nothing was written."))
    } else if plan.change.isEmpty {
      Output.line(session.say("档案里都已有，没有改动。", "The book knew all of it: nothing was changed."))
    } else {
      Output.line(session.say("已存好，cheshang undo 可整个撤销。", "Saved; `cheshang undo` takes all of it back."))
    }
  }
}

/// A line on standard error while an import takes longer than half a second and somebody is watching.
final class ImportProgress {
  private let session: Session
  private let isWatched: Bool
  private let start: Int64
  private var last: Int64 = 0
  private var shown = false

  init(_ session: Session) {
    self.session = session
    isWatched = !session.json && Output.errorIsTerminal
    start = Wiring.wallMilliseconds()
  }

  func begin(files: Int) { show(session.say("读取 \(files) 个文件", "reading \(files) files")) }
  func read(_ done: Int, of all: Int) { show(session.say("读取 \(done)/\(all) 个文件", "read \(done) of \(all) files")) }
  func compared(_ done: Int, of all: Int) { show(session.say("比对 \(done)/\(all) 行", "compared \(done) of \(all) rows")) }
  func writing() { show(session.say("写入", "writing")) }

  func end() { if shown { Output.write("\r\u{1B}[K", to: 2) } }

  private func show(_ text: String) {
    guard isWatched else { return }
    let now = Wiring.wallMilliseconds()
    guard now - start > 500, now - last > 80 else { return }
    last = now
    shown = true
    Output.write("\r\u{1B}[K" + text, to: 2)
  }
}
