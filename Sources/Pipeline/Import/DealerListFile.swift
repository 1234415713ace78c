/// What the name of a list's file tells: `geely_20200403.xlsx` is geely's list of 2020-04-03.
struct DealerListFile {
  /// The name without its day and ending; names the list if no maker does.
  let stem: String
  let maker: String?
  let dated: Day?

  init(_ path: String, makers: MakerTable) {
    var name = DealerListFile.last(path)
    for ending in [".xlsx", ".xlsm", ".csv", ".tsv", ".txt"] where name.lowercased().hasSuffix(ending) {
      name = String(name.dropLast(ending.count))
    }
    var dated: Day?
    let digits = name.split { !("0"..."9").contains($0) }
    if let eight = digits.first(where: { $0.count == 8 }), let day = DealerListRow.day(String(eight)) {
      dated = day
      name = name.split(separator: eight, maxSplits: 1).joined(separator: " ")
    } else if digits.count >= 3, let start = digits.indices.dropLast(2).first(where: { digits[$0].count == 4 }),
      let day = DealerListRow.day(digits[start...(start + 2)].joined(separator: "-"))
    {
      dated = day
      let rest = name[digits[start + 2].endIndex...]
      name = String(name[..<digits[start].startIndex]) + " " + (rest.first == "日" ? rest.dropFirst() : rest)
    }
    self.dated = dated
    let words = name.split { " _-.()（）".contains($0) }.map(String.init)
    let found = words.lazy.compactMap { word in
      let found = makers.makers(named: word)
      return found.count == 1 ? found[0].code : nil
    }
    maker = found.first
    stem = CellText.clean(String(words.joined(separator: "-").prefix(60)))
  }

  static func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
