import Events
import Functions

/// Parts of a plan whose registers and steps are not numbered yet.
extension PlanBuilder {
  package struct PendingInput {
    package var ignoresNull = true
    package var ignoresEmpty = true
    package var ignored: [Register] = []
    package var decode: Int?
    package var otherwise = InputPlan.Otherwise.reject
  }

  package struct PendingDecode {
    /// Nil where there is no kind of that name.
    package var kind: DecodeKind?
    package var decoder: TextDecoder
    package var source: Register
    package var otherwise: Register?
    package var tree: Tree
    package var readsWhole = false
    package var parameter: Register?
    package var isExternal = false
    package var onError = WriteRule.OnError.skip
    package var label = DecodePlan.Label()

    package init(
      kind: DecodeKind? = nil, decoder: TextDecoder, source: Register, otherwise: Register? = nil,
      tree: Tree, readsWhole: Bool = false, parameter: Register? = nil, isExternal: Bool = false,
      onError: WriteRule.OnError = WriteRule.OnError.skip,
      label: DecodePlan.Label = DecodePlan.Label()
    ) {
      self.kind = kind
      self.decoder = decoder
      self.source = source
      self.otherwise = otherwise
      self.tree = tree
      self.readsWhole = readsWhole
      self.parameter = parameter
      self.isExternal = isExternal
      self.onError = onError
      self.label = label
    }
  }

  package struct PendingLoop {
    package enum Result {
      case objects(OutputTemplateBuilder)
      case values(Register)
    }
    package var list: Register
    package var item: Tree
    package var scope: Int
    package var body: Int
    package var filter: Register?
    package var result: Result
    package var to: Register

    package init(
      list: Register, item: Tree, scope: Int, body: Int, filter: Register? = nil, result: Result,
      to: Register
    ) {
      self.list = list
      self.item = item
      self.scope = scope
      self.body = body
      self.filter = filter
      self.result = result
      self.to = to
    }
  }

  package struct PendingEmit {
    package var list: Register?
    package var item: Tree?
    package var scope: Int
    /// The last scope that was made in the body: what it decodes is forgotten with the item.
    package var lastScope: Int
    package var body: Int
    package var template: OutputTemplateBuilder

    package init(
      list: Register? = nil, item: Tree? = nil, scope: Int, lastScope: Int, body: Int,
      template: OutputTemplateBuilder
    ) {
      self.list = list
      self.item = item
      self.scope = scope
      self.lastScope = lastScope
      self.body = body
      self.template = template
    }
  }
}
