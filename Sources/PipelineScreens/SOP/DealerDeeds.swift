import Canvas
import Pipeline

extension Desk {
  /// What one can do with a dealer today.
  func work(on dealer: Dealer) -> DealerWork {
    DealerWork(
      dealer, handbook: handbook, day: today, by: by,
      cityMedian: dealer.city.flatMap { lookups.cityVolumes.median(of: $0) })
  }
}

/// Several deeds on one dealer that are written, and taken back, as one: each sees what the one before it left.
struct DealerDeeds {
  private let before: Dealer
  private(set) var dealer: Dealer
  private var mint: IDMint
  private let desk: Desk
  private var last: Deed?

  init(_ dealer: Dealer, desk: Desk) {
    before = dealer
    self.dealer = dealer
    mint = desk.mint
    self.desk = desk
  }

  /// Does one deed; one that changes nothing is passed over.
  mutating func take(_ deed: (DealerWork, inout IDMint) throws(SOPError) -> Change) throws(SOPError) {
    do throws(SOPError) {
      let change = try deed(desk.work(on: dealer), &mint)
      var record = dealer.record
      for edit in change.edits { for field in edit.fields { record[field.key] = field.to } }
      dealer = Dealer(record: record)
      last = change.deed
    } catch {
      if error != .nothingToDo { throw error }
    }
  }

  /// Everything as one change, named after the last deed; nil when nothing changed.
  var change: Change? { last.map { Change($0, .dealer, from: before.record, to: dealer.record) } }

  /// The one deed as effects: the change, or why not.
  static func effects(
    on dealer: RecordID, desk: Desk, then: [Effect] = [], _ deed: (DealerWork, inout IDMint) throws(SOPError) -> Change
  ) -> [Effect] {
    guard let dealer = desk.lookups.dealer(dealer) else { return [.fail(DossierWords.gone)] }
    var mint = desk.mint
    do throws(SOPError) {
      return [.apply(try deed(desk.work(on: dealer), &mint))] + then
    } catch {
      return [.fail(DossierWords.refusal(error, desk: desk))]
    }
  }
}
