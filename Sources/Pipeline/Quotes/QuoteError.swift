/// Why there is no quote. Facts only; the sentences stand in `Resources/quotes/words.json` (`QuoteWords`).
public enum QuoteError: Error, Sendable, Equatable {
  /// An input is not what it may be: which, what was given, what is allowed, and the table or rule that says so.
  case badInput(QuoteField, given: String, allowed: String, source: String)
  /// An input that has no default was not given.
  case missing(QuoteField, allowed: String, source: String)
  /// The region is in no row of that table.
  case unknownRegion(String, table: String, known: [String])
  /// No edition of that table covers the day; `first` is where the earliest begins.
  case noTable(String, on: Day, first: Day?)
  /// The sources of that figure conflict: the candidates are given, no number is chosen.
  case conflicting(table: String, place: String, candidates: [String])
  /// The table has no figure there.
  case noFigure(table: String, place: String, allowed: String)
  case unknownCover(Cover, known: [Cover])
  case coverMerged(Cover, into: Cover, since: Day)
  case coverNotYetSold(Cover, from: Day)
  case coverForNewEnergyOnly(Cover)
  case riderAlone(Cover, needs: [Cover])
  /// This way has no premium for the cover (a booklet without it, a benchmark not entered).
  case noPremium(Cover, way: QuoteWay)
  case unknownPackage(String, known: [String])
  /// A way was asked for whose inputs are missing.
  case wayNeeds(QuoteWay, QuoteField)
  /// A shipped or imported table cannot be read at that place.
  case badTable(file: String, place: String)
  /// A file that should be JSON is none: the line (from 1), the byte (from 0), and why.
  case notJSON(file: String, line: Int, offset: Int, reason: JSONError.Reason)
  case unreadable(file: String)
  /// A sheet of the branch's has no such column.
  case noColumn(file: String, heading: String)
  /// A cell of the branch's sheet cannot be read: row from 1, and what may stand there.
  case badCell(file: String, row: Int, heading: String, given: String, allowed: String)
  /// A sheet of the branch's has headings and no rows.
  case noRows(file: String)
  /// A booklet was given as a list of vehicles.
  case isBooklet(file: String)
  /// A list of that name is in the book with a later day.
  case olderList(String, dated: Day?, kept: Day?)
  /// No booklet or list of the book goes by that id or name, or several do.
  case unknownKept(String, known: [String])

  /// The machine name of the case, the key of its sentence.
  public var code: String {
    switch self {
    case .badInput: "badInput"
    case .missing: "missing"
    case .unknownRegion: "unknownRegion"
    case .noTable: "noTable"
    case .conflicting: "conflicting"
    case .noFigure: "noFigure"
    case .unknownCover: "unknownCover"
    case .coverMerged: "coverMerged"
    case .coverNotYetSold: "coverNotYetSold"
    case .coverForNewEnergyOnly: "coverForNewEnergyOnly"
    case .riderAlone: "riderAlone"
    case .noPremium: "noPremium"
    case .unknownPackage: "unknownPackage"
    case .wayNeeds: "wayNeeds"
    case .badTable: "badTable"
    case .notJSON: "notJSON"
    case .unreadable: "unreadable"
    case .noColumn: "noColumn"
    case .badCell: "badCell"
    case .noRows: "noRows"
    case .isBooklet: "isBooklet"
    case .olderList: "olderList"
    case .unknownKept: "unknownKept"
    }
  }

  /// The same facts by name, for `--json` and for the sentence.
  public var facts: JSONObject {
    func join(_ parts: [String]) -> JSONValue { .string(parts.joined(separator: "、")) }
    switch self {
    case .badInput(let field, let given, let allowed, let source):
      return [
        "field": .string(field.rawValue), "given": .string(given), "allowed": .string(allowed),
        "source": .string(source),
      ]
    case .missing(let field, let allowed, let source):
      return ["field": .string(field.rawValue), "given": .null, "allowed": .string(allowed), "source": .string(source)]
    case .unknownRegion(let region, let table, let known):
      return ["field": "region", "given": .string(region), "allowed": join(known), "source": .string(table)]
    case .noTable(let table, let day, let first):
      return [
        "field": "start", "given": .string(day.description), "allowed": .string(first.map { "≥ \($0)" } ?? "-"),
        "source": .string(table),
      ]
    case .conflicting(let table, let place, let candidates):
      return ["source": .string(table), "place": .string(place), "candidates": join(candidates)]
    case .noFigure(let table, let place, let allowed):
      return ["source": .string(table), "place": .string(place), "allowed": .string(allowed)]
    case .unknownCover(let cover, let known):
      return [
        "field": "line", "cover": .string(cover.rawValue), "allowed": join(known.map(\.rawValue)), "source": "covers",
      ]
    case .coverMerged(let cover, let into, let since):
      return [
        "field": "line", "cover": .string(cover.rawValue), "into": .string(into.rawValue),
        "since": .string(since.description), "source": "covers",
      ]
    case .coverNotYetSold(let cover, let from):
      return [
        "field": "line", "cover": .string(cover.rawValue), "since": .string(from.description), "source": "covers",
      ]
    case .coverForNewEnergyOnly(let cover):
      return ["field": "line", "cover": .string(cover.rawValue), "source": "covers"]
    case .riderAlone(let cover, let needs):
      return [
        "field": "line", "cover": .string(cover.rawValue), "needs": join(needs.map(\.rawValue)), "source": "covers",
      ]
    case .noPremium(let cover, let way): return ["cover": .string(cover.rawValue), "way": .string(way.rawValue)]
    case .unknownPackage(let id, let known): return ["field": "package", "given": .string(id), "allowed": join(known)]
    case .wayNeeds(let way, let field): return ["way": .string(way.rawValue), "field": .string(field.rawValue)]
    case .badTable(let file, let place): return ["file": .string(file), "place": .string(place)]
    case .notJSON(let file, let line, let offset, let reason):
      return ["file": .string(file), "line": .int(line), "offset": .int(offset), "reason": .string(reason.rawValue)]
    case .unreadable(let file), .noRows(let file), .isBooklet(let file): return ["file": .string(file)]
    case .noColumn(let file, let heading): return ["file": .string(file), "heading": .string(heading)]
    case .badCell(let file, let row, let heading, let given, let allowed):
      return [
        "file": .string(file), "row": .int(row), "heading": .string(heading), "given": .string(given),
        "allowed": .string(allowed),
      ]
    case .olderList(let name, let dated, let kept):
      return [
        "field": "dated", "name": .string(name), "given": .string(dated?.description ?? "-"),
        "allowed": .string(kept.map { "≥ \($0)" } ?? "-"),
      ]
    case .unknownKept(let given, let known): return ["given": .string(given), "allowed": join(known)]
    }
  }
}
