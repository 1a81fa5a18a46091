import JSON
import Text

/// The syntax tree of an intake format's `parser.yml`: a pipeline of stages, and what each does.
///
/// Names and behaviour are those of the public collection of intake formats.
public struct IntakeFormat: Sendable {
  /// The whole document.
  public var span: Span
  /// The value of `name:`.
  public var name: Located<String>?
  /// Texts that count as no value, beside the empty one.
  public var ignored: [Located<String>] = []
  /// What is run for an event, in order.
  public var pipeline: [IntakeEntry] = []
  /// The stages that the file defines.
  public var stages: [IntakeStage] = []
  /// The names that paths of templates begin with, some of them several times.
  public var roots: [String] = []
}

/// One entry of the pipeline: a stage of this file, or an external one.
public struct IntakeEntry: Sendable {
  /// The name of the stage.
  public var name: Located<String>
  /// The condition under which it runs; nil for always.
  public var filter: Template?
  /// The parser to run; nil for a stage of this file.
  public var external: IntakeExternal?
  /// The whole entry.
  public var span: Span
}

/// A parser of texts, such as `grok.match`, and its properties.
public struct IntakeExternal: Sendable {
  /// The name of the parser, such as `grok.match`.
  public var name: Located<String>
  /// The properties, in order.
  public var properties: [(name: Located<String>, value: IntakeValue)]

  /// The last property of that name; nil if there is none.
  public subscript(name: String) -> IntakeValue? {
    properties.last { $0.name.value == name }?.value
  }
}

/// A stage that the file defines.
public struct IntakeStage: Sendable {
  /// The name that the pipeline uses.
  public var name: Located<String>
  /// What the stage does, in order.
  public var actions: [IntakeAction]
}

/// One action of a stage: fields to set, a translation, fields to delete.
public struct IntakeAction: Sendable {
  /// The condition under which it runs; nil for always.
  public var filter: Template?
  /// The fields to set, in order.
  public var set: [(target: Located<String>, value: IntakeValue)] = []
  /// The translation to make; nil for other actions.
  public var translation: IntakeTranslation?
  /// The dotted names of the fields to delete.
  public var delete: [Located<String>] = []
  /// The whole action.
  public var span: Span
}

/// Values by the text of a source.
public struct IntakeTranslation: Sendable {
  /// The values by key, in order.
  public var dictionary: [(key: Located<String>, value: IntakeValue)]
  /// From sources (dotted paths or templates) to targets.
  public var mapping: [(source: Template, target: Located<String>)]
  /// The value for a key that the dictionary does not have; nil sets nothing.
  public var fallback: IntakeValue?
}

/// What follows a key: a text that may be a template, or a constant of YAML.
public enum IntakeValue: Sendable {
  case template(Template)
  case constant(JSONTree, Span)
  case list([IntakeValue], Span)
  case map([(name: Located<String>, value: IntakeValue)], Span)

  /// Where the value stands.
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
