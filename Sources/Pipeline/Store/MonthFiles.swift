import Glibc

/// The files of sealed months, `months/YYYY-MM.json` (decision 4).
///
/// The record in the journal is the truth: it is written first, and the file is made from it. A process that dies in
/// between leaves a month without its file, or a reopened one with it; the next change makes that good.
struct MonthFiles {
  static let name = "months"
  let folder: BookFolder

  static func file(_ month: SalesMonth) -> String { name + "/" + month.description + ".json" }

  /// What the file of a month must hold; nil when the month is open, and when it does not fit its digest, for then
  /// nobody knows what it should be.
  static func bytes(of record: Record) -> [UInt8]? {
    month(of: record).flatMap { MonthRecord(month: $0, record: record).sealed }.map { Array($0.fileText.utf8) }
  }

  private static func month(of record: Record) -> SalesMonth? { SalesMonth(record.id.rawValue.dropFirst()) }

  /// Brings one month's file in line with its record.
  func keep(_ record: Record) throws(FileError) {
    guard let month = MonthFiles.month(of: record) else { return }
    let file = MonthFiles.file(month)
    guard let bytes = MonthFiles.bytes(of: record) else {
      if record["seal"] == nil, try folder.status(file) != nil {
        try folder.remove(file)
        try folder.syncFolder(MonthFiles.name)
      }
      return
    }
    if holds(file, bytes) { return }
    try folder.makeFolder(MonthFiles.name)
    try folder.replace(file, with: bytes)
  }

  /// Brings the files in line with the records.
  /// - Parameter all: also of months that the snapshot holds; else only of those that changed since.
  func mend(_ book: Book, all: Bool) throws(FileError) {
    for record in MonthFiles.records(book, all: all) { try keep(record) }
    guard all, try folder.status(MonthFiles.name)?.kind == .folder else { return }
    for name in try strays(book) { try folder.remove(MonthFiles.name + "/" + name) }
  }

  /// Findings about the files, held against the records.
  func check(_ book: Book) throws(FileError) -> [Finding] {
    var findings: [Finding] = []
    for record in MonthFiles.records(book, all: true) {
      guard let month = MonthFiles.month(of: record), let seal = record["seal"] else { continue }
      let file = MonthFiles.file(month)
      guard let bytes = MonthFiles.bytes(of: record) else {
        findings.append(Finding(.monthDigestDiffers, file: file, detail: record.id.rawValue))
        continue
      }
      if try folder.status(file) == nil {
        findings.append(Finding(.monthFileMissing, file: file))
      } else if !holds(file, bytes) {
        findings.append(Finding(.monthFileDiffers, file: file, detail: seal["digest"]?.string))
      }
    }
    for name in try strays(book) { findings.append(Finding(.monthFileStray, file: MonthFiles.name + "/" + name)) }
    return findings
  }

  /// Names of files of months that are not sealed.
  private func strays(_ book: Book) throws(FileError) -> [String] {
    guard try folder.status(MonthFiles.name)?.kind == .folder else { return [] }
    return try folder.list(MonthFiles.name).filter { name in
      guard name.hasSuffix(".json"), let month = SalesMonth(name.dropLast(5)) else { return false }
      return book.record(.month, MonthRecord.id(month))?["seal"] == nil
    }
  }

  private func holds(_ file: String, _ bytes: [UInt8]) -> Bool {
    guard let status = try? folder.status(file), status.kind == .file, folder.cipher != nil || status.size == bytes.count,
      let present = try? folder.map(file)
    else { return false }
    return present.withBytes { present in bytes.withUnsafeBytes { $0.elementsEqual(present) } }
  }

  private static func records(_ book: Book, all: Bool) -> [Record] {
    guard !all else { return book[.month].records }
    var changed: [Record] = []
    book[.month].forEachRow(line: { _ in }, record: { changed.append($0) })
    return changed
  }
}

extension BookStore {
  /// Once a process, before its first change: a month that was sealed or reopened since the snapshot may have been left
  /// with the wrong file by a process that died. What fails here keeps no change from being written.
  func mendRecentMonths() {
    guard !areMonthsMended else { return }
    areMonthsMended = true
    do throws(FileError) { try MonthFiles(folder: folder).mend(state.book, all: false) } catch {
      checkpointFailure = .file(error)
    }
  }

  /// After a change is in the journal: it counts, whatever becomes of the file.
  func keepMonths(touchedBy edits: [RecordEdit]) {
    for edit in edits where edit.kind == .month {
      do throws(FileError) {
        try MonthFiles(folder: folder).keep(state.book.record(.month, edit.id) ?? Record(id: edit.id))
      } catch {
        checkpointFailure = .file(error)
        areMonthsMended = false
      }
    }
  }
}
