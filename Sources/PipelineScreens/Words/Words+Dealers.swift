import Canvas
import Pipeline

extension Words {
  /// Why the directory refuses an edit.
  public static func error(_ error: DealerError) -> Wording {
    switch error {
    case .nameMissing: say("车商要有名称。用 --set name=… 写上。", "A dealer needs a name. Give one with --set name=….")
    case .nameTooLong(let count, let limit):
      say("名称有 \(count) 个字，最多 \(limit) 个。请写短些。", "The name has \(count) characters, at most \(limit) are kept. Shorten it.")
    case .textTooLong(let name, let count, let limit):
      say("\(field(FieldKey(name)).zh)有 \(count) 个字，最多 \(limit) 个。请写短些。",
        "\(field(FieldKey(name)).en) has \(count) characters, at most \(limit) are kept. Shorten it.")
    case .badPhone(let text):
      say("\(quoted(text).zh)不是电话号码：只写数字和短横线，如 0431-88888888。",
        "\(quoted(text).en) is no telephone number: digits and dashes only, as 0431-88888888.")
    case .tooManyPhones(let count, let limit):
      say("有 \(count) 个电话，最多记 \(limit) 个。", "There are \(count) telephones; at most \(limit) are kept.")
    case .badNumber(let name, let text):
      say("\(field(FieldKey(name)).zh)要写数字，给的是\(quoted(text).zh)。", "\(field(FieldKey(name)).en) wants a number; given was \(quoted(text).en).")
    case .outOfRange(let name, let text, let low, let high):
      say("\(field(FieldKey(name)).zh)要在 \(low) 到 \(high) 之间，给的是\(quoted(text).zh)。",
        "\(field(FieldKey(name)).en) lies between \(low) and \(high); given was \(quoted(text).en).")
    case .badDay(let name, let text):
      say("\(field(FieldKey(name)).zh)要写成 YYYY-MM-DD 且确有其日，给的是\(quoted(text).zh)。",
        "\(field(FieldKey(name)).en) is written YYYY-MM-DD, a day that exists; given was \(quoted(text).en).")
    case .unknownSource(let kind, let allowed):
      say("没有\(quoted(kind).zh)这种来源。可用：\(allowed.joined(separator: "、"))。",
        "There is no source of the kind \(quoted(kind).en). Use one of: \(allowed.joined(separator: ", ")).")
    case .unknownField(let name, let known):
      say("名录里没有\(quoted(name).zh)这个字段。可用：\(known.joined(separator: "、"))；步骤的字段用 step save 或 step complete。",
        "The directory has no field \(quoted(name).en). It has: \(known.joined(separator: ", ")). Fields of steps are set with `step save` or `step complete`.")
    case .sameDealer(let id): say("两边都是 \(id)，不能自己并自己。", "Both are \(id): a dealer cannot be merged with itself.")
    case .gone(let id):
      say("\(id) 已删除或已并走。先用 dealers restore \(id) 恢复。", "\(id) was deleted or merged away. Bring it back first: `dealers restore \(id)`.")
    case .notGone(let id): say("\(id) 没有被删除，不用恢复。", "\(id) is not deleted; there is nothing to restore.")
    }
  }

  public static func reason(_ reason: DealerDuplicates.Reason) -> Wording {
    switch reason {
    case .samePhone: say("电话相同", "same telephone")
    case .sameAddress: say("地址相同", "same address")
    case .sameName: say("名称相同", "same name")
    case .similarName: say("去掉地名和公司形式后名称相同", "same name without place and legal form")
    }
  }
}

extension Words {
  /// The class of a dealer by name; the handbook's own when one is at hand.
  public static func dealerClass(_ id: String, handbook: Handbook? = nil) -> Wording {
    if let name = handbook?.choice("classes", id)?.name { return name.wording }
    switch id {
    case "key": return say("重点", "key")
    case "secondary-key": return say("次重点", "secondary key")
    case "general": return say("一般", "general")
    case "excluded": return say("暂不合作", "excluded for now")
    case "pending": return say("待定", "pending")
    default: return Wording(plain(id))
    }
  }
}
