import Canvas
import Pipeline

/// The form over the packages: typing, candidates, and the quote it makes.
extension QuoteScreen {
  mutating func typed(_ key: Key, _ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
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
        if id == "fuel" { fuelIsGiven = true }
        if QuoteForm.deciding.contains(id), let form { renew(form.values, desk, library) }
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
  mutating func look(_ desk: Desk, _ library: QuoteLibrary) {
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
  mutating func accept(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    if vehicles.indices.contains(list.index) {
      let taken = take(vehicles[list.index], library)
      renew((form?.values ?? [:]).merging(taken) { $1 }, desk, library)
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

  private mutating func compute(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    guard let values = form?.values, let branch else { return [] }
    do throws(QuoteError) {
      var assumed: Set<QuoteField> = regionIsAssumed ? [.region] : []
      if !fuelIsGiven { assumed.insert(.fuel) }
      let request = try QuoteForm.request(values, desk, vehicle: vehicle, assumed: assumed, begun: begun)
      // Lines changed in place stay when only the car, its price or the day was corrected.
      let offered = branch.packages.packages(on: request.start)
      let same = quote.map { $0.request.series == request.series && branch.packages.packages(on: $0.request.start) == offered } ?? false
      let packages = same ? quote!.columns.map(\.package) : offered
      quote = try branch.engine(on: request.start).quote(request, columns: packages, round: quote?.round ?? nextRound(of: opportunity, desk))
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

  /// A new quote goes on counting where the customer's record stands.
  private func nextRound(of opportunity: RecordID?, _ desk: Desk) -> Int {
    let record = opportunity.flatMap { desk.book.record(.opportunity, $0) }
    return (record.flatMap { KeptQuote.all(of: $0).map(\.quote.round).max() } ?? 0) + 1
  }

  /// What the quotes of a booklet have in common: region and start, nothing of one customer's car or history.
  func bookletModel(_ desk: Desk) -> QuoteRequest? {
    let start = quote?.request.start ?? desk.today + 1
    let region = quote?.request.region ?? form?["region"] ?? ""
    return region.isEmpty ? nil : try? QuoteRequest(price: "100000", region: region, start: start)
  }
}
