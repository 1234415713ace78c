import Testing

@testable import Pipeline

@Suite struct CellTests {
  @Test(arguments: [
    ("0371-65338888/63291888", ["0371-65338888", "0371-63291888"], false),
    ("0931-8324666/8310588", ["0931-8324666", "0931-8310588"], false),
    ("0532-85037111，85037222，85037333", ["0532-85037111", "0532-85037222", "0532-85037333"], false),
    ("0372-5378806、5378807", ["0372-5378806", "0372-5378807"], false),
    ("15291965560/029-62951666", ["15291965560", "029-62951666"], false),
    ("0477-8180006     8561199", ["0477-8180006", "0477-8561199"], false),
    ("020-8555 3008", ["020-85553008"], false),
    ("0769-89271000                ", ["0769-89271000"], false),
    ("0755- 23960118", ["0755-23960118"], false),
    ("0539--7160699", ["0539-7160699"], false),
    ("022－60128800", ["022-60128800"], false),
    ("（0535）3128088", ["0535-3128088"], false),
    ("010-61308889转8088", ["010-61308889-8088"], false),
    ("010-68888181-8601/8602", ["010-68888181-8601", "010-68888181-8602"], false),
    ("0594-2568166   2561666-216", ["0594-2568166", "0594-2561666-216"], false),
    ("0991-2880116/0991-2880116", ["0991-2880116"], false),
    ("0663-0663-8953333", ["0663-8953333"], false),
    ("023-02358965506", ["023-58965506"], false),
    ("0731-18670002757", ["18670002757"], false),
    ("610100-17313067606", ["17313067606"], false),
    ("026000-0479-2774455", ["0479-2774455"], false),
    ("0710  -710-2177177", ["0710-2177177"], false),
    ("0513-0513-89190-002", ["0513-89190002"], false),
    ("021-400-920-3930", ["400-920-3930"], false),
    ("0755-4008231919", ["4008231919"], false),
    ("0-4008627988", ["4008627988"], false),
    ("0467-0467-2436699/400-098-8826", ["0467-2436699", "400-098-8826"], false),
    ("66291361/66291363/4009217988(集团总热线)", ["66291361", "66291363", "4009217988"], true),
    ("96767", ["96767"], false),
    ("0512-587968888", ["0512-587968888"], true),
    ("无", [], false), ("/", [], false), ("00000000000", [], true), ("请拨打前台", [], true),
  ])
  func telephoneCellsAreTakenApart(cell: String, phones: [String], odd: Bool) {
    let parsed = PhoneCell(cell)
    #expect(parsed.phones == phones)
    #expect((parsed.remark != nil) == odd)
    if odd { #expect(parsed.remark == cell) }
  }

  @Test func everyTelephoneCellOfTheRealListsGivesANumberOrARemark() throws {
    var odd: [String] = []
    for name in DealerListFixtures.all {
      let table = try DealerListFixtures.table(name)
      let columns = try #require(DealerColumns.find(in: table))
      for row in table.rows.dropFirst() {
        guard let cell = row[try #require(columns.places[.phone])] else { continue }
        let parsed = PhoneCell(cell)
        #expect(!parsed.phones.isEmpty || parsed.remark != nil || ["无", "/"].contains(cell), "\(cell)")
        for phone in parsed.phones {
          #expect(phone.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D } && phone.utf8.count >= 5, "\(cell)")
        }
        if let remark = parsed.remark { odd.append(remark) }
      }
    }
    #expect(odd.count < 40, "\(odd)")
  }

  @Test func coordinatesSurviveWhatListsDoToThem() throws {
    func text(_ pair: String?, _ lon: String?, _ lat: String?) -> [String]? {
      CoordinateCell(pair: pair, lon: lon, lat: lat).map { [$0.lon.description, $0.lat.description] }
    }
    #expect(text("116.337439, 40.047904", nil, nil) == ["116.337439", "40.047904"])
    #expect(text(nil, "107.371871,", "22.412913") == ["107.371871", "22.412913"])
    #expect(text("107.50836,26.306819", "107.50836,2", "6.306819") == ["107.50836", "26.306819"])
    #expect(text("115.04 ,27.13", "115.04 ", "27.13") == ["115.04", "27.13"])
    #expect(text("22.412913,107.371871", nil, nil) == ["107.371871", "22.412913"])
    #expect(text(nil, "36.408278000000003", "94.92") != nil)
    #expect(text("0.000000000000000,0.000000000000000", "0", "0") == nil)
    #expect(text("12223,22132", "12223", "22132") == nil)
    #expect(text("东,西", nil, nil) == nil)
    #expect(Coordinate("38.36561500000001") == Coordinate("38.365615"))
    #expect(Coordinate("1e5") == nil && Coordinate("nan") == nil)
  }

  @Test func controlAndEscapeCharactersNeverGetThrough() {
    #expect(CellText.clean("安\u{1B}[31m铭\u{7}道\u{202E}80号") == "安铭道80号")
    #expect(CellText.clean("a\u{1B}]0;title\u{7}b\u{9B}2Jc") == "ab2Jc")
    #expect(CellText.clean("一\r\n二\t") == "一 二 ")
    #expect(CellText.clean("绍兴豪庭\u{3000}") == "绍兴豪庭\u{3000}")
    for value in UInt32(0)...0x9F where value < 0x20 || value >= 0x7F {
      let cleaned = CellText.clean("x" + String(Character(Unicode.Scalar(value)!)) + "y")
      #expect(cleaned.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    }
  }

  @Test func spellingsOfOnePlaceAreOne() {
    #expect(PlaceName.province("河北省") == PlaceName.province("河北"))
    #expect(PlaceName.province("新疆维吾尔自治区") == PlaceName.province("新疆"))
    #expect(PlaceName.province("广西壮族自治区") == PlaceName.province(" 广西 "))
    #expect(PlaceName.province("内蒙古自治区") == PlaceName.province("内蒙古"))
    #expect(PlaceName.city("廊坊市") == PlaceName.city("廊坊"))
    #expect(PlaceName.city("锡林郭勒盟") == PlaceName.city("锡林郭勒"))
    #expect(PlaceName.district("郊区") != PlaceName.district("城区"))
    #expect(
      PlaceName.address("河北省廊坊市安次区安铭道80号", province: "河北", city: "廊坊", district: "安次区")
        == PlaceName.address("安铭道８０号", province: nil, city: nil, district: nil))
  }

  @Test func makersAreFoundByEveryNameAndSharedBrandsAreSaid() throws {
    let makers = try DealerListFixtures.makers()
    #expect(makers.makers(named: "别克").map(\.code) == ["buick"])
    #expect(makers.makers(named: "Buick").map(\.code) == ["buick"])
    #expect(makers.makers(named: "一汽大众").map(\.code) == ["fawvm"])
    #expect(makers.makers(named: "大众").map(\.code) == ["fawvm", "svm"])
    #expect(makers.makers(named: "本田").map(\.code).sorted() == ["ghac", "honda"])
    #expect(makers.makers(named: "哈弗").map(\.code) == ["haval"])
    #expect(makers.makers(named: "某某").isEmpty)
    #expect(makers.brand("fawvm") == "大众" && makers.brand("上汽通用别克") == "别克" && makers.brand("奔驰") == "奔驰")
  }

  @Test func daysAreReadInTheUsualSpellings() {
    for text in ["2020-04-03", "2020/4/3", "2020年4月3日", "20200403", "43924.40973590923", "2020-04-03 09:50:01"] {
      #expect(DealerListRow.day(text) == Day(2020, 4, 3), "\(text)")
    }
    #expect(DealerListRow.day("昨天") == nil && DealerListRow.day("2020-13-01") == nil)
  }

  @Test func namesLosePlaceTradeAndLegalForm() {
    #expect(DealerName.core("河北禾美汽车销售服务有限公司", places: ["河北", "廊坊"]) == "禾美")
    #expect(DealerName.core("拉萨市协合汽车贸易有限公司", places: ["西藏", "拉萨"]) == "协合")
    #expect(DealerName.core("公司", places: []) == "")
  }
}
