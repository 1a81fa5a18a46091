import Diagnostics
import Text

/// The rules of a mapping with every use of a fragment led to what it runs.
///
/// Nothing is copied: a fragment's stages are shared by all its uses, and what its parameters stand for
/// is found through the use (see `ExpansionContext`). So the rules take no more memory than they have
/// text, and a pass that follows the uses meets at most `Expander.stageLimit` stages.
struct ExpandedRules {
  /// The mapping and what it includes, in the order they run.
  let files: [Mapping]
  /// What each use runs, by the place of the use; faulty uses are missing.
  private let bodies: [Span: FragmentBody]
  /// The names of the fragments that some stage uses, directly or through others.
  let usedFragments: Set<String>
  /// Whether uses of known fragments are mistaken or too large, so that some stages are never met.
  let isIncomplete: Bool
  /// What is wrong with the fragments and their uses.
  let diagnostics: [Diagnostic]

  init(_ mapping: Mapping) {
    files = mapping.filesInOrder
    let expander = Expander(files)
    bodies = expander.bodies
    usedFragments = expander.usedFragments
    isIncomplete = expander.isIncomplete
    diagnostics = expander.diagnostics
  }

  /// What a use runs; nil if the use is reported as faulty.
  func expansion(of use: FragmentUse) -> Expansion? {
    bodies[use.span].map { Expansion(use: use, body: $0) }
  }
}

/// A fragment at one of its uses.
struct Expansion {
  let use: FragmentUse
  fileprivate let body: FragmentBody

  /// The stages of the fragment, as they are written.
  var stages: [Stage] { body.stages }

  /// The names of the parameters.
  var parameters: some Collection<String> { body.parameters.keys }

  /// The stages stand in no file: their places are those of the use.
  var isBuiltIn: Bool { body.isBuiltIn }

  /// What a parameter stands for, as written at the use; nil where there is no such parameter.
  func argument(for parameter: String) -> Expression? {
    body.parameters[parameter].map { use.arguments[$0] }
  }
}

/// What all uses of a fragment share.
final class FragmentBody {
  let stages: [Stage]
  /// The places of the arguments, by the names of their parameters.
  let parameters: [String: Int]
  let isBuiltIn: Bool
  /// What one use amounts to, the uses inside included.
  let size: ExpansionSize

  init(_ fragment: Fragment, isBuiltIn: Bool, size: ExpansionSize) {
    stages = fragment.stages
    parameters = fragment.parameterNumbers
    self.isBuiltIn = isBuiltIn
    self.size = size
  }
}

extension Fragment {
  /// The places of the arguments, by the names of their parameters.
  var parameterNumbers: [String: Int] {
    Dictionary(
      parameters.enumerated().map { ($1.value, $0) }, uniquingKeysWith: { $1 })
  }
}
