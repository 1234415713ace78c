/// Writes small zip archives without compression, so that a test can show the whole workbook it reads.
struct StoredZip {
  private var parts: [(name: String, bytes: [UInt8])] = []

  mutating func add(_ name: String, _ text: String) { parts.append((name, Array(text.utf8))) }

  var bytes: [UInt8] {
    var out: [UInt8] = [], directory: [UInt8] = []
    func put(_ value: Int, _ size: Int, _ target: inout [UInt8]) {
      for shift in 0..<size { target.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
    }
    for part in parts {
      let place = out.count, crc = Int(StoredZip.crc32(part.bytes)), name = Array(part.name.utf8)
      func header(_ target: inout [UInt8]) {
        for (value, size) in [(20, 2), (0, 2), (0, 2), (0, 2), (0x21, 2), (crc, 4), (part.bytes.count, 4), (part.bytes.count, 4), (name.count, 2), (0, 2)] {
          put(value, size, &target)
        }
      }
      put(0x0403_4B50, 4, &out)
      header(&out)
      out += name + part.bytes
      put(0x0201_4B50, 4, &directory)
      put(20, 2, &directory)
      header(&directory)
      for (value, size) in [(0, 2), (0, 2), (0, 2), (0, 4), (place, 4)] { put(value, size, &directory) }
      directory += name
    }
    let start = out.count
    out += directory
    put(0x0605_4B50, 4, &out)
    for (value, size) in [(0, 2), (0, 2), (parts.count, 2), (parts.count, 2), (directory.count, 4), (start, 4), (0, 2)] {
      put(value, size, &out)
    }
    return out
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  /// A workbook of those sheets; `sheets` are the inner XML of `sheetData`.
  static func workbook(
    _ sheets: [(name: String, data: String)], shared: String = "", styles: String = "", properties: String = "",
    sheetFolder: String = "worksheets"
  ) -> [UInt8] {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
    var zip = StoredZip()
    zip.add("_rels/.rels", "<Relationships \(package)><Relationship Id='r' Type='\(office)/officeDocument' Target='xl/book.xml'/></Relationships>")
    let list = sheets.enumerated().map { "<sheet name='\($1.name)' sheetId='\($0 + 7)' r:id='s\($0)'/>" }.joined()
    zip.add("xl/book.xml", "<workbook \(main) xmlns:r='\(office)'>\(properties)<sheets>\(list)</sheets></workbook>")
    let relations = sheets.indices.map { "<Relationship Id='s\($0)' Type='\(office)/worksheet' Target='\(sheetFolder)/tab\($0).xml'/>" }.joined()
    zip.add(
      "xl/_rels/book.xml.rels",
      "<Relationships \(package)>\(relations)<Relationship Id='t' Type='\(office)/sharedStrings' Target='texts.xml'/>"
        + "<Relationship Id='f' Type='\(office)/styles' Target='/xl/look.xml'/></Relationships>")
    for (index, sheet) in sheets.enumerated() {
      zip.add("xl/worksheets/tab\(index).xml", "<worksheet \(main)><sheetData>\(sheet.data)</sheetData></worksheet>")
    }
    zip.add("xl/texts.xml", "<sst \(main)>\(shared)</sst>")
    zip.add("xl/look.xml", "<styleSheet \(main)>\(styles)</styleSheet>")
    return zip.bytes
  }
}
