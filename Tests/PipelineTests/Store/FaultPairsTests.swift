import Glibc
import Testing

@testable import Pipeline

/// Two faults in one run, at calls that a seed picks: a failure that is answered, then a kill, a torn write or a second
/// failure in the answer. `CHESHANG_FAULTS=long` (as `make test-long` sets it) tries many more seeds.
@Suite struct FaultPairsTests {
  static let seeds: UInt64 = getenv("CHESHANG_FAULTS").map { String(cString: $0) } == "long" ? 1500 : 40

  private struct Chance {
    var state: UInt64
    mutating func below(_ limit: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((value ^ (value >> 31)) % UInt64(limit))
    }
  }

  @Test(arguments: FaultLoopTests.operations) func twoFaultsLeaveAllOrNothing(_ operation: FaultLoopTests.Operation) throws {
    let prepared = StoreFixture()
    try operation.prepare(prepared)
    let before = operation.name == "init" ? nil : try prepared.open().book
    let whole = StoreFixture(prepared.disk.copy())
    whole.disk.inject([:])
    try operation.run(whole)
    let calls = whole.disk.calls
    let after = try whole.open().book
    var faults = 0
    for seed in 1...FaultPairsTests.seeds {
      var chance = Chance(state: seed)
      let first = 1 + chance.below(calls)
      let second = first + 1 + chance.below(max(1, calls - first + 4))
      let codes = [EIO, ENOSPC, EROFS, EACCES, EINTR]
      let answered: MemoryDisk.Fault = [.fail(codes[chance.below(5)]), .short, .torn(ENOSPC), .fail(EINTR)][chance.below(4)]
      let last: MemoryDisk.Fault = [.kill, .killAfter, .torn(ENOSPC), .fail(codes[chance.below(5)])][chance.below(4)]
      let fixture = StoreFixture(prepared.disk.copy())
      fixture.disk.inject([first: answered, second: last])
      var acknowledged = true
      do { try operation.run(fixture) } catch { acknowledged = false }
      faults += fixture.disk.calls >= second ? 2 : 1
      let losesPower = chance.below(2) == 0
      if losesPower { fixture.disk.losePower() } else { fixture.disk.revive() }
      try FaultLoopTests().examine(
        fixture, acknowledged: acknowledged, before: before, after: after, withCheck: !losesPower,
        "\(operation.name): seed \(seed), \(answered) at \(first), \(last) at \(second)")
    }
    print("in-memory fault pairs: \(operation.name) \(faults)")
  }
}
