import Canvas
import Pipeline

/// The win-win calculation as a sheet for the talk with a dealer: the baseline and scenarios side by side, what each side
/// gains, and that the company must approve it. As text for a message and as one HTML page that prints on A4.
public struct WinWinProposal: Sendable, Equatable {
  /// One line of the sheet: a label and a figure per column.
  public struct Row: Sendable, Equatable {
    public let label: Wording
    public let figures: [String]
    /// What the talk is about: set off.
    public let isGain: Bool
  }

  public let dealer: String
  public let on: Day
  /// The baseline first; never empty.
  public let columns: [WinWin]

  /// - Parameter repairs: outputs to show beside the baseline; empty takes the usual three.
  /// - Throws: terms or amounts out of range.
  public init(dealer: String, on day: Day, terms: WinWinTerms, premium: Money, repairs: [Money] = []) throws(WinWinFault) {
    self.dealer = dealer
    on = day
    columns = try WinWin.scenarios(
      terms, premium: premium, repairs: repairs.isEmpty ? WinWin.usualRepairs(terms, premium: premium) : repairs)
  }

  public var title: Wording { Wording(zh: "车商合作共赢测算", en: "Win-win proposal") }

  public func columnName(_ index: Int) -> Wording {
    index == 0 ? Wording(zh: "基准", en: "Baseline") : Wording(zh: "情景 \(index)", en: "Scenario \(index)")
  }

  public var rows: [Row] {
    func row(_ zh: String, _ en: String, gain: Bool = false, _ figure: (WinWin) -> String) -> Row {
      Row(label: Wording(zh: zh, en: en), figures: columns.map(figure), isGain: gain)
    }
    var rows = [
      row("车险保费（元）", "Motor premium (yuan)") { $0.premium.grouped },
      row("送修金额（元）", "Repair money (yuan)") { $0.repair.grouped },
      row("送修比", "Repair ratio") { $0.repairRatio?.perOne ?? "–" },
      row("超出基准的送修（元）", "Repairs above the baseline (yuan)") { $0.extraRepair.grouped },
      row("由此多得的维修利润（元）", "Repair profit from them (yuan)") { $0.extraProfit.grouped },
      row("手续费率", "Commission rate") { $0.commission.percent },
      row("手续费（元）", "Commission paid (yuan)") { $0.commissionPaid.grouped },
      row("贵方合计：手续费加维修利润（元）", "Dealer: commission and repair profit (yuan)") { $0.dealerTotal.grouped },
      row("贵方比基准多得（元）", "Dealer gains over the baseline (yuan)", gain: true) { WinWinProposal.signed($0.dealerGain) },
      row("我方所得（元）", "Insurer gains (yuan)", gain: true) { WinWinProposal.signed($0.insurerGain) },
    ]
    if columns.contains(where: \.floorBites) {
      rows.append(row("因手续费下限未收（元）", "Not taken because of the floor (yuan)") { $0.uncollected.grouped })
    }
    if columns.contains(where: { $0.shortfall > .zero }) {
      rows.append(row("距基准还差的送修（元）", "Repairs short of the baseline (yuan)") { $0.shortfall.grouped })
    }
    return rows
  }

  /// What the figures rest on, and what must happen before they hold; cannot be left out.
  public var notes: [Wording] {
    let t = columns[0].terms
    return [
      Wording(
        zh: "约定：基准送修比 \(t.baseRepairRatio.perOne)，基准手续费率 \(t.baseCommission.percent)，维修毛利率 \(t.repairMargin.percent)，"
          + "我方分成 \(t.insurerShare.percent)，手续费下限 \(t.commissionFloor.percent)，触发值 \(t.trigger.description)。",
        en: "Terms: base repair ratio \(t.baseRepairRatio.perOne), base commission \(t.baseCommission.percent), repair margin \(t.repairMargin.percent), "
          + "insurer's share \(t.insurerShare.percent), commission floor \(t.commissionFloor.percent), trigger \(t.trigger.description)."),
      Wording(
        zh: "送修超过基准时维修利润增加，我方以降低手续费率的方式分得其中 \(t.insurerShare.percent)；达不到基准则手续费率不变。",
        en: "Repairs above the baseline bring more repair profit, of which the insurer takes \(t.insurerShare.percent) by a lower commission rate; below the baseline the rate stays."),
      Wording(zh: "测算仅供商谈，不构成承诺；以送修换手续费须经公司合规批准。", en: "For the talk only and no promise; trading repairs for commission needs the company's compliance approval."),
    ]
  }

  static func signed(_ money: Money) -> String { (money.fen > 0 ? "+" : "") + money.grouped }

  /// For a message: a table in narrow columns, then the notes.
  public func text(_ language: Wording.Language) -> String {
    let labels = rows.map { $0.label(language) }
    let widest = labels.map(CellWidth.columns(of:)).max() ?? 0
    let names = columns.indices.map { columnName($0)(language) }
    let widths = columns.indices.map { column in
      max(CellWidth.columns(of: names[column]), rows.map { CellWidth.columns(of: $0.figures[column]) }.max() ?? 0)
    }
    func line(_ label: String, _ cells: [String]) -> String {
      let text = CellWidth.padded(label, columns: widest)
        + cells.enumerated().map { "  " + CellWidth.padded($1, columns: widths[$0], right: true) }.joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    let head = [title(language), Words.plain(dealer), on.description].filter { !$0.isEmpty }.joined(separator: " · ")
    let body = rows.enumerated().map { line(labels[$0], $1.figures) }
    return ([head, "", line("", names)] + body + [""] + notes.map { $0(language) }).joined(separator: "\n") + "\n"
  }

  /// One page that prints on A4, with nothing from elsewhere; all text is escaped.
  public func html(_ language: Wording.Language) -> String {
    func e(_ text: String) -> String { PageText.escaped(text) }
    let best = columns.indices.dropFirst().max { columns[$0].dealerGain < columns[$1].dealerGain }
    func mark(_ index: Int) -> String { index == best && columns[index].dealerGain > .zero ? " best" : "" }
    var body = "<h1>\(e(title(language)))</h1>\n<p class=\"who\">\(e([dealer, on.description].filter { !$0.isEmpty }.joined(separator: " · ")))</p>\n<table>\n<thead><tr><th></th>"
    for index in columns.indices { body += "<th class=\"n\(mark(index))\">\(e(columnName(index)(language)))</th>" }
    body += "</tr></thead>\n<tbody>\n"
    for row in rows {
      body += row.isGain ? "<tr class=\"gain\">" : "<tr>"
      body += "<th>\(e(row.label(language)))</th>"
      for (index, figure) in row.figures.enumerated() { body += "<td class=\"n\(mark(index))\">\(e(figure))</td>" }
      body += "</tr>\n"
    }
    body += "</tbody>\n</table>\n" + bars(language)
    body += "<ul>\n" + notes.map { "<li>\(e($0(language)))</li>\n" }.joined() + "</ul>\n"
    return """
      <!DOCTYPE html>
      <html lang="\(language == .zh ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(e(title(language) + (dealer.isEmpty ? "" : " · " + dealer)))</title>
      <style>
      @page { size: A4 portrait; margin: 16mm 14mm; }
      body { font: 10.5pt/1.5 \(PageText.fonts); color: #1a1a1a; max-width: 182mm; margin: 0 auto; padding: 4mm 0; }
      h1 { font-size: 16pt; margin: 0; border-bottom: 1.5pt solid #1a1a1a; padding-bottom: 2mm; }
      h2 { font-size: 11pt; margin: 6mm 0 2mm; }
      .who { margin: 2mm 0 4mm; color: #444; }
      table { width: 100%; border-collapse: collapse; break-inside: avoid; }
      th, td { padding: 1.5mm 2mm; border-bottom: 0.5pt solid #bbb; text-align: left; font-weight: normal; }
      thead th { border-bottom: 1pt solid #1a1a1a; font-weight: bold; }
      .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .gain th, .gain td { font-weight: bold; border-top: 0.8pt solid #1a1a1a; }
      .best { background: #eef3ee; }
      .bars { break-inside: avoid; } .bars p { margin: 1.5mm 0; display: flex; align-items: center; gap: 3mm; }
      .bars .name { width: 22mm; } .bars .sum { width: 34mm; text-align: right; font-variant-numeric: tabular-nums; }
      .bars .track { flex: 1; display: flex; height: 5mm; background: #f3f3f3; }
      .bars .fee { background: #4a6d8c; } .bars .repair { background: #9db98f; }
      .key span { display: inline-block; width: 3mm; height: 3mm; margin: 0 1.5mm 0 4mm; }
      ul { margin: 5mm 0 0; padding-left: 5mm; font-size: 9pt; color: #333; }
      @media print { * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  /// The dealer's total as bars: commission and repair profit.
  private func bars(_ language: Wording.Language) -> String {
    let most = max(1, columns.map(\.dealerTotal.fen).max() ?? 1)
    // A tenth of a percent is finer than paper shows.
    func part(_ money: Money) -> String {
      let thousandths = Int64((Int128(max(0, money.fen)) * 1000) / Int128(most))
      return "\(thousandths / 10).\(thousandths % 10)%"
    }
    let fee = language.pick(zh: "手续费", en: "Commission")
    let repair = language.pick(zh: "维修利润", en: "Repair profit")
    var out = "<div class=\"bars\">\n<h2>\(language.pick(zh: "贵方合计的构成", en: "What the dealer's total is made of"))</h2>\n"
    for (index, deal) in columns.enumerated() {
      out += "<p><span class=\"name\">\(PageText.escaped(columnName(index)(language)))</span><span class=\"track\">"
      out += "<span class=\"fee\" style=\"width:\(part(deal.commissionPaid))\"></span>"
      out += "<span class=\"repair\" style=\"width:\(part(deal.dealerTotal - deal.commissionPaid))\"></span></span>"
      out += "<span class=\"sum\">\(deal.dealerTotal.grouped)</span></p>\n"
    }
    return out + "<p class=\"key\"><span class=\"fee\"></span>\(fee)<span class=\"repair\"></span>\(repair)</p>\n</div>\n"
  }
}
