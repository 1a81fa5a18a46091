import Events
import Running
import TestSupport
import Testing

/// The public suite of JSON texts, and our own reading of the same grammar.
@Suite struct EngineSuiteTests {
  private static let folder = ProjectFiles.shared.map { "\($0)/json-suite/test_parsing" }
  private static let names = folder.map { ProjectFiles.names($0) } ?? []

  /// What the scanner makes of a whole text: its spelling without blanks around it, or nil.
  static func scanned(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { buffer in
      PaddedMemory().with(buffer) { text in
        guard let value = JSONScanner.value(terminated: text) else { return nil }
        let spelling = Array(value.spelling)
        return value.kind == .string ? [0x22] + spelling + [0x22] : spelling
      }
    }
  }

  @Test(.enabled(if: !names.isEmpty, "the suite is not beside the project"), arguments: names)
  func file(name: String) throws {
    let bytes = try #require(ProjectFiles.bytes("\(EngineSuiteTests.folder ?? "")/\(name)"))
    let scanned = EngineSuiteTests.scanned(bytes)
    let engine = try Engine(
      "schema: [{r: object}]\nignore: []\nstages: [{to: r.v, from: v}]")
    let line = bytes.map { $0 == 10 || $0 == 13 ? 0x20 : $0 }
    let result = engine.map(Array("{\"v\":".utf8) + line + Array("}".utf8))
    _ = engine.map(bytes)
    // Line feeds inside texts are refused, and blanks are not.
    switch name.first {
    case "y":
      #expect(scanned == trimmed(bytes))
      let spelled = String(decoding: trimmed(line), as: UTF8.self)
      // Of members of one name the last is written.
      let written = [
        "y_object_duplicated_key.json": #"{"a":"c"}"#,
        "y_object_duplicated_key_and_value.json": #"{"a":"b"}"#,
      ]
      #expect(result == .lines([#"{"r":{"v":"# + (written[name] ?? spelled) + "}}"]))
    case "n":
      #expect(scanned == nil)
      if !name.contains("trailing_comment"), bytes == line,
        name != "n_structure_close_unopened_array.json"
      {
        guard case .rejected = result else {
          Issue.record("\(result)")
          return
        }
      }
    default:
      #expect((scanned == nil) == (ReferenceJSON(bytes) == nil))
    }
  }

  private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let blanks: Set<UInt8> = [0x20, 9, 10, 13]
    var slice = bytes[...]
    while let first = slice.first, blanks.contains(first) { slice.removeFirst() }
    while let last = slice.last, blanks.contains(last) { slice.removeLast() }
    return Array(slice)
  }
}
