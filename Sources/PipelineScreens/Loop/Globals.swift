import Canvas

/// The keys that act on every screen unless somebody is typing or a dialog is open.
enum Globals {
  enum Message {
    case help, palette, undo, redo, close, quit
    case show(Int)
  }

  static func table(mains: [MainScreen]) -> KeyTable<Message> {
    var bindings: [KeyTable<Message>.Binding] = [
      .moving(":", hint: Wording(zh: "命令", en: "commands"), message: .palette, rank: 90),
      .moving("?", .function(1), hint: Wording(zh: "帮助", en: "help"), message: .help, rank: 91),
      .init("u", hint: Wording(zh: "撤销", en: "undo"), message: .undo, rank: 92, command: .line("undo")),
      .init(.control("r"), hint: Wording(zh: "重做", en: "redo"), message: .redo, rank: 93, command: .line("redo")),
      .moving("q", .escape, hint: Wording(zh: "返回", en: "back"), message: .close, rank: 94),
      .moving("Q", hint: Wording(zh: "退出", en: "quit"), message: .quit, rank: 95),
    ]
    for (place, main) in mains.enumerated().prefix(9) {
      bindings.append(
        .moving(.character(Character(String(place + 1))), hint: main.title, message: .show(place), rank: nil))
    }
    return KeyTable(bindings)
  }

  /// Those that act while somebody types: they are no letters.
  static func actsWhileTyping(_ key: Key) -> Bool { key.typed == nil && key != .escape }
}
