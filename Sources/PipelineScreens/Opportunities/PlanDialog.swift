import Canvas
import Pipeline

/// Asks for lines, method and time of a plan row.
enum PlanDialog {
  struct Answer: Sendable {
    let lines: [InsuranceLine]
    let method: PushMethod
    let time: PlanTime
    let month: SalesMonth
    let note: String?
  }

  /// - Parameters:
  ///   - day: how the time is written at first: a day, or `early`, `middle`, `late`.
  ///   - isFixed: the row stays in `month`; else the day decides the month.
  static func screen(
    _ heading: Wording, lines: [InsuranceLine], chosen: [InsuranceLine], method: PushMethod, day: String,
    month: SalesMonth, isFixed: Bool = false, note: String, command: CommandNote, _ desk: Desk,
    submit: @escaping @Sendable (Answer, Desk) -> FieldsScreen.Outcome
  ) -> FieldsScreen {
    let language = desk.language
    let fields = [
      TypedText.lineField(lines, desk),
      FormField("method", label: language.pick(zh: "方式", en: "How"), .choice(TypedText.choices(PushMethod.self, desk, Words.method)), required: true),
      FormField(
        "day", label: language.pick(zh: "时间", en: "When"), required: true,
        hint: language.pick(zh: "日期，或上旬、中旬、下旬", en: "a day, or early, middle, late")),
      FormField("note", label: language.pick(zh: "备注", en: "Note")),
    ]
    let values = [
      "lines": chosen.map(\.rawValue).joined(separator: ","), "method": method.rawValue, "day": day, "note": note,
    ]
    return FieldsScreen(heading, fields: fields, values: values, command: command) { values, desk in
      guard let (time, found) = PlanDialog.time(values["day"] ?? "", in: month, today: desk.today) else {
        return .wrong([("day", TypedText.noDay)])
      }
      let note = values["note"] ?? ""
      return submit(
        Answer(
          lines: TypedText.lines(values["lines"] ?? ""), method: PushMethod(rawValue: values["method"] ?? "") ?? method,
          time: time, month: isFixed ? month : found, note: note.isEmpty ? nil : note), desk)
    }
  }

  /// A day of `month` by its number, a whole date, or a third of the month.
  static func time(_ text: String, in month: SalesMonth, today: Day) -> (PlanTime, SalesMonth)? {
    for part in PlanTime.Part.allCases {
      let word = Words.part(part)
      if text == word.zh || text.lowercased() == word.en || text == part.rawValue { return (.part(part), month) }
    }
    if let number = Int(text), let day = Day(month.year, month.month, number) { return (.day(day), month) }
    let parts = text.split { "-/.月日".contains($0) }.map { Int($0) }
    if parts.count == 2, parts[0] == month.month, let number = parts[1], let day = Day(month.year, month.month, number) {
      return (.day(day), month)
    }
    guard let day = DayWords.parse(text, today: today) else { return nil }
    return (.day(day), day.month)
  }

  static func text(_ time: PlanTime, _ desk: Desk) -> String {
    switch time {
    case .day(let day): day.description
    case .part(let part): desk.say(Words.part(part))
    }
  }
}
