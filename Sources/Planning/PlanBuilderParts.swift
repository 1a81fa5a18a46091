import Events
import Functions

/// Parts of a plan whose registers and steps are not numbered yet.
extension PlanBuilder {
  /// How an event is to be read.
  package struct PendingInput {
    /// Whether `null` counts as absent.
    package var ignoresNull = true
    /// Whether `""` counts as absent.
    package var ignoresEmpty = true
    /// Further values that count as absent, as registers of constants.
    package var ignored: [Register] = []
    /// The number of the block that computes what that decode reads; nil where nothing is computed.
    package var prologue: Int?
    /// The index of the decode that gives the event; nil for events read as they are.
    package var decode: Int?
    /// What to do with an event that does not decode.
    package var otherwise = InputPlan.Otherwise.reject
  }

  /// A decode whose tree may still grow.
  package struct PendingDecode {
    /// Nil where there is no kind of that name.
    package var kind: DecodeKind?
    /// The decoder with its options.
    package var decoder: TextDecoder
    /// The value to decode.
    package var source: Register
    /// The value taken when the source is absent or does not decode.
    package var otherwise: Register?
    /// The paths of the result that rules read.
    package var tree: Tree
    /// Whether rules read the result as one value.
    package var readsWhole = false
    /// A value that the decoder needs besides the text.
    package var parameter: Register?
    /// Whether it is a stage of an intake format; see `DecodePlan.isExternal`.
    package var isExternal = false
    /// What to do when it does not decode and there is no other value.
    package var onError = WriteRule.OnError.skip
    /// How statistics and traces name it.
    package var label = DecodePlan.Label()

    /// A decode of `source` into `tree`.
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

  /// A loop whose item may still grow.
  package struct PendingLoop {
    /// What each run of the body adds to the list.
    package enum Result {
      case objects(OutputTemplateBuilder)
      case values(Register)
      case chosen(Register)
      case firstChosen(Register)
    }
    /// The list to go through.
    package var list: Register
    /// The paths below an item that rules read.
    package var item: Tree
    /// The scope of the item and of what the body writes.
    package var scope: Int
    /// The number of the block to run for each item.
    package var body: Int
    /// The register that says whether to keep the item; nil keeps all.
    package var filter: Register?
    /// What is gathered.
    package var result: Result
    /// The register that receives the list.
    package var to: Register

    /// A loop over `list` that runs the block `body`.
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

  /// An emitted event whose fields are still being collected.
  package struct PendingEmit {
    /// The list to go through; nil emits a single event.
    package var list: Register?
    /// The paths below an item that rules read; nil without a list.
    package var item: Tree?
    /// The scope of the item and of what the body writes.
    package var scope: Int
    /// The last scope that was made in the body: what it decodes is forgotten with the item.
    package var lastScope: Int
    /// The number of the block that fills in the event.
    package var body: Int
    /// The fields of the event.
    package var template: OutputTemplateBuilder

    /// An emitted event that the block `body` fills in.
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
