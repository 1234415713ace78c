import Canvas
import Pipeline

extension DealersScreen {
  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key):
      if isBoard { board.press(key, counts: columns.map(\.count)) } else { table.press(key, count: shown.count) }
    case .select(let index):
      if table.index == index { return update(.open, desk: desk) }
      table.index = index
    case .selectCard(let index):
      if BoardPart.index(column: board.column, card: board.card) == index { return update(.open, desk: desk) }
      board.select(index: index)
    case .open: return selected.map { [.open(DossierScreen(dealer: $0.id))] } ?? []
    case .pane: showsFacts.toggle()
    case .escape: escape(desk)
    case .filter: mode = .filtering
    case .filterKey(let key):
      filter.press(key)
      settle(desk)
      table.index = 0
    case .filterDone: mode = .browsing
    case .filterClear:
      filter = LineEditor()
      mode = .browsing
      settle(desk)
    case .mark:
      guard let id = selected?.id else { return [] }
      if marks.remove(id) == nil { marks.insert(id) }
      return update(.move(.down), desk: desk)
    case .markAll:
      let all = Set(shown.map { rows[$0].id })
      marks = marks.isSuperset(of: all) ? [] : marks.union(all)
    case .order:
      mode = .choosing(orderChooser, for: .order)
    case .reverse: sort(by: order, descending: !isDescending, desk)
    case .views: mode = .choosing(viewChooser(desk), for: .view)
    case .deeds: mode = .choosing(deedChooser(desk), for: .deed(targets))
    case .saveView: return saveView()
    case .deleteView: return deleteView(desk)
    case .chooserKey(let key):
      guard case .choosing(var chooser, let purpose) = mode else { return [] }
      if let place = chooser.press(key) { return choose(place, chooser, purpose, desk) }
      mode = .choosing(chooser, for: purpose)
    case .choose(let place):
      guard case .choosing(let chooser, let purpose) = mode else { return [] }
      return choose(place, chooser, purpose, desk)
    case .chooserClose: mode = .browsing
    case .board:
      let id = selected?.id
      isBoard.toggle()
      settle(desk)
      point(at: id)
    case .edit: return selected.map { [.open(DealerFormScreen(editing: $0.id))] } ?? []
    case .add: return [.open(DealerFormScreen(adding: ()))]
    case .importLists: return [.open(ImportScreen())]
    case .duplicates: return [.open(DuplicatesScreen())]
    case .delete: return DealerDeed.delete.effects(targets, desk)
    case .restore: return DealerBulk.restore(targets, desk: desk)
    case .copyPhone:
      guard let phone = selected?.phones.first else { return [.warn(zh: "没有电话", en: "There is no phone number")] }
      return [.copy(phone), .done(zh: "已复制 \(phone)", en: "Copied \(phone)")]
    }
    return []
  }

  /// One layer off: the facts, the marks, the filter, the view of deleted ones.
  private mutating func escape(_ desk: Desk) {
    if showsFacts {
      showsFacts = false
    } else if !marks.isEmpty {
      marks = []
    } else if !filter.isEmpty {
      filter = LineEditor()
      settle(desk)
    } else {
      showsGone = false
      settle(desk)
    }
  }

  // MARK: Choosing

  private var orderChooser: ChooserPart {
    var chooser = ChooserPart(
      Wording(zh: "按什么排序", en: "Sort by"), DealerOrder.allCases.map(\.wording), at: DealerOrder.allCases.firstIndex(of: order) ?? 0)
    chooser.notes[chooser.list.index] = isDescending ? "↓" : "↑"
    return chooser
  }

  private func viewChooser(_ desk: Desk) -> ChooserPart {
    let views = DealerView.all(desk)
    var chooser = ChooserPart(Wording(zh: "视图", en: "Views"), views.map(\.name))
    for (place, view) in views.enumerated() { chooser.notes[place] = view.filter }
    return chooser
  }

  private func deedChooser(_ desk: Desk) -> ChooserPart {
    let ids = targets
    let who = ids.count == 1 ? Wording(selected?.name ?? "") : Wording(zh: "\(ids.count) 家车商", en: "\(ids.count) dealers")
    var chooser = ChooserPart(Wording(zh: "批量：" + who.zh, en: "Bulk: " + who.en), DealerDeed.allCases.map(\.wording))
    for (place, deed) in DealerDeed.allCases.enumerated() {
      if (deed == .restore) != showsGone {
        chooser.reasons[place] = showsGone ? Wording(zh: "已删除", en: "deleted") : Wording(zh: "没有删除", en: "not deleted")
      }
    }
    return chooser
  }

  private mutating func choose(_ place: Int, _ chooser: ChooserPart, _ purpose: Choice, _ desk: Desk) -> [Effect] {
    if let reason = chooser.reasons[place] { return [.notice(Notice(reason, .warning))] }
    mode = .browsing
    switch purpose {
    case .order:
      let chosen = DealerOrder.allCases[place]
      sort(by: chosen, descending: chosen == order ? !isDescending : false, desk)
    case .view:
      let views = DealerView.all(desk)
      if views.indices.contains(place) { show(views[place], desk) }
    case .deed(let ids): return DealerDeed.allCases[place].effects(ids, desk)
    }
    return []
  }

  private mutating func saveView() -> [Effect] {
    mode = .browsing
    let view = present
    return [
      .open(
        PromptScreen(
          Wording(zh: "存为视图", en: "Save as a view"),
          question: Wording(zh: "给现在的筛选、排序和版式起个名字：", en: "A name for the present filter, order and layout:")
        ) { name, desk in
          let name = String(name.trimming)
          return [.apply(view.saving(named: name, desk: desk)), .done(zh: "已存为“\(name)”", en: "Saved as “\(name)”")]
        })
    ]
  }

  private mutating func deleteView(_ desk: Desk) -> [Effect] {
    guard case .choosing(let chooser, _) = mode else { return [] }
    let views = DealerView.all(desk)
    guard views.indices.contains(chooser.list.index), let change = views[chooser.list.index].deleting else {
      return [.warn(zh: "自带的视图不能删除", en: "Views that come with the program stay")]
    }
    mode = .browsing
    return [.apply(change), .done(zh: "视图已删除", en: "View deleted")]
  }
}

extension String {
  /// Without white space at either end.
  var trimming: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
