import Canvas
import Pipeline

/// A branch's own list of vehicles on its way from a file into the book; command and screen read it alike.
public enum VehicleListFile {
  /// - Parameters:
  ///   - name: nil: what the sheet says, else the file's name.
  ///   - dated: nil: what the sheet says, else the day in the file's name, else unknown: then it is the day of the import.
  /// - Throws: `ImportError` or `QuoteError`.
  public static func read(_ path: String, name: String?, dated: Day?) throws -> (list: VehicleList, file: String) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var list = try VehicleList(name: file, dated: dated, rows: SpreadsheetReader().texts(path: path))
    if let name, name.contains(where: { !$0.isWhitespace }) {
      list.name = name
    } else if list.name == file, let dot = file.lastIndex(of: "."), dot > file.startIndex {
      list.name = String(file[..<dot])
    }
    list.dated = list.dated ?? VehicleList.day(ofFile: path)
    return (list, file)
  }

  /// A row that is in no list.
  public static func wording(_ rejected: VehicleList.Rejected) -> Wording {
    let heading = Words.plain(rejected.heading)
    let given = Words.plain(rejected.given)
    return rejected.given.isEmpty
      ? Wording(zh: "第 \(rejected.row) 行没有导入：缺“\(heading)”", en: "row \(rejected.row) was left out: \(heading) is missing")
      : Wording(
        zh: "第 \(rejected.row) 行没有导入：“\(heading)”为 \(given)，允许 1000–99999999.99 元（单位为万时表头写“万”）",
        en: "row \(rejected.row) was left out: \(heading) is \(given); allowed is 1000–99999999.99 yuan (the heading says 万 for 10,000)")
  }
}
