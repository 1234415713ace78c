import Pipeline
import Testing
import Vault

/// Encryption by commands, each as a process: passphrases from files and standard input, wrong ones, changed ones.
@Suite struct EncryptionCommandTests {
  static let old = "一句 口令"

  /// An encrypted book with one dealer, cheap to open, and the file of its passphrase.
  private func encryptedBook() throws -> (CommandBook, file: String) {
    let book = try CommandBook(made: false)
    let context = StoreContext(machine: "test", holder: LockHolder(process: 1, command: "test"))
    _ = try BookStore.create(
      book.book, name: "试", day: Day("2026-11-24")!,
      encryption: BookStore.newKey(book.book, Passphrase(Self.old)!, cost: .init(n: 16, r: 1, p: 1)), context: context)
    let file = book.file("passphrase", Self.old + "\n")
    #expect(try book.run("dealers", "add", "禾美汽车", "--set", "city=长春市", "--passphrase-file", file).status == 0)
    return (book, file)
  }

  private func legible(_ text: String, _ folder: String) -> Bool {
    Scratch.names(folder).contains { name in
      let path = folder + "/" + name
      return Scratch.text(path).contains(text) || legible(text, path)
    }
  }

  @Test func theBookOpensWithItsPassphraseFileAndNotWithout() throws {
    let (book, file) = try encryptedBook()
    #expect(try book.refused(1, "dealers", "list")["error"] == "encrypted")
    #expect(try book.json("dealers", "list", "--passphrase-file", file)["dealers"]?.array?.count == 1)
    #expect(try book.run(["dealers", "list"], environment: ["CHESHANG_PASSPHRASE_FILE": file]).out.contains("禾美汽车"))
    // Before the command's name as well, and with the line ends of another system.
    let other = book.file("dos", Self.old + "\r\nmore\n")
    #expect(try book.run("--passphrase-file", other, "dealers", "list").out.contains("禾美汽车"))
    let wrong = book.file("wrong", "别的\n")
    let refusal = try book.refused(1, "dealers", "list", "--passphrase-file", wrong)
    #expect(refusal["error"] == "wrong-passphrase" && refusal["book"]?.string == book.book)
    #expect(try book.refused(66, "dealers", "list", "--passphrase-file", "/nonexistent/x")["error"] == "no-such-file")
    #expect(try book.refused(1, "dealers", "list", "--passphrase-file", book.file("empty", "\n"))["error"] == "empty-passphrase")
    #expect(!legible("禾美汽车", book.book) && !legible("长春市", book.book))
    #expect(try book.run("check", "--passphrase-file", file).status == 0)
    #expect(try book.run("undo", "--passphrase-file", file).status == 0)
    #expect(try book.json("dealers", "list", "--passphrase-file", file)["dealers"]?.array?.isEmpty == true)
  }

  @Test func thePassphraseComesFromStandardInput() throws {
    let (book, file) = try encryptedBook()
    let environment = ["CHESHANG_BOOK": book.book, "CHESHANG_LANG": "en"]
    let listed = try Program.run(["dealers", "list", "--passphrase-file", "-"], environment: environment, input: file)
    #expect(listed.status == 0 && listed.out.contains("禾美汽车"), "\(listed.err)")
    let wrong = try Program.run(
      ["dealers", "list", "--passphrase-file", "-"], environment: environment, input: book.file("wrong", "x\n"))
    #expect(wrong.status == 1 && wrong.err.contains("The passphrase is wrong"))
    // Two lines: the old one and the new one.
    let both = book.file("both", Self.old + "\n新的\n")
    let changed = try Program.run(
      ["passphrase", "--passphrase-file", "-", "--new-passphrase-file", "-"], environment: environment, input: both)
    #expect(changed.status == 0, "\(changed.err)")
    #expect(try book.refused(1, "dealers", "list", "--passphrase-file", file)["error"] == "wrong-passphrase")
    let new = book.file("new", "新的")
    #expect(try book.json("dealers", "list", "--passphrase-file", new)["dealers"]?.array?.count == 1)
  }

  @Test func aPlainBookIsEncryptedAndDecrypted() throws {
    let book = try CommandBook()
    try book.json("dealers", "add", "禾美汽车")
    try book.json("backup", "now")
    try book.json("checkpoint")
    #expect(legible("禾美汽车", book.book))
    #expect(try book.refused(64, "encrypt")["error"] == "no-passphrase")
    let file = book.file("passphrase", Self.old)
    let done = try book.json("encrypt", "--passphrase-file", file)
    #expect(done["state"] == "encrypted" && done["backups"] == 1 && done["untouched"] == [])
    #expect(!legible("禾美汽车", book.book))
    #expect(try book.refused(1, "encrypt", "--passphrase-file", file)["error"] == "already-encrypted")
    let copy = try #require(try book.json("backup", "list", "--passphrase-file", file)["backups"]?.array?.first?["id"]?.string)
    #expect(try book.json("backup", "restore", "--all", "--from", copy, "--preview", "--passphrase-file", file)["records"] == 0)
    let back = try book.run("decrypt", "--passphrase-file", file)
    #expect(back.status == 0 && back.out.contains("已解除加密"))
    #expect(try book.run("dealers", "list").out.contains("禾美汽车"))
    #expect(try book.run("check").status == 0)
    #expect(try book.refused(1, "decrypt")["error"] == "not-encrypted")
    #expect(try book.refused(1, "passphrase", "--new-passphrase-file", file)["error"] == "not-encrypted")
  }

  @Test func aBookIsMadeEncryptedFromTheFirstLine() throws {
    let book = try CommandBook(made: false)
    #expect(try book.refused(64, "init", "--encrypt")["error"] == "no-passphrase")
    let file = book.file("passphrase", Self.old)
    let made = try book.run("init", "--encrypt", "--passphrase-file", file)
    #expect(made.status == 0 && made.out.contains("口令忘了"), "\(made.err)")
    #expect(try book.refused(1, "dealers", "list")["error"] == "encrypted")
    let began = Program.now()
    #expect(try book.run("dealers", "add", "禾美汽车", "--passphrase-file", file).status == 0)
    print("a command on an encrypted book at the standard cost: \(Int((Program.now() - began) * 1000)) ms")
    #expect(!legible("禾美汽车", book.book))
  }
}
