import Diagnostics
import Functions
import Planning
import Text

/// `infer:` fields that follow from others; they run after all stages, and at the end of each
/// emitted event for its own fields.
extension Compiler {
  func compileInferences(_ inferences: [Inference], _ context: Context) {
    for inference in inferences {
      builder.origin = inference.name.span
      let end = builder.makeLabel()
      compileGuarded(by: inference.when, jumpTo: end, context) {
        infer(inference, in: context.targets)
      }
      builder.place(end)
    }
  }

  /// What every event infers, for the fields of an emitted event.
  ///
  /// A condition on a decode that comes later cannot hold yet.
  func compileInferences(ofEmitted targets: Targets, _ decodes: [String: Int]) {
    var context = Context(targets: targets)
    context.decodes = decodes
    compileInferences(
      inferences.filter { inference in
        (inference.when?.paths ?? []).allSatisfy { path in
          guard case .named(let name) = path.root else { return true }
          return decodes[name] != nil
        }
      }, context)
  }

  private func infer(_ inference: Inference, in targets: Targets) {
    let fields = TargetInference(compiler: self, targets: targets, span: inference.name.span)
    switch inference.name.value {
    case "related": fields.inferRelated()
    case "address": fields.inferAddresses()
    case "host.name": fields.inferFirst(of: ["host.hostname"], to: "host.name")
    case "file": fields.inferFile()
    case "url": fields.inferURL()
    case "user_agent": inferUserAgent(fields)
    case "registered_domain": fields.inferDomains()
    default: report(.unknownInference(inference.name))
    }
  }

  private func inferUserAgent(_ fields: TargetInference) {
    if case .invalid(_, let message, let help) = InferenceFunctions.named("user_agent")?
      .prepare?([nil], builder.resources)
    {
      report(Diagnostic(.unknownInference, message, at: fields.span, help: help))
      return
    }
    fields.inferUserAgent()
  }
}

extension Diagnostic {
  fileprivate static func unknownInference(_ name: Located<String>) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name.value, in: RuleNames.inferences)
    return Diagnostic(
      .unknownInference, "there is no inference `\(name.value)`", at: name.span,
      help: nearest.map { "did you mean `\($0)`?" }
        ?? "what can be inferred: \(RuleNames.inferences.joined(separator: ", "))",
      fix: nearest.map { .init(name.span, $0) })
  }
}
