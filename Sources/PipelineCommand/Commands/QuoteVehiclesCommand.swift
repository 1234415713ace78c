import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `quote vehicles`: the series that a word or a price may mean; and the branch's own lists.
struct QuoteVehicles: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "vehicles", abstract: "查车系，管理本机构车型表 · Look up a series; the branch's own lists",
    subcommands: [QuoteVehiclesImport.self, QuoteVehiclesList.self, QuoteVehiclesRemove.self])

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("品牌、车系、拼音、首字母或价格 · Brand, series, pinyin, initials, price", valueName: "QUERY")) var query: String
  @Option(help: ArgumentHelp("最多几条 · At most", valueName: "N")) var limit = 30

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let found = try quotes.vehicles().search(query, limit: max(1, limit))
    if session.json {
      return Output.json(schema: "vehicles/1", ["vehicles": .array(found.map(QuoteSession.json))])
    }
    var table = TextTable()
    for vehicle in found {
      table.add([vehicle.brand ?? "-", vehicle.series] + vehicle.prices.map { "\($0.text) (\($0.list))" })
    }
    table.print()
    if found.isEmpty { Output.note(session.say("没有相符的车系", "No series fits")) }
  }
}

/// `quote vehicles import`: the branch's own list, from xlsx or csv, into the book.
struct QuoteVehiclesImport: BookCommand {
  static let configuration = CommandConfiguration(commandName: "import", abstract: "导入本机构车型表 · Import the branch's own list of vehicles")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("xlsx 或 csv · File", valueName: "FILE")) var file: String
  @Option(help: ArgumentHelp("名称（默认文件名）；同名的新表替换旧表 · Name; a newer list replaces one of its name", valueName: "N")) var name: String?
  @Option(help: ArgumentHelp("表的日期（默认看表内、文件名，再看今天） · The list's day", valueName: "D")) var dated: String?

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    _ = try session.store()
    let day = try session.day(dated, option: "--dated")
    let (list, title) = try VehicleListFile.read(file, name: name, dated: day)
    let change = try quotes.branch.change(
      keeping: list, id: session.minting { $0.next("v") }, file: title, on: session.today)
    try session.commit(change)
    let id = change.edits.first?.id ?? quotes.branch.vehicleLists.first { $0.list.name == list.name }?.id
    let kept = QuoteBranch(try session.store().book, tables: quotes.tables).vehicleLists.first { $0.id == id }?.list ?? list
    if session.json {
      var object = id.map { QuoteVehiclesList.json(kept, $0) } ?? [:]
      object["changed"] = .bool(!change.isEmpty)
      object["rejected"] = .array(list.rejected.map { ["row": .int($0.row), "heading": .string($0.heading), "given": .string($0.given)] })
      return Output.json(schema: "vehiclesImport/1", object)
    }
    let name = Words.plain(list.name)
    let dated = kept.dated?.description ?? "-"
    if change.isEmpty {
      Output.line(session.say("车型表“\(name)”（\(dated)）已在档案里，内容相同，没有写入", "\"\(name)\" (\(dated)) is in the book as it is; nothing was written"))
    } else {
      Output.line(session.say("已导入车型表“\(name)”（\(dated)）：\(list.rows.count) 个车系", "Imported \"\(name)\" (\(dated)): \(list.rows.count) series"))
    }
    for one in list.rejected.prefix(20) { Output.note(session.say(VehicleListFile.wording(one))) }
    if list.rejected.count > 20 {
      Output.note(session.say("……共 \(list.rejected.count) 行没有导入", "… \(list.rejected.count) rows were left out in all"))
    }
  }
}

/// `quote vehicles list`: the branch's own lists, the newest first.
struct QuoteVehiclesList: BookCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "已导入的车型表 · The branch's own lists")

  @OptionGroup var globals: Globals

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let kept = quotes.branch.vehicleLists
    if session.json {
      return Output.json(schema: "vehicleLists/1", ["lists": .array(kept.map { .object(QuoteVehiclesList.json($0.list, $0.id)) })])
    }
    var table = TextTable()
    for one in kept {
      table.add([one.id.rawValue, one.list.name, one.list.dated?.description ?? "-", session.say("\(one.list.rows.count) 个车系", "\(one.list.rows.count) series")])
    }
    table.print()
    if kept.isEmpty { Output.note(session.say("没有导入过车型表", "No list was imported")) }
  }

  static func json(_ list: VehicleList, _ id: RecordID) -> JSONObject {
    [
      "id": .string(id.rawValue), "name": .string(list.name), "dated": .optional(list.dated?.description),
      "series": .int(list.rows.count),
    ]
  }
}

/// `quote vehicles remove`: takes a list out of the index; undo brings it back.
struct QuoteVehiclesRemove: BookCommand {
  static let configuration = CommandConfiguration(commandName: "remove", abstract: "停用车型表 · Take a list out of use")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("编号或名称 · Id or name", valueName: "LIST")) var list: String

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    _ = try session.store()
    let kept = try quotes.branch.vehicleList(list)
    try session.commit(QuoteBranch.change(removing: kept.record, .vehicleList, by: session.user, on: session.today))
    if session.json {
      Output.json(schema: "vehiclesRemoved/1", ["id": .string(kept.id.rawValue), "name": .string(kept.list.name)])
    } else {
      Output.line(session.say("已停用车型表“\(Words.plain(kept.list.name))”（undo 可恢复）", "\"\(Words.plain(kept.list.name))\" is no longer used (undo brings it back)"))
    }
  }
}
