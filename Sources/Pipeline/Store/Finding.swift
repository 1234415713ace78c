/// Something about the book's files that is not as it should be: named, and otherwise left alone.
public struct Finding: Equatable, Sendable {
  public enum Severity: String, Sendable {
    /// Worth knowing, and nothing is lost: the remains of a change that was never acknowledged, a line by hand.
    case note
    /// `check` exits 1.
    case problem
  }

  public enum Reason: String, Sendable, CaseIterable {
    /// The last line has no end: its writer died, or is still writing. It counts for nothing.
    case tornTail
    /// A line without its end, which a later writer closed. It counts for nothing.
    case tornLine
    /// No event can be read from the line (`detail`: why, as in `JSONError.Reason`, or the member).
    case damagedLine
    case zeroFilled
    /// The check value does not fit the line.
    case wrongCheckValue
    /// In an encrypted book: the line does not open with the book's key, or is not encrypted at all. It counts for nothing.
    case notAuthentic
    /// Written without check value, so by hand: it counts.
    case byHand
    /// The event's number was there before: the line counts for nothing.
    case duplicate
    /// The number is smaller than the one before, and new: it counts, in its place in time.
    case outOfOrder
    /// The line names another device than its file: it counts for nothing.
    case wrongDevice
    /// Lines of a transaction are missing: none of it counts (`detail`: its id).
    case incomplete
    /// A transaction without its last line: it was never acknowledged, none of it counts.
    case unfinished
    /// Transactions that once stood before this one are not there (`detail`: the number before).
    case missingBefore
    /// A transaction that repair could not save is not there (`detail`: the number of its first line).
    case lost
    /// An event of a kind that this version does not know. It stays.
    case unknownEvent
    /// The stamps of a device lie more than ten minutes ahead of this clock (`detail`: the device).
    case clockAhead
    /// A snapshot does not fit its list or the journals (its writer died, or a line was changed by hand); the journals
    /// were read instead, and the next change makes it anew.
    case snapshotIgnored
    /// A journal holds less than the snapshot has seen of it (`detail`: the last number seen). The book shows what the
    /// journals give; the snapshot stays as it is until repair puts it into `quarantine/`.
    case journalShorter
    /// A snapshot holds another record than the journals give (`detail`: the record).
    case snapshotDiffers
    /// A sealed month has no file of its own; the next change makes it.
    case monthFileMissing
    /// The file of a sealed month holds something else than the journals (`detail`: the digest that it should have).
    case monthFileDiffers
    /// A sealed month does not fit its digest: somebody changed a journal by hand.
    case monthDigestDiffers
    /// The file of a month that is not sealed.
    case monthFileStray
    /// Others may read or write it (`detail`: the mode in octal).
    case openToOthers
    case unknownFile
    case link
    /// A file cannot be read (`detail`: the errno).
    case unreadable
    /// A setting in `book.json` that is no number of its range (`detail`: its name): the default counts.
    case badSetting
    /// The folder lies on a system where locks and notices of changes may be missing (`detail`: its type).
    case remoteFolder
  }

  /// What `check(repair:)`, or else a person, does about it.
  public enum Remedy: String, Sendable {
    /// Nothing needs doing.
    case none
    /// Repair moves the line to `quarantine/`.
    case quarantine
    /// Repair, or the next checkpoint, makes the snapshots anew.
    case rebuild
    /// Repair sets the mode.
    case permissions
    /// Only a backup has it.
    case restore
    /// A person has to look.
    case look
  }

  /// Relative to the book's folder.
  public let file: String
  /// From 1; nil when it is about the whole file.
  public let line: Int?
  public let reason: Reason
  public let detail: String?
  /// The newest copy under `backups/` that has what is missing; nil when none has it, or nothing is missing.
  public var backup: String?

  public init(_ reason: Reason, file: String, line: Int? = nil, detail: String? = nil) {
    self.reason = reason
    self.file = file
    self.line = line
    self.detail = detail
  }

  public var severity: Severity {
    switch reason {
    case .tornTail, .tornLine, .byHand, .unfinished, .outOfOrder, .unknownEvent, .unknownFile, .remoteFolder, .clockAhead,
      .snapshotIgnored, .monthFileMissing, .monthFileStray, .badSetting:
      .note
    default: .problem
    }
  }

  public var remedy: Remedy {
    switch reason {
    case .tornLine, .damagedLine, .zeroFilled, .wrongCheckValue, .notAuthentic, .duplicate, .wrongDevice, .incomplete: .quarantine
    case .tornTail, .byHand, .unfinished, .unknownEvent, .outOfOrder: .none
    case .snapshotIgnored, .snapshotDiffers, .monthFileMissing, .monthFileDiffers, .monthFileStray: .rebuild
    case .openToOthers: .permissions
    case .missingBefore, .lost, .journalShorter, .monthDigestDiffers: .restore
    case .clockAhead, .unknownFile, .link, .unreadable, .badSetting, .remoteFolder: .look
    }
  }
}
