/// Reads what people type: prices with 万, histories in words. Pure text to value; ranges are checked by the request.
public enum QuoteInput {
  /// A price in yuan: `120000`, `120,000`, `12万`, `11.99 万元`, `119900元`, `¥120000`. Nil when it is no number.
  public static func price(_ text: String) -> Money? {
    var body = text.filter { !$0.isWhitespace && $0 != "¥" && $0 != "￥" }
    for suffix in ["人民币", "元", "圆", "yuan", "RMB", "rmb"] where body.hasSuffix(suffix) { body.removeLast(suffix.count) }
    var scale = Exact.one
    if let last = body.last, last == "万" || last == "萬" || last == "w" || last == "W" {
      body.removeLast()
      scale = Exact(10_000)
    }
    guard let number = Exact(body.replacingFullWidth) else { return nil }
    let yuan = number * scale
    guard yuan.rounded(places: 2) == yuan else { return nil }
    return yuan.money
  }

  /// A limit: as a price, `100万`, `5千`.
  public static func limit(_ text: String) -> Money? {
    let body = text.filter { !$0.isWhitespace }
    if body.hasSuffix("千"), let number = Exact(String(body.dropLast()).replacingFullWidth) {
      return (number * Exact(1000)).money
    }
    return price(text)
  }

  /// Litres: `1.5`, `1.5L`, `1.5T`, `1500cc`, `1498 ml`. Nil when it is no number.
  public static func litres(_ text: String) -> Exact? {
    var body = text.lowercased().filter { !$0.isWhitespace }
    for suffix in ["cc", "ml", "毫升"] where body.hasSuffix(suffix) {
      body.removeLast(suffix.count)
      return Exact(body.replacingFullWidth)?.divided(by: Exact(1000), places: 4)
    }
    for suffix in ["升", "l", "t"] where body.hasSuffix(suffix) { body.removeLast(suffix.count) }
    return Exact(body.replacingFullWidth)
  }

  /// A claims history in words, English or Chinese: `last year without a claim`, `连续3年未出险`, `2 claims last year`, `新车`.
  public static func history(_ text: String) -> ClaimHistory? {
    let body = text.lowercased()
    let number = firstNumber(body)
    if ["new", "first", "新车", "新保", "首"].contains(where: body.hasPrefix) { return .first }
    if body.contains("transfer") || body.contains("过户") { return .transferred }
    if [
      "without a claim", "without claim", "no claim", "no-claim", "claim-free", "claim free", "clean", "未出险", "无赔款",
      "无出险", "无赔",
    ]
    .contains(where: body.contains) {
      return .clean(years: number ?? 1)
    }
    if ["new", "first", "新车", "新保", "首"].contains(where: body.contains) { return .first }
    if ["claim", "出险", "赔款"].contains(where: body.contains), let number {
      return number == 0 ? .clean(years: 1) : .claims(number)
    }
    return nil
  }

  private static let words: [(String, Int)] = [
    ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("一", 1), ("两", 2), ("二", 2), ("三", 3), ("四", 4),
    ("五", 5),
  ]

  static func firstNumber(_ text: String) -> Int? {
    if let start = text.firstIndex(where: { $0.isASCII && $0.isNumber }) {
      return Int(text[start...].prefix { $0.isASCII && $0.isNumber })
    }
    let tokens = text.split { !$0.isLetter }.map(String.init)
    for (word, value) in words where tokens.contains(word) || (!word.first!.isASCII && text.contains(word)) {
      return value
    }
    return nil
  }
}

extension String {
  /// Full-width digits and points, as an input method leaves them, as ASCII.
  var replacingFullWidth: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { (0xFF01...0xFF5E).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0)! : $0 }))
  }
}
