import Canvas
import Pipeline
import PipelineScreens

extension Session {
  /// The dealer that a word on the command line means: its id or the beginning of one, a maker's code or an earlier one
  /// (`geely:17644` where two makers share it), its name or a part that only one has.
  ///
  /// - Parameter gone: also looks among the deleted ones.
  /// - Throws: exit 66 when nothing fits, 64 with the candidates when several do.
  func dealer(_ text: String, gone: Bool = false) throws -> Dealer {
    let table = try store().book[.dealer]
    if let exact = table[RecordID(rawValue: text)], gone || exact["gone"] == nil { return Dealer(record: exact) }
    let index = DealerIndex(table, includingGone: gone)
    switch index.find(text) {
    case .one(let row):
      if let record = table[row.id] { return Dealer(record: record) }
      fallthrough
    case .none:
      throw CommandFailure(
        .notFound, "no-such-dealer", ["given": .string(text)],
        Wording(
          zh: "没有找到车商“\(Words.plain(text))”。用 cheshang dealers list --query 查找；已删除的加 --gone。",
          en: "No dealer fits \"\(Words.plain(text))\". Look with `cheshang dealers list --query`; add --gone for deleted ones."))
    case .several(let rows):
      throw ambiguous(text, rows)
    }
  }

  private func ambiguous(_ text: String, _ rows: [DealerRow]) -> CommandFailure {
    let shown = rows.prefix(12)
    var table = TextTable()
    for row in shown { table.add(["  " + row.id.rawValue, (row.maker.map { $0 + ":" } ?? "") + (row.code ?? "-"), row.name, row.city ?? ""]) }
    let list = table.lines().joined(separator: "\n")
    let candidates = shown.map { row -> JSONValue in
      ["id": .string(row.id.rawValue), "code": .optional(row.code), "maker": .optional(row.maker), "name": .string(row.name), "city": .optional(row.city)]
    }
    return CommandFailure(
      .usage, "ambiguous-dealer",
      ["given": .string(text), "count": .int(rows.count), "candidates": .array(candidates)],
      Wording(
        zh: "“\(Words.plain(text))”有 \(rows.count) 家吻合，请用编号或档案号指明：\n\(list)",
        en: "\"\(Words.plain(text))\" fits \(rows.count) dealers; name one by its code or id:\n\(list)"))
  }
}
