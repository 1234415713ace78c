import Canvas
import Pipeline

/// What a screen asks of the loop. Effects of one update run in order; when one is refused (a change that conflicts, a
/// disk that is full), a notice says why and the rest is dropped, so that `[.apply(change), .close]` closes only after
/// the change is on disk.
public enum Effect: Sendable {
  case apply(Change)
  case undo
  case redo
  /// Undo or redo although somebody else changed what is taken back, after the user was asked.
  case undoAnyway
  case redoAnyway
  /// Lays a screen over this one.
  case open(any Screen)
  /// Puts a screen in this one's place.
  case replace(any Screen)
  /// Takes the front screen away; the last one quits.
  case close
  /// Goes to a main screen, from 0; it is as the user left it.
  case show(Int)
  case notice(Notice)
  /// Puts text on the clipboard of the terminal.
  case copy(String)
  /// Does work beside the loop; the result comes back by `receive`.
  case run(Job)
  /// Acts as if the user had pressed it, on the screen then in front.
  case press(Key)
  case speak(Wording.Language)
  case quit
}

extension Effect: Equatable {
  /// Screens and jobs are compared by their names.
  public static func == (a: Effect, b: Effect) -> Bool {
    switch (a, b) {
    case (.apply(let a), .apply(let b)): a == b
    case (.undo, .undo), (.redo, .redo), (.undoAnyway, .undoAnyway), (.redoAnyway, .redoAnyway): true
    case (.close, .close), (.quit, .quit): true
    case (.open(let a), .open(let b)), (.replace(let a), .replace(let b)): a.name == b.name
    case (.show(let a), .show(let b)): a == b
    case (.notice(let a), .notice(let b)): a == b
    case (.copy(let a), .copy(let b)): a == b
    case (.run(let a), .run(let b)): a.name == b.name
    case (.press(let a), .press(let b)): a == b
    case (.speak(let a), .speak(let b)): a == b
    default: false
    }
  }
}

/// One line said to the user at the foot of the screen until the next key.
public struct Notice: Hashable, Sendable {
  public enum Tone: Hashable, Sendable {
    case done, info, warning, error
  }
  public let wording: Wording
  public let tone: Tone

  public init(_ wording: Wording, _ tone: Tone = .info) {
    self.wording = wording
    self.tone = tone
  }
}

extension Effect {
  /// Something went well.
  public static func done(zh: String, en: String) -> Effect { .notice(Notice(Wording(zh: zh, en: en), .done)) }
  public static func warn(zh: String, en: String) -> Effect { .notice(Notice(Wording(zh: zh, en: en), .warning)) }
  public static func fail(zh: String, en: String) -> Effect { .notice(Notice(Wording(zh: zh, en: en), .error)) }
  public static func fail(_ wording: Wording) -> Effect { .notice(Notice(wording, .error)) }
}

/// Work beside the loop: reading workbooks, writing a report.
public struct Job: Sendable {
  public let name: String
  /// Shown while it runs.
  public let title: Wording
  /// Runs off the main thread; whatever it returns is given to the screen's `receive`.
  public let work: @Sendable (JobProgress) -> any Sendable

  public init(_ name: String, title: Wording, work: @escaping @Sendable (JobProgress) -> any Sendable) {
    self.name = name
    self.title = title
    self.work = work
  }
}

/// How a job tells how far it is.
public struct JobProgress: Sendable {
  public let report: @Sendable (_ done: Int, _ of: Int) -> Void
  public init(report: @escaping @Sendable (_ done: Int, _ of: Int) -> Void) { self.report = report }
  public static let silent = JobProgress { _, _ in }
}
