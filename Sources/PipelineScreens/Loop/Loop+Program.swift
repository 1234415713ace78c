import Canvas

/// A terminal runs the loop as it is.
extension Loop: TerminalProgram {
  public mutating func wake() {
    for report in jobs.take() { take(report) }
  }

  /// Somebody wrote to the book's folder.
  public mutating func readable(_ descriptor: Int32) {
    drain(descriptor)
    refresh()
  }

  /// Midnight may have passed.
  public mutating func tick() {
    if refreshesOnTick { refresh() }
    if let day = today?(), day != desk.today { renew { $0.today = day } }
  }
}
