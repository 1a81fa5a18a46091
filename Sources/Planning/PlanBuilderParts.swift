import Events

/// Parts of a plan whose registers and steps are not numbered yet.
extension PlanBuilder {
  struct PendingInput {
    var ignoresNull = true
    var ignoresEmpty = true
    var ignored: [Register] = []
    var decode: Int?
    var otherwise = InputPlan.Otherwise.reject
  }

  struct PendingDecode {
    var kind: DecodePlan.Kind
    var source: Register
    var otherwise: Register?
    var tree: Tree
    var readsWhole = false
    var parameter: Register?
    var isExternal = false
    var onError = WriteRule.OnError.skip
    var label = DecodePlan.Label()
  }

  struct PendingLoop {
    enum Result {
      case objects(OutputTemplateBuilder)
      case values(Register)
    }
    var list: Register
    var item: Tree
    var scope: Int
    var body: Int
    var filter: Register?
    var result: Result
    var to: Register
  }

  struct PendingEmit {
    var list: Register?
    var item: Tree?
    var scope: Int
    /// The last scope that was made in the body: what it decodes is forgotten with the item.
    var lastScope: Int
    var body: Int
    var template: OutputTemplateBuilder
  }
}
