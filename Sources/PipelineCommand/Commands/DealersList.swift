import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `dealers list`: the dealers that fit, in the order in which they came into the book.
struct DealersList: BookCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "列出车商 · List dealers")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("按文字、拼音、电话或编号查找 · Find by text, pinyin, telephone or code", valueName: "Q")) var query: String?
  @Option(help: ArgumentHelp("阶段 · survey visit classify policy negotiate sign", valueName: "S")) var stage: String?
  @Option(name: .customLong("class"), help: ArgumentHelp("类别 · The class", valueName: "C")) var dealerClass: String?
  @Option(help: ArgumentHelp("品牌或厂家 · Brand or maker", valueName: "B")) var brand: String?
  @Option(help: ArgumentHelp("城市 · City", valueName: "X")) var city: String?
  @Option(help: ArgumentHelp("省份 · Province", valueName: "P")) var province: String?
  @Option(help: ArgumentHelp("状态 · open partner dropped ended", valueName: "S")) var standing: String?
  @Flag(help: "只列已删除的 · The deleted ones instead") var gone = false
  @Option(help: ArgumentHelp("最多几家 · At most so many", valueName: "N")) var limit: Int?

  func run(in session: Session) throws {
    if let limit, limit < 0 {
      throw CommandFailure.usage("bad-limit", ["given": .int(limit)], zh: "--limit 要不小于 0 的整数。", en: "--limit wants a whole number of 0 or more.")
    }
    let filter = try DealerFilter(self, session)
    let table = try session.store().book[.dealer]
    let found = try filter.find(in: table, limit: limit ?? .max, session)
    if session.json {
      Output.json(schema: "dealers/1", [
        "total": .int(found.total), "dealers": .array(found.dealers.map { .object(DealerJSON.row($0)) }),
      ])
    } else {
      tell(found, session)
    }
  }

  private func tell(_ found: DealerFilter.Found, _ session: Session) {
    if !found.dealers.isEmpty {
      var table = TextTable([
        session.say("档案号", "id"), session.say("编号", "code"), session.say("名称", "name"), session.say("品牌", "brands"),
        session.say("城市", "city"), session.say("阶段", "stage"), session.say("类别", "class"),
      ])
      for dealer in found.dealers {
        let place = dealer.standing == .open ? session.say(Words.stage(dealer.stage)) : session.say(Words.standing(dealer.standing))
        table.add([
          dealer.id.rawValue, dealer.code ?? "", dealer.name, dealer.brands.joined(separator: " "), dealer.city ?? "", place,
          dealer.text("class").map { session.say(Words.dealerClass($0)) } ?? "",
        ])
      }
      table.print()
    }
    let shown = found.dealers.count
    Output.note(
      shown == found.total
        ? session.say("共 \(found.total) 家", counted(found.total, "dealer"))
        : session.say("共 \(found.total) 家，列出 \(shown) 家", "\(found.total) dealers, \(shown) shown"))
  }
}
