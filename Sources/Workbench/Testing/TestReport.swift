import Diagnostics
import JSON
import Text

/// What `hl-map test` prints.
package struct TestReport {
  /// The forms of the report.
  package enum Format: String, CaseIterable {
    case pretty, json, junit
  }

  /// Whether the report uses ANSI colours.
  package var usesColor: Bool
  /// Also list the tests that pass.
  package var isVerbose = false

  /// A report in this style.
  package init(usesColor: Bool, isVerbose: Bool = false) {
    self.usesColor = usesColor
    self.isVerbose = isVerbose
  }

  /// The test, and below it field by field what differs.
  package func pretty(_ result: TestResult) -> String {
    let test = result.test
    let title = SafeText.line(
      test.name == test.place ? test.name : "\(test.name)  (\(test.place))")
    if result.isPassed { return isVerbose ? "\(paint("ok", "32"))    \(title)\n" : "" }
    var text = "\(paint("FAIL", "1;31"))  \(title)\n"
    if let remark = result.remark {
      text += "      \(SafeText.line(remark))\n"
      if case .events(let events) = result.actual {
        for event in events { text += "      \(paint("+ " + TestReport.short(event), "32"))\n" }
      }
    }
    let widest = min(40, result.differences.map { SafeText.line($0.path).utf8.count }.max() ?? 0)
    for difference in result.differences {
      let path = SafeText.line(difference.path)
      let kind = difference.kind.rawValue
      let padding = String(repeating: " ", count: 12 - kind.utf8.count)
      let gap = String(repeating: " ", count: max(0, widest - path.utf8.count) + 2)
      var head = "      \(kind)\(padding)\(path)\(gap)"
      if let expected = difference.expected {
        text += "\(head)expected \(paint(TestReport.short(expected), "31"))\n"
        head = String(repeating: " ", count: head.unicodeScalars.count)
      }
      if let actual = difference.actual {
        text += "\(head)got      \(paint(TestReport.short(actual), "32"))\n"
      }
    }
    return text
  }

  /// Tests that fail since their rules cannot be loaded.
  package func unrun(_ file: String, count: Int) -> String {
    let tests = Wording.count(count, "test")
    return
      "\(paint("FAIL", "1;31"))  \(SafeText.line(file))\n      \(tests) not run: the parser cannot be loaded\n"
  }

  /// How the tests of an intake format went.
  package struct FormatCount {
    /// `module/format`
    package var name: String
    /// How many tests passed.
    package var passed: Int
    /// How many tests ran.
    package var total: Int

    /// The count of one format.
    package init(name: String, passed: Int, total: Int) {
      self.name = name
      self.passed = passed
      self.total = total
    }
  }

  /// A line a format, and what they come to; nothing for a single one.
  package static func summary(_ formats: [FormatCount], isQuiet: Bool) -> String {
    guard formats.count > 1 else { return "" }
    let widest = formats.map { SafeText.line($0.name).unicodeScalars.count }.max() ?? 0
    let digits = formats.map { String($0.passed).utf8.count }.max() ?? 0
    var text = ""
    for format in formats where !isQuiet || format.passed < format.total {
      let name = SafeText.line(format.name)
      let gap = widest - name.unicodeScalars.count + 2
      let number = String(format.passed)
      let padding = String(repeating: " ", count: gap + digits - number.utf8.count)
      text += "\(name)\(padding)\(number) of \(format.total)\n"
    }
    let whole = formats.count { $0.passed == $0.total }
    if isQuiet && whole == formats.count { return "" }
    return text + "\(whole) of \(formats.count) formats pass all their tests\n"
  }

  private static func short(_ tree: JSONTree) -> String {
    // JSON writes neither line feeds nor most other control characters.
    let text = SafeText.line(tree.spaced)
    guard text.utf8.count > 400 else { return text }
    return text.unicodeScalars.prefix(300).reduce(into: "") { $0.unicodeScalars.append($1) } + "…"
  }

  private func paint(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  // MARK: For machines

  /// One object a test, in an array.
  package static func json(_ results: [(file: String, result: TestResult)]) -> String {
    let objects = results.map { file, result in
      var members = [
        "\"rules\":\(JSONString.quoted(file))",
        "\"name\":\(JSONString.quoted(result.test.name))",
        "\"place\":\(JSONString.quoted(result.test.place))",
        "\"passed\":\(result.isPassed)",
      ]
      if let remark = result.remark { members.append("\"remark\":\(JSONString.quoted(remark))") }
      if !result.differences.isEmpty {
        let differences = result.differences.map { difference in
          var parts = [
            "\"kind\":\(JSONString.quoted(difference.kind.rawValue))",
            "\"field\":\(JSONString.quoted(difference.path))",
          ]
          if let value = difference.expected { parts.append("\"expected\":\(value.spaced)") }
          if let value = difference.actual { parts.append("\"actual\":\(value.spaced)") }
          return "{" + parts.joined(separator: ",") + "}"
        }
        members.append("\"differences\":[" + differences.joined(separator: ",") + "]")
      }
      return "{" + members.joined(separator: ",") + "}"
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  /// The form that build servers read.
  package static func junit(_ results: [(file: String, result: TestResult)]) -> String {
    let failures = results.count { !$0.result.isPassed }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuite name=\"hl-map\" tests=\"\(results.count)\" failures=\"\(failures)\">\n"
    let plain = TestReport(usesColor: false)
    for (file, result) in results {
      text +=
        "  <testcase classname=\"\(JUnitReport.escaped(file))\" name=\"\(JUnitReport.escaped(result.test.name))\""
      if result.isPassed {
        text += "/>\n"
      } else {
        text +=
          "><failure message=\"\(JUnitReport.escaped(result.remark ?? "the output differs"))\">"
        text += JUnitReport.escaped(plain.pretty(result)) + "</failure></testcase>\n"
      }
    }
    return text + "</testsuite>\n"
  }
}
