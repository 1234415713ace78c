import Glibc

/// The bytes of a whole file, mapped or in memory. Immutable; the mapping ends with the last copy of the value.
public final class FileBytes: @unchecked Sendable {
  // Unchecked, because a raw pointer is not Sendable: nothing ever writes through it.
  private let memory: [UInt8]
  private let mapped: UnsafeRawBufferPointer?

  public init(_ bytes: [UInt8]) {
    memory = bytes
    mapped = nil
  }

  /// Takes over a mapping and ends it when the value goes.
  init(mapped: UnsafeRawBufferPointer) {
    memory = []
    self.mapped = mapped
  }

  deinit {
    if let mapped, let base = mapped.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), mapped.count) }
  }

  public var count: Int { mapped?.count ?? memory.count }

  public func withBytes<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T {
    if let mapped { return body(mapped) }
    return memory.withUnsafeBytes(body)
  }
}
