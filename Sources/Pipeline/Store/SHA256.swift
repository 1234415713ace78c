/// SHA-256 (FIPS 180-4), for the machine's fingerprint: the id of the machine itself never stands in a book.
enum SHA256 {
  private static let constants: [UInt32] = {
    // The first 32 bits of the fractions of the cube roots of the first 64 primes, by whole-number search.
    var primes: [UInt32] = []
    var candidate: UInt32 = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { fraction(ofRootOf: $0, power: 3) }
  }()

  private static let start: [UInt32] = [2, 3, 5, 7, 11, 13, 17, 19].map { fraction(ofRootOf: $0, power: 2) }

  /// The first 32 bits behind the point of the square or cube root.
  private static func fraction(ofRootOf prime: UInt32, power: Int) -> UInt32 {
    // The largest r with r^power <= prime * 2^(32 power); r < 2^37, so that 128 bits hold its cube.
    let target = UInt128(prime) << UInt128(32 * power)
    var root: UInt128 = 0
    for bit in stride(from: 37, through: 0, by: -1) {
      let next = root | UInt128(1) << UInt128(bit)
      let product = power == 2 ? next * next : next * next * next
      if product <= target { root = next }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  static func of(_ message: [UInt8]) -> [UInt8] {
    var state = start
    var padded = message + [0x80]
    padded.append(contentsOf: [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64))
    let bits = UInt64(message.count) * 8
    for shift in stride(from: UInt64(56), through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    for block in stride(from: 0, to: padded.count, by: 64) { compress(padded[block..<block + 64], into: &state) }
    return state.flatMap { word in stride(from: UInt32(24), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  static func hex(_ message: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: of(message).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    func turn(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
    var words = [UInt32](repeating: 0, count: 64)
    for (i, byte) in block.enumerated() { words[i / 4] |= UInt32(byte) << UInt32(24 - i % 4 * 8) }
    for i in 16..<64 {
      let a = turn(words[i - 15], 7) ^ turn(words[i - 15], 18) ^ words[i - 15] >> 3
      let b = turn(words[i - 2], 17) ^ turn(words[i - 2], 19) ^ words[i - 2] >> 10
      words[i] = words[i - 16] &+ a &+ words[i - 7] &+ b
    }
    var v = state
    for i in 0..<64 {
      let s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let one = v[7] &+ s1 &+ choice &+ constants[i] &+ words[i]
      let s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      v = [one &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ one, v[4], v[5], v[6]]
    }
    for i in 0..<8 { state[i] &+= v[i] }
  }
}
