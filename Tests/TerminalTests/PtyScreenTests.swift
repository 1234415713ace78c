import Testing

/// The driver itself, on programs of one line.
@Suite struct PtyScreenTests {
  @Test func keysGoInAndTheScreenAndTheExitCodeComeOut() throws {
    let seen = try PtyScreen.run(
      ["/bin/sh", "-c", "printf 'name? '; read x; echo \"got $x\"; exit 3"], keys: "until:name? \"长春 BYD\" Enter")
    #expect(seen.text.contains("got 长春 BYD"))
    #expect(seen.exit == 3)
    #expect(seen.missing == nil)
  }

  @Test func aTextThatNeverComesIsSaid() throws {
    let seen = try PtyScreen.run(["/bin/sh", "-c", "echo one"], keys: "until:two")
    #expect(seen.missing == "two" || seen.exit == 0)
    #expect(seen.screen.first == "one")
  }

  @Test func sizeScrollingAndTheScreenBeforeLeaving() throws {
    let seen = try PtyScreen.run(
      [
        "/bin/sh", "-c",
        "stty size; printf '\\033[?1049h\\033[H\\033[2Ja\\r\\nb\\r\\nc\\033[2S'; read x; printf '\\033[?1049lbye'",
      ],
      keys: "until:c Enter", size: "100x30")
    #expect(seen.before?.first == "c")
    #expect(seen.text.contains("bye"))
    #expect(seen.exit == 0)
  }

  @Test func aSignalEndsAProgram() throws {
    let seen = try PtyScreen.run(["/bin/sh", "-c", "echo up; read x"], keys: "until:up signal:KILL")
    #expect(seen.signal == 9)
    #expect(seen.exit == nil)
  }
}
