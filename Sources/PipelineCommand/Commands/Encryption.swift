import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `encrypt`: makes the book an encrypted one, with all that lies in it.
struct Encrypt: BookCommand {
  static let configuration = CommandConfiguration(abstract: "用口令加密整个档案 · Encrypt the whole book with a passphrase")

  @OptionGroup var globals: Globals

  func run(in session: Session) throws {
    guard try BookStore.facts(session.folder).encryption == nil else { throw StoreError.alreadyEncrypted(folder: session.folder) }
    let store = try session.store()
    let (_, report) = try store.convert(to: session.makeKey())
    Conversion.report(report, to: "encrypted", session)
    if session.json { return }
    Output.line(session.say("已加密：\(report.files) 个文件，\(report.backups) 份备份。", "Encrypted \(report.files) files and \(report.backups) copies."))
    Conversion.tellRest(report, session)
    Output.line(
      session.say(
        "磁盘上可能还有旧的明文块；加密前拷到别处的档案仍是明文。", "Old plain blocks may remain on the disk, and copies of the folder made before are plain."))
    Output.line(session.say(Session.lostPassphrase))
  }
}

/// `decrypt`: makes an encrypted book a plain one.
struct Decrypt: BookCommand {
  static let configuration = CommandConfiguration(abstract: "解除加密 · Make an encrypted book a plain one")

  @OptionGroup var globals: Globals

  func run(in session: Session) throws {
    let (_, report) = try session.store().convert(to: nil)
    Conversion.report(report, to: "plain", session)
    if session.json { return }
    Output.line(session.say("已解除加密：\(report.files) 个文件，\(report.backups) 份备份。", "Decrypted \(report.files) files and \(report.backups) copies."))
    Conversion.tellRest(report, session)
  }
}

/// What the two say.
private enum Conversion {
  static func report(_ report: ConversionReport, to state: String, _ session: Session) {
    guard session.json else { return }
    Output.json(schema: "conversion/1", [
      "book": .string(session.folder), "state": .string(state), "files": .int(report.files), "lines": .int(report.lines),
      "unopened": .int(report.unopened), "backups": .int(report.backups), "lostBackups": .int(report.lostBackups),
      "untouched": .strings(report.untouched),
    ])
  }

  static func tellRest(_ report: ConversionReport, _ session: Session) {
    if report.unopened > 0 {
      Output.line(session.say("有 \(report.unopened) 行解不开，原样留着。", "\(report.unopened) lines did not open and stay as they are."))
    }
    if report.lostBackups > 0 {
      Output.line(session.say("有 \(report.lostBackups) 份备份缺块，已删去。", "\(report.lostBackups) copies had a damaged piece and were removed."))
    }
    for file in report.untouched { Output.line(session.say("原样未动：", "left as it is: ") + Words.plain(file)) }
  }
}

/// `passphrase`: another passphrase for an encrypted book.
struct PassphraseCommand: BookCommand {
  static let configuration = CommandConfiguration(commandName: "passphrase", abstract: "换口令 · Change the passphrase")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("新口令的文件，- 是标准输入 · A file with the new passphrase, - for standard input", valueName: "F"))
  var newPassphraseFile: String?

  func run(in session: Session) throws {
    let store = try session.store()
    guard store.facts.encryption != nil else { throw StoreError.notEncrypted(folder: session.folder) }
    let source = PassphraseSource(file: newPassphraseFile, language: session.language)
    try store.changePassphrase(session.newPassphrase(source))
    if session.json {
      Output.json(schema: "passphrase/1", ["book": .string(session.folder), "changed": true])
    } else {
      Output.line(session.say("口令已换。旧口令打不开这个档案和它的备份了。", "The passphrase is changed. The old one opens neither the book nor its copies."))
      Output.line(
        session.say(
          "以前拷到别处的 book.json 用旧口令仍能打开；口令若已泄露，请 decrypt 再 encrypt，换一把密钥。",
          "A book.json copied elsewhere before still opens with the old one: if it was found out, `decrypt` and `encrypt` give another key."))
    }
  }
}
