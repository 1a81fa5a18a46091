import Planning
import Schema
import Text

/// Event types that ECS does not expect with the categories of the event.
///
/// Follows the pipeline: what is under a filter may happen, the rest is certain.
extension IntakeChecker {
  private struct State {
    var categories = PossibleTexts()
    var types = PossibleTexts()
    var isChanged = false
  }

  func checkEventTypes() {
    var state = State()
    for entry in format.pipeline {
      guard let stage = stage(of: entry) else { continue }
      branch(entry.filter != nil, &state) { state in
        for action in stage.actions {
          branch(action.filter != nil, &state) { follow(action, &$0) }
        }
      }
    }
    check(state)
  }

  private func branch(
    _ isFiltered: Bool, _ state: inout State, _ body: (inout State) -> Void
  ) {
    guard isFiltered else { return body(&state) }
    var inner = state
    inner.isChanged = false
    body(&inner)
    check(inner)
    state.categories.formUnion(inner.categories)
    state.types.formUnion(inner.types)
  }

  private func follow(_ action: IntakeAction, _ state: inout State) {
    for (target, value) in action.set { write(PossibleTexts(value), to: target.value, &state) }
    for (_, target) in action.translation?.mapping ?? [] {
      // A source without a match leaves what was there.
      var possible = PossibleTexts()
      possible.isOpen = true
      write(possible, to: target.value, &state)
    }
  }

  private func write(_ possible: PossibleTexts, to target: String, _ state: inout State) {
    var possible = possible
    switch target {
    case "event.category":
      if possible.isOpen { possible.formUnion(state.categories) }
      state.categories = possible
    case "event.type":
      if possible.isOpen { possible.formUnion(state.types) }
      state.types = possible
    default: return
    }
    state.isChanged = true
  }

  /// Every type must be expected beside some category that may be there.
  private func check(_ state: State) {
    guard state.isChanged, !state.categories.isOpen, !state.categories.texts.isEmpty else { return }
    var expected: [String] = []
    for category in state.categories.texts {
      guard let types = schema.expectedEventTypes(category: category.value), !types.isEmpty else {
        return
      }
      expected += types.filter { !expected.contains($0) }
    }
    let allowed = schema.field("event.type")?.allowedValues ?? []
    for type in state.types.texts where !expected.contains(type.value) {
      guard allowed.contains(type.value), reportedTypes.insert(type.span).inserted else { continue }
      report(.unexpectedType(type, state.categories.texts, expected))
    }
  }
}
