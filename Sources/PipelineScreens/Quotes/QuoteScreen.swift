import Canvas
import Pipeline

/// Screen 5, the quick quote: a short form, then packages side by side that are changed in place.
///
/// While the form has the keys every letter is text; over the packages letters act. Enter in the form quotes; Enter over
/// the packages leads back into it.
public struct QuoteScreen: Screen {
  /// The opportunity it is for; nil: asked when it is saved.
  let opportunity: RecordID?
  var form: FormPart?
  var isTyping = false
  /// Candidates of the field that is typed: series or regions.
  var vehicles: [Vehicle] = []
  var regions: [String] = []
  var list = ListPart("candidates")
  var vehicle: Vehicle?
  /// The region came from the book or the dealer, nobody typed it.
  var regionIsAssumed = false
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
  private var hasPointed = false
  private var ownLists: [VehicleList] = []

  public init(opportunity: RecordID? = nil) { self.opportunity = opportunity }

  public enum Message {
    case edit, form(Key), focus(Int), candidate(Int), accept, browse
    case up, down, left, right, at(Int)
    case toggle, raise, lower
    case nextRound, compare, save, agree, copy, export, booklet, tables, fresh
  }

  public var name: String { "quote" }
  public func title(desk: Desk) -> Wording { Wording(zh: "快速报价", en: "Quick quote") }

  public func status(desk: Desk) -> StyledLine {
    guard let quote, let library = desk.library.quotes else { return "" }
    let round = library.words.sentence("round", ["n": .string(String(quote.round))], QuoteLibrary.language(desk.language))
    // The round first: what does not fit is cut at the end.
    let range = vehicle.map { " · " + QuoteScreen.range($0.price, desk) } ?? ""
    return StyledLine(round + range, .muted)
  }

  public mutating func refresh(desk: Desk) {
    guard let library = desk.library.quotes else { return }
    let branch = QuoteBranch(desk.book, tables: library.tables)
    self.branch = branch
    let own = branch.vehicleLists.map(\.list)
    if cars == nil || own != ownLists {
      ownLists = own
      cars = own.isEmpty ? library.vehicles : library.shelf.index(with: own)
    }
    var values = form?.values ?? begin(desk, library)
    noteKept(desk)
    for (id, value) in QuoteForm.defaults where values[id]?.isEmpty ?? true { values[id] = value }
    let focus = form?.focused?.id
    form = QuoteForm.part(values, desk.language, library)
    if let focus { form?.focus(on: focus) }
  }

  /// What is known before anything was typed: the branch's region, the customer's car.
  private mutating func begin(_ desk: Desk, _ library: QuoteLibrary) -> [String: String] {
    var values: [String: String] = [:]
    var region = branch?.region
    if let opportunity, let record = desk.book.record(.opportunity, opportunity) {
      let dealer = record["dealer"]?.string.flatMap { desk.lookups.dealer(RecordID(rawValue: $0)) }
      region = library.tables.region(province: dealer?.text("province"), city: dealer?.text("city")) ?? region
      values["series"] = record["model"]?.string ?? ""
      if let kept = KeptQuote.all(of: record).last {
        rounds = KeptQuote.all(of: record).dropLast().map(\.quote)
        savedRounds = rounds.count
        quote = kept.quote
        savedQuote = kept.quote
        values["price"] = kept.quote.request.price.description
        region = kept.quote.request.region
      } else if let found = values["series"].flatMap({ cars?.vehicle(named: $0) }) {
        vehicle = found
        values["price"] = found.price(.low).description
      }
    }
    // Without a setting: where most dealers of the book are.
    region = region ?? QuoteScreen.usualRegion(desk, library)
    if let region {
      values["region"] = region
      regionIsAssumed = true
    }
    return values
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
      guard let request = currentRequest(desk) else { return [] }
      return [
        .open(BookletScreen(request: request, cars: cars ?? library.vehicles, brand: vehicle?.brand ?? "", today: desk.today, language: desk.language))
      ]
    case .tables: return [.open(BranchTablesScreen())]
    case .fresh:
      self = QuoteScreen()
      refresh(desk: desk)
      isTyping = true
      look(desk, library)
    }
    return []
  }

  // MARK: The form

  private mutating func typed(_ key: Key, _ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    let before = form?.focused?.id
    switch key {
    case .pageDown, .control("n"):
      list.press(.down, count: candidates)
      hasPointed = true
    case .pageUp, .control("p"):
      list.press(.up, count: candidates)
      hasPointed = true
    default:
      guard let outcome = form?.press(key) else { return [] }
      if case .edited(let id) = outcome {
        if id == "series" { vehicle = nil }
        if id == "region" { regionIsAssumed = false }
        if QuoteForm.deciding.contains(id) { refresh(desk: desk) }
        list.index = 0
        look(desk, library)
      } else if form?.focused?.id != before {
        list.index = 0
        look(desk, library)
      }
    }
    return []
  }

  var candidates: Int { vehicles.isEmpty ? regions.count : vehicles.count }

  /// Finds what the focused field may mean.
  private mutating func look(_ desk: Desk, _ library: QuoteLibrary) {
    vehicles = []
    regions = []
    hasPointed = false
    guard let form else { return }
    switch form.focused?.id {
    case "series": if vehicle == nil, !form["series"].isEmpty { vehicles = cars?.search(form["series"], limit: 40) ?? [] }
    case "region":
      let query = form["region"]
      let all = library.tables.compulsory.regions.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      if regionIsAssumed || all.contains(query) { return }
      regions = query.isEmpty ? all : all.filter { desk.finder.matches(query, $0) }
    default: break
    }
  }

  /// Enter in the form: takes the candidate, then quotes as soon as nothing is missing.
  private mutating func accept(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    if vehicles.indices.contains(list.index) {
      let found = vehicles[list.index]
      vehicle = found
      form?["series"] = found.series
      form?["price"] = found.price(.low).description
      if found.series.contains("新能源") || found.series.contains("DM-i") || found.series.contains("EV") { guessFuel(found, desk) }
    } else if regions.indices.contains(list.index), hasPointed || !(form?["region"].isEmpty ?? true) {
      form?["region"] = regions[list.index]
    }
    list.index = 0
    look(desk, library)
    if let missing = form?.missing.first {
      form?.focus(on: missing.id)
      look(desk, library)
      return []
    }
    return compute(desk, library)
  }

  /// A name that says what drives the car saves a question; the form shows it.
  private mutating func guessFuel(_ vehicle: Vehicle, _ desk: Desk) {
    form?["fuel"] = (vehicle.series.contains("EV") && !vehicle.series.contains("PHEV") ? Fuel.electric : .plugin).rawValue
    refresh(desk: desk)
  }

  private mutating func compute(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    guard let values = form?.values, let branch else { return [] }
    do throws(QuoteError) {
      let request = try QuoteForm.request(values, desk, vehicle: vehicle, assumedRegion: regionIsAssumed)
      // Lines changed in place stay when only the car or its price was corrected.
      let same = quote.map { $0.request.start == request.start && $0.request.series == request.series } ?? false
      let packages = same ? quote!.columns.map(\.package) : branch.packages.packages(on: request.start)
      quote = try branch.engine(on: request.start).quote(request, columns: packages, round: quote?.round ?? 1)
      column = min(column, max(0, packages.count - 1))
      isTyping = false
      return []
    } catch {
      if let field = QuoteForm.field(of: error) {
        form?.focus(on: field)
        if form?.focused?.id == field { form?.errors[field] = desk.say(library.remark(error)) }
      }
      return [.fail(library.wording(error))]
    }
  }

  private func currentRequest(_ desk: Desk) -> QuoteRequest? {
    if let quote { return quote.request }
    guard var values = form?.values else { return nil }
    if values["price"]?.isEmpty ?? true { values["price"] = "100000" }
    return try? QuoteForm.request(values, desk, vehicle: nil, assumedRegion: regionIsAssumed)
  }

  // MARK: The packages

  /// The covers one may choose, in the order of the table.
  func covers(_ library: QuoteLibrary) -> [Cover] {
    guard let quote else { return [] }
    let sold = library.tables.covers.sold(on: quote.request.start, fuel: quote.request.fuel).map(\.cover)
    return sold.filter { $0 != .occupants } + quote.covers(by: library.tables.covers).filter { !sold.contains($0) }
  }

  private mutating func change(_ library: QuoteLibrary, _ edit: (QuotePackage) -> QuotePackage) -> [Effect] {
    guard let old = quote, old.columns.indices.contains(column), let branch else { return [] }
    var packages = old.columns.map(\.package)
    packages[column] = edit(packages[column])
    do throws(QuoteError) {
      quote = try branch.engine(on: old.request.start).quote(old.request, columns: packages, round: old.round)
      return []
    } catch { return [.fail(library.wording(error))] }
  }

  private mutating func toggle(_ library: QuoteLibrary) -> [Effect] {
    let covers = covers(library)
    guard covers.indices.contains(row), let quote, quote.columns.indices.contains(column) else { return [] }
    let cover = covers[row]
    if quote.columns[column].line(cover) != nil { return change(library) { $0.dropping(cover) } }
    let elsewhere = quote.columns.lazy.compactMap { $0.package.lines.first { $0.cover == cover }?.limit }.first
    let limit = elsewhere ?? library.tables.covers[cover]?.steps.first
    return change(library) { $0.setting(cover, limit: limit) }
  }

  private mutating func step(_ direction: Int, _ library: QuoteLibrary) -> [Effect] {
    let covers = covers(library)
    guard covers.indices.contains(row), let quote, let branch, quote.columns.indices.contains(column) else { return [] }
    let cover = covers[row]
    guard let line = quote.columns[column].package.lines.first(where: { $0.cover == cover }) else { return toggle(library) }
    let limits = branch.engine(on: quote.request.start).limits(of: cover, in: quote.request)
    guard !limits.isEmpty else {
      return [.fail(Wording(zh: "\(library.wording(cover).zh)没有可选的保额", en: "\(library.wording(cover).en): there is no limit to choose"))]
    }
    let present = line.limit ?? .zero
    let next = direction > 0 ? limits.first { $0 > present } : limits.last { $0 < present }
    guard let next else {
      return [.fail(Wording(zh: "已是\(direction > 0 ? "最高" : "最低")保额", en: direction > 0 ? "That is the highest limit" : "That is the lowest limit"))]
    }
    return change(library) { $0.setting(cover, limit: next) }
  }

  private mutating func nextRound(_ desk: Desk) -> [Effect] {
    guard let quote, let branch else { return [] }
    rounds.append(quote)
    if quote == savedQuote { savedRounds = rounds.count }
    self.quote = branch.engine(on: quote.request.start).nextRound(quote)
    return [.done(zh: "第 \(quote.round + 1) 轮：改险种或保额，与第 \(quote.round) 轮对照", en: "Round \(quote.round + 1): change covers or limits, held against round \(quote.round)")]
  }

  /// The column under the cursor against the round before; nil in the first round.
  var comparison: QuoteComparison? {
    guard let quote, let earlier = rounds.last, quote.columns.indices.contains(column) else { return nil }
    let new = quote.columns[column]
    return earlier.columns.first { $0.package.id == new.package.id }.map { QuoteComparison(from: $0, to: new) }
  }
}
