import Glibc

/// Finds the ends of lines.
enum LineScanner {
  /// The next line feed at or after `start`; nil when there is none.
  static func end(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, 0x0A, bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// All line feeds.
  static func ends(of bytes: UnsafeRawBufferPointer, reserving count: Int = 0) -> [Int] {
    var ends: [Int] = []
    ends.reserveCapacity(count)
    var at = 0
    while let end = end(of: bytes, from: at) {
      ends.append(end)
      at = end + 1
    }
    return ends
  }

  /// The whole lines that hold `text` somewhere, without their line feeds.
  static func lines(of bytes: UnsafeRawBufferPointer, containing text: String) -> [UnsafeRawBufferPointer] {
    let wanted = Array(text.utf8)
    guard let last = wanted.indices.last, let base = bytes.baseAddress else { return [] }
    // Horspool: how far the window may jump when its last byte is that one.
    var jumps = [Int](repeating: wanted.count, count: 256)
    for (place, byte) in wanted.dropLast().enumerated() { jumps[Int(byte)] = last - place }
    var lines: [UnsafeRawBufferPointer] = []
    var at = 0
    while at + last < bytes.count {
      guard UnsafeRawBufferPointer(start: base + at, count: wanted.count).elementsEqual(wanted) else {
        at += jumps[Int(bytes[at + last])]
        continue
      }
      guard let end = end(of: bytes, from: at) else { break }
      var start = at
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      lines.append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      at = end + 1
    }
    return lines
  }
}
