import JSON
import Text

/// One entry of `schema:`.
public enum SchemaLayer: Sendable {
  /// `ecs@9.4`
  case named(Located<String>)
  /// `./vendor.fields.yml`: the declarations read from that file.
  case file(Located<String>, [FieldDeclaration])
  /// A map of declarations in the rule file itself.
  case inline([FieldDeclaration])
}

/// A vendor field: `name: type`, or `name: {type, description, array, …}`.
public struct FieldDeclaration: Sendable {
  /// The dotted name, as written.
  public var name: Located<String>
  /// The type as written; may not exist.
  public var type: Located<String>
  /// What the field holds, for people.
  public var description: String?
  /// `array: true|false`; nil keeps what the layers below say.
  public var isArray: Bool?
  /// `values: [a, b]`; nil keeps what the layers below say.
  public var allowedValues: [Located<JSONTree>]?
  /// `related: ip`, or `false`; nil keeps what the layers below say.
  public var related: Located<JSONTree>?

  /// A declaration; what is nil is left to the layers below.
  public init(
    name: Located<String>, type: Located<String>, description: String? = nil, isArray: Bool? = nil,
    allowedValues: [Located<JSONTree>]? = nil, related: Located<JSONTree>? = nil
  ) {
    self.name = name
    self.type = type
    self.description = description
    self.isArray = isArray
    self.allowedValues = allowedValues
    self.related = related
  }
}
