/// The keys that help most here, in one row; a press on one is a press of the key.
public enum FooterPart {
  /// Draws as many hints as fit, by rank; one that cannot act now is muted.
  public static func draw(
    _ hints: [KeyHint], into grid: inout CellGrid, in region: Region, language: Wording.Language
  ) {
    guard !region.isEmpty else { return }
    grid.fill(region.top(1))
    var x = region.x + 1
    let ranked = hints.enumerated().filter { $0.element.rank != nil }
      .sorted { ($0.element.rank ?? 0, $0.offset) < ($1.element.rank ?? 0, $1.offset) }
    for (_, hint) in ranked {
      guard let key = hint.keys.first else { continue }
      let label = key.label
      let words = hint.hint(language)
      let columns = CellWidth.columns(of: label) + 1 + CellWidth.columns(of: words)
      guard x + columns < region.right else { continue }
      grid.put(label, x: x, y: region.y, hint.unavailable == nil ? .key : .muted)
      grid.put(words, x: x + CellWidth.columns(of: label) + 1, y: region.y, hint.unavailable == nil ? .plain : .muted)
      grid.mark(Region(x: x, y: region.y, width: columns, height: 1), as: .key(key))
      x += columns + 2
    }
  }
}
