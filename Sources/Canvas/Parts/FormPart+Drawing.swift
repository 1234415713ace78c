extension FormPart {
  /// Draws the fields around the focused one: label, box, hint, and the error below.
  public func draw(into grid: inout CellGrid, in region: Region, isFocused: Bool = true) {
    guard !region.isEmpty else { return }
    grid.fill(region)
    let widest = fields.reduce(0) { max($0, CellWidth.columns(of: $1.label) + ($1.isRequired ? 2 : 0)) }
    let labelWidth = min(widest, max(8, region.width * 2 / 5))
    let heights = fields.map { height(of: $0, width: region.width - labelWidth - 1) }
    let top = firstRow(heights, region.height)
    var y = region.y - top
    for (number, field) in fields.enumerated() {
      defer { y += heights[number] }
      guard y + heights[number] > region.y, y < region.bottom else { continue }
      draw(field, number, at: y, height: heights[number], labelWidth, into: &grid, region, isFocused && number == focus)
    }
  }

  /// The rows that all fields take in a region of that width.
  public func rows(width: Int) -> Int {
    let widest = fields.reduce(0) { max($0, CellWidth.columns(of: $1.label) + ($1.isRequired ? 2 : 0)) }
    let labelWidth = min(widest, max(8, width * 2 / 5))
    return fields.reduce(0) { $0 + height(of: $1, width: width - labelWidth - 1) }
  }

  private func height(of field: FormField, width: Int) -> Int {
    var height = headings[field.id] == nil ? 1 : 2
    if case .note(let rows) = field.kind { height += max(1, rows) - 1 }
    if case .choices(let choices) = field.kind { height += choiceRows(field, choices, width: width).count - 1 }
    if case .choice(let choices) = field.kind { height += choiceRows(field, choices, width: width).count - 1 }
    if errors[field.id] != nil { height += 1 }
    if remarks[field.id] != nil { height += 1 }
    return height
  }

  /// The rows above the region: none while the focused field fits, else so that it ends at the lower edge.
  private func firstRow(_ heights: [Int], _ height: Int) -> Int {
    guard focus < heights.count, heights.reduce(0, +) > height else { return 0 }
    let before = heights[..<focus].reduce(0, +)
    let after = before + heights[focus]
    let wanted = max(0, after - height + min(2, heights[(focus + 1)...].reduce(0, +)))
    return min(wanted, before)
  }

  private func draw(
    _ field: FormField, _ number: Int, at top: Int, height: Int, _ labelWidth: Int, into grid: inout CellGrid,
    _ region: Region, _ isFocused: Bool
  ) {
    func row(_ y: Int) -> Region { region.row(y - region.y) }
    var y = top
    if let heading = headings[field.id] {
      if !row(y).isEmpty { grid.rule(row(y), heading: StyledLine(heading, .heading)) }
      y += 1
    }
    let strip = row(y)
    // The mark of a required field stays when its label is cut.
    let marked = field.isRequired ? 2 : 0
    let used = grid.put(StyledLine(field.label, isFocused ? .key : .label), in: strip.left(labelWidth - marked))
    if marked > 0 { grid.put(" *", in: strip.left(labelWidth).droppingLeft(used), .required) }
    let box = strip.droppingLeft(labelWidth + 1)
    switch field.kind {
    case .fixed: grid.put(self[field.id], in: box)
    case .item:
      let text = self[field.id]
      grid.put(
        StyledLine(text.isEmpty ? field.placeholder : text, text.isEmpty ? .placeholder : .plain)
          + StyledLine(field.hint.isEmpty ? "" : "  " + field.hint, .muted), in: box)
      if isFocused, !box.isEmpty {
        grid.select(box)
        grid.cursor = nil
      }
    case .line:
      let hint = CellWidth.columns(of: field.hint)
      let room = hint == 0 || hint + 10 > box.width ? box.width : box.width - hint - 1
      // Room for the longest dealer names, 52 columns, and the cursor behind them.
      let width = min(room, 56)
      guard width >= 3, !box.isEmpty else { break }
      grid.put("[", x: box.x, y: y, isFocused ? .key : .border)
      grid.put("]", x: box.x + width - 1, y: y, isFocused ? .key : .border)
      let inner = Region(x: box.x + 1, y: y, width: width - 2, height: 1)
      editor(field.id).draw(into: &grid, in: inner, isFocused: isFocused, placeholder: field.placeholder)
      grid.put(field.hint, in: box.droppingLeft(width + 1), .muted)
    case .note(let rows):
      let lines = Region(x: region.x + labelWidth + 1, y: y, width: region.width - labelWidth - 1, height: max(1, rows))
      let first = max(lines.y, region.y)
      let last = min(lines.bottom, region.bottom)
      let visible = Region(x: lines.x, y: first, width: lines.width, height: last - first)
      note(field.id).draw(into: &grid, in: visible, isFocused: isFocused)
      y += max(1, rows) - 1
    case .choice(let choices), .choices(let choices):
      let lines = choiceRows(field, choices, width: region.width - labelWidth - 1, isFocused: isFocused)
      for (offset, line) in lines.enumerated() {
        let place = row(y + offset).droppingLeft(labelWidth + 1)
        grid.put(line, in: place)
      }
      if isFocused, !box.isEmpty { grid.cursor = nil }
      y += lines.count - 1
    }
    y += 1
    if let error = errors[field.id], !row(y).isEmpty {
      grid.put(String(grid.lines.cross) + " " + error, in: row(y).droppingLeft(labelWidth + 1), .error)
    }
    if errors[field.id] != nil { y += 1 }
    if let remark = remarks[field.id], !row(y).isEmpty { grid.put(remark, in: row(y).droppingLeft(labelWidth + 1)) }
    let first = max(top, region.y)
    let last = min(top + height, region.bottom)
    grid.mark(
      Region(x: region.x, y: first, width: region.width, height: last - first), as: .item(part: name, index: number))
  }

  /// The choices in as many rows as they take: `(●) 4S店  ( ) 综修厂`, `[x]` where several may be chosen.
  private func choiceRows(
    _ field: FormField, _ choices: [FormField.Choice], width: Int, isFocused: Bool = false
  ) -> [StyledLine] {
    var many = false
    if case .choices = field.kind { many = true }
    var rows: [StyledLine] = [""]
    for (number, choice) in choices.enumerated() {
      let isChosen = isChosen(field.id, choice.value)
      let mark = many ? (isChosen ? "[x] " : "[ ] ") : (isChosen ? "(*) " : "( ) ")
      let isHere = isFocused && number == place(field.id)
      let piece =
        StyledLine(mark, isChosen ? .marked : .border)
        + StyledLine(choice.label, Style(isChosen ? .input : .plain, selected: isHere))
      if !rows[rows.count - 1].isEmpty, rows[rows.count - 1].columns + piece.columns + 2 > width { rows.append("") }
      if !rows[rows.count - 1].isEmpty { rows[rows.count - 1].append("  ") }
      rows[rows.count - 1] += piece
    }
    return rows
  }
}
