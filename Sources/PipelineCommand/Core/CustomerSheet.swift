import Canvas
import Pipeline
import PipelineScreens

/// One customer as text: the archive, the lines with their state, contacts and policies.
struct CustomerSheet {
  private let customer: Opportunity
  private let book: CustomerBook
  private let session: Session

  init(_ customer: Opportunity, _ book: CustomerBook, _ session: Session) {
    self.customer = customer
    self.book = book
    self.session = session
  }

  func print() {
    Output.line("\(customer.id)  \(Words.plain(customer.customerName))")
    for field in ArchiveField.allCases {
      guard let value = customer.record[field.key] else { continue }
      let text =
        switch field {
        case .dealer: session.name(ofDealer: customer.dealer, in: book.book) ?? customer.dealer?.rawValue ?? ""
        case .customerType: customer.customerType.map { session.say(Words.customerType($0)) } ?? value.text
        case .travel: customer.travel.map { session.say(Words.travel($0)) } ?? value.text
        case .housing: customer.housing.map { session.say(Words.housing($0)) } ?? value.text
        case .lastPolicyExcluded:
          customer.text(field).flatMap(PolicyExclusion.init(rawValue:)).map { session.say(Words.exclusion($0)) } ?? value.text
        case .price, .lastPolicyPremium: customer.text(field).flatMap { Money($0) }.map(\.grouped) ?? value.text
        default: value.array.map { $0.compactMap(\.string).joined(separator: " ") } ?? value.string ?? value.text
        }
      Output.line("  " + session.say(Words.archiveKey(field.key)) + "  " + Words.plain(text))
    }
    if let bar = customer.doNotContact {
      Output.line("  ▲ " + session.say("自 \(bar.on) 起不再联系：", "not to be contacted since \(bar.on): ") + Words.plain(bar.reason))
    }
    printLines()
    for contact in customer.contacts.sorted(by: { $0.on > $1.on }).prefix(10) {
      var parts = [contact.on.description, contact.by, session.say(Words.method(contact.method)), lines(contact.lines)]
      if let result = contact.result { parts.append(result) }
      if let will = contact.willingness { parts.append(session.say(Words.willingness(will))) }
      if let next = contact.nextDate { parts.append(session.say("约 ", "next ") + next.description) }
      Output.line("  " + parts.map(Words.plain).joined(separator: "  "))
    }
    for policy in customer.policies {
      Output.line(
        "  " + session.say("保单 ", "policy ") + Words.plain(policy.number) + "  " + session.say(Words.line(policy.line)) + "  "
          + policy.premium.grouped + "  " + policy.on.description)
    }
  }

  /// The lines and what the archive still lacks.
  func printLines() {
    for line in customer.lines {
      var parts = [session.say(Words.line(line.line)), session.say(Words.lineState(line.state)), String(line.cycle)]
      let contacts = customer.contacts(about: line).count
      if contacts > 0 { parts.append(session.say("接触 \(contacts) 次", counted(contacts, "contact"))) }
      if let next = customer.nextDate(about: line) { parts.append(session.say("约 \(next)", "next \(next)")) }
      if let next = line.next { parts.append(session.say("\(next.firstPush) 起再推", "pushed again from \(next.firstPush)")) }
      Output.line("  " + parts.joined(separator: "  "))
    }
    for row in book.openRows(of: customer.id) {
      Output.line("  " + session.say("计划 ", "planned ") + "\(row.month) \(row.id)  \(lines(row.undecided))  \(session.say(Words.time(row.time)))")
    }
    let missing = customer.wanted
    if !missing.isEmpty {
      Output.line("  " + session.say("还缺：", "wants: ") + missing.map { session.say(Words.archiveKey($0)) }.joined(separator: session.say("、", ", ")))
    }
  }

  private func lines(_ lines: [InsuranceLine]) -> String {
    lines.map { session.say(Words.line($0)) }.joined(separator: session.say("、", ", "))
  }
}
