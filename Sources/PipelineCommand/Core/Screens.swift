import Canvas
import Pipeline

/// What is said where there is no terminal to draw on.
enum Screens {
  static func noTerminal(_ session: Session) -> CommandFailure {
    .usage(
      "no-terminal", ["commands": .strings(["cheshang today", "cheshang dealers list", "cheshang history"])],
      zh: """
        标准输出不是终端，屏幕界面打不开。同样的内容用命令看：
          cheshang today          今日待办
          cheshang dealers list   车商名录
          cheshang --help         全部命令
        """,
      en: """
        Standard output is no terminal, so the screens cannot open. The same by command:
          cheshang today          what wants you today
          cheshang dealers list   the dealers
          cheshang --help         all commands
        """)
  }
}
