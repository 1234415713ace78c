/// The lists of vehicles that the program ships, with what makes an index of them: the newest list first.
public struct VehicleShelf: Sendable {
  public let lists: [VehicleList]
  private let brands: [UInt8]
  private let pinyin: [UInt8]

  /// Bytes of the shipped files. The lists have no day of their own: the newer was published in the summer of 2024, the
  /// other in 2017.
  public init(list2024: [UInt8], list2017: [UInt8], brands: [UInt8], pinyin: [UInt8]) throws(QuoteError) {
    lists = [
      try VehicleList(name: "2024", dated: Day(2024, 7, 1), csv: list2024),
      try VehicleList(name: "2017", dated: Day(2017, 7, 1), csv: list2017),
    ]
    self.brands = brands
    self.pinyin = pinyin
  }

  /// One index of the shipped lists and a branch's own.
  public func index(with own: [VehicleList] = []) -> VehicleIndex {
    VehicleIndex(lists: VehicleList.newestFirst(own: own, shipped: lists), brands: brands, pinyin: pinyin)
  }
}
