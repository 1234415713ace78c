import Canvas
import Pipeline
import PipelineScreens
import Synchronization

/// The open book behind the loop: the only place where screens' changes are written.
final class StoreKeeper: Sendable {
  private let store: Mutex<BookStore>
  private let by: String

  init(_ store: sending BookStore, by: String) {
    self.store = Mutex(store)
    self.by = by
  }

  var book: Book { store.withLock { $0.book } }
  var isReadOnly: Bool { store.withLock { $0.isReadOnly } }
  var findings: [Finding] { store.withLock { $0.findings } }

  /// See `BookStore.watch`.
  func watch() -> Int32? { store.withLock { $0.watch() } }
  @Sendable func drain(_ descriptor: Int32) { store.withLock { $0.drain(descriptor) } }

  var keeper: BookKeeper {
    BookKeeper(
      commit: { change, day throws(BookKeeper.Refusal) in
        try self.ask { store throws(StoreError) in
          try store.commit(change, day: day, by: self.by)
          return store.book
        }
      },
      undo: { anyway, day throws(BookKeeper.Refusal) in
        try self.step { store throws(StoreError) in
          try store.undo(day: day, by: self.by, onConflict: anyway ? .overwrite : .refuse)
        }
      },
      redo: { anyway, day throws(BookKeeper.Refusal) in
        try self.step { store throws(StoreError) in
          try store.redo(day: day, by: self.by, onConflict: anyway ? .overwrite : .refuse)
        }
      },
      refresh: { () throws(BookKeeper.Refusal) in
        try self.ask { store throws(StoreError) in try store.refresh() ? store.book : nil }
      },
      concern: { self.store.withLock { $0.checkpointFailure }.map(StoreWords.checkpoint) })
  }

  private func ask<Value: Sendable>(_ body: (BookStore) throws(StoreError) -> Value) throws(BookKeeper.Refusal) -> Value {
    let result: Result<Value, StoreError> = store.withLock { store in
      do throws(StoreError) { return .success(try body(store)) } catch { return .failure(error) }
    }
    do throws(StoreError) { return try result.get() } catch { throw BookKeeper.Refusal(Words.error(error)) }
  }

  private func step(_ body: (BookStore) throws(StoreError) -> Transaction) throws(BookKeeper.Refusal) -> BookKeeper.Step {
    let result: Result<BookKeeper.Step, StoreError> = store.withLock { store in
      do throws(StoreError) {
        let written = try body(store)
        return .success(.done(store.book, written.change.deed))
      } catch { return .failure(error) }
    }
    do throws(StoreError) { return try result.get() } catch {
      switch error {
      case .nothingToUndo, .nothingToRedo: return .nothing
      case .conflict(let conflicts): return .asks(StoreWords.askAnyway(conflicts, book: book))
      default: throw BookKeeper.Refusal(Words.error(error))
      }
    }
  }
}
