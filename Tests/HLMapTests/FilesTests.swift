import TestSupport
import Testing

@testable import HLMap
@testable import Machine

/// Where rules are read from: the disk, memory, and other files with texts over them.
@Suite struct FilesTests {
  private static let files = MemoryFiles([
    "rules/main.yml": Array("hlmap: 1\ninclude: [part.yml]\nschema: [v.fields.yml]\n".utf8),
    "rules/part.yml": Array("hlmap: 1\nstages: [{to: vendor.a, from: a}]\n".utf8),
    "rules/v.fields.yml": Array("vendor.a: keyword\nvendor.b: keyword\n".utf8),
    "other.yml": Array("hlmap: 1\n".utf8),
  ])

  private func mapped(_ files: any Files, _ path: String = "rules/main.yml") throws -> String {
    var mapper = try Rules.load(path, files: files).makeMapper()
    return String(decoding: mapper.map(#"{"a":"1","b":"2"}"#.utf8).first ?? [], as: UTF8.self)
  }

  @Test(arguments: [
    "rules/main.yml", "./rules/main.yml", "/rules/main.yml", "rules/../rules/main.yml",
  ])
  func memory(path: String) throws {
    #expect(try mapped(Self.files, path) == #"{"vendor":{"a":"1"}}"#)
  }

  @Test func texts() throws {
    var overlaid = OverlaidFiles(over: Self.files)
    overlaid["./rules/part.yml"] = Array("hlmap: 1\nstages: [{to: vendor.b, from: b}]\n".utf8)
    #expect(try mapped(overlaid) == #"{"vendor":{"b":"2"}}"#)
    #expect(overlaid["rules/part.yml"] != nil && overlaid["rules/main.yml"] == nil)
    overlaid["rules/part.yml"] = nil
    #expect(try mapped(overlaid) == #"{"vendor":{"a":"1"}}"#)
  }

  @Test func outside() throws {
    let rules = Array("hlmap: 1\ninclude: [../other.yml]\n".utf8)
    var overlaid = OverlaidFiles(over: Self.files)
    overlaid["rules/main.yml"] = rules
    #expect(throws: RuleErrors.self) { try Rules.load("rules/main.yml", files: overlaid) }
    _ = try Rules.load("rules/main.yml", files: overlaid, roots: ["."])
  }

  @Test func circles() {
    let files = MemoryFiles(["a.yml": Array("hlmap: 1\ninclude: [./a.yml]\n".utf8)])
    do throws(RuleErrors) {
      _ = try Rules.load("a.yml", files: files)
      Issue.record("the file includes itself")
    } catch {
      #expect(error.findings.contains { $0.message.contains("includes itself") })
    }
  }

  @Test func theDiskRefusesWhatIsNoFile() {
    for (path, reason) in [
      ("/dev/null", FileFailure.Reason.unreadable), ("/", .unreadable), ("/none", .missing),
      ("a\0b", .missing), ("", .missing),
    ] {
      do throws(FileFailure) {
        _ = try DiskFiles().read(path, limit: 10)
        Issue.record("\(path) is no file")
      } catch {
        #expect(error.reason == reason, "\(path)")
      }
    }
    let file = "\(ProjectFiles.root)/README.md"
    #expect(throws: FileFailure.self) { try DiskFiles().read(file, limit: 10) }
    #expect(DiskFiles().identity(of: file) == DiskFiles().identity(of: "/proc/self/root" + file))
  }
}
