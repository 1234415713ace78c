import Pipeline
import Testing

/// What the month refuses: the code, the exit status, words in both languages, and a book as it was.
@Suite struct BadMonthTests {
  @Test func nothingImpossibleIsWrittenAndEveryRefusalSaysWhatToDo() throws {
    let (book, dealer) = try MonthCommandTests.bookWithPartner()
    book.today = "2026-11-03"
    let id = try MonthCommandTests.add(book, dealer, "王女士", "13800001001")
    let twice = try MonthCommandTests.add(book, dealer, "李先生", "13800001002")
    let barred = try MonthCommandTests.add(book, dealer, "孙女士", "13800001003")
    try book.json("opportunities", "bar", barred, "--reason", "要求")
    let unwilling = try MonthCommandTests.add(book, dealer, "周先生", "13800001004")
    try book.json("plan", "2026-11", "add", id, twice, unwilling)
    try book.json("opportunities", "contact", unwilling, "--willingness", "unwilling")
    for customer in [id, twice] { try book.json("opportunities", "contact", customer, "--willingness", "considering") }
    book.today = "2026-11-30"
    try book.json("review", "2026-11", "decide", twice, "carried", "--note", "等比价")
    book.today = "2026-12-05"
    try book.json("opportunities", "contact", twice, "--willingness", "considering")
    book.today = "2026-12-31"
    let add = ["opportunities", "add", "--dealer", dealer, "--name", "甲", "--type", "dealer-stock", "--model", "朗逸"]
    let cases: [(Int32, String, [String])] = [
      (1, "policy-missing", ["opportunities", "win", id]),
      (1, "policy-number-missing", ["opportunities", "win", id, "--premium", "100"]),
      (65, "premium-out-of-range", ["opportunities", "win", id, "--policy", "P1", "--premium", "0"]),
      (65, "premium-out-of-range", ["opportunities", "win", id, "--policy", "P1", "--premium", "10000000000"]),
      (65, "bad-amount", ["opportunities", "win", id, "--policy", "P1", "--premium", "百元"]),
      (1, "reason-missing", ["opportunities", "lose", unwilling]),
      // What was forgotten comes before what the customer's state forbids.
      (1, "reason-missing", ["opportunities", "lose", id]), (1, "reason-missing", ["opportunities", "lose", barred, "--reason", " "]),
      (1, "reason-missing", ["review", "2026-12", "decide", twice, "no-interest"]),
      (1, "too-few-contacts", ["opportunities", "lose", id, "--reason", "不要"]),
      (1, "carry-needs-next-date", ["review", "2026-12", "decide", twice, "carried", "--note", "再等"]),
      (1, "do-not-contact", ["plan", "2027-01", "add", barred]),
      (1, "do-not-contact", ["opportunities", "contact", barred]),
      (65, "bad-value", add + ["--phone", "13800009999", "--expiry", "1900-01-01"]),
      (65, "bad-value", add + ["--phone", "13800009999", "--expiry", "2999-01-01"]),
      (65, "bad-value", add + ["--phone", "123", "--expiry", "2027-01-01"]),
      (65, "unknown-field", add + ["--set", "shoe=42"]),
      (65, "not-a-month", ["plan", "2026-13"]), (65, "not-a-month", ["review", "2026-13"]), (65, "not-a-month", ["renewals", "--month", "2026-13"]),
      (65, "not-a-month", ["report", "month", "2026-13"]), (65, "not-a-month", ["referrals", "balance", "2026-13"]),
      (66, "no-such-opportunity", ["opportunities", "show", "没有这人"]), (66, "no-such-row", ["review", "2026-12", "decide", "r000000000zzzz", "not-done"]),
      (66, "no-such-referral", ["referrals", "edit", "f0", "--result", "arrived"]),
      (64, "unknown-outcome", ["review", "2026-12", "decide", twice, "maybe"]),
      (1, "not-sealed", ["review", "2026-12", "reopen", "--reason", "x"]), (1, "month-past", ["plan", "2026-11", "add", id]),
      (1, "months-open", ["review", "year", "2026", "close"]), (1, "year-not-over", ["review", "year", "2027", "close"]),
      (65, "not-a-year", ["review", "year", "26"]), (65, "tries-out-of-range", ["referrals", "add", "--plate", "吉A1", "--shop", dealer, "--tries", "3"]),
      (1, "no-shop-recommended", ["referrals", "add", "--plate", "吉A1", "--result", "arrived"]),
      (65, "missing", ["referrals", "add", "--shop", dealer]),
    ]
    let before = Scratch.picture(book.book)
    for (status, code, arguments) in cases {
      for language in ["zh", "en"] {
        let outcome = try book.run(arguments + ["--lang", language, "--json"])
        #expect(outcome.status == status && outcome.error["error"]?.string == code, "\(arguments): \(outcome.status) \(outcome.out)\(outcome.err)")
        #expect(outcome.error["message"]?.string?.isEmpty == false)
      }
    }
    #expect(Scratch.picture(book.book) == before)
  }

  @Test func aMonthWithoutAPlanIsShownAndCanBeSealed() throws {
    let book = try CommandBook()
    book.today = "2028-02-29"
    #expect(try book.json("review", "2028-02")["state"] == "no-plan")
    #expect(try book.json("review", "2028-02", "close")["successRate"] == .null)
    #expect(try book.json("review", "2028-02")["state"] == "sealed")
  }
}
