/// The fields of an archive that a person fills in, with the check of each (sop 7.1). Unknown fields pass untouched:
/// a branch may keep its own.
public enum ArchiveField: String, Sendable, CaseIterable {
  case dealer, owner, foundDate, customerName, customerType, phones
  case model = "vehicle.model"
  case plate = "vehicle.plate"
  case vin = "vehicle.vin"
  case firstRegistered = "vehicle.firstRegistered"
  case price = "vehicle.price"
  case motorExpiry, employer, post, travel, housing, referredBy, toldBy, note
  /// Last year's policy as somebody told us: makes a stock customer count as due for renewal.
  case lastPolicyNumber = "lastPolicy.number"
  case lastPolicyPremium = "lastPolicy.premium"
  /// `short-term`, `cancelled` or `high-risk`: left out of the renewal rates (sop 9, 2.6).
  case lastPolicyExcluded = "lastPolicy.excluded"

  public var key: FieldKey { FieldKey(rawValue) }

  /// What must be filled before a line leaves `found` (sop 7.1, column R).
  public static func required(for type: CustomerType?) -> [ArchiveField] {
    let always: [ArchiveField] = [.dealer, .owner, .foundDate, .customerName, .customerType, .phones, .model]
    return type?.needsMotorExpiry == true ? always + [.motorExpiry] : always
  }

  /// The value as the book keeps it.
  /// - Throws: what is wrong with it: a day in 1900 or 2999, a telephone of 3 digits, a premium of 0, an unknown word.
  public func checked(_ value: JSONValue) throws(ArchiveFault) -> JSONValue {
    switch self {
    case .foundDate, .motorExpiry, .firstRegistered:
      guard let text = value.string else { throw .notADay }
      return .day(try ArchiveField.day(text))
    case .phones:
      var phones: [String] = []
      for part in value.array ?? [value] {
        guard let text = part.string else { throw .notText }
        let phone = try ArchiveField.phone(text)
        if !phones.contains(phone) { phones.append(phone) }
      }
      guard !phones.isEmpty else { throw .empty }
      return .array(phones.map { .string($0) })
    case .customerType: return try word(value, CustomerType.allCases.map(\.rawValue))
    case .travel: return try word(value, TravelHabit.allCases.map(\.rawValue))
    case .housing: return try word(value, Housing.allCases.map(\.rawValue))
    case .lastPolicyExcluded: return try word(value, PolicyExclusion.allCases.map(\.rawValue))
    case .price, .lastPolicyPremium:
      guard let amount = value.string.flatMap({ Money($0) }) else { throw .notAnAmount }
      guard Policy.premiumRange.holds(amount) else { throw .amountOutOfRange }
      return .money(amount)
    case .plate: return .string(ArchiveField.plain(try text(value)).uppercased())
    case .vin: return .string(ArchiveField.plain(try text(value)).uppercased())
    default: return .string(try text(value))
    }
  }

  private func word(_ value: JSONValue, _ allowed: [String]) throws(ArchiveFault) -> JSONValue {
    guard let text = value.string, allowed.contains(text) else { throw .notOneOf }
    return value
  }

  private func text(_ value: JSONValue) throws(ArchiveFault) -> String {
    guard let raw = value.string else { throw .notText }
    let trimmed = ArchiveField.trimmed(raw)
    guard !trimmed.isEmpty else { throw .empty }
    guard trimmed.utf8.count <= 4000 else { throw .tooLong }
    guard
      !trimmed.unicodeScalars.contains(where: {
        $0.value < 0x20 && $0.value != 0x0A || (0x7F..<0xA0).contains($0.value)
      })
    else { throw .controlCharacter }
    return trimmed
  }

  /// A day that business can mean: 1950 to 2100.
  static func day(_ text: some StringProtocol) throws(ArchiveFault) -> Day {
    guard let day = Day(text) else { throw .notADay }
    guard (1950...2100).contains(day.year) else { throw .yearOutOfRange }
    return day
  }

  /// Digits of a telephone, 7 to 15 of them, a plus kept: blanks, dashes and brackets are how people write.
  public static func phone(_ text: String) throws(ArchiveFault) -> String {
    var digits = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case "\u{FF10}"..."\u{FF19}": digits.append(String(scalar.value - 0xFF10))
      case "+" where digits.isEmpty: digits = "+"
      case " ", "-", "(", ")", "\u{3000}", "\u{FF08}", "\u{FF09}", "/", ".": continue
      default: throw .notText
      }
    }
    let count = digits.hasPrefix("+") ? digits.count - 1 : digits.count
    guard count >= 7 else { throw count == 0 ? .empty : .tooFewDigits }
    guard count <= 15 else { throw .tooManyDigits }
    return digits
  }

  /// Without blanks and the dot that plates carry: 吉A·12345 and 吉A12345 are one car.
  public static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { !["\u{B7}", "\u{2022}", "\u{30FB}", " ", "-", "\u{3000}", "."].contains($0) }))
  }

  static func trimmed(_ text: String) -> String {
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{3000}", "\u{A0}"]
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !blanks.contains($0) }),
      let last = scalars.lastIndex(where: { !blanks.contains($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
