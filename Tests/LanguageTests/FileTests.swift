import Diagnostics
import Foundation
import Glibc
import Schema
import Testing
import Text

@testable import Language

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

func remove(_ path: String) { unlink(path) }

/// A folder for one test, removed with the files written into it.
final class Folder {
  let path: String
  private var names: [String] = []

  init() {
    path = NSTemporaryDirectory() + "hl-map-tests-\(UInt64.random(in: 0...UInt64.max))"
    mkdir(path, 0o700)
    mkdir(path + "/sub", 0o700)
  }

  func add(_ name: String, _ text: String) {
    names.append(name)
    write(Array(text.utf8), to: path + "/" + name)
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path + "/sub")
    rmdir(path)
  }
}

/// Reading from disk, includes and schema files.
@Suite struct FileTests {
  @Test func filesThatCannotBeRead() {
    let folder = Folder()
    folder.add("secret.yml", "hlmap: 1\n")
    chmod(folder.path + "/secret.yml", 0)
    mkfifo(folder.path + "/fifo", 0o600)
    defer { unlink(folder.path + "/fifo") }
    let cases: [(String, DiagnosticCode)] = [
      (folder.path + "/none.yml", .fileNotFound), (folder.path + "/none/x.yml", .fileNotFound),
      ("", .fileNotFound), ("a\0b", .fileNotFound), (folder.path, .fileUnreadable),
      (folder.path + "/fifo", .fileUnreadable), ("/dev/null", .fileUnreadable),
      ("/dev/zero", .fileUnreadable),
    ]
    for (path, code) in cases {
      let file = RuleFileReader.read(path: path)
      #expect(file.diagnostics.map(\.code) == [code], "\(path)")
      #expect(file.mapping == nil && file.hasErrors)
      #expect(file.diagnostics.first?.span == nil)
    }
    if geteuid() != 0 {
      let file = RuleFileReader.read(path: folder.path + "/secret.yml")
      #expect(file.diagnostics.map(\.code) == [.fileUnreadable])
    }
  }

  @Test func largeFilesAreRefusedUnread() {
    let folder = Folder()
    folder.add("big.yml", String(repeating: "#", count: 10_000_000))
    let file = RuleFileReader.read(path: folder.path + "/big.yml")
    #expect(file.diagnostics.map(\.code) == [.fileTooLarge])
    #expect(file.sources.texts.isEmpty)
  }

  @Test func includesAndSchemasAreRelativeToTheirFile() throws {
    let folder = Folder()
    folder.add("main.yml", "hlmap: 1\ninclude: [./sub/a.yml, sub/b.yml]\nschema: ./sub/f.yml\n")
    folder.add("sub/a.yml", "hlmap: 1\nname: a\nschema: f.yml\ninclude: b.yml\n")
    folder.add("sub/b.yml", "hlmap: 1\nname: b\nstages: [{drop: true, when: x = 1}]\n")
    folder.add("sub/f.yml", "x.y: keyword\nx.z: {type: long, description: Count, array: true}\n")
    let file = RuleFileReader.read(path: folder.path + "/main.yml")
    #expect(
      file.files
        == ["main.yml", "sub/f.yml", "sub/a.yml", "sub/b.yml"].map {
          folder.path + "/" + $0
        })
    let mapping = try #require(file.mapping)
    #expect(mapping.includes.map(\.name?.value) == ["a"])
    #expect(mapping.includes[0].includes.map(\.name?.value) == ["b"])
    for layer in [mapping.schemas[0], mapping.includes[0].schemas[0]] {
      guard case .file(_, let fields) = layer else {
        Issue.record("a layer from a file")
        continue
      }
      #expect(fields.map(\.name.value) == ["x.y", "x.z"])
      #expect(fields[1].description == "Count")
      #expect(fields[1].isArray == true)
    }
    #expect(file.diagnostics.count == 1)
    #expect(
      CompactReport(sources: file.sources).render(file.diagnostics)
        .hasPrefix(folder.path + "/sub/b.yml:3:31: error[HL1201]"))
  }

  @Test func cycles() {
    let folder = Folder()
    folder.add("a.yml", "hlmap: 1\ninclude: b.yml\n")
    folder.add("b.yml", "hlmap: 1\ninclude: sub/../a.yml\n")
    let file = RuleFileReader.read(path: folder.path + "/a.yml")
    #expect(file.diagnostics.map(\.code) == [.includeCycle])
    #expect(
      file.diagnostics.first?.message
        == "the file includes itself: `\(folder.path)/a.yml` → `\(folder.path)/b.yml` → "
        + "`\(folder.path)/sub/../a.yml`")
    #expect(
      file.diagnostics.first.flatMap(\.span).map { file.sources.location(of: $0) }
        == "\(folder.path)/b.yml:2:10")
  }

  @Test func missingFilesAreReportedWhereTheyAreNamed() {
    let folder = Folder()
    folder.add("a.yml", "hlmap: 1\ninclude: [x.yml, sub]\nschema: y.fields.yml\n")
    let file = RuleFileReader.read(path: folder.path + "/a.yml")
    let lines = CompactReport(sources: file.sources).render(file.diagnostics)
      .split(separator: "\n").map { $0.dropFirst(folder.path.count).prefix { $0 != "`" } }
    #expect(
      lines == [
        "/a.yml:2:11: error[HL1001]: the file ", "/a.yml:2:18: error[HL1002]: ",
        "/a.yml:3:9: error[HL1001]: the file ",
      ])
  }

  @Test func manyFiles() {
    let folder = Folder()
    let names = (0..<300).map { "f\($0).yml" }
    for name in names { folder.add(name, "hlmap: 1\n") }
    folder.add("a.yml", "hlmap: 1\ninclude: [" + names.joined(separator: ", ") + "]\n")
    let file = RuleFileReader.read(path: folder.path + "/a.yml")
    #expect(file.files.count == 256)
    #expect(file.diagnostics.map(\.code) == [.yamlTooLarge])
  }

  @Test func longChainsOfIncludes() {
    let folder = Folder()
    for index in 0..<300 {
      folder.add("f\(index).yml", "hlmap: 1\ninclude: f\(index + 1).yml\n")
    }
    let file = RuleFileReader.read(path: folder.path + "/f0.yml")
    #expect(file.diagnostics.map(\.code) == [.yamlTooLarge])
  }
}
