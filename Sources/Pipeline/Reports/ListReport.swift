/// The lists of the book as tables: dealers, customers, and the list that goes to telesales. Deleted records are in none;
/// a customer who is not to be contacted neither (decision 7, promise 9).
public enum ListReport {
  /// Which list.
  public enum Kind: String, Sendable, CaseIterable { case dealers, opportunities, telesales }

  /// The columns of the result that telesales fill in; `TelesalesImport` reads them back.
  public static let resultColumns = ["callDate", "agent", "answered", "result", "willingness", "nextDate"]

  public static func make(_ kind: Kind, of book: Book, today: Day) -> Report {
    let table =
      switch kind {
      case .dealers: dealers(book)
      case .opportunities: opportunities(book)
      case .telesales: telesales(book)
      }
    return Report(id: "export-" + kind.rawValue, subject: .day(today), facts: [:], tables: [table])
  }

  private static func dealers(_ book: Book) -> ReportTable {
    var rows: [[ReportCell]] = []
    book[.dealer].forEach { record in
      guard record["gone"] == nil else { return true }
      let dealer = Dealer(record: record)
      rows.append([
        .id(dealer.id.rawValue), code(dealer.code), .text(dealer.name), ReportCell(text: dealer.maker),
        .text(dealer.brands.joined(separator: " ")), ReportCell(text: dealer.province), ReportCell(text: dealer.city),
        ReportCell(text: dealer.district), ReportCell(text: dealer.address),
        .text(dealer.phones.joined(separator: "、")), .term(dealer.stage.rawValue), .term(dealer.standing.rawValue),
        dealer.text("class").map { .term($0) } ?? .none,
      ])
      return true
    }
    return ReportTable(
      id: "dealers",
      columns: [
        "id", "code", "name", "maker", "brands", "province", "city", "district", "address", "phones", "stage", "standing",
        "class",
      ], rows: rows)
  }

  private static func code(_ code: String?) -> ReportCell { code.map { .id($0) } ?? .none }

  private static func customers(_ book: Book) -> [Opportunity] {
    book[.opportunity].records.map(Opportunity.init(record:)).filter { !$0.isGone && $0.doNotContact == nil }
  }

  private static func dealerName(_ id: RecordID?, _ book: Book) -> ReportCell {
    ReportCell(text: id.map { book.record(.dealer, $0)?["name"]?.string ?? $0.rawValue })
  }

  private static func day(_ day: Day?) -> ReportCell { day.map { .day($0) } ?? .none }

  private static func opportunities(_ book: Book) -> ReportTable {
    var book = book
    book.index(.dealer)
    return ReportTable(
      id: "opportunities",
      columns: [
        "id", "customer", "type", "phones", "plate", "model", "motorExpiry", "dealer", "owner", "lines", "states",
        "willingness", "lastContact", "nextDate",
      ],
      rows: customers(book).map { customer in
        let row = OpportunityRow(customer)
        return [
          .id(row.id.rawValue), .text(row.customerName), row.customerType.map { .term($0.rawValue) } ?? .none,
          .text(customer.phones.joined(separator: "、")), ReportCell(text: row.plate), ReportCell(text: row.model),
          day(row.motorExpiry), dealerName(row.dealer, book), ReportCell(text: row.owner),
          .terms(row.lines.map(\.line.rawValue)), .terms(row.lines.map(\.state.rawValue)),
          row.willingness.map { .term($0.rawValue) } ?? .none, day(row.lastContact), day(row.nextDate),
        ]
      })
  }

  /// Only customers who agreed to telesales (sop 9, decision 7), with empty columns for the result.
  private static func telesales(_ book: Book) -> ReportTable {
    var book = book
    book.index(.dealer)
    let agreed = customers(book).filter { (try? $0.checkTelesales()) != nil }
    return ReportTable(
      id: "telesales",
      columns: [
        "id", "customer", "phones", "plate", "model", "motorExpiry", "dealer", "lines", "consentSource", "consentDate",
      ] + resultColumns,
      rows: agreed.map { customer in
        [
          .id(customer.id.rawValue), .text(customer.customerName), .text(customer.phones.joined(separator: "、")),
          ReportCell(text: customer.plate), ReportCell(text: customer.model), day(customer.motorExpiry),
          dealerName(customer.dealer, book), .terms(customer.lines.filter { !$0.state.isClosed }.map(\.line.rawValue)),
          ReportCell(text: customer.consent?.source), day(customer.consent?.on),
        ] + resultColumns.map { _ in .none }
      })
  }
}
