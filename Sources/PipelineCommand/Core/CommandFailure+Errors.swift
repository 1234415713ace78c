import Canvas
import Glibc
import Pipeline
import PipelineResources
import PipelineScreens

extension CommandFailure {
  /// Any error of the rooms as an exit status with facts and words. Nil for errors of the parser, which has its own.
  init?(_ error: any Error, handbook: Handbook? = nil) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as StoreError: self = CommandFailure.store(error)
    case let error as SOPError: self = CommandFailure.sop(error, handbook)
    case let error as ValueFault: self = CommandFailure.values([error])
    case let error as QuoteError: self = CommandFailure.quoting(error)
    case let error as ExportError: self = CommandFailure.exporting(error)
    case let error as ImportError: self = CommandFailure.importing(error)
    case let error as DealerError: self = CommandFailure.directory(error)
    case let error as MonthError: self = CommandFailure.month(error)
    case let error as OpportunityError: self = CommandFailure.opportunity(error)
    case let error as ReferralError: self = CommandFailure.referral(error)
    case let error as RhythmError: self = CommandFailure.rhythm(error)
    case let error as WinWinFault: self.init(.badData, "bad-terms", CommandFailure.facts(error), Words.error(error))
    case let error as HandbookError:
      self.init(
        .badData, "bad-handbook",
        ["faults": .array(error.faults.map { ["file": .string($0.part.file), "path": .string($0.path)] })], Words.error(error))
    case let error as HolidayCalendar.Fault: self.init(.badData, "bad-calendar", [:], Words.error(error))
    case let error as ResourceError:
      self.init(
        .ioFailure, "resource-missing", ["file": .string(error.path), "errno": .int(Int(error.code))],
        Words.resource(path: error.path, code: error.code))
    default: return nil
    }
  }

  private static func store(_ error: StoreError) -> CommandFailure {
    let words = Words.error(error)
    switch error {
    case .noBook(let folder): return CommandFailure(.notFound, "no-book", ["book": .string(folder)], words)
    case .alreadyABook(let folder): return CommandFailure(.cannotCreate, "already-a-book", ["book": .string(folder)], words)
    case .folderInUse(let folder, let names):
      return CommandFailure(.cannotCreate, "folder-in-use", ["book": .string(folder), "names": .strings(names)], words)
    case .unreadableBook(let file, let reason):
      return CommandFailure(.badData, "unreadable-book", ["file": .string(file), "reason": .string(reason)], words)
    case .newerFormat(let found, let known):
      return CommandFailure(.refused, "newer-format", ["found": .int(found), "known": .int(known)], words)
    case .held(let holder):
      var facts: JSONObject = [:]
      if let holder {
        facts["holder"] = .string(holder.command)
        facts["pid"] = .int(Int(holder.process))
      }
      return CommandFailure(.held, "held", facts, words)
    case .conflict(let conflicts):
      let fields = conflicts.map { conflict -> JSONValue in
        [
          "kind": .string(conflict.kind.rawValue), "id": .string(conflict.id.rawValue),
          "field": .string(conflict.key.rawValue), "expected": conflict.expected ?? .null, "found": conflict.found ?? .null,
        ]
      }
      return CommandFailure(.refused, "conflict", ["fields": .array(fields)], words)
    case .nothingToUndo: return CommandFailure(.refused, "nothing-to-undo", [:], words)
    case .lasting(let deed):
      return CommandFailure(.refused, "lasting", ["verb": .string(deed.verb), "facts": .object(deed.facts)], words)
    case .sealed(let refusal): return CommandFailure.month(refusal)
    case .nothingToRedo: return CommandFailure(.refused, "nothing-to-redo", [:], words)
    case .reservedField(let key): return CommandFailure(.badData, "reserved-field", ["field": .string(key.rawValue)], words)
    case .noBackup(let id): return CommandFailure(.notFound, "no-backup", ["backup": .string(id)], words)
    case .journalsIncomplete: return CommandFailure(.refused, "journals-incomplete", [:], words)
    case .link(let path): return CommandFailure(.ioFailure, "link", ["file": .string(path)], words)
    case .encrypted(let folder): return CommandFailure(.refused, "encrypted", ["book": .string(folder)], words)
    case .wrongPassphrase(let folder): return CommandFailure(.refused, "wrong-passphrase", ["book": .string(folder)], words)
    case .tooCostly(let file): return CommandFailure(.badData, "key-too-costly", ["file": .string(file)], words)
    case .encryptionChanged(let folder): return CommandFailure(.refused, "encryption-changed", ["book": .string(folder)], words)
    case .alreadyEncrypted(let folder): return CommandFailure(.refused, "already-encrypted", ["book": .string(folder)], words)
    case .notEncrypted(let folder): return CommandFailure(.refused, "not-encrypted", ["book": .string(folder)], words)
    case .file(let fault):
      let creating = fault.call == .makeFolder
      return CommandFailure(creating ? .cannotCreate : .ioFailure, "io", facts(fault), words)
    case .uncertain(let fault): return CommandFailure(.ioFailure, "uncertain", facts(fault), words)
    }
  }

  private static func facts(_ fault: FileError) -> JSONObject {
    ["call": .string(fault.call.rawValue), "file": .string(fault.path), "errno": .int(Int(fault.code))]
  }

  private static func importing(_ error: ImportError) -> CommandFailure {
    var facts: JSONObject = [:]
    if !error.file.isEmpty { facts["file"] = .string(error.file) }
    if let sheet = error.sheet { facts["sheet"] = .string(sheet) }
    if let row = error.row { facts["row"] = .int(row) }
    let words = Words.error(error)
    func failure(_ exit: Exit, _ code: String) -> CommandFailure { CommandFailure(exit, code, facts, words) }
    switch error.fact {
    case .unreadable(let code):
      facts["errno"] = .int(Int(code))
      return failure(code == ENOENT ? .notFound : .ioFailure, code == ENOENT ? "no-such-file" : "unreadable-file")
    case .notARegularFile: return failure(.badData, "not-a-file")
    case .emptyFile: return failure(.badData, "empty-file")
    case .notAZip: return failure(.badData, "not-a-zip")
    case .oldOrEncryptedWorkbook: return failure(.badData, "old-or-encrypted-workbook")
    case .noWorkbook: return failure(.badData, "no-workbook")
    case .truncated: return failure(.badData, "truncated")
    case .damagedPart(let part):
      facts["part"] = .string(part)
      return failure(.badData, "damaged-part")
    case .badXML(let part, let line):
      facts["part"] = .string(part)
      facts["line"] = .int(line)
      return failure(.badData, "bad-xml")
    case .entityDeclaration(let part):
      facts["part"] = .string(part)
      return failure(.badData, "entity-declaration")
    case .tooLarge(let kind, let limit):
      facts["limit"] = .string(kind.rawValue)
      facts["atMost"] = .int(limit)
      return failure(.badData, "too-large")
    case .emptyWorkbook: return failure(.badData, "empty-workbook")
    case .noNameColumn(let headings):
      facts["headings"] = .strings(headings)
      return failure(.badData, "no-name-column")
    case .unknownEncoding(let offset):
      facts["offset"] = .int(offset)
      return failure(.badData, "unknown-encoding")
    case .unknownHeading(let heading, let headings):
      facts["heading"] = .string(heading)
      facts["headings"] = .strings(headings)
      return failure(.usage, "unknown-heading")
    case .unknownField(let field, let fields):
      facts["field"] = .string(field)
      facts["fields"] = .strings(fields)
      return failure(.usage, "unknown-field")
    case .badMapping(let text):
      facts["given"] = .string(text)
      return failure(.usage, "bad-mapping")
    }
  }

  private static func directory(_ error: DealerError) -> CommandFailure {
    let words = Words.error(error)
    func bad(_ code: String, _ facts: JSONObject) -> CommandFailure { CommandFailure(.badData, code, facts, words) }
    switch error {
    case .nameMissing: return bad("name-missing", ["field": "name"])
    case .nameTooLong(let count, let limit): return bad("too-long", ["field": "name", "characters": .int(count), "limit": .int(limit)])
    case .textTooLong(let field, let count, let limit):
      return bad("too-long", ["field": .string(field), "characters": .int(count), "limit": .int(limit)])
    case .badPhone(let text): return bad("bad-value", ["given": .string(text), "type": "phone"])
    case .tooManyPhones(let count, let limit): return bad("too-many", ["field": "phones", "count": .int(count), "limit": .int(limit)])
    case .badNumber(let field, let text): return bad("bad-value", ["field": .string(field), "given": .string(text), "type": "number"])
    case .outOfRange(let field, let text, let low, let high):
      return bad("bad-value", ["field": .string(field), "given": .string(text), "minimum": .int(low), "maximum": .int(high)])
    case .badDay(let field, let text): return bad("bad-value", ["field": .string(field), "given": .string(text), "type": "date"])
    case .unknownSource(let kind, let allowed): return bad("unknown-source", ["given": .string(kind), "allowed": .strings(allowed)])
    case .unknownField(let field, let known): return bad("unknown-field", ["field": .string(field), "fields": .strings(known)])
    case .sameDealer(let id): return CommandFailure(.refused, "same-dealer", ["dealer": .string(id.rawValue)], words)
    case .gone(let id): return CommandFailure(.refused, "gone", ["dealer": .string(id.rawValue)], words)
    case .notGone(let id): return CommandFailure(.refused, "not-gone", ["dealer": .string(id.rawValue)], words)
    }
  }

  private static func facts(_ fault: WinWinFault) -> JSONObject {
    switch fault {
    case .rateOutOfRange(let term, let rate): ["term": .string(term), "given": .string(rate.description), "maximum": "1"]
    case .ratioOutOfRange(let term, let ratio): ["term": .string(term), "given": .string(ratio.description)]
    case .floorAboveBase(let floor, let base):
      ["term": "commissionFloor", "given": .string(floor.description), "maximum": .string(base.description)]
    case .amountOutOfRange(let term, let money): ["term": .string(term), "given": .string(money.description)]
    }
  }
}

extension JSONValue {
  static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
  /// A missing text is null, so that a script finds the member.
  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
