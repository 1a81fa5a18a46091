import Functions
import Machine

/// How rules are to be loaded.
package struct LoadRequest: Sendable {
  /// Where files that rules name are read from.
  package var files: any Files
  /// Where zones and user-agent rules come from.
  package var resources: Resources
  /// Folders in which those may lie, besides that of the rule file.
  package var roots: [String]
  /// Leaves out the checks that only warn.
  package var onlyErrors: Bool
  /// What the plan contains besides its steps.
  package var detail: PlanDetail
  /// The file may be one of fields, which has no plan.
  package var mayBeFields: Bool

  /// A request; by default for a plan without labels, from files on disk.
  package init(
    files: any Files = DiskFiles(), resources: Resources = .system, roots: [String] = [],
    onlyErrors: Bool = false,
    detail: PlanDetail = .none, mayBeFields: Bool = false
  ) {
    self.files = files
    self.resources = resources
    self.roots = roots
    self.onlyErrors = onlyErrors
    self.detail = detail
    self.mayBeFields = mayBeFields
  }
}
