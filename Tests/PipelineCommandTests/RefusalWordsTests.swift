import Pipeline
import Testing

/// Every bad input that a month can get: refused by exit status, in both languages with the reason and the remedy, and
/// the folder of the book stays as it was, byte for byte.
@Suite struct RefusalWordsTests {
  /// What is asked, what it ends with, and what the words must hold: the reason and the remedy, Chinese and English.
  struct Case {
    let status: Int32
    let arguments: [String]
    let zh: [String]
    let en: [String]

    init(_ status: Int32, _ arguments: [String], zh: [String], en: [String]) {
      self.status = status
      self.arguments = arguments
      self.zh = zh
      self.en = en
    }
  }

  private func check(_ book: CommandBook, _ cases: [Case]) throws {
    let before = Scratch.picture(book.book)
    for one in cases {
      for (language, wanted) in [("zh", one.zh), ("en", one.en)] {
        let spoken = try book.run(one.arguments + ["--lang", language])
        #expect(spoken.status == one.status && spoken.out.isEmpty, "\(one.arguments): \(spoken.status) \(spoken.out)\(spoken.err)")
        for part in wanted { #expect(spoken.err.contains(part), "\(one.arguments) \(language): \(spoken.err)") }
      }
    }
    #expect(Scratch.picture(book.book) == before)
  }

  @Test func eachTellsReasonAndRemedyAndWritesNothing() throws {
    let (book, dealer) = try MonthCommandTests.bookWithPartner()
    book.today = "2026-11-03"
    let talked = try MonthCommandTests.add(book, dealer, "王女士", "13800001001")
    let again = try MonthCommandTests.add(book, dealer, "李先生", "13800001002")
    let barred = try MonthCommandTests.add(book, dealer, "孙女士", "13800001003")
    let known = try MonthCommandTests.add(book, dealer, "周先生", "13800001004")
    try book.json("opportunities", "bar", barred, "--reason", "本人要求")
    try book.json("plan", "2026-11", "add", talked, again)
    for customer in [talked, again] { try book.json("opportunities", "contact", customer, "--willingness", "unwilling") }
    book.today = "2026-11-30"
    try book.json("review", "2026-11", "decide", again, "carried", "--note", "等比价")
    book.today = "2026-12-05"
    try book.json("opportunities", "contact", again, "--willingness", "considering")
    book.today = "2026-12-31"
    let add = ["opportunities", "add", "--dealer", dealer, "--name", "甲", "--type", "dealer-stock", "--model", "朗逸"]
    let premium = (zh: ["保费", "大于 0", "单位"], en: ["premium", "above 0", "Check the unit"])
    var cases: [Case] = [
      // A win without a policy number.
      Case(1, ["opportunities", "win", talked], zh: ["要有保单才算促成", "--policy"], en: ["won with a policy", "--policy"]),
      Case(1, ["opportunities", "win", talked, "--premium", "100"], zh: ["保单要有号码", "--policy"], en: ["needs its number", "--policy"]),
      Case(1, ["review", "2026-11", "decide", talked, "won"], zh: ["要有保单才算促成", "--policy"], en: ["won with a policy", "--policy"]),
      Case(1, ["review", "2026-11", "decide", talked, "won", "--premium", "100"], zh: ["号码", "--policy"], en: ["number", "--policy"]),
      // A loss without a reason.
      Case(1, ["opportunities", "lose", talked], zh: ["要写原因", "--reason"], en: ["reason is needed", "--reason"]),
      Case(1, ["review", "2026-11", "decide", talked, "no-interest"], zh: ["要写原因", "--reason"], en: ["reason is needed", "--reason"]),
      // A second carry without a dated next contact.
      Case(
        1, ["review", "2026-12", "decide", again, "carried", "--note", "再等"], zh: ["已结转 1 次", "--next"], en: ["Carried once already", "--next"]),
      // A plan row for a customer who is not to be contacted.
      Case(1, ["plan", "2027-01", "add", barred], zh: ["不再联系", "本人要求", "lift --reason"], en: ["not to be contacted", "lift --reason"]),
      // A month that is none.
      Case(65, ["plan", "2026-13"], zh: ["2026-13", "YYYY-MM", "01 到 12"], en: ["2026-13", "YYYY-MM", "01 to 12"]),
      Case(65, ["review", "2026-13", "close"], zh: ["2026-13", "YYYY-MM"], en: ["2026-13", "YYYY-MM"]),
      Case(1, ["opportunities", "win", known, "--policy", "P1", "--premium", "100"], zh: ["当场促成", "先列入计划"], en: ["On-the-spot", "planned first"]),
      // What the state forbids names the way there.
      Case(1, ["opportunities", "lose", known, "--reason", "不要"], zh: ["已建档", "先列入计划"], en: ["archived", "plan it"]),
    ]
    for amount in ["0", "10000000000"] {
      for deed in [["opportunities", "win", talked], ["review", "2026-11", "decide", talked, "won"]] {
        cases.append(Case(65, deed + ["--policy", "P1", "--premium", amount], zh: premium.zh, en: premium.en))
      }
    }
    for expiry in ["1900-01-01", "2999-01-01"] {
      for deed in [add + ["--phone", "13800009999", "--expiry", expiry], ["opportunities", "edit", known, "--set", "motorExpiry=" + expiry]] {
        cases.append(Case(65, deed, zh: ["车险到期", expiry, "1950 到 2100"], en: ["otor", expiry, "between 1950 and 2100"]))
      }
    }
    for deed in [add + ["--phone", "123", "--expiry", "2027-01-01"], ["opportunities", "edit", known, "--set", "phones=123"]] {
      cases.append(Case(65, deed, zh: ["电话", "123", "至少 7 位"], en: ["hone", "123", "at least 7 digits"]))
    }
    try check(book, cases)
  }

  @Test func aSealedMonthRefusesEveryEditAndTellsHowToReopenIt() throws {
    let (book, dealer) = try MonthCommandTests.bookWithPartner()
    book.today = "2026-11-03"
    let won = try MonthCommandTests.add(book, dealer, "王女士", "13800001001")
    let other = try MonthCommandTests.add(book, dealer, "李先生", "13800001002")
    let row = try #require(try book.json("plan", "2026-11", "add", won)["touched"]?.array?.first?.string)
    try book.json("opportunities", "contact", won, "--willingness", "willing")
    book.today = "2026-11-30"
    try book.json("review", "2026-11", "decide", row, "won", "--policy", "PA1", "--premium", "4230.17")
    try book.json("review", "2026-11", "close")
    let zh = ["2026-11", "封存", "reopen --reason"], en = ["2026-11", "sealed", "reopen --reason"]
    try check(
      book,
      [
        ["plan", "2026-11", "add", other], ["plan", "2026-11", "edit", row, "--note", "改一改"],
        ["plan", "2026-11", "withdraw", row, "--reason", "不做"], ["review", "2026-11", "decide", row, "not-done"], ["review", "2026-11", "close"],
      ].map { Case(1, $0, zh: zh, en: en) })
  }
}
