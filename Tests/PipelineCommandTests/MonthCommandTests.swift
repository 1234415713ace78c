import Pipeline
import Testing

/// A whole month by commands, and its figures held against the sealed file and the journal's lines.
@Suite struct MonthCommandTests {
  /// A book with one partner, by the rooms' own operations: the way to a contract has its own tests.
  static func bookWithPartner() throws -> (CommandBook, dealer: String) {
    let book = try CommandBook()
    try book.json("dealers", "add", "长春吉利通达汽车")
    let context = StoreContext(machine: "test", holder: LockHolder(process: 1, command: "test"))
    let store = try BookStore.open(book.book, context: context)
    let dealer = try #require(store.book[.dealer].records.first)
    var signed = dealer
    for (key, value) in [
      "standing": "partner", "stage": "sign", "contract.ends": "2029-12-31", "mode": "win-win", "repairPolicy.baseRepairRatio": "0.5",
      "feePolicy.baseCommission": "0.18", "winWinTerms.repairMargin": "0.3", "winWinTerms.insurerShare": "0.4",
    ] { signed[FieldKey(key)] = .string(value) }
    try store.commit(Change(Deed("contract.sign"), .dealer, from: dealer, to: signed), day: Day("2026-11-01")!, by: "王芳")
    return (book, dealer.id.rawValue)
  }

  static func add(_ book: CommandBook, _ dealer: String, _ name: String, _ phone: String, _ more: String...) throws -> String {
    let outcome = try book.run(
      ["opportunities", "add", "--dealer", dealer, "--name", name, "--phone", phone, "--type", "dealer-stock", "--model", "朗逸", "--json"]
        + (more.contains("--expiry") ? more : ["--expiry", "2026-12-20"] + more))
    #expect(outcome.status == 0, "\(outcome.err)")
    return try #require(outcome.json["opportunity"]?["id"]?.string)
  }

  private func row(_ answer: JSONValue) throws -> String { try #require(answer["touched"]?.array?.first?.string) }

  @Test func aMonthIsPlannedWorkedReviewedSealedAndTheNextOneOffered() throws {
    let (book, dealer) = try Self.bookWithPartner()
    book.today = "2026-11-03"
    let won = try Self.add(book, dealer, "王女士", "13800001001")
    let lost = try Self.add(book, dealer, "孙女士", "13800001002")
    let carried = try Self.add(book, dealer, "李先生", "13800001003")
    let quiet = try Self.add(book, dealer, "赵先生", "13800001004")
    let gone = try Self.add(book, dealer, "钱先生", "13800001005")
    var rows: [String: String] = [:]
    for (id, day) in [(won, "2026-11-05"), (lost, "2026-11-06"), (carried, "2026-11-07"), (quiet, "2026-11-08"), (gone, "2026-11-09")] {
      rows[id] = try row(try book.json("plan", "2026-11", "add", id, "--line", "motor", "--method", "phone", "--date", day))
    }
    #expect(try book.json("plan", "2026-11")["total"] == 5)
    book.today = "2026-11-10"
    let due = try book.json("today")["opportunities"]?.array ?? []
    #expect(due.filter { $0["reason"] == "overdue" }.count == 5)
    try book.json("opportunities", "contact", won, "--willingness", "willing")
    try book.json("opportunities", "contact", lost, "--willingness", "unwilling")
    try book.json("opportunities", "contact", carried, "--willingness", "considering", "--next", "2026-12-09")
    try book.json("opportunities", "bar", gone, "--reason", "本人要求")
    #expect(try book.json("plan", "2026-11")["rows"]?.array?.first { $0["opportunity"] == .string(gone) }?["status"] == "withdrawn")
    #expect(try book.refused(1, "review", "2026-11", "close")["error"] == "review-too-early")

    book.today = "2026-11-30"
    #expect(try book.refused(1, "review", "2026-11", "close")["undecided"] == 4)
    try book.json(
      "review", "2026-11", "decide", rows[won]!, "won", "--policy", "PA1", "--premium", "950", "--kind", "compulsory", "--policy", "PA2",
      "--premium", "4230.17", "--kind", "commercial")
    try book.json("review", "2026-11", "decide", lost, "no-interest", "--reason", "亲戚在别家", "--code", "other-insurer")
    let next = try book.json("review", "2026-11", "decide", rows[carried]!, "carried", "--note", "等比价", "--next", "2026-12-09")
    #expect(next["next"]?["month"] == "2026-12" && next["next"]?["date"] == "2026-12-09")
    try book.json("review", "2026-11", "decide", rows[quiet]!, "not-done")
    let open = try book.json("review", "2026-11")
    let closed = try book.json("review", "2026-11", "close")
    #expect(closed["undecided"] == 0 && closed["nextPlan"]?["rows"] == 2)
    let sealed = try book.json("review", "2026-11")
    let file = try JSONValue.parse(Scratch.text(book.book + "/months/2026-11.json"))
    let recount = Recount(journalsOf: book.book, month: "2026-11")
    for (name, value) in recount.figures {
      #expect(sealed[name] == value, "\(name): \(sealed[name]?.text ?? "-") and \(value.text)")
      #expect(file["figures"]?[name] == value, "\(name) in the file")
      #expect(open[name] == value, "\(name) before sealing")
    }
    #expect(sealed["won"] == 1 && sealed["noInterest"] == 1 && sealed["carried"] == 1 && sealed["notDone"] == 1 && sealed["withdrawn"] == 1)
    #expect(sealed["premium"] == "5180.17" && sealed["successRate"] == "0.25")
    for secret in ["王女士", "1380000", "亲戚", "等比价"] { #expect(!Scratch.text(book.book + "/months/2026-11.json").contains(secret)) }

    #expect(try book.refused(1, "undo")["error"] == "lasting")
    #expect(try book.refused(1, "review", "2026-11", "decide", rows[quiet]!, "not-done")["error"] == "month-sealed")
    #expect(try book.refused(1, "plan", "2026-11", "edit", rows[quiet]!, "--note", "x")["error"] == "month-sealed")
    let bytes = Scratch.bytes(book.book + "/months/2026-11.json")
    book.today = "2026-12-02"
    // A fact that comes late stands beside the seal.
    try book.json("opportunities", "contact", quiet, "--date", "2026-11-20")
    #expect(try book.json("review", "2026-11")["corrections"]?.array?.count == 1)
    #expect(Scratch.bytes(book.book + "/months/2026-11.json") == bytes)
    #expect(try book.refused(1, "undo")["error"] == "month-sealed")
    #expect(try book.json("check")["sound"] == true)
    try book.json("review", "2026-11", "reopen", "--reason", "漏记一单")
    #expect(Scratch.bytes(book.book + "/months/2026-11.json").isEmpty)
    #expect(try book.json("review", "2026-11")["reopenings"]?.array?.first?["reason"] == "漏记一单")
    try book.json("review", "2026-11", "close")
    #expect(try book.json("check")["sound"] == true)
  }

  @Test func aCustomerNotToBeContactedOrDeletedIsInNoList() throws {
    let (book, dealer) = try Self.bookWithPartner()
    let barred = try Self.add(book, dealer, "免打扰", "13800002001")
    let deleted = try Self.add(book, dealer, "已删除", "13800002002")
    let kept = try Self.add(book, dealer, "还在", "13800002003")
    try book.json("plan", "2026-11", "add", barred, deleted, kept, "--date", "2026-11-24")
    try book.json("opportunities", "bar", barred, "--reason", "要求")
    try book.json("opportunities", "delete", deleted, "--reason", "重复")
    for arguments in [
      ["opportunities", "list"], ["plan", "2026-12", "propose"], ["renewals"], ["today"], ["day", "--all"], ["export", "opportunities"],
      ["report", "funnel"], ["brief", dealer],
    ] {
      let outcome = try book.run(arguments)
      #expect(outcome.status == 0, "\(arguments): \(outcome.err)")
      #expect(!outcome.out.contains("免打扰") && !outcome.out.contains("已删除"), "\(arguments)")
    }
    #expect(try book.run("opportunities", "list").out.contains("还在"))
    #expect(try book.json("opportunities", "list", "--barred")["total"] == 1)
    #expect(try book.refused(1, "plan", "2026-12", "add", barred)["error"] == "do-not-contact")
    try book.json("opportunities", "lift", barred, "--reason", "来店同意")
    #expect(try book.json("opportunities", "list")["total"] == 2)
  }

  @Test func exportsMaskAndTelesalesWantsConsent() throws {
    let (book, dealer) = try Self.bookWithPartner()
    let agreed = try Self.add(book, dealer, "=HYPERLINK(1)", "13800003001", "--plate", "吉A12345")
    _ = try Self.add(book, dealer, "没授权", "13800003002")
    try book.json("opportunities", "consent", agreed, "--source", "到店签字", "--scope", "telesales")
    let masked = try book.run("export", "opportunities")
    #expect(masked.out.hasPrefix("\u{FEFF}") && masked.out.contains("'=HYPERLINK(1)"))
    #expect(!masked.out.contains("13800003001") && !masked.out.contains("吉A12345") && masked.out.contains("138****3001"))
    #expect(try book.run("export", "opportunities", "--reveal").out.contains("13800003001"))
    let telesales = try book.run("export", "opportunities", "--telesales")
    #expect(telesales.out.contains("HYPERLINK") && !telesales.out.contains("没授权"))
  }

  @Test func aPartnersBalanceGivesRatioRatesAndCommission() throws {
    let (book, dealer) = try Self.bookWithPartner()
    try book.json("referrals", "add", "--plate", "吉A11111", "--date", "2026-11-05", "--sold", dealer, "--shop", dealer, "--result", "arrived", "--loss", "30000")
    try book.json("referrals", "add", "--plate", "吉A22222", "--date", "2026-11-06", "--sold", dealer)
    book.today = "2026-11-20"
    let id = try Self.add(book, dealer, "周先生", "13800004001")
    try book.json("plan", "2026-11", "add", id)
    try book.json("opportunities", "contact", id)
    try book.json("opportunities", "win", id, "--policy", "PB1", "--premium", "10600.00", "--kind", "commercial")
    let balance = try #require(try book.json("referrals", "balance", "2026-11")["balances"]?.array?.first)
    #expect(balance["premium"] == "10000.00" && balance["repair"] == "30000.00" && balance["repairRatio"] == "3")
    #expect(balance["recommendationRate"] == "0.5" && balance["successRate"] == "1")
    // E = 30000 - 5000, G = 0.4 · 0.3 · 25000 = 3000 > (0.18 - floor) · 10000: the floor holds.
    #expect(balance["commission"]?.string != nil && balance["uncollected"] != "0.00")
    #expect(balance["warnings"]?.array?.contains { $0["warning"] == "not-all-recommended" } == true)
    let csv = book.file("cases.csv", "车牌,出险日期,推荐网点,结果,定损金额\n吉A33333,2026-11-08,长春吉利通达汽车,到店,1200\n吉A44444,2026-13-08,,,\n")
    let read = try book.json("referrals", "import", csv, "--rejects", book.folder + "/rejects.csv")
    #expect(read.counts == [2, 1, 0, 0, 1])
    #expect(Scratch.text(book.folder + "/rejects.csv").contains("吉A44444"))
  }

  /// Every form of a report and of a list hides telephones and plates unless they are asked for.
  @Test func everyFormMasksUnlessRevealed() throws {
    let (book, dealer) = try Self.bookWithPartner()
    let id = try Self.add(book, dealer, "王 13800006001", "13800006001", "--plate", "吉A66661")
    try book.json("plan", "2026-11", "add", id)
    try book.json("opportunities", "consent", id, "--source", "签字", "--scope", "telesales")
    for what in [["report", "month", "2026-11"], ["export", "opportunities"], ["export", "opportunities", "--telesales"]] {
      for format in ["text", "md", "csv", "html", "json"] {
        let masked = try book.run(what + ["--format", format])
        #expect(masked.status == 0 && masked.out.replacing("\\", with: "").contains("138****6001"), "\(what) \(format): \(masked.err)")
        #expect(!masked.out.contains("13800006001") && !masked.out.contains("吉A66661"), "\(what) \(format)")
        #expect(try book.run(what + ["--format", format, "--reveal"]).out.contains("13800006001"), "\(what) \(format)")
      }
      let file = book.folder + "/out.xlsx"
      #expect(try book.json(what + ["-o", file])["format"] == "xlsx")
      let cells = try SpreadsheetReader().read(path: file) { table in table.rows.contains { $0.cells.contains { $0.text.contains("6001") } } }
        .flatMap(\.rows).flatMap(\.cells).map(\.text)
      #expect(cells.contains { $0.contains("138****6001") } && !cells.contains { $0.contains("13800006001") }, "\(what) xlsx")
      #expect(try book.json(what + ["-o", file, "--reveal"])["masked"] == false)
    }
    #expect(try book.refused(64, "report", "funnel", "--format", "xlsx")["error"] == "needs-output")
    #expect(try book.refused(64, "export", "dealers", "--telesales")["error"] == "unknown-export")
  }

  /// Out to the seats and back: the exported list, filled in, becomes contacts; the same list again adds nothing.
  @Test func telesalesResultsComeBackOnceAndAreOneUndo() throws {
    let (book, dealer) = try Self.bookWithPartner()
    book.today = "2026-11-20"
    let id = try Self.add(book, dealer, "王女士", "13800007001")
    try book.json("opportunities", "consent", id, "--source", "签字", "--scope", "telesales")
    try book.json("plan", "2026-11", "add", id)
    book.today = "2026-11-24"
    let out = try book.run("export", "opportunities", "--telesales").out
    var lines = out.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 2 && lines[0].hasSuffix("callDate,agent,answered,result,willingness,nextDate"))
    #expect(try book.refused(65, "import", "telesales", book.file("no.csv", "甲,乙\n1,2\n"))["error"] == "no-name-column")
    #expect(try book.json("import", "telesales", book.file("empty.csv", out))["notCalled"] == 1)
    lines[1] = String(lines[1].dropLast(5)) + "2026-11-23,小李,是,问了报价,可考虑,2026-12-01".dropFirst(0)
    let filled = book.file("filled.csv", lines.joined(separator: "\r\n") + "\r\n,没有这人,13999999999,,,,,,,,2026-11-23,,,x,,\r\n")
    let before = try book.state()
    #expect(try book.json("import", "telesales", filled, "--dry-run").counts == [2, 1, 0, 0, 1])
    #expect(try book.state() == before)
    let read = try book.json("import", "telesales", filled, "--rejects", book.folder + "/rejects.csv")
    #expect(read.counts == [2, 1, 0, 0, 1] && read["rows"]?.array?.last?["reason"] == "unknown-customer")
    #expect(Scratch.text(book.folder + "/rejects.csv").contains("13999999999"))
    let contact = try #require(try book.json("opportunities", "show", id)["opportunity"]?["contacts"]?.array?.first)
    #expect(contact["by"] == "小李" && contact["result"] == "问了报价" && contact["willingness"] == "considering" && contact["nextDate"] == "2026-12-01")
    #expect(try book.json("import", "telesales", filled).counts == [2, 0, 0, 1, 1])
    #expect(try book.run("history").out.contains("导入电销结果 1 条"))
    try book.json("undo")
    #expect(try book.state() == before)
  }

  @Test func aDeletedCustomerIsListedAndComesBack() throws {
    let (book, dealer) = try Self.bookWithPartner()
    let id = try Self.add(book, dealer, "王女士", "13800008001")
    #expect(try book.refused(1, "opportunities", "restore", id)["error"] == "not-deleted")
    try book.json("opportunities", "delete", id, "--reason", "重复")
    #expect(try book.json("opportunities", "list")["total"] == 0)
    #expect(try book.json("opportunities", "list", "--deleted")["opportunities"]?.array?.first?["id"]?.string == id)
    try book.json("opportunities", "restore", id)
    #expect(try book.json("opportunities", "list")["total"] == 1)
    #expect(try book.refused(66, "opportunities", "restore", "o0")["error"] == "no-such-opportunity")
  }

  /// A small one of the books that the bench measures: played by the rules, sound, and just before its sealing.
  @Test func theLargeBookStandsBeforeItsSealing() throws {
    let book = try CommandBook(made: false)
    book.today = "2026-11-30"
    let made = try book.json("demo", "--large", "--months", "3", "--dealers", "12", "--customers", "150", "--folder", book.book)
    #expect(made["dealers"] == 12 && made["undecided"]?.int ?? 0 > 0 && made["undecided"]?.int ?? 0 <= 40)
    #expect(try book.json("check")["sound"] == true)
    #expect(try book.json("review", "2026-10")["state"] == "sealed")
    #expect(try book.refused(1, "review", "2026-11", "close")["undecided"] == made["undecided"])
  }

  @Test func aBarredCustomerIsNotNamedAmongTheNeverDecided() throws {
    let (book, dealer) = try Self.bookWithPartner()
    let barred = try Self.add(book, dealer, "免打扰", "13800009001")
    _ = try Self.add(book, dealer, "还没定", "13800009002")
    try book.json("opportunities", "bar", barred, "--reason", "要求")
    for arguments in [["review", "year", "2026"], ["review", "year", "2026", "--json"], ["report", "year", "2026"]] {
      let out = try book.run(arguments).out
      #expect(out.contains("还没定") && !out.contains("免打扰"), "\(arguments)")
    }
    #expect(try book.json("review", "year", "2026")["neverDecided"]?.array?.count == 1)
  }

  @Test func customersAreImportedOnceWithTheRejectedRowsInAFile() throws {
    let (book, _) = try Self.bookWithPartner()
    let before = try book.state()
    let list = book.file(
      "customers.csv",
      "车商,客户姓名,联系电话,客户类型,车型,车牌号,车险到期日\n长春吉利通达汽车,王女士,13800005001,存量客户,朗逸,吉A55551,2026-12-18\n"
        + "长春吉利通达汽车,短号,123,存量客户,朗逸,吉A55552,2026-12-18\n长春吉利通达汽车,远年,13800005003,存量客户,朗逸,吉A55553,2999-01-01\n"
        + "没有这家,李先生,13800005004,存量客户,朗逸,吉A55554,2026-12-18\n")
    #expect(try book.json("import", "opportunities", list, "--dry-run").counts == [4, 1, 0, 0, 3])
    #expect(try book.state() == before)
    let read = try book.json("import", "opportunities", list, "--rejects", book.folder + "/rejects.csv")
    #expect(read.counts == [4, 1, 0, 0, 3])
    #expect(read["rows"]?.array?.compactMap { $0["reason"]?.string } == ["bad-value", "bad-value", "unknown-dealer"])
    #expect(Scratch.text(book.folder + "/rejects.csv").split(separator: "\r\n").count == 4)
    #expect(try book.json("import", "opportunities", list).counts == [4, 0, 0, 1, 3])
    try book.json("undo")
    #expect(try book.state() == before)
    #expect(try book.refused(65, "import", "opportunities", book.file("no.csv", "甲,乙\n1,2\n"))["error"] == "no-name-column")
  }

  @Test func theRhythmIsCountedAndADayClosesOnce() throws {
    let (book, dealer) = try Self.bookWithPartner()
    try book.json("log", "call", "--count", "12")
    try book.json("log", "training", "--dealer", dealer, "--note", "交强险")
    let targets = try book.json("targets")["targets"]?.array ?? []
    #expect(targets.first { $0["id"] == "calls-per-day" }?["reached"] == 12)
    #expect(try book.json("targets", "set", "calls-per-day", "--count", "20")["targets"]?.array?.first { $0["id"] == "calls-per-day" }?["count"] == 20)
    #expect(try book.json("day")["calls"] == 12)
    let id = try Self.add(book, dealer, "王女士", "13800001001")
    try book.json("opportunities", "reception", id, "--item", "water", "--item", "newspaper", "--item", "leaflet", "--item", "sticker")
    try book.json("opportunities", "reception", id, "--item", "water")
    let day = try book.json("day")
    #expect(day["figures"]?["receptions"] == 2 && day["figures"]?["completeKits"] == 1 && day["kitRate"] == "0.5")
    #expect(try book.json("today")["kits"]?["complete"] == 1)
    try book.json("day", "close", "--note", "累")
    #expect(try book.refused(1, "day", "close")["error"] == "day-closed")
    book.today = "2026-11-26"
    #expect(try book.json("day")["daysNotClosed"]?.array == ["2026-11-25"])
    book.today = "2026-11-24"
    #expect(try book.refused(65, "log", "call", "--count", "0")["error"] == "count-out-of-range")
    #expect(try book.refused(65, "log", "call", "--date", "2026-12-24")["error"] == "day-in-future")
  }

  /// Three days by commands: an undone item goes on, a day without close is named and may be closed afterwards.
  @Test func whatIsUndoneGoesOnAndADayWithoutCloseIsNamed() throws {
    let (book, dealer) = try Self.bookWithPartner()
    let id = try Self.add(book, dealer, "王女士", "13800001001")
    try book.json("plan", "2026-11", "add", id, "--line", "motor", "--method", "phone", "--date", "2026-11-24")
    #expect(try book.json("day")["morning"]?.array?.first?["carried"] == false)
    let closed = try book.json("day", "close", "--note", "忙", "--plan", "先打王女士")
    #expect(closed["undone"]?.array?.map { $0["subject"] } == [.string(id)] && closed["plan"] == "先打王女士")
    book.today = "2026-11-25"
    let second = try book.json("day")
    #expect(second["morning"]?.array?.first?["carried"] == true && second["morning"]?.array?.first?["carriedFrom"] == "2026-11-24")
    #expect(second["lastClose"]?["plan"] == "先打王女士" && second["daysNotClosed"]?.array == [])
    let text = try book.run("day").out
    #expect(text.contains("11-24 未完") && text.contains("先打王女士"))
    book.today = "2026-11-26"
    #expect(try book.json("day")["daysNotClosed"]?.array == ["2026-11-25"])
    #expect(try book.run("day").out.contains("没有收工：2026-11-25") && book.run("day", "--lang", "en").out.contains("not closed: 2026-11-25"))
    #expect(try book.json("day", "close", "--date", "2026-11-25")["day"] == "2026-11-25")
    #expect(try book.json("day")["daysNotClosed"]?.array == [])
    #expect(try book.refused(1, "day", "close", "--date", "2026-11-25")["error"] == "day-closed")
    #expect(try book.refused(65, "day", "close", "--date", "2026-11-27")["error"] == "day-in-future")
    // Done by a contact, it is carried no further.
    try book.json("opportunities", "contact", id, "--willingness", "considering")
    #expect(try book.json("day", "close")["undone"]?.array == [])
  }

  @Test func reportsComeInEveryForm() throws {
    let book = try CommandBook(made: false)
    try book.json("demo", "--folder", book.book)
    for kind in [["month", "2026-10"], ["year", "2026"], ["funnel"]] {
      for format in ["text", "md", "csv", "html"] {
        let outcome = try book.run(["report"] + kind + ["--format", format])
        #expect(outcome.status == 0 && outcome.out.count > 40, "\(kind) \(format): \(outcome.err)")
      }
      #expect(try book.json(["report"] + kind)["schema"]?.string?.hasPrefix("cheshang.report-") == true)
    }
    #expect(try book.json("report", "month", "2026-10", "-o", book.folder + "/m.md")["format"] == "md")
    #expect(Scratch.text(book.folder + "/m.md").hasPrefix("# "))
  }
}

extension CommandBook {
  func json(_ arguments: [String]) throws -> JSONValue {
    let outcome = try run(arguments + ["--json"])
    #expect(outcome.status == 0, "\(arguments): \(outcome.err)")
    return outcome.json
  }
}
