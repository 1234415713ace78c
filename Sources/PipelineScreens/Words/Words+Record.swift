import Canvas
import Pipeline

extension Words {
  /// A value as people read its type: choices by name, `18.00 %`, `1:0.50`, thousands in groups, yes and no in words.
  public static func value(_ value: JSONValue, as type: FieldType) -> Wording {
    let text = value.string ?? ""
    switch type {
    case .rate: return Wording(plain(Rate(text)?.percent ?? text))
    case .ratio: return Wording(plain(Ratio(text)?.perOne ?? text))
    case .money: return Wording(plain(Money(text)?.grouped ?? text))
    case .bool: return value.bool.map { $0 ? say("是", "yes") : say("否", "no") } ?? Wording("")
    case .choice(_, let choices): return choices.first { $0.id == text }?.name.wording ?? Wording(plain(text))
    case .list(let element): return list((value.array ?? []).map { Words.value($0, as: element) })
    case .entries(let parts): return entry(value, parts)
    case .integer, .decimal: if case .number(let number) = value { return Wording(number) } else { return Wording(plain(text)) }
    case .text, .phone, .date: return Wording(plain(text))
    }
  }

  /// An entry of a collection in one line: `陈总 · 总经理 · 拍板`. A yes is told by its part's name, a no is left out.
  public static func entry(_ value: JSONValue, _ parts: [SOPField], separator: Character = "·") -> Wording {
    let pieces = parts.compactMap { part -> Wording? in
      guard let member = value[part.id.rawValue], !member.isNull else { return nil }
      if case .bool = part.type { return member.bool == true ? part.name.wording : nil }
      let text = Words.value(member, as: part.type)
      return text.zh.isEmpty ? nil : Wording(zh: text.zh.replacing("\n", with: " "), en: text.en.replacing("\n", with: " "))
    }
    return joined(pieces, " \(separator) ")
  }

  /// What a field of a dealer's record holds, as the history and the dealer's sheet write it: by the handbook's type, or
  /// what is known of the entries that work leaves: steps, stage moves, visits, talks, offers.
  public static func value(_ value: JSONValue?, of key: FieldKey, handbook: Handbook?) -> Wording {
    guard let value, !value.isNull else { return Words.value(value) }
    let whole = key.rawValue
    switch whole {
    case "stage": return value.string.flatMap(Stage.init(rawValue:)).map(stage) ?? Words.value(value)
    case "standing": return value.string.flatMap(Standing.init(rawValue:)).map(standing) ?? Words.value(value)
    case "class": return value.string.map { dealerClass($0, handbook: handbook) } ?? Words.value(value)
    default: break
    }
    if let field = handbook?.field(key) { return Words.value(value, as: field.type) }
    guard let slash = whole.firstIndex(of: "/"), let members = value.object else { return Words.value(value) }
    let collection = String(whole[..<slash])
    switch collection {
    case "steps":
      let state = value["state"]?.string.flatMap(StepState.init(rawValue:)).map(stepState)
      let rest = ["on", "by", "reason", "note"].compactMap { value[$0]?.string }.map { Wording(plain($0)) }
      return joined([state].compactMap { $0 } + rest, " ")
    case "moves":
      let stages = ["from", "to"].compactMap { value[$0]?.string.flatMap(Stage.init(rawValue:)) }.map(stage)
      let rest = ["on", "by", "reason"].compactMap { value[$0]?.string }.map { Wording(plain($0)) }
      return joined([joined(stages, " → ")] + rest, " ")
    default:
      let parts = handbook?.field(FieldKey(collection))?.parts ?? []
      let texts = members.compactMap { name, member -> Wording? in
        guard !["by", "session", "offers"].contains(name), !member.isNull else { return nil }
        if let part = parts.first(where: { $0.id.rawValue == name }) {
          if case .bool = part.type { return member.bool == true ? part.name.wording : nil }
          return Words.value(member, as: part.type)
        }
        return own(name, member, handbook)
      }
      return joined(texts.filter { !$0.zh.isEmpty }, " · ")
    }
  }

  /// Members of visits, talks and offers, which no handbook describes.
  private static func own(_ name: String, _ value: JSONValue, _ handbook: Handbook?) -> Wording {
    let text = plain(value.string ?? "")
    switch name {
    case "commission": return say("手续费 ", "commission ") + Wording(Rate(text)?.percent ?? text)
    case "repairRatio": return say("送修比 ", "repair ratio ") + Wording(Ratio(text)?.perOne ?? text)
    case "side": return text == "dealer" ? say("对方", "theirs") : say("我方", "ours")
    case "track": return Track(rawValue: text).map(track) ?? Wording(text)
    case "steps": return list((value.array ?? []).compactMap(\.string).map { handbook?.step(StepID($0))?.name.wording ?? Wording(plain($0)) })
    case "messagePassed": return value == true ? say("话已带到", "message passed") : say("话未带到", "message not passed")
    case "openPoints": return value.array?.isEmpty == false ? say("未决：", "open: ") + Words.value(value) : Wording("")
    default: return Words.value(value)
    }
  }

  private static func joined(_ items: [Wording], _ separator: String) -> Wording {
    Wording(zh: items.map(\.zh).joined(separator: separator), en: items.map(\.en).joined(separator: separator))
  }
}
