import ArgumentParser
import Canvas
import Glibc
import Pipeline

/// The program: reads the command line, runs one command or opens the screens.
@main
struct Cheshang: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "cheshang",
    abstract: "车商渠道工作台 · A tracker for winning car dealers as an insurance channel",
    version: "1.0.0",
    subcommands: commands)

  /// Every command, in the order of the help page. A new noun is one file under `Commands/` and its name here.
  static let commands: [any ParsableCommand.Type] = [
    Init.self, Import.self, Dealers.self, Sop.self, Step.self, Advance.self, Return.self, Drop.self, Resume.self,
    Classify.self, Visit.self, Talk.self, Offer.self, Contract.self, WinWinGroup.self, QuoteCommand.self,
    Opportunities.self, Plan.self, Review.self, Renewals.self, Referrals.self, Log.self, Targets.self,
    DayCommand.self, Brief.self, ReportCommand.self, Export.self,
    Today.self, History.self, Undo.self, Redo.self, Check.self, Checkpoint.self, BackupCommand.self, Erase.self, PrivacyCommand.self,
    Encrypt.self, Decrypt.self, PassphraseCommand.self,
    Demo.self,
  ]

  @OptionGroup var globals: Globals

  /// Without a command: the screens on a terminal, else how to get the same by command.
  func run(in session: Session) throws {
    guard Output.isTerminal else { throw Screens.noTerminal(session) }
    try openScreens(session: session, startingAt: nil)
  }

  static func main() {
    let arguments = Globals.hoisted(Array(CommandLine.arguments.dropFirst()))
    do {
      var command = try quickly(arguments) ?? parseAsRoot(arguments)
      try command.run()
    } catch {
      CommandEnd.leave(parsing: error, arguments)
    }
  }

  /// The command that the first words name, read without looking at all the others: half of a short command's time.
  /// Nil when the words name none, or when there is something to say about the line: then the whole parser says it.
  private static func quickly(_ arguments: [String]) -> (any ParsableCommand)? {
    var type: any ParsableCommand.Type = Cheshang.self
    var rest = arguments[...]
    while let word = rest.first, let next = type.configuration.subcommands.first(where: { $0.configuration.commandName == word }) {
      type = next
      rest = rest.dropFirst()
    }
    // A command with subcommands of its own must be read by itself: its parent would take options of the same name.
    guard rest.count < arguments.count, type.configuration.subcommands.isEmpty || type is any BookCommand.Type else { return nil }
    return try? type.parseAsRoot(Array(rest))
  }
}
