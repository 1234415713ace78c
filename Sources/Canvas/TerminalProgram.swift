/// A program that a terminal can run: it takes keys and gives frames. The terminal knows nothing else of it.
public protocol TerminalProgram {
  /// Everything that one wake-up brought.
  mutating func press(_ keys: [Key])
  /// What is to be seen at that size.
  mutating func frame(columns: Int, rows: Int) -> CellGrid
  /// Work beside the program has news.
  mutating func wake()
  /// Something can be read from a descriptor that the terminal watches for it.
  mutating func readable(_ descriptor: Int32)
  /// Some time passed without any input.
  mutating func tick()
  /// What shall go to the clipboard now; asked once after each round.
  mutating func takeClipboard() -> String?
  var isOver: Bool { get }
}
