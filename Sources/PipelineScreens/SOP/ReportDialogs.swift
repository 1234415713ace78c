import Canvas
import Pipeline

/// The dialogs that record what happened: a visit, a talk, an offer.
enum ReportDialogs {
  static func visit(dealer id: RecordID, desk: Desk) -> FormDialog {
    FormDialog(
      "visit", Words.say("记走访", "Record a visit"), command: .line("visit DEALER --date D --met WHO --note TEXT --next D"),
      answers: ["date": desk.today.description, "visitor": desk.by],
      remark: { answers, desk in DayText.remark(answers["nextDate"], desk) },
      fields: { _, desk in
        let zh = desk.language == .zh
        return [
          FormField("date", label: zh ? "哪天" : "Day", required: true, placeholder: FieldText.placeholder(.date, desk: desk)),
          FormField("visitor", label: zh ? "谁去" : "Who went", required: true),
          FormField("metWith", label: zh ? "见了谁" : "Met with", required: true, placeholder: zh ? "用逗号隔开" : "separated by commas"),
          FormField("messagePassed", label: zh ? "好消息已传到" : "Message passed", FieldText.kind(.init(id: "x", name: Phrase(zh: "", en: ""), type: .bool), desk: desk)),
          FormField("note", label: zh ? "谈了什么" : "What was said", .note(rows: 3)),
        ] + next(desk)
      },
      done: { answers, desk in
        var wrong: [String: Wording] = [:]
        let date = day(answers, "date", desk, &wrong)
        let nextDate = day(answers, "nextDate", desk, &wrong)
        guard wrong.isEmpty, let date else { return .wrong(wrong.isEmpty ? ["date": DayText.wrong] : wrong) }
        let report = VisitReport(
          date: date, visitor: answers["visitor"] ?? "", metWith: names(answers["metWith"]),
          messagePassed: answers["messagePassed"].flatMap { $0.isEmpty ? nil : $0 == "yes" }, note: answers["note"], nextDate: nextDate,
          nextNote: text(answers["nextNote"]))
        return verdict(id, desk, [.done(zh: "已记走访", en: "Visit recorded")]) { work, mint throws(SOPError) in
          try work.recordVisit(report, mint: &mint)
        }
      })
  }

  static func offer(dealer id: RecordID, track: Track?, desk: Desk) -> FormDialog {
    FormDialog(
      "offer", Words.say("记出价", "Record an offer"), command: .line("offer DEALER --side us|dealer --commission C --repair-ratio X"),
      answers: ["side": "dealer", "date": desk.today.description],
      remark: { answers, desk in bottomLine(id, [answers["commission"]], [answers["repairRatio"]], desk) },
      fields: { _, desk in
        let zh = desk.language == .zh
        return [
          FormField("side", label: zh ? "谁出的" : "Whose", .choice(sides(desk)), required: true),
          FormField("commission", label: zh ? "手续费率" : "Commission", placeholder: "18%"),
          FormField("repairRatio", label: zh ? "送修比" : "Repair ratio", placeholder: "1:0.5"),
          FormField("date", label: zh ? "哪天" : "Day", required: true, placeholder: FieldText.placeholder(.date, desk: desk)),
          FormField("note", label: zh ? "备注" : "Note", .note(rows: 2)),
        ]
      },
      done: { answers, desk in
        var wrong: [String: Wording] = [:]
        let date = day(answers, "date", desk, &wrong)
        var offer = OfferReport(side: answers["side"] == "us" ? .us : .dealer, note: text(answers["note"]))
        offer.commission = rate(answers, "commission", desk, &wrong)
        offer.repairRatio = ratio(answers, "repairRatio", desk, &wrong)
        guard wrong.isEmpty, let date else { return .wrong(wrong) }
        return verdict(id, desk, [.done(zh: "已记出价", en: "Offer recorded")]) { work, mint throws(SOPError) in
          try work.recordOffer(offer, date: date, track: track, mint: &mint)
        }
      })
  }

  static func session(dealer id: RecordID, track: Track, desk: Desk) -> FormDialog {
    FormDialog(
      "session", Words.say("记洽谈", "Record a talk"), command: .line("session DEALER --track TRACK --step STEP --who WHO --our-commission C --next D"),
      answers: ["track": track.rawValue, "date": desk.today.description],
      remark: { answers, desk in
        let over = bottomLine(id, [answers["ourCommission"], answers["theirCommission"]], [answers["ourRatio"], answers["theirRatio"]], desk)
        return over.isEmpty ? DayText.remark(answers["nextDate"], desk) : over
      },
      fields: { answers, desk in
        let zh = desk.language == .zh
        let track = Track(rawValue: answers["track"] ?? "") ?? track
        let dealer = desk.lookups.dealer(id)
        let open = desk.handbook.steps(of: track).filter { step in
          let state = dealer?.record[.entry("steps", step.id.rawValue)]?["state"]?.string
          return state != "done" && state != "skipped"
        }
        return [
          FormField("track", label: zh ? "哪一线" : "Track", .choice(Track.allCases.map { .init($0.rawValue, desk.say(Words.track($0))) }), required: true),
          FormField("date", label: zh ? "哪天" : "Day", required: true, placeholder: FieldText.placeholder(.date, desk: desk)),
          FormField("who", label: zh ? "谁在场" : "Who was there", placeholder: zh ? "用逗号隔开" : "separated by commas"),
          FormField("steps", label: zh ? "谈成的步骤" : "Steps done", .choices(open.map { .init($0.id.rawValue, DossierWords.step($0, desk: desk)) })),
          FormField("ourCommission", label: zh ? "我方手续费" : "Our commission", placeholder: "18%"),
          FormField("ourRatio", label: zh ? "我方送修比" : "Our repair ratio", placeholder: "1:0.5"),
          FormField("theirCommission", label: zh ? "对方要手续费" : "They ask, commission", placeholder: "22%"),
          FormField("theirRatio", label: zh ? "对方要送修比" : "They ask, repair ratio", placeholder: "1:0.6"),
          FormField("openPoints", label: zh ? "未决" : "Open points", placeholder: zh ? "用分号隔开" : "separated by semicolons"),
          FormField("note", label: zh ? "要点" : "Note", .note(rows: 2)),
        ] + next(desk)
      },
      done: { answers, desk in
        var wrong: [String: Wording] = [:]
        let date = day(answers, "date", desk, &wrong)
        let nextDate = day(answers, "nextDate", desk, &wrong)
        let ours = OfferReport(side: .us, commission: rate(answers, "ourCommission", desk, &wrong), repairRatio: ratio(answers, "ourRatio", desk, &wrong))
        let theirs = OfferReport(side: .dealer, commission: rate(answers, "theirCommission", desk, &wrong), repairRatio: ratio(answers, "theirRatio", desk, &wrong))
        guard wrong.isEmpty, let date else { return .wrong(wrong) }
        let track = Track(rawValue: answers["track"] ?? "") ?? track
        // A step ticked before the track was changed is not of this talk.
        let own = Set(desk.handbook.steps(of: track).map(\.id.rawValue))
        let steps = (answers["steps"] ?? "").split(separator: ",").map(String.init).filter(own.contains).map { StepID($0) }
        let report = SessionReport(
          date: date, track: track, steps: steps, who: names(answers["who"]),
          offers: [ours, theirs].filter { $0.commission != nil || $0.repairRatio != nil },
          openPoints: (answers["openPoints"] ?? "").split { ";；\n".contains($0) }.map(String.init).filter { $0.contains { !$0.isWhitespace } },
          note: text(answers["note"]), nextDate: nextDate, nextNote: text(answers["nextNote"]))
        return verdict(id, desk, [.done(zh: "已记洽谈", en: "Talk recorded")]) { work, mint throws(SOPError) in
          try work.recordSession(report, mint: &mint)
        }
      })
  }

  // MARK: What the dialogs share

  private static func sides(_ desk: Desk) -> [FormField.Choice] {
    [.init("us", desk.language.pick(zh: "我方", en: "ours")), .init("dealer", desk.language.pick(zh: "对方", en: "theirs"))]
  }

  private static func next(_ desk: Desk) -> [FormField] {
    [
      FormField("nextDate", label: desk.language.pick(zh: "下次", en: "Next"), placeholder: FieldText.placeholder(.date, desk: desk)),
      FormField("nextNote", label: desk.language.pick(zh: "下次做什么", en: "What for")),
    ]
  }

  private static func verdict(
    _ id: RecordID, _ desk: Desk, _ then: [Effect], _ deed: (DealerWork, inout IDMint) throws(SOPError) -> Change
  ) -> FormVerdict {
    guard let dealer = desk.lookups.dealer(id) else { return .refused(DossierWords.gone) }
    var mint = desk.mint
    do throws(SOPError) { return .effects([.apply(try deed(desk.work(on: dealer), &mint)), .close] + then) } catch {
      return .refused(DossierWords.refusal(error, desk: desk))
    }
  }

  private static func text(_ answer: String?) -> String? { answer.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil } }

  private static func names(_ answer: String?) -> [String] {
    (answer ?? "").split { ",，、;；".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  private static func day(_ answers: [String: String], _ key: String, _ desk: Desk, _ wrong: inout [String: Wording]) -> Day? {
    guard let text = text(answers[key]) else { return nil }
    let day = DayWords.parse(text, today: desk.today)
    if day == nil { wrong[key] = DayText.wrong }
    return day
  }

  private static func value(_ answers: [String: String], _ key: String, _ type: FieldType, _ desk: Desk, _ wrong: inout [String: Wording]) -> String? {
    guard let text = text(answers[key]) else { return nil }
    do throws(ValueFault) {
      return try FieldInput(SOPField(id: FieldKey(key), name: Phrase(zh: "", en: ""), type: type)).parse(text).string
    } catch {
      wrong[key] = Wording(FieldText.fault(error, desk: desk))
      return nil
    }
  }

  private static func rate(_ answers: [String: String], _ key: String, _ desk: Desk, _ wrong: inout [String: Wording]) -> Rate? {
    value(answers, key, .rate(maximum: .whole), desk, &wrong).flatMap { Rate($0) }
  }

  private static func ratio(_ answers: [String: String], _ key: String, _ desk: Desk, _ wrong: inout [String: Wording]) -> Ratio? {
    value(answers, key, .ratio, desk, &wrong).flatMap { Ratio($0) }
  }

  /// Says at once when an offer crosses the bottom line.
  private static func bottomLine(_ id: RecordID, _ commissions: [String?], _ ratios: [String?], _ desk: Desk) -> StyledLine {
    guard let dealer = desk.lookups.dealer(id) else { return "" }
    let mark = String(desk.lines.stuck) + " "
    if let limit = dealer.rate("bottomLine.maxCommission") {
      if commissions.compactMap({ $0.flatMap { Rate($0) } }).contains(where: { $0 > limit }) {
        return StyledLine(mark + desk.language.pick(zh: "手续费超过底线 \(limit.percent)", en: "commission over the limit of \(limit.percent)"), .warning)
      }
    }
    if let limit = dealer.ratio("bottomLine.maxRepairRatio") {
      if ratios.compactMap({ $0.flatMap { Ratio($0) } }).contains(where: { $0 > limit }) {
        return StyledLine(mark + desk.language.pick(zh: "送修比超过底线 \(limit.perOne)", en: "repair ratio over the limit of \(limit.perOne)"), .warning)
      }
    }
    return ""
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[first...last])
  }
}
