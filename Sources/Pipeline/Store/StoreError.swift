/// Why the store did not do what was asked. Nothing of the book changed, unless a case says otherwise.
public enum StoreError: Error, Equatable, Sendable {
  /// The folder holds no `book.json`.
  case noBook(folder: String)
  case alreadyABook(folder: String)
  /// `create` was pointed at a folder with things in it that are no book's.
  case folderInUse(folder: String, names: [String])
  /// `book.json` cannot be understood.
  case unreadableBook(file: String, reason: String)
  /// The book was written by a newer version: it opens, but takes no changes.
  case newerFormat(found: Int, known: Int)
  /// Another process holds the book, longer than the limit; nil when it has not written its name.
  case held(by: LockHolder?)
  /// Somebody else changed these fields since the author looked.
  case conflict([Book.Conflict])
  case nothingToUndo
  /// The latest deed stays: a seal is opened by reopening the month only, a closed year not at all (decision 4).
  case lasting(Deed)
  /// The edits would change a sealed month.
  case sealed(MonthError)
  case nothingToRedo
  /// `id` names the record itself and cannot be a field.
  case reservedField(FieldKey)
  /// A symbolic link stands where the book keeps a folder or file of its own; it is not followed.
  case link(path: String)
  /// There is no copy of that id, or a piece of it is damaged.
  case noBackup(id: String)
  /// A journal holds less than the snapshot has seen: erasing would leave values in what is lost. Repair comes first.
  case journalsIncomplete
  /// The book is encrypted and was opened without a key.
  case encrypted(folder: String)
  /// The passphrase does not open the book's key (or `book.json` was changed, which looks the same).
  case wrongPassphrase(folder: String)
  /// What `book.json` says about the key cannot be used: deriving it would cost more than is allowed.
  case tooCostly(file: String)
  /// The book was encrypted, decrypted or given another key since it was opened: open it anew.
  case encryptionChanged(folder: String)
  case alreadyEncrypted(folder: String)
  case notEncrypted(folder: String)
  /// A call failed.
  case file(FileError)
  /// After a failed sync nobody knows what the disk holds. The store takes no more changes until the book is opened anew.
  case uncertain(after: FileError)
}

extension StoreError {
  /// Lets a failed call through as an error of the store.
  static func wrap<T>(_ body: () throws(FileError) -> T) throws(StoreError) -> T {
    do throws(FileError) { return try body() } catch { throw .file(error) }
  }
}

/// Who holds the lock of a book, as written into the lock file.
public struct LockHolder: Equatable, Sendable {
  public let process: Int32
  /// The command line, shortened.
  public let command: String

  public init(process: Int32, command: String) {
    self.process = process
    self.command = command
  }
}
