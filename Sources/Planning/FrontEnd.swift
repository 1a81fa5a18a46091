/// A language that rules are written in.
///
/// It knows the plan and how to build one, and nothing of other languages. Whoever loads rules asks
/// one front end after the other.
package protocol FrontEnd: Sendable {
  /// Keys, with their colons, of which one begins a line in every file of this language. Folders are
  /// searched for rules by them.
  var openingKeys: [String] { get }

  /// Compiles a file; nil where its text is none of this language.
  func load(_ file: RuleText, _ request: LoadRequest) -> LoadedRules?

  /// The paths of the rule files that a file includes, and those include, without compiling them; nil
  /// where its text is none of this language.
  func includes(of file: RuleText, _ request: LoadRequest) -> [String]?
}
