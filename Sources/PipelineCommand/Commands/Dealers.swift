import ArgumentParser

/// `dealers`: the directory.
struct Dealers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dealers", abstract: "车商名录 · The dealers",
    subcommands: [
      DealersList.self, DealersShow.self, DealersAdd.self, DealersEdit.self, DealersDuplicates.self, DealersMerge.self,
      DealersDelete.self, DealersRestore.self,
    ],
    defaultSubcommand: DealersList.self)
}
