import Testing

@testable import Canvas

@Suite struct KeyTableTests {
  private enum Message: Equatable {
    case open, skip
    case typed(String)
  }

  private var table: KeyTable<Message> {
    KeyTable([
      .moving(.enter, "o", hint: Wording(zh: "打开", en: "open"), message: .open, rank: 2),
      .moving(
        "x", hint: Wording(zh: "跳过", en: "skip"), message: .skip,
        unavailable: Wording(zh: "A 轨不可跳过", en: "track A cannot be skipped"), rank: 1),
      .moving(.down, hint: Wording(zh: "下移", en: "down"), message: .open, rank: nil),
    ])
  }

  @Test func aKeyMeansItsMessageOrSaysWhyNot() {
    guard case .message(.open) = table.answer(to: "o") else {
      Issue.record("o")
      return
    }
    guard case .unavailable(let reason) = table.answer(to: "x"), reason.zh == "A 轨不可跳过" else {
      Issue.record("x")
      return
    }
    guard case .unbound = table.answer(to: "y") else {
      Issue.record("y")
      return
    }
  }

  @Test func typingTakesWhatNoBindingWants() {
    let typing = KeyTable(table.bindings, typing: Message.typed)
    guard case .message(.typed("吉")) = typing.answer(to: "吉") else {
      Issue.record("typed")
      return
    }
    guard case .message(.typed("a b")) = typing.answer(to: .paste("a b")) else {
      Issue.record("paste")
      return
    }
    guard case .message(.open) = typing.answer(to: "o") else {
      Issue.record("bound")
      return
    }
    guard case .unbound = typing.answer(to: .left) else {
      Issue.record("left")
      return
    }
  }

  @Test func theFooterShowsByRankWhatFits() {
    var grid = CellGrid(width: 30, height: 1)
    FooterPart.draw(table.hints, into: &grid, in: grid.bounds, language: .zh)
    #expect(grid.text == " x 跳过  Enter 打开")
    #expect(grid.roles(row: 0).hasPrefix(".m.mmmm..kkkkk"))
    #expect(grid.target(at: Place(10, 0)) == .key(.enter))
    var narrow = CellGrid(width: 9, height: 1)
    FooterPart.draw(table.hints, into: &narrow, in: narrow.bounds, language: .en)
    #expect(narrow.text == " x skip")
  }
}
