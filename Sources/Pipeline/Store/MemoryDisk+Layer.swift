import Glibc

extension MemoryDisk {
  /// This disk as the store sees it.
  public var layer: FileLayer {
    FileLayer(
      open: { path, mode throws(FileError) in try self.open(path, mode) },
      read: { handle, offset, limit throws(FileError) in
        try self.run(.read, "") { (state, _) throws(FileError) in
          let number = try MemoryDisk.node(state, .read, handle)
          let content = state.nodes[number]?.content ?? []
          return offset < content.count ? Array(content[offset..<min(content.count, offset + limit)]) : []
        }
      },
      write: { handle, bytes throws(FileError) in try self.write(handle, bytes) },
      overwrite: { handle, bytes throws(FileError) in
        try self.run(.write, "") { (state, _) throws(FileError) in
          let number = try MemoryDisk.node(state, .write, handle)
          state.nodes[number]?.content = bytes
        }
      },
      sync: { handle throws(FileError) in
        try self.run(.sync, "") { (state, _) throws(FileError) in
          let number = try MemoryDisk.node(state, .sync, handle)
          let content = state.nodes[number]?.content ?? []
          state.nodes[number]?.durable = content
        }
      },
      close: { handle in
        self.state.withLock { state in
          guard let number = state.handles.removeValue(forKey: handle.number) else { return }
          if state.locks[number] == handle.number { state.locks[number] = nil }
        }
      },
      map: { path throws(FileError) in
        try self.run(.read, path) { (state, _) throws(FileError) in
          guard let number = state.names[path], let node = state.nodes[number] else {
            throw FileError(.open, path, code: ENOENT)
          }
          if node.link != nil { throw FileError(.open, path, code: ELOOP) }
          return FileBytes(node.content)
        }
      },
      rename: { from, to throws(FileError) in
        try self.run(.rename, to) { (state, _) throws(FileError) in
          guard let number = state.names.removeValue(forKey: from) else { throw FileError(.rename, to, code: ENOENT) }
          state.names[to] = number
          state.writes += 1
        }
      },
      remove: { path throws(FileError) in
        try self.run(.remove, path) { (state, _) throws(FileError) in
          guard state.names.removeValue(forKey: path) != nil else { throw FileError(.remove, path, code: ENOENT) }
          state.writes += 1
        }
      },
      makeFolder: { path throws(FileError) in
        try self.run(.makeFolder, path) { (state, _) throws(FileError) in
          _ = try MemoryDisk.make(&state, .makeFolder, path, Node(mode: 0o700, isFolder: true))
        }
      },
      list: { path throws(FileError) in
        try self.run(.list, path) { (state, _) throws(FileError) in
          guard state.names[path] != nil else { throw FileError(.list, path, code: ENOENT) }
          return state.names.keys.filter { MemoryDisk.parent($0) == path && $0 != "/" }
            .map { String($0.split(separator: "/").last ?? "") }
        }
      },
      status: { path throws(FileError) in
        try self.run(.status, path) { (state, _) throws(FileError) in
          guard let number = state.names[path], let node = state.nodes[number] else { return nil }
          let kind: FileStatus.Kind = node.link != nil ? .link : node.isFolder ? .folder : .file
          return FileStatus(kind: kind, size: node.content.count, inode: number, mode: node.mode)
        }
      },
      permit: { path, mode throws(FileError) in
        try self.run(.permit, path) { (state, _) throws(FileError) in
          guard let number = state.names[path] else { throw FileError(.permit, path, code: ENOENT) }
          state.nodes[number]?.mode = mode
          state.writes += 1
        }
      },
      syncFolder: { path throws(FileError) in try self.syncFolder(path) },
      tryLock: { handle throws(FileError) in
        try self.run(.lock, "") { (state, _) throws(FileError) in
          let number = try MemoryDisk.node(state, .lock, handle)
          if let holder = state.locks[number], holder != handle.number { return false }
          state.locks[number] = handle.number
          return true
        }
      },
      unlock: { handle in
        self.state.withLock { state in
          if let number = state.handles[handle.number], state.locks[number] == handle.number { state.locks[number] = nil }
        }
      },
      pause: { _ in self.onPause() },
      fileSystem: { _ in "memory" },
      watch: { _ in nil },
      drain: { _ in true })
  }
}
