import Canvas
import Glibc
import Pipeline

extension Words {
  /// What happened to the book, where, and what to do.
  public static func error(_ error: StoreError) -> Wording {
    switch error {
    case .noBook(let folder):
      say("\(folder) 里没有档案。先用 cheshang init 建一个，或用 --book 指到别处。",
        "There is no book in \(folder). Make one with `cheshang init`, or name another folder with --book.")
    case .alreadyABook(let folder):
      say("\(folder) 里已有一个档案，没有再建。直接使用即可，或换一个文件夹。",
        "There is a book in \(folder) already; nothing was made. Use it, or choose another folder.")
    case .folderInUse(let folder, let names):
      say("\(folder) 里放着别的东西（\(some(names).zh)），不能建档案。请换一个空文件夹。",
        "\(folder) holds other things (\(some(names).en)), so no book was made there. Choose an empty folder.")
    case .unreadableBook(let file, let reason):
      say("\(file) 读不懂（\(reason)），档案没有打开，文件原样未动。请从备份恢复这个文件。",
        "\(file) cannot be understood (\(reason)); the book was not opened and the file left as it is. Restore it from a backup.")
    case .newerFormat(let found, let known):
      say("这个档案是更新版本写的（格式 \(found)，本程序只懂到 \(known)），只能查看。请升级程序后再改。",
        "A newer version wrote this book (format \(found), this program knows \(known)), so it can only be read. Update the program to change it.")
    case .held(let holder):
      if let holder {
        say("档案正被别的进程占用：\(plain(holder.command))（进程 \(holder.process)）。等它结束后再试，什么都没有改动。",
          "Another process holds the book: \(plain(holder.command)) (process \(holder.process)). Try again when it is done; nothing was changed.")
      } else {
        say("档案正被别的进程占用。稍后再试，什么都没有改动。", "Another process holds the book. Try again later; nothing was changed.")
      }
    case .conflict(let conflicts):
      conflict(conflicts)
    case .nothingToUndo: say("这台电脑上没有可撤销的操作。", "There is nothing to undo on this machine.")
    case .lasting(let done):
      say("最近一步是“\(deed(done).zh)”，不能撤销。", "The latest step is \"\(deed(done).en)\", which undo does not take back. ")
        + (done.facts["month"]?.string.map { say(
            "要再改这个月，在检视屏按 R，或用 cheshang review \(plain($0)) reopen --reason 原因。",
            "To change the month, press R in its review, or run `cheshang review \(plain($0)) reopen --reason WHY`.") } ?? Wording(""))
    case .sealed(let refusal): Words.error(refusal)
    case .nothingToRedo: say("没有可重做的操作。", "There is nothing to redo.")
    case .reservedField(let key):
      say("\(key) 是记录本身的编号，不能当字段改。", "\(key) names the record itself and cannot be set as a field.")
    case .noBackup(let id):
      say("没有备份 \(id)，或它有一块坏了。用 cheshang backup list 查看。", "There is no backup \(id), or a piece of it is damaged. See `cheshang backup list`.")
    case .journalsIncomplete:
      say("流水比快照少，擦除会漏掉丢失的部分。请先 cheshang check --repair。",
        "The journals hold less than the snapshot has seen, so an erasure would miss what is lost. Run `cheshang check --repair` first.")
    case .link(let path):
      say("\(path) 是一个符号链接，出于安全没有跟随。请换成真正的文件或文件夹。",
        "\(path) is a symbolic link and was not followed. Put the real file or folder there.")
    case .encrypted(let folder):
      say("\(folder) 是加密的档案，要口令才能打开：在终端里运行，或用 --passphrase-file 指定口令文件。",
        "The book in \(folder) is encrypted and opens with its passphrase only: run in a terminal, or name a file with --passphrase-file.")
    case .wrongPassphrase(let folder):
      say("口令不对，\(folder) 没有打开。口令忘了就没有别的办法打开。",
        "The passphrase is wrong; the book in \(folder) was not opened. There is no other way in when it is lost.")
    case .tooCostly(let file):
      say("\(file) 要求的密钥计算量过大，不像是本程序写的，没有打开。请从备份恢复这个文件。",
        "\(file) asks for more work to derive the key than this program ever writes; the book was not opened. Restore the file from a backup.")
    case .encryptionChanged(let folder):
      say("\(folder) 已被别的进程加密、解密或换了密钥，这次什么都没有写。请重新打开。",
        "Another process has encrypted, decrypted or re-keyed the book in \(folder); nothing was written. Open it anew.")
    case .alreadyEncrypted(let folder): say("\(folder) 已经是加密的档案，没有改动。", "The book in \(folder) is encrypted already; nothing was changed.")
    case .notEncrypted(let folder): say("\(folder) 不是加密的档案，没有改动。", "The book in \(folder) is not encrypted; nothing was changed.")
    case .file(let fault): file(fault)
    case .uncertain(let fault):
      say("上次写盘没有得到确认（\(plain(fault.path))：\(system(fault.code))），磁盘上的情况不明。请重新打开档案并运行 cheshang check。",
        "The last write was not confirmed (\(plain(fault.path)): \(system(fault.code))), so nobody knows what the disk holds. Open the book anew and run `cheshang check`.")
    }
  }

  /// Fields that somebody else changed since, record by record.
  public static func conflict(_ conflicts: [Book.Conflict]) -> Wording {
    let names = list(conflicts.prefix(6).map { conflict in
      Wording(conflict.id.rawValue + " ") + field(conflict.key)
    })
    let more = conflicts.count > 6 ? say(" 等 \(conflicts.count) 处", " and \(conflicts.count - 6) more") : Wording("")
    return say("这些字段之后又被别人改过：", "Somebody changed these fields since: ") + names + more
      + say("。用 --overwrite 照样覆盖，或用 --leave 保留别人的改动。", ". Use --overwrite to set them all the same, or --leave to keep what the other wrote.")
  }

  /// A call on a file that failed.
  public static func file(_ fault: FileError) -> Wording {
    let call =
      switch fault.call {
      case .open: say("打开", "open")
      case .read: say("读取", "read")
      case .write: say("写入", "write")
      case .sync: say("写盘确认", "sync")
      case .close: say("关闭", "close")
      case .rename: say("改名", "rename")
      case .remove: say("删除", "remove")
      case .makeFolder: say("新建文件夹", "make the folder")
      case .list: say("列出", "list")
      case .status: say("查看", "look at")
      case .permit: say("设置权限", "set the mode of")
      case .lock: say("上锁", "lock")
      case .unlock: say("解锁", "unlock")
      case .syncFolder: say("文件夹写盘确认", "sync the folder")
      case .watch: say("监视", "watch")
      }
    let advice =
      switch fault.code {
      case EACCES, EPERM, EROFS: say("请检查权限。", "Check the permissions.")
      case ENOSPC, EDQUOT: say("磁盘已满，请先腾出空间。", "The disk is full: make room first.")
      case ENOENT: say("请检查路径。", "Check the path.")
      default: say("请检查磁盘后再试。", "Check the disk and try again.")
      }
    return say("\(call.zh) \(plain(fault.path)) 失败：\(system(fault.code))。", "Could not \(call.en) \(plain(fault.path)): \(system(fault.code)). ") + advice
  }

  /// A file of the program itself that is not where it should be.
  public static func resource(path: String, code: Int32) -> Wording {
    say("程序自带的文件 \(plain(path)) 读不了：\(system(code))。请把程序和它的 .resources 文件夹放在一起，或重新安装。",
      "The program's own file \(plain(path)) cannot be read: \(system(code)). Keep the program and its .resources folder together, or install it again.")
  }

  /// The system's own word for an error number.
  static func system(_ code: Int32) -> String { String(cString: strerror(code)) }
}
