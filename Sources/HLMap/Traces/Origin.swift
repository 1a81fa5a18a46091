import Planning
import Running

/// What a rule takes the value of a field from; raw values are the names in JSON.
enum Origin: String {
  case source, constant
  /// Other fields of the event.
  case inferred
}

extension TracedEvent {
  /// What a write takes its value from.
  func origin(of write: Trace.Write) -> Origin {
    switch plan.steps[write.step] {
    case .set, .setIfUnset: .constant
    case .first, .collect: .inferred
    case .put(_, let from, _): isInput(from) ? .source : .inferred
    case .assign(let from, _): plan.registerNames[from.place] == .constant ? .constant : .source
    default: .source
    }
  }
}
