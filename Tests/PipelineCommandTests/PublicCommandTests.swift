import Testing

@testable import PipelineCommand

@Suite struct PublicCommandTests {
  @Test(arguments: [
    (["dealers", "edit", "GL9022", "--set", "contactName=张三"], "cheshang dealers edit"),
    (["opportunities", "contact", "王女士"], "cheshang opportunities contact"),
    (["advance", "吉林竹汐"], "cheshang advance"),
    (["import", "dealers", "list.xlsx"], "cheshang import dealers"),
    ([], "cheshang"),
  ])
  func theLockFileNamesTheCommandAndNobody(arguments: [String], shown: String) {
    #expect(Session.publicCommand(arguments[...]) == shown)
  }
}
