import Pipeline

/// The talks of the demo: one dealer well into them, with offers of both sides, and what every talk needs beforehand.
enum DemoTalks {
  static func appointment(_ n: Int, _ day: Day) -> [String] {
    [
      "appointment.date=\(day)", "appointment.time=14:00", "appointment.place=店内会议室", "appointment.agenda=合作方式、费用、送修",
      "invitees[+]={name:\(DemoStory.surname(n))总,post:总经理,role:decisive,confirmed:yes}",
      "invitees[+]={name:\(DemoStory.surname(n + 5))经理,post:保险部经理,role:insurance-head,confirmed:yes}",
    ]
  }

  static func team(_ who: String) -> [String] {
    ["team[+]={name:\(who),role:lead-negotiator,scope:费用与送修}", "team[+]={name:刘强,role:claims-service,scope:送修与定损}"]
  }

  static let materials = ["materials=policy-draft,cooperation-proposal,business-cards"]

  static func modeTerms(_ mode: String) -> [String] {
    guard mode == "win-win" else { return [] }
    return [
      "winWinTerms.repairMargin=30%", "winWinTerms.insurerShare=40%", "winWinTerms.commissionFloor=8%",
      "valueServices=free-rescue,courtesy-car", "complianceApproval=yes",
    ]
  }

  static func contract(_ n: Int, _ form: String, _ mode: String, _ commission: Int, signed: Day) -> [String] {
    var texts = [
      "contract.number=YS-\(signed.year)-\(100 + n)", "contract.sealedByUs=yes", "contract.sealedByDealer=yes",
      "contract.inForce=\(signed)", "contract.ends=\(signed + (n == 2 ? 100 : 364))", "contract.commission=\(commission)%",
      "contract.repairRatio=1:0.5",
    ]
    if mode == "win-win" { texts += ["contract.repairMargin=30%", "contract.insurerShare=40%"] }
    switch form {
    case "press-conference": texts += ["signing.date=\(signed)", "signing.place=本市酒店", "customersInvited=64", "mediaList=本地电视台,交通广播"]
    case "simple-ceremony": texts += ["signing.date=\(signed)", "signing.attendees=双方负责人,保险部,售后"]
    default: break
    }
    return texts
  }

  static func scenes(today: Day) -> [DemoBook.Scene] { deep(5, today) + second(6, today) + signing(today) }

  /// Dealer 5: track A nearly settled, an offer over the bottom line in B, C just begun.
  private static func deep(_ n: Int, _ today: Day) -> [DemoBook.Scene] {
    let who = DemoStory.specialists[n % 2]
    func talk(_ daysAgo: Int, _ track: Track, _ steps: [StepID], _ offers: [OfferReport], _ open: [String], _ note: String) -> DemoBook.Scene {
      DemoBook.Scene(day: today - daysAgo, dealer: n, by: who) { work, mint in
        try work.recordSession(
          SessionReport(
            date: today - daysAgo, track: track, steps: steps, who: [who, "\(DemoStory.surname(n))总"], offers: offers,
            openPoints: open, note: note),
          mint: &mint)
      }
    }
    return [
      DemoStory.complete(n, today - 24, "prep-appointment", appointment(n, today - 20)),
      DemoStory.complete(n, today - 23, "prep-team", team(who)),
      DemoStory.complete(n, today - 22, "prep-materials", materials),
      talk(20, .decisionMaker, ["a1-introductions", "a2-greetings", "a3-open-subject"], [], [], "总经理关心售后产值"),
      DemoStory.save(n, today - 17, "mode=win-win", "products=traditional-new-car,telesales-renewal", "winWinTerms.repairMargin=28%", "winWinTerms.insurerShare=40%"),
      talk(17, .decisionMaker, ["a4-advantages", "a5-set-mode"], [], ["合规批准还没下来"], "愿意试共赢"),
      talk(
        12, .insuranceHead, ["b1-introductions", "b2-greetings"],
        [
          OfferReport(side: .us, commission: Rate(percent: 17), repairRatio: Ratio("0.5")),
          OfferReport(side: .dealer, commission: Rate(percent: 22), note: "别家给到 20"),
        ], ["手续费差五个点"], "保险部经理只认费率"),
      talk(6, .aftersalesHead, ["c1-introductions"], [OfferReport(side: .dealer, repairRatio: Ratio("0.8"))], [], "要求送修上调"),
    ]
  }

  /// Dealer 6: first talk held.
  private static func second(_ n: Int, _ today: Day) -> [DemoBook.Scene] {
    [
      DemoStory.complete(n, today - 10, "prep-appointment", appointment(n, today - 5)),
      DemoStory.complete(n, today - 9, "prep-team", team(DemoStory.specialists[n % 2])),
      DemoStory.complete(n, today - 8, "prep-materials", materials),
      DemoStory.complete(n, today - 5, "a1-introductions"),
      DemoStory.complete(n, today - 5, "a2-greetings"),
    ]
  }

  /// Dealer 3 waits for the seal; dealer 4 has too few guests for a press conference.
  private static func signing(_ today: Day) -> [DemoBook.Scene] {
    [
      DemoStory.save(3, today - 4, "contract.number=YS-\(today.year)-203", "contract.sealedByUs=yes", "contract.commission=19%", "contract.repairRatio=1:0.5"),
      DemoStory.save(4, today - 6, "signing.date=\(today + 6)", "signing.place=店内展厅", "customersInvited=38", "mediaList=交通广播"),
    ]
  }
}
