extension BookStore {
  /// Moves lines that count for nothing (damaged, doubled, left of a damaged transaction) to `quarantine/`, sets the
  /// modes, and makes the snapshots anew. Guesses nothing: what was lost stays lost, and is in the report that this
  /// returns; a `check` after it is sound.
  public func repair() throws(StoreError) -> CheckReport {
    var report = try check()
    report.quarantined = try underLock { () throws(StoreError) in
      try StoreError.wrap { () throws(FileError) in
        var moved = 0
        var findings: [Finding] = []
        var devices = try DeviceList.read(folder, findings: &findings)
        // Only the snapshot knows these numbers, and it goes now.
        for (device, seq) in state.reserved {
          guard var facts = devices[device], facts.used < seq else { continue }
          facts.used = seq
          try folder.replace(BookFolder.deviceFile(device), with: Array(facts.json.prettyText.utf8) + [0x0A])
          devices[device] = facts
        }
        try quarantineSnapshot()
        let reader = BookReader(folder: folder, devices: devices)
        for device in try reader.journals(&findings) { moved += try repairJournal(device, &devices) }
        let truth = try BookReader(folder: folder, devices: devices).replay()
        for finding in report.findings where finding.reason == .monthFileDiffers {
          try keep(
            folder.map(finding.file).withBytes { Array($0) }, as: SnapshotLayout.safeName(finding.file), ending: "json")
        }
        try MonthFiles(folder: folder).mend(truth.book, all: true)
        areMonthsMended = true
        state = try SnapshotWriter(folder: folder, layout: context.layout).write(truth) ?? truth
        own = own.flatMap { devices[$0.device] }
        ledger = nil
        for finding in report.findings where finding.reason == .openToOthers {
          guard let status = try folder.status(finding.file), status.kind != .link else { continue }
          try folder.retrying(finding.file) { () throws(FileError) in
            try folder.layer.permit(folder.whole(finding.file), status.kind == .folder ? 0o700 : 0o600)
          }
        }
        return moved
      }
    }
    return report
  }

  /// Takes the snapshot out of the way: while journals change it fits none of them. One that has seen more than the
  /// journals hold is the last trace of what was lost, and is kept.
  private func quarantineSnapshot() throws(FileError) {
    guard let bytes = try? folder.map(BookFolder.manifest) else { return }
    if state.journalLost, let json = bytes.withBytes({ try? JSONValue.parse($0) }),
      let manifest = SnapshotManifest(json)
    {
      for file in manifest.files.keys {
        guard let content = try? folder.map(file) else { continue }
        try keep(content.withBytes { Array($0) }, as: SnapshotLayout.safeName(file))
      }
    }
    try folder.remove(BookFolder.manifest)
    try folder.syncFolder("")
  }

  /// Puts bytes under a new name into the quarantine.
  private func keep(_ bytes: [UInt8], as name: String, ending: String = "jsonl") throws(FileError) {
    try folder.makeFolder(BookFolder.quarantine)
    var number = 1
    while try folder.status(BookFolder.quarantine + "/\(name)-\(number).\(ending)") != nil { number += 1 }
    try folder.replace(BookFolder.quarantine + "/\(name)-\(number).\(ending)", with: bytes)
  }

  /// Returns how many lines were moved.
  private func repairJournal(_ device: DeviceID, _ devices: inout [DeviceID: DeviceFile]) throws(FileError) -> Int {
    let file = BookFolder.journalFile(device)
    let size = try folder.status(file)?.size ?? 0
    let bytes = try folder.read(file, from: 0, size: size)
    var findings: [Finding] = []
    var cursor = JournalCursor(device)
    _ = bytes.withUnsafeBytes { cursor.read($0, findings: &findings) }
    let movable = cursor.movable
    var (kept, moved): ([UInt8], [UInt8]) = ([], [])
    var line = 0
    var at = 0
    while at < bytes.count {
      line += 1
      let end = bytes[at...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      // A tail without end: nobody is writing it, for we hold the lock.
      if movable.contains(line) || bytes[end - 1] != 0x0A {
        moved += bytes[at..<end]
        if moved.last != 0x0A { moved.append(0x0A) }
      } else {
        kept += bytes[at..<end]
      }
      at = end
    }
    var rest = JournalCursor(device)
    _ = kept.withUnsafeBytes { rest.read($0, findings: &findings) }
    var facts = devices[device] ?? DeviceFile(device: device, machine: "")
    let before = facts
    // Numbers that stood on lines now moved stay used.
    facts.used = max(facts.used, cursor.used + (cursor.tornBytes > 0 ? 1 : 0))
    facts.gaps = Set(facts.gaps).union(rest.gaps).sorted()
    if facts.gaps != before.gaps || !moved.isEmpty {
      try folder.makeFolder(BookFolder.devices)
      try folder.replace(BookFolder.deviceFile(device), with: Array(facts.json.prettyText.utf8) + [0x0A])
      devices[device] = facts
    }
    guard !moved.isEmpty else { return 0 }
    try keep(moved, as: device.rawValue)
    try folder.replace(file, with: kept)
    return moved.count { $0 == 0x0A }
  }
}
