import Canvas
import Pipeline
import PipelineScreens
import Vault

extension Session {
  /// Opens the book anew; an encrypted one after the passphrase was given, once a run.
  func openBook() throws -> sending BookStore {
    do throws(StoreError) { return try BookStore.open(folder, context: context) } catch {
      guard case .encrypted = error, key == nil else { throw error }
      key = try unlock()
      return try BookStore.open(folder, context: context)
    }
  }

  /// The key of the encrypted book. A person has three tries, a file one.
  private func unlock() throws -> BookKey {
    if passphrases.isMute { throw StoreError.encrypted(folder: folder) }
    let prompt = Wording(zh: "\(Words.plain(folder)) 的口令：", en: "Passphrase of \(Words.plain(folder)): ")
    var tries = passphrases.file == nil ? PassphraseSource.tries : 1
    while true {
      guard let passphrase = try passphrases.ask(prompt) else { throw StoreError.encrypted(folder: folder) }
      tries -= 1
      do throws(StoreError) { return try BookStore.unlock(folder, passphrase) } catch {
        guard case .wrongPassphrase = error, tries > 0 else { throw error }
        Output.note(say("口令不对，还可以试 \(tries) 次。", "Wrong passphrase; \(tries) more to try."))
      }
    }
  }

  /// A new key and its sealed form, after a passphrase was given for it.
  func makeKey() throws -> (key: BookKey, wrapped: WrappedKey) {
    try BookStore.newKey(folder, newPassphrase(passphrases))
  }

  func newPassphrase(_ source: PassphraseSource) throws -> Passphrase {
    guard !source.isMute else {
      throw CommandFailure.usage(
        "no-passphrase", zh: "没有给口令：在终端里运行，或用 --passphrase-file 指定口令文件（- 是标准输入）。",
        en: "No passphrase was given: run in a terminal, or name a file with --passphrase-file (- is standard input).")
    }
    if source.file == nil { Output.note(say(Session.lostPassphrase)) }
    guard let passphrase = try source.askNew() else {
      throw CommandFailure(.refused, "no-passphrase", [:], Wording(zh: "没有输入口令，什么都没有改动。", en: "No passphrase was typed; nothing was changed."))
    }
    return passphrase
  }

  static let lostPassphrase = Wording(
    zh: "口令忘了，档案和它的备份就再也打不开，谁也没有别的办法。请记牢，或写下来放在安全的地方。",
    en: "When the passphrase is lost, the book and its copies never open again; there is no other way in. Remember it, or keep it written down in a safe place.")
}
