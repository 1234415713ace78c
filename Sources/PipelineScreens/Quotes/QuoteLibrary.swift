import Canvas
import Pipeline

/// What the quote screens read: the tables, their words, and all series.
public struct QuoteLibrary: Sendable {
  public let tables: QuoteTables
  public let words: QuoteWords
  /// The shipped lists of vehicles.
  public let shelf: VehicleShelf
  /// The index of the shipped lists alone; a branch with lists of its own has an index of both.
  public let vehicles: VehicleIndex

  public init(tables: QuoteTables, words: QuoteWords, shelf: VehicleShelf) {
    self.tables = tables
    self.words = words
    self.shelf = shelf
    vehicles = shelf.index()
  }

  func print(_ language: Wording.Language, on day: Day? = nil) -> QuotePrint {
    QuotePrint(words: words, rules: tables.covers, language: QuoteLibrary.language(language), on: day)
  }

  static func language(_ language: Wording.Language) -> QuoteLanguage { language == .zh ? .zh : .en }

  /// A refusal as a notice, in both languages.
  func wording(_ error: QuoteError) -> Wording {
    Wording(
      zh: Words.plain(words.text(error, .zh, rules: tables.covers)), en: Words.plain(words.text(error, .en, rules: tables.covers)))
  }

  /// The same below its field, which says already what it is and what was given.
  func remark(_ error: QuoteError) -> Wording {
    guard case .badInput = error else { return wording(error) }
    func say(_ language: QuoteLanguage) -> String { Words.plain(words.sentence("remark.badInput", error.facts, language, rules: tables.covers)) }
    return Wording(zh: say(.zh), en: say(.en))
  }

  func wording(_ cover: Cover) -> Wording {
    Wording(zh: words.name(of: cover, .zh, tables.covers), en: words.name(of: cover, .en, tables.covers))
  }
}
