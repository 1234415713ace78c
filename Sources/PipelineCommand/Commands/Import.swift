import ArgumentParser

/// `import`: other people's files.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "导入名单 · Import lists", subcommands: [ImportDealers.self, ImportOpportunities.self, ImportTelesales.self])
}
