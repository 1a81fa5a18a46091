import Diagnostics
import Functions
import Planning
import Text

/// Paths that can never have a value: results read before they are there, names that a pattern does
/// not capture, members of a date, numbers in a bare path.
extension IntakeChecker {
  /// What an output of external stages can hold.
  private enum Shape {
    case open
    /// A text, which has no members.
    case scalar
    case names(Set<String>)

    func union(_ other: Shape) -> Shape {
      switch (self, other) {
      case (.open, _), (_, .open): .open
      case (.scalar, let known), (let known, .scalar): known
      case (.names(let left), .names(let right)): .names(left.union(right))
      }
    }
  }

  func checkReferences() {
    let shapes = outputShapes()
    var reported: Set<Span> = []
    format.forEachTemplate { template in
      if let path = template.barePath { checkNumbers(in: path) }
      var variables: Set<String>?
      TemplateWalk(onPath: { path in
        guard path.keys.count > 1, let shape = shapes[path.root.value]?[path.keys[0].value] else {
          return
        }
        let names = variables ?? TemplateWalk.variables(of: template.nodes)
        variables = names
        guard !names.contains(path.root.value), reported.insert(path.span).inserted else { return }
        self.check(path, shape)
      }).walk(template)
    }
    checkOrder()
  }

  // MARK: Shapes

  private func outputShapes() -> [String: [String: Shape]] {
    var byTree: [ObjectIdentifier: Shape] = [:]
    for decode in compiler.builder.decodes {
      let id = ObjectIdentifier(decode.tree)
      let shape = Self.shape(of: decode)
      byTree[id] = byTree[id].map { $0.union(shape) } ?? shape
    }
    var shapes: [String: [String: Shape]] = [:]
    for (name, layer) in compiler.layers.entries {
      guard case .external(let external) = layer else { continue }
      for (output, tree) in external.outputs.entries {
        shapes[name, default: [:]][output] = byTree[ObjectIdentifier(tree)] ?? .open
      }
    }
    return shapes
  }

  private static func shape(of decode: PlanBuilder.PendingDecode) -> Shape {
    switch decode.decoder.names {
    case .fields(let names): .names(Set(names))
    case .paths, .unknown: decode.kind?.singleValue != nil ? .scalar : .open
    }
  }

  private func check(_ path: TemplatePath, _ shape: Shape) {
    let key = path.keys[1]
    switch shape {
    case .open: return
    case .scalar: report(.memberOfText(key, path))
    case .names(let names):
      guard !names.contains(key.value), !names.contains(where: { $0.hasPrefix("\(key.value).") })
      else { return }
      // Patterns that are referred to without a name are captured too, by their own in capitals.
      let known = names.filter { $0.contains(where: \.isLowercase) }.sorted()
      report(.notCaptured(key, path, Suggestion.nearest(to: key.value, in: known)))
    }
  }

  // MARK: Bare paths

  /// `{{ a.0.b }}` walks maps only: a number is a key there.
  private func checkNumbers(in path: [Located<String>]) {
    for (before, part) in zip(path, path.dropFirst()) where part.value.utf8.allSatisfy(isDigit) {
      report(.numberInBarePath(part, after: before))
      return
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  // MARK: Order

  /// An entry that reads what only later entries give.
  private func checkOrder() {
    var first: [String: Int] = [:]
    var last: [String: Int] = [:]
    for (number, entry) in format.pipeline.enumerated() {
      first[entry.name.value] = first[entry.name.value] ?? number
      last[entry.name.value] = number
    }
    var reported: Set<Span> = []
    for (number, entry) in format.pipeline.enumerated() {
      func visit(_ template: Template) {
        var variables: Set<String>?
        TemplateWalk(onPath: { path in
          guard let giver = first[path.root.value], giver > number,
            path.root.value != "original", path.root.value != "final"
          else { return }
          let names = variables ?? TemplateWalk.variables(of: template.nodes)
          variables = names
          guard !names.contains(path.root.value), reported.insert(path.root.span).inserted else {
            return
          }
          self.report(.readTooEarly(path.root, self.format.pipeline[giver].name))
        }).walk(template)
      }
      if let filter = entry.filter { visit(filter) }
      for (_, value) in entry.external?.properties ?? [] {
        if case .template(let template) = value { visit(template) }
      }
      // A stage that runs again may read then what is given later.
      guard first[entry.name.value] == number, last[entry.name.value] == number,
        let stage = stage(of: entry)
      else { continue }
      for action in stage.actions {
        action.filter.map(visit)
        for (_, value) in action.set { if case .template(let template) = value { visit(template) } }
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func memberOfText(_ key: Located<String>, _ path: TemplatePath) -> Diagnostic {
    Diagnostic(
      .undefinedReference, .warning,
      "`\(path.root.value).\(path.keys[0].value)` is a date, so it has no `\(key.value)`",
      at: key.span, help: "write `\(path.root.value).\(path.keys[0].value)`")
  }

  fileprivate static func notCaptured(
    _ key: Located<String>, _ path: TemplatePath, _ near: String?
  ) -> Diagnostic {
    Diagnostic(
      .undefinedReference, .warning,
      "`\(path.root.value)` never gives `\(key.value)`, so this is undefined", at: key.span,
      label: "no pattern or column of that name",
      help: near.map { "did you mean `\($0)`?" } ?? "capture it in the pattern, or remove this",
      fix: near.flatMap { $0.isPlainName ? Fix(key.span, $0) : nil })
  }

  fileprivate static func numberInBarePath(
    _ part: Located<String>, after before: Located<String>
  ) -> Diagnostic {
    let place = Span(
      source: part.span.source, lower: Int(before.span.upper), upper: Int(part.span.upper))
    return Diagnostic(
      .numberInBarePath, .warning,
      "a path alone does not look into lists, so `.\(part.value)` finds nothing", at: place,
      help: "write `[\(part.value)]`", fix: Fix(place, "[\(part.value)]"))
  }

  fileprivate static func readTooEarly(_ name: Located<String>, _ giver: Located<String>)
    -> Diagnostic
  {
    Diagnostic(
      .undefinedReference, .warning, "`\(name.value)` runs later, so this is undefined here",
      at: name.span, labels: [Label(giver.span, "runs here")],
      help: "move the entry in front of the one that reads it")
  }
}

extension String {
  /// Whether the text can follow a dot in a template.
  var isPlainName: Bool {
    utf8.first.map { (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F } ?? false
      && utf8.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F
      }
  }
}
