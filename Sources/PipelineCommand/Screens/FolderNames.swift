import Glibc
import PipelineScreens

/// The names in one of the user's folders, for completing a path.
enum FolderNames {
  /// Folders first, then files, each by name; hidden ones are left out. Empty when the folder cannot be read.
  static func list(_ path: String) -> [DeskLibrary.FolderName] {
    guard let folder = opendir(path.isEmpty ? "." : path) else { return [] }
    defer { closedir(folder) }
    var names: [DeskLibrary.FolderName] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      var isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      if entry.pointee.d_type == UInt8(DT_LNK) || entry.pointee.d_type == UInt8(DT_UNKNOWN) {
        var status = stat()
        if stat(path + "/" + name, &status) == 0 { isFolder = status.st_mode & S_IFMT == S_IFDIR }
      }
      names.append(.init(name, isFolder: isFolder))
    }
    return names.sorted { $0.isFolder != $1.isFolder ? $0.isFolder : $0.name < $1.name }
  }
}
