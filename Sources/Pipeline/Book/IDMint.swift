/// Makes ids that no other device makes: six characters of time and seven of chance, the latter counting up within
/// one mint so that a large import cannot meet itself. A value: the same seed gives the same ids, as tests want.
public struct IDMint: Sendable {
  private var seconds: UInt64
  private var salt: UInt64

  /// - Parameters:
  ///   - seconds: since 2020-01-01; ids made later sort later.
  ///   - salt: any number, random outside of tests.
  public init(seconds: UInt64, salt: UInt64) {
    self.seconds = seconds
    self.salt = salt
  }

  /// The next id behind `prefix`: `d` dealer, `o` opportunity, `r` plan row, `e` entry of a collection.
  public mutating func next(_ prefix: Character) -> RecordID {
    RecordID(rawValue: String(prefix) + nextEntry())
  }

  /// Thirteen characters without a prefix: the name of an entry of a collection.
  public mutating func nextEntry() -> String {
    salt &+= 1
    return IDMint.base32(seconds, 6) + IDMint.base32(salt, 7)
  }

  /// Lower case without i, l, o, u: nothing to misread.
  static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  public static func base32(_ value: UInt64, _ width: Int) -> String {
    var value = value
    var bytes = [UInt8](repeating: 0, count: width)
    for i in stride(from: width - 1, through: 0, by: -1) {
      bytes[i] = alphabet[Int(value & 31)]
      value >>= 5
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
