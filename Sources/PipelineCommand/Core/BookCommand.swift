import ArgumentParser
import Canvas
import Glibc
import Pipeline
import PipelineScreens

/// A command that works with a session; its errors end the program with their exit status and words.
protocol BookCommand: ParsableCommand {
  var globals: Globals { get }
  func run(in session: Session) throws
}

extension BookCommand {
  mutating func run() throws {
    let session: Session
    do { session = try Session(globals) } catch {
      let language = (try? Session.language(globals)) ?? Session.localeLanguage()
      try CommandEnd.leave(after: error, language: language, json: globals.json)
    }
    do { try run(in: session) } catch {
      try CommandEnd.leave(after: error, language: session.language, json: session.json, session: session)
    }
  }
}

/// How a command ends that did not do what was asked.
enum CommandEnd {
  static func leave(after error: any Error, language: Wording.Language, json: Bool, session: Session? = nil) throws -> Never {
    guard let failure = CommandFailure(error, handbook: session?.handbookAtHand) else { throw error }
    failure.report(language, json: json)
    exit(failure.exit.rawValue)
  }

  /// What the parser says: help and version on standard output, anything else as wrong usage.
  static func leave(parsing error: any Error, _ arguments: [String]) -> Never {
    if let code = error as? ExitCode { exit(code.rawValue) }
    let code = Cheshang.exitCode(for: error)
    if code.isSuccess { Cheshang.exit(withError: error) }
    let language = language(of: arguments)
    let text = Words.plain(Cheshang.message(for: error).replacing("\n", with: " "))
    CommandFailure(
      .usage, "usage", ["arguments": .strings(arguments)],
      Wording(
        zh: "命令写法不对：\(text)\n用 cheshang --help 或 cheshang 命令 --help 查看写法。",
        en: "\(text)\nSee `cheshang --help` or `cheshang COMMAND --help`.")
    ).report(language, json: arguments.contains("--json"))
    exit(Exit.usage.rawValue)
  }

  /// The language of a command line that could not be read in full.
  private static func language(of arguments: [String]) -> Wording.Language {
    var given: String?
    for (place, argument) in arguments.enumerated() {
      if argument == "--lang", place + 1 < arguments.count { given = arguments[place + 1] }
      if argument.hasPrefix("--lang=") { given = String(argument.dropFirst(7)) }
    }
    return (given ?? Wiring.environment("CHESHANG_LANG")).flatMap { Wording.Language(rawValue: $0.lowercased()) }
      ?? Session.localeLanguage()
  }
}
