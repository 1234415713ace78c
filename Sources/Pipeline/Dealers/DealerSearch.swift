/// Filter as you type over a dealer index. Every word of the query must match: the name, brand, maker, province, city
/// or district in Chinese, full pinyin or initials; digits of a telephone number; a code, an earlier one or an id.
///
///     var search = DealerSearch(index, pinyin: PinyinTable(tsv: bytes))
///     search.matches("jl hongqi")      // numbers of the rows, in the index's order
public struct DealerSearch: Sendable {
  public let index: DealerIndex
  private var matcher: PinyinMatcher
  private var names: [[UInt16]] = []
  /// Brands and places, each once.
  private var words: [[UInt16]] = []
  /// By row: which of `words` it has.
  private var wordsOfRow: [[UInt16]] = []
  /// By row: codes and aliases, folded, between line ends; and the telephone digits.
  private var codes: [[UInt8]] = []
  private var phones: [[UInt8]] = []

  public init(_ index: DealerIndex, pinyin: PinyinTable, makers: MakerTable? = nil) {
    self.index = index
    matcher = PinyinMatcher(pinyin)
    var numbers: [String: UInt16] = [:]
    let count = index.rows.count
    names.reserveCapacity(count)
    for row in index.rows {
      names.append(matcher.prepare(row.name))
      var own: [UInt16] = []
      for text in [
        row.province, row.city, row.district, row.maker, row.maker.flatMap { makers?.maker(code: $0)?.name },
      ] + row.brands {
        guard let text, !text.isEmpty else { continue }
        if let number = numbers[text] {
          own.append(number)
        } else if words.count < Int(UInt16.max) {
          numbers[text] = UInt16(words.count)
          own.append(UInt16(words.count))
          words.append(matcher.prepare(text))
        }
      }
      wordsOfRow.append(own)
      var code: [UInt8] = [0x0A]
      for text in [row.code ?? ""] + row.aliases {
        for byte in text.utf8 { code.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte) }
        code.append(0x0A)
      }
      codes.append(code)
      var digits: [UInt8] = []
      for phone in row.phones {
        digits.append(contentsOf: phone.utf8.lazy.filter { $0 >= 0x30 && $0 <= 0x39 })
        digits.append(0x0A)
      }
      phones.append(digits)
    }
  }

  /// The numbers of the matching rows in the index's order; all of them for an empty query.
  public func matches(_ query: String) -> [Int] {
    var rows = Array(index.rows.indices)
    for word in query.split(whereSeparator: { $0.unicodeScalars.allSatisfy(CellText.isSpace) }) {
      rows = narrow(rows, word)
      if rows.isEmpty { break }
    }
    return rows
  }

  /// Those of `rows` that the word meets.
  private func narrow(_ rows: [Int], _ text: Substring) -> [Int] {
    let word = PinyinMatcher.Word(text)
    let bytes = word.scalars.allSatisfy { $0 < 0x80 } ? word.scalars.map { UInt8($0) } : []
    let digits = bytes.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D } ? bytes.filter { $0 != 0x2D } : []
    let hits = words.map { matcher.matches(word, $0) }
    return rows.filter { row in
      wordsOfRow[row].contains { hits[Int($0)] }
        || (!bytes.isEmpty && DealerSearch.contains(codes[row], bytes))
        || (bytes.count >= 4 && index.rows[row].id.rawValue.utf8.starts(with: bytes))
        || (!digits.isEmpty && DealerSearch.contains(phones[row], digits))
        || matcher.matches(word, names[row])
    }
  }

  /// Which characters of the row's name each word of the query met, for showing; positions count characters without
  /// white space.
  public func highlights(_ query: String, row: Int) -> [Range<Int>] {
    query.split(whereSeparator: { $0.unicodeScalars.allSatisfy(CellText.isSpace) }).compactMap {
      matcher.range(of: PinyinMatcher.Word($0), in: names[row])
    }
  }

  /// Whether the bytes hold the part.
  static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard text.count >= part.count, !part.isEmpty else { return false }
    return text.withUnsafeBufferPointer { text in
      part.withUnsafeBufferPointer { part in
        outer: for start in 0...(text.count - part.count) where text[start] == part[0] {
          for i in part.indices.dropFirst() where text[start + i] != part[i] { continue outer }
          return true
        }
        return false
      }
    }
  }
}
