import ArgumentParser
import Glibc
import Pipeline

/// The program: reads the command line, runs one command or opens the screens.
@main
struct Cheshang: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cheshang",
    abstract: "车商渠道工作台 · A tracker for winning car dealers as an insurance channel",
    version: "1.0.0",
    subcommands: [])

  @OptionGroup var globals: Globals

  static func main() {
    let arguments = Globals.hoisted(Array(CommandLine.arguments.dropFirst()))
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      exit(withError: error)
    }
  }
}
