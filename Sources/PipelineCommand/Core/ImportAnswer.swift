import Canvas
import Pipeline
import PipelineScreens

/// What an import of customers or cases answers.
struct ImportAnswer {
  let rows: [ImportRow]
  let dryRun: Bool
  let session: Session

  private func count(_ outcome: String) -> Int { rows.count { $0.outcome == outcome } }

  func tell(schema: String, files: [JSONValue], rejectsFile: String?) {
    if session.json {
      return Output.json(schema: schema, [
        "read": .int(rows.count), "added": .int(count("added")), "updated": .int(count("updated")),
        "unchanged": .int(count("unchanged")), "rejected": .int(count("rejected")), "notCalled": .int(count("not-called")), "dryRun": .bool(dryRun), "files": .array(files),
        "rejects": .optional(rejectsFile),
        "rows": .array(rows.map { row in
          var object: JSONObject = [
            "file": .string(row.file), "sheet": .string(row.sheet), "row": .int(row.number), "outcome": .string(row.outcome),
            "record": .optional(row.record?.rawValue), "dealer": .optional(row.dealer?.rawValue),
          ]
          if !row.changes.isEmpty, row.outcome == "updated" {
            object["changes"] = .array(row.changes.map { ["field": .string($0.field.rawValue), "from": $0.from ?? .null, "to": $0.to ?? .null] })
          }
          if let code = row.code { object["reason"] = .string(code) }
          if let reason = row.reason { object["message"] = .string(session.say(reason)) }
          return .object(object)
        }),
      ])
    }
    let waiting = count("not-called")
    Output.line(
      session.say(
        "读 \(rows.count)  新增 \(count("added"))  更新 \(count("updated"))  未变 \(count("unchanged"))  拒收 \(count("rejected"))",
        "read \(rows.count)  added \(count("added"))  updated \(count("updated"))  unchanged \(count("unchanged"))  rejected \(count("rejected"))")
        + (waiting == 0 ? "" : session.say("  未拨打 \(waiting)", "  not called \(waiting)")))
    for row in rows.filter({ $0.outcome == "rejected" }).prefix(40) {
      Output.line("  \(row.number)  " + session.say(row.reason ?? Wording("")))
    }
    if let rejectsFile, count("rejected") > 0 { Output.line(session.say("拒收的行写在 \(rejectsFile)", "The rejected rows are in \(rejectsFile)")) }
    if dryRun { Output.line(session.say("试运行：什么都没有写入。", "A dry run: nothing was written.")) }
  }

  /// The rejected rows as they came, led by file, row and reason, to be corrected and read again.
  func writeRejects(to path: String) throws {
    var text = CSVText.mark + CSVText.line([session.say("文件", "file"), session.say("行", "row"), session.say("原因", "reason")])
    for row in rows where row.outcome == "rejected" {
      text += CSVText.line([row.file, String(row.number), session.say(row.reason ?? Wording(""))] + row.cells)
    }
    try session.writeFile(Array(text.utf8), path)
  }

  /// Decision 15: single rows may be rejected; a list of which nothing could be taken is bad data.
  func refuseIfNothingRead() throws {
    guard !rows.isEmpty, count("rejected") == rows.count else { return }
    throw CommandFailure(
      .badData, "nothing-read", ["read": .int(rows.count), "rejected": .int(count("rejected"))],
      Wording(zh: "没有一行能用，什么都没有写入。原因见上。", en: "Not one row could be taken and nothing was written. The reasons stand above."))
  }
}
