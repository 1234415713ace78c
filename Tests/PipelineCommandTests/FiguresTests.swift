import Canvas
import Pipeline
@testable import PipelineScreens
import Testing

/// The same figures, to the last digit: on the screen of the review, in `review MONTH --json`, in `report month --json`,
/// and counted anew from the raw lines of the journal by code that shares nothing with the report.
@Suite struct FiguresTests {
  /// 2051163 fen as `20,511.63`, by hand.
  private static func grouped(_ yuan: String) -> String {
    let parts = yuan.split(separator: ".")
    var digits = Array(String(parts[0]).reversed())
    var place = 3
    while place < digits.count {
      digits.insert(",", at: place)
      place += 4
    }
    return String(digits.reversed()) + "." + parts[1]
  }

  private func screen(_ book: CommandBook, _ month: String, _ screen: any Screen) throws -> String {
    let context = StoreContext(machine: "test", holder: LockHolder(process: 1, command: "test"))
    let read = try BookStore.open(book.book, context: context).book
    let desk = Desk(book: read, today: Day(book.today)!, by: "王芳", language: .zh)
    var loop = Loop(desk: desk, keeper: MemoryKeeper(read).keeper, screen: screen)
    return loop.frame(columns: 160, rows: 60).text
  }

  @Test func screenCommandAndJournalAgreeToTheLastDigit() throws {
    let book = try CommandBook(made: false)
    book.today = "2026-11-30"
    try book.json("demo", "--folder", book.book)
    var seen: [[String: JSONValue]] = []
    for month in ["2026-10", "2026-11"] {
      let recount = Recount(journalsOf: book.book, month: month).figures
      seen.append(recount)
      let review = try book.json("review", month), report = try book.json("report", "month", month)
      for (name, value) in recount {
        #expect(review[name] == value, "review \(month) \(name): \(review[name]?.text ?? "-") and \(value.text)")
        #expect(report[name] == value, "report \(month) \(name): \(report[name]?.text ?? "-") and \(value.text)")
      }
      func count(_ name: String) -> String { String(recount[name]?.int ?? -1) }
      func money(_ name: String) -> String { Self.grouped(recount[name]?.string ?? "0.00") }
      let text = try screen(book, month, ReviewScreen(month: SalesMonth(month)!))
      let head = [
        ("计划", "planned"), ("接触", "contacted"), ("促成", "won"), ("无意愿", "noInterest"), ("结转", "carried"), ("未做", "notDone"),
        ("未定", "undecided"),
      ].map { $0 + " " + count($1) }.joined(separator: "  ")
      #expect(text.contains(head), "\(head)\n\(text)")
      #expect(text.contains("保费 " + money("premium")), "\(money("premium"))\n\(text)")
      if count("onTheSpot") != "0" { #expect(text.contains("另有当场 \(count("onTheSpot")) 件 " + money("onTheSpotPremium")), "\(text)") }
      // One decimal of the share of won in planned, rounded half up.
      let won = recount["won"]?.int ?? 0, planned = recount["planned"]?.int ?? 1
      let tenths = (won * 2000 + planned) / (planned * 2)
      let page = try screen(book, month, ReportsScreen(month: SalesMonth(month)!))
      for shown in [text, page] { #expect(shown.contains("成功率 \(tenths / 10).\(tenths % 10) %"), "\(shown)") }
      #expect(page.contains("保费 " + money("premium")) && page.contains("当场保费 " + money("onTheSpotPremium")), "\(page)")
    }
    // The two months differ, and the one that is open has deals on the spot: nothing above holds by chance.
    #expect(seen[0] != seen[1] && seen[1]["onTheSpot"] != 0)
  }
}
