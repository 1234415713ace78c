import Canvas
import OrderedCollections
import Pipeline

/// One deed on several dealers at once: one change, one undo step.
enum DealerBulk {
  /// Joins what each dealer's own deed would do. A dealer whose deed is refused stays as it is and is counted.
  static func change(
    _ ids: [RecordID], verb: String, facts: JSONObject, desk: Desk,
    _ deed: (Dealer, inout IDMint) throws -> Change
  ) -> (change: Change, refused: Int) {
    var mint = desk.mint
    var edits: [RecordEdit] = []
    var refused = 0
    var single: Deed?
    for id in ids {
      guard let dealer = desk.lookups.dealer(id), let change = try? deed(dealer, &mint) else {
        refused += 1
        continue
      }
      if !change.isEmpty {
        edits += change.edits
        single = change.deed
      }
    }
    if edits.count == 1, let single { return (Change(single, edits), refused) }
    var facts = facts
    facts["count"] = .int(edits.count)
    return (Change(Deed(verb, facts), edits), refused)
  }

  /// Applies it and says how many were done and how many were not.
  static func effects(_ made: (change: Change, refused: Int), done: Wording) -> [Effect] {
    let count = made.change.edits.count
    if count == 0 {
      return made.refused == 0
        ? [.notice(Notice(Wording(zh: "没有变化", en: "Nothing changed")))]
        : [.warn(zh: "\(made.refused) 家不适用，没有改动", en: "Not possible for \(made.refused); nothing changed")]
    }
    let rest = made.refused == 0 ? Wording("") : Wording(zh: "；\(made.refused) 家不适用", en: "; not possible for \(made.refused)")
    return [
      .apply(made.change),
      .done(zh: done.zh + (count > 1 ? "：\(count) 家" : "") + rest.zh, en: done.en + (count > 1 ? ": \(count) dealers" : "") + rest.en),
    ]
  }

  /// Sets directory fields to the same texts.
  static func edit(_ ids: [RecordID], _ values: [(DealerField, String)], what: String, value: String, desk: Desk) -> [Effect] {
    var texts: OrderedDictionary<DealerField, String> = [:]
    for (field, text) in values {
      do throws(DealerError) { _ = try field.value(text) } catch { return [.fail(DealerWords.error(error))] }
      texts[field] = text
    }
    let made = change(ids, verb: "dealers.edit", facts: ["field": .string(what), "value": .string(value)], desk: desk) { dealer, _ in
      try DealerDirectory.edit(dealer, texts, on: desk.today)
    }
    return effects(made, done: Wording(zh: "已改\(DealerWords.field(FieldKey(what)).zh)", en: "\(DealerWords.field(FieldKey(what)).en) set"))
  }

  static func drop(_ ids: [RecordID], reason: String, desk: Desk) -> [Effect] {
    let made = change(ids, verb: "dealers.drop", facts: ["reason": .string(reason)], desk: desk) { dealer, mint in
      try DealerWork(dealer, handbook: desk.handbook, day: desk.today, by: desk.by).drop(reason: reason, mint: &mint)
    }
    return effects(made, done: Wording(zh: "已放弃", en: "Dropped"))
  }

  /// Puts each into its class by the table of the SOP.
  static func classify(_ ids: [RecordID], desk: Desk) -> [Effect] {
    let volumes = desk.lookups.cityVolumes
    let made = change(ids, verb: "dealers.classify", facts: [:], desk: desk) { dealer, _ in
      try DealerWork(dealer, handbook: desk.handbook, day: desk.today, by: desk.by, cityMedian: volumes.median(of: dealer.city)).classify()
    }
    return effects(made, done: Wording(zh: "已按规则分类", en: "Classed by the rules"))
  }

  static func delete(_ ids: [RecordID], desk: Desk) -> [Effect] {
    let made = change(ids, verb: "dealers.delete", facts: [:], desk: desk) { dealer, _ in
      try DealerDirectory.delete(dealer, on: desk.today, by: desk.by)
    }
    return effects(made, done: Wording(zh: "已删除（可恢复）", en: "Deleted (can be restored)"))
  }

  static func restore(_ ids: [RecordID], desk: Desk) -> [Effect] {
    let made = change(ids, verb: "dealers.restore", facts: [:], desk: desk) { dealer, _ in try DealerDirectory.restore(dealer) }
    return effects(made, done: Wording(zh: "已恢复", en: "Restored"))
  }

  /// Takes up again what was dropped or ended.
  static func resume(_ ids: [RecordID], desk: Desk) -> [Effect] {
    let made = change(ids, verb: "dealers.resume", facts: [:], desk: desk) { dealer, mint in
      try DealerWork(dealer, handbook: desk.handbook, day: desk.today, by: desk.by).takeUpAgain(mint: &mint)
    }
    return effects(made, done: Wording(zh: "已重新经办", en: "Taken up again"))
  }
}
