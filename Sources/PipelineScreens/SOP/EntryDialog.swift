import Canvas
import Pipeline

/// Adds an entry to a collection of a dealer (a person, a tier, an insurer's share) or edits one.
enum EntryDialog {
  /// - Parameters:
  ///   - entry: the entry to edit; nil adds one.
  ///   - answers: what the fields of a new entry begin with.
  static func make(
    dealer id: RecordID, field key: FieldKey, entry: String?, answers begun: [String: String] = [:], desk: Desk
  ) -> FormDialog? {
    guard let field = desk.handbook.field(key), let dealer = desk.lookups.dealer(id) else { return nil }
    let parts = field.parts
    var answers = begun
    if let entry, let value = dealer.record[.entry(key.rawValue, entry)] {
      for part in parts { answers[part.id.rawValue] = FieldText.editing(value[part.id.rawValue], part.type) }
    }
    let verb = entry == nil ? Words.say("添加：", "Add: ") : Words.say("修改：", "Edit: ")
    let command = entry == nil ? "step save DEALER --set '\(key)[+]={…}'" : "step save DEALER --set '\(key)[N].PART=…'"
    return FormDialog(
      "entry", verb + field.name.wording, command: .line(command), answers: answers,
      remark: { _, desk in field.help.map { StyledLine(desk.say($0), .muted) } ?? "" },
      fields: { _, desk in
        parts.map { part in
          // The sub-field that names the entry is not changed afterwards.
          let isName = entry != nil && field.keyedBy == part.id.rawValue
          return FormField(
            part.id.rawValue, label: desk.say(part.name), isName ? .fixed : FieldText.kind(part, desk: desk),
            required: part.required && !isName, hint: FieldText.unit(part.type, desk: desk),
            placeholder: part.help.map { desk.say($0) } ?? FieldText.placeholder(part.type, desk: desk))
        }
      },
      done: { answers, desk in
        var wrong: [String: Wording] = [:]
        for part in parts {
          guard let text = FieldText.typed(answers[part.id.rawValue] ?? "", part.type, today: desk.today) else { continue }
          do throws(ValueFault) { _ = try FieldInput(part).parse(text) } catch {
            wrong[part.id.rawValue] = Wording(FieldText.fault(error, desk: desk))
          }
        }
        guard wrong.isEmpty else { return .wrong(wrong) }
        guard let dealer = desk.lookups.dealer(id) else { return .refused(DossierWords.gone) }
        var mint = desk.mint
        do throws(SOPError) {
          let values = assignments(answers, of: field, entry: entry, in: dealer, today: desk.today)
          if values.isEmpty { return .effects([.close]) }
          return .effects([
            .apply(try desk.work(on: dealer).save(values, mint: &mint)), .close,
            .done(zh: "已保存\(field.name.zh)", en: "Saved: \(field.name.en)"),
          ])
        } catch {
          if case .nothingToDo = error { return .effects([.close]) }
          return .refused(DossierWords.refusal(error, desk: desk))
        }
      })
  }

  /// Only the parts that were changed, so that what somebody else wrote into the others stays.
  private static func assignments(
    _ answers: [String: String], of field: SOPField, entry: String?, in dealer: Dealer, today: Day
  ) -> [FieldAssignment] {
    func typed(_ part: SOPField) -> String? { FieldText.typed(answers[part.id.rawValue] ?? "", part.type, today: today) }
    guard let entry, let place = dealer.record.entries(of: field.id.rawValue).firstIndex(where: { $0.entry == entry }) else {
      let members = field.parts.compactMap { part in typed(part).map { part.id.rawValue + ":\"" + $0.replacing("\"", with: "\"\"") + "\"" } }
      return [FieldAssignment(field: field.id, place: .newEntry, text: "{" + members.joined(separator: ",") + "}")]
    }
    let old = dealer.record[.entry(field.id.rawValue, entry)]
    return field.parts.compactMap { part in
      guard field.keyedBy != part.id.rawValue else { return nil }
      let text = typed(part)
      if text.flatMap({ try? FieldInput(part).parse($0) }) == old?[part.id.rawValue] { return nil }
      return FieldAssignment(field: field.id, place: .part(place + 1, part.id.rawValue), text: text)
    }
  }

  /// Removes an entry; undo brings it back.
  static func removal(of entry: String, from key: FieldKey, dealer id: RecordID, desk: Desk) -> [Effect] {
    guard let dealer = desk.lookups.dealer(id),
      let place = dealer.record.entries(of: key.rawValue).firstIndex(where: { $0.entry == entry })
    else { return [] }
    let name = Words.field(key, handbook: desk.handbook)
    return DealerDeeds.effects(on: id, desk: desk, then: [.done(zh: "已移除\(name.zh)一条（u 撤销）", en: "Removed from \(name.en) (u undoes)")]) {
      work, mint throws(SOPError) in try work.save([FieldAssignment(field: key, place: .entry(place + 1), text: nil)], mint: &mint)
    }
  }
}
