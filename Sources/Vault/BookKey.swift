import Crypto

/// The key of a book: 256 random bits that never change while the book stays encrypted, whatever the passphrase.
///
/// A line is sealed by itself with ChaCha20-Poly1305 under a fresh random nonce of 96 bits, and authenticates its context
/// (the file it belongs to): it opens in no other file and no other book. It becomes one JSON string: a quote, the base64
/// of nonce, text and tag, a quote. So a line that was cut is known by the missing quote.
public struct BookKey: Sendable, Equatable {
  private let key: SymmetricKey
  /// Sixteen hexadecimal digits that tell one key from another and nothing about it.
  public let id: String

  static let byteCount = 32
  /// Nonce and tag.
  private static let overhead = 28

  /// A new key from the system's chance.
  init() { self.init(SymmetricKey(size: .bits256)) }

  init?(_ bytes: [UInt8]) {
    guard bytes.count == BookKey.byteCount else { return nil }
    self.init(SymmetricKey(data: bytes))
  }

  private init(_ key: SymmetricKey) {
    self.key = key
    let code = HMAC<Crypto.SHA256>.authenticationCode(for: Array("cheshang key id 1".utf8), using: key)
    id = Digest.hex(code.prefix(8))
  }

  public static func == (a: BookKey, b: BookKey) -> Bool { a.key == b.key }

  var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

  /// Appends the sealed form of a line without its line feed.
  public func seal(_ line: some Collection<UInt8>, context: SealContext, into out: inout [UInt8]) {
    // The only thrown case is a text beyond 256 GiB.
    guard let box = try? ChaChaPoly.seal(Array(line), using: key, authenticating: context.bytes) else {
      preconditionFailure("a line beyond the cipher's length")
    }
    out.append(UInt8(ascii: "\""))
    Base64.encode(box.combined, into: &out)
    out.append(UInt8(ascii: "\""))
  }

  public func seal(_ line: some Collection<UInt8>, context: SealContext) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity((line.count + BookKey.overhead) / 3 * 4 + 8)
    seal(line, context: context, into: &out)
    return out
  }

  /// Why a line does not open.
  public enum Refusal: Error, Equatable, Sendable {
    /// It begins like a sealed line and has no end.
    case cut
    /// It is no sealed line.
    case notSealed
    /// It was sealed with another key or for another file, or was changed since.
    case notAuthentic
  }

  /// The line as it was before it was sealed, without line feed.
  public func open(_ line: UnsafeRawBufferPointer, context: SealContext) throws(Refusal) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard line.first == quote else { throw .notSealed }
    guard line.count > 1, line[line.count - 1] == quote else { throw .cut }
    guard let bytes = Base64.decode(UnsafeRawBufferPointer(rebasing: line[1..<line.count - 1])),
      bytes.count >= BookKey.overhead
    else { throw .notSealed }
    do {
      return Array(try ChaChaPoly.open(ChaChaPoly.SealedBox(combined: bytes), using: key, authenticating: context.bytes))
    } catch { throw .notAuthentic }
  }

  public func open(_ line: [UInt8], context: SealContext) throws(Refusal) -> [UInt8] {
    let opened = line.withUnsafeBytes { line -> Result<[UInt8], Refusal> in
      do throws(Refusal) { return .success(try open(line, context: context)) } catch { return .failure(error) }
    }
    return try opened.get()
  }
}

/// What a sealed line belongs to: it opens only there.
public struct SealContext: Hashable, Sendable {
  let bytes: [UInt8]
  public init(_ role: String) { bytes = Array(("cheshang line 1\n" + role).utf8) }
}
