import Canvas
import Pipeline

extension DossierScreen {
  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .tree(let key):
      tree.press(key)
      settle(desk: desk)
    case .info(let key): info.press(key)
    case .fold(let shut):
      if tree.fold(shut) {
        if let progress { tree.follow(progress, desk: desk) }
        settle(desk: desk)
      } else if shut != true, openStep != nil {
        pane = .form
      }
    case .tracks(let key):
      if let progress { trackStep = TracksView.step(from: trackStep, key, progress) }
    case .sideBySide:
      showsTracks.toggle()
      if showsTracks, let progress { trackStep = openStep?.step.track == nil ? TracksView.first(progress) : openStep?.step.id }
    case .enter: return enter(desk)
    case .form(let key):
      if sheet?.focusedEntry != nil, key == .enter { return enter(desk) }
      edit { _ = $0.press(key) }
      settle(desk: desk)
    case .add: return add(desk)
    case .remove: return remove(desk)
    case .point(let part, let index): return point(part, index, desk)
    case .pane(let step):
      let next = (pane.rawValue + step + Pane.allCases.count) % Pane.allCases.count
      return move(to: Pane(rawValue: next) ?? .tree, forward: step > 0, desk)
    case .leaveForm: return move(to: .tree, forward: true, desk)
    case .turn(let step):
      info.turn(step)
      settle(desk: desk)
    case .tab(let number):
      let tab = InfoPane.Tab(rawValue: number) ?? .talk
      pane = .info
      info.open(tab)
      settle(desk: desk)
    case .close: return close(desk)
    case .complete: return complete(desk)
    case .save: return save(desk, aloud: true)
    case .mine: edit { sheet in sheet.focusedField.map { sheet.keepMine($0) } }
      settle(desk: desk)
    case .theirs: edit { sheet in sheet.focusedField.map { sheet.takeTheirs($0, desk: desk) } }
      settle(desk: desk)
    case .skip, .reopen, .advance, .goBack, .drop, .resume, .nextDate, .visit, .session, .offer, .winWin, .contract, .end:
      return save(desk) + deed(message, desk)
    }
    return []
  }

  private mutating func enter(_ desk: Desk) -> [Effect] {
    if showsTracks {
      showsTracks = false
      if let trackStep { open(.step(trackStep), desk: desk) }
      return []
    }
    switch pane {
    case .tree:
      if openStep != nil { pane = .form } else { return update(.fold(nil), desk: desk) }
    case .form:
      guard let entry = sheet?.focusedEntry else { return [] }
      return save(desk) + openEntry(entry.field, entry.entry, desk)
    case .info:
      switch info.selected?.target {
      case .entry("offers", _)?: info.open(.history); settle(desk: desk)
      case .entry(let field, let entry)?: return openEntry(field, entry, desk)
      case .field(let step, let field)?:
        open(.step(step), desk: desk)
        edit { $0.focus(on: field) }
        pane = .form
        settle(desk: desk)
      case .step(let step)?:
        open(.step(step), desk: desk)
        pane = .tree
      case nil: break
      }
    }
    return []
  }

  private func openEntry(_ field: FieldKey, _ entry: String?, _ desk: Desk) -> [Effect] {
    EntryDialog.make(dealer: id, field: field, entry: entry, desk: desk).map { [.open($0)] } ?? []
  }

  private mutating func add(_ desk: Desk) -> [Effect] {
    if pane == .info { return openEntry("keyPeople", nil, desk) }
    guard let entry = sheet?.focusedEntry else { return [] }
    return save(desk) + openEntry(entry.field, nil, desk)
  }

  private mutating func remove(_ desk: Desk) -> [Effect] {
    if pane == .info {
      guard case .entry(let field, let entry)? = info.selected?.target else { return [] }
      return EntryDialog.removal(of: entry, from: field, dealer: id, desk: desk)
    }
    guard let entry = sheet?.focusedEntry, let name = entry.entry else { return [] }
    return EntryDialog.removal(of: name, from: entry.field, dealer: id, desk: desk)
  }

  private mutating func point(_ part: String, _ index: Int, _ desk: Desk) -> [Effect] {
    switch part {
    case "steps":
      let effects = pane == .form ? move(to: .tree, forward: true, desk) : []
      let wasHere = tree.part.index == index
      pane = .tree
      tree.select(index: index)
      settle(desk: desk)
      return wasHere ? effects + enter(desk) : effects
    case "fields":
      let wasHere = pane == .form && sheet?.form.focus == index
      pane = .form
      edit { $0.focus(index: index) }
      if wasHere, sheet?.focusedEntry != nil { return enter(desk) }
    case "info":
      let effects = pane == .form ? move(to: .info, forward: true, desk) : []
      pane = .info
      info.select(index)
      return effects
    case "tracks":
      guard let progress, progress.steps.indices.contains(index) else { return [] }
      let step = progress.steps[index].step.id
      if showsTracks, trackStep != step {
        trackStep = step
        return []
      }
      let effects = pane == .form ? move(to: .tree, forward: true, desk) : []
      showsTracks = false
      pane = .tree
      open(.step(step), desk: desk)
      return effects
    default: break
    }
    return []
  }

  /// To another pane; leaving the form saves what was typed. Without a form its place is passed over.
  private mutating func move(to next: Pane, forward: Bool, _ desk: Desk) -> [Effect] {
    let effects = pane == .form ? save(desk) : []
    pane = next
    if pane == .form, openStep == nil { pane = forward ? .info : .tree }
    return effects
  }

  /// Closes; what could not be saved is named and asked about.
  private func close(_ desk: Desk) -> [Effect] {
    let open = drafts(desk: desk)
    guard !open.isEmpty else { return [.close] }
    let names = open.sorted { $0.rawValue < $1.rawValue }.flatMap { step in
      (sheets[step]?.pending(desk: desk) ?? []).map { Words.field($0, handbook: desk.handbook) }
    }
    let question = Words.say("没能保存：", "Not saved: ") + Words.list(names) + Words.say("。放弃这些并返回？", ". Throw these away and go back?")
    return [.open(ConfirmScreen(question, yes: [.close]))]
  }

  // MARK: Saving and completing

  /// Saves what is right and is not in conflict; the rest stays and says why.
  private mutating func save(_ desk: Desk, aloud: Bool = false) -> [Effect] {
    guard let sheet, let dealer = progress?.dealer else { return [] }
    let (right, wrong) = sheet.assignments(desk: desk)
    let clear = right.filter { sheet.conflicts[$0.field] == nil }
    point(out: wrong, desk)
    var effects: [Effect] = []
    if !clear.isEmpty {
      var mint = desk.mint
      do throws(SOPError) {
        effects.append(.apply(try desk.work(on: dealer).save(clear, mint: &mint)))
        effects.append(.done(zh: "已存草稿 \(clear.count) 项（u 撤销）", en: "Draft saved: \(clear.count) field(s) (u undoes)"))
      } catch {
        effects.append(.fail(DossierWords.refusal(error, desk: desk)))
      }
    }
    if !sheet.conflicts.isEmpty {
      effects.append(ask(about: sheet.conflicts.keys.sorted { $0.rawValue < $1.rawValue }, desk))
    } else if !wrong.isEmpty {
      effects.append(.warn(zh: "\(wrong.count) 项写得不对，还没保存", en: "\(wrong.count) value(s) are wrong and not saved"))
    } else if effects.isEmpty, aloud {
      effects.append(.notice(Notice(Words.say("没有未保存的内容", "nothing to save"))))
    }
    return effects
  }

  private mutating func point(out wrong: [(key: FieldKey, fault: ValueFault)], _ desk: Desk) {
    edit { sheet in
      for (key, fault) in wrong { sheet.say(FieldText.fault(fault, desk: desk), below: key) }
      if let first = wrong.first { sheet.focus(on: first.key) }
    }
  }

  /// Puts the cursor on the first conflict, where Ctrl-N and Ctrl-Y answer it.
  private mutating func ask(about keys: [FieldKey], _ desk: Desk) -> Effect {
    pane = .form
    if let first = keys.first { edit { $0.focus(on: first) } }
    let name = keys.first.map { Words.field($0, handbook: desk.handbook) } ?? Wording("")
    return .warn(zh: "\(name.zh)别处也改了：Ctrl-N 保留我写的，Ctrl-Y 用别处的", en: "\(name.en) was changed elsewhere: Ctrl-N keeps yours, Ctrl-Y takes theirs")
  }

  private mutating func complete(_ desk: Desk) -> [Effect] {
    guard let step = openStep?.step, let sheet, let dealer = progress?.dealer else { return [] }
    if !sheet.conflicts.isEmpty { return save(desk) }
    let (right, wrong) = sheet.assignments(desk: desk)
    guard wrong.isEmpty else {
      pane = .form
      return save(desk)
    }
    var mint = desk.mint
    do throws(SOPError) {
      let change = try desk.work(on: dealer).complete(step.id, values: right, mint: &mint)
      awaitCompletion(of: step.id)
      return [.apply(change)] + completed(step, change, desk)
    } catch {
      guard case .incomplete(_, let missing) = error else { return [.fail(DossierWords.refusal(error, desk: desk))] }
      pane = .form
      let effects = save(desk).filter { if case .notice = $0 { false } else { true } }
      edit { sheet in
        for item in missing {
          if let key = item.field { sheet.say(desk.say(DossierWords.why(item, desk: desk) ?? DossierWords.needed), below: key) }
        }
        if let key = missing.first?.field { sheet.focus(on: key) }
      }
      return effects + [.notice(Notice(DossierWords.refusal(error, desk: desk), .warning))]
    }
  }

  private func completed(_ step: SOPStep, _ change: Change, _ desk: Desk) -> [Effect] {
    var deeds = Record(id: id)
    for (key, value) in progress?.dealer.record.fields ?? [:] { deeds[FieldKey(key)] = value }
    for edit in change.edits { for field in edit.fields { deeds[field.key] = field.to } }
    let dealer = Dealer(record: deeds)
    let name = Words.say("已完成 \(step.name.zh)", "Done: \(step.name.en)")
    if step.fields.contains("class"), let kind = dealer.text("class"), let choice = desk.handbook.choice("classes", kind) {
      let rule = dealer.text("classRule") ?? ""
      return [.notice(Notice(name + Words.say("：\(choice.name.zh)（\(rule)）", ": \(choice.name.en) (\(rule))"), .done))]
    }
    if dealer.standing == .open, StageGate.missing(of: dealer, handbook: desk.handbook).isEmpty {
      return [.notice(Notice(name + Words.say("。过关条件已满足，按 > 继续", ". The gate is open: press >"), .done))]
    }
    return [.notice(Notice(name, .done))]
  }
}
