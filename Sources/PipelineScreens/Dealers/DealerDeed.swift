import Canvas
import Pipeline

/// What can be done to several dealers at once.
enum DealerDeed: CaseIterable {
  case owner, nextDate, classify, drop, resume, delete, restore

  var wording: Wording {
    switch self {
    case .owner: Wording(zh: "改负责人", en: "Set the owner")
    case .nextDate: Wording(zh: "改下次日期", en: "Set the next date")
    case .classify: Wording(zh: "按规则分类", en: "Class by the rules")
    case .drop: Wording(zh: "放弃，写明原因", en: "Drop, with a reason")
    case .resume: Wording(zh: "重新跟进", en: "Take up again")
    case .delete: Wording(zh: "删除（可恢复）", en: "Delete (can be restored)")
    case .restore: Wording(zh: "恢复", en: "Restore")
    }
  }

  func effects(_ ids: [RecordID], _ desk: Desk) -> [Effect] {
    let who = ids.count == 1 ? Wording(desk.lookups.dealer(ids[0])?.name ?? "") : Wording(zh: "\(ids.count) 家车商", en: "\(ids.count) dealers")
    switch self {
    case .owner:
      return [
        .open(
          PromptScreen(
            Wording(zh: "改负责人", en: "Set the owner"), question: Wording(zh: "\(who.zh)由谁负责？留空是取消。", en: "Who looks after \(who.en)? Empty: nobody."),
            text: ids.count == 1 ? desk.lookups.dealer(ids[0])?.text("owner") ?? desk.by : desk.by, required: false
          ) { text, desk in DealerBulk.edit(ids, [(.owner, text)], what: "owner", value: text, desk: desk) })
      ]
    case .nextDate: return NextDatePrompt.effects(for: ids, desk: desk)
    case .classify: return DealerBulk.classify(ids, desk: desk)
    case .drop:
      return [
        .open(
          PromptScreen(
            Wording(zh: "放弃", en: "Drop"), question: Wording(zh: "为什么放弃\(who.zh)？原因会一直留在记录里。", en: "Why is \(who.en) dropped? The reason stays on record.")
          ) { text, desk in DealerBulk.drop(ids, reason: String(text.trimming), desk: desk) })
      ]
    case .resume: return DealerBulk.resume(ids, desk: desk)
    case .delete:
      if ids.count == 1 { return DealerBulk.delete(ids, desk: desk) }
      return [.open(ConfirmScreen(Wording(zh: "删除\(who.zh)？可以撤销，也可以在“已删除”视图里恢复。", en: "Delete \(who.en)? It can be undone, or restored in the view of deleted ones."), yes: DealerBulk.delete(ids, desk: desk)))]
    case .restore: return DealerBulk.restore(ids, desk: desk)
    }
  }
}
