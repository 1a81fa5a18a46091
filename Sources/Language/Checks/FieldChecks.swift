import Diagnostics
import Planning
import Schema
import Text

/// Fields that exist but deserve a second look: beta ones, and vendor fields that ECS has.
extension Checker {
  func checkFields() {
    for (name, span) in compiler.writtenFields {
      guard let field = compiler.field(name), field.isBeta, case .ecs(let version) = field.source
      else { continue }
      report(.beta(field, span, version))
    }
    var seen: Set<String> = []
    for file in files {
      for layer in file.schemas {
        guard let declarations = layer.declarations else { continue }
        for declaration in declarations where seen.insert(declaration.name.value).inserted {
          let name = declaration.name
          if let known = schema.knownField(near: name.value) { report(.nearly(name, known)) }
        }
      }
    }
  }
}

extension SchemaLayer {
  var declarations: [FieldDeclaration]? {
    switch self {
    case .named: nil
    case .file(_, let declarations), .inline(let declarations): declarations
    }
  }
}

extension Diagnostic {
  fileprivate static func beta(_ field: Field, _ span: Span, _ version: ECSVersion) -> Diagnostic {
    Diagnostic(
      .betaField, .info, "`\(field.name)` is beta in \(version.name)", at: span,
      help: "ECS may still change it; declare it in a vendor layer to settle on it")
  }
}
