import OrderedCollections

/// Which column of a customer list holds which archive field, found by its heading in Chinese or English.
public struct CustomerColumns: Sendable, Equatable {
  /// What a column may hold: an archive field, the lines, or the bar on contacting.
  public enum Meaning: Hashable, Sendable {
    case field(ArchiveField)
    case lines
    case doNotContact
  }

  /// The row of the headings, from 0.
  public let headingRow: Int
  public let places: OrderedDictionary<Meaning, Int>
  /// Headings that name nothing known; their columns are left out, and said so.
  public let unknown: [String]

  /// Looks for the headings in the first ten rows: the row that names most fields, and among them the customer's name
  /// or telephone. Nil when there is none.
  public init?(_ rows: [[String]]) {
    var best: (row: Int, places: OrderedDictionary<Meaning, Int>)?
    for (number, row) in rows.prefix(10).enumerated() {
      var places: OrderedDictionary<Meaning, Int> = [:]
      for (column, cell) in row.enumerated() {
        if let meaning = CustomerColumns.meanings[CustomerColumns.plain(cell)], places[meaning] == nil {
          places[meaning] = column
        }
      }
      guard places[.field(.customerName)] != nil || places[.field(.phones)] != nil else { continue }
      if places.count > best?.places.count ?? 0 { best = (number, places) }
    }
    guard let best else { return nil }
    headingRow = best.row
    places = best.places
    unknown = rows[best.row].enumerated().filter { column, cell in
      !ArchiveField.trimmed(cell).isEmpty && !best.places.values.contains(column)
    }.map { ArchiveField.trimmed($0.element) }
  }

  /// A heading without blanks, marks and what stands in brackets, in lower case.
  static func plain(_ heading: String) -> String {
    var out = ""
    var depth = 0
    for character in heading.lowercased() {
      switch character {
      case "(", "（", "[", "【": depth += 1
      case ")", "）", "]", "】": depth = max(0, depth - 1)
      case " ", "\t", "\n", "\r", "\r\n", "\u{3000}", "*", "＊", ":", "：", "_", "-", ".": continue
      default: if depth == 0 { out.append(character) }
      }
    }
    return out
  }

  private static let meanings: [String: Meaning] = {
    let names: [(Meaning, [String])] = [
      (.field(.customerName), ["客户姓名", "客户名称", "姓名", "车主", "车主姓名", "被保险人", "客户", "customer", "customername", "name"]),
      (.field(.phones), ["联系电话", "手机", "手机号", "手机号码", "电话", "客户电话", "phone", "phones", "mobile", "telephone"]),
      (
        .field(.dealer),
        ["车商", "车商名称", "车商代码", "经销商", "经销商名称", "经销商代码", "4s店", "门店", "dealer", "dealercode", "dealername"]
      ),
      (.field(.customerType), ["客户类型", "类型", "customertype", "type"]),
      (.field(.plate), ["车牌", "车牌号", "车牌号码", "号牌", "plate", "vehicleplate"]),
      (.field(.model), ["车型", "车辆型号", "厂牌型号", "品牌型号", "车辆", "model", "vehiclemodel", "vehicle"]),
      (.field(.vin), ["车架号", "车辆识别代号", "vin", "vehiclevin"]),
      (.field(.firstRegistered), ["初登日期", "初次登记日期", "注册日期", "firstregistered", "vehiclefirstregistered"]),
      (.field(.price), ["新车购置价", "车价", "price", "vehicleprice"]),
      (.field(.motorExpiry), ["车险到期日", "保险到期日", "到期日", "到期日期", "终保日期", "motorexpiry", "expiry"]),
      (.field(.employer), ["工作单位", "单位", "employer"]),
      (.field(.post), ["职务", "post"]),
      (.field(.travel), ["出差情况", "travel"]),
      (.field(.housing), ["住房情况", "housing"]),
      (.field(.owner), ["归属人", "专员", "负责人", "owner"]),
      (.field(.referredBy), ["介绍人", "转介绍", "referredby"]),
      (.field(.toldBy), ["信息来源", "来源人", "toldby"]),
      (.field(.foundDate), ["发现日期", "登记日期", "建档日期", "founddate"]),
      (.field(.lastPolicyNumber), ["上年保单号", "原保单号", "保单号", "lastpolicynumber", "lastpolicy"]),
      (.field(.lastPolicyPremium), ["上年保费", "原保费", "保费", "lastpolicypremium", "premium"]),
      (.field(.note), ["备注", "note", "notes"]),
      (.lines, ["险种", "可推介险种", "lines", "line"]),
      (.doNotContact, ["拒绝联系", "免打扰", "请勿联系", "donotcontact"]),
    ]
    var table: [String: Meaning] = [:]
    for (meaning, words) in names { for word in words { table[word] = meaning } }
    return table
  }()
}
