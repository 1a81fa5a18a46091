import Diagnostics
import Planning
import Text

/// `decode:` of a stage, and of the file.
extension Compiler {
  func compileDecode(_ decode: Decode, _ context: inout Context) {
    // Known by its name even when its kind is wrong, so that one mistake is reported once.
    let found = decodeKind(decode)
    let kind = found ?? .json
    guard let name = decode.name else { return }
    let source = value(of: decode.source, context)
    let otherwise = decode.otherwise.map { value(of: $0, context) }
    let tree = PlanBuilder.Tree(
      .auxiliary(scope: builder.makeScope()), name: "$\(name.value)")
    _ = builder.register(of: [], in: tree)
    var pending = PlanBuilder.PendingDecode(
      kind: kind, source: source, otherwise: otherwise, tree: tree)
    pending.readsWhole = builder.isProbed
    if case .base64 = kind { pending.readsWhole = true }
    pending.onError = onError(of: decode)
    pending.label = label(of: decode, kind)
    builder.decodes.append(pending)
    if let found {
      decodeMembers[builder.decodes.count - 1] = members(of: decode, found, context)
    }
    context.decodes[name.value] = builder.decodes.count - 1
    builder.add(.decode(UInt32(builder.decodes.count - 1)))
    builder.probe(.result, decode.span, tree.registers[0])
  }

  private func label(of decode: Decode, _ kind: DecodePlan.Kind) -> DecodePlan.Label {
    let result = decode.name.map { " → $\($0.value)" } ?? ""
    var failure = kind.failure
    if decode.name == nil, case .json = kind { failure += " object" }
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
    guard let kind = decodeKind(decode) else { return }
    if case .base64 = kind {
      report(
        Diagnostic(
          .badDecode, "`base64` gives a text, and the event must be an object",
          at: decode.kind.span, help: "decode it in a stage"))
      return
    }
    guard case .path(let path) = decode.source, path.root == .raw,
      path.steps.allSatisfy({ $0.value.isMember }), !path.steps.isEmpty
    else {
      report(
        Diagnostic(
          .badDecode, "the file's `decode:` reads a field of the event as received",
          at: decode.source.span, help: "write a path such as `$raw.message`"))
      return
    }
    builder.input.otherwise = .reject
    if let onError = decode.onError, decode.otherwise != nil {
      report(
        Diagnostic(
          .conflictingKeys, "`on_error` says nothing where there is an `else`", at: onError.span,
          help: "what does not decode is taken as received; leave one of the two out"))
    }
    if let otherwise = decode.otherwise {
      guard case .path(let path) = otherwise, path.root == .raw, path.steps.isEmpty else {
        report(
          Diagnostic(
            .badDecode, "`else:` of the file's `decode:` can only be `$raw`", at: otherwise.span,
            help: "leave it out to reject events that do not decode"))
        return
      }
      builder.input.otherwise = .raw
    }
    eventMembers = members(of: decode, kind, Context(targets: mainTargets))
    builder.input.decode = builder.decodes.count
    let source = builder.register(of: path.steps.compactMap(\.value.member), in: builder.raw)
    var pending = PlanBuilder.PendingDecode(
      kind: kind, source: source, otherwise: nil, tree: builder.event)
    pending.onError = decode.onError == nil ? .reject : onError(of: decode)
    pending.label = label(of: decode, kind)
    builder.decodes.append(pending)
  }
}
