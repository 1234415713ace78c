import OrderedCollections

/// The numbers of a month's review (rule M10): a pure count over its rows and its deals on the spot.
///
/// `planned == won + noInterest + carried + notDone + undecided` always.
public struct MonthFigures: Sendable, Equatable {
  /// Rows of the plan; withdrawn ones are not among them.
  public var planned = 0
  public var contacted = 0
  public var won = 0
  public var noInterest = 0
  /// Carried on or re-dated into a later month.
  public var carried = 0
  /// Of the carried: re-dated ones.
  public var reDated = 0
  public var notDone = 0
  public var undecided = 0
  public var late = 0
  public var added = 0
  public var withdrawn = 0
  /// Premium of the rows won.
  public var premium = Money.zero
  /// Deals without a plan row, counted apart.
  public var onTheSpot = 0
  public var onTheSpotPremium = Money.zero

  public init() {}

  public init(rows: [PlanRow], spot: [MonthIndex.SpotDeal]) {
    for row in rows {
      guard row.withdrawn == nil else {
        withdrawn += 1
        continue
      }
      planned += 1
      if row.contacted != nil { contacted += 1 }
      switch row.mark {
      case .late: late += 1
      case .added: added += 1
      case nil: break
      }
      switch row.outcome {
      case nil: undecided += 1
      case .won: won += 1
      case .carried: carried += 1
      case .reDated:
        carried += 1
        reDated += 1
      case .noInterest: noInterest += 1
      case .notDone: notDone += 1
      }
      for outcome in row.outcomes.values { if let won = outcome.premium { premium += won } }
    }
    onTheSpot = spot.count
    for deal in spot { onTheSpotPremium += deal.premium }
  }

  /// Won ÷ planned, half up to six decimals; nil (a dash) when nothing was planned.
  public var successRate: Rate? { MonthFigures.share(won, of: planned) }
  public var totalPremium: Money { premium + onTheSpotPremium }

  static func share(_ part: Int, of whole: Int) -> Rate? {
    whole == 0 ? nil : Rate(millionths: FixedPoint.multiplyRounding(Int64(part), 1_000_000, dividedBy: Int64(whole)))
  }

  /// The figures as the command line prints them and the seal keeps them.
  public var json: JSONObject {
    [
      "planned": .int(planned), "contacted": .int(contacted), "won": .int(won), "noInterest": .int(noInterest),
      "carried": .int(carried), "reDated": .int(reDated), "notDone": .int(notDone), "undecided": .int(undecided),
      "late": .int(late), "added": .int(added), "withdrawn": .int(withdrawn),
      "successRate": successRate.map { .string($0.description) } ?? .null,
      "premium": .money(premium), "onTheSpot": .int(onTheSpot), "onTheSpotPremium": .money(onTheSpotPremium),
    ]
  }

  init?(json: JSONValue?) {
    guard let json = json?.object, json["planned"]?.int != nil else { return nil }
    func count(_ name: String) -> Int { json[name]?.int ?? 0 }
    planned = count("planned")
    contacted = count("contacted")
    won = count("won")
    noInterest = count("noInterest")
    carried = count("carried")
    reDated = count("reDated")
    notDone = count("notDone")
    undecided = count("undecided")
    late = count("late")
    added = count("added")
    withdrawn = count("withdrawn")
    premium = json["premium"]?.money ?? .zero
    onTheSpot = count("onTheSpot")
    onTheSpotPremium = json["onTheSpotPremium"]?.money ?? .zero
  }
}

extension CustomerBook {
  /// The figures of a month: of a sealed one as they were sealed, of an open one counted now.
  public func figures(of month: SalesMonth) -> MonthFigures {
    index.seals[month]?.figures ?? MonthFigures(rows: rows(of: month), spot: index.spotDeals[month] ?? [])
  }

  /// The seal of a month; nil while it is open.
  public func seal(of month: SalesMonth) -> MonthRecord.Seal? { index.seals[month]?.seal }

  public func hasPlan(_ month: SalesMonth) -> Bool { index.rowsByMonth[month] != nil }
}
