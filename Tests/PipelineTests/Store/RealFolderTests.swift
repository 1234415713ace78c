import Glibc
import Testing

@testable import Pipeline

/// The store on the file system the tests run on.
@Suite struct RealFolderTests {
  private static func temporaryFolder() -> String {
    var template = Array("/tmp/cheshang-store-XXXXXX".utf8CString)
    mkdtemp(&template)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func removeAll(_ path: String) {
    let layer = FileLayer.posix
    guard let status = try? layer.status(path) else { return }
    if status.kind == .folder {
      for name in (try? layer.list(path)) ?? [] { removeAll(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  private func context(_ machine: String = "m1") -> StoreContext {
    StoreContext(machine: machine, holder: LockHolder(process: getpid(), command: "cheshang test"))
  }

  private func inNewBook(_ body: (String, BookStore) throws -> Void) throws {
    let root = RealFolderTests.temporaryFolder()
    defer { RealFolderTests.removeAll(root) }
    let path = root + "/share/mine"
    let store = try BookStore.create(path, name: "试", day: StoreFixture.day, context: context())
    try body(path, store)
  }

  private func everything(under path: String) -> [String: stat] {
    var all: [String: stat] = [:]
    func walk(_ path: String) {
      var info = stat()
      guard lstat(path, &info) == 0 else { return }
      all[path] = info
      if info.st_mode & S_IFMT == S_IFDIR {
        for name in (try? FileLayer.posix.list(path)) ?? [] { walk(path + "/" + name) }
      }
    }
    walk(path)
    return all
  }

  @Test func aBookOnDiskIsReadAsItWasWritten() throws {
    try inNewBook { path, store in
      try store.importDealers(300)
      try store.checkpoint()
      try store.set("d00003", ["city": "长春", "text": "\u{1b}[31m\u{9b}\n"])
      try store.undo(day: StoreFixture.day, by: "小李")
      try store.redo(day: StoreFixture.day, by: "小李")
      let again = try BookStore.open(path, context: context())
      #expect(again.book == store.book)
      #expect(again.findings.filter { $0.reason != .remoteFolder } == [])
      #expect(try again.check().findings.filter { $0.reason != .remoteFolder } == [])
      #expect(again.text("d00003", "text") == "\u{1b}[31m\u{9b}\n")
    }
  }

  @Test func filesAndFoldersBelongToTheUserAlone() throws {
    let old = umask(0)
    defer { umask(old) }
    try inNewBook { path, store in
      try store.importDealers(30)
      try store.checkpoint()
      let all = everything(under: path)
      #expect(all.count >= 9)
      for (name, info) in all {
        #expect(info.st_mode & 0o777 == (info.st_mode & S_IFMT == S_IFDIR ? 0o700 : 0o600), "\(name)")
      }
      chmod(path + "/book.json", 0o644)
      chmod(path, 0o777)
      let opened = try store.check().findings
      #expect(opened.filter { $0.reason == .openToOthers }.map(\.file) == ["", "book.json"])
      _ = try store.repair()
      #expect(try store.check().isSound)
    }
  }

  @Test func readingLeavesEveryByteAndTimeStamp() throws {
    try inNewBook { path, store in
      try store.importDealers(30)
      try store.checkpoint()
      try store.set("d00003", ["city": "长春"])
      let before = everything(under: path)
      let again = try BookStore.open(path, context: context())
      #expect(again.book[.dealer].records.count == 30)
      try again.refresh()
      _ = try again.history(limit: 10)
      _ = try again.check()
      let after = everything(under: path)
      #expect(before.keys == after.keys)
      for (name, info) in before {
        let now = try #require(after[name])
        #expect(now.st_mtim.tv_sec == info.st_mtim.tv_sec && now.st_mtim.tv_nsec == info.st_mtim.tv_nsec, "\(name)")
        #expect(now.st_ctim.tv_sec == info.st_ctim.tv_sec && now.st_ctim.tv_nsec == info.st_ctim.tv_nsec, "\(name)")
        #expect(now.st_size == info.st_size && now.st_ino == info.st_ino, "\(name)")
      }
    }
  }

  @Test func aLinkInTheBookIsNotFollowed() throws {
    try inNewBook { path, store in
      try store.set("d1", ["name": "禾美"])
      let device = try #require(store.device)
      let outside = path + "-outside.jsonl"
      try RealFolderTests.copy(path + "/journal/\(device).jsonl", to: outside)
      symlink(outside, path + "/journal/00000000.jsonl")
      let again = try BookStore.open(path, context: context())
      #expect(again.findings.filter { $0.reason != .remoteFolder } == [Finding(.link, file: "journal/00000000.jsonl")])
      #expect(again.book == store.book)

      rename(path + "/journal", path + "-journal")
      symlink(path + "-journal", path + "/journal")
      #expect(throws: StoreError.link(path: path + "/journal")) { try BookStore.open(path, context: context()) }
    }
  }

  @Test(arguments: ["backups", "opportunities", "records", "months", "quarantine", "lock", "dealers.jsonl", "snapshot.json"])
  func nothingIsWrittenThroughALink(_ name: String) throws {
    try inNewBook { path, store in
      let outside = path + "-outside"
      let isFile = name.contains(".") || name == "lock"
      if isFile {
        try RealFolderTests.copy(path + "/book.json", to: outside)
      } else {
        mkdir(outside, 0o700)
      }
      if name == "lock" { unlink(path + "/lock") }
      symlink(outside, path + "/" + name)
      let before = isFile ? try FileLayer.posix.map(outside).withBytes { Array($0) } : []
      var context = context()
      context.backups = .standard
      // Some of these cannot be done with a link in the way; none of them may follow it.
      if let again = try? BookStore.open(path, context: context) {
        _ = try? again.set("d1", ["name": "禾美"])
        let edit = RecordEdit(.opportunity, RecordID(rawValue: "o1"), [FieldEdit("customerName", was: nil, to: "欧阳静")])
        _ = try? again.commit(Change(Deed("opportunity.add"), [edit]), day: StoreFixture.day, by: "小李")
        try? again.checkpoint()
        _ = try? again.backUp()
        _ = try? again.erase(.opportunity, RecordID(rawValue: "o1"))
        _ = try? again.repair()
        // Replacing it by a file of the book's own is no following either.
        if (try FileLayer.posix.status(path + "/" + name))?.kind == .link, name != "lock" {
          #expect(try again.check().findings.contains { $0.reason == .link && $0.file == name })
        }
      }
      if isFile {
        #expect(try FileLayer.posix.map(outside).withBytes { Array($0) } == before)
      } else {
        #expect(try FileLayer.posix.list(outside) == [])
      }
    }
  }

  @Test func aBookThatOthersMayWriteIsWarnedOfAtTheOpening() throws {
    try inNewBook { path, _ in
      chmod(path, 0o777)
      let open = try BookStore.open(path, context: context()).findings
      #expect(open.contains { $0.reason == .openToOthers && $0.detail == "777" })
      chmod(path, 0o700)
      let closed = try BookStore.open(path, context: context()).findings
      #expect(!closed.contains { $0.reason == .openToOthers })
    }
  }

  @Test func theWatchSpeaksWhenAnotherProcessWrites() throws {
    try inNewBook { path, store in
      let watch = try #require(store.watch())
      defer { close(watch) }
      func isReadable() -> Bool {
        var entry = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
      }
      #expect(!isReadable())
      let other = try BookStore.open(path, context: context())
      try other.set("d1", ["name": "禾美"])
      #expect(isReadable())
      store.drain(watch)
      #expect(!isReadable())
      #expect(try store.refresh())
      #expect(store.text("d1", "name") == "禾美")
    }
  }

  @Test func aBookThatMayOnlyBeReadOpens() throws {
    try inNewBook { path, store in
      try store.set("d1", ["name": "禾美"])
      var context = context()
      context.layer.open = { path, mode throws(FileError) in
        guard case .read = mode else { throw FileError(.open, path, code: EROFS) }
        return try FileLayer.posix.open(path, mode)
      }
      let again = try BookStore.open(path, context: context)
      #expect(again.book == store.book)
      #expect(throws: StoreError.file(FileError(.open, path + "/lock", code: EROFS))) {
        try again.set("d1", ["name": "x"])
      }
    }
  }

  private static func copy(_ from: String, to: String) throws {
    let bytes = try FileLayer.posix.map(from).withBytes { Array($0) }
    let handle = try FileLayer.posix.open(to, .create)
    defer { FileLayer.posix.close(handle) }
    _ = try FileLayer.posix.write(handle, bytes[...])
  }
}
