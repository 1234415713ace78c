import Canvas
import Pipeline

extension Words {
  /// Why something cannot be done to a month, told on a screen: the remedy is a key or a field, never an option of the
  /// command line.
  public static func refusal(_ error: MonthError) -> Wording {
    switch error {
    case .opportunity(let inner): refusal(inner)
    case .noRow(let id): say("计划里没有 \(id) 这一行，可能已被改动。", "The plan has no row \(id); it may have changed.")
    case .monthSealed(let month, let on):
      say("\(month) 已在 \(on) 封存，不能再改。确要改，在检视里按 R 写原因重开。", "\(month) was sealed on \(on) and does not change. In the review R opens it again, with a reason.")
    case .sealedContent(let month, _):
      say("这会改动已封存的 \(month)。确要改，在检视里按 R 写原因重开。", "This would change the sealed month \(month). In the review R opens it again, with a reason.")
    case .carryNeedsNote: say("结转要写备注。", "Carrying needs a note.")
    case .carryNeedsNextDate(let carries):
      say("已结转 \(carries) 次，再结转要写下次接触的日期。", "Carried \(carries == 1 ? "once" : "\(carries) times") already: the next carry needs the date of the next contact.")
    case .reasonMissing: say("要写原因。", "A reason is needed.")
    default: self.error(error)
    }
  }

  /// The same for an opportunity.
  public static func refusal(_ error: OpportunityError) -> Wording {
    switch error {
    case .noOpportunity: say("没有这位客户，或已删除。", "There is no such customer, or it was deleted.")
    case .reasonMissing: say("要写原因。", "A reason is needed.")
    case .noteMissing: say("要写备注。", "A note is needed.")
    case .policyMissing(let asked): say("\(line(asked).zh)要有保单的号码和保费才算促成。", "\(line(asked).en) is won with a policy: its number and premium.")
    case .policyNumberMissing: say("请填写保单号。", "Give the policy's number.")
    case .doNotContact(_, let since, let reason):
      say("客户自 \(since) 起不再联系（\(plain(reason))）。客户同意后按 b 解除。", "This customer is not to be contacted since \(since) (\(plain(reason))). Once the customer agrees, b allows it.")
    default: self.error(error)
    }
  }

  /// The same for a repair referral, said beside its field.
  public static func refusal(_ error: ReferralError) -> Wording {
    switch error {
    case .badValue(_, let found, let why):
      say("\(quoted(found).zh)，\(archiveFault(why).zh)。", "\(quoted(found).en) – \(archiveFault(why).en).")
    case .noShopRecommended: say("有了结果、次数或定损，就要写推荐到哪家。", "A result, a try or a loss needs the shop it was sent to.")
    case .lossWithoutArrival(let result):
      say("结果是“\(referralResult(result).zh)”，没有定损金额；到店的才有。", "The result is \(referralResult(result).en); only cars that came have a loss.")
    default: self.error(error)
    }
  }

  /// A field of the archive, or what stands beside it there.
  public static func archiveKey(_ key: FieldKey) -> Wording {
    if let field = ArchiveField(rawValue: key.rawValue) { return archive(field) }
    switch key.rawValue {
    case "line": return say("险种", "a line")
    case "willingness": return say("购买意愿", "willingness")
    case "consent": return say("授权", "consent")
    default: return field(key)
    }
  }

  /// The way out of a state in which the move is not allowed.
  static func remedy(from state: LineState) -> Wording {
    switch state {
    case .found: say("先补齐档案。", "Complete the archive first.")
    case .archived: say("先列入计划，再记录接触。", "First plan it, then log a contact.")
    case .planned: say("先记录接触。", "Log a contact first.")
    case .pushing: say("先在检视里定下来。", "Decide it in the review first.")
    case .closedWon: say("等下一周期开始。", "Wait for its next cycle.")
    case .closedLost: say("客户回头时先重新建档。", "When the customer returns, take it back into the archive first.")
    }
  }
}
