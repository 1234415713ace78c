import Canvas
import Pipeline

/// What was typed behind `/`: words for the search, and terms such as `stage:visit` or `城市:长春`.
struct DealerFilter: Equatable {
  /// What a term asks for.
  enum Subject: CaseIterable {
    case stage, dealerClass, city, province, brand, owner, standing

    /// The names that may stand before the colon.
    var names: [String] {
      switch self {
      case .stage: ["stage", "阶段"]
      case .dealerClass: ["class", "类别", "分类"]
      case .city: ["city", "城市", "市"]
      case .province: ["province", "省份", "省"]
      case .brand: ["brand", "品牌"]
      case .owner: ["owner", "负责人"]
      case .standing: ["is", "状态"]
      }
    }
  }

  struct Term: Equatable {
    let subject: Subject
    let value: String
  }

  /// What the search gets.
  let words: String
  let terms: [Term]

  init(_ text: String) {
    var words: [Substring] = []
    var terms: [Term] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\u{3000}" }) {
      guard let colon = word.firstIndex(where: { $0 == ":" || $0 == "：" }), colon > word.startIndex,
        let subject = Subject.allCases.first(where: { $0.names.contains(word[..<colon].lowercased()) })
      else {
        words.append(word)
        continue
      }
      let value = word[word.index(after: colon)...]
      // While the value is still to be typed the term asks for nothing.
      if !value.isEmpty { terms.append(Term(subject: subject, value: String(value))) }
    }
    self.words = words.joined(separator: " ")
    self.terms = terms
  }

  var isEmpty: Bool { words.isEmpty && terms.isEmpty }

  /// The rows that answer it, as flags by the index's order.
  func hits(_ desk: Desk) -> [Bool] {
    let rows = desk.lookups.dealers.rows
    var hits: [Bool]
    if words.isEmpty {
      hits = Array(repeating: true, count: rows.count)
    } else {
      hits = Array(repeating: false, count: rows.count)
      for row in desk.lookups.search.matches(words) { hits[row] = true }
    }
    for term in terms {
      // Places and brands are few: each is asked once.
      var known: [String: Bool] = [:]
      for place in rows.indices where hits[place] {
        hits[place] = term.fits(rows[place], desk, &known)
      }
    }
    return hits
  }
}

extension DealerFilter.Term {
  fileprivate func fits(_ row: DealerRow, _ desk: Desk, _ known: inout [String: Bool]) -> Bool {
    func meets(_ text: String?) -> Bool {
      guard let text, !text.isEmpty else { return false }
      if let answer = known[text] { return answer }
      let answer = desk.finder.matches(value, text)
      known[text] = answer
      return answer
    }
    switch subject {
    case .city: return meets(row.city)
    case .province: return meets(row.province)
    case .owner: return meets(row.owner)
    case .brand:
      if row.brands.contains(where: meets) { return true }
      return meets(row.maker) || meets(row.maker.flatMap { desk.makers.maker(code: $0)?.name })
    case .stage:
      let stage = row.stage.flatMap(Stage.init(rawValue:)) ?? .survey
      let name = DealerWords.short(stage), long = desk.handbook.guide(stage).name
      return row.standing == nil && meets(stage.rawValue + " " + name.zh + " " + name.en + " " + long.zh + " " + long.en)
    case .dealerClass:
      guard let id = row.dealerClass else { return value == "-" }
      if id == value { return true }
      let name = desk.handbook.choice("classes", id)?.name
      return meets(DealerWords.shortClass(id).zh + " " + (name.map { $0.zh + " " + $0.en } ?? id))
        && !(id == "secondary-key" && (value == "key" || value == "重点"))
    case .standing: return standingFits(row, desk)
    }
  }

  /// `is:worked`, `is:partner`, `is:overdue` …, and the same in Chinese.
  private func standingFits(_ row: DealerRow, _ desk: Desk) -> Bool {
    let standing = row.standing.flatMap(Standing.init(rawValue:)) ?? .open
    switch value.lowercased() {
    case "worked", "在办", "经办": return row.isWorkedOn && standing == .open
    case "new", "未动": return !row.isWorkedOn
    case "partner", "合作", "已合作": return standing == .partner
    case "dropped", "放弃", "已放弃": return standing == .dropped
    case "ended", "终止", "已终止": return standing == .ended
    case "overdue", "逾期": return row.nextDate.map { $0 < desk.today } ?? false
    case "due", "到期": return row.nextDate.map { $0 <= desk.today } ?? false
    case "stuck", "停滞": return row.isWorkedOn && desk.lookups.glance(row, on: desk.today).stuckBy != nil
    default: return false
    }
  }
}
