import Canvas
import Pipeline

extension DossierScreen {
  public enum Message {
    case tree(Key), info(Key), tracks(Key), fold(Bool?), enter
    case form(Key), add, remove
    case point(part: String, index: Int)
    case pane(Int), leaveForm, close, turn(Int), tab(Int)
    case complete, save, mine, theirs
    case skip, reopen, advance, goBack, drop, resume, nextDate
    case visit, session, offer, winWin, contract, end, sideBySide
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    if progress == nil { return KeyTable([.moving("q", .escape, hint: Words.say("返回", "back"), message: .close)]) }
    if showsTracks { return trackKeys }
    return pane == .form ? formKeys(desk) : browsingKeys(desk)
  }

  private func pointing(_ part: String, _ index: Int) -> Message? { .point(part: part, index: index) }

  /// While a form has the keys every letter is text.
  private func formKeys(_ desk: Desk) -> KeyTable<Message> {
    let entry = sheet?.focusedEntry
    let isInConflict = sheet.flatMap { sheet in sheet.focusedField.map { sheet.conflicts[$0] != nil } } ?? false
    var bindings: [KeyTable<Message>.Binding] = [
      completeBinding(desk),
      .init(
        .control("d"), .function(2), hint: Words.say("存草稿", "save draft"), message: .save, rank: 3,
        command: .line("step save DEALER --set FIELD=VALUE")),
      .moving(.escape, hint: Words.say("回步骤", "to the steps"), message: .leaveForm, rank: 2),
      .moving(.tab, hint: Words.say("换栏", "next pane"), message: .pane(1), rank: 4),
      .moving(.backTab, hint: Words.say("前一栏", "previous pane"), message: .pane(-1), rank: nil),
    ]
    if isInConflict {
      bindings.insert(
        .init(.control("n"), hint: Words.say("保留我写的", "keep mine"), message: .mine, rank: 0, command: .none(because: DossierWords.onScreen)), at: 0)
      bindings.insert(
        .init(.control("y"), hint: Words.say("用别处的", "take theirs"), message: .theirs, rank: 0, command: .none(because: DossierWords.onScreen)), at: 1)
    }
    if let entry {
      bindings.append(
        .init(
          .enter, hint: entry.entry == nil ? Words.say("添加", "add") : Words.say("修改", "edit"), message: .enter, rank: 0,
          command: .line("step save DEALER --set '\(entry.field)[+]={…}'")))
      bindings.append(.init("+", .insert, hint: Words.say("添加", "add"), message: .add, rank: 5, command: .line("step save DEALER --set '\(entry.field)[+]={…}'")))
      bindings.append(
        .init(
          .delete, .backspace, hint: Words.say("移除", "remove"), message: .remove,
          unavailable: entry.entry == nil ? Words.say("这里是添加行", "this row adds an entry") : nil, rank: entry.entry == nil ? nil : 5,
          command: .line("step save DEALER --unset '\(entry.field)[N]'")))
    }
    return KeyTable(bindings + FormPart.bindings(Message.form), typing: { .form(.paste($0)) }, pointing: pointing)
  }

  private func completeBinding(_ desk: Desk) -> KeyTable<Message>.Binding {
    let id = openStep?.step.id.rawValue ?? "STEP"
    return .init(
      .control("s"), hint: openStep?.state == .done ? Words.say("再记完成", "complete again") : Words.say("完成这一步", "complete the step"), message: .complete, unavailable: noStep(desk) ?? notReached(desk),
      rank: 1, command: .line("step complete DEALER \(id) --set FIELD=VALUE"))
  }

  private func browsingKeys(_ desk: Desk) -> KeyTable<Message> {
    var bindings: [KeyTable<Message>.Binding] = []
    if pane == .tree {
      bindings.append(.init(.enter, hint: Words.say("填写", "fill in"), message: .enter, rank: 0, command: .line("sop STEP")))
      bindings.append(.moving(.right, hint: Words.say("展开", "unfold"), message: .fold(false), rank: nil))
      bindings.append(.moving(.left, hint: Words.say("收起", "fold"), message: .fold(true), rank: nil))
      bindings.append(.moving(" ", hint: Words.say("收放", "fold or unfold"), message: .fold(nil), rank: nil))
    } else {
      bindings.append(.moving(.enter, hint: Words.say("打开", "open"), message: .enter, rank: 0))
      bindings.append(.moving(.right, hint: Words.say("下一页", "next tab"), message: .turn(1), rank: 2))
      bindings.append(.moving(.left, hint: Words.say("前一页", "previous tab"), message: .turn(-1), rank: nil))
      if info.tab == .people {
        bindings.append(.init("+", .insert, "a", hint: Words.say("添加人物", "add a person"), message: .add, rank: 1, command: .line("step save DEALER --set 'keyPeople[+]={…}'")))
        bindings.append(
          .init(
            .delete, hint: Words.say("移除", "remove"), message: .remove, unavailable: info.selected == nil ? Words.say("没有人物", "nobody there") : nil,
            rank: 3, command: .line("step save DEALER --unset 'keyPeople[N]'")))
      }
    }
    bindings += deedBindings(desk)
    for tab in InfoPane.Tab.allCases {
      bindings.append(.moving(tab.key, hint: tab.name, message: .tab(tab.rawValue), rank: tab == .talk ? 9 : nil))
    }
    bindings.append(.moving(.tab, hint: Words.say("换栏", "next pane"), message: .pane(1), rank: 3))
    bindings.append(.moving(.backTab, hint: Words.say("前一栏", "previous pane"), message: .pane(-1), rank: nil))
    bindings.append(.moving("q", .escape, hint: Words.say("返回", "back"), message: .close, rank: 12))
    let isTree = pane == .tree
    bindings += Selection.bindings { (key: Key) -> Message in isTree ? .tree(key) : .info(key) }
    return KeyTable(bindings, pointing: pointing)
  }

  private func deedBindings(_ desk: Desk) -> [KeyTable<Message>.Binding] {
    let dealer = progress?.dealer
    let isOpen = dealer?.standing == .open
    let stage = dealer?.stage ?? .survey
    let notOpen = isOpen ? nil : standingReason
    let notHere = isOpen || dealer?.standing == .partner ? nil : standingReason
    let canAdvance = progress?.gate.isEmpty == true && isOpen
    var bindings: [KeyTable<Message>.Binding] = [
      completeBinding(desk),
      .init(
        ">", hint: stage == .sign ? Words.say("签约", "sign") : Words.say("进阶段", "advance"), message: .advance, unavailable: notOpen,
        rank: canAdvance ? 0 : 5, command: .line("advance DEALER [--override --reason TEXT]")),
      .init(
        "<", hint: Words.say("退阶段", "go back a stage"), message: .goBack,
        unavailable: notOpen ?? (stage == .survey ? Words.say("已是第一个阶段", "this is the first stage") : nil), rank: 13, command: .line("return DEALER STAGE --reason TEXT")),
      .init("x", hint: Words.say("跳过", "skip"), message: .skip, unavailable: noStep(desk) ?? notSkippable(desk), rank: 6, command: .line("step skip DEALER STEP --reason TEXT")),
      .init("r", hint: Words.say("重开", "reopen"), message: .reopen, unavailable: noStep(desk) ?? notSettled, rank: 14, command: .line("step reopen DEALER STEP")),
      .init("v", hint: Words.say("记走访", "record a visit"), message: .visit, unavailable: notHere, rank: 8, command: .line("visit DEALER --date D --met WHO")),
      .init(
        "s", hint: Words.say("记洽谈", "record a talk"), message: .session, unavailable: notHere ?? (stage < .negotiate ? Words.say("到洽谈阶段才有", "from the negotiation on") : nil),
        rank: 10, command: .line("session DEALER --track TRACK --step STEP --who WHO")),
      .init("o", hint: Words.say("记出价", "record an offer"), message: .offer, unavailable: notHere, rank: 7, command: .line("offer DEALER --side us --commission 18%")),
      .init("w", hint: Words.say("共赢测算", "win-win"), message: .winWin, rank: 6, command: .line("winwin --premium P --repair R --base-ratio X --base-commission C --margin M --share S")),
      .init("n", hint: Words.say("下次日期", "next date"), message: .nextDate, unavailable: notHere, rank: 11, command: .line("step save DEALER --set nextDate=D --set nextNote=TEXT")),
      .moving("b", hint: Words.say("三线并列", "three talks"), message: .sideBySide, rank: 11),
    ]
    switch dealer?.standing {
    case .dropped, .ended:
      bindings.append(.init("d", hint: Words.say("重新跟进", "take up again"), message: .resume, rank: 1, command: .line("resume DEALER")))
    case .partner:
      bindings.append(.init("c", hint: Words.say("续约", "renew the contract"), message: .contract, rank: 5, command: .line("contract renew DEALER --set contract.number=…")))
      bindings.append(.init("d", hint: Words.say("终止合作", "end the partnership"), message: .end, rank: 15, command: .line("contract end DEALER --reason TEXT")))
    default:
      bindings.append(.init("d", hint: Words.say("放弃", "give up"), message: .drop, rank: 15, command: .line("drop DEALER --reason TEXT")))
    }
    return bindings
  }

  private var trackKeys: KeyTable<Message> {
    KeyTable(
      [
        .init(.enter, hint: Words.say("打开这一步", "open the step"), message: .enter, rank: 1, command: .line("sop STEP")),
        .moving(.left, hint: Words.say("左边一线", "talk to the left"), message: .tracks(.left), rank: 2),
        .moving(.right, hint: Words.say("右边一线", "talk to the right"), message: .tracks(.right), rank: 2),
        .moving("b", "q", .escape, hint: Words.say("返回", "back"), message: .sideBySide, rank: 3),
      ] + Selection.bindings(Message.tracks), pointing: pointing)
  }

  // MARK: Why a key cannot act now

  private func noStep(_ desk: Desk) -> Wording? { openStep == nil ? Words.say("先选一个步骤", "choose a step first") : nil }

  private var standingReason: Wording? {
    guard let standing = progress?.dealer.standing else { return DossierWords.gone }
    return Words.say("这家现在是“\(Words.standing(standing).zh)”", "this dealer is \(Words.standing(standing).en)")
  }

  private func notReached(_ desk: Desk) -> Wording? {
    guard let step = openStep?.step, let dealer = progress?.dealer else { return nil }
    if dealer.standing != .open, dealer.standing != .partner { return standingReason }
    if step.stage > dealer.stage {
      let name = desk.handbook.guide(dealer.stage).name
      return Words.say("这家还在“\(name.zh)”，先按 > 过关；可先存草稿", "still at \(name.en): advance with > first; a draft can be saved")
    }
    return nil
  }

  private func notSkippable(_ desk: Desk) -> Wording? {
    guard let step = openStep else { return nil }
    if let reason = notReached(desk) { return reason }
    if !step.step.skippable { return Words.say("只有 B、C 两线的步骤可以跳过", "only steps of tracks B and C may be skipped") }
    if step.state == .done || step.state == .skipped { return Words.say("这一步已了结，先按 r 重开", "settled already: reopen it with r") }
    return nil
  }

  private var notSettled: Wording? {
    guard let step = openStep, step.state != .done, step.state != .skipped else { return nil }
    return Words.say("还没完成或跳过", "neither done nor skipped")
  }
}
