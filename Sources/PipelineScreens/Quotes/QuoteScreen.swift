import Canvas
import Pipeline

/// Screen 5, the quick quote: a short form, then packages side by side that are changed in place.
///
/// While the form has the keys every letter is text; over the packages letters act. Enter in the form quotes; Enter over
/// the packages leads back into it.
public struct QuoteScreen: Screen {
  /// The opportunity it is for; nil: asked when it is saved.
  let opportunity: RecordID?
  /// What his record calls the customer.
  var customer: String?
  /// Opened from a customer and let go of him, while his name still stands in the path above.
  var hasLetGo = false
  var form: FormPart?
  var isTyping = false
  /// Candidates of the field that is typed: series or regions.
  var vehicles: [Vehicle] = []
  var regions: [String] = []
  var list = ListPart("candidates")
  var vehicle: Vehicle?
  /// The region came from the book or the dealer, nobody typed it.
  var regionIsAssumed = false
  /// Somebody chose what drives the car; else it is guessed from its name, or petrol.
  var fuelIsGiven = false
  /// The kept quote that the form began with: what the form has no field for is taken from it.
  var begun: QuoteRequest?
  var quote: Quote?
  /// Earlier rounds of this talk, oldest first.
  var rounds: [Quote] = []
  var savedRounds = 0
  /// The quote as it was kept last: the same is not kept twice.
  var savedQuote: Quote?
  /// What the book was asked to keep, until it is seen there.
  var awaitsKeeping: (quote: Quote, rounds: Int)?
  /// How many rounds the customer's record had when it was looked at last.
  var keptCount = 0
  var row = 0
  var column = 0
  var branch: QuoteBranch?
  /// The shipped lists with the branch's own; made again when those change.
  var cars: VehicleIndex?
  /// Whether somebody moved to a candidate: an empty field takes none by itself.
  var hasPointed = false
  private var ownLists: [VehicleList] = []

  public init(opportunity: RecordID? = nil) { self.opportunity = opportunity }

  public enum Message {
    case edit, form(Key), focus(Int), candidate(Int), accept, browse
    case up, down, left, right, at(Int)
    case toggle, raise, lower
    case nextRound, compare, save, agree, copy, export, booklet, tables, fresh, letGo
  }

  public var name: String { "quote" }
  public func title(desk: Desk) -> Wording { Wording(zh: "快速报价", en: "Quick quote") }

  public func status(desk: Desk) -> StyledLine {
    let nobody = hasLetGo ? desk.language.pick(zh: "不记客户", en: "no customer") : nil
    let whose = customer.map(Words.plain) ?? nobody
    guard let quote, let library = desk.library.quotes else { return StyledLine(whose ?? "", .muted) }
    let round = library.words.sentence("round", ["n": .string(String(quote.round))], QuoteLibrary.language(desk.language))
    // The round first: what does not fit is cut at the end.
    let range = vehicle.map { " · " + QuoteScreen.range($0.price, desk) } ?? ""
    return StyledLine((whose.map { $0 + " · " } ?? "") + round + range, .muted)
  }

  public mutating func refresh(desk: Desk) { refresh(desk: desk, anew: false) }

  mutating func refresh(desk: Desk, anew: Bool) {
    guard let library = desk.library.quotes else { return }
    let branch = QuoteBranch(desk.book, tables: library.tables)
    self.branch = branch
    let own = branch.vehicleLists.map(\.list)
    if cars == nil || own != ownLists {
      ownLists = own
      cars = own.isEmpty ? library.vehicles : library.shelf.index(with: own)
    }
    let values = form?.values ?? begin(desk, library, anew: anew)
    noteKept(desk)
    renew(values, desk, library)
  }

  /// The form with these values: which fields there are follows from them.
  mutating func renew(_ values: [String: String], _ desk: Desk, _ library: QuoteLibrary) {
    var values = values
    for (id, value) in QuoteForm.defaults where values[id]?.isEmpty ?? true { values[id] = value }
    let focus = form?.focused?.id
    form = QuoteForm.part(values, desk.language, library)
    if let focus { form?.focus(on: focus) }
  }

  /// What is known before anything was typed: the branch's region, the customer's car.
  /// - Parameter anew: passes over the quotes that are kept.
  mutating func begin(_ desk: Desk, _ library: QuoteLibrary, anew: Bool = false) -> [String: String] {
    var values: [String: String] = [:]
    var region = branch?.region
    if let opportunity, let record = desk.book.record(.opportunity, opportunity) {
      let dealer = record["dealer"]?.string.flatMap { desk.lookups.dealer(RecordID(rawValue: $0)) }
      region = library.tables.region(province: dealer?.text("province"), city: dealer?.text("city")) ?? region
      customer = record["customerName"]?.string
      values["series"] = record["model"]?.string ?? ""
      if !anew, let kept = KeptQuote.all(of: record).last {
        rounds = KeptQuote.all(of: record).dropLast().map(\.quote)
        savedRounds = rounds.count
        quote = kept.quote
        savedQuote = kept.quote
        return resume(kept.quote.request)
      }
      if let found = values["series"].flatMap({ cars?.vehicle(named: $0) }) { values.merge(take(found, library)) { $1 } }
    }
    // Without a setting: where most dealers of the book are.
    region = region ?? QuoteScreen.usualRegion(desk, library)
    if let region {
      values["region"] = region
      regionIsAssumed = true
    }
    return values
  }

  /// The form as it was when that quote was made: a corrected price must not make another car of it.
  private mutating func resume(_ request: QuoteRequest) -> [String: String] {
    begun = request
    regionIsAssumed = request.assumed.contains(.region)
    fuelIsGiven = !request.assumed.contains(.fuel)
    vehicle = request.series.flatMap { cars?.vehicle(named: (request.brand ?? "") + $0) ?? cars?.vehicle(named: $0) }
    return QuoteForm.values(of: request)
  }

  /// Takes a car of the list: what the form then says.
  mutating func take(_ found: Vehicle, _ library: QuoteLibrary) -> [String: String] {
    vehicle = found
    var values = ["series": found.series, "price": found.price(.low).description]
    if !fuelIsGiven { values["fuel"] = (library.tables.fuelMarks.likely(brand: found.brand, series: found.series) ?? .petrol).rawValue }
    return values
  }

  /// Begins again: for the same customer, whose talk goes on in his record, or for nobody.
  private mutating func fresh(for opportunity: RecordID?, _ desk: Desk, _ library: QuoteLibrary) {
    var next = QuoteScreen(opportunity: opportunity)
    (next.cars, next.ownLists) = (cars, ownLists)
    next.hasLetGo = opportunity == nil && (self.opportunity != nil || hasLetGo)
    next.refresh(desk: desk, anew: true)
    self = next
    isTyping = true
    look(desk, library)
  }

  static func usualRegion(_ desk: Desk, _ library: QuoteLibrary) -> String? {
    var counts: [String: Int] = [:]
    for dealer in desk.lookups.dealers.rows.prefix(500) {
      if let region = library.tables.region(province: dealer.province, city: dealer.city) { counts[region, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    guard let library = desk.library.quotes, form != nil else { return [] }
    switch message {
    case .edit:
      isTyping = true
      look(desk, library)
    case .focus(let index):
      isTyping = true
      form?.focus(index: index)
      look(desk, library)
    case .form(let key): return typed(key, desk, library)
    case .candidate(let index):
      list.index = index
      hasPointed = true
      return accept(desk, library)
    case .accept: return accept(desk, library)
    case .browse:
      isTyping = false
      return []
    case .up: row = max(0, row - 1)
    case .down: row = min(max(0, covers(library).count - 1), row + 1)
    case .left: column = max(0, column - 1)
    case .right: column = min(max(0, (quote?.columns.count ?? 1) - 1), column + 1)
    case .at(let place):
      row = place % 100
      column = place / 100
    case .toggle: return toggle(library)
    case .raise: return step(1, library)
    case .lower: return step(-1, library)
    case .nextRound: return nextRound(desk)
    case .compare: return [.open(QuoteCompareScreen(rounds: rounds + (quote.map { [$0] } ?? [])))]
    case .save: return save(desk, library)
    case .agree: return agree(desk, library)
    case .copy: return copy(desk, library)
    case .export:
      guard let quote else { return [] }
      return [.open(QuoteExportScreen(quote: quote, earlier: rounds.last, today: desk.today, language: desk.language))]
    case .booklet:
      guard let model = bookletModel(desk) else { return [] }
      return [
        .open(BookletScreen(request: model, cars: cars ?? library.vehicles, brand: vehicle?.brand ?? "", today: desk.today, language: desk.language))
      ]
    case .tables: return [.open(BranchTablesScreen())]
    case .fresh: fresh(for: opportunity, desk, library)
    case .letGo: fresh(for: nil, desk, library)
    }
    return []
  }
}
