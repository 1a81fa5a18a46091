import Diagnostics
import Events
import Functions
import Parsing

/// `infer:` fields that follow from others; they run after all stages.
extension Compiler {
  private static let inferences = RuleNames.inferences

  func compileInferences(_ inferences: [Inference], _ context: Context) {
    for inference in inferences {
      builder.origin = inference.name.span
      let end = builder.makeLabel()
      compile(inference.when, jumpTo: end, context) { infer(inference) }
      builder.place(end)
    }
  }

  private func infer(_ inference: Inference) {
    switch inference.name.value {
    case "related": inferRelated(inference.name.span)
    case "address": inferAddresses(inference.name.span)
    case "host.name":
      inferFirst(of: ["host.hostname"], to: "host.name", inference.name.span)
    case "file": targetInference(inference.name.span).inferFile()
    case "url": targetInference(inference.name.span).inferURL()
    case "user_agent": inferUserAgent(inference.name.span)
    case "registered_domain": inferDomains(inference.name.span)
    default:
      let nearest = Suggestion.nearest(to: inference.name.value, in: Compiler.inferences)
      report(
        Diagnostic(
          .unknownInference, "nothing is known of inferring `\(inference.name.value)`",
          at: inference.name.span,
          help: nearest.map { "did you mean `\($0)`?" }
            ?? "what can be inferred: \(Compiler.inferences.joined(separator: ", "))",
          fix: nearest.map { .init(inference.name.span, $0) }))
    }
  }

  /// `related.*`: every address, host, user and hash of the event, each once.
  private func inferRelated(_ span: Span) {
    for (name, sources) in InferredFields.related {
      collect(sources, into: "related.\(name)", span)
    }
    let hashed = ["file", "process", "process.parent", "dll", "tls.server"].map { $0 + ".hash." }
    let written = mainTargets.registers.keys.filter { name in
      hashed.contains { name.hasPrefix($0) && !name.dropFirst($0.count).contains(".") }
    }
    let order = ["md5", "sha1", "sha256", "sha384", "sha512"]
    func rank(_ name: String) -> (Int, Int, String) {
      let algorithm = name.split(separator: ".").last.map(String.init) ?? name
      let family = hashed.firstIndex { name.hasPrefix($0) } ?? hashed.count
      return (family, order.firstIndex(of: algorithm) ?? order.count, algorithm)
    }
    collect(written.sorted { rank($0) < rank($1) }, into: "related.hash", span)
  }

  /// Gathers the fields that some rule writes; without one nothing is inferred.
  private func collect(_ names: [String], into name: String, _ span: Span) {
    let written = names.compactMap { mainTargets.registers[$0] }
    guard !written.isEmpty, let field = target(named: name, at: span, in: mainTargets) else {
      return
    }
    let (start, count) = builder.argumentRun([field.register] + written)
    builder.add(.collect(to: field.register, arguments: start, count: count))
  }

  /// `<side>.address` from `<side>.domain`, else `<side>.ip`, where it is not set.
  private func inferAddresses(_ span: Span) {
    for side in InferredFields.sides {
      inferFirst(of: ["\(side).domain", "\(side).ip"], to: "\(side).address", span)
    }
  }

  private func inferFirst(of names: [String], to name: String, _ span: Span) {
    let written = names.compactMap { mainTargets.registers[$0] }
    guard !written.isEmpty, let field = target(named: name, at: span, in: mainTargets) else {
      return
    }
    let (start, count) = builder.argumentRun([field.register] + written)
    builder.add(.first(to: field.register, arguments: start, count: count))
  }

  // MARK: Parts of a field

  private func targetInference(_ span: Span) -> TargetInference {
    TargetInference(compiler: self, span: span)
  }

  private func inferUserAgent(_ span: Span) {
    if case .invalid(_, let message, let help) = InferenceFunctions.named("user_agent")?
      .prepare?([nil])
    {
      report(Diagnostic(.unknownInference, message, at: span, help: help))
      return
    }
    targetInference(span).inferUserAgent()
  }

  /// The registered domain, top-level domain and subdomain beside each domain.
  private func inferDomains(_ span: Span) {
    let inference = targetInference(span)
    for base in InferredFields.sides + ["url", "dns.question"] {
      let name = base == "dns.question" ? "\(base).name" : "\(base).domain"
      if let host = inference.field(name) { inference.inferDomain(of: host, below: base) }
    }
  }
}

/// Inference into the fields of a rule file; what stands already is kept.
private struct TargetInference: FieldInference {
  let compiler: Compiler
  let span: Span

  var builder: PlanBuilder { compiler.builder }

  func field(_ name: String) -> Register? { compiler.mainTargets.registers[name] }

  func node(of name: String) -> Register {
    compiler.target(named: name, at: span, in: compiler.mainTargets)?.register
      ?? builder.constant(.absent)
  }

  func infer(_ name: String, from value: Register, overrides: Bool) {
    let field = compiler.target(named: name, at: span, in: compiler.mainTargets)
    guard let register = field?.register else { return }
    let (start, count) = builder.argumentRun([register, value])
    builder.add(.first(to: register, arguments: start, count: count))
  }
}
