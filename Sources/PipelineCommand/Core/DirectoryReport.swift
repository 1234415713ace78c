import Canvas
import Pipeline
import PipelineScreens

/// What commands on the directory answer: the dealers as they are now, and the fields that changed.
enum DirectoryReport {
  static func tell(_ change: Change, _ ids: [RecordID], _ session: Session) throws {
    let book = try session.store().book
    let edits = change.edits.flatMap { edit in edit.fields.map { (edit.id, $0) } }
    if session.json {
      let dealers = ids.compactMap(book.dealer)
      var object: JSONObject = dealers.first.map { DealerJSON.row($0) } ?? [:]
      object["dealer"] = dealers.first.map { .object(DealerJSON.whole($0)) } ?? .null
      if dealers.count > 1 { object["dealers"] = .array(dealers.map { .object(DealerJSON.row($0)) }) }
      object["changes"] = .array(edits.map { id, field in
        ["dealer": .string(id.rawValue), "field": .string(field.key.rawValue), "from": field.was ?? .null, "to": field.to ?? .null]
      })
      return Output.json(schema: "dealer/1", object)
    }
    if edits.isEmpty { return Output.line(session.say("没有要改的，内容已经是这样。", "Nothing to change: it is so already.")) }
    Output.line(session.say(Words.deed(change.deed)) + "  " + ids.map(\.rawValue).joined(separator: " "))
    for (_, field) in edits.prefix(30) {
      Output.line(
        "  \(session.say(Words.field(field.key))): \(session.say(Words.value(field.was))) → \(session.say(Words.value(field.to)))")
    }
  }
}

/// Typed fields of the directory.
enum DirectoryText {
  /// `field=value` in two.
  static func pair(_ text: String) throws -> (String, String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw ValueFault(field: "", given: text, allowed: .assignment)
    }
    return (CellText.trimmed(String(text[..<equals])), String(text[text.index(after: equals)...]))
  }

  /// Carries a change of one record out on it.
  static func apply(_ change: Change, to record: inout Record) {
    for edit in change.edits { for field in edit.fields { record[field.key] = field.to } }
  }
}
