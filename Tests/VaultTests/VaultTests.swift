import Crypto
import Testing

@testable import Vault

@Suite struct VaultTests {
  static let cheap = WrappedKey.Cost(n: 16, r: 1, p: 1)

  /// RFC 7914, section 12.
  @Test(arguments: [
    ("password", "NaCl", WrappedKey.Cost(n: 1024, r: 8, p: 16),
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"),
    ("pleaseletmein", "SodiumChloride", WrappedKey.Cost(n: 16384, r: 8, p: 1),
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"),
  ]) func scryptGivesTheKnownAnswers(_ password: String, _ salt: String, _ cost: WrappedKey.Cost, _ answer: String) throws {
    let key = try WrappedKey.scrypt(Array(password.utf8), salt: Array(salt.utf8), cost, count: 64)
    #expect(key.withUnsafeBytes { Digest.hex($0) } == answer)
  }

  /// FIPS 180-4.
  @Test func sha256GivesTheKnownAnswers() {
    #expect(Digest.sha256Hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(Digest.sha256Hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func aKeyComesOutWithItsPassphraseOnly() throws {
    let (key, wrapped) = try WrappedKey.create(Passphrase("车商 密码")!, cost: VaultTests.cheap)
    #expect(try wrapped.unlock(Passphrase("车商 密码")!) == key)
    #expect(throws: WrappedKey.Refusal.wrongPassphrase) { try wrapped.unlock(Passphrase("车商密码")!) }
    #expect(Passphrase("") == nil)
    let (other, second) = try WrappedKey.create(Passphrase("车商 密码")!, cost: VaultTests.cheap)
    #expect(other != key && other.id != key.id && second.salt != wrapped.salt)
  }

  @Test func anotherPassphraseWrapsTheSameKey() throws {
    let (key, wrapped) = try WrappedKey.create(Passphrase("old")!, cost: VaultTests.cheap)
    let again = try WrappedKey.wrap(key, Passphrase("new")!, cost: VaultTests.cheap)
    #expect(try again.unlock(Passphrase("new")!) == key)
    #expect(again.id == wrapped.id && again.salt != wrapped.salt)
    #expect(throws: WrappedKey.Refusal.wrongPassphrase) { try again.unlock(Passphrase("old")!) }
  }

  @Test func whatAFileMayNotAskForIsRefused() throws {
    let (_, wrapped) = try WrappedKey.create(Passphrase("x")!, cost: VaultTests.cheap)
    func unlock(_ n: Int, _ r: Int, _ p: Int, salt: String? = nil, key: String? = nil, id: String? = nil) throws {
      _ = try WrappedKey(
        cost: .init(n: n, r: r, p: p), salt: salt ?? wrapped.salt, key: key ?? wrapped.key, id: id ?? wrapped.id
      ).unlock(Passphrase("x")!)
    }
    try unlock(16, 1, 1)
    for (n, r, p) in [(1 << 30, 8, 1), (1 << 20, 8, 1), (1 << 16, 8, 17), (2, 65, 1), (1 << 62, 1, 1), (1 << 16, Int.max, 1)] {
      #expect(throws: WrappedKey.Refusal.tooCostly, "\(n) \(r) \(p)") { try unlock(n, r, p) }
    }
    for (n, r, p) in [(0, 8, 1), (1, 8, 1), (1000, 8, 1), (16, 0, 1), (16, 1, 0), (-16, 1, 1), (16, -1, 1)] {
      #expect(throws: WrappedKey.Refusal.unreadable("n, r, p"), "\(n) \(r) \(p)") { try unlock(n, r, p) }
    }
    #expect(throws: WrappedKey.Refusal.unreadable("salt")) { try unlock(16, 1, 1, salt: "AAAA") }
    #expect(throws: WrappedKey.Refusal.unreadable("salt")) { try unlock(16, 1, 1, salt: "!") }
    #expect(throws: WrappedKey.Refusal.unreadable("key")) { try unlock(16, 1, 1, key: "AAAA") }
    #expect(throws: WrappedKey.Refusal.wrongPassphrase) { try unlock(16, 1, 1, id: "0000000000000000") }
    #expect(throws: WrappedKey.Refusal.wrongPassphrase) { try unlock(32, 1, 1) }
  }

  @Test(arguments: 0..<70) func aSealedLineOpensAgain(_ count: Int) throws {
    let key = BookKey()
    let context = SealContext("journal/k7m2p9qa.jsonl")
    let line = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let sealed = key.seal(line, context: context)
    #expect(!sealed.contains(0x0A) && sealed.first == 0x22 && sealed.last == 0x22)
    #expect(try key.open(sealed, context: context) == line)
    // A nonce of its own each time.
    #expect(key.seal(line, context: context) != sealed)
  }

  @Test func nothingOfALineCanBeChanged() throws {
    let key = BookKey()
    let context = SealContext("a")
    let sealed = key.seal(Array("欧阳静 13812345678".utf8), context: context)
    for place in sealed.indices {
      for bit in 0..<8 {
        var changed = sealed
        changed[place] ^= 1 << UInt8(bit)
        #expect(throws: BookKey.Refusal.self, "byte \(place), bit \(bit)") { try key.open(changed, context: context) }
      }
    }
    for length in 1..<sealed.count {
      #expect(throws: BookKey.Refusal.cut) { try key.open(Array(sealed.prefix(length)), context: context) }
    }
    #expect(throws: BookKey.Refusal.notSealed) { try key.open([], context: context) }
    #expect(throws: BookKey.Refusal.notSealed) { try key.open(Array(#"{"dev":"x"}"#.utf8), context: context) }
    #expect(throws: BookKey.Refusal.notSealed) { try key.open(Array(#""AAAA""#.utf8), context: context) }
  }

  @Test func aLineOpensInNoOtherFileAndNoOtherBook() throws {
    let key = BookKey()
    let sealed = key.seal([1, 2, 3], context: SealContext("journal/a"))
    #expect(throws: BookKey.Refusal.notAuthentic) { try key.open(sealed, context: SealContext("journal/b")) }
    #expect(throws: BookKey.Refusal.notAuthentic) { try BookKey().open(sealed, context: SealContext("journal/a")) }
  }
}
