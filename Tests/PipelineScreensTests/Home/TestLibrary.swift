import Canvas
import Foundation
import Pipeline
import PipelineResources

@testable import PipelineScreens

/// The shipped data for tests of screens, read from the repository.
enum TestLibrary {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let shelf = ResourceShelf(folder: root + "/Resources")

  private static let handbook = Result {
    var parts: [HandbookPart: [UInt8]] = [:]
    for part in HandbookPart.allCases { parts[part] = try shelf.bytes(.handbook(part.file)) }
    return try Handbook(parts: parts)
  }

  static let shipped: DeskLibrary = {
    DeskLibrary(
      handbook: {
        do { return try handbook.get() } catch { preconditionFailure("the shipped handbook cannot be read: \(error)") }
      },
      calendar: { (try? shelf.bytes(.holidays)).flatMap { try? HolidayCalendar(files: [$0]) } ?? HolidayCalendar() },
      makers: { (try? shelf.bytes(.makers)).flatMap { try? MakerTable(csv: $0) } ?? MakerTable([]) },
      pinyin: { (try? shelf.bytes(.pinyin)).map { PinyinTable(tsv: $0) } ?? .empty },
      folder: { path in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().map { name in
          var isFolder: ObjCBool = false
          _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
          return DeskLibrary.FolderName(name, isFolder: isFolder.boolValue)
        }
      }, home: root)
  }()
}

extension Desk {
  /// A desk of 2026-11-24, a Tuesday, with the shipped data.
  static func shipped(_ book: Book, language: Wording.Language = .zh) -> Desk {
    let library = TestLibrary.shipped
    return Desk(
      book: book, today: Day(2026, 11, 24)!, by: "王芳", language: language,
      finder: Finder { $0.isEmpty || Finder.plain.matches($0, $1) || library.finder.matches($0, $1) },
      deedName: { Words.undoName($0) }, library: library, mintSeconds: 1_000)
  }
}

extension Book {
  /// Dealers somewhere on the way, one of them a partner whose contract runs out, and two untouched ones.
  static var dealersAtWork: Book {
    func dealer(_ number: Int, _ name: String, _ city: String, _ brand: String, _ fields: [(FieldKey, JSONValue)]) -> Record {
      var record = Record(id: RecordID(rawValue: "d000000000000\(number)"))
      record["name"] = .string(name)
      record["code"] = .string("C10\(number)")
      record["brands"] = .array([.string(brand)])
      record["province"] = .string(number < 4 || number == 6 ? "吉林" : "河北")
      record["city"] = .string(city)
      record["address"] = .string("人民大街 \(number)00 号")
      record["phones"] = .array([.string("0431-8888000\(number)")])
      record["sources/internet:geely"] = .object(["kind": "internet", "list": "geely", "dated": "2020-04-03"])
      for (key, value) in fields { record[key] = value }
      return record
    }
    let records = [
      dealer(0, "长春吉利通达汽车销售服务有限公司", "长春市", "吉利", [
        ("stage", "negotiate"), ("stageSince", "2026-11-11"), ("nextDate", "2026-11-21"), ("nextNote", "带手续费方案去谈"),
        ("class", "key"), ("classRule", "R1"), ("owner", "王芳"), ("sources/door-to-door", .object(["kind": "door-to-door", "dated": "2026-10-10"])),
        ("visits/a", .object(["date": "2026-11-05", "note": "初访，王经理接待"])),
      ]),
      dealer(1, "内蒙古自治区呼和浩特市赛罕区别克汽车销售服务中心连锁一店", "呼和浩特", "别克", [
        ("stage", "visit"), ("stageSince", "2026-11-20"), ("nextDate", "2026-11-24"),
      ]),
      dealer(2, "禾美汽车", "沈阳", "大众", [("stage", "policy"), ("stageSince", "2026-10-20"), ("nextDate", "2026-12-01"), ("class", "general")]),
      dealer(3, "BYD 汽车 (Changchun) Flagship Store No. 1", "Changchun", "比亚迪", [("stage", "survey"), ("stageSince", "2026-11-23")]),
      dealer(4, "沧州运祥：上海通用五菱销售服务（沧州）店", "沧州", "五菱", []),
      dealer(5, "廊坊大方汽车贸易有限公司", "廊坊", "吉利", []),
      dealer(6, "吉林市长久世达汽车销售有限公司", "吉林市", "吉利", [
        ("stage", "sign"), ("stageSince", "2026-03-02"), ("standing", "partner"), ("contract.ends", "2026-12-10"), ("class", "secondary-key"),
      ]),
    ]
    return Book(tables: [.dealer: RecordTable(records)])
  }

  /// As many untouched dealers.
  static func manyDealers(_ count: Int) -> Book {
    let cities = ["长春市", "吉林市", "沈阳市", "廊坊市", "沧州市"], brands = ["吉利", "别克", "大众", "比亚迪"]
    let records = (0..<count).map { number in
      var record = Record(id: RecordID(rawValue: "d" + IDMint.base32(UInt64(number), 13)))
      record["name"] = .string(cities[number % 5].dropLast() + brands[number % 4] + "第\(number)汽车销售服务有限公司")
      record["city"] = .string(cities[number % 5])
      record["brands"] = .array([.string(brands[number % 4])])
      record["phones"] = .array([.string("0431-8\(1_000_000 + number)")])
      return record
    }
    return Book(tables: [.dealer: RecordTable(records)])
  }
}
