import Diagnostics
import Glibc
import Testing
import Text

@testable import Language

/// How much all files of one mapping may come to.
@Suite struct IncludeBoundTests {
  private static func read(_ folder: Folder) -> RuleFile {
    RuleFileReader.read(path: folder.path + "/sub/main.yml")
  }

  @Test func hardLinksAreOneFile() {
    let folder = Folder()
    folder.add("sub/part.yml", "hlmap: 1\nname: part\n")
    var names = ["part.yml"]
    for number in 0..<20 {
      names.append("link\(number).yml")
      link(folder.path + "/sub/part.yml", folder.path + "/sub/link\(number).yml")
    }
    defer { for name in names { unlink(folder.path + "/sub/" + name) } }
    folder.add("sub/main.yml", "hlmap: 1\ninclude: [\(names.joined(separator: ", "))]\n")
    let file = Self.read(folder)
    #expect(file.diagnostics.isEmpty)
    #expect(file.mapping?.includes.count == 1)
    #expect(file.files.count == 2)
  }

  @Test func allFilesTogetherHaveALimit() {
    let folder = Folder()
    let names = (0..<5).map { "part\($0).yml" }
    let text =
      "hlmap: 1\n" + String(repeating: "# \(String(repeating: "x", count: 1022))\n", count: 4000)
    for name in names { folder.add("sub/" + name, text) }
    folder.add("sub/main.yml", "hlmap: 1\ninclude: [\(names.joined(separator: ", "))]\n")
    let file = Self.read(folder)
    #expect(file.diagnostics.map(\.code) == [.yamlTooLarge])
    #expect(file.diagnostics.first?.message.contains("16 MiB") == true)
    #expect(file.sources.texts.count == 5)
  }

  @Test func allNodesTogetherHaveALimit() {
    let folder = Folder()
    let names = (0..<3).map { "part\($0).yml" }
    let items = String(repeating: "  - a\n", count: 400_000)
    for name in names { folder.add("sub/" + name, "hlmap: 1\nignore:\n" + items) }
    folder.add("sub/main.yml", "hlmap: 1\ninclude: [\(names.joined(separator: ", "))]\n")
    let file = Self.read(folder)
    #expect(file.diagnostics.filter { $0.severity == .error }.map(\.code) == [.yamlTooLarge])
    #expect(file.mapping?.includes.count == 2)
  }
}
