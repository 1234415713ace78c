/// The parser's messages in Chinese, as far as they follow its few patterns; anything else stays as it is.
enum ParserWords {
  private static let patterns: [(start: String, zh: String)] = [
    ("Missing expected argument ", "缺少参数 "), ("Unknown option ", "没有这个选项："), ("Unexpected argument ", "多余的参数："),
    ("Missing value for ", "这个选项要带值："), ("The value ", "值不对："), ("Missing one of: ", "须给出其一："),
  ]

  static func chinese(_ message: String) -> String {
    guard let pattern = patterns.first(where: { message.hasPrefix($0.start) }) else { return message }
    return pattern.zh
      + message.dropFirst(pattern.start.count).replacing(". Did you mean ", with: "，是不是 ").replacing(" is invalid for ", with: " 不能用于 ")
      .replacing("Please provide one of the following: ", with: "可用：")
  }
}
