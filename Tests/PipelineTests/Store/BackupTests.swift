import Testing

@testable import Pipeline

@Suite struct BackupTests {
  private let hour: Int64 = 3_600_000
  private let start: Int64 = 1_800_000_000_000

  private func open(_ fixture: StoreFixture, at wall: Int64, _ policy: BackupPolicy? = nil) throws -> BookStore {
    var context = fixture.context(wall: wall)
    context.backups = policy
    return try BookStore.open(StoreFixture.path, context: context)
  }

  @Test func aCopyGivesTheBookAsItWasAndARestoreIsUndone() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(20)
    try store.checkpoint()
    let then = store.book
    let backup = try store.backUp()
    try store.set("d00003", ["name": "改了", "city": "长春"])
    try store.set("d00099", ["name": "新的"])
    let now = store.book
    #expect(try store.book(ofBackup: backup.id) == then)

    let one = try store.restoring((.dealer, RecordID(rawValue: "d00003")), from: backup.id)
    #expect(one.edits.count == 1)
    #expect(store.book == now)
    try store.commit(one, day: StoreFixture.day, by: "小李")
    #expect(store.text("d00003", "name") == "车商3")
    #expect(store.text("d00099", "name") == "新的")
    try store.undo(day: StoreFixture.day, by: "小李")
    #expect(store.book == now)

    try store.commit(try store.restoring(nil, from: backup.id), day: StoreFixture.day, by: "小李")
    #expect(store.book == then)
    try store.undo(day: StoreFixture.day, by: "小李")
    #expect(store.book == now)
    #expect(try store.check().isSound)
    #expect(throws: StoreError.noBackup(id: "x")) { try store.book(ofBackup: "x") }
  }

  @Test func copiesShareTheirPiecesAndADamagedPieceIsRefused() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(3000)
    try store.backUp()
    func pieces() -> [String] { fixture.disk.image.keys.filter { $0.contains("/backups/pieces/") } }
    let first = pieces().count
    #expect(first > 4)
    let again = try open(fixture, at: start + hour)
    try again.set("d00001", ["name": "x"])
    let second = try again.backUp()
    #expect(pieces().count == first + 1)
    let newest = try #require(pieces().max { (fixture.disk.content($0) ?? []).count < (fixture.disk.content($1) ?? []).count })
    fixture.disk.put(newest, Array("else".utf8))
    #expect(throws: StoreError.noBackup(id: second.id)) { try again.book(ofBackup: second.id) }
  }

  @Test func aCommitTakesACopyWhenOneIsDue() throws {
    let fixture = StoreFixture()
    _ = try fixture.create()
    let store = try open(fixture, at: start, .standard)
    try store.set("d1", ["name": "a"])
    try store.set("d1", ["name": "b"])
    #expect(try store.backups().count == 1)
    let later = try open(fixture, at: start + hour + 1, .standard)
    try later.set("d1", ["name": "c"])
    #expect(try later.backups().count == 2)
    #expect(later.backupFailure == nil)
    #expect(try later.check().isSound)
  }

  @Test func hoursDaysAndMonthsAreKeptAndTheRestGoes() throws {
    let fixture = StoreFixture()
    _ = try fixture.create()
    var policy = BackupPolicy()
    (policy.hourly, policy.daily, policy.monthly) = (3, 2, 2)
    for step in 0..<100 {
      let store = try open(fixture, at: start + Int64(step) * hour, policy)
      try store.set("d1", ["name": .string("第 \(step) 次")])
    }
    let backups = try open(fixture, at: start).backups()
    #expect(backups.count >= 4 && backups.count <= 7)
    #expect(backups == backups.sorted { $0.id > $1.id })
    policy.bytes = 1
    try open(fixture, at: start + 200 * hour, policy).set("d1", ["name": "last"])
    #expect(try open(fixture, at: start).backups().count == 1)
  }

  @Test func theBookSaysHowManyCopiesItKeeps() throws {
    let fixture = StoreFixture()
    _ = try fixture.create()
    func settings(_ text: String) {
      let facts = #"{"format":1,"name":"试","created":"2026-11-24","backups":\#(text)}"#
      fixture.disk.put(StoreFixture.path + "/book.json", Array(facts.utf8))
    }
    settings(#"{"everyMinutes":20,"hourly":2,"daily":0,"monthly":0}"#)
    for step in 0..<9 {
      try open(fixture, at: start + Int64(step) * hour / 2, .standard).set("d1", ["name": .string("第 \(step) 次")])
    }
    #expect(try open(fixture, at: start).backups().map(\.id) == ["20270115T120000000", "20270115T113000000"])
    #expect(try open(fixture, at: start + 5 * hour).check().findings == [])
    settings(#"{"hourly":-1,"megabytes":"viel"}"#)
    let found = try open(fixture, at: start + 5 * hour).check()
    #expect(found.isSound)
    #expect(found.findings.map(\.detail) == ["backups.hourly", "backups.megabytes"])
  }

  @Test func theIdIsTheTimeInUTC() {
    #expect(Backup.id(0) == "19700101T000000000")
    #expect(Backup.id(1_800_000_000_000) == "20270115T080000000")
    #expect(Backup.id(1_709_164_800_123) == "20240229T000000123")
  }
}
