/// What a field of the SOP holds, and how the book keeps it.
///
/// | type | in JSON |
/// | --- | --- |
/// | text, phone, date, choice | string (the choice's id, the day as `YYYY-MM-DD`) |
/// | rate, ratio, money | decimal string: `"0.18"`, `"0.5"`, `"7528.00"` |
/// | integer, decimal | number |
/// | bool | bool |
/// | list | array of strings |
/// | entries | a collection: one record field `id/entry` per entry, an object of sub-fields |
public indirect enum FieldType: Sendable, Equatable {
  /// Free text; `long` asks a form for more than one line.
  case text(long: Bool)
  /// Digits, spaces, dashes, a leading plus, brackets.
  case phone
  case integer(unit: Phrase?, minimum: Int?, maximum: Int?)
  /// A coordinate: decimal degrees within ± `limit`.
  case decimal(limit: Int)
  /// A share between 0 and `maximum` (100 % unless the data says less).
  case rate(maximum: Rate)
  /// Repair money over premium, `1:0.5`; not bounded by 1, never below 0.
  case ratio
  /// Yuan, to the fen, not below 0.
  case money
  case date
  case bool
  /// One of the catalogue `list`.
  case choice(list: String, [Choice])
  /// Several texts or choices, each once.
  case list(of: FieldType)
  /// Several groups of sub-fields, stored as a collection.
  case entries([SOPField])

  /// The type's name as data and `sop STEP --json` write it.
  public var name: String {
    switch self {
    case .text: "text"
    case .phone: "phone"
    case .integer: "integer"
    case .decimal: "decimal"
    case .rate: "rate"
    case .ratio: "ratio"
    case .money: "money"
    case .date: "date"
    case .bool: "bool"
    case .choice: "choice"
    case .list: "list"
    case .entries: "entries"
    }
  }

  /// The choices of a choice or of a list of choices; empty for every other type.
  public var choices: [Choice] {
    switch self {
    case .choice(_, let choices): choices
    case .list(let element): element.choices
    default: []
    }
  }
}
