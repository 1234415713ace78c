/// Sizes and ranges of the directory's fields; imports and edits by hand keep the same.
public enum DealerRules {
  /// Characters of a name. The longest on the makers' lists has 26.
  public static let nameLimit = 80
  /// Characters of an address or a remark.
  public static let addressLimit = 300
  public static let phonesLimit = 12
}
