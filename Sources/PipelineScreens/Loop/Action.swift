import Canvas

/// Something that the palette offers wherever the user is. The keys of the front screen are in the palette anyway; a
/// screen offers actions for what can be started from elsewhere: `static let actions: [Action]`, listed by wiring.
public struct Action: Sendable {
  public let name: Wording
  /// The key that does it on its own screen; nil when there is none.
  public let key: Key?
  /// The command that does the same, or why there is none.
  public let command: CommandNote
  public let effects: @Sendable (Desk) -> [Effect]

  public init(
    _ name: Wording, key: Key? = nil, command: CommandNote, effects: @escaping @Sendable (Desk) -> [Effect]
  ) {
    self.name = name
    self.key = key
    self.command = command
    self.effects = effects
  }
}

/// One of the screens behind the keys 1 to 6.
public struct MainScreen: Sendable {
  public let title: Wording
  public let make: @Sendable (Desk) -> any Screen

  public init(_ title: Wording, make: @escaping @Sendable (Desk) -> any Screen) {
    self.title = title
    self.make = make
  }
}
