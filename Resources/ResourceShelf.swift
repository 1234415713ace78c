#if canImport(Glibc)
  import Glibc
#endif

/// Why a shipped file could not be read.
public struct ResourceError: Error, Equatable, Sendable {
  public let path: String
  public let code: Int32
}

/// The shipped data: every file is named here, once. The folder travels beside the binary.
///
/// `Bundle.module` is not used: it would bring all of Foundation into a start that must be quick, and it traps
/// when the folder is missing, where an error can say what to do.
public struct ResourceShelf: Sendable {
  /// A shipped file.
  public struct Item: Hashable, Sendable {
    public let path: String
    init(_ path: String) { self.path = path }

    public static let holidays = Item("calendar/holidays-cn.json")
    public static let makers = Item("dealers/makers.csv")
    public static let pinyin = Item("dealers/pinyin.tsv")
    /// A part of the SOP handbook, by its file name: `steps.json`.
    public static func handbook(_ file: String) -> Item { Item("sop/" + file) }
    /// Invented dealers for a demonstration book; no real company and no real number is among them.
    public static let demoDealers = Item("dealers/demo-dealers.csv")

    // Quick quote (room Quotes). The tables are named in `QuoteTables.File`.
    public static let quoteWords = Item("quotes/words.json")
    public static let vehicles2024 = Item("quotes/vehicles-2024.csv")
    public static let vehicles2017 = Item("quotes/vehicles-2017.csv")
    public static let seriesBrands = Item("quotes/series-brands.csv")
    /// A table of the quick quote by its file name, as `QuoteTables.File` has it.
    public static func quotes(_ file: String) -> Item { Item("quotes/" + file) }
  }

  public let folder: String
  public init(folder: String) { self.folder = folder }

  /// The folder beside the running program.
  public static func besideProgram() -> ResourceShelf {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let program = length > 0 ? String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self) : "./x"
    let folder = program.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return ResourceShelf(folder: folder + "/cheshang_PipelineResources.resources")
  }

  public func path(_ item: Item) -> String { folder + "/" + item.path }

  public func bytes(_ item: Item) throws(ResourceError) -> [UInt8] {
    let path = path(item)
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw ResourceError(path: path, code: errno) }
    defer { close(file) }
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let got = read(file, &chunk, chunk.count)
      if got < 0 {
        if errno == EINTR { continue }
        throw ResourceError(path: path, code: errno)
      }
      if got == 0 { return result }
      result.append(contentsOf: chunk[..<got])
    }
  }
}
