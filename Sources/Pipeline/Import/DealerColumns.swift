import OrderedCollections

/// A field of a dealer that a list can fill.
public enum DealerColumn: String, CaseIterable, Sendable {
  case name, maker, code, brand, province, city, district, address, phone, lon, lat, coordinates
  case salesVolume, mainModels, contactName, contactPhone, remark
  /// The day of the list, row by row.
  case dated
  /// Places that a map service added beside the list's own; they fill in where those are empty.
  case province2, city2, district2

  /// The headings that mean this column, as `CellText.letters` leaves them, best first.
  var headings: [String] {
    switch self {
    case .name:
      [
        "公司名称", "经销商名称", "车商名称", "经销商全称", "单位名称", "企业名称", "店名", "门店名称", "4s店名称", "网点名称", "经销店名称",
        "专营店名称", "服务商名称", "商家名称", "车商", "经销商", "公司", "单位", "名称", "全称", "dealername", "companyname", "dealer",
        "company", "name", "storename", "shopname",
      ]
    case .maker: ["厂商", "厂家", "主机厂", "汽车厂商", "生产厂家", "maker", "manufacturer", "oem"]
    case .code:
      [
        "编号", "经销商编号", "经销商代码", "经销商代号", "公司编号", "门店编号", "店代码", "代码", "代号", "编码", "网点代码", "网点编号", "商家编号",
        "code", "dealercode", "dealerid", "dealerno", "dealernumber", "id",
      ]
    case .brand: ["品牌", "汽车品牌", "主营品牌", "经营品牌", "代理品牌", "brand", "brands", "brandname", "make"]
    case .province: ["省份", "省", "所在省", "所在省份", "省市", "省级", "province", "provincename", "state"]
    case .city: ["城市", "市", "所在城市", "所在市", "地市", "地级市", "市州", "city", "cityname"]
    case .district: ["县区", "区县", "区", "县", "行政区", "所在区县", "区域", "district", "county", "area"]
    case .address: ["地址", "详细地址", "公司地址", "经营地址", "联系地址", "门店地址", "店址", "注册地址", "address", "addr", "street"]
    case .phone:
      [
        "联系电话", "电话", "销售电话", "服务电话", "销售热线", "电话号码", "公司电话", "座机", "固定电话", "热线", "服务热线", "联系方式", "手机",
        "phone", "phones", "phonenumber", "tel", "telephone", "telephones", "mobile", "hotline",
      ]
    case .lon: ["经度", "lon", "lng", "long", "longitude", "x"]
    case .lat: ["纬度", "lat", "latitude", "y"]
    case .coordinates: ["坐标", "经纬度", "坐标经纬度", "coordinates", "coordinate", "location", "lnglat", "lonlat", "position"]
    case .salesVolume: ["销量", "年销量", "年销售量", "年销量台", "销量台", "新车销量", "salesvolume", "sales", "annualsales", "volume"]
    case .mainModels: ["主销车型", "主要车型", "主营车型", "车型", "mainmodels", "models"]
    case .contactName: ["联系人", "主要联系人", "联系人姓名", "负责人", "主要联系人姓名", "contact", "contactname", "contactperson"]
    case .contactPhone: ["联系人电话", "主要联系人电话", "负责人电话", "联系人手机", "contactphone", "contacttel"]
    case .remark: ["备注", "说明", "remark", "remarks", "note", "notes", "comment"]
    case .dated:
      ["crawltime", "采集时间", "抓取时间", "更新时间", "更新日期", "采集日期", "数据日期", "日期", "date", "dated", "updated", "updatetime"]
    case .province2: ["省份1", "province1"]
    case .city2: ["城市1", "city1"]
    case .district2: ["县区1", "district1"]
    }
  }

  private static let byHeading: [String: (column: DealerColumn, rank: Int)] = {
    var result: [String: (DealerColumn, Int)] = [:]
    for column in allCases {
      for (rank, heading) in column.headings.enumerated() { result[heading] = (column, rank) }
    }
    return result
  }()

  /// What a heading means and how surely (0 surest); units in brackets do not count. Nil: nothing we know.
  static func meaning(of heading: String) -> (column: DealerColumn, rank: Int)? {
    if let found = byHeading[CellText.letters(heading)] { return found }
    guard let bracket = CellText.fold(heading).split(separator: "(", maxSplits: 1).first else { return nil }
    return byHeading[CellText.letters(String(bracket))]
  }

  /// The names that `--map` takes for it: its own, or the book's field that it fills.
  static func named(_ field: String) -> DealerColumn? {
    switch field {
    case "brands": .brand
    case "phones": .phone
    default: DealerColumn(rawValue: field)
    }
  }
}

/// Which column of one sheet fills which field, and where its heading is.
public struct DealerColumns: Sendable, Equatable {
  /// The number of the heading row.
  public let headingRow: Int
  /// Columns (from 0) by field.
  public let places: [DealerColumn: Int]
  /// Headings that mean nothing to us, left to right: they are not read.
  public let ignored: [String]

  /// Looks for the heading row within the first rows of the sheet: the first that gives a name.
  /// - Parameter map: heading to field, from `--map`; it wins over every guess.
  public static func find(in table: SheetTable, map: [DealerListMapping] = []) -> DealerColumns? {
    for row in table.rows.prefix(20) {
      if let columns = DealerColumns(row, map: map), columns.places[.name] != nil { return columns }
    }
    return nil
  }

  private init?(_ row: SheetRow, map: [DealerListMapping]) {
    var places: [DealerColumn: (column: Int, rank: Int)] = [:]
    var ignored: [String] = []
    var mapped: Set<Int> = []
    for mapping in map {
      guard let cell = row.cells.first(where: { CellText.letters($0.text) == CellText.letters(mapping.heading) }) else {
        continue
      }
      places[mapping.column] = (cell.column, -1)
      mapped.insert(cell.column)
    }
    for cell in row.cells where !mapped.contains(cell.column) {
      guard cell.text.utf8.count <= 120, let meaning = DealerColumn.meaning(of: cell.text) else {
        ignored.append(CellText.clean(String(cell.text.prefix(40))))
        continue
      }
      if let taken = places[meaning.column], taken.rank <= meaning.rank {
        ignored.append(CellText.clean(cell.text))
      } else {
        places[meaning.column] = (cell.column, meaning.rank)
      }
    }
    guard !places.isEmpty else { return nil }
    headingRow = row.number
    self.places = places.mapValues(\.column)
    self.ignored = ignored
  }
}

/// One `--map heading=field`.
public struct DealerListMapping: Sendable, Equatable {
  public let heading: String
  public let column: DealerColumn

  public init(heading: String, column: DealerColumn) {
    self.heading = heading
    self.column = column
  }

  /// Reads `heading=field`; the heading may hold `=` itself.
  public init(_ text: String) throws(ImportError) {
    guard let equals = text.lastIndex(of: "="), equals != text.startIndex else {
      throw ImportError(.badMapping(text), file: "")
    }
    let field = CellText.trimmed(String(text[text.index(after: equals)...]))
    guard let column = DealerColumn.named(field) else {
      throw ImportError(.unknownField(field, fields: DealerColumn.allCases.map(\.rawValue)), file: "")
    }
    self.init(heading: CellText.trimmed(String(text[..<equals])), column: column)
  }
}
