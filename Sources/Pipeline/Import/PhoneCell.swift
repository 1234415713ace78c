/// A cell with telephone numbers, taken apart: `0371-65338888/63291888` is two numbers of one area.
///
/// A number is digits with dashes: `0316-5559955`, `010-68488028-1` with an extension, `4008721638`. What is no number,
/// or no likely one, is told in `remark` (the whole cell), so that nothing is lost.
public struct PhoneCell: Sendable, Equatable {
  public private(set) var phones: [String] = []
  /// The cell as it was written, when a part of it could not be read as a number or looks wrong.
  public private(set) var remark: String?

  public init(_ cell: String) {
    let text = PhoneCell.ascii(cell)
    var area: String?
    var doubtful = false
    for piece in PhoneCell.pieces(text) {
      let (number, words) = PhoneCell.number(piece)
      if words { doubtful = true }
      guard let number else { continue }
      var groups = number.split(separator: "-").map(String.init)
      PhoneCell.tidy(&groups)
      guard !groups.isEmpty, !groups.allSatisfy({ $0.allSatisfy { $0 == "0" } }) else {
        doubtful = true
        continue
      }
      if groups.count == 1, let area, (7...8).contains(groups[0].count), !groups[0].hasPrefix("400") {
        groups.insert(area, at: 0)
      } else if groups.count == 2, let area, (7...8).contains(groups[0].count), groups[1].count <= 4,
        !groups[0].hasPrefix("0"), !groups[0].hasPrefix("400")
      {
        groups.insert(area, at: 0)
      } else if groups.count == 1, groups[0].count <= 4, let last = phones.last {
        // `010-68888181-8601/8602`: a second extension of the number before.
        let base = last.split(separator: "-").map(String.init)
        if base.count == 3 {
          groups = [base[0], base[1], groups[0]]
        } else {
          doubtful = true
          continue
        }
      }
      if groups.count > 1, PhoneCell.isArea(groups[0]) { area = groups[0] }
      let phone = groups.joined(separator: "-")
      if phone.utf8.filter({ $0 != 0x2D }).count < 5 {
        doubtful = true
        continue
      }
      if !PhoneCell.isLikely(groups) { doubtful = true }
      if !phones.contains(where: { PhoneCell.key($0) == PhoneCell.key(phone) }) { phones.append(phone) }
    }
    if phones.count > 12 {
      phones.removeSubrange(12...)
      doubtful = true
    }
    let meansNone = ["", "无", "/", "-", "--", "暂无", "没有", "n/a", "none", "null"].contains(CellText.fold(cell))
    if !meansNone, doubtful || phones.isEmpty { remark = CellText.trimmed(CellText.clean(cell)) }
  }

  /// The digits alone: two spellings of one number are equal.
  public static func key(_ phone: String) -> String {
    String(decoding: phone.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self)
  }

  /// Full-width digits and dashes made narrow; `转` and `ext` made a dash.
  private static func ascii(_ cell: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in CellText.clean(cell).unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0)!)
      case 0x2010...0x2015, 0x2212, 0x8F6C: result.append("-")
      case _ where CellText.isSpace(scalar): result.append(" ")
      default: result.append(scalar)
      }
    }
    return result
  }

  /// Split at separators, and at blanks with a whole number on both sides.
  private static func pieces(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    text.split { "/,;、，；|\\".unicodeScalars.contains($0) }.flatMap { piece -> [[Unicode.Scalar]] in
      var joined: [[Unicode.Scalar]] = []
      for part in piece.split(separator: " ") {
        let digits = part.count { $0.value >= 0x30 && $0.value <= 0x39 }
        let before = joined.last?.count { $0.value >= 0x30 && $0.value <= 0x39 } ?? 0
        if !joined.isEmpty, digits < 7 || before < 7 || part.first == "-" || joined.last?.last == "-" {
          joined[joined.count - 1] += part
        } else {
          joined.append(Array(part))
        }
      }
      return joined
    }
  }

  /// Digits and dashes of a piece, and whether anything else stood there. Brackets around an area code end it.
  private static func number(_ piece: [Unicode.Scalar]) -> (String?, Bool) {
    var digits = ""
    var words = false
    for scalar in piece {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case "-", ")": if !digits.isEmpty, digits.last != "-" { digits += "-" }
      case "(", " ", ".", "+", ":": break
      default: words = true
      }
    }
    while digits.last == "-" { digits.removeLast() }
    if digits.hasPrefix("86-") { digits.removeFirst(3) }
    return (digits.isEmpty ? nil : digits, words)
  }

  /// Undoes what list programs do: the area code twice, an area before a mobile or a service number, a postal code.
  private static func tidy(_ groups: inout [String]) {
    if groups.count >= 2, groups[0] == "0" || (groups[0].count == 6 && (isMobile(groups[1]) || isArea(groups[1]))) {
      // No area begins with `0-` or has six digits: the list's own code of the city.
      groups.removeFirst()
    }
    if groups.count >= 2, isArea(groups[0]) {
      let rest = groups[1]
      if isArea(rest), groups.count >= 3 {
        groups.removeFirst()
      } else if "0" + rest == groups[0] {
        groups.remove(at: 1)
      } else if rest.hasPrefix(groups[0]), rest.count >= groups[0].count + 7 {
        groups[1] = String(rest.dropFirst(groups[0].count))
      } else if isMobile(rest) || (rest.hasPrefix("400") && (rest.count == 10 || groups.count == 4)) {
        groups.removeFirst()
      }
    }
    // `89190-002` behind an area code is one number of eight digits with a dash in it.
    if groups.count == 3, isArea(groups[0]), groups[1].count + groups[2].count == 8, groups[1].count < 7 {
      groups = [groups[0], groups[1] + groups[2]]
    }
  }

  static func isArea(_ text: String) -> Bool { text.hasPrefix("0") && (3...4).contains(text.count) && text != "0000" }
  static func isMobile(_ text: String) -> Bool {
    text.count == 11 && text.hasPrefix("1") && text.dropFirst().first! >= "3"
  }

  /// Whether Chinese numbering knows such a number: area and 7 or 8 digits, a mobile, 400/800, a service number.
  private static func isLikely(_ groups: [String]) -> Bool {
    let joined = groups.joined()
    if joined.hasPrefix("400") || joined.hasPrefix("800") { return (10...14).contains(joined.count) }
    if groups.count == 1 {
      let one = groups[0]
      return isMobile(one) || (7...8).contains(one.count) || (one.hasPrefix("9") && (5...6).contains(one.count))
        || (one.hasPrefix("0") && (10...12).contains(one.count))
    }
    if isMobile(groups[0]) { return groups.count == 2 && groups[1].count <= 5 }
    if isArea(groups[0]) {
      return (7...8).contains(groups[1].count) && groups.count <= 3 && (groups.count == 2 || groups[2].count <= 5)
    }
    return (7...8).contains(groups[0].count) && groups.count == 2 && groups[1].count <= 5
  }
}
