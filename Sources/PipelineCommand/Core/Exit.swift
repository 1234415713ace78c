/// What the program's exit status says (product page "command line").
enum Exit: Int32 {
  case done = 0
  /// A rule refused it, or `check` found something.
  case refused = 1
  case usage = 64
  case badData = 65
  /// No such file, book or record.
  case notFound = 66
  case cannotCreate = 73
  case ioFailure = 74
  /// The book is held by another process.
  case held = 75
}
