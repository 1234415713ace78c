import ArgumentParser
import Pipeline
import PipelineScreens

/// What every record of a contact may say about the next one.
struct NextArguments: ParsableArguments {
  @Option(name: .customLong("next"), help: ArgumentHelp("下次日期 · The next date", valueName: "YYYY-MM-DD")) var date: String?
  @Option(name: .customLong("next-note"), help: ArgumentHelp("下次做什么 · What for", valueName: "T")) var note: String?
}

/// `visit`: records a visit and what was learned; completes nothing.
struct Visit: BookCommand {
  static let configuration = CommandConfiguration(commandName: "visit", abstract: "记录走访 · Record a visit")

  @OptionGroup var globals: Globals
  @OptionGroup var values: ValueArguments
  @OptionGroup var next: NextArguments
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Option(help: ArgumentHelp("走访日期，缺省今天 · The day; today unless given", valueName: "YYYY-MM-DD")) var date: String?
  @Option(help: ArgumentHelp("走访人 · Who went", valueName: "WHO")) var visitor: String?
  @Option(name: .customLong("met"), help: ArgumentHelp("见到谁，可多次 · Whom one met; may be repeated", valueName: "WHO")) var met: [String] = []
  @Flag(inversion: .prefixedNo, help: "话是否带到决定人 · Whether our case reached the decision maker") var passed: Bool?
  @Option(help: ArgumentHelp("备注 · A note", valueName: "T")) var note: String?

  func run(in session: Session) throws {
    let report = VisitReport(
      date: try session.day(date, option: "--date") ?? session.today, visitor: visitor ?? session.user, metWith: met,
      messagePassed: passed, note: note, nextDate: try session.day(next.date, option: "--next"), nextNote: next.note)
    let values = try values.assignments()
    try session.act(on: dealer) { try $0.recordVisit(report, values: values, mint: &$1) }
  }
}

/// One offer as options.
struct OfferArguments: ParsableArguments {
  @Option(help: ArgumentHelp("手续费率 · Commission, as 18% or 0.18", valueName: "C")) var commission: String?
  @Option(name: .customLong("repair-ratio"), help: ArgumentHelp("送修比 · Repair ratio, as 1:0.5", valueName: "X")) var repairRatio: String?

  /// - Throws: what cannot be read as a rate or ratio.
  func report(side: OfferReport.Side, note: String?) throws -> OfferReport {
    var faults: [ValueFault] = []
    var report = OfferReport(side: side, note: note)
    if let commission {
      report.commission = Rate(commission)
      if report.commission == nil {
        let bare = Ratio(commission) != nil
        faults.append(
          ValueFault(
            field: "commission", given: commission, allowed: bare ? .rateWithPercentSign(number: commission) : .rate(maximum: .whole)))
      }
    }
    if let repairRatio {
      report.repairRatio = Ratio(repairRatio)
      if report.repairRatio == nil { faults.append(ValueFault(field: "repairRatio", given: repairRatio, allowed: .ratio)) }
    }
    if !faults.isEmpty { throw SOPError.values(faults) }
    return report
  }
}

extension OfferReport.Side: ExpressibleByArgument {}

/// `offer`: records an offer of ours or theirs outside of a talk.
struct Offer: BookCommand {
  static let configuration = CommandConfiguration(commandName: "offer", abstract: "记录出价 · Record an offer")

  @OptionGroup var globals: Globals
  @OptionGroup var offer: OfferArguments
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Option(help: ArgumentHelp("谁出的价 · Whose: us or dealer", valueName: "us|dealer")) var side: OfferReport.Side = .us
  @Option(help: ArgumentHelp("A、B 或 C 线 · Track A, B or C", valueName: "TRACK")) var track: String?
  @Option(help: ArgumentHelp("日期，缺省今天 · The day; today unless given", valueName: "YYYY-MM-DD")) var date: String?
  @Option(help: ArgumentHelp("备注 · A note", valueName: "T")) var note: String?

  func run(in session: Session) throws {
    let report = try offer.report(side: side, note: note)
    let track = try track.map(session.track)
    let date = try session.day(date, option: "--date") ?? session.today
    try session.act(on: dealer) { try $0.recordOffer(report, date: date, track: track, mint: &$1) }
  }
}

/// `session`: records a talk of one track, with the steps it completed and an offer of either side.
struct Talk: BookCommand {
  static let configuration = CommandConfiguration(commandName: "session", abstract: "记录洽谈 · Record a talk of one track")

  @OptionGroup var globals: Globals
  @OptionGroup var values: ValueArguments
  @OptionGroup var next: NextArguments
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Option(help: ArgumentHelp("A、B 或 C 线 · Track A, B or C", valueName: "TRACK")) var track: String
  @Option(help: ArgumentHelp("日期，缺省今天 · The day; today unless given", valueName: "YYYY-MM-DD")) var date: String?
  @Option(name: .customLong("step"), help: ArgumentHelp("谈成的步骤，可多次 · A step it completed; may be repeated", valueName: "STEP")) var steps: [String] = []
  @Option(help: ArgumentHelp("谁在场，可多次 · Who was there; may be repeated", valueName: "WHO")) var who: [String] = []
  @Option(name: .customLong("our-commission"), help: ArgumentHelp("我方手续费率 · Our commission", valueName: "C")) var ourCommission: String?
  @Option(name: .customLong("our-repair-ratio"), help: ArgumentHelp("我方送修比 · Our repair ratio", valueName: "X")) var ourRatio: String?
  @Option(name: .customLong("their-commission"), help: ArgumentHelp("对方手续费率 · Their commission", valueName: "C")) var theirCommission: String?
  @Option(name: .customLong("their-repair-ratio"), help: ArgumentHelp("对方送修比 · Their repair ratio", valueName: "X")) var theirRatio: String?
  @Option(name: .customLong("open-point"), help: ArgumentHelp("未决事项，可多次 · An open point; may be repeated", valueName: "T")) var openPoints: [String] = []
  @Option(help: ArgumentHelp("备注 · A note", valueName: "T")) var note: String?

  func run(in session: Session) throws {
    var offers: [OfferReport] = []
    for (side, commission, ratio) in [(OfferReport.Side.us, ourCommission, ourRatio), (.dealer, theirCommission, theirRatio)]
    where commission != nil || ratio != nil {
      var arguments = OfferArguments()
      arguments.commission = commission
      arguments.repairRatio = ratio
      offers.append(try arguments.report(side: side, note: nil))
    }
    let report = SessionReport(
      date: try session.day(date, option: "--date") ?? session.today, track: try session.track(track),
      steps: try steps.map { try session.step($0).id }, who: who, offers: offers, openPoints: openPoints, note: note,
      nextDate: try session.day(next.date, option: "--next"), nextNote: next.note)
    let values = try values.assignments()
    try session.act(on: dealer) { try $0.recordSession(report, values: values, mint: &$1) }
  }
}

extension Session {
  /// A track by its letter or id.
  func track(_ text: String) throws -> Track {
    let upper = text.uppercased()
    if let track = Track.allCases.first(where: { String($0.letter) == upper || $0.rawValue == text.lowercased() }) { return track }
    throw CommandFailure.usage(
      "unknown-track", ["given": .string(text), "allowed": .strings(Track.allCases.map { String($0.letter) })],
      zh: "洽谈只有 A、B、C 三线，给的是 \(Words.plain(text))。", en: "The tracks are A, B and C; given was \(Words.plain(text)).")
  }
}
