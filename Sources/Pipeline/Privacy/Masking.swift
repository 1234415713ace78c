/// Hides telephone numbers, plates and numbers like those of identity cards in a text that leaves the book.
///
/// Ten and more digits in a row (single blanks and `-` between them allowed) keep the first three and the last four;
/// seven to nine keep the last two; a plate keeps its province and its last two characters. Days (`2026-11-24`),
/// amounts and everything else stay. Masking what is masked changes nothing.
public enum Masking {
  public static func masked(_ text: String) -> String {
    let characters = Array(text)
    var out: [Character] = []
    var at = 0
    while at < characters.count {
      if let end = plateEnd(characters, at) {
        out.append(characters[at])
        out += [Character](repeating: "*", count: end - at - 3) + characters[(end - 2)..<end]
        at = end
      } else if isDigit(characters[at]) {
        let end = numberEnd(characters, at)
        out += maskedNumber(Array(characters[at..<end]))
        at = end
      } else {
        out.append(characters[at])
        at += 1
      }
    }
    return String(out)
  }

  private static func isDigit(_ character: Character) -> Bool {
    ("0"..."9").contains(character) || ("０"..."９").contains(character)
  }

  /// Behind the last digit of a number; an identity number may end in X.
  private static func numberEnd(_ characters: [Character], _ start: Int) -> Int {
    var (end, at) = (start, start)
    while at < characters.count {
      if isDigit(characters[at]) {
        at += 1
        end = at
      } else if characters[at] == "-" || characters[at] == " ", at + 1 < characters.count, isDigit(characters[at + 1]) {
        at += 1
      } else {
        break
      }
    }
    if end - start == 17, end < characters.count, characters[end] == "X" || characters[end] == "x" { end += 1 }
    return end
  }

  private static func maskedNumber(_ number: [Character]) -> [Character] {
    let digits = number.count { isDigit($0) || $0 == "X" || $0 == "x" }
    let text = String(number)
    guard digits >= 7, !text.split(separator: " ").allSatisfy({ Day(String($0)) != nil }) else { return number }
    let (front, back) = digits >= 10 ? (3, 4) : (0, 2)
    var seen = 0
    return number.map { character in
      guard isDigit(character) || character == "X" || character == "x" else { return character }
      seen += 1
      return seen <= front || seen > digits - back ? character : "*"
    }
  }

  private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")

  /// Behind a plate that begins here: province, letter, perhaps a dot, five or six letters and digits.
  private static func plateEnd(_ characters: [Character], _ start: Int) -> Int? {
    guard provinces.contains(characters[start]), start + 1 < characters.count, isPlateLetter(characters[start + 1]),
      !("0"..."9").contains(characters[start + 1])
    else { return nil }
    var at = start + 2
    if at < characters.count, characters[at] == "·" || characters[at] == "-" || characters[at] == " " { at += 1 }
    let first = at
    while at < characters.count, at - first < 6, isPlateLetter(characters[at]) { at += 1 }
    return at - first >= 5 ? at : nil
  }

  private static func isPlateLetter(_ character: Character) -> Bool {
    ("A"..."Z").contains(character) || ("a"..."z").contains(character) || ("0"..."9").contains(character)
  }
}
