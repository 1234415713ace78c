import Canvas
import Pipeline

extension Words {
  public static func line(_ line: InsuranceLine) -> Wording {
    switch line {
    case .motor: say("车险", "motor")
    case .accident: say("意外险", "accident")
    case .home: say("家财险", "home")
    case .businessProperty: say("企财险", "business property")
    }
  }

  public static func lineState(_ state: LineState) -> Wording {
    switch state {
    case .found: say("已发现", "found")
    case .archived: say("已建档", "archived")
    case .planned: say("已计划", "planned")
    case .pushing: say("推进中", "being pushed")
    case .closedWon: say("已促成", "won")
    case .closedLost: say("无意愿关闭", "closed without interest")
    }
  }

  /// Why something cannot be done to an opportunity.
  public static func error(_ error: OpportunityError) -> Wording {
    switch error {
    case .noOpportunity(let id): say("没有商机 \(id)，或已删除。用 opportunities list 查找。", "There is no opportunity \(id), or it was deleted. Look with `opportunities list`.")
    case .dealerIsNoPartner(let id): say("车商 \(id) 还没有签约，或合同已过期；商机只记在签约车商名下。先签约或续签。", "Dealer \(id) is no partner today; opportunities are noted at partners only. Sign or renew the contract first.")
    case .nothingToCallTheCustomer: say("姓名和电话至少要有一个。", "Give a name or a telephone.")
    case .missing(let keys): say("还缺：", "Missing: ") + list(keys.map { archiveKey($0) }) + say("。", ".")
    case .badValue(let key, let found, let why):
      archiveKey(key) + say("：\(quoted(found).zh)", ": \(quoted(found).en)") + say("，\(archiveFault(why).zh)。", " – \(archiveFault(why).en).")
    case .notEditable(let key): archiveKey(key) + say(" 由操作得出，不能直接改。", " follows from what is done and is not edited.")
    case .noSuchLine(let asked, let followed):
      say("这位客户没有跟进\(line(asked).zh)；在跟的有：\(list(followed.map(line)).zh)。", "\(line(asked).en) is not followed with this customer; followed are: \(list(followed.map(line)).en).")
    case .forbiddenMove(let asked, let from, let to):
      say("\(line(asked).zh)不能从“\(lineState(from).zh)”到“\(lineState(to).zh)”。\(remedy(from: from).zh)", "\(line(asked).en) cannot go from \(lineState(from).en) to \(lineState(to).en). \(remedy(from: from).en)")
    case .lineClosed(let asked, _, let since):
      say("\(line(asked).zh)已在 \(since) 关闭；等下一周期或客户回头。", "\(line(asked).en) was closed on \(since); wait for its next cycle or the customer's return.")
    case .notOnTheSpot: say("当场促成只适用于购新车和进店维修的客户；其他客户先列入计划，再记录接触。", "On-the-spot offers fit buyers of new cars and workshop visitors only; others are planned first, then contacted.")
    case .notContacted(let asked): say("\(line(asked).zh)列入计划后还没有接触，先记录接触。", "\(line(asked).en) was not contacted since it was planned; log the contact first.")
    case .tooFewContacts(let asked, let had, let needed, _):
      say("\(line(asked).zh)只接触了 \(had) 次，满 \(needed) 次或客户不愿意才能按无意愿关闭。", "\(line(asked).en) had \(had) contacts; closing without interest needs \(needed), or an unwilling customer.")
    case .reasonMissing: say("要写原因：--reason。", "A reason is needed: --reason.")
    case .noteMissing: say("要写备注：--note。", "A note is needed: --note.")
    case .policyMissing(let asked): say("\(line(asked).zh)要有保单才算促成：--policy 号码 --premium 保费。", "\(line(asked).en) is won with a policy: --policy NUMBER --premium YUAN.")
    case .policyNumberMissing: say("保单要有号码：--policy 号码。", "A policy needs its number: --policy NUMBER.")
    case .policyNumberUsed(let number): say("保单号 \(plain(number)) 已经记过。", "The policy number \(plain(number)) is recorded already.")
    case .premiumOutOfRange(let found, let low, let high):
      say("保费 \(found.grouped) 元，要大于 \(low.grouped) 且不超过 \(high.grouped)，请核对单位（元）。", "The premium is \(found.grouped) yuan; it lies above \(low.grouped) and up to \(high.grouped). Check the unit: yuan.")
    case .doNotContact(_, let since, let reason):
      say("客户自 \(since) 起不再联系（\(plain(reason))）。客户同意后用 opportunities lift --reason 解除。", "This customer is not to be contacted since \(since) (\(plain(reason))). Once the customer agrees: `opportunities lift --reason WHY`.")
    case .notBarred(let id): say("\(id) 没有设为不再联系。", "\(id) may be contacted; there is nothing to lift.")
    case .notDeleted(let id): say("客户 \(id) 没有删除，不用恢复。", "Customer \(id) is not deleted; there is nothing to restore.")
    case .dayInFuture(let day, let today): say("\(day) 还没到（今天 \(today)）。", "\(day) lies ahead of today (\(today)).")
    case .dayTooEarly(let day, let first): say("\(day) 太早，不早于 \(first)。", "\(day) is too early; not before \(first).")
    case .nextDateNotAhead(let day, let today): say("下次日期 \(day) 要在今天（\(today)）之后。", "The next date \(day) must lie after today (\(today)).")
    case .cycleNotDue(let asked, let first): say("\(line(asked).zh)的下一周期从 \(first) 起推进。", "The next cycle of \(line(asked).en) is pushed from \(first) on.")
    case .noNextCycle(let asked): say("\(line(asked).zh)没有下一周期。", "\(line(asked).en) has no next cycle.")
    case .noConsent(let id, let scope): say("客户 \(id) 没有授权“\(plain(scope))”。", "Customer \(id) has not consented to \(plain(scope)).")
    case .unknownStep(let name): say("没有“\(plain(name))”这一步。", "There is no step \(plain(name)).")
    }
  }

  static func archiveFault(_ fault: ArchiveFault) -> Wording {
    switch fault {
    case .notOneOf: say("不在可选之列", "none of the allowed values")
    case .notADay: say("要写成 YYYY-MM-DD", "written YYYY-MM-DD")
    case .yearOutOfRange: say("年份要在 1950 到 2100 之间", "the year lies between 1950 and 2100")
    case .tooFewDigits: say("至少 7 位数字", "at least 7 digits are wanted")
    case .tooManyDigits: say("最多 15 位数字", "at most 15 digits are wanted")
    case .notAnAmount: say("要写金额", "an amount is wanted")
    case .amountOutOfRange: say("金额要大于 0 且不超过十亿元", "the amount lies above 0 and up to 1,000,000,000 yuan")
    case .notText: say("要写文字", "text is wanted")
    case .notAMonth: say("要写成 YYYY-MM", "written YYYY-MM")
    case .empty: say("不能为空", "it must not be empty")
    case .unknownDealer: say("没有这家车商", "no such dealer")
    case .ambiguousDealer: say("有几家车商吻合", "several dealers fit")
    case .controlCharacter: say("含控制字符", "it holds control characters")
    case .tooLong: say("太长", "it is too long")
    }
  }

  /// Why something cannot be done to a month, its plan or its review.
  public static func error(_ error: MonthError) -> Wording {
    switch error {
    case .opportunity(let inner): Words.error(inner)
    case .notAMonth(let text): say("月份要写成 YYYY-MM，01 到 12 月，给的是\(quoted(text).zh)。", "A month is written YYYY-MM, from 01 to 12; given was \(quoted(text).en).")
    case .noRow(let id): say("计划里没有 \(id) 这一行。用 plan 月份 查看各行。", "The plan has no row \(id). `plan MONTH` lists them.")
    case .noLines: say("这一行没有险种可列。", "The row would plan no line.")
    case .dateOutsideMonth(let day, let month): say("\(day) 不在 \(month) 月内，写这个月里的一天。", "\(day) lies outside \(month); give a day of that month.")
    case .monthPast(let month, let today): say("\(month) 已过（今天 \(today)），只能给本月和以后列计划。", "\(month) is past (today is \(today)); plans are for this month and later.")
    case .monthSealed(let month, let on): say("\(month) 已在 \(on) 封存，不能再改。确要改，先用 review \(month) reopen --reason 重开。", "\(month) was sealed on \(on) and does not change. To change it, reopen it: `review \(month) reopen --reason WHY`.")
    case .notSealed(let month): say("\(month) 还没有封存。", "\(month) is not sealed.")
    case .alreadyPlanned(let asked, let row, let month):
      say("\(line(asked).zh)在 \(month) 已有未定的一行（\(row)）。", "\(line(asked).en) has an undecided row in \(month) already (\(row)).")
    case .alreadyDecided(let asked, _, let row): say("\(row) 里的\(line(asked).zh)已经定过。", "\(line(asked).en) in \(row) was decided already.")
    case .notInRow(let asked, let row): say("\(row) 里没有\(line(asked).zh)。", "\(row) does not plan \(line(asked).en).")
    case .rowWithdrawn(let id): say("\(id) 已撤出计划。", "\(id) was taken off the plan.")
    case .carryWithoutContact(let asked): say("\(line(asked).zh)没有接触过，应记“未做”，不能结转。", "\(line(asked).en) was not contacted: it is not done, not carried.")
    case .contactedAlready(let asked, let on): say("\(line(asked).zh)在 \(on) 接触过，不能记“未做”。", "\(line(asked).en) was contacted on \(on): carry or close it.")
    case .carryNeedsNote: say("结转要写备注：--note。", "Carrying needs a note: --note.")
    case .carryNeedsNextDate(let carries): say("已结转 \(carries) 次，再结转要定下次接触日期：--next YYYY-MM-DD。", "Carried \(carries == 1 ? "once" : "\(carries) times") already: the next carry needs the date of the next contact, --next YYYY-MM-DD.")
    case .nextDateNotAhead(let day, let today): say("下次日期 \(day) 要在今天（\(today)）之后。", "The next date \(day) must lie after today (\(today)).")
    case .reviewTooEarly(let month, _, let opens): say("\(month) 的检视从 \(opens) 起。", "The review of \(month) opens on \(opens).")
    case .undecidedRows(let count, let first): say("还有 \(count) 行未定（第一行 \(first)），定完才能封存。", "\(count) rows are undecided (the first is \(first)); decide them before sealing.")
    case .reasonMissing: say("要写原因：--reason。", "A reason is needed: --reason.")
    case .unknownOutcome(let text): say("没有\(quoted(text).zh)这种结论。", "There is no outcome \(quoted(text).en).")
    case .yearNotOver(let year, let today): say("\(year) 年还没过完（今天 \(today)）。", "\(year) is not over (today is \(today)).")
    case .monthsOpen(let months): say("这些月份还没有封存：\(months.map(\.description).joined(separator: "、"))。", "These months are not sealed: \(months.map(\.description).joined(separator: ", ")).")
    case .yearClosed(let year, let on): say("\(year) 年已在 \(on) 关账。", "\(year) was closed on \(on).")
    case .sealedContent(let month, let id): say("这会改动已封存的 \(month)（\(id)）；要改先重开该月。", "This would change the sealed month \(month) (\(id)); reopen it first.")
    }
  }
}
