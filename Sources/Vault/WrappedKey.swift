import Crypto
import CryptoExtras

/// A book's key, sealed with a passphrase: what `book.json` holds. Whoever has it may try passphrases; each try costs
/// what `cost` says.
public struct WrappedKey: Equatable, Sendable {
  /// What one derivation by scrypt (RFC 7914) costs: 128·N·r bytes of memory, and time in proportion to N·r·p.
  public struct Cost: Equatable, Sendable {
    public let n: Int
    public let r: Int
    public let p: Int

    public init(n: Int, r: Int, p: Int) {
      self.n = n
      self.r = r
      self.p = p
    }

    /// For people who wait for it once a start: 64 MiB.
    public static let standard = Cost(n: 1 << 16, r: 8, p: 1)

    /// The most memory that a derivation may take: a hostile file must not eat the machine.
    static let memoryLimit = 512 << 20
    static let timesLimit = 16

    /// Within what scrypt is defined for.
    var isDefined: Bool { n > 1 && n & (n - 1) == 0 && r > 0 && p > 0 }
    var isAffordable: Bool {
      n <= Cost.memoryLimit && r <= 64 && p <= Cost.timesLimit && 128 * n * r * p <= Cost.memoryLimit
    }
  }

  public static let kdf = "scrypt"
  public static let cipher = "chacha20-poly1305"

  public let cost: Cost
  /// Base64.
  public let salt: String
  /// Base64: nonce, sealed key and tag.
  public let key: String
  /// See `BookKey.id`.
  public let id: String

  /// As read from a file; nothing is checked before `unlock`.
  public init(cost: Cost, salt: String, key: String, id: String) {
    self.cost = cost
    self.salt = salt
    self.key = key
    self.id = id
  }

  /// A new key and its sealed form.
  public static func create(_ passphrase: Passphrase, cost: Cost = .standard) throws(Refusal) -> (key: BookKey, wrapped: WrappedKey) {
    let key = BookKey()
    return (key, try wrap(key, passphrase, cost: cost))
  }

  /// The same key under another passphrase, with salt and nonce of its own.
  public static func wrap(_ key: BookKey, _ passphrase: Passphrase, cost: Cost = .standard) throws(Refusal) -> WrappedKey {
    let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    let derived = try derive(passphrase, salt: salt, cost)
    guard let box = try? ChaChaPoly.seal(key.bytes, using: derived, authenticating: context(key.id)) else { throw .unreadable("key") }
    return WrappedKey(cost: cost, salt: Base64.text(salt), key: Base64.text(box.combined), id: key.id)
  }

  /// Why a key does not come out.
  public enum Refusal: Error, Equatable, Sendable {
    /// The passphrase is another one; or the sealed key was changed, which looks the same.
    case wrongPassphrase
    /// The member of that name is not what this version writes.
    case unreadable(String)
    /// Deriving would take more memory or time than is allowed.
    case tooCostly
  }

  public func unlock(_ passphrase: Passphrase) throws(Refusal) -> BookKey {
    guard let salt = Base64.decode(salt), salt.count >= 16 else { throw .unreadable("salt") }
    guard let sealed = Base64.decode(key), let box = try? ChaChaPoly.SealedBox(combined: sealed) else { throw .unreadable("key") }
    let derived = try WrappedKey.derive(passphrase, salt: salt, cost)
    guard let bytes = try? ChaChaPoly.open(box, using: derived, authenticating: WrappedKey.context(id)) else { throw .wrongPassphrase }
    guard let found = BookKey(Array(bytes)), found.id == id else { throw .unreadable("id") }
    return found
  }

  private static func context(_ id: String) -> [UInt8] { Array(("cheshang key 1\n" + id).utf8) }

  private static func derive(_ passphrase: Passphrase, salt: [UInt8], _ cost: Cost) throws(Refusal) -> SymmetricKey {
    guard cost.isDefined else { throw .unreadable("n, r, p") }
    guard cost.isAffordable else { throw .tooCostly }
    return try scrypt(passphrase.bytes, salt: salt, cost, count: BookKey.byteCount)
  }

  /// The bare function, for its known answers.
  static func scrypt(_ password: [UInt8], salt: [UInt8], _ cost: Cost, count: Int) throws(Refusal) -> SymmetricKey {
    do {
      return try KDF.Scrypt.deriveKey(
        from: password, salt: salt, outputByteCount: count, rounds: cost.n, blockSize: cost.r, parallelism: cost.p)
    } catch { throw .tooCostly }
  }
}
