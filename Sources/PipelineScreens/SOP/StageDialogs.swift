import Canvas
import Pipeline

/// The dialogs about a dealer's stage, contract and next date.
enum StageDialogs {
  /// Back to an earlier stage, with a reason.
  static func goBack(dealer id: RecordID, desk: Desk) -> FormDialog {
    let present = desk.lookups.dealer(id)?.stage ?? .survey
    return FormDialog(
      "return", Words.say("退回阶段", "Go back a stage"), command: .line("return DEALER STAGE --reason TEXT"),
      answers: ["stage": Stage.allCases.last { $0 < present }?.rawValue ?? ""],
      fields: { _, desk in
        [
          FormField(
            "stage", label: desk.language.pick(zh: "退到", en: "Back to"),
            .choice(Stage.allCases.filter { $0 < present }.map { .init($0.rawValue, DossierWords.stage($0, desk: desk)) }), required: true),
          FormField("reason", label: desk.language.pick(zh: "原因", en: "Reason"), required: true),
        ]
      },
      done: { answers, desk in
        guard let stage = Stage(rawValue: answers["stage"] ?? "") else { return .wrong(["stage": DossierWords.needed]) }
        let name = desk.handbook.guide(stage).name
        return .effects(
          [.close]
            + DealerDeeds.effects(on: id, desk: desk, then: [.done(zh: "已退回\(name.zh)，所填都在", en: "Back at \(name.en); nothing was lost")]) {
              work, mint throws(SOPError) in try work.goBack(to: stage, reason: answers["reason"] ?? "", mint: &mint)
            })
      })
  }

  /// When to come back to this dealer, and for what. An empty day takes the date away.
  static func nextDate(dealer id: RecordID, desk: Desk) -> FormDialog {
    let dealer = desk.lookups.dealer(id)
    return FormDialog(
      "next-date", Words.say("下次日期", "Next date"), command: .line("step save DEALER --set nextDate=D --set nextNote=TEXT"),
      answers: ["nextDate": dealer?.text("nextDate") ?? "", "nextNote": dealer?.text("nextNote") ?? ""],
      remark: { answers, desk in DayText.remark(answers["nextDate"], desk) },
      fields: { _, desk in
        [
          FormField("nextDate", label: desk.language.pick(zh: "几时", en: "When"), placeholder: FieldText.placeholder(.date, desk: desk)),
          FormField("nextNote", label: desk.language.pick(zh: "做什么", en: "What for")),
        ]
      },
      done: { answers, desk in
        let date = FieldText.typed(answers["nextDate"] ?? "", .date, today: desk.today)
        if let date, Day(date) == nil { return .wrong(["nextDate": DayText.wrong]) }
        let note = date == nil ? nil : FieldText.typed(answers["nextNote"] ?? "", .text(long: false), today: desk.today)
        return .effects(
          [.close]
            + DealerDeeds.effects(on: id, desk: desk, then: [.done(zh: "已记下次日期", en: "Next date noted")]) { work, mint throws(SOPError) in
              try work.save([FieldAssignment(field: "nextDate", text: date), FieldAssignment(field: "nextNote", text: note)], mint: &mint)
            })
      })
  }

  /// A partner's next contract; the present one is filed.
  static func renewal(dealer id: RecordID, desk: Desk) -> FormDialog {
    let keys: [FieldKey] = ["contract.number", "contract.sealedByUs", "contract.sealedByDealer", "contract.inForce", "contract.ends"]
    var answers: [String: String] = [:]
    // The new one usually begins the day after the old one ends.
    if let ends = desk.lookups.dealer(id)?.contractEnds { answers["contract.inForce"] = (ends + 1).description }
    return FormDialog(
      "renewal", Words.say("续约", "Renew the contract"), command: .line("contract renew DEALER --set contract.number=…"), answers: answers,
      remark: { answers, desk in DayText.remark(answers["contract.ends"], desk) },
      fields: { _, desk in
        keys.compactMap { desk.handbook.field($0) }.map {
          FormField($0.id.rawValue, label: desk.say($0.name), FieldText.kind($0, desk: desk), required: true, placeholder: FieldText.placeholder($0.type, desk: desk))
        }
      },
      done: { answers, desk in
        guard let dealer = desk.lookups.dealer(id) else { return .refused(DossierWords.gone) }
        let values = keys.compactMap { key in
          desk.handbook.field(key).map { FieldAssignment(field: key, text: FieldText.typed(answers[key.rawValue] ?? "", $0.type, today: desk.today)) }
        }
        var mint = desk.mint
        do throws(SOPError) {
          let change = try desk.work(on: dealer).renewContract(values, mint: &mint)
          return .effects([.apply(change), .close, .done(zh: "已续约 \(answers["contract.number"] ?? "")", en: "Renewed: \(answers["contract.number"] ?? "")")])
        } catch {
          if case .values(let faults) = error {
            return .wrong(Dictionary(faults.map { ($0.field, Wording(FieldText.fault($0, desk: desk))) }, uniquingKeysWith: { a, _ in a }))
          }
          if case .incomplete(_, let missing) = error {
            return .wrong(
              Dictionary(
                missing.compactMap { item in item.field.map { ($0.rawValue, DossierWords.why(item, desk: desk) ?? DossierWords.needed) } },
                uniquingKeysWith: { a, _ in a }))
          }
          return .refused(DossierWords.refusal(error, desk: desk))
        }
      })
  }
}

/// What a typed day comes to.
enum DayText {
  static let wrong = Words.say("写成 2026-12-01、12-1、+3 或 明天", "write 2026-12-01, 12-1, +3 or tomorrow")

  /// `2026-12-01 周二 · 7 天后`, as soon as it is a day.
  static func remark(_ text: String?, _ desk: Desk) -> StyledLine {
    guard let day = text.flatMap({ DayWords.parse($0, today: desk.today) }) else { return "" }
    let words = day.description + " " + desk.say(DayWords.weekday(day)) + " " + String(desk.lines.separator) + " " + desk.say(DayWords.distance(day, from: desk.today))
    return StyledLine(words, .muted)
  }
}
