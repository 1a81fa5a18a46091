import Diagnostics
import Glibc
import Schema
import Testing

@testable import Text

/// The published field files, where they lie beside the project.
private enum Published {
  static let folder =
    "\(#filePath)".split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    + "/../shared/ecs/"

  static func path(_ version: ECSVersion) -> String {
    "\(folder)ecs_flat-\(version.rawValue).0.yml"
  }

  static var isHere: Bool { access(path(.newest), R_OK) == 0 }

  static func lines(_ version: ECSVersion) -> [Substring] {
    guard let file = fopen(path(version), "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { break }
      bytes += block[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  /// Name, type and array flag of each entry.
  static func fields(_ version: ECSVersion) -> [String: (type: String, isArray: Bool)] {
    var fields: [String: (type: String, isArray: Bool)] = [:]
    var name = ""
    var key: Substring = ""
    for line in lines(version) {
      if line.first != " " {
        name = line.dropLast().filter { $0 != "'" }
        fields[name] = ("", false)
      } else if line.hasPrefix("  "), line.dropFirst(2).first?.isLetter == true {
        key = line.dropFirst(2).prefix { $0 != ":" }
        if key == "type" { fields[name]?.type = String(line.dropFirst(8)) }
      } else if key == "normalize", line == "  - array" {
        fields[name]?.isArray = true
      }
    }
    return fields
  }
}

@Suite("Embedded facts")
struct FactsTests {
  @Test(
    .enabled(if: Published.isHere, "the published ECS files are not beside the project"),
    arguments: ECSVersion.allCases)
  func equalThePublishedFiles(version: ECSVersion) {
    var found: [Diagnostic] = []
    let schema = Schema.build(
      layers: [.named(Located(version.name, Span(source: 0, lower: 0, upper: 0)))],
      diagnostics: &found)
    let published = Published.fields(version)
    #expect(published.count > 1600)
    let embedded = schema.fields
    #expect(embedded.count == published.count)
    for field in embedded {
      #expect(published[field.name]?.type == field.type.rawValue, "\(field.name)")
      #expect(published[field.name]?.isArray == field.isArray, "\(field.name)")
    }
  }
}
