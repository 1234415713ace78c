import OrderedCollections

/// How booklets and lists of vehicles come into the book and leave it. An import is one change, so one step of undo.
extension QuoteBranch {
  /// The change that keeps an imported booklet; an empty one where the very same booklet is kept already. Booklets of one
  /// name with other figures or another validity stand beside each other: the policy's start chooses.
  /// - Parameter id: from `IDMint.next("b")`.
  public func change(keeping booklet: Booklet, id: RecordID, on day: Day) -> Change {
    let deed = Deed("quote.booklet", ["name": .string(booklet.name), "rows": .int(booklet.rows.count)])
    if booklets.contains(where: { $0.booklet == booklet }) { return Change(deed, []) }
    var fields = booklet.json.object ?? [:]
    fields["on"] = .string(day.description)
    return Change(deed, .booklet, from: Record(id: id), to: Record(id: id, fields: fields))
  }

  /// The change that keeps an imported list of vehicles; an empty one where the same is kept already. It takes the place
  /// of a list of its name.
  /// - Parameters:
  ///   - id: from `IDMint.next("v")`; not used where a list is replaced.
  ///   - file: the file's name, without its folder.
  ///   - day: of the import; also the list's own day where it says none.
  /// - Throws: `.olderList` where the book has a newer list of that name.
  public func change(keeping list: VehicleList, id: RecordID, file: String? = nil, on day: Day) throws(QuoteError) -> Change {
    let deed = Deed("quote.vehicles", ["name": .string(list.name), "rows": .int(list.rows.count)])
    var list = list
    let present = vehicleLists.first { $0.list.name == list.name }
    if let present {
      if present.list.rows == list.rows, list.dated == nil || list.dated == present.list.dated { return Change(deed, []) }
      let dated = list.dated ?? day
      if let kept = present.list.dated, dated < kept { throw .olderList(list.name, dated: dated, kept: kept) }
    }
    list.dated = list.dated ?? day
    var fields = list.fields
    fields["on"] = .string(day.description)
    if let file { fields["file"] = .string(file) }
    let old = present?.record ?? Record(id: id)
    return Change(deed, .vehicleList, from: old, to: Record(id: old.id, fields: fields))
  }

  /// The booklet of that id, or the only one of that name.
  public func booklet(_ text: String) throws(QuoteError) -> Kept {
    try QuoteBranch.only(booklets, text) { ($0.id, $0.booklet.name) }
  }

  /// The list of that id, or the only one of that name.
  public func vehicleList(_ text: String) throws(QuoteError) -> KeptList {
    try QuoteBranch.only(vehicleLists, text) { ($0.id, $0.list.name) }
  }

  private static func only<T>(_ all: [T], _ text: String, _ said: (T) -> (id: RecordID, name: String)) throws(QuoteError) -> T {
    if let exact = all.first(where: { said($0).id.rawValue == text }) { return exact }
    let named = all.filter { said($0).name == text }
    guard named.count == 1 else {
      throw .unknownKept(text, known: all.map { said($0).id.rawValue + " " + said($0).name })
    }
    return named[0]
  }

  /// The change that takes a booklet or a list out of use. The record stays, marked: undo and history have it.
  public static func change(removing record: Record, _ kind: RecordKind, by: String?, on day: Day) -> Change {
    var new = record
    var gone: JSONObject = ["on": .string(day.description)]
    if let by { gone["by"] = .string(by) }
    new["gone"] = .object(gone)
    return Change(Deed("quote.remove", ["name": record["name"] ?? .null]), kind, from: record, to: new)
  }
}
