import Canvas
import Glibc
import Pipeline
import PipelineScreens
import Vault

/// Where a passphrase comes from: a file, standard input (`-`), or a person at the terminal. Never an argument, which other
/// people's `ps` shows.
struct PassphraseSource {
  /// `--passphrase-file` or `CHESHANG_PASSPHRASE_FILE`.
  let file: String?
  let language: Wording.Language

  /// How often a person may try.
  static let tries = 3

  /// Nothing can be asked: no file is named and standard input is no terminal.
  var isMute: Bool { file == nil && isatty(STDIN_FILENO) != 1 }

  /// A passphrase, asked for once. Nil at the end of the input.
  func ask(_ prompt: Wording) throws -> Passphrase? {
    if let file { return try given(file) }
    guard let line = TerminalPrompt.secret(prompt(language)) else { return nil }
    guard let passphrase = Passphrase(line) else { throw PassphraseSource.empty }
    return passphrase
  }

  /// A passphrase that is to be set: a person types it twice. Nil at the end of the input.
  func askNew() throws -> Passphrase? {
    let first = Wording(zh: "新口令：", en: "New passphrase: ")
    if file != nil { return try ask(first) }
    guard let line = TerminalPrompt.secret(first(language)) else { return nil }
    guard let passphrase = Passphrase(line) else { throw PassphraseSource.empty }
    guard let again = TerminalPrompt.secret(language.pick(zh: "再输一遍：", en: "Once more: ")) else { return nil }
    guard again == line else {
      throw CommandFailure(
        .refused, "passphrases-differ", [:],
        Wording(zh: "两次输入不一样，什么都没有改动。", en: "The two are not the same; nothing was changed."))
    }
    return passphrase
  }

  private static let empty = CommandFailure(
    .refused, "empty-passphrase", [:], Wording(zh: "口令不能是空的。", en: "A passphrase cannot be empty."))

  /// The first line, without its end.
  private func given(_ file: String) throws -> Passphrase {
    let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw PassphraseSource.unreadable(file, errno) }
    defer { if file != "-" { close(descriptor) } }
    // Byte by byte: what follows on standard input belongs to the next one who reads it.
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw PassphraseSource.unreadable(file, errno) }
      if count == 0 || byte == 0x0A { break }
      line.append(byte)
      guard line.count <= 65_536 else { throw PassphraseSource.unreadable(file, EFBIG) }
    }
    if line.last == 0x0D { line.removeLast() }
    guard let passphrase = Passphrase(line) else { throw PassphraseSource.empty }
    return passphrase
  }

  private static func unreadable(_ file: String, _ code: Int32) -> CommandFailure {
    let why = String(cString: strerror(code))
    return CommandFailure(
      code == ENOENT ? .notFound : .ioFailure, code == ENOENT ? "no-such-file" : "unreadable-file",
      ["file": .string(file), "errno": .int(Int(code))],
      Wording(zh: "口令文件 \(Words.plain(file)) 读不了（\(why)）。", en: "The passphrase file \(Words.plain(file)) cannot be read (\(why))."))
  }
}
