import Canvas
import Pipeline

/// How a job comes back to the loop.
public struct JobReport: Sendable {
  public enum News: Sendable {
    case progress(done: Int, of: Int)
    case finished(any Sendable)
  }
  public let job: String
  public let layer: Int
  public let news: News

  public init(job: String, layer: Int, news: News) {
    self.job = job
    self.layer = layer
    self.news = news
  }
}

extension Loop {
  /// Does the effects in order until one is refused.
  mutating func perform(_ effects: [Effect], from layer: Int) {
    lastEffects += effects
    for effect in effects {
      guard !isOver, perform(effect, from: layer) else { return }
    }
    guard hasWritten else { return }
    hasWritten = false
    let before = concern
    concern = keeper.concern()
    if let concern, concern != before { notice = Notice(concern, .warning) }
  }

  private mutating func perform(_ effect: Effect, from layer: Int) -> Bool {
    switch effect {
    case .apply(let change): return apply(change)
    case .undo: return undo(evenIfChanged: false)
    case .redo: return redo(evenIfChanged: false)
    case .undoAnyway: return undo(evenIfChanged: true)
    case .redoAnyway: return redo(evenIfChanged: true)
    case .open(let screen): open(screen)
    case .replace(let screen):
      close(layer)
      open(screen)
    case .close:
      if stack.count > 1 { close(layer) } else { isOver = true }
    case .show(let place): show(place)
    case .notice(let notice): self.notice = notice
    case .copy(let text): clipboard = text
    case .run(let job):
      running.append(RunningJob(layer: layer, name: job.name, title: job.title))
      jobs.start(job, layer)
    case .press(let key): press(key)
    case .speak(let language): renew { $0.language = language }
    case .quit: isOver = true
    }
    return true
  }

  /// Takes away the layer that asked; without one, the front.
  private mutating func close(_ layer: Int) {
    if let place = stack.lastIndex(where: { $0.id == layer }) { stack.remove(at: place) } else { _ = stack.popLast() }
  }

  private mutating func apply(_ change: Change) -> Bool {
    if change.isEmpty { return true }
    do throws(BookKeeper.Refusal) {
      let book = try keeper.commit(change, desk.today)
      spend(on: change)
      hasWritten = true
      renew { $0.take(book, after: change.edits) }
      return true
    } catch {
      notice = Notice(error.reason, .error)
      return false
    }
  }

  private mutating func undo(evenIfChanged: Bool) -> Bool {
    do throws(BookKeeper.Refusal) {
      tell(try keeper.undo(evenIfChanged, desk.today), Words.undone, Words.nothingToUndo, anyway: .undoAnyway)
      return true
    } catch {
      notice = Notice(error.reason, .error)
      return false
    }
  }

  private mutating func redo(evenIfChanged: Bool) -> Bool {
    do throws(BookKeeper.Refusal) {
      tell(try keeper.redo(evenIfChanged, desk.today), Words.redone, Words.nothingToRedo, anyway: .redoAnyway)
      return true
    } catch {
      notice = Notice(error.reason, .error)
      return false
    }
  }

  private mutating func tell(_ step: BookKeeper.Step, _ done: Wording, _ nothing: Wording, anyway: Effect) {
    switch step {
    case .done(let book, let deed):
      hasWritten = true
      renew { $0.book = book }
      let name = desk.deedName(deed)
      notice = Notice(Wording(zh: done.zh + "：" + name.zh, en: done.en + ": " + name.en), .done)
    case .nothing: notice = Notice(nothing, .info)
    case .asks(let question): open(ConfirmScreen(question, yes: [anyway]))
    }
  }

  /// Takes what a job tells: its progress, or its result, which goes to the screen that started it if it is still there.
  public mutating func take(_ report: JobReport) {
    guard let place = running.firstIndex(where: { $0.layer == report.layer && $0.name == report.job }) else { return }
    switch report.news {
    case .progress(let done, let total):
      running[place].done = done
      running[place].total = total
    case .finished(let result):
      running.remove(at: place)
      lastEffects = []
      if let front = stack.firstIndex(where: { $0.id == report.layer }) {
        stack[front].refresh(desk)
        let effects = stack[front].screen.receive(result, from: report.job, desk: desk)
        perform(effects, from: report.layer)
        return
      }
      for (main, layers) in left {
        guard let place = layers.firstIndex(where: { $0.id == report.layer }) else { continue }
        var layers = layers
        layers[place].refresh(desk)
        let effects = layers[place].screen.receive(result, from: report.job, desk: desk)
        left[main] = layers
        perform(effects, from: -1)
        return
      }
    }
  }

  enum Words {
    static let undone = Wording(zh: "已撤销", en: "Undone")
    static let redone = Wording(zh: "已重做", en: "Redone")
    static let nothingToUndo = Wording(zh: "没有可撤销的操作", en: "Nothing to undo")
    static let nothingToRedo = Wording(zh: "没有可重做的操作", en: "Nothing to redo")
  }
}
