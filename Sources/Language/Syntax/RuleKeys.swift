import Schema

/// The keys of rule files, from the lists the parser itself goes by.
public enum RuleKeys {
  /// A kind of stage: the keys that tell it, and all keys it may have.
  public struct Shape: Sendable {
    /// The keys that identify the stage.
    public var heads: [String]
    /// All keys that the stage may have, `heads` included.
    public var keys: [String]
    /// Such as "a `match` stage".
    public var name: String
  }

  /// The keys at the top of a rule file.
  public static let top = MappingParser.keys
  /// The kinds of stages, in the order they are tried.
  public static let shapes = MappingParser.shapes.map {
    Shape(heads: $0.heads, keys: $0.keys, name: $0.name)
  }
  /// The keys an assignment may have besides `to`; the same for an entry of `map`.
  public static let assignment = MappingParser.assignmentKeys
  /// The keys that say what a group, a case or an `emit` does.
  public static let body = MappingParser.bodyKeys
  /// The keys of a case of a `match`.
  public static let matchCase = MappingParser.caseKeys
  /// The keys of a case without a `match`.
  public static let branch = MappingParser.branchKeys
  /// The keys of an `emit`.
  public static let emit = MappingParser.emitKeys
  /// The keys of an entry of `infer`.
  public static let inference = MappingParser.inferenceKeys
  /// The keys of an entry of `tests`.
  public static let test = MappingParser.testKeys
  /// The keys of the declaration of a vendor field.
  public static let fieldDeclaration = FieldDeclarationReader.declarationKeys
  /// The keys a decode may have besides its kind and options, in a stage and at the top.
  public static let decode = MappingParser.decodeKeys
  /// The keys that a decode at the top of a file may have besides its kind and options.
  public static let topDecode = MappingParser.topDecodeKeys
}
