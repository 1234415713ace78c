/// The rows of one list, those together that mean one dealer.
///
/// One code with one name is one dealer, however often it is listed; so is one code at one address with one telephone.
/// One code with other names and addresses is several dealers, each marked (decision 13). Rows without a code are one
/// dealer when name, city and address agree.
struct DealerListGroups {
  struct Group {
    /// The fullest row; of equally full ones always the same, wherever it stands.
    let first: Int
    let others: [Int]
    let sharesCode: Bool
    let wanted: DealerMatcher.Wanted
  }

  let rows: [DealerListRow]
  private(set) var groups: [Group] = []

  init(_ rows: [DealerListRow]) {
    self.rows = rows
    let keys = rows.map(DealerKeys.init)
    let codes = rows.map { $0.code.map { FoldedText(CellText.fold($0)) } }
    var parent = Array(rows.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parent[index] != index {
        parent[index] = parent[parent[index]]
        index = parent[index]
      }
      return index
    }
    // Rows meet through keys, never each with each: a hundred thousand rows with one code are still quick.
    var seen: [FoldedText: Int] = [:]
    func join(_ index: Int, _ parts: String...) {
      let key = FoldedText(parts.joined(separator: "\u{1}"))
      if let other = seen[key] { parent[root(index)] = root(other) } else { seen[key] = index }
    }
    for index in rows.indices {
      let key = keys[index]
      if let code = codes[index] {
        join(index, "c", code.text, key.names[0].text)
        for address in key.addresses {
          for phone in key.phones { join(index, "a", code.text, address.text, phone.text) }
        }
      } else {
        let name = key.names[0].text, city = key.city?.text ?? ""
        if key.addresses.isEmpty { join(index, "n", name, city) }
        for address in key.addresses { join(index, "n", name, city, address.text) }
      }
    }
    var roots: [FoldedText: Int] = [:]
    var sharedCodes: Set<FoldedText> = []
    for index in rows.indices {
      guard let code = codes[index] else { continue }
      if roots.updateValue(root(index), forKey: code) ?? root(index) != root(index) { sharedCodes.insert(code) }
    }
    var members: [Int: [Int]] = [:]
    for index in rows.indices { members[root(index), default: []].append(index) }
    for index in rows.indices {
      guard let all = members.removeValue(forKey: root(index)) else { continue }
      let first = all.max { a, b in
        rows[a].fullness != rows[b].fullness ? rows[a].fullness < rows[b].fullness : rows[a].content > rows[b].content
      } ?? index
      groups.append(
        Group(
          first: first, others: all.filter { $0 != first }, sharesCode: codes[first].map(sharedCodes.contains) ?? false,
          wanted: DealerMatcher.Wanted(code: codes[first], keys: keys[first], content: FoldedText(rows[first].content))))
    }
  }
}
