extension QuotePrint {
  /// One HTML page that prints on A4, without anything from elsewhere: own style, fonts by family, text escaped.
  /// - Parameter earlier: an earlier round; what changed stands under the table.
  public func html(_ quote: Quote, comparedTo earlier: Quote? = nil) -> String {
    let t = table(quote)
    func e(_ text: String) -> String { QuotePrint.escaped(text) }
    var body = "<h1>\(e(t.title))</h1>\n" + t.heading.map { "<p class=\"car\">\(e($0))</p>\n" }.joined()
    body += "<table>\n<thead><tr><th>\(e(words["line", language]))</th>"
    body += t.columns.map { "<th class=\"n\" colspan=\"2\">\(e($0))</th>" }.joined() + "</tr></thead>\n<tbody>\n"
    for row in t.rows {
      body += row.isSum ? "<tr class=\"sum\">" : "<tr>"
      body += "<th>\(e(row.label))</th>"
      for cell in row.cells { body += "<td class=\"l\">\(e(cell.limit))</td><td class=\"n\">\(e(cell.premium))</td>" }
      body += "</tr>\n"
    }
    body += "</tbody>\n</table>\n"
    if let earlier {
      body += "<h2>\(e(words["compare", language]))</h2>\n"
      for comparison in quote.compared(to: earlier) {
        let name = language == .zh ? comparison.new.package.name.zh : comparison.new.package.name.en
        body += "<h3>\(e(name))</h3>\n<ul>" + lines(comparison).map { "<li>\(e($0))</li>" }.joined() + "</ul>\n"
      }
    }
    body +=
      "<ul class=\"basis\">\n" + t.footing.map { "<li>\(e($0))</li>\n" }.joined()
      + "</ul>\n<p class=\"disclaimer\">\(e(t.disclaimer))</p>\n"
    return """
      <!DOCTYPE html>
      <html lang="\(language == .zh ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(e(t.title))</title>
      <style>
      @page { size: A4 portrait; margin: 16mm 14mm; }
      body { font: 10.5pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", "SimSun", sans-serif;
        color: #1a1a1a; max-width: 182mm; margin: 0 auto; padding: 4mm 0; }
      h1 { font-size: 16pt; margin: 0 0 3mm; border-bottom: 1.5pt solid #1a1a1a; padding-bottom: 2mm; }
      h2 { font-size: 12pt; margin: 5mm 0 1mm; } h3 { font-size: 10.5pt; margin: 2mm 0 0; }
      .car { margin: 0 0 1mm; }
      table { width: 100%; border-collapse: collapse; margin: 4mm 0; break-inside: avoid; }
      th, td { padding: 1.2mm 2mm; border-bottom: 0.5pt solid #bbb; text-align: left; font-weight: normal; }
      thead th { border-bottom: 1pt solid #1a1a1a; font-weight: bold; }
      .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .l { color: #555; text-align: right; white-space: nowrap; padding-right: 0; }
      .sum th, .sum td { font-weight: bold; border-top: 0.8pt solid #1a1a1a; }
      ul { margin: 1mm 0; padding-left: 5mm; } .basis { font-size: 8.5pt; color: #444; margin-top: 5mm; }
      .disclaimer { border: 0.8pt solid #1a1a1a; padding: 2mm 3mm; margin-top: 4mm; }
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in plain(text).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
