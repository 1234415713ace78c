import Canvas
import Pipeline
import PipelineScreens

/// One entry of a collection as a line of text: its values in order, choices by their names, rates as percentages.
struct EntryText {
  private let parts: [SOPField]
  private let session: Session

  init(_ parts: [SOPField], _ session: Session) {
    self.parts = parts
    self.session = session
  }

  func text(of value: JSONValue) -> String {
    guard let members = value.object else { return session.say(Words.value(value)) }
    var texts: [String] = []
    for (name, member) in members where name != "by" && name != "session" && name != "offers" {
      if let part = parts.first(where: { $0.id.rawValue == name }) {
        texts.append(EntryText.value(member, of: part, session))
      } else {
        texts.append(own(name, member))
      }
    }
    return texts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// Members of visits, talks, offers and moves, which no handbook describes.
  private func own(_ name: String, _ value: JSONValue) -> String {
    let text = value.string ?? ""
    switch name {
    case "commission": return session.say("手续费 ", "commission ") + (Rate(text)?.percent ?? text)
    case "repairRatio": return session.say("送修比 ", "repair ratio ") + (Ratio(text)?.perOne ?? text)
    case "side": return text == "dealer" ? session.say("对方", "theirs") : session.say("我方", "ours")
    case "track": return Track(rawValue: text).map { session.say(Words.track($0)) } ?? text
    case "messagePassed": return value == true ? session.say("话已带到", "message passed") : session.say("话未带到", "message not passed")
    case "openPoints":
      let points = value.array ?? []
      return points.isEmpty ? "" : session.say("未决：", "open: ") + session.say(Words.value(value))
    default: return session.say(Words.value(value))
    }
  }

  /// A value as its field writes it: choices by name, yes and no in words.
  static func value(_ value: JSONValue, of field: SOPField, _ session: Session) -> String {
    if !field.type.choices.isEmpty {
      let ids = value.array?.compactMap(\.string) ?? value.string.map { [$0] } ?? []
      return ids.map { id in field.type.choices.first { $0.id == id }.map { session.say($0.name) } ?? id }
        .joined(separator: session.say("、", ", "))
    }
    if case .bool = field.type { return session.say(Words.value(value)) }
    return FieldInput(field).text(of: value)
  }
}
