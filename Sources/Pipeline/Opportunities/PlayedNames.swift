/// Invented people, cars and talk for `PlayedMonths`: content of a demonstration book, not words of the program.
enum PlayedNames {
  static let surnames = Array("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡").map(String.init)
  static let given = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国志文婷宇浩晨雨欣").map(String.init)
  static let cars = [
    "朗逸 1.5L", "宝来 1.4T", "轩逸 经典", "卡罗拉 双擎", "哈弗H6", "帝豪 GL", "凯越 1.3T", "思域 240T", "秦PLUS DM-i", "CR-V 锐", "途观L", "英朗",
  ]
  static let plates = ["吉A", "吉B", "辽A", "冀J", "黑A"]
  static let results = ["问了价", "要比价", "等年终奖", "和家人商量", "要看样板", "约下周", "未接通", "想加三者", "嫌贵", "愿意续"]
  static let reasons = ["别家更便宜", "车已卖", "联系不上", "上次理赔不满", "朋友代办", "不需要"]

  static func person(_ dice: inout Dice) -> String {
    dice.pick(surnames) + dice.pick(given) + (dice.chance(60) ? dice.pick(given) : "")
  }
}
