import HLMap

/// Maps the lines of standard input by the rules that the command line names:
/// `example RULES < events.ndjson`.
@main struct Example {
  static func main() throws {
    let rules: Rules
    do throws(RuleErrors) {
      rules = try Rules.load(CommandLine.arguments.dropFirst().first ?? "")
    } catch {
      print(error)
      return
    }
    var mapper = rules.makeMapper()
    while let event = readLine() {
      let outcome = mapper.map(event.utf8) { line in
        print(String(decoding: line, as: UTF8.self))
      }
      if case .refused(let refusal) = outcome { print("refused: \(refusal.message)") }
    }
    let trace = mapper.trace(#"{"log_type":"process"}"#.utf8)
    print(trace.why("event.kind"))
  }
}
