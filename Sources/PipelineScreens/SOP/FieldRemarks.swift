import Canvas
import Pipeline

/// What is said below the fields of a sheet while it is being filled in.
enum FieldRemarks {
  /// The fields that a step requires of a dealer.
  static func required(_ step: SOPStep, _ dealer: Dealer) -> Set<FieldKey> {
    var wanted = Set(step.required)
    for condition in step.requiredWhen {
      let value: String? =
        switch dealer.record[condition.field] {
        case .string(let text): text
        case .bool(let yes): yes ? "true" : "false"
        default: nil
        }
      if let value, condition.values.contains(value) { wanted.formUnion(condition.fields) }
    }
    return wanted
  }

  /// Warnings in place: over the bottom line, no licence, not what was agreed, too few guests; and conflicts.
  static func put(into sheet: inout FieldSheet, _ judged: DealerProgress, missing: [Missing], desk: Desk) {
    sheet.clearRemarks()
    let mark = String(desk.lines.stuck) + " "
    for (key, _) in sheet.conflicts {
      guard let field = desk.handbook.field(key) else { continue }
      let theirs = sheet.record[key].map { FieldText.display($0, field, desk: desk) } ?? desk.language.pick(zh: "空", en: "empty")
      sheet.remark(StyledLine(mark + desk.language.pick(zh: "别处已改成 \(theirs)，保存时再问", en: "changed elsewhere to \(theirs); saving asks"), .warning), below: key)
    }
    for item in missing {
      guard let key = item.field, let why = DossierWords.why(item, desk: desk) else { continue }
      sheet.remark(StyledLine(mark + desk.say(why), .warning), below: key)
    }
    for warning in judged.warnings {
      switch warning {
      case .overBottomLine(nil, _, let what, _, let limit):
        let key: FieldKey = what == "bottomLine.maxCommission" ? "feePolicy.baseCommission" : "repairPolicy.baseRepairRatio"
        let most = desk.handbook.field(what).map { FieldText.display(.string(limit), $0, desk: desk) } ?? limit
        sheet.remark(StyledLine(mark + desk.language.pick(zh: "超过底线 \(most)", en: "over the limit of \(most)"), .warning), below: key)
      case .licence(let state) where state == "none":
        sheet.remark(StyledLine(mark + desk.language.pick(zh: "没有资质不能付手续费", en: "without a licence no commission may be paid"), .warning), below: "agencyLicence")
      case .contractDiffers(let key, let from, let agreed, _):
        let text = desk.handbook.field(from).map { FieldText.display(agreed, $0, desk: desk) } ?? ""
        sheet.remark(StyledLine(mark + desk.language.pick(zh: "商定的是 \(text)", en: "agreed was \(text)"), .warning), below: key)
      case .complianceOpen:
        sheet.remark(StyledLine(mark + desk.language.pick(zh: "以送修换手续费须公司合规同意", en: "trading repairs for commission needs compliance approval"), .warning), below: "complianceApproval")
      case .unverified(let kinds, let needed):
        sheet.remark(StyledLine(mark + desk.language.pick(zh: "\(kinds) 类来源，\(needed) 类才算核实", en: "\(kinds) kind(s) of source; \(needed) verify it"), .muted), below: "sources")
      default: break
      }
    }
    limits(into: &sheet, judged.dealer, desk: desk)
  }

  /// Where nothing is wrong, the limit that holds.
  private static func limits(into sheet: inout FieldSheet, _ dealer: Dealer, desk: Desk) {
    let pairs: [(FieldKey, FieldKey)] = [
      ("feePolicy.baseCommission", "bottomLine.maxCommission"), ("repairPolicy.baseRepairRatio", "bottomLine.maxRepairRatio"),
    ]
    for (key, limit) in pairs {
      guard let field = desk.handbook.field(limit), let value = dealer.record[limit] else { continue }
      let text = FieldText.display(value, field, desk: desk)
      sheet.remark(StyledLine(desk.language.pick(zh: "底线 \(text)", en: "limit \(text)"), .muted), below: key)
    }
  }
}
