/// What watches an event on its way through the rules.
///
/// The executor is compiled anew for each kind of observer, so that the silent one costs nothing.
protocol Observer {
  /// Whether `willRun` and `didRun` have to be called for each step.
  static var watchesSteps: Bool { get }

  /// A new event begins, of which nothing was read.
  func willRead()
  /// The event was read, and decoded where the rules ask for that; or it was refused.
  func didRead(_ refusal: Verdict?)

  /// A step is about to run.
  func willRun(_ step: Int)
  /// A step ran; the one that comes next is where a jump led to.
  func didRun(_ step: Int, next: Int)
  /// A body, or all of the rules, came to its end.
  func didReachEnd()

  /// The body of a loop or an `emit` begins for its next item; false where that is not to be
  /// watched.
  func willRunItem() -> Bool
  /// The event of the item at hand was emitted.
  func didEmit()

  /// All steps ran, and the event is about to be written.
  func willWrite()
}

/// Watches nothing.
struct Silent: Observer {
  @inline(__always)
  static var watchesSteps: Bool { false }

  @inline(__always)
  func willRead() {}
  @inline(__always)
  func didRead(_ refusal: Verdict?) {}
  @inline(__always)
  func willRun(_ step: Int) {}
  @inline(__always)
  func didRun(_ step: Int, next: Int) {}
  @inline(__always)
  func didReachEnd() {}
  @inline(__always)
  func willRunItem() -> Bool { true }
  @inline(__always)
  func didEmit() {}
  @inline(__always)
  func willWrite() {}
}
