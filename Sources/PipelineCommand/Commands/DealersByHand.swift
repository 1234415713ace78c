import ArgumentParser
import Canvas
import OrderedCollections
import Pipeline
import PipelineScreens

/// `dealers add`: a dealer that somebody found.
struct DealersAdd: BookCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "新增车商 · Add a dealer by hand")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("名称 · Its name", valueName: "NAME")) var name: String?
  @Option(name: .customLong("set"), parsing: .unconditionalSingleValue, help: ArgumentHelp("填字段，可多次 · Set a field; may be repeated", valueName: "FIELD=VALUE"))
  var sets: [String] = []
  @Option(help: ArgumentHelp("来源渠道 · How it was found: door-to-door, government, …", valueName: "KIND")) var source: String?

  func run(in session: Session) throws {
    var texts = try sets.map(DirectoryText.pair)
    if let name { texts.insert(("name", name), at: 0) }
    let kind = try source.map { text in
      guard let kind = DealerSource.Kind(rawValue: text) else {
        throw DealerError.unknownSource(text, allowed: DealerSource.Kind.allCases.map(\.rawValue))
      }
      return kind
    }
    let fields = try DealerDirectory.fields(texts)
    _ = try session.store()
    let change = try session.minting { try DealerDirectory.add(fields, source: kind, on: session.today, mint: &$0) }
    try session.commit(change)
    try DirectoryReport.tell(change, [change.edits[0].id], session)
  }
}

/// `dealers edit`: corrects fields; those of steps too, without completing anything.
struct DealersEdit: BookCommand {
  static let configuration = CommandConfiguration(commandName: "edit", abstract: "修改车商 · Edit a dealer")

  @OptionGroup var globals: Globals
  @OptionGroup var values: ValueArguments
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Option(help: ArgumentHelp("记一条来源 · Note a route that named it too", valueName: "KIND")) var source: String?

  func run(in session: Session) throws {
    if values.isEmpty, source == nil {
      throw CommandFailure.usage("nothing-given", zh: "要改什么？用 --set 字段=值、--unset 字段、--from 文件 或 --source 渠道。", en: "Edit what? Use --set FIELD=VALUE, --unset FIELD, --from FILE or --source KIND.")
    }
    let dealer = try session.dealer(dealer)
    let values = try values.assignments()
    var record = dealer.record
    var directory: OrderedDictionary<DealerField, String> = [:]
    var others: [FieldAssignment] = []
    for value in values {
      if case .whole = value.place, let field = DealerField(rawValue: value.field.rawValue) {
        directory[field] = value.text ?? ""
      } else {
        others.append(value)
      }
    }
    if !directory.isEmpty { DirectoryText.apply(try DealerDirectory.edit(dealer, directory, on: session.today), to: &record) }
    if let source { DirectoryText.apply(try DealerDirectory.addSource(source, to: Dealer(record: record), on: session.today), to: &record) }
    if !others.isEmpty {
      let work = DealerWork(
        Dealer(record: record), handbook: try session.handbook(), day: session.today, by: session.user,
        cityMedian: try session.work(on: dealer).cityMedian)
      do { DirectoryText.apply(try session.minting { try work.save(others, touching: false, mint: &$0) }, to: &record) } catch SOPError.nothingToDo {}
    }
    let names = values.map { JSONValue.string($0.field.rawValue) } + (source == nil ? [] : ["sources"])
    let change = Change(
      Deed("dealer.edit", ["name": .string(dealer.name), "fields": .array(names)]), .dealer, from: dealer.record, to: record)
    try session.commit(change)
    try DirectoryReport.tell(change, [dealer.id], session)
  }
}

/// `dealers delete`: hides a dealer from every list.
struct DealersDelete: BookCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "删除车商（可恢复） · Delete a dealer; it can be restored")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    let dealer = try session.dealer(dealer)
    let change = try DealerDirectory.delete(dealer, on: session.today, by: session.user)
    try session.commit(change)
    try DirectoryReport.tell(change, [dealer.id], session)
  }
}

/// `dealers restore`: brings back what was deleted or merged away.
struct DealersRestore: BookCommand {
  static let configuration = CommandConfiguration(commandName: "restore", abstract: "恢复已删除的车商 · Bring back a deleted dealer")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    let dealer = try session.dealer(dealer, gone: true)
    let change = try DealerDirectory.restore(dealer)
    try session.commit(change)
    try DirectoryReport.tell(change, [dealer.id], session)
  }
}

/// `dealers merge`: joins two records of one dealer; the first is kept.
struct DealersMerge: BookCommand {
  static let configuration = CommandConfiguration(commandName: "merge", abstract: "合并两家，保留前一家 · Join two; the first is kept")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("保留 · The one to keep", valueName: "A")) var kept: String
  @Argument(help: ArgumentHelp("并入 · The one that goes into it", valueName: "B")) var other: String

  func run(in session: Session) throws {
    let kept = try session.dealer(kept)
    let other = try session.dealer(other)
    let change = try DealerDirectory.merge(kept, other, on: session.today, by: session.user)
    try session.commit(change)
    try DirectoryReport.tell(change, [kept.id, other.id], session)
  }
}

/// `dealers duplicates`: pairs that may be one dealer, with reasons.
struct DealersDuplicates: BookCommand {
  static let configuration = CommandConfiguration(commandName: "duplicates", abstract: "找可能重复的车商 · Pairs that may be one dealer")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("最多几对 · At most so many", valueName: "N")) var limit = 50

  func run(in session: Session) throws {
    let pairs = DealerDuplicates(try session.store().book[.dealer]).pairs
    let shown = pairs.prefix(max(0, limit))
    if session.json {
      return Output.json(schema: "duplicates/1", [
        "total": .int(pairs.count),
        "pairs": .array(shown.map { pair in
          [
            "first": .string(pair.first.rawValue), "second": .string(pair.second.rawValue), "firstName": .string(pair.firstName),
            "secondName": .string(pair.secondName), "reasons": .strings(pair.reasons.map(\.rawValue)), "score": .int(pair.score),
            "twoMakers": .bool(pair.ofTwoMakers),
          ]
        }),
      ])
    }
    var table = TextTable(right: [0])
    for pair in shown {
      table.add([
        String(pair.score), pair.first.rawValue, pair.firstName, pair.second.rawValue, pair.secondName,
        pair.reasons.map { session.say(Words.reason($0)) }.joined(separator: session.say("、", ", ")),
      ])
    }
    table.print()
    Output.note(session.say("共 \(pairs.count) 对；用 dealers merge A B 合并", "\(pairs.count) pairs; join two with `dealers merge A B`"))
  }
}
