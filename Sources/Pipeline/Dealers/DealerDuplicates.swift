/// Pairs of records that may be one dealer, with the reasons and how strong they are together.
public struct DealerDuplicates: Sendable {
  public enum Reason: String, Sendable, Equatable, CaseIterable {
    case samePhone, sameAddress, sameName
    /// The names are equal once place, trade and legal form are left out.
    case similarName
  }

  public struct Pair: Sendable, Equatable {
    /// The older record, which a merge would keep.
    public let first: RecordID
    public let second: RecordID
    public let firstName: String
    public let secondName: String
    public let reasons: [Reason]
    /// 0...100; 100 is as sure as a list can make it.
    public let score: Int
    /// Both are on the lists of different makers: often one company with two brands, seldom a mistake.
    public let ofTwoMakers: Bool
  }

  /// The likeliest pairs first.
  public let pairs: [Pair]

  /// What pairs must reach to be proposed.
  public static let threshold = 20

  public init(_ table: RecordTable) {
    var dealers: [(id: RecordID, name: String, maker: String?, keys: DealerKeys, core: FoldedText)] = []
    table.forEach { record in
      let dealer = Dealer(record: record)
      guard !dealer.isGone else { return true }
      let places = [dealer.province.map(PlaceName.province), dealer.city.map(PlaceName.city), dealer.district.map(PlaceName.district)]
      dealers.append(
        (dealer.id, dealer.name, dealer.maker, DealerKeys(dealer), FoldedText(DealerName.core(dealer.name, places: places.compactMap { $0 }))))
      return true
    }
    // A hotline or a motor town that many share says nothing; and pairs stay few however large the book is.
    let crowd = 8
    var blocks: [FoldedText: [Int]] = [:]
    func put(_ index: Int, _ parts: String...) { blocks[FoldedText(parts.joined(separator: "\u{1}")), default: []].append(index) }
    for (index, dealer) in dealers.enumerated() {
      for phone in Set(dealer.keys.phones) where phone.text.utf8.count >= 7 { put(index, "p", phone.text) }
      for address in Set(dealer.keys.addresses) where address.text.utf8.count >= 12 {
        put(index, "a", dealer.keys.city?.text ?? "", address.text)
      }
      if dealer.core.text.utf8.count >= 6 { put(index, "n", dealer.keys.city?.text ?? "", dealer.core.text) }
    }
    var met: Set<Int> = []
    var pairs: [Pair] = []
    for (_, block) in blocks where block.count > 1 && block.count <= crowd {
      for (position, b) in block.enumerated() {
        for a in block[..<position] where a != b && met.insert(min(a, b) * dealers.count + max(a, b)).inserted {
          let one = dealers[min(a, b)], other = dealers[max(a, b)]
          var reasons: [Reason] = []
          if one.keys.sharesPhone(other.keys) { reasons.append(.samePhone) }
          if one.keys.sharesAddress(other.keys), one.keys.fitsCity(other.keys) { reasons.append(.sameAddress) }
          if one.keys.names[0] == other.keys.names[0] {
            reasons.append(.sameName)
          } else if one.core == other.core, one.core.text.utf8.count >= 6 {
            reasons.append(.similarName)
          }
          let twoMakers = one.maker != nil && other.maker != nil && one.maker != other.maker
          var score = 0
          for reason in reasons {
            switch reason {
            case .samePhone: score += 40
            case .sameAddress: score += 40
            case .sameName: score += 30
            case .similarName: score += 25
            }
          }
          if twoMakers { score -= 20 }
          score = min(score, 100)
          guard score >= DealerDuplicates.threshold else { continue }
          pairs.append(
            Pair(
              first: one.id, second: other.id, firstName: one.name, secondName: other.name, reasons: reasons, score: score,
              ofTwoMakers: twoMakers))
        }
      }
    }
    self.pairs = pairs.sorted { ($0.score, $1.first, $1.second) > ($1.score, $0.first, $0.second) }
  }
}
