/// Looks at what lies in a book's folder: modes, links, files that are no part of a book.
struct FolderCheck {
  let folder: BookFolder
  /// The files of the snapshot.
  let files: [String]

  /// Folders that rooms keep their own files in; what lies there is theirs to judge.
  static let roomFolders: Set<String> = ["opportunities", "records", "months", "sop", "backups", BookFolder.quarantine]

  func look() throws(FileError) -> [Finding] {
    var findings: [Finding] = []
    try look("", &findings)
    return findings
  }

  private func look(_ name: String, _ findings: inout [Finding]) throws(FileError) {
    guard let status = try folder.status(name) else { return }
    if status.kind == .link, !name.isEmpty {
      findings.append(Finding(.link, file: name))
      return
    }
    if status.mode & 0o077 != 0, status.kind != .link {
      findings.append(Finding(.openToOthers, file: name, detail: String(status.mode, radix: 8)))
    }
    if !name.isEmpty, !isKnown(name, status.kind) { findings.append(Finding(.unknownFile, file: name)) }
    guard status.kind == .folder || name.isEmpty else { return }
    for entry in try folder.list(name) { try look(name.isEmpty ? entry : name + "/" + entry, &findings) }
  }

  private func isKnown(_ name: String, _ kind: FileStatus.Kind) -> Bool {
    let parts = name.split(separator: "/").map(String.init)
    if kind == .folder {
      return parts.count > 1
        ? FolderCheck.roomFolders.contains(parts[0])
        : FolderCheck.roomFolders.contains(name) || name == BookFolder.journal || name == BookFolder.devices
    }
    guard kind == .file else { return false }
    if name.hasSuffix(".tmp") { return false }
    switch parts[0] {
    case BookFolder.journal: return parts.count == 2 && BookFolder.device(ofJournal: parts[1]) != nil
    case BookFolder.devices:
      return parts.count == 2 && parts[1].hasSuffix(".json") && BookFolder.device(named: parts[1].dropLast(5)) != nil
    default:
      return [BookFolder.facts, BookFolder.lock, BookFolder.manifest].contains(name) || files.contains(name)
        || name == SnapshotLayout.dealers
        || (parts.count > 1 && FolderCheck.roomFolders.contains(parts[0]))
    }
  }
}
