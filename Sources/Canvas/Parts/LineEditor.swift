/// One line of text being typed, with its cursor between characters. Made for input methods: the terminal's own cursor
/// stands where the next character goes, wide characters move whole, and a combining mark joins the one before it.
public struct LineEditor: Hashable, Sendable {
  public private(set) var characters: [Character]
  /// Characters left of the cursor.
  public private(set) var cursor: Int
  /// No more characters than that; what is beyond is not taken.
  public let limit: Int

  public init(_ text: String = "", limit: Int = 2_000) {
    self.limit = limit
    characters = Array(LineEditor.clean(text).prefix(limit))
    cursor = characters.count
  }

  /// Setting it puts the cursor at the end.
  public var text: String {
    get { String(characters) }
    set { self = LineEditor(newValue, limit: limit) }
  }

  public var isEmpty: Bool { characters.isEmpty }

  /// Line ends and tabs become spaces; controls, steering characters and more than four marks on one character go.
  static func clean(_ text: String, keepingLines: Bool = false) -> String {
    var kept = String.UnicodeScalarView()
    var marks = 0
    var wasReturn = false
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      if scalar == "\n", wasReturn { continue }
      if keepingLines, scalar == "\n" || scalar == "\r" {
        kept.append("\n")
        marks = 0
        continue
      }
      guard let clean = CellWidth.harmless(scalar), clean != "\u{FFFD}" || scalar == "\u{FFFD}" else { continue }
      marks = CellWidth.of(clean) == 0 ? marks + 1 : 0
      if marks <= 4 { kept.append(clean) }
    }
    return String(kept)
  }

  public mutating func insert(_ text: String) {
    insert(cleaned: LineEditor.clean(text))
  }

  mutating func insert(cleaned text: String) {
    guard !text.isEmpty else { return }
    // Only the neighbour can join what is new; regrouping the whole line would cost its length at every key.
    let before = cursor > 0 ? String(characters[cursor - 1]) : ""
    var new = Array(before + text)
    let room = limit - characters.count + (cursor > 0 ? 1 : 0)
    if new.count > room { new = Array(new.prefix(room)) }
    let start = max(0, cursor - 1)
    characters.replaceSubrange(start..<cursor, with: new)
    cursor = start + new.count
  }

  /// Takes a key of editing; false when it is none, or when there is nothing to move or to delete.
  @discardableResult
  public mutating func press(_ key: Key) -> Bool {
    if let typed = key.typed {
      insert(typed)
      return true
    }
    switch key {
    case .left: return move(to: cursor - 1)
    case .right: return move(to: cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .alt("b"): cursor = wordStart
    case .alt("f"): cursor = wordEnd
    case .backspace: return delete(max(0, cursor - 1)..<cursor)
    case .delete: return delete(cursor..<min(cursor + 1, characters.count))
    case .control("u"): return delete(0..<cursor)
    case .control("k"): return delete(cursor..<characters.count)
    case .control("w"): return delete(wordStart..<cursor)
    default: return false
    }
    return true
  }

  private mutating func move(to place: Int) -> Bool {
    guard place >= 0, place <= characters.count else { return false }
    cursor = place
    return true
  }

  private mutating func delete(_ range: Range<Int>) -> Bool {
    characters.removeSubrange(range)
    cursor = range.lowerBound
    return !range.isEmpty
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1] == " " { place -= 1 }
    while place > 0, characters[place - 1] != " " { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, characters[place] == " " { place += 1 }
    while place < characters.count, characters[place] != " " { place += 1 }
    return place
  }

  mutating func place(cursor: Int) { self.cursor = min(max(0, cursor), characters.count) }

  /// Draws into the first row of `region`, scrolled so that the cursor is visible, and puts the terminal's cursor there
  /// when focused.
  public func draw(
    into grid: inout CellGrid, in region: Region, _ style: Style = .input, isFocused: Bool = true,
    placeholder: String = ""
  ) {
    guard !region.isEmpty else { return }
    let row = region.top(1)
    grid.fill(row, style)
    if characters.isEmpty, !placeholder.isEmpty {
      grid.put(placeholder, in: row, Style(.placeholder, selected: style.isSelected))
    }
    var start = 0
    var column = 0
    if isFocused {
      column = characters[..<cursor].reduce(0) { $0 + CellWidth.columns(of: $1) }
      while column >= row.width, start < cursor {
        column -= CellWidth.columns(of: characters[start])
        start += 1
      }
      grid.cursor = Place(row.x + column, row.y)
    }
    let shown = String(characters[start...].prefix(row.width + 1))
    if isFocused {
      grid.put(shown, x: row.x, y: row.y, style, columns: row.width)
    } else if !characters.isEmpty {
      grid.put(String(characters.prefix(row.width + 1)), in: row, style)
    }
  }

  /// The keys of editing for a key table, to be handed on as they are.
  public static func bindings<M>(_ message: (Key) -> M) -> [KeyTable<M>.Binding] {
    let keys: [(Key, Wording)] = [
      (.left, Wording(zh: "左移", en: "left")), (.right, Wording(zh: "右移", en: "right")),
      (.home, Wording(zh: "行首", en: "line start")), (.end, Wording(zh: "行尾", en: "line end")),
      (.backspace, Wording(zh: "删前字", en: "delete before")), (.delete, Wording(zh: "删后字", en: "delete after")),
      (.control("a"), Wording(zh: "行首", en: "line start")), (.control("e"), Wording(zh: "行尾", en: "line end")),
      (.control("u"), Wording(zh: "删到行首", en: "delete to start")),
      (.control("k"), Wording(zh: "删到行尾", en: "delete to end")),
      (.control("w"), Wording(zh: "删前词", en: "delete word")),
      (.alt("b"), Wording(zh: "前一词", en: "word left")), (.alt("f"), Wording(zh: "后一词", en: "word right")),
    ]
    return keys.map { .moving($0.0, hint: $0.1, message: message($0.0), rank: nil) }
  }
}
