import OrderedCollections

/// The dealers while an import goes on: those of the book and those that the lists bring, list after list.
struct DealerImportDesk {
  /// A dealer on the desk; `original` is nil for one that this import adds.
  struct Card {
    var record: Record
    let original: Record?
    var keys: DealerKeys
  }

  private let options: DealerImportOptions
  private var cards: [Card] = []
  private var places: [RecordID: Int] = [:]
  /// Places of cards by their maker, so that a list meets only its own.
  private var byMaker: [String?: [Int]] = [:]
  private var touched: OrderedSet<Int> = []
  private var lists: DealerLists
  private let oldLists: [String: Record]

  init(book: Book, options: DealerImportOptions) {
    self.options = options
    lists = DealerLists(book)
    oldLists = lists.records
    let table = book[.dealer]
    cards.reserveCapacity(table.count)
    table.forEach { record in
      places[record.id] = cards.count
      byMaker[record["maker"]?.string, default: []].append(cards.count)
      cards.append(Card(record: record, original: record, keys: DealerKeys(Dealer(record: record))))
      return true
    }
  }

  /// What the desk differs by from the book: a dealer that two lists touched is one edit.
  func edits() -> [RecordEdit] {
    var edits: [RecordEdit] = touched.compactMap { place in
      let card = cards[place]
      let fields = Change.difference(from: card.original ?? Record(id: card.record.id), to: card.record)
      return fields.isEmpty ? nil : RecordEdit(.dealer, card.record.id, fields)
    }
    for (id, record) in lists.records.sorted(by: { $0.key < $1.key }) where oldLists[id] != record {
      let fields = Change.difference(from: oldLists[id] ?? Record(id: record.id), to: record)
      edits.append(RecordEdit(.dealerList, record.id, fields))
    }
    return edits
  }

  /// Lays the rows of one file on the desk. `list` names the rows that no maker does.
  mutating func take(
    _ rows: [DealerListRow], from table: SheetTable, list: String, dated: Day, mint: inout IDMint
  ) -> (rows: [ImportPlan.Row], lists: [String]) {
    var results: [ImportPlan.Row?] = Array(repeating: nil, count: rows.count)
    var makers: OrderedDictionary<String?, [Int]> = [:]
    for (index, row) in rows.enumerated() {
      if let reason = row.rejection {
        results[index] = result(row, table, .rejected, reason: reason)
      } else {
        makers[row.maker, default: []].append(index)
      }
    }
    var names: [String] = []
    for (maker, indices) in makers {
      let name = maker ?? (list.isEmpty ? "list" : list)
      names.append(options.kind.rawValue + ":" + name)
      take(indices, of: rows, maker: maker, list: name, dated: dated, table: table, mint: &mint, results: &results)
    }
    return (results.compactMap { $0 }, names)
  }

  private func result(
    _ row: DealerListRow, _ table: SheetTable, _ outcome: ImportPlan.Outcome, dealer: RecordID? = nil,
    changes: [ImportPlan.FieldChange] = [], by: DealerMatch? = nil, reason: ImportReason? = nil,
    extra: [ImportWarning] = []
  ) -> ImportPlan.Row {
    ImportPlan.Row(
      file: table.file, sheet: table.sheet, row: row.number, outcome: outcome, dealer: dealer, name: row.name,
      changes: changes, matchedBy: by, reason: reason, warnings: row.warnings + extra)
  }

  /// The rows of one maker.
  private mutating func take(
    _ indices: [Int], of rows: [DealerListRow], maker: String?, list: String, dated: Day, table: SheetTable,
    mint: inout IDMint, results: inout [ImportPlan.Row?]
  ) {
    let kind = options.kind.rawValue
    let entry = kind + ":" + list
    let groups = DealerListGroups(indices.map { rows[$0] })
    var members: [Int] = []
    var candidates: [DealerMatcher.Candidate] = []
    let near = maker == nil ? Array(cards.indices) : ((byMaker[maker] ?? []) + (byMaker[nil] ?? [])).sorted()
    for place in near {
      let card = cards[place]
      let dealer = Dealer(record: card.record)
      let isOfList = card.record[.entry("sources", entry)] != nil
      if isOfList, card.record["gone"] == nil { members.append(place) }
      candidates.append(
        DealerMatcher.Candidate(
          place: place, id: dealer.id, code: maker == dealer.maker || dealer.maker == nil ? dealer.code.map { FoldedText(CellText.fold($0)) } : nil,
          aliases: dealer.aliases.map { FoldedText(CellText.fold($0)) }, keys: card.keys, isOfList: isOfList))
    }
    var matcher = DealerMatcher(candidates: candidates, wanted: groups.groups.map(\.wanted))
    let found = matcher.match(refusesTies: maker == nil)
    var named: Set<String> = [], added: Set<String> = []
    for (groupIndex, group) in groups.groups.enumerated() {
      let row = groups.rows[group.first]
      let shared: [ImportWarning] = group.sharesCode ? [.codeShared(row.code ?? "")] : []
      let outcome: ImportPlan.Row
      if let ambiguous = matcher.ambiguous[groupIndex] {
        outcome = result(row, table, .rejected, reason: .ambiguous(ambiguous.map { candidates[$0].id }.sorted()), extra: shared)
      } else if let match = found[groupIndex] {
        var place = candidates[match.candidate].place
        var reason: ImportReason?
        if let gone = cards[place].record["gone"] {
          (place, reason) = survivor(of: place, gone)
        }
        named.insert(cards[place].record.id.rawValue)
        if let reason {
          outcome = result(row, table, .unchanged, dealer: cards[place].record.id, by: match.by, reason: reason, extra: shared)
        } else {
          let source = DealerSource(kind: kind, list: list, dated: dated, file: DealerListFile.last(table.file))
          let (changes, older) = update(place, with: row, source: source)
          outcome = result(
            row, table, changes.isEmpty ? .unchanged : .updated, dealer: cards[place].record.id, changes: changes,
            by: match.by, reason: older.map { .olderList(than: $0) }, extra: shared)
        }
      } else {
        let id = mint.next("d")
        let source = DealerSource(kind: kind, list: list, dated: dated, file: DealerListFile.last(table.file))
        var record = Record(id: id)
        for value in DealerListValues.all(of: row) { record[value.field] = value.json }
        record[source.key] = source.json
        places[id] = cards.count
        byMaker[maker, default: []].append(cards.count)
        touched.append(cards.count)
        cards.append(Card(record: record, original: nil, keys: DealerKeys(Dealer(record: record))))
        named.insert(id.rawValue)
        added.insert(id.rawValue)
        outcome = result(row, table, .added, dealer: id, extra: shared)
      }
      results[indices[group.first]] = outcome
      for other in group.others {
        let row = groups.rows[other]
        results[indices[other]] = result(
          row, table, outcome.outcome == .rejected ? .rejected : .unchanged, dealer: outcome.dealer,
          by: row.code == nil ? .nameAndPlace : .codeAndName, reason: .sameAsRow(groups.rows[group.first].number),
          extra: shared)
      }
    }
    guard !named.isEmpty else { return }
    let missing = Set(members.map { cards[$0].record.id.rawValue }).subtracting(named)
    lists.note(
      kind: kind, list: list, dated: dated, file: DealerListFile.last(table.file), rows: indices.count, named: named,
      missing: missing, added: added)
  }

  /// Where a dealer went that was merged away; a row that names it changes nothing.
  private func survivor(of place: Int, _ gone: JSONValue) -> (Int, ImportReason) {
    var place = place
    var into = gone["into"]?.string
    var steps = 0
    while let id = into, let next = places[RecordID(rawValue: id)], steps < 16 {
      place = next
      into = cards[next].record["gone"]?["into"]?.string
      steps += 1
    }
    if steps == 0 || cards[place].record["gone"] != nil { return (place, .deleted) }
    return (place, .merged(into: cards[place].record.id))
  }

  /// Sets what really changed. A list older than what the book has from it changes nothing; one that is not newer than
  /// every other source only fills what is empty.
  private mutating func update(
    _ place: Int, with row: DealerListRow, source: DealerSource
  ) -> (changes: [ImportPlan.FieldChange], olderThan: Day?) {
    var record = cards[place].record
    let dealer = Dealer(record: record)
    let dated = source.dated ?? options.day
    let own = dealer.sources.first { $0.entry == source.entry }
    let ownDay = own.flatMap { lists.dated($0, of: record.id) }
    if let ownDay, dated < ownDay { return ([], ownDay) }
    let others = dealer.sources.filter { $0.entry != source.entry }.compactMap { lists.dated($0, of: record.id) }
    let overwrites = others.allSatisfy { $0 < dated }
    var changes: [ImportPlan.FieldChange] = []
    func set(_ field: FieldKey, _ value: JSONValue?) {
      changes.append(ImportPlan.FieldChange(field: field, from: record[field], to: value))
      record[field] = value
    }
    for value in DealerListValues.all(of: row) {
      let present = record[value.field]
      if let correction = dealer.correction(of: value.field) {
        if dated <= correction.on || value.isSame(as: correction.was) || value.isSame(as: present) { continue }
        if !overwrites { continue }
        record[DealerCorrection.key(value.field)] = nil
      } else if let present {
        if value.isSame(as: present) || !overwrites { continue }
      }
      if value.field == "code" {
        var aliases = dealer.aliases.filter { CellText.fold($0) != CellText.fold(row.code ?? "") }
        if let old = present?.string { aliases.append(old) }
        if aliases != dealer.aliases { set("aliases", aliases.isEmpty ? nil : .array(aliases.map { .string($0) })) }
      }
      set(value.field, value.merged(with: present))
    }
    if row.phoneRemark == nil, !row.phones.isEmpty, record["phoneRemark"] != nil, changes.contains(where: { $0.field == "phones" }) {
      set("phoneRemark", nil)
    }
    if own == nil {
      set(source.key, source.json)
    } else if !changes.isEmpty {
      // The stamp goes with the change; a stamp alone is kept with the list.
      record[source.key] = source.json
    }
    if !changes.isEmpty {
      if dealer.maker == nil, let maker = record["maker"]?.string {
        byMaker[nil]?.removeAll { $0 == place }
        byMaker[maker, default: []].append(place)
      }
      cards[place].record = record
      cards[place].keys = DealerKeys(Dealer(record: record))
      touched.append(place)
    }
    return (changes, nil)
  }
}
