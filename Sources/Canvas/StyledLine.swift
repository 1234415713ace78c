/// A line of text in pieces of different styles: `StyledLine("逾期 ", .overdue) + "长春吉利"`.
public struct StyledLine: Hashable, Sendable, ExpressibleByStringInterpolation {
  public struct Span: Hashable, Sendable {
    public var text: String
    public var style: Style
  }

  public var spans: [Span]

  public init(_ text: String = "", _ style: Style = .plain) {
    spans = text.isEmpty ? [] : [Span(text: text, style: style)]
  }
  public init(stringLiteral value: String) { self.init(value) }

  public var text: String { spans.reduce(into: "") { $0 += $1.text } }
  public var columns: Int { spans.reduce(0) { $0 + CellWidth.columns(of: $1.text) } }
  public var isEmpty: Bool { spans.isEmpty }

  public mutating func append(_ text: String, _ style: Style = .plain) {
    if !text.isEmpty { spans.append(Span(text: text, style: style)) }
  }

  public static func + (a: StyledLine, b: StyledLine) -> StyledLine {
    var line = a
    line.spans += b.spans
    return line
  }

  public static func += (a: inout StyledLine, b: StyledLine) { a.spans += b.spans }
}
