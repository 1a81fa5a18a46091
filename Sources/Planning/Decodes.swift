import Diagnostics
import Events
import Functions
import Parsing

/// `decode:` of a stage, and of the file.
extension Compiler {
  static let decodeKinds = ["json", "kv", "csv", "dissect", "regex", "base64", "url"]
  /// Kinds of the language that this version does not read yet.
  private static let laterKinds = [
    "dsv", "xml", "windows_event", "cef", "leef", "grok", "user_agent",
  ]

  func compile(_ decode: Decode, _ context: inout Context) {
    // Known by its name even when its kind is wrong, so that one mistake is reported once.
    let kind = decodeKind(decode) ?? .json
    guard let name = decode.name else { return }
    let source = value(of: decode.source, context)
    let otherwise = decode.otherwise.map { value(of: $0, context) }
    let tree = PlanBuilder.Tree(
      .auxiliary(scope: builder.makeScope()), name: "$\(name.value)")
    _ = builder.register(of: [], in: tree)
    var pending = PlanBuilder.PendingDecode(
      kind: kind, source: source, otherwise: otherwise, tree: tree)
    if case .base64 = kind { pending.readsWhole = true }
    builder.decodes.append(pending)
    context.decodes[name.value] = builder.decodes.count - 1
    builder.add(.decode(UInt32(builder.decodes.count - 1)))
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
    builder.input.decode = builder.decodes.count
    let source = builder.register(of: path.steps.compactMap(\.value.member), in: builder.raw)
    builder.decodes.append(.init(kind: kind, source: source, otherwise: nil, tree: builder.event))
  }

  // MARK: Kinds and their options

  private func decodeKind(_ decode: Decode) -> DecodePlan.Kind? {
    let options = Options(decode, self)
    switch decode.kind.value {
    case "json":
      guard options.allow([]) else { return nil }
      return .json
    case "base64":
      guard options.allow([]) else { return nil }
      return .base64
    case "url":
      guard options.allow([]), let function = FunctionTable.named("url_parts"),
        let call = FunctionCall(function, argumentCount: 1, prepared: nil)
      else { return nil }
      return .url(call)
    case "kv":
      guard options.allow(["pair_separator", "value_separator", "trim"]) else { return nil }
      var format = KeyValueFormat()
      if let text = options.text("pair_separator") { format.pairSeparator = Array(text.utf8) }
      if let text = options.text("value_separator") {
        guard !text.isEmpty else { return options.empty("value_separator") }
        format.valueSeparator = Array(text.utf8)
      }
      if let text = options.text("trim") { format.trimmed = Array(text.utf8) }
      return .keyValue(format)
    case "csv":
      guard options.allow(["columns", "delimiter", "quote"]),
        let columns = options.texts("columns")
      else { return nil }
      var format = SeparatedFormat(columns: columns.map { Array($0.utf8) })
      if let text = options.text("delimiter") {
        guard !text.isEmpty else { return options.empty("delimiter") }
        format.delimiter = Array(text.utf8)
      }
      if let text = options.text("quote") {
        guard text.utf8.count == 1, let quote = text.utf8.first else {
          return options.empty("quote")
        }
        format.quote = quote
      }
      return .separated(format)
    case "dissect":
      guard options.allow(["pattern"]), let pattern = options.required("pattern") else {
        return nil
      }
      do {
        return .dissect(try DissectPattern(pattern.value))
      } catch {
        report(Diagnostic(.badPattern, error.message, at: pattern.span, help: error.help))
        return nil
      }
    case "regex":
      guard options.allow(["pattern"]), let pattern = options.required("pattern") else {
        return nil
      }
      do {
        let regex = try Regex(pattern.value)
        guard !regex.groupNames.isEmpty else {
          report(
            Diagnostic(
              .badPattern, "the pattern names no group, so it decodes nothing", at: pattern.span,
              help: "name what to keep: `(?<user>\\w+)`"))
          return nil
        }
        return .regex(regex)
      } catch {
        report(
          Diagnostic(
            .badPattern, error.message, at: pattern.span,
            help: "the pattern stops making sense at character \(error.offset + 1)"))
        return nil
      }
    default:
      report(.unknownKind(decode.kind, isLater: Compiler.laterKinds.contains(decode.kind.value)))
      return nil
    }
  }

  /// The keys of a decode beside its kind.
  private struct Options {
    let decode: Decode
    let compiler: Compiler

    init(_ decode: Decode, _ compiler: Compiler) {
      self.decode = decode
      self.compiler = compiler
    }

    /// Whether only these are given; reports others.
    func allow(_ names: [String]) -> Bool {
      var isSound = true
      for (name, _) in decode.options where !names.contains(name.value) {
        let nearest = Suggestion.nearest(to: name.value, in: names)
        compiler.report(
          Diagnostic(
            .unknownKey, "`\(decode.kind.value)` has no option `\(name.value)`", at: name.span,
            help: nearest.map { "did you mean `\($0)`?" }
              ?? (names.isEmpty
                ? "it takes no options" : "its options are \(names.joined(separator: ", "))"),
            fix: nearest.map { .init(name.span, $0) }))
        isSound = false
      }
      return isSound
    }

    private func constant(_ name: String) -> Located<Constant>? {
      decode.options.first { $0.name.value == name }?.value
    }

    func text(_ name: String) -> String? {
      guard let constant = constant(name) else { return nil }
      guard case .text(let text) = constant.value else {
        compiler.report(
          Diagnostic(
            .wrongShape, "`\(name)` must be a text", at: constant.span, help: "write it in quotes"))
        return nil
      }
      return text
    }

    func required(_ name: String) -> Located<String>? {
      guard let constant = constant(name) else {
        compiler.report(
          Diagnostic(
            .missingKey, "`\(decode.kind.value)` needs `\(name)`", at: decode.kind.span,
            help: "add `\(name):` beside it"))
        return nil
      }
      return text(name).map { Located($0, constant.span) }
    }

    func texts(_ name: String) -> [String]? {
      guard required(list: name), let constant = constant(name),
        case .list(let items) = constant.value
      else { return nil }
      var texts: [String] = []
      for item in items {
        guard case .text(let text) = item else {
          compiler.report(
            Diagnostic(
              .wrongShape, "`\(name)` must be a list of texts", at: constant.span,
              help: "write `[a, b]`"))
          return nil
        }
        texts.append(text)
      }
      return texts
    }

    private func required(list name: String) -> Bool {
      if let constant = constant(name) {
        if case .list(let items) = constant.value, !items.isEmpty { return true }
        compiler.report(
          Diagnostic(
            .wrongShape, "`\(name)` must be a list of texts", at: constant.span,
            help: "write `[a, b]`"))
      } else {
        compiler.report(
          Diagnostic(
            .missingKey, "`\(decode.kind.value)` needs `\(name)`", at: decode.kind.span,
            help: "add `\(name): [a, b]` beside it"))
      }
      return false
    }

    func empty(_ name: String) -> DecodePlan.Kind? {
      compiler.report(
        Diagnostic(
          .badConstant,
          name == "quote" ? "`quote` must be one character" : "`\(name)` must not be empty",
          at: constant(name)?.span ?? decode.span, help: "leave it out for the default"))
      return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownKind(_ kind: Located<String>, isLater: Bool) -> Diagnostic {
    let nearest = isLater ? nil : Suggestion.nearest(to: kind.value, in: Compiler.decodeKinds)
    return Diagnostic(
      .badDecode,
      isLater
        ? "`\(kind.value)` is not available in this version"
        : "there is no way to decode `\(kind.value)`", at: kind.span,
      help: nearest.map { "did you mean `\($0)`?" }
        ?? "the kinds are \(Compiler.decodeKinds.joined(separator: ", "))",
      fix: nearest.map { Fix(kind.span, $0) })
  }
}
