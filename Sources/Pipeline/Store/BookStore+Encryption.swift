import Vault

extension BookStore {
  /// What `book.json` says, without opening the book: whether a passphrase is needed.
  public static func facts(_ path: String, layer: FileLayer = .posix) throws(StoreError) -> BookFacts {
    try facts(of: BookFolder(path: path, layer: layer))
  }

  /// The key of an encrypted book, for `StoreContext.key`. Takes as long as the book's cost says.
  public static func unlock(_ path: String, _ passphrase: Passphrase, layer: FileLayer = .posix) throws(StoreError) -> BookKey {
    guard let wrapped = try facts(path, layer: layer).encryption else { throw .notEncrypted(folder: path) }
    return try translating(path) { () throws(WrappedKey.Refusal) in try wrapped.unlock(passphrase) }
  }

  /// A new key for a book, and its form for `book.json`.
  public static func newKey(
    _ path: String, _ passphrase: Passphrase, cost: WrappedKey.Cost = .standard
  ) throws(StoreError) -> (key: BookKey, wrapped: WrappedKey) {
    try translating(path) { () throws(WrappedKey.Refusal) in try WrappedKey.create(passphrase, cost: cost) }
  }

  /// A key's refusal as an error of the store.
  private static func translating<T>(_ path: String, _ body: () throws(WrappedKey.Refusal) -> T) throws(StoreError) -> T {
    let file = path + "/" + BookFolder.facts
    do throws(WrappedKey.Refusal) { return try body() } catch {
      switch error {
      case .wrongPassphrase: throw .wrongPassphrase(folder: path)
      case .unreadable(let member): throw .unreadableBook(file: file, reason: "encryption." + member)
      case .tooCostly: throw .tooCostly(file: file)
      }
    }
  }

  /// Seals the book's key with another passphrase; the old one opens nothing any more, neither the book nor its copies.
  ///
  /// Whoever has an older `book.json` elsewhere opens it with the old passphrase still, and with it this book: its key
  /// stays. Only `decrypt` and `encrypt` give another key.
  public func changePassphrase(_ passphrase: Passphrase, cost: WrappedKey.Cost = .standard) throws(StoreError) {
    guard let key = folder.cipher?.key else { throw .notEncrypted(folder: path) }
    let wrapped = try BookStore.translating(path) { () throws(WrappedKey.Refusal) in
      try WrappedKey.wrap(key, passphrase, cost: cost)
    }
    try underLock { () throws(StoreError) in
      let changed = try BookStore.facts(of: folder).with(wrapped, nil)
      try StoreError.wrap { () throws(FileError) in
        // Last the book itself: when this throws before, it opens as it did.
        try renewFactsInCopies(changed.fileBytes)
        try folder.replace(BookFolder.facts, with: changed.fileBytes)
      }
      facts = changed
    }
  }

  static func cipher(of facts: BookFacts, _ context: StoreContext, _ path: String) throws(StoreError) -> LineCipher? {
    guard let encryption = facts.encryption else { return nil }
    guard let key = context.key else { throw .encrypted(folder: path) }
    guard key.id == encryption.id else { throw .encryptionChanged(folder: path) }
    return LineCipher(key: key)
  }

  /// Throws when another process has raised the format, or converted the book, since this one opened it.
  func checkStillOurs() throws(StoreError) {
    let now = try BookStore.facts(of: folder)
    guard now.format <= now.knownFormat else { throw .newerFormat(found: now.format, known: now.knownFormat) }
    guard now.conversion == nil, now.encryption?.id == facts.encryption?.id else { throw .encryptionChanged(folder: path) }
  }

  /// What `book.json` says, after a conversion that was interrupted is finished or taken back.
  static func settledFacts(of folder: BookFolder, _ context: StoreContext) throws(StoreError) -> BookFacts {
    let facts = try facts(of: folder)
    guard facts.conversion != nil, facts.format <= facts.knownFormat else { return facts }
    // Another process may be at it: its lock is waited for.
    let lock = try BookLock.take(folder, holder: context.holder, limit: context.lockLimit)
    defer { lock.release() }
    let now = try BookStore.facts(of: folder)
    return try StoreError.wrap { () throws(FileError) in try BookConversion.settle(folder, now) }
  }

  /// Turns a plain book into an encrypted one, or an encrypted one into a plain one (`to` nil), and opens it.
  ///
  /// When it throws, the book is wholly the old one or wholly the new one, whichever call failed; the next opening finishes
  /// or takes back what was left half done. This store must not be used afterwards.
  public func convert(
    to encryption: (key: BookKey, wrapped: WrappedKey)?
  ) throws(StoreError) -> (store: BookStore, report: ConversionReport) {
    if encryption == nil, folder.cipher == nil { throw .notEncrypted(folder: path) }
    if encryption != nil, folder.cipher != nil { throw .alreadyEncrypted(folder: path) }
    let report = try underLock { () throws(StoreError) in
      // The snapshot is the last trace of what is missing, and goes.
      guard !state.journalLost else { throw .journalsIncomplete }
      let now = try BookStore.facts(of: folder)
      return try StoreError.wrap { () throws(FileError) in
        var conversion = BookConversion(folder: folder, to: encryption.map { LineCipher(key: $0.key) })
        return try conversion.run(from: now, to: now.with(encryption?.wrapped, nil), backups: readBackups())
      }
    }
    var context = context
    context.key = encryption?.key
    let store = try BookStore.open(path, context: context)
    // Only for the next opening's speed: the journals have it all.
    do throws(StoreError) { try store.checkpoint() } catch { store.checkpointFailure = error }
    return (store, report)
  }
}

/// What a conversion did.
public struct ConversionReport: Equatable, Sendable {
  /// Files written anew.
  public var files = 0
  public var lines = 0
  /// Lines that the key does not open: they stay as they lie, and nobody will ever read them.
  public var unopened = 0
  public var backups = 0
  /// Copies with a damaged piece, which were let go.
  public var lostBackups = 0
  /// Files in the folder that are no part of the book, and its own handbook: they stay as they are.
  public var untouched: [String] = []
}
