import Canvas
import Pipeline
import Synchronization

/// A keeper that writes nowhere: for tests and for trying out.
public final class MemoryKeeper: Sendable {
  private struct State {
    var book: Book
    var done: [Change] = []
    var undone: [Change] = []
  }

  private let state: Mutex<State>

  public init(_ book: Book) { state = Mutex(State(book: book)) }

  public var keeper: BookKeeper {
    BookKeeper(
      commit: { change, _ throws(BookKeeper.Refusal) in
        let result: Result<Book, BookKeeper.Refusal> = self.state.withLock { state in
          if let conflict = state.book.conflicts(with: change.edits).first {
            return .failure(.init(Wording(zh: "别处已改：\(conflict.key)", en: "changed elsewhere: \(conflict.key)")))
          }
          state.book.apply(change.edits)
          state.done.append(change)
          state.undone = []
          return .success(state.book)
        }
        return try result.get()
      },
      undo: { _, _ throws(BookKeeper.Refusal) in
        self.state.withLock { state in
          guard let change = state.done.popLast() else { return .nothing }
          state.book.apply(change.reversed)
          state.undone.append(change)
          return .done(state.book, change.deed)
        }
      },
      redo: { _, _ throws(BookKeeper.Refusal) in
        self.state.withLock { state in
          guard let change = state.undone.popLast() else { return .nothing }
          state.book.apply(change.edits)
          state.done.append(change)
          return .done(state.book, change.deed)
        }
      })
  }
}
