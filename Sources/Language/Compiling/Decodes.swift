import Diagnostics
import Events
import Functions
import Planning
import Text

/// `decode:` of a stage, and of the file.
extension Compiler {
  func compileDecode(_ decode: Decode, _ context: inout Context) {
    // Known by its name even when its kind is wrong, so that one mistake is reported once.
    let kind = kind(of: decode)
    let decoder = kind.flatMap { self.decoder(of: decode, $0) }
    guard let name = decode.name else { return }
    if let bound = context.bindings[name.value] {
      return report(.shadows(name, ("a value of a `let`", bound.span)))
    }
    let source = value(of: decode.source, context)
    let otherwise = decode.otherwise.map { value(of: $0, context) }
    let tree = PlanBuilder.Tree(
      .auxiliary(scope: builder.makeScope()), name: "$\(name.value)")
    _ = builder.register(of: [], in: tree)
    var pending = PlanBuilder.PendingDecode(
      kind: kind, decoder: decoder ?? .failing, source: source, otherwise: otherwise, tree: tree)
    pending.readsWhole = kind?.singleValue != nil || builder.isProbed
    pending.parameter = decode.parameter.map { value(of: $0, context) }
    pending.onError = onError(of: decode)
    if let kind { pending.label = label(of: decode, kind) }
    builder.decodes.append(pending)
    if let decoder {
      decodeMembers[builder.decodes.count - 1] = members(of: decode, decoder, context)
    }
    context.decodes[name.value] = builder.decodes.count - 1
    builder.add(.decode(UInt32(builder.decodes.count - 1)))
    builder.probe(.result, decode.span, tree.registers[0])
  }

  private func label(of decode: Decode, _ kind: DecodeKind) -> DecodePlan.Label {
    let result = decode.name.map { " → $\($0.value)" } ?? ""
    var failure = kind.failure
    if decode.name == nil, kind.givesAny { failure += " object" }
    return DecodePlan.Label(
      name: decode.kind.value + result, failure: failure, span: decode.kind.span)
  }

  /// The tag of a decode that fails is named after its result, that of the file's after its kind.
  private func onError(of decode: Decode) -> WriteRule.OnError {
    switch decode.onError?.value {
    case nil, .skip, .value: .skip
    case .reject: .reject
    case .tag: tag("undecodable:\(decode.name?.value ?? decode.kind.value)", at: decode.span)
    }
  }

  /// The file's `decode:`: its result is the event.
  func compileEventDecode(_ decode: Decode) {
    guard let kind = kind(of: decode), let decoder = decoder(of: decode, kind) else { return }
    if let value = kind.singleValue {
      report(
        Diagnostic(
          .badDecode, "`\(kind.name)` gives a \(value), and the event must be an object",
          at: decode.kind.span, help: "decode it in a stage"))
      return
    }
    builder.input.decode = builder.decodes.count
    builder.input.otherwise = .reject
    let takesReceived = decode.otherwise.map(isReceived) ?? false
    if takesReceived, let onError = decode.onError {
      report(
        Diagnostic(
          .conflictingKeys, "`on_error` says nothing where there is an `else`", at: onError.span,
          help: "what does not decode is taken as received; leave one of the two out"))
    }
    if takesReceived { builder.input.otherwise = .raw }
    let otherwise = takesReceived ? nil : decode.otherwise
    for expression in [decode.source, decode.parameter, otherwise].compactMap({ $0 })
    where !readsReceivedAlone(expression) {
      builder.input.decode = nil
      return
    }
    var operands: [Register?] = []
    let prologue = builder.block {
      let context = Context(targets: mainTargets)
      operands = [decode.source, decode.parameter, otherwise].map { expression in
        expression.map {
          builder.origin = $0.span
          return value(of: $0, context)
        }
      }
    }
    if !builder.isEmpty(prologue) { builder.input.prologue = prologue }
    guard let source = operands[0] else { preconditionFailure("a decode has a source") }
    eventMembers = members(of: decode, decoder, Context(targets: mainTargets))
    var pending = PlanBuilder.PendingDecode(
      kind: kind, decoder: decoder, source: source, otherwise: operands[2], tree: builder.event)
    pending.parameter = operands[1]
    pending.onError = decode.onError == nil ? .reject : onError(of: decode)
    pending.label = label(of: decode, kind)
    builder.decodes.append(pending)
  }

  /// Whether an expression is the event as received.
  private func isReceived(_ expression: Expression) -> Bool {
    guard case .path(let path) = expression else { return false }
    return path.root == .raw && path.steps.isEmpty
  }

  /// Whether an expression can be computed before the event is decoded; a finding where it cannot.
  private func readsReceivedAlone(_ expression: Expression) -> Bool {
    let paths = expression.paths
    let stranger = paths.first { $0.root != .raw && $0.root != .tested }
    if stranger == nil, !paths.isEmpty, !isReceived(expression) { return true }
    report(
      Diagnostic(
        .badDecode, "the file's `decode:` reads the event as received",
        at: stranger?.span ?? expression.span,
        help: "write a path such as `$raw.message`, or an expression of such paths"))
    return false
  }

  // MARK: Kinds

  /// The kind that a decode names; nil, with a finding, where there is none.
  func kind(of decode: Decode) -> DecodeKind? {
    if let kind = DecodeKindTable.rules(named: decode.kind.value) { return kind }
    report(.unknownKind(decode.kind))
    return nil
  }

  /// How the text is read; nil, with a finding, where it cannot be.
  func decoder(of decode: Decode, _ kind: DecodeKind) -> TextDecoder? {
    let options = DecodeOptions(decode, self)
    guard var settings = options.settings(for: kind) else { return nil }
    let decoder = kind.prepare(&settings)
    for mistake in settings.mistakes { options.report(mistake) }
    return decoder
  }
}

extension Diagnostic {
  fileprivate static func unknownKind(_ kind: Located<String>) -> Diagnostic {
    let kinds = DecodeKindTable.rules.map(\.name)
    let nearest = Suggestion.nearest(to: kind.value, in: kinds)
    return Diagnostic(
      .badDecode, "there is no way to decode `\(kind.value)`", at: kind.span,
      help: nearest.map { "did you mean `\($0)`?" }
        ?? "the kinds are \(kinds.joined(separator: ", "))",
      fix: nearest.map { Fix(kind.span, $0) })
  }
}
