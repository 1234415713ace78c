import Canvas
import Pipeline

/// Why a command ends without having done what was asked: the exit status, a stable code and facts for scripts, and
/// the sentence for people.
struct CommandFailure: Error {
  let exit: Exit
  /// `no-book`, `gate-shut`: never changes once it is out.
  let code: String
  var facts: JSONObject = [:]
  let wording: Wording

  init(_ exit: Exit, _ code: String, _ facts: JSONObject = [:], _ wording: Wording) {
    self.exit = exit
    self.code = code
    self.facts = facts
    self.wording = wording
  }

  /// A word on the command line that cannot be used.
  static func usage(_ code: String, _ facts: JSONObject = [:], zh: String, en: String) -> CommandFailure {
    CommandFailure(.usage, code, facts, Wording(zh: zh, en: en))
  }

  /// Writes the error to standard error: one object with `--json`, else one sentence.
  func report(_ language: Wording.Language, json: Bool) {
    guard json else { return Output.note(language.pick(zh: "错误：", en: "error: ") + wording(language)) }
    var object: JSONObject = ["schema": "cheshang.error/1", "error": .string(code), "message": .string(wording(language))]
    object["exit"] = .int(Int(exit.rawValue))
    object.merge(facts) { old, _ in old }
    Output.note(JSONValue.object(object).text)
  }
}
