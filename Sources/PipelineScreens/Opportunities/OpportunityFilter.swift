import Canvas
import Pipeline

/// What was typed behind `/` among opportunities: words, and terms such as `type:stock`, `险种:车险`, `意愿:愿意`, `到期:30-16`.
struct OpportunityFilter: Equatable {
  enum Subject: CaseIterable {
    case type, line, state, will, band, owner, dealer

    var names: [String] {
      switch self {
      case .type: ["type", "类型"]
      case .line: ["line", "险种"]
      case .state: ["state", "状态"]
      case .will: ["will", "意愿"]
      case .band: ["band", "到期"]
      case .owner: ["owner", "负责人"]
      case .dealer: ["dealer", "车商"]
      }
    }
  }

  let words: [String]
  let terms: [(subject: Subject, value: String)]

  init(_ text: String) {
    var words: [String] = []
    var terms: [(subject: Subject, value: String)] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\u{3000}" }) {
      guard let colon = word.firstIndex(where: { $0 == ":" || $0 == "：" }), colon > word.startIndex,
        let subject = Subject.allCases.first(where: { $0.names.contains(word[..<colon].lowercased()) })
      else {
        words.append(String(word))
        continue
      }
      let value = word[word.index(after: colon)...]
      if !value.isEmpty { terms.append((subject, String(value).lowercased())) }
    }
    self.words = words
    self.terms = terms
  }

  static func == (a: OpportunityFilter, b: OpportunityFilter) -> Bool {
    a.words == b.words && a.terms.map(\.subject) == b.terms.map(\.subject) && a.terms.map(\.value) == b.terms.map(\.value)
  }

  var isEmpty: Bool { words.isEmpty && terms.isEmpty }

  func fits(_ row: OpportunityRow, _ desk: Desk) -> Bool {
    for term in terms where !fits(row, term.subject, term.value, desk) { return false }
    for word in words {
      if row.plate?.lowercased().contains(word.lowercased()) == true || row.phone?.contains(word) == true { continue }
      if desk.finder.matches(word, row.customerName) { continue }
      if let model = row.model, desk.finder.matches(word, model) { continue }
      if row.dealer != nil, desk.finder.matches(word, desk.months.dealerName(row.dealer)) { continue }
      return false
    }
    return true
  }

  private func fits(_ row: OpportunityRow, _ subject: Subject, _ value: String, _ desk: Desk) -> Bool {
    func says(_ id: String, _ words: Wording) -> Bool {
      id == value || words.zh.contains(value) || words.en.lowercased().hasPrefix(value)
    }
    switch subject {
    case .type: return row.customerType.map { says($0.rawValue, Words.shortType($0)) } ?? (value == "-")
    case .line: return row.lines.contains { says($0.line.rawValue, Words.shortLine($0.line)) || says($0.line.rawValue, Words.line($0.line)) }
    case .state:
      if value == "open" || value == "在跟" { return row.lines.contains { !$0.state.isClosed } }
      if value == "barred" || value == "不联系" { return row.isBarred }
      return row.lines.contains { says($0.state.rawValue, Words.lineState($0.state)) }
    case .will: return row.willingness.map { says($0.rawValue, Words.willingness($0)) } ?? (value == "-")
    case .band:
      guard let band = row.motorExpiry.flatMap({ ExpiryBand(daysLeft: $0 - desk.today) }) else { return value == "-" }
      return band.rawValue == value || value == "90" || value == "近期" || Words.shortBand(band).zh.hasPrefix(value)
    case .owner: return row.owner.map { desk.finder.matches(value, $0) } ?? (value == "-")
    case .dealer: return row.dealer != nil && desk.finder.matches(value, desk.months.dealerName(row.dealer))
    }
  }
}
