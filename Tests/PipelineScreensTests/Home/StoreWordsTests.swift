import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

@Suite struct StoreWordsTests {
  private func zh(_ findings: [Finding], isReadOnly: Bool = false) -> String? {
    StoreWords.opening(findings, isReadOnly: isReadOnly)?.wording.zh
  }

  @Test func aSoundBookOpensWithoutAWord() {
    #expect(zh([]) == nil)
    // What was never acknowledged is no damage.
    #expect(zh([Finding(.tornTail, file: "journal/a.jsonl", line: 3)]) == nil)
  }

  @Test func damageIsNamedByFileLineAndReason() throws {
    let one = try #require(zh([Finding(.damagedLine, file: "journal/a.jsonl", line: 7, detail: "seq")]))
    #expect(one.hasPrefix("journal/a.jsonl:7 有损坏"))
    #expect(one.hasSuffix("其余照常；详见 cheshang check"))
    let two = try #require(
      zh([Finding(.zeroFilled, file: "journal/a.jsonl", line: 7), Finding(.damagedLine, file: "journal/b.jsonl", line: 1)]))
    #expect(two.contains("共 2 处"))
  }

  @Test func aNewerBookIsSaidToBeReadOnlyWhateverElseIsWrong() {
    #expect(zh([Finding(.damagedLine, file: "x", line: 1)], isReadOnly: true) == StoreWords.readOnly.zh)
  }

  @Test func aNetworkFolderIsNamed() throws {
    #expect(try #require(zh([Finding(.remoteFolder, file: "", detail: "nfs")])).contains("nfs"))
  }

  @Test(arguments: Wording.Language.allCases) func damageInALineIsNamedInWordsNotInNamesOfTheCode(language: Wording.Language) {
    let json = Words.finding(Finding(.damagedLine, file: "journal/a.jsonl", line: 2, detail: "unexpectedByte"))(language)
    #expect(!json.contains("unexpectedByte"))
    #expect(Words.finding(Finding(.damagedLine, file: "journal/a.jsonl", line: 2, detail: "seq"))(language).contains("seq"))
  }
}
