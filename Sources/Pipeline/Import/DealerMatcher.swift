/// By what a row was recognised as a dealer of the book.
public enum DealerMatch: String, Sendable, Equatable {
  case codeAndName, aliasAndName, nameAndPlace, codeAlone
}

/// Finds, for the rows of one list, the dealers that the book has already (decision 13).
///
/// Strong evidence goes first and takes its dealer out of the game: code and name; then name, city and address or
/// telephone; then the code alone. All rows go through one step before any goes through the next, and where several
/// compete the likeness decides, so the order of rows never matters.
struct DealerMatcher {
  /// A dealer that may be met.
  struct Candidate {
    let place: Int
    let id: RecordID
    let code: FoldedText?
    let aliases: [FoldedText]
    let keys: DealerKeys
    /// This very list named it before.
    let isOfList: Bool
  }

  /// One dealer of the list: one row, or several that mean the same.
  struct Wanted {
    let code: FoldedText?
    let keys: DealerKeys
    /// Breaks ties the same way wherever the row stands.
    let content: FoldedText
  }

  struct Found {
    let candidate: Int
    let by: DealerMatch
  }

  let candidates: [Candidate]
  let wanted: [Wanted]
  private var found: [Found?]
  private var taken: [Bool]
  /// By index of `wanted`: candidates that fitted equally well, so that none was taken.
  private(set) var ambiguous: [Int: [Int]] = [:]

  init(candidates: [Candidate], wanted: [Wanted]) {
    self.candidates = candidates
    self.wanted = wanted
    found = Array(repeating: nil, count: wanted.count)
    taken = Array(repeating: false, count: candidates.count)
  }

  /// - Parameter refusesTies: for rows that name no maker: several dealers that fit equally are no match.
  mutating func match(refusesTies: Bool) -> [Found?] {
    pair(.codeAndName, byKeys: codeKeys(aliases: false)) { a, b in a.sharesName(b) }
    pair(.aliasAndName, byKeys: codeKeys(aliases: true)) { a, b in a.sharesName(b) }
    var byName: [FoldedText: [Int]] = [:]
    for (index, candidate) in candidates.enumerated() where !taken[index] {
      for name in candidate.keys.names { byName[name, default: []].append(index) }
    }
    var pairs: [Pair] = []
    for (index, one) in wanted.enumerated() where found[index] == nil {
      for other in byName[one.keys.names[0]] ?? [] {
        let candidate = candidates[other]
        guard one.keys.fitsCity(candidate.keys) else { continue }
        // A list without addresses and telephones can name its dealers by nothing else.
        let bare = one.keys.addresses.isEmpty && one.keys.phones.isEmpty && candidate.isOfList && one.code == nil
        guard one.keys.sharesAddress(candidate.keys) || one.keys.sharesPhone(candidate.keys) || bare else { continue }
        pairs.append(Pair(wanted: index, candidate: other, likeness: likeness(index, other)))
      }
    }
    if refusesTies {
      let byWanted = Dictionary(grouping: pairs, by: \.wanted)
      for (index, choices) in byWanted {
        let best = choices.map(\.likeness).max() ?? 0
        let equal = choices.filter { $0.likeness == best }
        if equal.count > 1 { ambiguous[index] = equal.map(\.candidate) }
      }
      pairs.removeAll { ambiguous[$0.wanted] != nil }
    }
    settle(pairs, .nameAndPlace)
    pair(.codeAlone, byKeys: codeKeys(aliases: false)) { _, _ in true }
    return found
  }

  private struct Pair {
    let wanted: Int
    let candidate: Int
    let likeness: Int
  }

  private func codeKeys(aliases: Bool) -> [FoldedText: [Int]] {
    var keys: [FoldedText: [Int]] = [:]
    for (index, candidate) in candidates.enumerated() where !taken[index] {
      if aliases {
        for alias in candidate.aliases { keys[alias, default: []].append(index) }
      } else if let code = candidate.code {
        keys[code, default: []].append(index)
      }
    }
    return keys
  }

  private mutating func pair(
    _ by: DealerMatch, byKeys keys: [FoldedText: [Int]], where fits: (DealerKeys, DealerKeys) -> Bool
  ) {
    var pairs: [Pair] = []
    for (index, one) in wanted.enumerated() where found[index] == nil && ambiguous[index] == nil {
      guard let code = one.code else { continue }
      for other in keys[code] ?? [] where fits(one.keys, candidates[other].keys) {
        pairs.append(Pair(wanted: index, candidate: other, likeness: likeness(index, other)))
      }
    }
    settle(pairs, by)
  }

  private func likeness(_ index: Int, _ other: Int) -> Int {
    let one = wanted[index], candidate = candidates[other]
    return one.keys.likeness(candidate.keys) + (one.code != nil && one.code == candidate.code ? 2 : 0)
      + (candidate.isOfList ? 1 : 0)
  }

  private mutating func settle(_ pairs: [Pair], _ by: DealerMatch) {
    let ordered = pairs.sorted { a, b in
      if a.likeness != b.likeness { return a.likeness > b.likeness }
      if a.wanted != b.wanted { return wanted[a.wanted].content < wanted[b.wanted].content }
      return candidates[a.candidate].id < candidates[b.candidate].id
    }
    for pair in ordered where found[pair.wanted] == nil && !taken[pair.candidate] {
      found[pair.wanted] = Found(candidate: pair.candidate, by: by)
      taken[pair.candidate] = true
    }
  }
}
