/// The median sales volume of each city's dealers, from which size counts as large (sop 4).
public struct CityVolumes: Sendable {
  private let medians: [String: Int]

  /// Pairs of city and vehicles a year; a volume that cannot be (below 0, above 10^9) does not count.
  public init(_ volumes: [(city: String, volume: Int)]) {
    var byCity: [String: [Int]] = [:]
    for (city, volume) in volumes where (0...1_000_000_000).contains(volume) { byCity[city, default: []].append(volume) }
    medians = byCity.mapValues { volumes in
      let sorted = volumes.sorted()
      let upper = sorted[sorted.count / 2]
      // Between two middle ones the mean, rounded up: "at or above" stays true to the half.
      return sorted.count % 2 == 1 ? upper : (sorted[sorted.count / 2 - 1] + upper + 1) / 2
    }
  }

  /// Reads city and volume of every dealer without decoding the records; deleted ones do not count.
  public init(dealers: RecordTable) {
    var volumes: [(city: String, volume: Int)] = []
    dealers.forEachRow(
      line: { line in
        var city: String?
        var volume: Int?
        var gone = false
        RowScanner.members(of: line) { key, value in
          if key.elementsEqual("city".utf8) { city = RowScanner.string(value) }
          if key.elementsEqual("salesVolume".utf8) { volume = Int(String(decoding: value, as: UTF8.self)) }
          if key.elementsEqual("gone".utf8) { gone = true }
          return true
        }
        if let city, let volume, !gone { volumes.append((city, volume)) }
      },
      record: { record in
        let dealer = Dealer(record: record)
        if let city = dealer.city, let volume = dealer.salesVolume, !dealer.isGone { volumes.append((city, volume)) }
      })
    self.init(volumes)
  }

  /// Nil when no dealer of that city has a volume.
  public func median(of city: String?) -> Int? { city.flatMap { medians[$0] } }
}
