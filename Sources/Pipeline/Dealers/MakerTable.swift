/// The car makers and their brands (`Resources/dealers/makers.csv`): who `别克` is, and which lists belong to whom.
public struct MakerTable: Sendable, Equatable {
  public struct Maker: Sendable, Equatable {
    /// As the maker's list calls it: `fawvm`.
    public let code: String
    /// 一汽大众
    public let name: String
    /// 大众; two makers may share one.
    public let brand: String
  }

  public let makers: [Maker]
  private let byWord: [String: [Int]]

  public init(_ makers: [Maker]) {
    self.makers = makers
    var byWord: [String: [Int]] = [:]
    for (index, maker) in makers.enumerated() {
      for word in Set([maker.code, maker.name, maker.brand].map(CellText.letters)) {
        byWord[word, default: []].append(index)
      }
    }
    self.byWord = byWord
  }

  /// The shipped table, or one of the same form: code, maker, brand under a heading line.
  public init(csv bytes: [UInt8]) throws(ImportError) {
    let rows = try CSVReader(file: "makers.csv", limits: SpreadsheetLimits()).rows(bytes)
    self.init(
      rows.dropFirst().compactMap { row in
        guard let code = row[0], let name = row[1], let brand = row[2] else { return nil }
        return Maker(code: code, name: name, brand: brand)
      })
  }

  /// The makers that a word may mean: one for `buick`, `别克` or `一汽大众`, two for `大众`, none for an unknown word.
  public func makers(named word: String) -> [Maker] {
    let word = CellText.letters(word)
    let exact = (byWord[word] ?? []).map { makers[$0] }
    // `大众` is both a brand and, by another list's habit, a maker: a word that is somebody's code or name is his.
    let own = exact.filter { CellText.letters($0.code) == word || CellText.letters($0.name) == word }
    if own.count == 1, exact.allSatisfy({ $0.brand == own[0].brand }),
      exact.count == 1 || CellText.letters(own[0].brand) != word
    {
      return own
    }
    return exact
  }

  public func maker(code: String) -> Maker? { makers.first { $0.code == code } }

  /// The brand's one spelling: `buick`, `上汽通用别克` and `别克` are all `别克`. An unknown word is kept.
  public func brand(_ word: String) -> String {
    let found = Set(makers(named: word).map(\.brand))
    return found.count == 1 ? found.first! : CellText.trimmed(word)
  }
}
