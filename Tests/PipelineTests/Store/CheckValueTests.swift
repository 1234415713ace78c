import Testing

@testable import Pipeline

@Suite struct CheckValueTests {
  @Test func theKnownCheckValuesComeOut() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.of(Array("The quick brown fox jumps over the lazy dog".utf8)) == 0x414F_A339)
    #expect(CRC32.of([]) == 0)
    #expect(CRC32.hex(0x1F) == "0000001f")
    #expect(SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hex(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }

  @Test func numbersSeenAreRunsWithoutRepetition() {
    var set = SeqSet()
    for seq in [3, 1, 2, 7, 9, 8, 5] { set.insert(seq) }
    #expect(set.runs == [1...3, 5...5, 7...9])
    #expect(set.contains(2) && !set.contains(4) && !set.contains(10))
    #expect(set.highest == 9)
  }
}
