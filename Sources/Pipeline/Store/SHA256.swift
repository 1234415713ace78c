import Vault

/// The SHA-256 hash (FIPS 180-4), for the digest of a sealed month, the pieces of copies and the fingerprint of a machine.
public enum SHA256 {
  /// The hash of `bytes` as 64 lower-case hexadecimal digits.
  public static func hex(_ bytes: [UInt8]) -> String { Digest.sha256Hex(bytes) }
}
