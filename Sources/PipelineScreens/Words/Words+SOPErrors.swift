import Canvas
import Pipeline

extension Words {
  /// Why a deed of the SOP is refused, and what to do. With a handbook, steps and fields go by their names.
  public static func error(_ error: SOPError, handbook: Handbook? = nil) -> Wording {
    switch error {
    case .unknownStep(let id):
      return say("没有\(quoted(id).zh)这个步骤。用 cheshang sop 查看全部步骤。", "There is no step \(quoted(id).en). `cheshang sop` lists them all.")
    case .laterStage(let id, let stepStage, let dealerStage):
      return say(
        "\(step(id, handbook: handbook).zh)属于“\(stage(stepStage).zh)”，这家还在“\(stage(dealerStage).zh)”。先用 advance 过关。",
        "\(step(id, handbook: handbook).en) belongs to the stage \(stage(stepStage).en); this dealer is at \(stage(dealerStage).en). Advance it first.")
    case .notSkippable(let id):
      return say("\(step(id, handbook: handbook).zh)不能跳过：只有 B、C 两线的步骤可以。", "\(step(id, handbook: handbook).en) may not be skipped: only steps of tracks B and C may.")
    case .stepIs(let id, let state):
      switch state {
      case .done:
        return say("\(step(id, handbook: handbook).zh)已经完成。要重做先用 step reopen。", "\(step(id, handbook: handbook).en) is done already. Use `step reopen` to do it again.")
      case .skipped:
        return say("\(step(id, handbook: handbook).zh)已经跳过。要改先用 step reopen。", "\(step(id, handbook: handbook).en) was skipped already. Use `step reopen` to change that.")
      case .open, .inProgress:
        return say("\(step(id, handbook: handbook).zh)还没有完成或跳过，不用重开。", "\(step(id, handbook: handbook).en) is neither done nor skipped; there is nothing to reopen.")
      }
    case .reasonNeeded:
      return say("这一步要说明原因：加上 --reason 原因。", "This wants a reason: add --reason TEXT.")
    case .incomplete(let id, let missing):
      return say("\(step(id, handbook: handbook).zh)还缺：\(lacking(missing, handbook: handbook).zh)。用 --set 字段=值 补上。",
        "\(step(id, handbook: handbook).en) still wants: \(lacking(missing, handbook: handbook).en). Give it with --set FIELD=VALUE.")
    case .gateShut(let at, let missing):
      return say("“\(stage(at).zh)”还过不了关，缺：\(lacking(missing, handbook: handbook).zh)。补齐后再 advance，或用 --override --reason 原因 越级。",
        "The gate out of \(stage(at).en) is shut. Missing: \(lacking(missing, handbook: handbook).en). Complete it, or pass with --override --reason TEXT.")
    case .standing(let found, let allowed):
      return say("这家现在是“\(standing(found).zh)”，这个操作只用于：\(list(allowed.map(standing)).zh)。",
        "This dealer is \(standing(found).en); this is for dealers that are: \(list(allowed.map(standing)).en).")
        + (found == .dropped || found == .ended ? say("先用 resume 重新跟进。", " Take it up again with `resume`.") : Wording(""))
    case .notEarlier(let asked, let present):
      return say("只能退回更早的阶段：现在是“\(stage(present).zh)”，要退到“\(stage(asked).zh)”。",
        "One can only return to an earlier stage: the dealer is at \(stage(present).en), asked was \(stage(asked).en).")
    case .contractDates(let inForce, let ends):
      return say("合同 \(ends) 到期，早于生效日 \(inForce)。请核对两个日期。", "The contract ends on \(ends), before it begins on \(inForce). Check both days.")
    case .contractAlreadyOver(let ends, let today):
      return say("续签的合同 \(ends) 到期，今天已是 \(today)。请给以后的到期日。", "The renewed contract ends on \(ends) and today is \(today). Give a later end.")
    case .dayAhead(let day, let today):
      return say("\(day) 还没到（今天 \(today)）。只能记录已发生的事；约定的日子写在 --next。",
        "\(day) lies ahead of today (\(today)). Record what happened; what is agreed goes into --next.")
    case .otherTrack(let id, let with):
      return say("\(step(id, handbook: handbook).zh)不属于\(track(with).zh)这一线。", "\(step(id, handbook: handbook).en) is no step of track \(track(with).en).")
    case .emptyOffer:
      return say("出价要写手续费率（--commission）或送修比（--repair-ratio）。", "An offer names a commission (--commission) or a repair ratio (--repair-ratio).")
    case .values(let faults):
      return faults.map(fault).reduce(nil) { joined, next in joined.map { $0 + Wording("\n") + next } ?? next } ?? Wording("")
    case .nothingToDo: return say("没有要改的：内容已经是这样。", "There is nothing to change: it is so already.")
    case .gone: return say("这家已删除或已并走。先用 dealers restore 恢复。", "This dealer was deleted or merged away. Bring it back with `dealers restore`.")
    }
  }

  private static func lacking(_ items: [Missing], handbook: Handbook?) -> Wording {
    let shown = list(items.prefix(12).map { missing($0, handbook: handbook) })
    return items.count > 12 ? say("\(shown.zh) 等 \(items.count) 项", "\(shown.en) and \(items.count - 12) more") : shown
  }

  /// One thing that a step or a gate still wants: the field (or step) and why.
  public static func missing(_ item: Missing, handbook: Handbook? = nil) -> Wording {
    let name = item.field.map { key in
      let name = field(key, handbook: handbook)
      return name.en == key.rawValue ? name : name + Wording(" [\(key)]")
    } ?? step(item.step, handbook: handbook)
    switch item.why {
    case .absent: return name
    case .mustBeYes: return name + say("（须为“是”）", " (must be yes)")
    case .tooFew(let needed, let have): return name + say("（至少 \(needed)，现有 \(have)）", " (at least \(needed), there are \(have))")
    case .lacks(let ids):
      let names = list(ids.map { choice($0, of: item.field, handbook) })
      return name + say("（缺 \(names.zh)）", " (lacks \(names.en))")
    case .notAmong(let ids, let found):
      let names = list(ids.map { choice($0, of: item.field, handbook) })
      let have = choice(found, of: item.field, handbook)
      return name + say("（现为 \(have.zh)，须为 \(names.zh)）", " (is \(have.en), must be one of \(names.en))")
    case .entries(let part, let value, let minimum, let maximum, let have):
      let definition = item.field.flatMap { handbook?.field($0) }?.parts.first { $0.id.rawValue == part }
      let role = definition?.type.choices.first { $0.id == value }?.name.wording ?? Wording(value)
      let amount = maximum == minimum ? say("须恰好 \(minimum) 位", "exactly \(minimum)") : say("至少 \(minimum) 位", "at least \(minimum)")
      return name + say("（\(role.zh)\(amount.zh)，现有 \(have)）", " (\(amount.en) \(role.en), there are \(have))")
    case .differs(let from, let agreed, let found):
      let other = field(from, handbook: handbook)
      let says = item.field.map { value(found, of: $0, handbook: handbook) } ?? value(found)
      let wanted = value(agreed, of: from, handbook: handbook)
      return name + say("（写的是 \(says.zh)，\(other.zh)商定为 \(wanted.zh)）", " (says \(says.en); \(other.en) agreed is \(wanted.en))")
    case .stepNotDone(let orSkipped):
      let wanted = orSkipped ? say("（须完成或跳过）", " (to be done or skipped)") : say("（须完成）", " (to be done)")
      return step(item.step, handbook: handbook) + wanted
    }
  }

  private static func choice(_ id: String, of key: FieldKey?, _ handbook: Handbook?) -> Wording {
    key.flatMap { handbook?.field($0) }?.type.choices.first { $0.id == id }?.name.wording ?? Wording(plain(id))
  }

  /// A value as short text: strings without quotation marks, lists joined.
  public static func value(_ value: JSONValue?) -> Wording {
    switch value {
    case nil, .null?: say("无", "none")
    case .string(let text)?: Wording(plain(text))
    case .number(let text)?: Wording(text)
    case .bool(let yes)?: yes ? say("是", "yes") : say("否", "no")
    case .array(let items)?: list(items.map { Words.value($0) })
    case .object(let members)?: list(members.map { Wording($0.key + " ") + Words.value($0.value) })
    }
  }
}
