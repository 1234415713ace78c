import Canvas
import Foundation
import Pipeline
import Testing

@testable import PipelineScreens

/// Consent, another dealer, a dropped line, deletion and lists from files, all by keys.
@Suite struct CustomerDeedsScreenTests {
  static let mains = [MainScreen(Wording(zh: "商机", en: "Opportunities")) { _ in OpportunitiesScreen() }]

  func walk(_ book: Desk? = nil) throws -> Walk {
    Walk(desk: try book ?? MonthBook.desk(), mains: Self.mains, actions: OpportunitiesScreen.actions, columns: 120, rows: 40)
  }

  private func customer(_ walk: Walk, _ name: String) -> Opportunity? {
    walk.book[.opportunity].records.map(Opportunity.init(record:)).first { $0.customerName == name }
  }

  @Test func aConsentIsRecordedShownAndWithdrawn() throws {
    var walk = try walk()
    walk.type("/", "李先生", .enter, "t")
    expectFitsEverySize(walk)
    walk.type(" ", .control("s"))
    #expect(walk.text.contains("写从何得来"))
    walk.type("到店签字", .control("s"))
    #expect(walk.notice == "已记录授权")
    #expect(customer(walk, "李先生")?.consent?.scope == ["telesales"])
    walk.type("t", " ", .control("s"))
    #expect(walk.notice == "已撤回授权" && customer(walk, "李先生")?.consent == nil)
  }

  @Test func aCustomerIsDeletedListedAndRestored() throws {
    var walk = try walk()
    walk.type("/", "李先生", .enter, "D", "重复", .enter)
    #expect(walk.notice?.contains("已删除") == true && customer(walk, "李先生")?.isGone == true)
    walk.type(":", "已删除的客户", .enter)
    #expect(walk.screens.last == "customers-gone" && walk.text.contains("重复"))
    expectFitsEverySize(walk)
    walk.type(.enter)
    #expect(customer(walk, "李先生")?.isGone == false)
    walk.type("r")
    #expect(walk.notice == "没有删除的客户")
  }

  @Test func aCustomerMovesToAnotherPartnerOnly() throws {
    var desk = try MonthBook.desk()
    let open = RecordID(rawValue: "dopen"), other = RecordID(rawValue: "dother")
    desk.book.apply([
      RecordEdit(.dealer, open, [FieldEdit("name", was: nil, to: "没签约的店")]),
      RecordEdit(.dealer, other, [
        FieldEdit("name", was: nil, to: "另一家伙伴"), FieldEdit("standing", was: nil, to: "partner"), FieldEdit("stage", was: nil, to: "sign"),
        FieldEdit("contract.ends", was: nil, to: "2028-12-31"),
      ]),
    ])
    var walk = try walk(desk)
    walk.type("/", "李先生", .enter, "m", "没签约的店", .control("s"))
    #expect(walk.text.contains("没有找到唯一的一家签约车商"))
    walk.type(.control("u"), "另一家伙伴", .control("s"))
    #expect(customer(walk, "李先生")?.dealer == other)
  }

  @Test func aListIsReadAndItsRejectsAreWrittenBesideIt() throws {
    let folder = NSTemporaryDirectory() + "cheshang-list-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desk = try MonthBook.desk()
    let dealer = desk.months.dealerName(MonthBook.partner)
    let list = "车商,客户姓名,联系电话,客户类型,车型\n\(dealer),新来的,13812340001,新车,朗逸\n\(dealer),短号,123,新车,朗逸\n"
    try Data(list.utf8).write(to: URL(fileURLWithPath: folder + "/客户.csv"))
    var walk = try walk(desk)
    walk.type("i", .paste(folder + "/客户.csv"), .enter)
    #expect(walk.screens.last == "customer-import" && walk.text.contains("拒收 1") && walk.text.contains("至少 7 位数字"))
    expectFitsEverySize(walk)
    walk.type(.enter)
    #expect(walk.notice?.contains("客户-拒收.csv") == true)
    #expect(customer(walk, "新来的") != nil)
    let rejects = try String(contentsOfFile: folder + "/客户-拒收.csv", encoding: .utf8)
    #expect(rejects.contains("短号") && rejects.contains("至少 7 位数字") && rejects.contains("客户姓名"))
    walk.type("u")
    #expect(customer(walk, "新来的") == nil)
    walk.type("i", .paste(folder + "/no.csv"), .enter)
    #expect(walk.text.contains("no.csv"))
    expectFitsEverySize(walk)
  }

  @Test func telesalesResultsAreReadFromThePalette() throws {
    let path = NSTemporaryDirectory() + "cheshang-\(UInt32.random(in: 0...UInt32.max)).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var walk = try walk()
    let id = try #require(customer(walk, "李先生")).id
    let before = customer(walk, "李先生")?.contacts.count ?? 0
    try Data("编号,拨打日期,结果\n\(id),2026-11-23,问了报价\n\(id),,\n".utf8).write(to: URL(fileURLWithPath: path))
    walk.type(":", "导入电销结果", .enter, .paste(path), .enter)
    #expect(walk.text.contains("新增 1") && walk.text.contains("未拨打 1"))
    walk.type(.enter)
    #expect(customer(walk, "李先生")?.contacts.count == before + 1)
  }

  /// Whatever a command does to a customer has a key, and whatever a key does names its command.
  @Test func everyDeedOfTheCommandLineHasAKey() throws {
    var named: Set<String> = []
    for deed in CustomerDeed.allCases { if case .line(let line) = deed.command { named.insert(line) } }
    for action in OpportunitiesScreen.actions { if case .line(let line) = action.command { named.insert(line) } }
    let desk = try MonthBook.desk()
    let id = try #require(desk.book[.opportunity].records.first).id
    for screen in [OpportunitiesScreen(), ClosingScreen(id, .motor), GoneCustomersScreen()] as [any Screen] {
      for hint in screen.hints(desk: desk) { if case .line(let line) = hint.command { named.insert(line) } }
    }
    for command in [
      "list", "show", "add", "edit", "contact", "win", "lose", "return", "next-cycle", "bar", "consent", "tick", "reception", "move",
      "unfollow", "delete", "restore",
    ] { #expect(named.contains { $0.hasPrefix("opportunities " + command) }, "\(command)") }
    #expect(Set(CustomerDeed.allCases.map(\.key)).count == CustomerDeed.allCases.count)
  }
}
