import Pipeline
import PipelineResources

/// A book to look around in: invented dealers, worked on by two invented specialists over the past four months. Every
/// deed goes through the rooms' own operations, on the day it belongs to; the same day gives the same book.
struct DemoBook {
  /// One deed on one dealer on one day.
  struct Scene {
    let day: Day
    /// Place of the dealer in the demo list.
    let dealer: Int
    let by: String
    let play: (DealerWork, inout IDMint) throws -> Change
  }

  let store: BookStore
  let session: Session
  private(set) var mint: IDMint
  private(set) var dealers: [RecordID] = []

  /// Makes the book and plays it up to today.
  /// - Parameter folder: must not hold anything.
  static func make(in folder: String, session: Session) throws -> DemoBook {
    let store = try BookStore.create(
      folder, name: session.say("演示档案", "Demonstration"), branch: session.say("演示机构", "Demo branch"),
      day: session.today - 125, context: session.context)
    session.use(store)
    var book = DemoBook(store: store, session: session, mint: IDMint(seconds: UInt64(session.today.number), salt: 1))
    try book.importList()
    for scene in DemoStory.scenes(today: session.today).sorted(by: { $0.day < $1.day }) { try book.play(scene) }
    try DemoCustomers.play(into: store, today: session.today, dealers: book.dealers, mint: book.mint)
    try store.checkpoint()
    return book
  }

  private mutating func importList() throws {
    let makers = try session.makers()
    var options = DealerImportOptions(day: session.today - 125)
    options.dated = session.today - 130
    let table = try DealerImport.load(Wiring.resources.bytes(.demoDealers), file: "demo-dealers.csv")
    let plan = try DealerImport(makers: makers, options: options).plan([table], book: store.book, mint: &mint)
    try store.commit(plan.change, day: options.day, by: DemoStory.specialists[0])
    dealers = plan.rows.compactMap(\.dealer)
  }

  private mutating func play(_ scene: Scene) throws {
    guard dealers.indices.contains(scene.dealer), let dealer = store.book.dealer(dealers[scene.dealer]) else { return }
    let median = CityVolumes(dealers: store.book[.dealer]).median(of: dealer.city)
    let work = DealerWork(dealer, handbook: try session.handbook(), day: scene.day, by: scene.by, cityMedian: median)
    try store.commit(try scene.play(work, &mint), day: scene.day, by: scene.by)
  }
}
