import Canvas
import Pipeline

/// What the screens say about the book's files.
public enum StoreWords {
  static let readOnly = Wording(
    zh: "档案由更新的版本写成：只能看，不能改", en: "The book was written by a newer version: it is read-only")

  /// The question before an undo that would overwrite what somebody else did.
  public static func askAnyway(_ conflicts: [Book.Conflict], book: Book) -> Wording {
    let first = conflicts.first
    let name = first.flatMap { book.record($0.kind, $0.id)?["name"]?.string } ?? ""
    let field = first.map { DealerWords.field($0.key) } ?? Wording("")
    let more = conflicts.count > 1
    return Wording(
      zh: "\(name)的\(field.zh)\(more ? "等 \(conflicts.count) 处" : "")后来别处改过，现在是“\(DealerWords.value(first?.found))”。仍要撤销、盖掉它吗？",
      en: "\(field.en) of \(name)\(more ? " and \(conflicts.count - 1) more" : "") was changed elsewhere since, to “\(DealerWords.value(first?.found))”. Overwrite it all the same?")
  }

  /// What is said at the start about the book's files; nil when nothing is worth saying.
  public static func opening(_ findings: [Finding], isReadOnly: Bool) -> Notice? {
    if isReadOnly { return Notice(readOnly, .warning) }
    let problems = findings.filter { $0.severity == .problem }
    if let first = problems.first {
      let place = first.file + (first.line.map { ":\($0)" } ?? "")
      let more = problems.count > 1
      return Notice(
        Wording(
          zh: "\(place) 有损坏（\(reason(first.reason).zh)）\(more ? "，共 \(problems.count) 处" : "")，其余照常；详见 cheshang check",
          en: "\(place): \(reason(first.reason).en)\(more ? ", \(problems.count) in all" : ""); the rest is open. See cheshang check"),
        .warning)
    }
    if let remote = findings.first(where: { $0.reason == .remoteFolder }) {
      return Notice(
        Wording(
          zh: "档案在网络文件夹（\(remote.detail ?? "")）：别的电脑的改动可能看不到", en: "The book lies on a network folder (\(remote.detail ?? "")): changes from other machines may go unseen"),
        .warning)
    }
    return nil
  }

  static func reason(_ reason: Finding.Reason) -> Wording {
    switch reason {
    case .tornTail, .tornLine: Wording(zh: "行不完整", en: "a torn line")
    case .damagedLine: Wording(zh: "行读不懂", en: "a damaged line")
    case .zeroFilled: Wording(zh: "只有零字节", en: "nothing but zero bytes")
    case .wrongCheckValue: Wording(zh: "校验不符", en: "a wrong check value")
    case .byHand: Wording(zh: "手写的行", en: "a line by hand")
    case .duplicate: Wording(zh: "编号重复", en: "a doubled number")
    case .outOfOrder: Wording(zh: "次序不对", en: "out of order")
    case .wrongDevice: Wording(zh: "设备不符", en: "another device's line")
    case .incomplete, .unfinished: Wording(zh: "事务不完整", en: "an incomplete transaction")
    case .missingBefore, .lost, .journalShorter: Wording(zh: "少了先前的记录", en: "earlier events are missing")
    case .unknownEvent: Wording(zh: "未知的事件", en: "an unknown event")
    case .clockAhead: Wording(zh: "时钟超前", en: "a clock ahead")
    case .snapshotIgnored, .snapshotDiffers: Wording(zh: "快照不符", en: "a snapshot that does not fit")
    case .monthFileMissing, .monthFileDiffers, .monthDigestDiffers, .monthFileStray:
      Wording(zh: "封存月份的文件不符", en: "a sealed month's file that does not fit")
    case .openToOthers: Wording(zh: "别人也能读写", en: "open to others")
    case .unknownFile: Wording(zh: "不认识的文件", en: "an unknown file")
    case .link: Wording(zh: "符号链接", en: "a symbolic link")
    case .unreadable: Wording(zh: "无法读取", en: "cannot be read")
    case .badSetting: Wording(zh: "设置的值不对", en: "a setting without sense")
    case .remoteFolder: Wording(zh: "网络文件夹", en: "a network folder")
    }
  }
}
