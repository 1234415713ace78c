/// What an encrypted book holds and how it lies on the disk. In a plain book both are the same.
extension BookFolder {
  /// The whole file as it reads.
  func map(_ name: String) throws(FileError) -> FileBytes {
    let stored = try mapStored(name)
    guard let opener = opener(name) else { return stored }
    return FileBytes(stored.withBytes { opener.opened($0) })
  }

  /// Whole lines as they read: what lies from `offset` up to `size` in the file.
  func read(_ name: String, from offset: Int, size: Int) throws(FileError) -> [UInt8] {
    let stored = try readStored(name, from: offset, size: size)
    return opener(name)?.opened(stored) ?? stored
  }

  /// Replaces or makes the file in one step: whoever reads sees the old or the new content, whole.
  func replace(_ name: String, with bytes: [UInt8], syncingFolder: Bool = true) throws(FileError) {
    try replaceStored(name, with: opener(name)?.sealed(bytes) ?? bytes, syncingFolder: syncingFolder)
  }

  /// Nil when the file is not encrypted.
  func opener(_ name: String) -> LineOpener? { cipher?.opener(of: name) }

  /// A reader of that device's journal. Its offsets are those of the stored bytes, and so are all of `JournalEntry` and
  /// `SnapshotManifest.Head`.
  func cursor(_ device: DeviceID, offset: Int = 0, line: Int = 0, seq: Int = 0, committed: Int = 0) -> JournalCursor {
    JournalCursor(
      device, offset: offset, line: line, seq: seq, committed: committed, opener: opener(BookFolder.journalFile(device)))
  }
}
