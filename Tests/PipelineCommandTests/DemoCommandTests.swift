import Pipeline
import Testing

@Suite struct DemoCommandTests {
  @Test func theDemoPrintsItsDayAndOneDealersWayAndEveryStageIsThere() throws {
    let book = try CommandBook(made: false)
    let demo = try book.run("demo", "--folder", book.book)
    #expect(demo.status == 0, "\(demo.err)")
    #expect(demo.out.contains("待办") && demo.out.contains("一家车商走过的路") && demo.out.contains("洽谈商议"))
    for stage in Stage.allCases {
      #expect(try book.json("dealers", "list", "--stage", stage.rawValue)["total"]?.int ?? 0 > 0, "\(stage)")
    }
    for standing in ["partner", "dropped"] {
      #expect(try book.json("dealers", "list", "--standing", standing)["total"]?.int ?? 0 > 0)
    }
    let reasons = try book.json("today")["due"]?.array?.flatMap { $0["reasons"]?.array ?? [] }.compactMap { $0["reason"]?.string } ?? []
    for reason in ["overdue", "due", "stuck", "contract-runs-out"] { #expect(reasons.contains(reason), "\(reason)") }
    #expect(try book.json("check")["sound"] == true)
  }

  @Test func theSameDayGivesTheSameDemo() throws {
    let a = try CommandBook(made: false), b = try CommandBook(made: false)
    try a.json("demo", "--folder", a.book)
    try b.json("demo", "--folder", b.book)
    #expect(try a.state() == b.state())
  }
}
