import Canvas
import Pipeline

/// A dealer as a row of the table and as a card of the board.
enum DealerCells {
  /// In the order of `DealersScreen.columns`.
  static func cells(_ row: DealerRow, _ desk: Desk, met: [Range<Int>], isNarrow: Bool, sources: Bool) -> [StyledLine] {
    let standing = row.standing.flatMap(Standing.init(rawValue:)) ?? .open
    let glance = desk.lookups.glance(row, on: desk.today)
    let isUntouched = !row.isWorkedOn
    var step = StyledLine()
    if standing == .open, let next = glance.nextStep { step = StyledLine(desk.say(next.name), isUntouched ? .muted : .plain) }
    if standing == .open, glance.nextStep == nil { step = StyledLine(desk.language.pick(zh: "可进下一阶段", en: "gate open?"), .good) }
    var days = StyledLine()
    if let count = glance.daysInStage {
      let isStuck = glance.stuckBy != nil
      days = StyledLine((isStuck ? String(desk.lines.stuck) : "") + "\(count)/\(glance.stageLimit)", isStuck ? .warning : .muted)
    }
    var next = StyledLine()
    if let day = row.nextDate {
      let style: Style = day < desk.today ? .overdue : day == desk.today ? .due : .plain
      next = StyledLine((day < desk.today ? "!" : "") + DayWords.brief(day, in: desk.today.year), style)
    }
    return [
      stage(row, standing, desk, isNarrow: isNarrow),
      StyledLine(row.dealerClass.map { desk.say(DealerWords.shortClass($0)) } ?? "", row.dealerClass == "key" ? .good : .plain),
      name(row.name, met), StyledLine(row.brands.first ?? row.maker ?? "", .muted), StyledLine(row.city ?? row.province ?? ""),
      step, days, next, StyledLine(row.owner ?? "", .muted), StyledLine(row.phones.first ?? "", .muted),
      sources ? known(row, desk) : "",
    ]
  }

  /// `●●◐○○○ 分类`: stages behind, the present one, those ahead.
  static func stage(_ row: DealerRow, _ standing: Standing, _ desk: Desk, isNarrow: Bool) -> StyledLine {
    let stage = row.stage.flatMap(Stage.init(rawValue:)) ?? .survey
    let lines = desk.lines
    var dots = ""
    for each in Stage.allCases {
      if standing == .partner || each < stage {
        dots.append(lines.done)
      } else if each == stage, standing == .open {
        dots.append(row.isWorkedOn ? lines.partial : lines.open)
      } else {
        dots.append(standing == .open ? lines.open : lines.skipped)
      }
    }
    var line = StyledLine(dots, standing == .partner ? .good : row.isWorkedOn ? .key : .muted)
    if !isNarrow {
      let words = standing == .open ? DealerWords.short(stage) : DealerWords.shortStanding(standing)
      line.append(" " + desk.say(words), standing == .partner ? .good : row.isWorkedOn ? .plain : .muted)
    }
    return line
  }

  /// The name with the characters that the filter met. Positions count scalars without white space.
  static func name(_ name: String, _ met: [Range<Int>]) -> StyledLine {
    guard !met.isEmpty else { return StyledLine(name) }
    var line = StyledLine()
    var run = ""
    var runIsMet = false
    var place = 0
    for character in name {
      let isMet = !character.isWhitespace && met.contains { $0.contains(place) }
      if isMet != runIsMet {
        line.append(run, runIsMet ? .key : .plain)
        run = ""
        runIsMet = isMet
      }
      run.append(character)
      place += character.unicodeScalars.reduce(0) { $0 + ($1.properties.isWhitespace ? 0 : 1) }
    }
    line.append(run, runIsMet ? .key : .plain)
    return line
  }

  /// How many kinds of source know it, and the mark of a verified one.
  private static func known(_ row: DealerRow, _ desk: Desk) -> StyledLine {
    guard let dealer = desk.lookups.dealer(row.id) else { return "" }
    let kinds = Set(dealer.sources.map(\.kind)).count
    if kinds == 0 { return "" }
    return StyledLine(String(kinds) + (dealer.isVerified ? " " + String(desk.lines.check) : ""), dealer.isVerified ? .good : .muted)
  }

  static func card(_ row: DealerRow, _ desk: Desk, isMarked: Bool) -> BoardColumn.Card {
    let glance = desk.lookups.glance(row, on: desk.today)
    // The place comes last: where a column is narrow it may be cut, the days and the date may not.
    var note = StyledLine()
    if let days = glance.daysInStage {
      let isStuck = glance.stuckBy != nil
      note.append((isStuck ? String(desk.lines.stuck) + " " : "") + "\(days)/\(glance.stageLimit)", isStuck ? .warning : .muted)
    }
    if let day = row.nextDate {
      note.append((note.isEmpty ? "" : "  ") + DayWords.brief(day, in: desk.today.year), day < desk.today ? .overdue : day == desk.today ? .due : .muted)
    }
    if let city = row.city { note.append((note.isEmpty ? "" : "  ") + city, .muted) }
    let mark = isMarked ? StyledLine(String(desk.lines.check) + " ", .marked) : ""
    return BoardColumn.Card(mark + StyledLine(row.name), note: note)
  }
}

extension DealerWords {
  static func shortStanding(_ standing: Standing) -> Wording {
    switch standing {
    case .open: Wording("")
    case .partner: Wording(zh: "合作", en: "Partner")
    case .dropped: Wording(zh: "放弃", en: "Dropped")
    case .ended: Wording(zh: "终止", en: "Ended")
    }
  }
}
