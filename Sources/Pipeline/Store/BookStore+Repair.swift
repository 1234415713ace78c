extension BookStore {
  /// Moves lines that count for nothing (damaged, doubled, left of a damaged transaction) to `quarantine/`, sets the
  /// modes, and makes the snapshots anew. Guesses nothing: what was lost is named in `remaining`, with the copy that has
  /// it, and each later check names it too, until it was put back or the loss accepted.
  /// - Parameters:
  ///   - copy: puts back, line by line as they were, the transactions that this copy holds and the journals do not.
  ///   - acceptingLoss: what is still missing then is not named again.
  public func repair(from copy: String? = nil, acceptingLoss: Bool = false) throws(StoreError) -> CheckReport {
    var report = try check()
    let copies = if let copy { try journals(ofBackup: copy) } else { [DeviceID: [UInt8]]() }
    (report.quarantined, report.putBack) = try underLock { () throws(StoreError) in
      try StoreError.wrap { () throws(FileError) in
        var (moved, putBack) = (0, 0)
        var findings: [Finding] = []
        var devices = try DeviceList.read(folder, findings: &findings)
        // Only the snapshot knows these numbers, and it goes now.
        for (device, seq) in state.reserved {
          guard var facts = devices[device] else { continue }
          let shorter = report.findings.first { $0.reason == .journalShorter && $0.file == BookFolder.journalFile(device) }
          facts.used = max(facts.used, seq)
          facts.lost = Set(facts.lost).union(shorter?.detail.flatMap { Int($0) }.map { [$0] } ?? []).sorted()
          guard facts != devices[device] else { continue }
          try folder.replace(BookFolder.deviceFile(device), with: Array(facts.json.prettyText.utf8) + [0x0A])
          devices[device] = facts
        }
        try quarantineSnapshot()
        let reader = BookReader(folder: folder, devices: devices)
        for device in Set(try reader.journals(&findings)).union(copies.keys).sorted() {
          let done = try repairJournal(device, &devices, copies[device], acceptingLoss)
          moved += done.moved
          putBack += done.putBack
        }
        let truth = try BookReader(folder: folder, devices: devices).replay()
        for finding in report.findings where finding.reason == .monthFileDiffers {
          try keep(
            folder.mapStored(finding.file).withBytes { Array($0) }, as: SnapshotLayout.safeName(finding.file), ending: "json")
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
        return (moved, putBack)
      }
    }
    report.remaining = try check().findings.filter { $0.severity == .problem }
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
        guard let content = try? folder.mapStored(file) else { continue }
        try keep(content.withBytes { Array($0) }, as: SnapshotLayout.safeName(file))
      }
    }
    try folder.remove(BookFolder.manifest)
    try folder.syncFolder("")
  }

  /// Puts bytes as they lay under a new name into the quarantine.
  private func keep(_ bytes: [UInt8], as name: String, ending: String = "jsonl") throws(FileError) {
    try folder.makeFolder(BookFolder.quarantine)
    var number = 1
    while try folder.status(BookFolder.quarantine + "/\(name)-\(number).\(ending)") != nil { number += 1 }
    try folder.replaceStored(BookFolder.quarantine + "/\(name)-\(number).\(ending)", with: bytes)
  }

  private func repairJournal(
    _ device: DeviceID, _ devices: inout [DeviceID: DeviceFile], _ copy: [UInt8]?, _ acceptingLoss: Bool
  ) throws(FileError) -> (moved: Int, putBack: Int) {
    let file = BookFolder.journalFile(device)
    let size = try folder.status(file)?.size
    let bytes = try folder.readStored(file, from: 0, size: size ?? 0)
    var findings: [Finding] = []
    var cursor = folder.cursor(device)
    _ = bytes.withUnsafeBytes { cursor.read($0, findings: &findings) }
    let movable = cursor.movable
    var kept: [ArraySlice<UInt8>] = []
    var moved: [ArraySlice<UInt8>] = []
    for (place, line) in Erasure.lines(bytes).enumerated() {
      // A tail without end: nobody is writing it, for we hold the lock.
      if movable.contains(place + 1) || line.last != 0x0A { moved.append(line) } else { kept.append(line) }
    }
    var putBack = 0
    if let copy {
      let mended = JournalMending(device: device, lines: kept, copy: copy, opener: folder.opener(file))
      kept = mended.lines
      moved += mended.replaced
      putBack = mended.transactions
    }
    let content = Array(kept.joined())
    var rest = folder.cursor(device)
    _ = content.withUnsafeBytes { rest.read($0, findings: &findings) }
    var facts = devices[device] ?? DeviceFile(device: device, machine: "")
    let before = facts
    // Numbers that stood on lines now moved stay used.
    facts.used = max(facts.used, cursor.used + (cursor.tornBytes > 0 ? 1 : 0))
    if acceptingLoss {
      facts.gaps = Set(facts.gaps).union(rest.gaps).sorted()
      facts.lost = []
    } else {
      // What a later line tells of need not be kept in mind here.
      facts.lost = Set(facts.lost).union(cursor.losses).filter { number in
        !rest.seen.contains(number) && !rest.missing.contains { $0.contains(number) }
      }.sorted()
    }
    if facts.gaps != before.gaps || facts.lost != before.lost || !moved.isEmpty {
      try folder.makeFolder(BookFolder.devices)
      try folder.replace(BookFolder.deviceFile(device), with: Array(facts.json.prettyText.utf8) + [0x0A])
      devices[device] = facts
    }
    guard !moved.isEmpty || putBack > 0 else { return (0, 0) }
    if !moved.isEmpty {
      try keep(moved.flatMap { $0.last == 0x0A ? Array($0) : $0 + [0x0A] }, as: device.rawValue)
    }
    if size == nil { try folder.makeFolder(BookFolder.journal) }
    try folder.replaceStored(file, with: content)
    return (moved.count, putBack)
  }
}
