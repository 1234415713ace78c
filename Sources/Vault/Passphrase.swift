/// What a person types to open a book: any bytes but none. Nothing of it is ever written.
public struct Passphrase: Sendable {
  let bytes: [UInt8]

  /// Nil for an empty one. The bytes count as they are: two ways to write one letter are two passphrases.
  public init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self.bytes = bytes
  }

  public init?(_ text: String) { self.init(Array(text.utf8)) }
}
