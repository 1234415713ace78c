import Pipeline
import Testing

/// A talk at the counter by commands: two rounds kept with a customer, compared, accepted; and every form of a quote.
@Suite struct QuoteRoundsCommandTests {
  private func talk() throws -> (book: CommandBook, opportunity: String) {
    // Customers stand with partner dealers only: the demonstration book has both.
    let book = try CommandBook(made: false)
    #expect(try book.run("demo", "--folder", book.book, "--json").status == 0)
    try book.json("quote", "region", "吉林")
    let listed = try book.json("opportunities", "list")
    let id = try #require(listed["opportunities"]?.array?.first?["id"]?.string, "\(listed.text.prefix(300))")
    return (book, id)
  }

  @Test func twoRoundsAreKeptComparedAndOneIsAccepted() throws {
    let (book, id) = try talk()
    let first = try book.json("quote", "--series", "朗逸", "--save", id, "--chosen", "full")
    #expect(first["saved"]?["round"]?.int == 1)
    let second = try book.json("quote", "--round-of", id, "--drop", "scratch", "--line", "third-party=100万", "--save", id, "--chosen", "full")
    #expect(second["saved"]?["round"]?.int == 2 && second["round"]?.int == 2)
    #expect(second["inputs"] == first["inputs"])
    func total(_ quote: JSONValue) -> Money { quote["packages"]?.array?.last?["total"]?.string.flatMap { Money($0) } ?? .zero }
    let compared = try book.json("quote", "compare", id)
    #expect(compared["from"]?.int == 1 && compared["to"]?.int == 2)
    let full = try #require(compared["comparisons"]?.array?.last)
    #expect(full["package"]?.string == "full" && full["dropped"]?.array?.map { $0["line"]?.string } == ["scratch"])
    #expect(full["difference"]?.string.flatMap { Money($0) } == total(second) - total(first))
    // The other way round.
    let back = try book.json("quote", "compare", id, "2", "1")
    #expect(back["comparisons"]?.array?.last?["added"]?.array?.map { $0["line"]?.string } == ["scratch"])
    let words = try book.run("quote", "compare", id).out
    #expect(words.contains("第 1 轮 → 第 2 轮") && words.contains("取消：划痕险") && words.contains("300万 改为 100万") && words.contains("仅供参考"))
    book.language = "en"
    #expect(try book.run("quote", "compare", id).out.contains("Dropped: "))
    book.language = "zh"
    let accepted = try book.json("quote", "accept", id, "2", "--package", "economy")
    #expect(accepted["round"]?.int == 2)
    let kept = try book.json("opportunities", "show", id)
    #expect(kept.text.contains("\"accepted\":true"))
    // An acceptance is one step of undo.
    #expect(try book.run("undo").status == 0)
    #expect(try !book.json("opportunities", "show", id).text.contains("\"accepted\":true"))
  }

  @Test func roundsThatAreNotThereAreNamed() throws {
    let (book, id) = try talk()
    #expect(try book.refused(66, "quote", "compare", id)["error"]?.string == "no-quote")
    #expect(try book.refused(66, "quote", "--round-of", id)["error"]?.string == "no-quote")
    try book.json("quote", "--series", "朗逸", "--save", id)
    #expect(try book.refused(66, "quote", "compare", id, "1", "7")["given"]?.string == "7")
    #expect(try book.refused(66, "quote", "accept", id, "3")["error"]?.string == "no-such-round")
    #expect(try book.refused(65, "quote", "accept", id, "1", "--package", "gold")["given"]?.string == "gold")
    #expect(try book.refused(66, "quote", "--series", "朗逸", "--save", "没有的人")["error"]?.string == "no-such-opportunity")
  }

  @Test func everyFormHasTheTotalsTheBasisAndTheDisclaimer() throws {
    let book = try CommandBook()
    let quote = try book.json("quote", "--series", "朗逸", "--region", "吉林")
    let totals = (quote["packages"]?.array ?? []).compactMap { $0["total"]?.string.flatMap { Money($0) } }
    #expect(totals.count == 3)
    for format in ["text", "md", "csv", "html", "json"] {
      let out = try book.run("quote", "--series", "朗逸", "--region", "吉林", "--format", format).out
      for total in totals { #expect(out.contains(total.grouped) || out.contains(total.description), "\(format)") }
      #expect(out.contains("仅供参考"), "\(format)")
      if format != "json" { #expect(out.contains("改革前费率估算"), "\(format)") }
      // The same by the ending of a file.
      let file = book.folder + "/quote." + (format == "text" ? "txt" : format)
      #expect(try book.run("quote", "--series", "朗逸", "--region", "吉林", "-o", file).status == 0)
      #expect(Scratch.text(file) == out, "\(format)")
    }
    let file = book.folder + "/quote.xlsx"
    #expect(try book.run("quote", "--series", "朗逸", "--region", "吉林", "-o", file).status == 0)
    let cells = try SpreadsheetReader().texts(path: file).flatMap { $0 }
    for total in totals { #expect(cells.contains { Money($0) == total }) }
    #expect(cells.contains { $0.contains("仅供参考") } && cells.contains { $0.contains("改革前费率估算") })
    #expect(try book.refused(64, "quote", "--series", "朗逸", "--region", "吉林", "--format", "xlsx")["error"]?.string == "needs-file")
    #expect(try book.refused(64, "quote", "--series", "朗逸", "--region", "吉林", "--format", "pdf")["given"]?.string == "pdf")
  }

  @Test func theEndOfARangeIsChosenByPrice() throws {
    let book = try CommandBook()
    func price(_ arguments: String...) throws -> String? {
      let outcome = try book.run(["quote", "--region", "吉林", "--json"] + arguments)
      return outcome.json["inputs"]?["price"]?.string
    }
    #expect(try price("--series", "朗逸") == "80000.00")
    #expect(try price("--series", "朗逸", "--price", "low") == "80000.00")
    #expect(try price("--series", "朗逸", "--price", "mid") == "115900.00")
    #expect(try price("--series", "朗逸", "--price", "high") == "151900.00")
    #expect(try price("--series", "朗逸", "--price", "12万") == "120000.00")
    #expect(try price("--price", "120000") == "120000.00")
    #expect(try book.refused(64, "quote", "--price", "high", "--region", "吉林")["error"]?.string == "no-car")
  }

  @Test func theProposalHasItsThreeScenariosAsTextPageAndJSON() throws {
    let book = try CommandBook()
    let added = try book.json("dealers", "add", "吉林吉瑞汽车销售有限公司", "--set", "province=吉林")
    let dealer = try #require(added["id"]?.string ?? added["dealer"]?["id"]?.string, "\(added.text)")
    let lacking = try book.refused(1, "winwin", "proposal", dealer, "--premium", "100万")
    #expect(lacking["missing"]?.array?.isEmpty == false)
    let saved = try book.run(
      "step", "save", dealer, "--set", "repairPolicy.baseRepairRatio=1:0.5", "--set", "feePolicy.baseCommission=18%", "--set",
      "winWinTerms.repairMargin=30%", "--set", "winWinTerms.insurerShare=50%")
    #expect(saved.status == 0, "\(saved.err)")
    let json = try book.json("winwin", "proposal", dealer, "--premium", "100万")
    let scenarios = try #require(json["scenarios"]?.array)
    #expect(scenarios.count == 4)
    for language in ["zh", "en"] {
      book.language = language
      let text = try book.run("winwin", "proposal", dealer, "--premium", "100万").out
      let page = try book.run("winwin", "proposal", dealer, "--premium", "100万", "--format", "html").out
      for scenario in scenarios {
        let total = try #require(scenario["dealerTotal"]?.string.flatMap { Money($0) }).grouped
        #expect(text.contains(total) && page.contains(total))
      }
      #expect(text.contains(language == "zh" ? "合规批准" : "compliance approval") && page.contains(language == "zh" ? "合规批准" : "compliance approval"))
      #expect(page.hasPrefix("<!DOCTYPE html>") && !page.contains("http"))
    }
    book.language = "zh"
    let file = book.folder + "/proposal.html"
    #expect(try book.run("winwin", "proposal", dealer, "--premium", "100万", "--repair", "80万", "-o", file).status == 0)
    #expect(Scratch.text(file).contains("800,000.00"))
    #expect(try book.refused(64, "winwin", "proposal", dealer, "--premium", "100万", "--format", "pdf")["allowed"]?.array?.count == 2)
  }
}
