/// The numbers of a device's events that were seen: few runs, usually one.
struct SeqSet: Equatable, Sendable {
  private(set) var runs: [ClosedRange<Int>]

  init(upTo last: Int = 0) { runs = last > 0 ? [1...last] : [] }

  var highest: Int { runs.last?.upperBound ?? 0 }

  func contains(_ seq: Int) -> Bool {
    // From the end: numbers come in order.
    for run in runs.reversed() {
      if seq > run.upperBound { return false }
      if seq >= run.lowerBound { return true }
    }
    return false
  }

  mutating func insert(_ seq: Int) {
    if let last = runs.last, seq == last.upperBound + 1 {
      runs[runs.count - 1] = last.lowerBound...seq
      return
    }
    guard !contains(seq) else { return }
    let place = runs.firstIndex { $0.lowerBound > seq } ?? runs.count
    runs.insert(seq...seq, at: place)
    if place + 1 < runs.count, runs[place + 1].lowerBound == seq + 1 {
      runs[place] = seq...runs[place + 1].upperBound
      runs.remove(at: place + 1)
    }
    if place > 0, runs[place - 1].upperBound + 1 == seq {
      runs[place - 1] = runs[place - 1].lowerBound...runs[place].upperBound
      runs.remove(at: place)
    }
  }
}
