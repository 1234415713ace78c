import OrderedCollections

/// A year's review: its figures by month, line, dealer, customer type and specialist; the won lines that return as next
/// year's plan; the lines that were never decided (rule M7, issue "the year").
public struct YearReview: Sendable {
  /// A line closed in the year, with what it is counted by.
  public struct ClosedLine: Sendable, Equatable {
    public let opportunity: RecordID
    public let dealer: RecordID?
    public let customerType: CustomerType?
    public let owner: String?
    public let closing: LineClosing
  }

  /// Counts under one heading.
  public struct Group: Sendable, Equatable {
    /// The month, the line, the dealer's id, the customer type or the specialist; empty = not recorded.
    public let key: String
    public var won = 0
    public var premium = Money.zero
    public var noInterest = 0

    /// Won ÷ closed; nil when nothing was closed. Not the success of a month, which is won ÷ planned (M10).
    public var wonOfClosed: Rate? { MonthFigures.share(won, of: won + noInterest) }
  }

  public enum Grouping: String, Sendable, CaseIterable {
    case month, line, dealer
    case customerType = "customer-type"
    case specialist
  }

  /// A line that the year leaves behind.
  public struct Rest: Sendable, Equatable {
    public let customer: OpportunityRow
    public let line: OpportunityRow.Line
  }

  public let year: Int
  /// The day on which the year was closed; nil while open.
  public let closedOn: Day?
  /// The twelve months; nil figures = no plan and no deal.
  public let months: [(month: SalesMonth, figures: MonthFigures?, isSealed: Bool)]
  public let closedLines: [ClosedLine]
  /// Won lines whose next cycle is still to be made; those of customers who are not to be contacted wait for the lifting
  /// of the bar in the archive and are named in no list.
  public let toRenew: [Rest]
  /// Open lines of this or an earlier cycle without a closing in the year. Customers who are not to be contacted are not
  /// among them (decision 7): nobody may decide anything with them.
  public let neverDecided: [Rest]

  public init(_ year: Int, in book: CustomerBook) {
    self.year = year
    closedOn = book.yearRecord(year)
    months = (1...12).compactMap { SalesMonth(year: year, month: $0) }.map { month in
      let figures = book.figures(of: month)
      return (month, figures == MonthFigures() ? nil : figures, book.seal(of: month) != nil)
    }
    closedLines = YearReview.closedLines(in: book.book) { $0.on.year == year }
    var renew: [Rest] = []
    var open: [Rest] = []
    for row in OpportunityRow.all(in: book.book) {
      for line in row.lines where line.cycle <= year {
        if line.state == .closedWon, line.since.year <= year { renew.append(Rest(customer: row, line: line)) }
        if !line.state.isClosed, !row.isBarred { open.append(Rest(customer: row, line: line)) }
      }
    }
    toRenew = renew
    neverDecided = open
  }

  /// Every closing in the book that `wanted` takes, in the order of opportunities.
  public static func closedLines(in book: Book, where wanted: (LineClosing) -> Bool) -> [ClosedLine] {
    var all: [ClosedLine] = []
    func collect(_ closings: [LineClosing], _ row: @autoclosure () -> OpportunityRow) {
      guard !closings.isEmpty else { return }
      let row = row()
      for closing in closings {
        all.append(
          ClosedLine(
            opportunity: row.id, dealer: row.dealer, customerType: row.customerType, owner: row.owner, closing: closing)
        )
      }
    }
    book[.opportunity].forEachRow(
      line: { raw in
        var closings: [LineClosing] = []
        RowScanner.members(of: raw) { key, value in
          if key.starts(with: "closings/".utf8),
            let closing = (try? JSONValue.parse(value)).flatMap({ LineClosing($0) }),
            wanted(closing)
          {
            closings.append(closing)
          }
          return true
        }
        collect(closings, OpportunityRow(line: raw))
      },
      record: { record in
        let opportunity = Opportunity(record: record)
        collect(opportunity.closings.filter(wanted), OpportunityRow(opportunity))
      })
    return all
  }

  /// The year's closings under the headings of one kind, sorted by heading.
  public func groups(by grouping: Grouping) -> [Group] {
    var groups: [String: Group] = [:]
    for line in closedLines {
      let key =
        switch grouping {
        case .month: line.closing.on.month.description
        case .line: line.closing.line.rawValue
        case .dealer: line.dealer?.rawValue ?? ""
        case .customerType: line.customerType?.rawValue ?? ""
        case .specialist: line.owner ?? ""
        }
      var group = groups[key] ?? Group(key: key)
      switch line.closing.closing {
      case .won:
        group.won += 1
        group.premium += line.closing.premium
      case .noInterest: group.noInterest += 1
      }
      groups[key] = group
    }
    return groups.values.sorted { $0.key < $1.key }
  }
}

extension CustomerBook {
  static func yearID(_ year: Int) -> RecordID { RecordID(rawValue: "y" + padded(year, 4)) }

  /// The day on which a year was closed; nil while it is open.
  public func yearRecord(_ year: Int) -> Day? {
    book.record(.year, CustomerBook.yearID(year))?["closed"]?["on"]?.day
  }

  /// Closes a year: every won line begins its next cycle, with the first push day that the win set (M7, M8).
  /// - Throws: `yearNotOver` before December 31, `monthsOpen` while a month with a plan is unsealed, `yearClosed`.
  public func closeYear(_ year: Int, stamp: WorkStamp) throws(MonthError) -> Change {
    guard let last = Day(year, 12, 31) else { throw .notAMonth(String(year)) }
    if let closed = yearRecord(year) { throw .yearClosed(year, on: closed) }
    guard stamp.on >= last else { throw .yearNotOver(year, today: stamp.on) }
    let review = YearReview(year, in: self)
    let open = review.months.filter { hasPlan($0.month) && !$0.isSealed }.map(\.month)
    guard open.isEmpty else { throw .monthsOpen(open) }
    var edits: [RecordEdit] = []
    var renewed = 0
    var changed: OrderedDictionary<RecordID, [InsuranceLine]> = [:]
    for rest in review.toRenew { changed[rest.customer.id, default: []].append(rest.line.line) }
    for (id, lines) in changed {
      let old = try existing(id)
      var new = old
      for line in lines where old.line(line)?.next != nil {
        do throws(OpportunityError) { try new.beginNextCycle(line, on: stamp.on) } catch { throw .opportunity(error) }
        renewed += 1
      }
      edits.append(edit(old, new))
    }
    let won = review.closedLines.filter { $0.closing.closing == .won }
    let premium = won.reduce(Money.zero) { $0 + $1.closing.premium }
    let before = book.record(.year, CustomerBook.yearID(year)) ?? Record(id: CustomerBook.yearID(year))
    var record = before
    record["year"] = .int(year)
    record["closed"] = ["on": .day(stamp.on), "by": .string(stamp.by)]
    record["figures"] = [
      "won": .int(won.count), "premium": .money(premium), "noInterest": .int(review.closedLines.count - won.count),
      "renewed": .int(renewed), "neverDecided": .int(review.neverDecided.count),
    ]
    edits.append(RecordEdit(.year, record.id, Change.difference(from: before, to: record)))
    return Change(
      Deed(Deed.closeYear, ["year": .int(year), "lines": .int(renewed), "lasting": true]),
      edits.filter { !$0.fields.isEmpty })
  }
}
