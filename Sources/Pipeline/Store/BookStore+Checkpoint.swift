extension BookStore {
  /// Makes the snapshot files anew, so that the next opening reads little of the journals.
  public func checkpoint() throws(StoreError) {
    try underLock { () throws(StoreError) in try checkpointUnderLock() }
  }

  func checkpointUnderLock() throws(StoreError) {
    state = try StoreError.wrap { () throws(FileError) in
      try SnapshotWriter(folder: folder, layout: context.layout).write(state)
    }
  }
}
