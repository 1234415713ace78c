/// Names in place of the tables' ids, and warnings said together.
extension QuoteWords {
  /// The names of tables, classes and covers in place of their ids, word by word: `legacy-2009 published 吉林` becomes
  /// `2009 版商业险费率 八五折公开表 吉林`. Words that are no ids stay.
  public func named(_ raw: String, _ language: QuoteLanguage, rules: CoverRules? = nil) -> String {
    let words = raw.split(separator: " ").map(String.init)
    var out: [String] = []
    var i = 0
    while i < words.count {
      if i + 1 < words.count, phrases["table." + words[i] + " " + words[i + 1]] != nil {
        out.append(self["table." + words[i] + " " + words[i + 1], language])
        i += 2
        continue
      }
      let word = words[i]
      if phrases["table." + word] != nil {
        out.append(self["table." + word, language])
      } else if word.count == 1, ("A"..."E").contains(word), i > 0 {
        out.append(sentence("plan", ["n": .string(word)], language))
      } else if let rule = rules?[Cover(word)] {
        out.append(language == .zh ? rule.name.zh : rule.name.en)
      } else if phrases["value." + word] != nil, i > 0 {
        out.append(self["value." + word, language])
      } else if let dot = word.lastIndex(of: "."), phrases["class." + word[..<dot]] != nil,
        phrases["size." + word[word.index(after: dot)...]] != nil
      {
        out.append(self["class." + word[..<dot], language] + " " + self["size." + word[word.index(after: dot)...], language])
      } else if phrases["size." + word] != nil {
        out.append(self["size." + word, language])
      } else {
        out.append(word)
      }
      i += 1
    }
    return out.joined(separator: " ")
  }

  /// What a column rests on, part by part: the way, its table with its days, how good the figures are, and the tables of
  /// compulsory cover and vehicle tax.
  public func parts(
    of basis: QuoteBasis, _ language: QuoteLanguage, rules: CoverRules? = nil, evidence: String? = nil
  ) -> [String] {
    // A booklet has the name its branch gave it.
    var parts = [self["way.\(basis.way.rawValue)", language]]
    if basis.way == .booklet {
      parts.append(basis.table)
    } else if basis.way != .renewal {
      parts.append(named(basis.table, language, rules: rules))
    }
    if let from = basis.effectiveFrom {
      let days: JSONObject = ["day": .string(from.description), "from": .string(from.description), "to": .string(basis.effectiveTo?.description ?? "")]
      parts.append(sentence(basis.effectiveTo == nil ? "since" : "between", days, language))
    }
    let colon = language == .zh ? "：" : ": "
    parts.append(self["evidence", language] + colon + (evidence ?? self["evidence.\(basis.evidence.rawValue)", language]))
    if let table = basis.compulsory { parts.append(named(table, language, rules: rules)) }
    if let table = basis.vehicleTax { parts.append(named(table, language, rules: rules)) }
    return parts
  }

  /// All warnings in words, those of one kind that differ in a figure only in one sentence.
  public func texts(_ warnings: [QuoteWarning], _ language: QuoteLanguage, rules: CoverRules? = nil) -> [String] {
    let separator = language == .zh ? "、" : ", "
    var done: Set<QuoteWarning> = []
    var out: [String] = []
    for warning in warnings where !done.contains(warning) {
      let alike = warnings.filter { other in
        guard other.kind == warning.kind else { return false }
        switch warning.kind {
        case .assumed: return true
        case .aboveTable, .unverified: return other.facts["evidence"] == warning.facts["evidence"]
        default: return other == warning
        }
      }
      done.formUnion(alike)
      var facts = warning.facts
      func join(_ parts: [String]) -> JSONValue { .string(parts.joined(separator: separator)) }
      switch warning.kind {
      case .assumed: facts["list"] = join(alike.map { assumption($0, language) })
      case .aboveTable: facts["limit"] = join(alike.map { limit($0, language) })
      case .unverified:
        // Names already: said as they are, or a plan's letter would be named twice.
        facts["name"] = join(alike.map { named($0.facts["place"]?.string ?? "", language, rules: rules) })
        out.append(sentence("warning.unverified.named", facts, language, rules: rules))
        continue
      default:
        out.append(text(warning, language, rules: rules))
        continue
      }
      out.append(sentence("warning.\(warning.kind.rawValue)", facts, language, rules: rules))
    }
    return out
  }

  func limit(_ warning: QuoteWarning, _ language: QuoteLanguage) -> String {
    Exact(warning.facts["limit"])?.money.map { limit($0, seats: nil, language) } ?? "-"
  }

  func assumption(_ warning: QuoteWarning, _ language: QuoteLanguage) -> String {
    var facts = warning.facts
    if facts["field"]?.string == QuoteField.price.rawValue, let price = facts["value"]?.string.flatMap({ Money($0) }) {
      facts["value"] = .string(limitless(price))
    }
    return sentence("assumed.one", facts, language)
  }

  /// `119,900`, with cents where there are some.
  func limitless(_ money: Money) -> String {
    money.grouped.hasSuffix(".00") ? String(money.grouped.dropLast(3)) : money.grouped
  }
}
