import Canvas
import Pipeline

extension Words {
  /// How a step of undo is called on the screens: also the deeds that only screens do.
  public static func undoName(_ deed: Deed, handbook: Handbook? = nil) -> Wording {
    let count = deed.facts["count"]?.int ?? 0
    let name = plain(deed.facts["name"]?.string ?? "")
    func many(_ zh: String, _ en: String) -> Wording { say("\(zh) \(count) 家车商", "\(en) \(counted(count, "dealer"))") }
    switch deed.verb {
    case "dealers.edit":
      let field = DealerWords.field(FieldKey(deed.facts["field"]?.string ?? ""))
      return say("改 \(count) 家车商的\(field.zh)", "\(field.en) of \(counted(count, "dealer"))")
    case "dealers.drop": return many("放弃", "giving up of")
    case "dealers.classify": return many("分类", "classing of")
    case "dealers.delete": return many("删除", "deletion of")
    case "dealers.restore": return many("恢复", "restoring of")
    case "dealers.resume": return many("重新跟进", "taking up of")
    case "view.save": return say("保存视图 \(name)", "saved view \(name)")
    case "view.delete": return say("删除视图 \(name)", "deletion of the view \(name)")
    default: return self.deed(deed, handbook: handbook)
    }
  }
}
