import Glibc

/// Wakes the terminal's loop from any thread.
public struct TerminalWaker: Sendable {
  let descriptor: Int32

  public func wake() {
    var byte: UInt8 = 1
    // A full pipe wakes the loop just as well.
    _ = write(descriptor, &byte, 1)
  }
}
