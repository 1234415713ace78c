/// What the user says about the lists beside the files themselves.
public struct DealerImportOptions: Sendable, Equatable {
  /// The business day: the list's day when nothing else tells it.
  public var day: Day
  /// `--map`
  public var map: [DealerListMapping] = []
  /// `--dated`: the day of the list, where its rows do not carry one.
  public var dated: Day?
  /// The route (sop 3.1); makers' lists come from their sites.
  public var kind = DealerSource.Kind.internet
  /// `--maker`: for lists that name no brand, or one that two makers share.
  public var maker: String?

  public init(day: Day) { self.day = day }
}
