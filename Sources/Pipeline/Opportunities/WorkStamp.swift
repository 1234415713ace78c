/// Who does something and on which business day. Passed in: the domain never asks a clock.
public struct WorkStamp: Sendable, Equatable {
  public let on: Day
  public let by: String

  public init(on: Day, by: String) {
    self.on = on
    self.by = by
  }
}
