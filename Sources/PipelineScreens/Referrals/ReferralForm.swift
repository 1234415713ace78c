import Canvas
import OrderedCollections
import Pipeline

/// A repair referral as a form: a new case, or the second try, the result and the loss of one.
enum ReferralForm {
  static func open(_ old: Referral?, shop: RecordID? = nil, _ desk: Desk) -> [Effect] {
    let language = desk.language
    func name(_ id: RecordID?) -> String { id.map { desk.months.dealerName($0) } ?? "" }
    let hint = language.pick(zh: "车商的名称或编号", en: "a dealer's name or code")
    let fields = [
      FormField("plate", label: language.pick(zh: "车牌", en: "Plate"), required: true),
      FormField("date", label: language.pick(zh: "出险日", en: "Accident on"), placeholder: desk.today.description),
      FormField("brand", label: language.pick(zh: "品牌", en: "Brand")),
      FormField("soldThrough", label: language.pick(zh: "出单车商", en: "Sold through"), hint: hint),
      FormField("shop", label: language.pick(zh: "推荐到", en: "Sent to"), hint: hint),
      FormField("tries", label: language.pick(zh: "第几次", en: "Try"), .choice([.init("1", language.pick(zh: "第一次", en: "first")), .init("2", language.pick(zh: "第二次", en: "second"))])),
      FormField("result", label: language.pick(zh: "结果", en: "Result"), .choice(TypedText.choices(Referral.Result.self, desk, Words.referralResult))),
      FormField("assessedLoss", label: language.pick(zh: "定损金额", en: "Assessed loss"), hint: language.pick(zh: "元", en: "yuan")),
      FormField("note", label: language.pick(zh: "备注", en: "Note")),
    ]
    let values = [
      "plate": old?.plate ?? "", "date": old?.on?.description ?? "", "brand": old?.brand ?? "", "soldThrough": name(old?.soldThrough ?? (old == nil ? shop : nil)),
      "shop": name(old?.shop ?? (old == nil ? shop : nil)), "tries": old?.shop == nil ? "" : String(old?.tries ?? 1),
      "result": old?.shop == nil ? "" : old?.result.rawValue ?? "", "assessedLoss": old?.assessedLoss?.grouped ?? "", "note": old?.record["note"]?.string ?? "",
    ]
    let screen = FieldsScreen(
      old == nil ? Wording(zh: "记一起送修", en: "Record a repair referral") : Wording(zh: "改送修：\(old?.plate ?? "")", en: "Change the case: \(old?.plate ?? "")"),
      note: Wording(zh: "没有推荐网点的，只写车牌、出险日和出单车商。", en: "A case that was sent nowhere has only plate, day and the dealer that sold the policy."),
      fields: fields, values: values,
      command: old == nil ? .line("referrals add --plate P --shop DEALER") : .line("referrals edit REFERRAL --result R --loss YUAN")
    ) { values, desk in save(old, values, desk) }
    return [.open(screen)]
  }

  private static func save(_ old: Referral?, _ values: [String: String], _ desk: Desk) -> FieldsScreen.Outcome {
    var fields: JSONObject = [:]
    var wrong: [(field: String, reason: Wording)] = []
    for key in ["plate", "brand", "tries", "result", "note"] {
      let text = values[key] ?? ""
      if !text.isEmpty { fields[key] = .string(text) } else if old != nil { fields[key] = .null }
    }
    let date = values["date"] ?? ""
    if !date.isEmpty {
      if let on = TypedText.past(date, today: desk.today) { fields["date"] = .string(on.description) } else { wrong.append(("date", TypedText.noDay)) }
    }
    for key in ["soldThrough", "shop"] {
      let text = values[key] ?? ""
      if text.isEmpty {
        if old != nil { fields[key] = .null }
      } else if let id = dealer(text, desk) {
        fields[key] = .string(id.rawValue)
      } else {
        wrong.append((key, Wording(zh: "没有找到唯一的一家车商", en: "no single dealer answers to that")))
      }
    }
    // Without a shop there is neither a try nor a result; the choices may stand as they are.
    if (values["shop"] ?? "").isEmpty, values["result"] == Referral.Result.pending.rawValue || values["result"] == "" {
      (fields["tries"], fields["result"]) = old == nil ? (nil, nil) : (.null, .null)
    }
    let loss = values["assessedLoss"] ?? ""
    if loss.isEmpty {
      if old != nil { fields["assessedLoss"] = .null }
    } else if let money = TypedText.money(loss) {
      fields["assessedLoss"] = .string(money.description)
    } else {
      wrong.append(("assessedLoss", TypedText.noAmount))
    }
    guard wrong.isEmpty else { return .wrong(wrong) }
    var mint = desk.mint
    do throws(ReferralError) {
      let change = if let old { try old.edited(fields, stamp: desk.stamp) } else { try Referral.add(fields, stamp: desk.stamp, mint: &mint) }
      return .effects([.apply(change), .done(zh: "送修已记录", en: "The case is recorded")])
    } catch { return .wrong([(field(of: error), Words.refusal(error))]) }
  }

  private static func field(of error: ReferralError) -> String {
    switch error {
    case .badValue(let key, _, _): key.rawValue
    case .dayInFuture: "date"
    case .noShopRecommended: "shop"
    case .triesOutOfRange: "tries"
    case .lossWithoutArrival: "assessedLoss"
    case .missing, .noReferral: "plate"
    }
  }

  /// The dealer that a text names: by code, by the whole name, or the only one whose name it fits.
  static func dealer(_ text: String, _ desk: Desk) -> RecordID? {
    let rows = desk.lookups.dealers.rows
    if let exact = rows.first(where: { $0.code == text || $0.name == text || $0.id.rawValue == text }) { return exact.id }
    let fitting = rows.filter { desk.finder.matches(text, $0.name) }
    return fitting.count == 1 ? fitting[0].id : nil
  }
}
