import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

@Suite struct ImportScreenTests {
  static let lists = TestLibrary.root + "/Tests/Fixtures/dealer-lists/"

  func walk(_ book: Book = Book(), _ columns: Int = 120, _ rows: Int = 30) -> Walk {
    Walk(desk: .shipped(book), screen: DealersScreen(), columns: columns, rows: rows)
  }

  @Test func aListIsReadShownWrittenAndTakenBack() {
    var walk = walk()
    walk.type("i", .paste(Self.lists + "buick_2019"))
    #expect(walk.text.contains("buick_20190530.xlsx"))
    walk.type(.enter)
    #expect(walk.screens == ["dealers", "import-preview"])
    #expect(walk.book[.dealer].count == 0)
    expectScreen(walk, named: "import-preview-120x30-zh")
    expectFitsEverySize(walk)
    walk.type(.enter)
    #expect(walk.screens == ["dealers"])
    #expect(walk.book[.dealer].count > 800)
    #expect(walk.notice?.contains("新增") == true)
    walk.type("u")
    #expect(walk.book[.dealer].count == 0)
    #expect(walk.notice?.contains("导入") == true)
  }

  @Test func aNewerListShowsItsDifferencesFieldByField() {
    var walk = walk()
    walk.type("i", .paste(Self.lists + "buick_2019"), .enter, .enter)
    walk.type("i", .paste(Self.lists + "buick_2020"), .enter)
    // The one dealer that changed is what somebody wants to see first.
    #expect(walk.front(ImportPreviewScreen.self)?.outcome == .updated)
    #expect(walk.front(ImportPreviewScreen.self)?.plan.counts.updated == 1)
    expectScreen(walk, named: "import-update-120x30-zh")
    walk.type(.escape)
    #expect(walk.notice == "没有写入任何东西")
    #expect(walk.book[.dealer].count > 800)
  }

  @Test func severalFilesAreOneStep() {
    var walk = walk()
    walk.type("i", .paste(Self.lists), "buick", .control("t"), .control("t"), .control("s"))
    #expect(walk.front(ImportPreviewScreen.self)?.plan.files.count == 2)
    walk.type(.enter)
    #expect(walk.book[.dealer].count > 800)
    walk.type("u")
    #expect(walk.book[.dealer].count == 0)
  }

  @Test func anUnreadableFileIsNamedAndNothingHappens() {
    var walk = walk()
    walk.type("i", .paste(Self.lists + "no-such-file.xlsx"), .enter)
    #expect(walk.screens.last == "import")
    #expect(walk.text.contains("no-such-file.xlsx"))
  }

  @Test func thePathCompletes() {
    var walk = walk()
    walk.type("i", .paste(TestLibrary.root + "/Tests/Fixt"), .tab, "deal", .tab)
    #expect(walk.front(ImportScreen.self)?.path.text == Self.lists)
    expectFitsEverySize(walk)
  }
}
