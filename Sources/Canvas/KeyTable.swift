/// The keys of a screen in one place: dispatch, the footer, the help page and the palette all read it.
public struct KeyTable<Message> {
  /// One or more keys that mean the same.
  public struct Binding {
    public let keys: [Key]
    /// In a few words, as the footer shows it.
    public let hint: Wording
    public let message: Message
    /// Why the key cannot act now; nil when it can. The key then says so instead of doing nothing.
    public let unavailable: Wording?
    /// Lower stands further left in the footer; nil stands in the help page and the palette only.
    public let rank: Int?
    /// The command that does the same for a script, or why there is none (decision 16).
    public let command: CommandNote

    /// A key that does something: it names its command.
    public init(
      _ keys: Key..., hint: Wording, message: Message, unavailable: Wording? = nil, rank: Int? = 5, command: CommandNote
    ) {
      self.init(keys: keys, hint: hint, message: message, unavailable: unavailable, rank: rank, command: command)
    }

    /// A key that only moves about on the screen, or closes it.
    public static func moving(
      _ keys: Key..., hint: Wording, message: Message, unavailable: Wording? = nil, rank: Int? = 5
    ) -> Binding {
      Binding(keys: keys, hint: hint, message: message, unavailable: unavailable, rank: rank, command: .onlyMoves)
    }

    private init(
      keys: [Key], hint: Wording, message: Message, unavailable: Wording?, rank: Int?, command: CommandNote
    ) {
      self.keys = keys
      self.hint = hint
      self.message = message
      self.unavailable = unavailable
      self.rank = rank
      self.command = command
    }
  }

  /// What a key means in a table.
  public enum Answer {
    case message(Message)
    case unavailable(Wording)
    case unbound
  }

  public let bindings: [Binding]
  /// Takes every character and every paste that no binding wants. A table that has it is a table for typing: the keys
  /// that act everywhere (`?`, `:`, `q`) are then letters like any other.
  public let typing: ((String) -> Message)?
  /// What a press on an item of a part means; nil: nothing.
  public let pointing: ((_ part: String, _ index: Int) -> Message?)?

  public init(
    _ bindings: [Binding], typing: ((String) -> Message)? = nil,
    pointing: ((_ part: String, _ index: Int) -> Message?)? = nil
  ) {
    self.bindings = bindings
    self.typing = typing
    self.pointing = pointing
  }

  public func answer(to key: Key) -> Answer {
    for binding in bindings where binding.keys.contains(key) {
      if let reason = binding.unavailable { return .unavailable(reason) }
      return .message(binding.message)
    }
    if let typing, let text = key.typed { return .message(typing(text)) }
    return .unbound
  }

  /// The bindings of `other` behind these, as when a part brings its own keys.
  public func adding(_ other: [Binding]) -> KeyTable {
    KeyTable(bindings + other, typing: typing, pointing: pointing)
  }

  /// What a reader of the table (footer, help, palette) needs, without the messages.
  public var hints: [KeyHint] {
    bindings.map {
      KeyHint(keys: $0.keys, hint: $0.hint, unavailable: $0.unavailable, rank: $0.rank, command: $0.command)
    }
  }
}

/// A binding without its message.
public struct KeyHint: Hashable, Sendable {
  public let keys: [Key]
  public let hint: Wording
  public let unavailable: Wording?
  public let rank: Int?
  public let command: CommandNote

  public init(
    keys: [Key], hint: Wording, unavailable: Wording? = nil, rank: Int? = 5, command: CommandNote
  ) {
    self.keys = keys
    self.hint = hint
    self.unavailable = unavailable
    self.rank = rank
    self.command = command
  }

  /// `Ctrl-S`, `j ↓`
  public var label: String { keys.map(\.label).joined(separator: " ") }
}

/// How a script does what a key does.
public enum CommandNote: Hashable, Sendable {
  /// `dealers edit DEALER --set …`, without the program's name.
  case line(String)
  /// There is no such command, and why.
  case none(because: Wording)

  /// The key only moves about on the screen.
  public static let onlyMoves = CommandNote.none(
    because: Wording(zh: "只在屏幕上移动或查看", en: "only moves about on the screen"))
}

extension KeyTable.Binding: Sendable where Message: Sendable {}
