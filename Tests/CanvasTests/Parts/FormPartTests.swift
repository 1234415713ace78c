import Testing

@testable import Canvas

@Suite struct FormPartTests {
  private var form: FormPart {
    FormPart(
      fields: [
        FormField("code", label: "代码", .fixed), FormField("name", label: "名称", required: true),
        FormField("kind", label: "类型", .choice([.init("4s", "4S 店"), .init("shop", "综修厂"), .init("trade", "二级")])),
        FormField(
          "needs", label: "需求", .choices([.init("repair", "送修"), .init("premium", "保费"), .init("training", "培训")])),
        FormField("note", label: "备注", .note(rows: 3)),
      ], values: ["code": "JL-1", "needs": "repair"])
  }

  /// Over a slow line several keys come as one run of text.
  @Test func digitsThatComeInOneGoChooseEachForItself() {
    var form = form
    form.focus(on: "needs")
    let chosen = form.press(.paste("23"))
    #expect(chosen == .edited("needs"))
    #expect(form["needs"].split(separator: ",").map(String.init).sorted() == ["premium", "repair", "training"])
    let nothing = form.press(.paste("xy"))
    #expect(nothing == .unused)
  }

  @Test func keysMoveBetweenTheFieldsThatCanBeFilled() {
    var form = form
    #expect(form.focused?.id == "name")
    let result15 = form.press(.up)
    #expect(result15 == FormPart.Outcome.unused)
    let result16 = form.press("吉") == .edited("name")
    #expect(result16)
    let result17 = form.press(.enter)
    #expect(result17 == FormPart.Outcome.moved)
    #expect(form.focused?.id == "kind")
    #expect(!form.isTyping)
    let result18 = form.press(.backTab)
    #expect(result18 == FormPart.Outcome.moved)
    #expect(form["name"] == "吉")
    #expect(form.changes == ["name": "吉"])
    #expect(form.missing.isEmpty)
  }

  @Test func oneChoiceByArrowSpaceOrNumber() {
    var form = form
    form.focus(on: "kind")
    _ = form.press(.right)
    #expect(form["kind"] == "4s")
    _ = form.press(.right)
    #expect(form["kind"] == "shop")
    _ = form.press("3")
    #expect(form["kind"] == "trade")
    _ = form.press(" ")
    #expect(form["kind"] == "4s")
    _ = form.press(.backspace)
    #expect(form["kind"] == "")
    let result19 = form.press("x")
    #expect(result19 == FormPart.Outcome.unused)
  }

  @Test func severalChoicesBySpace() {
    var form = form
    form.focus(on: "needs")
    _ = form.press(.right)
    _ = form.press(.right)
    _ = form.press(" ")
    #expect(form["needs"] == "repair,training")
    _ = form.press("1")
    #expect(form["needs"] == "training")
  }

  @Test func enterInANoteIsALineAndTabLeavesIt() {
    var form = form
    form.focus(on: "note")
    _ = form.press(.paste("一"))
    let result20 = form.press(.enter) == .edited("note")
    #expect(result20)
    #expect(form["note"] == "一\n")
    let result21 = form.press(.tab)
    #expect(result21 == FormPart.Outcome.unused)
    let result22 = form.press(.backTab)
    #expect(result22 == FormPart.Outcome.moved)
  }

  @Test func errorsStandBelowTheFieldUntilItIsEdited() {
    var form = form
    form.errors["name"] = "请填写"
    form.headings["kind"] = "分类"
    var grid = CellGrid(width: 50, height: 12)
    form.draw(into: &grid, in: grid.bounds)
    #expect(grid.text(row: 2).contains("× 请填写"))
    #expect(grid.text(row: 3).hasPrefix("分类 ─"))
    #expect(grid.text(row: 4).contains("( ) 4S 店  ( ) 综修厂  ( ) 二级"))
    #expect(grid.cursor != nil)
    #expect(grid.target(at: Place(3, 4)) == .item(part: "form", index: 2))
    _ = form.press("x")
    #expect(form.errors.isEmpty)
  }

  @Test func theFocusedFieldIsVisibleAtEverySize() {
    for width in 4..<70 {
      for height in 1..<10 {
        for id in ["name", "kind", "needs", "note"] {
          var form = form
          form.errors = ["kind": "选一个"]
          form.focus(on: id)
          var grid = CellGrid(width: width, height: height)
          form.draw(into: &grid, in: grid.bounds)
          #expect(grid.faults.isEmpty)
          if let cursor = grid.cursor { #expect(grid.bounds.contains(cursor)) }
          if width > 30 { #expect(grid.text.contains(form.focused!.label), "\(id) at \(width)x\(height)") }
        }
      }
    }
  }
}
