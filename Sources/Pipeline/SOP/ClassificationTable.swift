/// The decision table that puts a dealer into a class (sop 4). Rows are tried in order; the first that fits wins.
public struct ClassificationTable: Sendable, Equatable {
  /// A row. A condition that is nil does not matter.
  public struct Rule: Sendable, Equatable {
    /// `R1` …
    public let id: String
    /// Newly founded and selling a mainstream brand.
    public let newMainstream: Bool?
    public let quality: [String]?
    public let scale: [String]?
    /// Underwriting terms can be changed, or business can be selected.
    public let canAdapt: Bool?
    /// An id of the catalogue `classes`.
    public let result: String
    /// Why, in a sentence.
    public let reason: Phrase
  }

  public let rules: [Rule]
  /// The class and rule id when an input that the rows need is not known.
  public let undecided: (result: String, rule: String)

  public static func == (a: ClassificationTable, b: ClassificationTable) -> Bool {
    a.rules == b.rules && a.undecided == b.undecided
  }
}

extension HandbookReader {
  mutating func classification(_ root: JSONValue?, choices: [String: [Choice]]) -> ClassificationTable {
    var rules: [ClassificationTable.Rule] = []
    func known(_ list: String, _ id: String) -> Bool { choices[list]?.contains { $0.id == id } == true }
    for (path, item) in items(.classification, root, "rules") {
      let result = string(.classification, path, item, "class")
      if !known("classes", result) { note(.classification, path, .unknown(kind: "choice", name: result)) }
      let quality = strings(.classification, path, item, "quality")
      for id in quality where !known("qualities", id) { note(.classification, path, .unknown(kind: "choice", name: id)) }
      let scale = strings(.classification, path, item, "scale")
      for id in scale where !known("scales", id) { note(.classification, path, .unknown(kind: "choice", name: id)) }
      rules.append(
        ClassificationTable.Rule(
          id: string(.classification, path, item, "id"), newMainstream: item["newMainstream"]?.bool,
          quality: quality.isEmpty ? nil : quality, scale: scale.isEmpty ? nil : scale,
          canAdapt: item["canAdapt"]?.bool, result: result, reason: phrase(.classification, path, item, "reason")))
    }
    unique(.classification, rules.map(\.id))
    guard let undecided = root?["undecided"], let result = undecided["class"]?.string, known("classes", result),
      let rule = undecided["rule"]?.string
    else {
      if root != nil { note(.classification, "undecided", .expected("class and rule")) }
      return ClassificationTable(rules: rules, undecided: ("", ""))
    }
    return ClassificationTable(rules: rules, undecided: (result, rule))
  }
}
