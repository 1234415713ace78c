/// One of the files a handbook is made of. A branch may replace any of them by a file of the same name in its book.
public enum HandbookPart: String, CaseIterable, Sendable {
  case stages, steps, fields, choices, talk, classification, defaults
  /// The file's name: `steps.json`.
  public var file: String { rawValue + ".json" }
}

/// Something wrong in a handbook file: where, and what was expected.
public struct HandbookFault: Equatable, Sendable {
  public enum What: Equatable, Sendable {
    case missingFile
    case notJSON(JSONError)
    /// A member is absent or of another type; `expected` names the type as the data format does.
    case expected(String)
    /// A phrase without text in `language` (`zh` or `en`).
    case emptyPhrase(language: String)
    /// A name that nothing defines; `kind` is `field`, `step`, `choices`, `choice`, `role`, `material`, `stage`, `track`, `type`, `setting`.
    case unknown(kind: String, name: String)
    case duplicate(String)
    /// The stages of the file are not exactly those of the product.
    case stages(found: [String])
    /// The step may not be skippable: only tracks B and C are (decision 3).
    case notSkippable
  }
  public let part: HandbookPart
  /// Where in the file: `steps[3].fields[2]`.
  public let path: String
  public let what: What
}

/// Why a handbook cannot be used: everything that is wrong, so that a branch mends its file in one go.
public struct HandbookError: Error, Equatable, Sendable {
  public let faults: [HandbookFault]
}
