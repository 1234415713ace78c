import Canvas
import Pipeline

/// All dealers: a table or a board of the stages, filtered as one types, sorted, marked, edited in bulk, under saved views.
public struct DealersScreen: Screen {
  /// Who takes the keys.
  enum Mode {
    case browsing, filtering
    case choosing(ChooserPart, for: Choice)
  }

  /// What a list in a dialog is chosen for.
  enum Choice {
    case order, view
    case deed([RecordID])
  }

  var table = TablePart("dealers")
  var board = BoardPart("board")
  var filter = LineEditor()
  var order = DealerOrder.stage
  var isDescending = false
  var isBoard = false
  /// Deleted and merged dealers instead of the others.
  var showsGone = false
  /// Below 140 columns the facts lie behind Tab.
  var showsFacts = false
  var mode = Mode.browsing
  var marks: Set<RecordID> = []
  /// The rows of the index or, with `showsGone`, of the gone ones that are shown, in order.
  var shown: [Int] = []
  var columns: [[Int]] = []
  private var sorted: [Int] = []
  private(set) var rows: [DealerRow] = []

  public init() {}

  public enum Message {
    case move(Key), select(Int), selectCard(Int)
    case open, pane, escape
    case filter, filterKey(Key), filterDone, filterClear
    case mark, markAll
    case order, reverse, views, saveView, deleteView, deeds
    case chooserKey(Key), choose(Int), chooserClose
    case board, edit, add, importLists, duplicates, delete, restore, copyPhone
  }

  public var name: String { "dealers" }
  public func title(desk: Desk) -> Wording { Wording(zh: "车商", en: "Dealers") }

  public func status(desk: Desk) -> StyledLine {
    var line = StyledLine(DealerTodayItems.grouped(shown.count), .title)
    line.append(" / " + DealerTodayItems.grouped(rows.count) + desk.language.pick(zh: " 家", en: ""), .muted)
    if !marks.isEmpty { line += StyledLine(desk.language.pick(zh: "  已标 \(marks.count)", en: "  \(marks.count) marked"), .marked) }
    return line
  }

  /// The dealer under the pointer.
  var selected: DealerRow? {
    if isBoard {
      guard columns.indices.contains(board.column), columns[board.column].indices.contains(board.card) else { return nil }
      return rows[columns[board.column][board.card]]
    }
    return shown.indices.contains(table.index) ? rows[shown[table.index]] : nil
  }

  /// The marked dealers in the order of the list, else the one under the pointer.
  var targets: [RecordID] {
    if marks.isEmpty { return selected.map { [$0.id] } ?? [] }
    return rows.lazy.map(\.id).filter(marks.contains)
  }

  // MARK: Rows

  public mutating func refresh(desk: Desk) {
    sorted = []
    settle(desk)
  }

  /// Computes what is shown, and keeps the pointer on its dealer.
  mutating func settle(_ desk: Desk) {
    let before = selected?.id
    if showsGone {
      rows = desk.lookups.goneDealers
      let text = filter.text
      shown = rows.indices.filter { text.isEmpty || desk.finder.matches(text, rows[$0].name + " " + (rows[$0].code ?? "")) }
    } else {
      rows = desk.lookups.dealers.rows
      if sorted.count != rows.count || sorted.isEmpty { sorted = order.sorted(desk, descending: isDescending) }
      let asked = DealerFilter(filter.text)
      if asked.isEmpty {
        shown = sorted
      } else {
        let hits = asked.hits(desk)
        shown = sorted.filter { hits[$0] }
      }
    }
    if !marks.isEmpty { marks.formIntersection(rows.map(\.id)) }
    if isBoard { fillBoard() }
    guard let before else { return point(at: nil) }
    point(at: before)
  }

  private mutating func fillBoard() {
    columns = Array(repeating: [], count: Stage.allCases.count + 1)
    for place in shown {
      switch rows[place].standing.flatMap(Standing.init(rawValue:)) ?? .open {
      case .open: columns[(rows[place].stage.flatMap(Stage.init(rawValue:)) ?? .survey).index].append(place)
      case .partner: columns[Stage.allCases.count].append(place)
      case .dropped, .ended: break
      }
    }
  }

  mutating func point(at id: RecordID?) {
    if let id {
      if isBoard {
        for (column, places) in columns.enumerated() {
          if let card = places.firstIndex(where: { rows[$0].id == id }) {
            board.column = column
            board.card = card
          }
        }
      } else if let place = shown.firstIndex(where: { rows[$0].id == id }) {
        table.index = place
      } else {
        table.index = 0
      }
    }
    table.selection.settle(count: shown.count)
    board.settle(counts: columns.map(\.count))
  }

  mutating func sort(by order: DealerOrder, descending: Bool, _ desk: Desk) {
    self.order = order
    isDescending = descending
    sorted = []
    settle(desk)
  }

  mutating func show(_ view: DealerView, _ desk: Desk) {
    filter = LineEditor(view.filter)
    order = view.order
    isDescending = view.isDescending
    showsGone = view.showsGone
    if isBoard != view.isBoard { isBoard = view.isBoard }
    marks = []
    sorted = []
    settle(desk)
    table.index = 0
  }

  /// What is seen now, as a view.
  var present: DealerView {
    var view = DealerView(Wording(""), filter: filter.text, order: order, board: isBoard)
    view.isDescending = isDescending
    return view
  }
}
