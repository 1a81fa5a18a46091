import Schema

/// The keys of rule files, from the lists the parser itself goes by.
public enum RuleKeys {
  /// A kind of stage: the keys that tell it, and all keys it may have.
  public struct Shape: Sendable {
    public var heads: [String]
    public var keys: [String]
    /// Such as "a `match` stage".
    public var name: String
  }

  public static let top = MappingParser.keys
  public static let shapes = MappingParser.shapes.map {
    Shape(heads: $0.heads, keys: $0.keys, name: $0.name)
  }
  /// What an assignment may have beside `to`; the same for an entry of `map`.
  public static let assignment = MappingParser.assignmentKeys
  /// What a group, a case and an `emit` do.
  public static let body = MappingParser.bodyKeys
  public static let matchCase = MappingParser.caseKeys
  public static let emit = MappingParser.emitKeys
  public static let inference = MappingParser.inferenceKeys
  public static let test = MappingParser.testKeys
  public static let fieldDeclaration = FieldDeclarationReader.declarationKeys
  /// What a decode may have beside its kind and the options of that, in a stage and at the top.
  public static let decode = MappingParser.decodeKeys
  public static let topDecode = MappingParser.topDecodeKeys
}
