import ArgumentParser

/// The options that every command takes, before or after its name.
struct Globals: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The book's folder 档案夹", valueName: "DIR"))
  var book: String?

  @Option(name: .long, help: ArgumentHelp("The business day 业务日期", valueName: "YYYY-MM-DD"))
  var today: String?

  @Option(name: .long, help: ArgumentHelp("zh or en 语言", valueName: "zh|en"))
  var lang: String?

  @Option(name: .long, help: ArgumentHelp("A file with the passphrase, - for standard input 口令文件", valueName: "F"))
  var passphraseFile: String?

  @Flag(name: .long, help: "One JSON object on standard output 输出 JSON")
  var json = false

  @Flag(name: .customLong("no-color"), help: "No colours 不用颜色")
  var noColor = false

  /// Moves the global options behind the rest of the line, so that `cheshang --book B dealers list` and
  /// `cheshang dealers list --book B` are the same: the parser hands a subcommand only what follows its name.
  static func hoisted(_ arguments: [String]) -> [String] {
    let valued = ["--book", "--today", "--lang", "--passphrase-file"]
    var rest: [String] = []
    var globals: [String] = []
    var index = arguments.startIndex
    while index < arguments.endIndex {
      let argument = arguments[index]
      if argument == "--" { break }
      if valued.contains(argument), index + 1 < arguments.endIndex {
        globals += [argument, arguments[index + 1]]
        index += 1
      } else if argument == "--json" || argument == "--no-color"
        || valued.contains(where: { argument.hasPrefix($0 + "=") })
      {
        globals.append(argument)
      } else {
        rest.append(argument)
      }
      index += 1
    }
    return rest + globals + arguments[index...]
  }
}
