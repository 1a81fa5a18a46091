import Diagnostics
import Glibc
import Testing
import Text

@testable import Language

/// Which files rules may name, and how much of them is read and shown.
@Suite struct IncludeRootTests {
  private static func read(_ folder: Folder, roots: [String] = []) -> RuleFile {
    RuleFileReader.read(path: folder.path + "/sub/main.yml", roots: roots)
  }

  private static func report(_ file: RuleFile) -> String {
    TextReport(sources: file.sources).render(file.diagnostics)
  }

  @Test(arguments: ["include", "schema"])
  func namedFilesLieInTheFolderOfTheRules(key: String) {
    let folder = Folder()
    let text = key == "include" ? "hlmap: 1\n" : "x.y: keyword\n"
    folder.add("out.fields.yml", text)
    for name in ["../out.fields.yml", folder.path + "/out.fields.yml", "../none.yml"] {
      folder.add("sub/main.yml", "hlmap: 1\n\(key): \(name)\n")
      let file = Self.read(folder)
      #expect(file.diagnostics.map(\.code) == [.fileOutside], "\(name)")
      #expect(file.diagnostics.first?.help?.contains("--include-root \(folder.path)") == true)
      #expect(file.files == [folder.path + "/sub/main.yml"])
      let allowed = Self.read(folder, roots: ["/nowhere", folder.path])
      #expect(allowed.diagnostics.map(\.code) == (name == "../none.yml" ? [.fileNotFound] : []))
    }
  }

  @Test func linksCountAsWhatTheyLeadTo() {
    let folder = Folder()
    folder.add("out.yml", "hlmap: 1\n")
    folder.add("sub/in.yml", "hlmap: 1\n")
    symlink("../out.yml", folder.path + "/sub/link.yml")
    symlink("in.yml", folder.path + "/sub/inner.yml")
    symlink("..", folder.path + "/sub/up")
    defer { for name in ["link.yml", "inner.yml", "up"] { unlink(folder.path + "/sub/" + name) } }
    folder.add(
      "sub/main.yml", "hlmap: 1\ninclude: [link.yml, inner.yml, up/sub/in.yml, up/out.yml]\n")
    let file = Self.read(folder)
    #expect(file.diagnostics.map(\.code) == [.fileOutside, .fileOutside])
    #expect(file.files.count == 2)
    // The main file itself may be a link from anywhere: its folder is where it is named.
    symlink("sub/main.yml", folder.path + "/elsewhere.yml")
    defer { unlink(folder.path + "/elsewhere.yml") }
    let linked = RuleFileReader.read(path: folder.path + "/elsewhere.yml")
    #expect(linked.diagnostics.allSatisfy { $0.code == .fileNotFound })
  }

  @Test(arguments: ["/proc/self/environ", "/dev/stdin", "/dev/zero", "/sys/kernel/notes"])
  func filesOfTheSystemAreNoFiles(path: String) {
    let folder = Folder()
    folder.add("sub/main.yml", "hlmap: 1\ninclude: \(path)\n")
    let file = Self.read(folder, roots: ["/"])
    #expect([.fileOutside, .fileUnreadable].contains(file.diagnostics.first?.code), "\(path)")
    #expect(file.sources.texts.count == 1)
  }

  @Test func aPipeIsNotOpened() {
    let folder = Folder()
    mkfifo(folder.path + "/sub/fifo.yml", 0o600)
    defer { unlink(folder.path + "/sub/fifo.yml") }
    folder.add("sub/main.yml", "hlmap: 1\ninclude: fifo.yml\nschema: fifo.yml\n")
    #expect(Self.read(folder).diagnostics.map(\.code) == [.fileUnreadable, .fileUnreadable])
  }

  /// Secrets beside the rules: the path is told, none of the text.
  @Test(arguments: [
    "TOKEN=hunter2\n", "password: hunter2\n", "- hunter2\n", "a: [hunter2\n", "hunter2",
    "\thunter2:\n",
    "stages: hunter2\n", "\"\u{1}hunter2",
  ])
  func whatIsNoRuleFileIsNotShown(text: String) {
    let folder = Folder()
    folder.add("sub/secret.yml", text)
    for key in ["include", "schema"] {
      folder.add("sub/main.yml", "hlmap: 1\n\(key): secret.yml\n")
      let file = Self.read(folder)
      #expect(!Self.report(file).contains("hunter2"), "\(key): \(text)")
      // What only the schema finds wrong, such as a type, is not known yet.
      #expect(file.diagnostics.allSatisfy { $0.code == .fileUnreadable })
      #expect(file.withheld.contains(folder.path + "/sub/secret.yml"))
    }
  }

  @Test func mistakesInPartsAreShown() {
    let folder = Folder()
    folder.add("sub/part.yml", "hlmap: 1\nstagse: []\n")
    folder.add("sub/main.yml", "hlmap: 1\ninclude: part.yml\n")
    #expect(Self.report(Self.read(folder)).contains("2│ stagse: []"))
  }
}
