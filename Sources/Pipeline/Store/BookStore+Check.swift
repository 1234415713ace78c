extension BookStore {
  /// Looks at every line of every journal, holds the snapshots against what the journals give, and looks at modes,
  /// links and unknown files. Writes nothing.
  public func check() throws(StoreError) -> CheckReport {
    try StoreError.wrap { () throws(FileError) in
      var report = CheckReport()
      var deviceFindings: [Finding] = []
      let devices = try DeviceList.read(folder, findings: &deviceFindings)
      let reader = BookReader(folder: folder, devices: devices)
      var (truth, opened) = (try reader.replay(), try reader.open())
      // Another process may write between the two readings.
      for _ in 0..<3 where truth.last != opened.last { (truth, opened) = (try reader.replay(), try reader.open()) }
      report.findings = deviceFindings + BookStore.settingFindings(facts) + truth.findings
      for (device, file) in devices.sorted(by: { $0.key < $1.key }) {
        let there = truth.cursors[device]?.seen ?? SeqSet()
        report.findings += file.lost.filter { !there.contains($0) }.map {
          Finding(.lost, file: BookFolder.journalFile(device), detail: String($0))
        }
      }
      report.journals = truth.cursors.count
      report.lines = truth.cursors.values.reduce(0) { $0 + $1.line }
      report.records = truth.book.tables.values.reduce(0) { $0 + $1.count }
      report.transactions = try entryCount()
      let limit = context.wallMilliseconds() + 600_000
      for (device, cursor) in truth.cursors.sorted(by: { $0.key < $1.key }) where cursor.time.milliseconds > limit {
        report.findings.append(Finding(.clockAhead, file: cursor.file, detail: device.rawValue))
      }
      report.findings += opened.fileFindings.filter { $0.reason == .snapshotIgnored || $0.reason == .journalShorter }
      if opened.manifest != nil { report.findings += differences(opened.book, truth.book) }
      report.findings += try MonthFiles(folder: folder).check(truth.book)
      report.findings += try FolderCheck(folder: folder, files: SnapshotReader(folder: folder).listedFiles()).look()
      report.findings = try nameCopies(report.findings)
      return report
    }
  }

  private func entryCount() throws(FileError) -> Int {
    do throws(StoreError) { return try loadedLedger().lines.count } catch {
      if case .file(let error) = error { throw error }
      return 0
    }
  }

  /// Records that the snapshots give otherwise than the journals.
  private func differences(_ snapshot: Book, _ truth: Book) -> [Finding] {
    var findings: [Finding] = []
    for kind in Set(snapshot.tables.keys).union(truth.tables.keys).sorted(by: { $0.rawValue < $1.rawValue }) {
      var (given, right) = (snapshot[kind], truth[kind])
      if given == right { continue }
      given.index()
      right.index()
      let ids = Set(given.records.map(\.id)).union(right.records.map(\.id)).sorted()
      let different = ids.filter { given[$0] != right[$0] }
      // A damaged line may hide which record it was.
      if different.isEmpty {
        findings.append(Finding(.snapshotDiffers, file: BookFolder.manifest, detail: kind.rawValue))
      }
      findings += different.map {
        Finding(.snapshotDiffers, file: BookFolder.manifest, detail: kind.rawValue + "/" + $0.rawValue)
      }
    }
    return findings
  }
}
