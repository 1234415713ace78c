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
    Classify.self, Visit.self, Talk.self, Offer.self, Contract.self, WinWinCommand.self, Today.self, History.self, Undo.self,
    Redo.self, Check.self, Checkpoint.self, BackupCommand.self, Erase.self, Demo.self,
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
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      CommandEnd.leave(parsing: error, arguments)
    }
  }
}
