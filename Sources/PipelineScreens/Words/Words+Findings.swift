import Canvas
import Pipeline

extension Words {
  /// Something about the book's files: which file and line, what is the matter, what becomes of it.
  /// - Parameter isChecked: the copies were looked through for what is missing, as `check` does and an opening does not.
  public static func finding(_ finding: Finding, isChecked: Bool = true) -> Wording {
    var place = Wording(finding.file.isEmpty ? "." : plain(finding.file))
    if let line = finding.line { place = place + say(" 第 \(line) 行", " line \(line)") }
    let detail = finding.detail.map { part(of: finding.reason, $0) }.map { say("（\($0.zh)）", " (\($0.en))") } ?? Wording("")
    return place + say("：", ": ") + reason(finding.reason) + detail + say("。", ". ") + remedy(finding, isChecked)
  }

  /// Which part of a line is not as it should be; of other findings the detail is a name or a number.
  private static func part(of reason: Finding.Reason, _ detail: String) -> Wording {
    guard reason == .damagedLine else { return Wording(plain(detail)) }
    let members = ["dev", "seq", "hlc", "tx", "day", "count", "undo", "redo"]
    return members.contains(detail) ? say("“\(detail)”不对", "its `\(detail)`") : say("不是 JSON", "no JSON")
  }

  /// What is the matter, without place and remedy.
  static func reason(_ reason: Finding.Reason) -> Wording {
    switch reason {
    case .tornTail: say("最后一行没有写完，不作数", "the last line has no end and counts for nothing")
    case .tornLine: say("有一行没有写完，不作数", "a line without its end, which counts for nothing")
    case .damagedLine: say("这一行读不出记录", "no event can be read from the line")
    case .zeroFilled: say("这一行全是零字节", "the line is filled with zeros")
    case .wrongCheckValue: say("校验值对不上", "the check value does not fit")
    case .notAuthentic: say("解不开：不是用本档案的密钥加密的，或被改过，不作数", "it does not open with the book's key, or was changed; it counts for nothing")
    case .byHand: say("手工写入的行，没有校验值，照样作数", "written by hand, without check value; it counts")
    case .duplicate: say("编号重复，不作数", "its number was there before; it counts for nothing")
    case .outOfOrder: say("编号倒退，按时间作数", "its number is smaller than the one before; it counts in its place in time")
    case .wrongDevice: say("写的是别的设备，不作数", "it names another device; it counts for nothing")
    case .incomplete: say("这次操作缺行，整个不作数", "lines of the transaction are missing; none of it counts")
    case .unfinished: say("这次操作没有写完，从未生效", "the transaction was never finished and never took effect")
    case .missingBefore: say("前面应有的操作不见了", "transactions that stood before it are not there")
    case .lost: say("这里有操作丢了", "a transaction that stood here is lost")
    case .badSetting: say("设置的值不对，用缺省值", "the setting has no such value; the default counts")
    case .unknownEvent: say("更新版本的记录，原样保留", "an event of a newer version; it stays")
    case .clockAhead: say("设备的时间比本机快十分钟以上", "stamps of the device lie more than ten minutes ahead of this clock")
    case .snapshotIgnored: say("快照对不上，已改读流水", "the snapshot does not fit; the journals were read instead")
    case .journalShorter: say("流水比快照见过的少", "the journal holds less than the snapshot has seen")
    case .snapshotDiffers: say("快照与流水不一致", "the snapshot holds something else than the journals")
    case .monthFileMissing: say("已封存月份的文件不在", "the file of a sealed month is not there")
    case .monthFileDiffers: say("已封存月份的文件与流水不一致", "the file of a sealed month holds something else than the journals")
    case .monthDigestDiffers: say("已封存月份的内容与摘要不符", "a sealed month does not fit its digest")
    case .monthFileStray: say("这个月没有封存，却有封存文件", "the month is not sealed, yet it has a file")
    case .openToOthers: say("别人也能读写", "others may read or write it")
    case .unknownFile: say("不认识的文件", "a file that is no part of a book")
    case .link: say("是符号链接，没有跟随", "a symbolic link, which was not followed")
    case .unreadable: say("读不了", "it cannot be read")
    case .remoteFolder: say("在网络文件系统上，锁和变动通知可能不可靠", "on a remote file system, where locks and notices may be missing")
    }
  }

  private static func remedy(_ finding: Finding, _ isChecked: Bool) -> Wording {
    switch finding.remedy {
    case .restore where !isChecked: say("cheshang check 说怎么办。", "`cheshang check` says what to do.")
    case .restore where [.missingBefore, .lost, .journalShorter].contains(finding.reason):
      if let backup = finding.backup {
        say(
          "备份 \(backup) 里有：cheshang check --repair --from \(backup) 放回来。",
          "The copy \(backup) has it: `cheshang check --repair --from \(backup)` puts it back.")
      } else {
        say(
          "没有备份存着它；确认丢了就用 cheshang check --repair --accept-loss。",
          "No copy has it; `cheshang check --repair --accept-loss` accepts the loss.")
      }
    case .none: say("不用处理。", "Nothing needs doing.")
    case .quarantine: say("check --repair 会把它移到 quarantine/。", "`check --repair` moves it to quarantine/.")
    case .rebuild: say("check --repair 或 checkpoint 会重建快照。", "`check --repair` or `checkpoint` makes the snapshots anew.")
    case .permissions: say("check --repair 会改正权限。", "`check --repair` sets the mode.")
    case .restore: say("只有备份里有，请恢复。", "Only a backup has it: restore it.")
    case .look: say("请人工查看。", "A person has to look.")
    }
  }
}
