import Testing

@testable import Pipeline

@Suite struct SOPPropertyTests {
  /// A small generator of its own, so that a seed names a sequence for good.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  static let texts =
    SOPWalk.survey + SOPWalk.visit + SOPWalk.classify + SOPWalk.policy + SOPWalk.strategy + SOPWalk.appointment
    + SOPWalk.team + SOPWalk.materials + SOPWalk.contract + [
      "quality=poor", "canChangeTerms=yes", "keyPeople[1].phone=13900000000", "mode=win-win", "signForm=press-conference",
      "customersInvited=60", "bottomLine.maxCommission=15%", "salesVolume=3", "edge=x", "products=new-product",
      "signDate=2026-12-01", "communicationMechanism=周会", "insurerShares[+]=太保:50%",
    ]

  /// One deed chosen by the dice; nil when a rule refused it.
  static func deed(_ walk: inout SOPWalk, _ dice: inout Dice) -> Change? {
    let step = walk.handbook.steps.randomElement(using: &dice)?.id ?? "prep-survey"
    let values = (0..<Int.random(in: 0...6, using: &dice)).compactMap { _ in
      texts.randomElement(using: &dice).flatMap { try? FieldAssignment.set($0) }
    }
    let work = walk.work
    let offer = OfferReport(side: .dealer, commission: Rate(percent: Int64.random(in: 0...30, using: &dice)))
    let track = Track.allCases.randomElement(using: &dice) ?? .decisionMaker
    switch Int.random(in: 0...15, using: &dice) {
    case 0, 1: return try? work.save(values, mint: &walk.mint)
    case 2, 3: return try? work.complete(step, values: values, mint: &walk.mint)
    case 4: return try? work.skip(step, reason: "r")
    case 5: return try? work.reopen(step)
    case 6: return try? work.advance(mint: &walk.mint)
    case 7, 8: return try? work.advance(overridingBecause: "r", mint: &walk.mint)
    case 9: return try? work.goBack(to: Stage.allCases.randomElement(using: &dice) ?? .survey, reason: "r", mint: &walk.mint)
    case 10: return try? work.drop(reason: "r", mint: &walk.mint)
    case 11: return try? work.takeUpAgain(mint: &walk.mint)
    case 12:
      return try? work.recordVisit(VisitReport(date: walk.day, visitor: "v", metWith: ["m"]), values: values, mint: &walk.mint)
    case 13: return try? work.recordSession(SessionReport(date: walk.day, track: track, offers: [offer]), mint: &walk.mint)
    case 14: return try? work.endContract(reason: "r", mint: &walk.mint)
    default: return try? work.classify()
    }
  }

  @Test(arguments: 1...60) func whateverWasDoneReversedEditsLeadBackToTheFirstState(seed: Int) throws {
    var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    var walk = try SOPWalk()
    let first = walk.dealer.record
    for _ in 0..<120 {
      if let change = Self.deed(&walk, &dice) {
        #expect(!change.isEmpty)
        let before = walk.dealer
        walk.take(change)
        #expect(SOPWalk.applying(change.reversed, to: walk.dealer).record == before.record)
      }
      walk.day = walk.day + Int.random(in: 0...2, using: &dice)
    }
    #expect(walk.changes.count > 10)
    let last = walk.dealer.record
    var dealer = walk.dealer
    for change in walk.changes.reversed() { dealer = SOPWalk.applying(change.reversed, to: dealer) }
    #expect(dealer.record == first)
    for change in walk.changes { dealer = SOPWalk.applying(change.edits, to: dealer) }
    #expect(dealer.record == last)
  }

  /// However it came there: without an override no dealer stands behind a gate that was shut.
  @Test(arguments: 1...20) func aPartnerWithoutOverrideHasAWholeContract(seed: Int) throws {
    var dice = Dice(state: UInt64(seed) &* 0xD1B5_4A32_D192_ED03)
    var walk = try SOPWalk()
    try walk.reach(.sign)
    for _ in 0..<60 where walk.dealer.standing == .open {
      if let change = Self.deed(&walk, &dice), change.deed.verb != "stage.override" { walk.take(change) }
    }
    if walk.dealer.standing == .partner, walk.dealer.moves.last?.override == false {
      for key in DealerWork.contractCore { #expect(walk.dealer.record[key] != nil) }
      #expect(StageGate.missing(of: walk.dealer, handbook: walk.handbook, stage: .sign).isEmpty)
    }
  }
}
