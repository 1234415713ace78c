import Canvas
import Pipeline

/// Asks for the next date of one or several dealers, with what is to be done then.
enum NextDatePrompt {
  static func effects(for dealers: [RecordID], text: String? = nil, desk: Desk) -> [Effect] {
    let present = dealers.count == 1 ? desk.lookups.dealer(dealers[0])?.text("nextDate") ?? "" : ""
    let prompt = PromptScreen(
      Wording(zh: "下次日期", en: "Next date"),
      question: Wording(
        zh: "几时、做什么：2026-12-01 送资料。也可写 12-1、+3（三天后）、明天；只写减号“-”是不定日期。",
        en: "When and what: 2026-12-01 bring papers. Or 12-1, +3 (in three days), tomorrow; a lone - takes the date away."),
      text: text ?? present
    ) { text, desk in set(text, for: dealers, desk: desk) }
    return [.open(prompt)]
  }

  private static func set(_ text: String, for dealers: [RecordID], desk: Desk) -> [Effect] {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let first = parts.first ?? ""
    var values: [(DealerField, String)]
    if first == "-" || first == "－" {
      values = [(.nextDate, ""), (.nextNote, "")]
    } else {
      guard let day = DayWords.parse(first, today: desk.today) else {
        // What was typed stays, to be put right.
        return effects(for: dealers, text: text, desk: desk) + [.fail(DealerWords.error(.badDay(field: "nextDate", text: first)))]
      }
      values = [(.nextDate, day.description)]
      if parts.count > 1 { values.append((.nextNote, parts[1])) }
    }
    return DealerBulk.edit(dealers, values, what: "nextDate", value: values[0].1, desk: desk)
  }
}
