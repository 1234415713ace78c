import Canvas
import Pipeline

/// The three talks side by side: how far each is, step by step.
enum TracksView {
  static func draw(
    _ progress: DealerProgress, selected: StepID?, into grid: inout CellGrid, in region: Region, isFocused: Bool, desk: Desk
  ) {
    let frames = region.columns(Array(repeating: .share(1), count: Track.allCases.count))
    for (track, frame) in zip(Track.allCases, frames) {
      let own = progress.steps.filter { $0.step.track == track }
      let state = progress.tracks.first { $0.track == track }
      let isHere = own.contains { $0.step.id == selected }
      grid.box(
        frame, title: StyledLine(desk.say(Words.track(track)), .title), note: StyledLine("\(state?.percent ?? 0) %", .muted), focused: isFocused && isHere)
      grid.fill(frame.inner)
      let inner = frame.inner
      var y = 0
      if inner.height > own.count, let state {
        grid.put(Bars.bar(state.done + state.skipped, of: state.total, columns: max(0, inner.width - 2), lines: grid.lines), in: inner.row(0).droppingLeft(1))
        y = 1
      }
      let window = Scroll.window(count: own.count, height: inner.height - y, selection: own.firstIndex { $0.step.id == selected } ?? 0)
      for number in window {
        let step = own[number]
        let row = inner.row(y)
        let line = DossierWords.mark(step.state, lines: grid.lines) + StyledLine(" " + DossierWords.step(step.step, desk: desk))
        let day = step.on.map { DossierWords.day($0, desk: desk) } ?? ""
        let room = line.columns + CellWidth.columns(of: day) + 3 <= row.width ? CellWidth.columns(of: day) + 1 : 0
        grid.put(line, in: row.droppingLeft(1).droppingRight(room))
        if room > 0 { grid.put(day, in: row.right(room), .muted) }
        if step.step.id == selected {
          if isFocused { grid.select(row) }
          grid.put(String(grid.lines.pointer), x: row.x, y: row.y, Style(.key, selected: isFocused))
        }
        grid.mark(row, as: .item(part: "tracks", index: progress.steps.firstIndex { $0.step.id == step.step.id } ?? 0))
        y += 1
        if let reason = step.reason, step.state == .skipped, y < inner.height, inner.height - 1 > own.count + 4 {
          grid.put(Words.plain(reason), in: inner.row(y).droppingLeft(3), .muted)
          y += 1
        }
      }
    }
  }

  /// The step that a key of moving leads to.
  static func step(from here: StepID?, _ key: Key, _ progress: DealerProgress) -> StepID? {
    let tracks = Track.allCases
    func steps(_ track: Track) -> [SOPStep] { progress.steps.map(\.step).filter { $0.track == track } }
    guard let step = here.flatMap({ progress.step($0) })?.step, let track = step.track else { return first(progress) }
    let own = steps(track)
    var place = Selection(own.firstIndex { $0.id == step.id } ?? 0)
    switch key {
    case .left, .right:
      let next = (tracks.firstIndex(of: track) ?? 0) + (key == .left ? -1 : 1)
      guard tracks.indices.contains(next) else { return here }
      let other = steps(tracks[next])
      place.settle(count: other.count)
      return other.isEmpty ? here : other[place.index].id
    default:
      place.press(key, count: own.count)
      return own.indices.contains(place.index) ? own[place.index].id : here
    }
  }

  /// The first step of the talks that is still to be done.
  static func first(_ progress: DealerProgress) -> StepID? {
    let steps = progress.steps.filter { $0.step.track != nil }
    return (steps.first { $0.state != .done && $0.state != .skipped } ?? steps.first)?.step.id
  }
}
