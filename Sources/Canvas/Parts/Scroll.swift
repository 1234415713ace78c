/// Which rows of a long list are visible: it follows from the selection and the height alone, so that nothing has to be
/// remembered and a resize never loses the selection.
public enum Scroll {
  /// Half a window above the selection, as far as there is something to show.
  public static func window(count: Int, height: Int, selection: Int) -> Range<Int> {
    guard count > 0, height > 0 else { return 0..<0 }
    if count <= height { return 0..<count }
    let top = min(max(0, selection - height / 2), count - height)
    return top..<(top + height)
  }
}

/// Which row of a list is selected. The keys move it; a row may be a heading, which is stepped over.
public struct Selection: Hashable, Sendable {
  public var index: Int

  public init(_ index: Int = 0) { self.index = index }

  /// How far Page Up and Page Down go.
  static let page = 10

  /// Takes a key of moving among `count` rows; false when it is none.
  @discardableResult
  public mutating func press(_ key: Key, count: Int, isHeading: (Int) -> Bool = { _ in false }) -> Bool {
    let target: Int
    switch key {
    case .up, "k": target = index - 1
    case .down, "j": target = index + 1
    case .pageUp, .control("b"): target = index - Selection.page
    case .pageDown, .control("f"): target = index + Selection.page
    case .home, "g": target = 0
    case .end, "G": target = count - 1
    default: return false
    }
    settle(target, count: count, forward: target > index || target == 0, isHeading: isHeading)
    return true
  }

  /// Brings the index into the list after it changed, off headings.
  public mutating func settle(count: Int, isHeading: (Int) -> Bool = { _ in false }) {
    settle(index, count: count, forward: true, isHeading: isHeading)
  }

  private mutating func settle(_ target: Int, count: Int, forward: Bool, isHeading: (Int) -> Bool) {
    guard count > 0 else {
      index = 0
      return
    }
    let target = min(max(0, target), count - 1)
    let ahead = forward ? Array(target..<count) : Array((0...target).reversed())
    let behind = forward ? Array((0..<target).reversed()) : Array(target..<count)
    index = ahead.first { !isHeading($0) } ?? behind.first { !isHeading($0) } ?? target
  }

  /// The keys of moving for a key table, to be handed on as they are.
  public static func bindings<M>(letters: Bool = true, _ message: (Key) -> M) -> [KeyTable<M>.Binding] {
    let keys: [(Key, Key?, Wording)] = [
      (.down, "j", Wording(zh: "下移", en: "down")), (.up, "k", Wording(zh: "上移", en: "up")),
      (.pageDown, .control("f"), Wording(zh: "下翻", en: "page down")),
      (.pageUp, .control("b"), Wording(zh: "上翻", en: "page up")),
      (.home, "g", Wording(zh: "第一行", en: "first row")), (.end, "G", Wording(zh: "最后一行", en: "last row")),
    ]
    return keys.flatMap { key, other, hint -> [KeyTable<M>.Binding] in
      var found = [KeyTable<M>.Binding.moving(key, hint: hint, message: message(key), rank: nil)]
      if letters, let other { found.append(.moving(other, hint: hint, message: message(key), rank: nil)) }
      return found
    }
  }
}
