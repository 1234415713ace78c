import Canvas
import Glibc
import Pipeline

extension Words {
  /// Why a file of somebody else's could not be read: file, sheet, row, and what to do.
  public static func error(_ error: ImportError) -> Wording {
    var place = Wording("")
    if !error.file.isEmpty {
      place = Wording(plain(error.file))
      if let sheet = error.sheet { place = place + say(" 工作表", " sheet ") + quoted(sheet) }
      if let row = error.row { place = place + say(" 第 \(row) 行", " row \(row)") }
      place = place + say("：", ": ")
    }
    return place + fact(error.fact)
  }

  private static func fact(_ fact: ImportError.Fact) -> Wording {
    switch fact {
    case .unreadable(let code):
      code == ENOENT
        ? say("没有这个文件。请检查路径。", "there is no such file. Check the path.")
        : say("文件打不开（\(system(code))）。请检查权限。", "the file cannot be read (\(system(code))). Check its permissions.")
    case .notARegularFile: say("这不是普通文件。请给出 .xlsx 或 .csv 文件。", "this is no ordinary file. Give an .xlsx or .csv file.")
    case .emptyFile: say("文件是空的。", "the file is empty.")
    case .notAZip:
      say("名字是 .xlsx，内容却不是工作簿。请用表格软件另存为 .xlsx 或 .csv。",
        "it is named .xlsx but is no workbook. Save it again as .xlsx or .csv from a spreadsheet program.")
    case .oldOrEncryptedWorkbook:
      say("是旧版 .xls 或加了密码的工作簿。请去掉密码并另存为 .xlsx。",
        "it is an old .xls or a workbook with a password. Take the password off and save it as .xlsx.")
    case .noWorkbook: say("压缩包里没有工作簿。请给出 .xlsx 文件。", "the archive holds no workbook. Give an .xlsx file.")
    case .truncated: say("文件不完整，可能没有下载完。请重新取得。", "the file ends early; the download may be incomplete. Get it again.")
    case .damagedPart(let part):
      say("工作簿里的 \(plain(part)) 解不开。请用表格软件打开后另存。",
        "\(plain(part)) in the workbook cannot be unpacked. Open it in a spreadsheet program and save it again.")
    case .badXML(let part, let line):
      say("工作簿里的 \(plain(part)) 第 \(line) 行不合格式。请用表格软件打开后另存。",
        "\(plain(part)) in the workbook is malformed at line \(line). Open it in a spreadsheet program and save it again.")
    case .entityDeclaration(let part):
      say("\(plain(part)) 里有实体声明，正常的工作簿不会有，为安全没有读取。",
        "\(plain(part)) declares entities, which no real workbook does; it was not read, for safety.")
    case .tooLarge(let kind, let limit):
      say("超过上限：\(limitName(kind).zh) 最多 \(limit)。请拆成几个文件。",
        "beyond a limit: \(limitName(kind).en), at most \(limit). Split it into several files.")
    case .emptyWorkbook: say("每张工作表都是空的。", "every sheet is empty.")
    case .noNameColumn(let headings):
      say("找不到车商名称这一列", "no column gives the dealers' names")
        + (headings.isEmpty
          ? say("。", ". ")
          : say("（表头：\(some(headings.map(plain)).zh)）。", " (headings: \(some(headings.map(plain)).en)). "))
        + say("用 --map 表头=name 指明。", "Name it with --map HEADING=name.")
    case .unknownEncoding(let offset):
      say("文字编码认不出（第 \(offset) 字节起）。请另存为 UTF-8。", "the text is in no encoding we know (from byte \(offset)). Save it as UTF-8.")
    case .unknownHeading(let heading, let headings):
      say("--map 里的表头\(quoted(heading).zh)不存在。表里有：\(some(headings.map(plain), limit: 20).zh)。",
        "--map names the heading \(quoted(heading).en), which is not there. The sheet has: \(some(headings.map(plain), limit: 20).en).")
    case .unknownField(let field, let fields):
      say("--map 里的字段\(quoted(field).zh)不存在。可用：\(fields.joined(separator: "、"))。",
        "--map names the field \(quoted(field).en), which lists cannot fill. Use one of: \(fields.joined(separator: ", ")).")
    case .badMapping(let text):
      say("--map 要写成 表头=字段，给的是\(quoted(text).zh)。", "--map is written HEADING=field; given was \(quoted(text).en).")
    }
  }

  private static func limitName(_ kind: SpreadsheetLimits.Kind) -> Wording {
    switch kind {
    case .fileBytes: say("文件字节数", "bytes of the file")
    case .archiveEntries: say("压缩包成员数", "members of the archive")
    case .unpackedBytes: say("解压后字节数", "bytes after unpacking")
    case .packingRatio: say("压缩倍数", "packing ratio")
    case .rows: say("行数", "rows")
    case .columns: say("列数", "columns")
    case .cells: say("单元格数", "cells")
    case .textBytes: say("文字字节数", "bytes of text")
    case .xmlDepth: say("嵌套层数", "levels of nesting")
    case .xmlToken: say("单个标记字节数", "bytes of one tag")
    case .sheets: say("工作表数", "sheets")
    case .xmlElements: say("标记数", "tags")
    }
  }

  public static func outcome(_ outcome: ImportPlan.Outcome) -> Wording {
    switch outcome {
    case .added: say("新增", "added")
    case .updated: say("更新", "updated")
    case .unchanged: say("未变", "unchanged")
    case .rejected: say("拒收", "rejected")
    }
  }

  /// Why a row was not taken, or its dealer stayed as it is.
  public static func reason(_ reason: ImportReason) -> Wording {
    switch reason {
    case .nameMissing: say("没有名称", "no name")
    case .nameTooLong(let count):
      say("名称有 \(count) 个字，上限 \(DealerRules.nameLimit)", "the name has \(count) characters, the limit is \(DealerRules.nameLimit)")
    case .ambiguous(let ids):
      say("有 \(ids.count) 家同样吻合：\(some(ids.map(\.rawValue)).zh)", "\(ids.count) dealers fit equally well: \(some(ids.map(\.rawValue)).en)")
    case .sameAsRow(let row): say("与第 \(row) 行是同一家", "the same dealer as row \(row)")
    case .olderList(let day): say("档案里已有 \(day) 的更新名单", "the book knows a newer list, of \(day)")
    case .merged(let id): say("已并入 \(id)", "it was merged into \(id)")
    case .deleted: say("已从档案删除，用 dealers restore 可恢复", "it was deleted from the book; `dealers restore` brings it back")
    }
  }

  /// What the user should see of a row that was taken all the same.
  public static func warning(_ warning: ImportWarning) -> Wording {
    switch warning {
    case .cleaned(let column): say("\(columnName(column).zh)里的控制字符已去掉", "control characters were taken out of \(columnName(column).en)")
    case .shortened(let column): say("\(columnName(column).zh)太长，已截短", "\(columnName(column).en) was too long and is cut")
    case .oddPhone(let text): say("电话栏有认不出的内容\(quoted(text).zh)，记入备注", "the telephone cell holds \(quoted(text).en), kept as a remark")
    case .unusable(let column, let text):
      say("\(columnName(column).zh)的内容\(quoted(text).zh)用不上", "\(quoted(text).en) cannot be a \(columnName(column).en)")
    case .codeShared(let code): say("名单里另有一家用同一编号 \(plain(code))", "another dealer of the list has the code \(plain(code)) too")
    case .makerUnclear(let brand): say("品牌\(quoted(brand).zh)有两个厂家，用 --maker 指明", "two makers share the brand \(quoted(brand).en): name one with --maker")
    }
  }

  private static func columnName(_ column: DealerColumn) -> Wording {
    switch column {
    case .brand: field("brands")
    case .phone: field("phones")
    case .coordinates: say("坐标", "coordinates")
    case .dated: say("日期", "date")
    case .province2: field("province")
    case .city2: field("city")
    case .district2: field("district")
    default: field(FieldKey(column.rawValue))
    }
  }

  public static func match(_ match: DealerMatch) -> Wording {
    switch match {
    case .codeAndName: say("编号和名称相同", "by code and name")
    case .aliasAndName: say("原编号和名称相同", "by an earlier code and name")
    case .nameAndPlace: say("名称和地点相同", "by name and place")
    case .codeAlone: say("编号相同（已改名）", "by code alone (renamed)")
    }
  }
}
