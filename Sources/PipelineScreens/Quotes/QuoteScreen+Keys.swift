import Canvas
import Pipeline

extension QuoteScreen {
  public func keys(desk: Desk) -> KeyTable<Message> { isTyping ? formKeys : columnKeys }

  private var formKeys: KeyTable<Message> {
    let list = candidates > 0
    let take = list ? Wording(zh: "取选中项", en: "take it") : Wording(zh: "报价", en: "quote")
    return KeyTable(
      [
        .init(.enter, .control("s"), hint: take, message: .accept, rank: 1, command: .line("quote --series S")),
        .moving(.pageDown, .control("n"), hint: Wording(zh: "下一候选", en: "next match"), message: .form(.pageDown), unavailable: list ? nil : Wording(zh: "没有候选", en: "no matches"), rank: list ? 2 : nil),
        .moving(.pageUp, .control("p"), hint: Wording(zh: "上一候选", en: "previous match"), message: .form(.pageUp), rank: nil),
        .moving(.tab, .down, hint: Wording(zh: "下一项", en: "next field"), message: .form(.down), rank: 3),
        .moving(.backTab, .up, hint: Wording(zh: "上一项", en: "previous field"), message: .form(.up), rank: nil),
        .moving(.escape, hint: Wording(zh: "离开表单", en: "leave the form"), message: .browse, rank: 4),
      ] + LineEditor.bindings(Message.form), typing: { .form(.paste($0)) },
      pointing: { part, index in part == "candidates" ? .candidate(index) : part == "form" ? .focus(index) : .edit })
  }

  private var columnKeys: KeyTable<Message> {
    let none = quote == nil ? Wording(zh: "还没有报价：按 Enter 输入车系", en: "no quote yet: Enter begins") : nil
    let single = rounds.isEmpty ? Wording(zh: "只有一轮：按 r 开始第二轮", en: "one round only: r begins the next") : nil
    func say(_ zh: String, _ en: String) -> Wording { Wording(zh: zh, en: en) }
    let agreed = opportunity == nil
      ? say("从商机里开的报价才能接受：3 商机，选客户，o", "open the quote from its customer to accept it: screen 3, the customer, o")
      : quote != savedQuote ? say("先按 s 存入商机", "keep it first: s") : nil
    return KeyTable(
      [
        .init(.enter, "/", hint: say("车与保单", "car and policy"), message: .edit, rank: none == nil ? 7 : 1, command: .line("quote --series S")),
        .init(" ", hint: say("选/去", "add/drop"), message: .toggle, unavailable: none, rank: 1, command: .line("quote --line L=LIMIT --drop L")),
        .init("+", "=", hint: say("保额+", "limit+"), message: .raise, unavailable: none, rank: 2, command: .line("quote --line L=LIMIT")),
        .init("-", "_", hint: say("保额-", "limit-"), message: .lower, unavailable: none, rank: 2, command: .line("quote --line L=LIMIT")),
        .init("r", hint: say(rounds.isEmpty ? "第二轮" : "下一轮", rounds.isEmpty ? "second round" : "next round"), message: .nextRound, unavailable: none, rank: 3, command: .line("quote --round-of OPP")),
        .init("s", hint: say("存入商机", "keep"), message: .save, unavailable: none, rank: 4, command: .line("quote --save OPP")),
        .init("a", hint: say("客户接受", "accepted"), message: .agree, unavailable: none ?? agreed, rank: opportunity == nil ? nil : 4, command: .line("quote accept OPP")),
        .init("y", hint: say("复制微信", "copy for chat"), message: .copy, unavailable: none, rank: 5, command: .line("quote --format text")),
        .init("e", hint: say("导出", "export"), message: .export, unavailable: none, rank: 6, command: .line("quote -o FILE")),
        .init("c", hint: say("对比轮次", "compare rounds"), message: .compare, unavailable: none ?? single, rank: 8, command: .line("quote compare OPP A B")),
        .init("b", hint: say("报价手册", "booklet"), message: .booklet, rank: 9, command: .line("quote booklet --brand B")),
        .init("t", hint: say("手册与车型表", "own tables"), message: .tables, rank: 11, command: .line("quote vehicles import FILE")),
        .init("n", hint: opportunity == nil ? say("新报价", "new quote") : say("给他另报", "same customer"), message: .fresh, rank: 10, command: .line("quote")),
        .init(
          "N", hint: say("不记客户，新报价", "new quote, no customer"), message: .letGo,
          unavailable: opportunity == nil ? say("这个报价不归哪位客户：按 n", "this quote has no customer: n begins a new one") : nil, rank: nil, command: .line("quote")),
        .moving(.left, "h", hint: say("左方案", "left"), message: .left, rank: nil),
        .moving(.right, "l", hint: say("右方案", "right"), message: .right, rank: nil),
        .moving(.up, "k", hint: say("上移", "up"), message: .up, rank: nil),
        .moving(.down, "j", hint: say("下移", "down"), message: .down, rank: nil),
      ], pointing: { part, index in part == "cell" ? .at(index) : .edit })
  }
}
