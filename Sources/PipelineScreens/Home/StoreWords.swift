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
          zh: "\(place) 有损坏（\(Words.reason(first.reason).zh)）\(more ? "，共 \(problems.count) 处" : "")，其余照常；详见 cheshang check",
          en: "\(place): \(Words.reason(first.reason).en)\(more ? ", \(problems.count) in all" : ""); the rest is open. See cheshang check"),
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

  /// A change is in the journal, but the snapshot beside it could not be written anew.
  public static func checkpoint(_ error: StoreError) -> Wording {
    let why = Words.error(error)
    return Wording(
      zh: "改动已存好，但快照没有更新：\(why.zh)", en: "The change is saved, but the snapshot was not renewed: \(why.en)")
  }
}
