import Canvas
import Pipeline

extension DealersScreen {
  /// What the palette offers from everywhere.
  public static let actions: [Action] = [
    Action(
      Wording(zh: "导入车商名单", en: "Import dealer lists"), command: .line("import dealers FILE…"),
      effects: { _ in [.open(ImportScreen())] }),
    Action(
      Wording(zh: "新增车商", en: "New dealer"), command: .line("dealers add NAME --set field=value …"),
      effects: { _ in [.open(DealerFormScreen(adding: ()))] }),
    Action(
      Wording(zh: "查重、合并车商", en: "Find and merge duplicate dealers"), command: .line("dealers duplicates"),
      effects: { _ in [.open(DuplicatesScreen())] }),
  ]

  public func keys(desk: Desk) -> KeyTable<Message> {
    switch mode {
    case .browsing: browsingKeys(desk)
    case .filtering:
      KeyTable(
        [
          .moving(.enter, hint: Wording(zh: "完成", en: "done"), message: .filterDone, rank: 1),
          .moving(.escape, hint: Wording(zh: "清除", en: "clear"), message: .filterClear, rank: 2),
          .moving(.down, hint: Wording(zh: "下移", en: "down"), message: .move(.down), rank: nil),
          .moving(.up, hint: Wording(zh: "上移", en: "up"), message: .move(.up), rank: nil),
          .moving(.pageDown, hint: Wording(zh: "下翻", en: "page down"), message: .move(.pageDown), rank: nil),
          .moving(.pageUp, hint: Wording(zh: "上翻", en: "page up"), message: .move(.pageUp), rank: nil),
        ] + LineEditor.bindings(Message.filterKey), typing: { .filterKey(.paste($0)) },
        pointing: { part, index in part == "board" ? .selectCard(index) : .select(index) })
    case .choosing(let chooser, let purpose): choosingKeys(chooser, purpose)
    }
  }

  private func browsingKeys(_ desk: Desk) -> KeyTable<Message> {
    let none = selected == nil ? Wording(zh: "没有车商", en: "no dealer here") : nil
    let gone = none ?? (showsGone ? Wording(zh: "已删除，请先按 r 恢复", en: "deleted: press r to restore it first") : nil)
    let here = none ?? (showsGone ? nil : Wording(zh: "没有删除", en: "it is not deleted"))
    let noBoard = showsGone ? Wording(zh: "已删除的没有看板", en: "no board for deleted dealers") : nil
    let moves: [KeyTable<Message>.Binding] =
      isBoard
      ? [
        .moving(.left, "h", hint: Wording(zh: "左列", en: "column left"), message: .move(.left), rank: nil),
        .moving(.right, "l", hint: Wording(zh: "右列", en: "column right"), message: .move(.right), rank: nil),
      ] : []
    var keys: [KeyTable<Message>.Binding] = [
      .init(.enter, hint: Wording(zh: "打开", en: "open"), message: .open, unavailable: gone, rank: 1, command: .line("dealers show DEALER")),
      .init("/", hint: Wording(zh: "查找", en: "find"), message: .filter, rank: 2, command: .line("dealers list --query Q")),
      .init("i", hint: Wording(zh: "导入", en: "import"), message: .importLists, rank: 3, command: .line("import dealers FILE…")),
      .init("v", hint: Wording(zh: "视图", en: "views"), message: .views, rank: 4, command: .none(because: Words.viewsAreForScreens)),
      .init("b", hint: isBoard ? Wording(zh: "表格", en: "table") : Wording(zh: "看板", en: "board"), message: .board, unavailable: noBoard, rank: 5, command: .line("dealers list --stage S")),
      .init("s", hint: Wording(zh: "排序", en: "sort"), message: .order, rank: 6, command: .none(because: Words.sortsItself)),
      .init("S", hint: Wording(zh: "倒序", en: "reverse"), message: .reverse, rank: 20, command: .none(because: Words.sortsItself)),
      .init(.character(" "), hint: Wording(zh: "标记", en: "mark"), message: .mark, unavailable: none, rank: 7, command: .none(because: Words.marksAreForScreens)),
      .init("a", hint: Wording(zh: "全标/全不标", en: "mark all/none"), message: .markAll, unavailable: none, rank: 21, command: .none(because: Words.marksAreForScreens)),
      .init("x", hint: Wording(zh: "批量", en: "bulk"), message: .deeds, unavailable: none, rank: 8, command: .line("dealers edit DEALER --set …")),
      .init("e", hint: Wording(zh: "改资料", en: "edit"), message: .edit, unavailable: gone, rank: 9, command: .line("dealers edit DEALER --set field=value …")),
      .init("n", hint: Wording(zh: "新增", en: "new"), message: .add, rank: 10, command: .line("dealers add NAME --set field=value …")),
      .init("m", hint: Wording(zh: "查重", en: "duplicates"), message: .duplicates, rank: 11, command: .line("dealers duplicates")),
      .init("D", hint: Wording(zh: "删除", en: "delete"), message: .delete, unavailable: gone, rank: 22, command: .line("dealers delete DEALER")),
      .init("r", hint: Wording(zh: "恢复", en: "restore"), message: .restore, unavailable: here, rank: showsGone ? 0 : 23, command: .line("dealers restore DEALER")),
      .init("y", hint: Wording(zh: "复制电话", en: "copy phone"), message: .copyPhone, unavailable: none, rank: 24, command: .line("dealers show DEALER")),
      .init(.tab, hint: Wording(zh: "详情", en: "facts"), message: .pane, unavailable: none, rank: 12, command: .line("dealers show DEALER")),
    ]
    if !marks.isEmpty || !filter.isEmpty || showsFacts || showsGone {
      keys.append(.moving(.escape, hint: Wording(zh: "清除筛选、标记", en: "clear filter, marks"), message: .escape, rank: 25))
    }
    return KeyTable(
      keys + moves + Selection.bindings(Message.move),
      pointing: { part, index in part == "board" ? .selectCard(index) : .select(index) })
  }

  private func choosingKeys(_ chooser: ChooserPart, _ purpose: Choice) -> KeyTable<Message> {
    var keys: [KeyTable<Message>.Binding] = [
      .moving(.enter, hint: Wording(zh: "选定", en: "choose"), message: .chooserKey(.enter), rank: 1),
      .moving(.escape, "q", hint: Wording(zh: "返回", en: "back"), message: .chooserClose, rank: 2),
    ]
    if case .view = purpose {
      keys.append(.init("a", hint: Wording(zh: "存为视图", en: "save this view"), message: .saveView, rank: 3, command: .none(because: Words.viewsAreForScreens)))
      keys.append(.init("D", hint: Wording(zh: "删除视图", en: "delete view"), message: .deleteView, rank: 4, command: .none(because: Words.viewsAreForScreens)))
    }
    return KeyTable(
      keys + Selection.bindings(Message.chooserKey), typing: { .chooserKey(.paste($0)) },
      pointing: { _, index in .choose(index) })
  }
}

extension Words {
  static let viewsAreForScreens = say("视图只管屏幕上怎么看", "a view is a way of looking at the screen")
  static let sortsItself = say("命令的输出由调用者自己排序", "whoever reads a command's output sorts it")
  static let marksAreForScreens = say("命令直接写明对象", "a command names its dealers")
  static let columnsAreForScreens = say("命令和导出总是写全所有列", "commands and exports write every column")
}
