import ArgumentParser

/// `dealers`: the directory.
struct Dealers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "车商名录 · The dealers",
    subcommands: [DealersList.self, DealersShow.self],
    defaultSubcommand: DealersList.self)
}
