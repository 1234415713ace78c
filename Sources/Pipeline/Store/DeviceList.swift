/// The devices of a book, from the files under `devices/`.
enum DeviceList {
  static func read(_ folder: BookFolder, findings: inout [Finding]) throws(FileError) -> [DeviceID: DeviceFile] {
    guard try folder.status(BookFolder.devices) != nil else { return [:] }
    var devices: [DeviceID: DeviceFile] = [:]
    for name in try folder.list(BookFolder.devices) where name.hasSuffix(".json") {
      let path = BookFolder.devices + "/" + name
      if try folder.status(path)?.kind == .link {
        findings.append(Finding(.link, file: path))
        continue
      }
      guard let device = BookFolder.device(named: name.dropLast(5)),
        let json = try folder.map(path).withBytes({ try? JSONValue.parse($0) }),
        let file = DeviceFile(json, device: device)
      else {
        findings.append(Finding(.unreadable, file: path))
        continue
      }
      devices[device] = file
    }
    return devices
  }

  /// Makes a device for that machine: its file, then its empty journal, both durable.
  static func make(
    _ folder: BookFolder, machine: String, taken: Set<DeviceID>, chance: () -> UInt64
  ) throws(FileError) -> DeviceFile {
    var device: DeviceID
    repeat { device = DeviceID(rawValue: IDMint.base32(chance(), 8)) } while taken.contains(device)
    let file = DeviceFile(device: device, machine: machine)
    try folder.replace(BookFolder.deviceFile(device), with: Array(file.json.prettyText.utf8) + [0x0A])
    return file
  }

  /// Makes the journal of a device when there is none; its entry in the folder is durable.
  static func makeJournal(_ folder: BookFolder, _ device: DeviceID) throws(FileError) {
    let name = BookFolder.journalFile(device)
    if try folder.status(name) == nil { folder.layer.close(try folder.open(name, .create)) }
    try folder.syncFolder(BookFolder.journal)
  }
}
