/// A small generator of chance (splitmix64) that gives the same numbers on every machine.
public struct Dice: Sendable {
  private var state: UInt64
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 ..< limit; `limit` is at least 1.
  public mutating func below(_ limit: Int) -> Int { Int((next() >> 11) % UInt64(limit)) }
  /// True in `percent` of a hundred cases.
  public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  /// One of a list that is not empty.
  public mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
  mutating func digits(_ count: Int) -> String {
    padded(
      below(
        [
          1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
          100_000_000_000, 1_000_000_000_000,
        ][min(count, 12)]), count)
  }
}
