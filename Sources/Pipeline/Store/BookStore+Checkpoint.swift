extension BookStore {
  /// Makes the snapshot files anew, so that the next opening reads little of the journals.
  public func checkpoint() throws(StoreError) {
    try underLock { () throws(StoreError) in try checkpointUnderLock() }
  }

  func checkpointUnderLock() throws(StoreError) {
    try StoreError.wrap { () throws(FileError) in
      // Before the snapshot: what lies beyond it is the only part that a first change looks at for missing files.
      try MonthFiles(folder: folder).mend(state.book, all: true)
      areMonthsMended = true
      let writer = SnapshotWriter(folder: folder, layout: context.layout)
      if let next = try writer.write(state) {
        state = next
        return
      }
      // The old snapshot is damaged where an opening does not look: the journals have it all.
      var findings: [Finding] = []
      let devices = try DeviceList.read(folder, findings: &findings)
      let truth = try BookReader(folder: folder, devices: devices).replay()
      state = try writer.write(truth) ?? truth
    }
  }
}
