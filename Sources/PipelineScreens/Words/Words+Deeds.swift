import Canvas
import Pipeline

extension Words {
  /// What was done, as history and undo name it: `导入 847 家车商`. With a handbook, steps go by their names.
  public static func deed(_ deed: Deed, handbook: Handbook? = nil) -> Wording {
    let facts = deed.facts
    func text(_ fact: String) -> String { plain(facts[fact]?.string ?? "") }
    func count(_ fact: String) -> Int { facts[fact]?.int ?? 0 }
    func step() -> Wording { Words.step(StepID(facts["step"]?.string ?? ""), handbook: handbook) }
    let name = text("name")
    let of = name.isEmpty ? Wording("") : say("：\(name)", ": \(name)")
    switch deed.verb {
    case "import.dealers":
      let touched = count("added") + count("updated")
      return touched == 0
        ? say("导入车商名单（\(count("read")) 行，无变动）", "import of a dealer list (\(counted(count("read"), "row")), no change)")
        : say("导入 \(touched) 家车商", "import of \(counted(touched, "dealer"))")
    case "import.opportunities": return say("导入 \(count("added") + count("updated")) 位客户", "import of \(counted(count("added") + count("updated"), "customer"))")
    case "import.telesales": return say("导入电销结果 \(count("added")) 条", "import of \(counted(count("added"), "telesales result"))")
    case "dealer.add": return say("新增车商", "new dealer") + of
    case "dealer.edit": return say("修改车商", "edit of the dealer") + of
    case "dealer.source": return say("添加来源", "source added") + of
    case "dealer.merge": return say("合并车商：\(text("other")) 并入 \(name)", "merge of \(text("other")) into \(name)")
    case "dealer.delete": return say("删除车商", "dealer deleted") + of
    case "backup.restore": return say("从备份恢复", "restored from a backup")
    case "dealer.restore": return say("恢复车商", "dealer restored") + of
    case "dealer.classify": return say("重新分类", "class worked out") + of
    case "dealer.drop": return say("放弃车商", "dealer given up") + of
    case "dealer.resume": return say("重新跟进", "dealer taken up again") + of
    case "step.save":
      let names = (facts["fields"]?.array ?? []).compactMap(\.string).map { field(FieldKey($0), handbook: handbook) }
      let shown = list(Array(names.prefix(3)))
      let fields = names.count > 3 ? say("\(shown.zh) 等 \(names.count) 项", "\(shown.en) and \(names.count - 3) more") : shown
      return say("保存\(names.isEmpty ? "字段" : fields.zh)", "\(names.isEmpty ? "fields" : fields.en) saved") + of
    case "step.complete": return say("完成步骤 \(step().zh)", "step \(step().en) done") + of
    case "step.skip": return say("跳过步骤 \(step().zh)", "step \(step().en) skipped") + of
    case "step.reopen": return say("重开步骤 \(step().zh)", "step \(step().en) reopened") + of
    case "stage.advance": return stageMove(say("过关", "advanced"), facts) + of
    case "stage.override": return stageMove(say("越级过关", "advanced by override"), facts) + of
    case "stage.return": return stageMove(say("退回", "returned"), facts) + of
    case "contract.sign": return say("签约", "contract signed") + of
    case "contract.renew": return say("续签", "contract renewed") + of
    case "contract.end": return say("终止合作", "partnership ended") + of
    case "visit.record": return say("记录走访", "visit recorded") + of
    case "session.record": return say("记录洽谈", "talk recorded") + of
    case "offer.record": return say("记录出价", "offer recorded") + of
    case "demo": return say("演示数据", "demonstration data")
    case "quote.keep": return say("存入第 \(count("round")) 轮报价", "quote of round \(count("round")) kept")
    case "quote.accept": return say("客户接受第 \(count("round")) 轮报价", "quote of round \(count("round")) accepted")
    case "quote.booklet": return say("导入报价手册（\(count("rows")) 行）", "quote booklet imported (\(count("rows")) rows)") + of
    case "quote.vehicles": return say("导入车型表（\(count("rows")) 个车系）", "list of vehicles imported (\(count("rows")) series)") + of
    case "quote.remove": return say("停用手册或车型表", "booklet or list taken out of use") + of
    case "quote.package": return say("修改报价方案 \(text("package"))", "quote package \(text("package")) changed")
    case "quote.region": return say("设置报价地区 \(text("region"))", "quote region \(text("region")) set")
    default: return laterDeeds(deed.verb).map { $0 + of } ?? Wording(plain(deed.verb))
    }
  }

  private static func laterDeeds(_ verb: String) -> Wording? {
    switch verb {
    case "opportunity.add": say("新增商机", "new opportunity")
    case "opportunity.edit": say("修改商机", "edit of the opportunity")
    case "opportunity.contact": say("记录接触", "contact logged")
    case "opportunity.win": say("促成", "opportunity won")
    case "opportunity.lose": say("无意愿关闭", "closed without interest")
    case "opportunity.bar": say("不再联系", "do not contact")
    case "opportunity.lift-bar": say("取消不再联系", "contact allowed again")
    case "opportunity.consent": say("记录授权", "consent recorded")
    case "opportunity.drop-line": say("不再跟进险种", "line no longer followed")
    case "opportunity.reception": say("记录接待", "reception recorded")
    case "opportunity.return": say("客户回头", "customer came back")
    case "opportunity.next-cycle": say("开始下一周期", "next cycle begun")
    case "opportunity.delete": say("删除商机", "opportunity deleted")
    case "opportunity.restore": say("恢复商机", "opportunity restored")
    case "opportunity.quote": say("存入报价", "quote kept")
    case "plan.add": say("列入计划", "planned")
    case "plan.edit": say("修改计划", "plan changed")
    case "plan.withdraw": say("撤出计划", "taken off the plan")
    case "review.decide": say("检视定论", "row decided")
    case "review.close", "month.seal": say("封存月份", "month sealed")
    case "review.reopen", "month.reopen": say("重开月份", "month reopened")
    case "year.close": say("年度关账", "year closed")
    case "review.re-date": say("改期到以后月份", "row re-dated")
    case "opportunity.move": say("改挂车商", "customer handed over")
    case "closing.tick": say("成交步骤完成", "closing step done")
    case "closing.untick": say("成交步骤取消", "closing step undone")
    case "referral.add": say("记录送修", "referral recorded")
    case "referral.edit": say("修改送修", "referral changed")
    case "import.referrals": say("导入送修", "import of referrals")
    case "day.close": say("收工", "day closed")
    case _ where verb.hasPrefix("log."):
      ActivityKind(rawValue: String(verb.dropFirst(4))).map { say("记录：", "logged: ") + activity($0) } ?? say("记录活动", "activity logged")
    case "activity.log": say("记录活动", "activity logged")
    case "settings.edit": say("修改设置", "settings changed")
    default: nil
    }
  }

  private static func stageMove(_ word: Wording, _ facts: JSONObject) -> Wording {
    let names = ["from", "to"].compactMap { facts[$0]?.string.flatMap(Stage.init(rawValue:)) }.map(stage)
    guard names.count == 2 else { return word }
    return word + say("（\(names[0].zh) → \(names[1].zh)）", " (\(names[0].en) to \(names[1].en))")
  }

  /// How a transaction relates to an earlier one.
  public static func role(_ role: Transaction.Role) -> Wording {
    switch role {
    case .plain: Wording("")
    case .undo: say("撤销: ", "undo: ")
    case .redo: say("重做: ", "redo: ")
    }
  }
}
