import OrderedCollections

/// A list of accident cases turned into one `Change` (issue "repair referrals"). A case is known by its day and plate: a
/// later list that brings the result or the assessed loss changes it, the same list again changes nothing.
public struct ReferralImport: Sendable {
  public enum Reason: Error, Equatable, Sendable {
    case referral(ReferralError)
    case unknownDealer(FieldKey, String)
    case ambiguousDealer(FieldKey, String, [RecordID])
  }

  public enum Outcome: Equatable, Sendable {
    case added(RecordID)
    case updated(RecordID)
    case unchanged(RecordID)
    case rejected(Reason)
  }

  public struct Row: Sendable {
    /// The row's number in its sheet, from 1.
    public let number: Int
    public let outcome: Outcome
    /// The cells as they came, for the file of rejects.
    public let cells: [String]
  }

  public let rows: [Row]
  public let change: Change
  public var added: Int { rows.count { if case .added = $0.outcome { true } else { false } } }
  public var updated: Int { rows.count { if case .updated = $0.outcome { true } else { false } } }
  public var unchanged: Int { rows.count { if case .unchanged = $0.outcome { true } else { false } } }
  public var rejected: [Row] { rows.filter { if case .rejected = $0.outcome { true } else { false } } }

  /// Nil when no row of the first ten names a plate as a heading.
  public init?(_ sheet: [[String]], file: String, into book: Book, stamp: WorkStamp, mint: inout IDMint) {
    guard let (top, places) = ReferralImport.headings(sheet) else { return nil }
    var dealers: [String: [RecordID]] = [:]
    book[.dealer].forEach { record in
      guard record["gone"] == nil else { return true }
      let dealer = Dealer(record: record)
      for name in Set(([dealer.code].compactMap { $0 } + dealer.aliases + [dealer.name]).map(CustomerImportWork.plain))
      where !name.isEmpty {
        dealers[name, default: []].append(dealer.id)
      }
      return true
    }
    var before: OrderedDictionary<RecordID, Record> = [:]
    var now: [RecordID: Record] = [:]
    var known: [String: RecordID] = [:]
    book[.referral].forEach { record in
      let referral = Referral(record: record)
      if !referral.isGone, let on = referral.on, let plate = referral.plate {
        known[on.description + plate] = referral.id
      }
      return true
    }
    func take(_ cells: [String]) throws(Reason) -> Outcome {
      let fields = try ReferralImport.fields(cells, places, dealers)
      let plate = fields["plate"]?.string.map { ArchiveField.plain($0).uppercased() } ?? ""
      let key = (fields["date"]?.string ?? stamp.on.description) + plate
      do throws(ReferralError) {
        if let id = known[key], let old = now[id] ?? book.record(.referral, id) {
          let edit = try Referral(record: old).edited(fields, stamp: stamp).edits[0]
          if before[id] == nil { before[id] = old }
          now[id] = edit.applied(to: old)
          return edit.fields.isEmpty ? .unchanged(id) : .updated(id)
        }
        let edit = try Referral.add(fields, stamp: stamp, mint: &mint).edits[0]
        before[edit.id] = Record(id: edit.id)
        now[edit.id] = edit.applied(to: Record(id: edit.id))
        known[key] = edit.id
        return .added(edit.id)
      } catch { throw .referral(error) }
    }
    var rows: [Row] = []
    for (number, cells) in sheet.enumerated().dropFirst(top + 1) {
      if cells.allSatisfy({ ArchiveField.trimmed($0).isEmpty }) { continue }
      let outcome: Outcome
      do throws(Reason) { outcome = try take(cells) } catch { outcome = .rejected(error) }
      rows.append(Row(number: number + 1, outcome: outcome, cells: cells))
    }
    self.rows = rows
    change = Change(
      Deed("import.referrals", ["file": .string(file), "rows": .int(rows.count)]),
      before.compactMap { id, old in
        let fields = Change.difference(from: old, to: now[id]!)
        return fields.isEmpty ? nil : RecordEdit(.referral, id, fields)
      })
  }

  private static func headings(_ sheet: [[String]]) -> (row: Int, places: OrderedDictionary<String, Int>)? {
    for (number, row) in sheet.prefix(10).enumerated() {
      var places: OrderedDictionary<String, Int> = [:]
      for (column, cell) in row.enumerated() {
        if let field = names[CustomerColumns.plain(cell)], places[field] == nil { places[field] = column }
      }
      if places["plate"] != nil { return (number, places) }
    }
    return nil
  }

  private static func fields(
    _ cells: [String], _ places: OrderedDictionary<String, Int>, _ dealers: [String: [RecordID]]
  ) throws(Reason) -> JSONObject {
    var fields: JSONObject = [:]
    for (field, place) in places {
      let cell = place < cells.count ? ArchiveField.trimmed(cells[place]) : ""
      guard !cell.isEmpty else { continue }
      switch field {
      case "date": fields[field] = .string(CustomerCell.day(cell))
      case "soldThrough", "shop":
        let found = dealers[CustomerImportWork.plain(cell)] ?? []
        guard let first = found.first else { throw .unknownDealer(FieldKey(field), cell) }
        guard found.count == 1 else { throw .ambiguousDealer(FieldKey(field), cell, found) }
        fields[field] = .string(first.rawValue)
      case "result": fields[field] = .string(results[cell] ?? cell.lowercased())
      default: fields[field] = .string(cell)
      }
    }
    return fields
  }

  private static let results: [String: String] = [
    "待定": "pending", "未到店": "pending", "到店": "arrived", "已到店": "arrived", "成功": "arrived", "去往他店": "went-elsewhere",
    "他店": "went-elsewhere", "拒绝": "declined",
  ]

  private static let names: [String: String] = [
    "日期": "date", "出险日期": "date", "报案日期": "date", "date": "date", "车牌": "plate", "车牌号": "plate", "plate": "plate",
    "品牌": "brand", "brand": "brand", "销售车商": "soldThrough", "出单车商": "soldThrough", "soldthrough": "soldThrough",
    "推荐网点": "shop", "推荐维修": "shop", "送修网点": "shop", "shop": "shop", "推荐次数": "tries", "次数": "tries", "tries": "tries",
    "结果": "result", "送修结果": "result", "result": "result", "定损金额": "assessedLoss", "定损": "assessedLoss",
    "assessedloss": "assessedLoss", "备注": "note", "note": "note",
  ]
}

extension RecordEdit {
  /// The record after this edit.
  func applied(to record: Record) -> Record {
    var record = record
    for field in fields { record[field.key] = field.to }
    return record
  }
}
