import Diagnostics
import Events
import JSON
import Planning
import Text

/// Paths of templates: `json.message.user.name` becomes a register, no look-up is left.
extension IntakeCompiler {
  /// A name and the keys after it, as far as they are known when the rules load.
  struct Path {
    /// The name and the keys.
    var names: [Located<String>]

    var root: Located<String> { names[0] }
    var keys: ArraySlice<Located<String>> { names[1...] }
  }

  /// The path that an expression is; nil where it computes anything.
  func path(_ expression: TemplateExpression) -> Path? {
    switch expression {
    case .name(let name, let span):
      if variable(named: name) != nil { return nil }
      var path = Path(names: [])
      path.names.reserveCapacity(4)
      path.names.append(Located(name, span))
      return path
    case .path(let names):
      return variable(named: names[0].value) == nil ? Path(names: names) : nil
    case .attribute(let base, let name):
      guard var path = path(base) else { return nil }
      path.names.append(name)
      return path
    case .item(let base, .constant(.text(let key), let span), _):
      guard var path = path(base) else { return nil }
      path.names.append(Located(key, span))
      return path
    default: return nil
    }
  }

  /// The register of a path's value.
  ///
  /// Where `fail` is given, reading through an undefined value goes there; without it such a value
  /// is absent.
  func register(of path: Path, fail: PlanBuilder.Label?) -> Register {
    let keys = path.keys
    switch layers[path.root.value] {
    case .input:
      let (value, holder) = builder.register(of: keys, in: builder.event)
      if keys.count > 1, let holder { need(holder, fail) }
      return value
    case .external(let layer): return register(of: keys, in: layer, path, fail)
    case .document(let document):
      let (node, holder) = document.register(of: keys)
      if let holder, !isAlwaysThere(keys.dropLast(), in: document) { need(holder, fail) }
      let value = builder.makeTemporary()
      builder.add(.readNode(to: value, from: node, document: UInt32(document.number)))
      guard isAlwaysThere(keys, in: document) else { return value }
      let end = builder.makeLabel()
      builder.add(.jumpIfPresent(value, 0), to: end)
      builder.add(.move(to: value, from: builder.constant(.emptyObject)))
      builder.place(end)
      return value
    case nil:
      if path.root.value == "null" || path.root.value == "Null" || path.root.value == "NULL" {
        return undefined(keys, fail)
      }
      let isStage = stage(named: path.root.value) != nil
      let near = nearest(to: path.root.value, in: layers.names.sorted())
      warn(
        .undefinedReference,
        isStage
          ? "the stage `\(path.root.value)` is not in the pipeline, so this is undefined"
          : "nothing is named `\(path.root.value)`, so this is undefined", at: path.root.span,
        help: near.map { "did you mean `\($0)`?" }
          ?? "name an entry of the pipeline, `original` or `final`",
        fix: near.map { .init(path.root.span, $0) })
      return undefined(keys, fail)
    }
  }

  /// Whether keys name `final.event`, which exists from the start; it is not written while it is
  /// empty.
  private func isAlwaysThere(
    _ keys: ArraySlice<Located<String>>, in document: DocumentBuilder
  ) -> Bool {
    document === event && keys.count == 1 && keys.first?.value == "event"
  }

  private func register(
    of keys: ArraySlice<Located<String>>, in layer: ExternalLayer, _ path: Path,
    _ fail: PlanBuilder.Label?
  ) -> Register {
    guard let output = keys.first else { return layer.exists }
    guard let tree = layer.outputs[output.value] else {
      need(layer.exists, fail)
      let near = nearest(to: output.value, in: layer.outputs.names.sorted())
      warn(
        .undefinedReference, "the stage `\(path.root.value)` has no `\(output.value)`",
        at: output.span,
        help: near.map { "did you mean `\($0)`?" }
          ?? "its results are \(layer.outputs.names.sorted().joined(separator: ", "))",
        fix: near.map { .init(output.span, $0) })
      return undefined(keys.dropFirst(), fail)
    }
    let (value, holder) = builder.register(of: keys.dropFirst(), in: tree)
    if let holder {
      need(holder, fail)
    } else {
      need(layer.exists, fail)
      tree.readsWhole = true
    }
    return value
  }

  /// What lies after a name that is not defined.
  private func undefined(
    _ keys: ArraySlice<Located<String>>, _ fail: PlanBuilder.Label?
  ) -> Register {
    if !keys.isEmpty, let fail { builder.add(.jump(0), to: fail) }
    return builder.constant(.absent)
  }

  /// Goes to `fail` unless a value is defined.
  func need(_ register: Register, _ fail: PlanBuilder.Label?) {
    if let fail { builder.add(.jumpUnlessPresent(register, 0), to: fail) }
  }

  /// The value of `base.get('key')` or `base.get('key', otherwise)` of a known path.
  func member(
    _ key: Located<String>, of base: Path, otherwise: TemplateExpression?, fail: PlanBuilder.Label
  ) -> Register {
    var inner = base
    inner.names.append(key)
    let value = register(of: inner, fail: fail)
    if let holder = holder(of: base) {
      builder.add(.jumpUnlessTest(holder, .object, 0), to: fail)
    }
    let result = builder.makeTemporary()
    let end = builder.makeLabel()
    builder.add(.move(to: result, from: value))
    builder.add(.jumpIfPresent(value, 0), to: end)
    let other = otherwise.map { self.value($0, fail: fail) } ?? builder.constant(.null)
    builder.add(.move(to: result, from: other))
    builder.place(end)
    return result
  }

  /// The register that tells whether a path is an object; nil for one that always is.
  private func holder(of path: Path) -> Register? {
    let keys = path.keys
    switch layers[path.root.value] {
    case .input: return keys.isEmpty ? nil : builder.register(of: keys, in: builder.event).value
    case .document(let document):
      return isAlwaysThere(keys, in: document) ? nil : document.register(of: keys).value
    case .external(let layer):
      guard let output = keys.first, let tree = layer.outputs[output.value] else {
        return layer.exists
      }
      return builder.register(of: keys.dropFirst(), in: tree).value
    case nil: return nil
    }
  }
}
