import Diagnostics
import Functions
import Schema
import Text

/// Declarations that nothing uses.
extension Checker {
  /// Notes what the mapping reads, for the checks that ask what nothing reads.
  func gather(_ file: Mapping) {
    StageWalk(
      onStage: { stage in
        guard case .decode(let decode) = stage.kind, let name = decode.name else { return }
        if DecodeKindTable.rules(named: decode.kind.value)?.givesTexts == true {
          self.textualDecodes.insert(name.value)
        }
      },
      onAssignment: { self.noteCast($0) },
      onExpression: { expression in
        guard let path = expression.plainPath else { return }
        switch path.root {
        case .named(let name): self.readRoots.insert(name)
        case .out: self.noteRead(path)
        case .event: if path.isDashedName { self.dashedPaths.append(path) }
        case .raw, .item, .tested: break
        }
      }
    ).walk(file)
  }

  /// Every prefix counts: `$out.user` reads `user.name` too, and the other way round.
  private func noteRead(_ path: Path) {
    let members = path.steps.prefix { $0.value.isMember }.compactMap(\.value.member)
    for count in members.indices { readOutput.insert(members[...count].joined(separator: ".")) }
    readOutput.insert(members.joined(separator: ".") + ".*")
  }

  private func noteCast(_ assignment: Assignment) {
    guard assignment.lookup == nil, assignment.cast == nil,
      case .expression(let expression) = assignment.source,
      let path = expression.plainPath, path.root == .event,
      let target = assignment.targets.first, let field = compiler.field(target.value)
    else { return }
    switch field.type.family {
    case .integer, .float, .ip, .date: castPaths[path.text] = (field.type, expression.span)
    case .text, .boolean, .geoPoint, .open: break
    }
  }

  func checkUnused() {
    // A name that is not known may be a slip for the one that seems unused.
    let mistaken = Set(compiler.diagnostics.map(\.code))
    if !rules.isIncomplete { checkUnusedDeclarations(mistaken) }
    for file in files where !mistaken.contains(.unknownRoot) {
      StageWalk(onBinding: { binding in
        guard !self.readRoots.contains(binding.name.value) else { return }
        self.report(
          .unused(
            .unusedBinding, "value", binding.name,
            "read it as `$\(binding.name.value)`, or remove the entry"))
      }).walk(file)
      StageWalk(onStage: { stage in
        guard case .decode(let decode) = stage.kind, let name = decode.name,
          !self.readRoots.contains(name.value)
        else { return }
        self.report(
          .unused(.unusedDecode, "result", name, "read it as `$\(name.value)`, or remove the stage")
        )
      }).walk(file)
    }
  }

  private func checkUnusedDeclarations(_ mistaken: Set<DiagnosticCode>) {
    // A file without stages is there to be included; what it declares is for others.
    for file in files where !file.stages.isEmpty || files.count > 1 {
      let isLibrary = file.span.source != files.last?.span.source
      for fragment in file.fragments
      where !isLibrary && !mistaken.contains(.unknownFragment)
        && !rules.usedFragments.contains(fragment.name.value)
      {
        report(.unused(.unusedFragment, "fragment", fragment.name, "`use:` it, or remove it"))
      }
      for table in file.tables
      where !isLibrary && !mistaken.contains(.unknownTable)
        && !compiler.usedTables.contains(table.name.value)
      {
        report(.unused(.unusedTable, "table", table.name, "name it in a `lookup:`, or remove it"))
      }
      if !isLibrary, !mistaken.contains(.unknownField) { checkUnusedFields(of: file) }
    }
  }

  private func checkUnusedFields(of file: Mapping) {
    // What stands below an open field counts as a use of it, and what is written whole of all below.
    func groups(of name: String) -> [String] {
      name.utf8.indices.filter { name.utf8[$0] == UInt8(ascii: ".") }.map { String(name[..<$0]) }
    }
    var written = Set(compiler.writtenFields.keys)
    for name in compiler.writtenFields.keys { written.formUnion(groups(of: name)) }
    func isWritten(_ name: String) -> Bool {
      written.contains(name) || groups(of: name).contains { compiler.writtenFields[$0] != nil }
    }
    for layer in file.schemas {
      switch layer {
      case .named: continue
      case .file(_, let declarations), .inline(let declarations):
        for declaration in declarations where !isWritten(declaration.name.value) {
          report(
            .unused(
              .unusedField, "field", declaration.name,
              "write it, or remove the declaration", severity: .info, verb: "written"))
        }
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func unused(
    _ code: DiagnosticCode, _ kind: String,
    _ name: Located<String>, _ help: String, severity: Severity = .warning, verb: String = "used"
  ) -> Diagnostic {
    Diagnostic(
      code, severity, "\(kind) `\(name.value)` is never \(verb)", at: name.span, help: help)
  }
}
