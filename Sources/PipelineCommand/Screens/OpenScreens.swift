import Canvas
import Glibc
import Pipeline
import PipelineScreens
import Terminal

/// Opens the screens on the session's book; `dealer` names the one to begin with, nil is Today. Comes back when the user
/// leaves; a signal that asked for the end ends the program as that signal does.
func openScreens(session: Session, startingAt dealer: RecordID?) throws {
  let handbook = try session.handbook()
  let calendar = try session.calendar()
  let isFixed = session.isDayGiven
  // A store of its own: the screens keep it behind a lock, beside jobs and the watch.
  let store = try session.openBook()
  let screens = ScreenSession(
    fixedDay: isFixed ? session.today : nil, language: session.language, by: session.user, noColour: session.noColour,
    handbook: handbook, calendar: calendar, dealer: dealer)
  let keeper = StoreKeeper(store, by: session.user)
  let ending: CursesTerminal.Ending
  do {
    ending = try MainActor.assumeIsolated { try screens.run(on: keeper) }
  } catch let error as TerminalError {
    throw Screens.failure(error)
  }
  switch ending {
  case .over, .inputClosed: return
  case .signal(let number):
    signal(number, SIG_DFL)
    raise(number)
  }
}

extension Screens {
  /// Why the terminal does not open, and what to do.
  static func failure(_ error: TerminalError) -> CommandFailure {
    switch error {
    case .notATerminal:
      .usage("no-terminal", zh: "这里不是终端，屏幕界面打不开。", en: "This is no terminal; the screens cannot open.")
    case .noUTF8:
      .usage(
        "no-utf8", zh: "系统里没有 UTF-8 语言环境，中文显示不出来。请设 LC_ALL=C.UTF-8 再试。",
        en: "This system has no UTF-8 locale, so Chinese cannot be shown. Try again with LC_ALL=C.UTF-8.")
    case .unknownTerminal(let name):
      .usage(
        "unknown-terminal", ["terminal": .string(name)], zh: "不认识终端类型 TERM=\(Words.plain(name))。请设 TERM=xterm-256color 再试。",
        en: "The terminal type TERM=\(Words.plain(name)) is not known. Try again with TERM=xterm-256color.")
    case .system(let call, let code):
      .usage(
        "terminal-failed", ["call": .string(call), "code": .int(Int(code))], zh: "终端打不开：\(call) 返回 \(code)。",
        en: "The terminal cannot be opened: \(call) gave \(code).")
    }
  }
}
