import Canvas
import Pipeline

/// A path being typed, with the names of its folder below: the arrows point at one, Tab takes it over.
struct PathChooser: Sendable {
  /// What is under the pointer when the user enters.
  enum Pick: Equatable {
    /// A folder was opened; its names are shown now.
    case opened
    case file(String)
    /// Nothing is typed and nothing is there.
    case nothing
  }

  var path = LineEditor()
  var list = ListPart("files")
  private(set) var names: [DeskLibrary.FolderName] = []
  /// Which files are worth showing.
  private let fits: @Sendable (String) -> Bool

  init(fits: @escaping @Sendable (String) -> Bool) { self.fits = fits }

  /// Files that spreadsheets read or write.
  static func isList(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".xlsx") || name.hasSuffix(".csv") || name.hasSuffix(".txt") || name.hasSuffix(".tsv")
  }

  /// The folder part of what is typed, with its slash.
  var folder: String { PathChooser.folder(of: path.text) }

  static func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

  /// The names of the folder of `path` that fit what stands behind its last slash.
  static func names(for path: String, fits: (String) -> Bool, _ desk: Desk) -> [DeskLibrary.FolderName] {
    let folder = folder(of: path)
    let begun = String(path.dropFirst(folder.count))
    return desk.library.folder(desk.library.expanded(folder.isEmpty ? "." : folder))
      .filter { ($0.isFolder || fits($0.name)) && (begun.isEmpty || desk.finder.matches(begun, $0.name)) }
  }

  /// The file under the pointer with its folder; nil when there is none or it is a folder.
  var file: String? { pointed.flatMap { $0.isFolder ? nil : folder + $0.name } }
  var pointed: DeskLibrary.FolderName? { names.indices.contains(list.index) ? names[list.index] : nil }

  /// Reads the names of the folder that fit what is typed behind its last slash.
  mutating func look(_ desk: Desk) {
    names = PathChooser.names(for: path.text, fits: fits, desk)
    if !folder.isEmpty, path.text == folder { names.insert(.init("..", isFolder: true), at: 0) }
    list.selection.settle(count: names.count)
  }

  mutating func edit(_ key: Key, _ desk: Desk) {
    path.press(key)
    look(desk)
    list.index = 0
  }

  mutating func move(_ key: Key) { list.press(key, count: names.count) }

  /// What Enter means here: into the folder, or that file.
  mutating func pick(_ desk: Desk) -> Pick {
    guard let pointed else { return path.isEmpty ? .nothing : .file(path.text) }
    guard pointed.isFolder else { return .file(folder + pointed.name) }
    complete(desk)
    return .opened
  }

  /// Puts the name under the pointer into the path; of a folder, its names come next.
  mutating func complete(_ desk: Desk) {
    guard let pointed else { return }
    if pointed.name == ".." {
      let parts = folder.dropLast().split(separator: "/", omittingEmptySubsequences: false)
      if parts.last == ".." || folder == "./" {
        path.text = folder == "./" ? "../" : folder + "../"
      } else {
        path.text = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ""
      }
    } else {
      path.text = folder + pointed.name + (pointed.isFolder ? "/" : "")
    }
    look(desk)
    list.index = 0
  }

  /// Draws the names below a rule that names their folder; `chosen` are marked.
  func draw(into grid: inout CellGrid, in region: Region, isFocused: Bool, chosen: [String] = [], empty: String) {
    grid.rule(region.row(0), heading: StyledLine(folder.isEmpty ? "./" : folder, .heading))
    let check = String(grid.lines.check)
    list.draw(into: &grid, in: region.droppingTop(1), count: names.count, isFocused: isFocused, empty: empty) { number in
      let entry = names[number]
      return StyledLine(chosen.contains(folder + entry.name) ? check + " " : "  ", .marked)
        + StyledLine(entry.name + (entry.isFolder ? "/" : ""), entry.isFolder ? .label : .plain)
    }
  }
}
