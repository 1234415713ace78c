import Canvas
import Pipeline

/// What the dealer screens call things.
enum DealerWords {
  /// A stage in one word, as columns and boards show it.
  static func short(_ stage: Stage) -> Wording {
    switch stage {
    case .survey: Wording(zh: "摸底", en: "Survey")
    case .visit: Wording(zh: "走访", en: "Visit")
    case .classify: Wording(zh: "分类", en: "Class")
    case .policy: Wording(zh: "政策", en: "Policy")
    case .negotiate: Wording(zh: "洽谈", en: "Talks")
    case .sign: Wording(zh: "签约", en: "Signing")
    }
  }

  static func standing(_ standing: Standing) -> Wording {
    switch standing {
    case .open: Wording(zh: "经办中", en: "open")
    case .partner: Wording(zh: "已合作", en: "partner")
    case .dropped: Wording(zh: "已放弃", en: "dropped")
    case .ended: Wording(zh: "已终止", en: "ended")
    }
  }

  /// The first syllables of a class, for a column.
  static func shortClass(_ id: String) -> Wording {
    switch id {
    case "key": Wording(zh: "重点", en: "key")
    case "secondary-key": Wording(zh: "次重点", en: "2nd key")
    case "general": Wording(zh: "一般", en: "general")
    case "excluded": Wording(zh: "暂不", en: "excl.")
    case "pending": Wording(zh: "待定", en: "pending")
    default: Wording(id)
    }
  }

  static let classes = ["key", "secondary-key", "general", "excluded", "pending"]

  static func source(_ kind: String) -> Wording {
    switch DealerSource.Kind(rawValue: kind) {
    case .government: Wording(zh: "政府", en: "government")
    case .association: Wording(zh: "协会", en: "association")
    case .media: Wording(zh: "媒体", en: "media")
    case .internet: Wording(zh: "网站", en: "internet")
    case .magazine: Wording(zh: "杂志", en: "magazine")
    case .newspaper: Wording(zh: "报纸", en: "newspaper")
    case .doorToDoor: Wording(zh: "上门", en: "door to door")
    case nil: Wording(kind)
    }
  }

  static func field(_ field: DealerField) -> Wording {
    switch field {
    case .name: Wording(zh: "名称", en: "Name")
    case .maker: Wording(zh: "厂家", en: "Maker")
    case .code: Wording(zh: "代码", en: "Code")
    case .aliases: Wording(zh: "旧代码", en: "Old codes")
    case .brands: Wording(zh: "品牌", en: "Brands")
    case .province: Wording(zh: "省", en: "Province")
    case .city: Wording(zh: "市", en: "City")
    case .district: Wording(zh: "区县", en: "District")
    case .address: Wording(zh: "地址", en: "Address")
    case .phones: Wording(zh: "电话", en: "Phones")
    case .lon: Wording(zh: "经度", en: "Longitude")
    case .lat: Wording(zh: "纬度", en: "Latitude")
    case .salesVolume: Wording(zh: "年销量", en: "Sales a year")
    case .mainModels: Wording(zh: "主销车型", en: "Main models")
    case .contactName: Wording(zh: "联系人", en: "Contact")
    case .contactPhone: Wording(zh: "联系电话", en: "Contact phone")
    case .owner: Wording(zh: "负责人", en: "Owner")
    case .nextDate: Wording(zh: "下次日期", en: "Next date")
    case .nextNote: Wording(zh: "下次要做", en: "What next")
    case .remark: Wording(zh: "备注", en: "Remark")
    }
  }

  /// A field by its key, also one that no directory knows.
  static func field(_ key: FieldKey) -> Wording {
    if let field = DealerField(rawValue: key.rawValue) { return self.field(field) }
    switch key.rawValue {
    case "phoneRemark": return Wording(zh: "电话备注", en: "Phone remark")
    case "class": return Wording(zh: "类别", en: "Class")
    case "stage": return Wording(zh: "阶段", en: "Stage")
    default:
      if key.rawValue.hasPrefix("sources/") {
        let entry = String(key.rawValue.dropFirst(8))
        return Wording(zh: "来源 " + entry, en: "Source " + entry)
      }
      return Wording(key.rawValue)
    }
  }

  /// A value in one line.
  static func value(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null?: return "—"
    case .string(let text)?: return text
    case .array(let values)?: return values.map { self.value($0) }.joined(separator: "、")
    case .object(let members)?:
      return members.values.compactMap { $0.string ?? $0.int.map(String.init) }.joined(separator: " ")
    case let other?: return other.text
    }
  }

  /// Why the directory refuses, and what to do.
  static func error(_ error: DealerError) -> Wording {
    switch error {
    case .nameMissing: Wording(zh: "请填写名称", en: "The name is needed")
    case .nameTooLong(let found, let limit):
      Wording(zh: "名称 \(found) 字，最多 \(limit) 字", en: "The name has \(found) characters, at most \(limit)")
    case .textTooLong(let field, let found, let limit):
      Wording(
        zh: "\(name(field).zh)有 \(found) 字，最多 \(limit) 字", en: "\(name(field).en): \(found) characters, at most \(limit)")
    case .badPhone(let text): Wording(zh: "“\(text)”不是电话：只用数字和短横", en: "“\(text)” is no phone: digits and dashes only")
    case .tooManyPhones(let found, let limit): Wording(zh: "\(found) 个电话，最多 \(limit) 个", en: "\(found) phones, at most \(limit)")
    case .badNumber(let field, let text): Wording(zh: "\(name(field).zh)“\(text)”不是数字", en: "\(name(field).en): “\(text)” is no number")
    case .outOfRange(let field, let text, let low, let high):
      Wording(zh: "\(name(field).zh)“\(text)”应在 \(low) 到 \(high) 之间", en: "\(name(field).en): “\(text)” is not within \(low) to \(high)")
    case .badDay(_, let text): Wording(zh: "“\(text)”不是日期：写成 2026-12-01", en: "“\(text)” is no date: write 2026-12-01")
    case .unknownSource(let kind, _): Wording(zh: "没有“\(kind)”这种来源", en: "No such source: \(kind)")
    case .unknownField(let field, _): Wording(zh: "没有“\(field)”这个栏目", en: "No such field: \(field)")
    case .sameDealer: Wording(zh: "这是同一条记录", en: "This is one and the same record")
    case .gone: Wording(zh: "这家已删除或已合并，请先恢复", en: "It was deleted or merged away: restore it first")
    case .notGone: Wording(zh: "这家没有删除，无须恢复", en: "It is not deleted")
    }
  }

  private static func name(_ field: String) -> Wording { self.field(FieldKey(field)) }

  /// The mark that a record was confirmed by two kinds of source.
  static func verified(_ dealer: Dealer) -> Wording {
    dealer.isVerified ? Wording(zh: "已核实（两路来源）", en: "verified by two routes") : Wording(zh: "单一来源，待核实", en: "one route only, to be verified")
  }
}
