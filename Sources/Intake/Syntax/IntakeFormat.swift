import JSON
import Text

/// The syntax tree of an intake format's `parser.yml`: a pipeline of stages, and what each does.
///
/// Names and behaviour are those of the public collection of intake formats.
public struct IntakeFormat: Sendable {
  public var span: Span
  public var name: Located<String>?
  /// Texts that count as no value, beside the empty one.
  public var ignored: [Located<String>] = []
  public var pipeline: [IntakeEntry] = []
  public var stages: [IntakeStage] = []
  /// The names that paths of templates begin with, some of them several times.
  public var roots: [String] = []
}

/// One entry of the pipeline: a stage of this file, or an external one.
public struct IntakeEntry: Sendable {
  public var name: Located<String>
  public var filter: Template?
  public var external: IntakeExternal?
  public var span: Span
}

/// A parser of texts, such as `grok.match`, and its properties.
public struct IntakeExternal: Sendable {
  public var name: Located<String>
  public var properties: [(name: Located<String>, value: IntakeValue)]

  public subscript(name: String) -> IntakeValue? {
    properties.last { $0.name.value == name }?.value
  }
}

public struct IntakeStage: Sendable {
  public var name: Located<String>
  public var actions: [IntakeAction]
}

public struct IntakeAction: Sendable {
  public var filter: Template?
  public var set: [(target: Located<String>, value: IntakeValue)] = []
  public var translation: IntakeTranslation?
  public var delete: [Located<String>] = []
  public var span: Span
}

/// Values by the text of a source.
public struct IntakeTranslation: Sendable {
  public var dictionary: [(key: Located<String>, value: IntakeValue)]
  /// From sources (dotted paths or templates) to targets.
  public var mapping: [(source: Template, target: Located<String>)]
  public var fallback: IntakeValue?
}

/// What stands behind a key: a text that may be a template, or a constant of YAML.
public enum IntakeValue: Sendable {
  case template(Template)
  case constant(Constant, Span)
  case list([IntakeValue], Span)
  case map([(name: Located<String>, value: IntakeValue)], Span)

  public var span: Span {
    switch self {
    case .template(let template): template.span
    case .constant(_, let span), .list(_, let span), .map(_, let span): span
    }
  }

  /// A text in which nothing is computed.
  public var text: String? {
    if case .template(let template) = self { template.constant } else { nil }
  }
}
