/// A text made for comparing, compared byte by byte. Swift's own text comparison allows for combining accents, which
/// costs Chinese text tenfold and finds nothing more here.
struct FoldedText: Hashable, Sendable, Comparable {
  let text: String

  init(_ text: String) { self.text = text }

  var isEmpty: Bool { text.isEmpty }

  static func == (a: FoldedText, b: FoldedText) -> Bool {
    a.text.utf8.count == b.text.utf8.count && a.text.utf8.elementsEqual(b.text.utf8)
  }

  static func < (a: FoldedText, b: FoldedText) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

  func hash(into hasher: inout Hasher) {
    if text.utf8.withContiguousStorageIfAvailable({ hasher.combine(bytes: UnsafeRawBufferPointer($0)) }) == nil {
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }
}

extension String {
  /// `hasSuffix` by bytes.
  func endsInBytes(of ending: String) -> Bool {
    utf8.count >= ending.utf8.count && utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }

  /// Without that many bytes at the end; they must be whole characters.
  func droppingBytes(_ count: Int) -> String { String(self[..<utf8.index(endIndex, offsetBy: -count)]) }
}
