import Testing

@testable import Canvas

@Suite struct LineEditorTests {
  private func editor(_ text: String, _ keys: Key...) -> LineEditor {
    var editor = LineEditor(text)
    for key in keys { editor.press(key) }
    return editor
  }

  @Test func typingAndMoving() {
    #expect(editor("长春", .left, "x").text == "长x春")
    #expect(editor("长春", .home, "x").text == "x长春")
    #expect(editor("长春", .home, .delete).text == "春")
    #expect(editor("长春", .backspace).text == "长")
    #expect(editor("ab cd ef", .control("w")).text == "ab cd ")
    #expect(editor("ab cd ef", .alt("b"), .alt("b"), .control("k")).text == "ab ")
    #expect(editor("ab cd ef", .left, .control("u")).text == "f")
  }

  @Test func atTheEdgesAKeyIsNotUsed() {
    var editor = LineEditor("a")
    let result23 = editor.press(.right)
    #expect(!result23)
    let result24 = editor.press(.delete)
    #expect(!result24)
    let result25 = editor.press(.left)
    #expect(result25)
    let result26 = editor.press(.left)
    #expect(!result26)
    let result27 = editor.press(.backspace)
    #expect(!result27)
    let result28 = editor.press(.up)
    #expect(!result28)
  }

  @Test func aMarkJoinsWhatStandsBefore() {
    var editor = LineEditor("e")
    editor.insert("\u{301}")
    #expect(editor.characters.count == 1)
    #expect(editor.cursor == 1)
    editor.press(.backspace)
    #expect(editor.isEmpty)
  }

  @Test func pastesBecomeOneCleanLine() {
    var editor = LineEditor()
    editor.press(.paste("吉利\r\n汽车\u{1B}[31m\t\u{202E}店\u{0}"))
    #expect(editor.text == "吉利 汽车[31m 店")
    editor.text = "e" + String(repeating: "\u{301}", count: 100)
    #expect(editor.text.unicodeScalars.count == 5)
    editor = LineEditor(limit: 3)
    editor.insert("一二三四五")
    #expect(editor.text == "一二三")
    editor.insert("六")
    #expect(editor.text == "一二三")
  }

  @Test func aLargePasteIsQuick() {
    var editor = LineEditor(limit: 100_000)
    for _ in 0..<20_000 { editor.insert("吉") }
    #expect(editor.characters.count == 20_000)
  }

  @Test func theCursorStaysVisible() {
    var editor = LineEditor("长春吉利通达汽车")
    var grid = CellGrid(width: 8, height: 1)
    editor.draw(into: &grid, in: grid.bounds)
    #expect(grid.text == "达汽车")
    #expect(grid.cursor == Place(6, 0))
    editor.press(.home)
    grid = CellGrid(width: 8, height: 1)
    editor.draw(into: &grid, in: grid.bounds)
    #expect(grid.text == "长春吉利")
    #expect(grid.cursor == Place(0, 0))
    for width in 1..<20 {
      for cursor in 0...8 {
        editor.place(cursor: cursor)
        var grid = CellGrid(width: width, height: 1)
        editor.draw(into: &grid, in: grid.bounds)
        #expect(grid.bounds.contains(grid.cursor!))
        #expect(grid.faults.isEmpty)
      }
    }
  }

  @Test func notesHaveLines() {
    var note = NoteEditor("一\n二")
    note.press(.enter)
    note.press(.paste("三\r\n四"))
    #expect(note.text == "一\n二\n三\n四")
    note.press(.up)
    note.press(.home)
    note.press(.backspace)
    #expect(note.text == "一\n二三\n四")
    note.press(.end)
    note.press(.delete)
    #expect(note.text == "一\n二三四")
    var first = NoteEditor("一")
    let result29 = first.press(.up)
    #expect(!result29)
    let result30 = first.press(.down)
    #expect(!result30)
    for width in 1..<12 {
      var grid = CellGrid(width: width, height: 3)
      NoteEditor("长春吉利通达\nab cd\n末行").draw(into: &grid, in: grid.bounds)
      #expect(grid.bounds.contains(grid.cursor!))
      #expect(grid.faults.isEmpty)
    }
  }
}
