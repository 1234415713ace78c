/// A named set of covers with limits, one column of a quote: basic, economy, full, or the user's own.
public struct QuotePackage: Sendable, Equatable {
  public struct Line: Sendable, Equatable {
    public let cover: Cover
    /// Nil where there is nothing to choose (own damage, a rider without a limit).
    public let limit: Money?
    public init(_ cover: Cover, limit: Money? = nil) {
      self.cover = cover
      self.limit = limit
    }
  }
  public let id: String
  public var name: Phrase
  public var lines: [Line]

  public init(id: String, name: Phrase, lines: [Line]) {
    self.id = id
    self.name = name
    self.lines = lines
  }

  /// `{id, zh, en, lines: [{line, limit?}]}`, as in `packages.json` and in the book's settings; nil for anything else.
  public init?(_ json: JSONValue) {
    guard let id = json["id"]?.string, !id.isEmpty, let zh = json["zh"]?.string, let list = json["lines"]?.array else {
      return nil
    }
    var lines: [Line] = []
    for value in list {
      guard let cover = value["line"]?.string else { return nil }
      let limit = Exact(value["limit"])
      if value["limit"] != nil, limit?.money == nil { return nil }
      lines.append(Line(Cover(cover), limit: limit?.money))
    }
    self.init(id: id, name: Phrase(zh: zh, en: json["en"]?.string ?? zh), lines: lines)
  }

  public var json: JSONValue {
    .object([
      "id": .string(id), "zh": .string(name.zh), "en": .string(name.en),
      "lines": .array(
        lines.map { line in
          var object: JSONObject = ["line": .string(line.cover.rawValue)]
          if let limit = line.limit { object["limit"] = .string(limit.description) }
          return .object(object)
        }),
    ])
  }

  /// This package with a line set (added, or its limit changed) or dropped.
  public func setting(_ cover: Cover, limit: Money?) -> QuotePackage {
    var copy = self
    let line = Line(cover, limit: limit)
    if let i = copy.lines.firstIndex(where: { $0.cover == cover }) {
      copy.lines[i] = line
    } else {
      copy.lines.append(line)
    }
    return copy
  }
  public func dropping(_ cover: Cover) -> QuotePackage {
    var copy = self
    copy.lines.removeAll { $0.cover == cover }
    return copy
  }
}

/// The shipped packages by the policy's start (what one sells changed in 2020), and a user's own over them.
public struct PackageShelf: Sendable {
  private let sets: [(from: Day, packages: [QuotePackage])]
  /// Keyed by id: replaces a shipped one or stands after them.
  private var own: [QuotePackage] = []

  init(_ json: JSONValue) throws(QuoteError) {
    sets = try (json["sets"]?.array ?? []).map { set throws(QuoteError) in
      let dated = try Dated(set, file: "packages.json")
      let packages = (set["packages"]?.array ?? []).compactMap { QuotePackage($0) }
      guard packages.count == set["packages"]?.array?.count else {
        throw .badTable(file: "packages.json", place: dated.from.description)
      }
      return (dated.from, packages)
    }
  }

  /// The packages for a policy that starts on `day`.
  public func packages(on day: Day) -> [QuotePackage] {
    let shipped = (sets.last { $0.from <= day } ?? sets.first)?.packages ?? []
    return shipped.map { package in own.first { $0.id == package.id } ?? package }
      + own.filter { mine in !shipped.contains { $0.id == mine.id } }
  }

  /// The same shelf with a package edited or added. Kept in the book as entry `package/<id>` of the settings record.
  public func adding(_ package: QuotePackage) -> PackageShelf {
    var copy = self
    if let i = copy.own.firstIndex(where: { $0.id == package.id }) {
      copy.own[i] = package
    } else {
      copy.own.append(package)
    }
    return copy
  }

  /// The same shelf with all own packages of a settings record (fields `package/<id>`).
  public func adding(from settings: Record?) -> PackageShelf {
    settings?.entries(of: "package").compactMap { QuotePackage($0.value) }.reduce(self) { $0.adding($1) } ?? self
  }

  /// The change that keeps an own package with the settings; nil `package` takes it away.
  public static func change(keeping package: QuotePackage?, id: String, in settings: Record) -> Change {
    var new = settings
    new[.entry("package", id)] = package?.json
    return Change(Deed("quote.package", ["package": .string(id)]), .settings, from: settings, to: new)
  }
}
