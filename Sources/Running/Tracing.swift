import Events
import Planning

extension Worker {
  /// Maps one event as `process` does, and notes on its way what was read, decided and written.
  ///
  /// The plan must be traceable. What is noted is bounded: see `Trace.isCut`. `keepsResults` asks for
  /// `Trace.results`.
  public func trace(
    _ event: Bytes, into output: OutputBuffer, keepsResults: Bool = false
  ) -> Trace {
    precondition(plan.isTraceable, "the plan was made without what traces need")
    let recorder = TraceRecorder(space, keepsResults: keepsResults)
    return recorder.finish(process(event, into: output, recorder))
  }
}

extension TraceRecorder: Observer {
  static var watchesSteps: Bool { true }

  func willRead() { beforeReading = beforeEventDecode }

  func didRead(_ refusal: Verdict?) {
    guard let before = beforeReading else { return }
    switch refusal {
    case nil:
      isDecoded = isEventDecoded(since: before)
      noteEventDecode(before)
    case .rejected(.notDecodable, _): noteEventDecode(before)
    default: break
    }
  }

  /// Steps of long loops of templates are not noted; see `isNoted`.
  func willRun(_ step: Int) {
    guard isNoted(step) else { return begun.append(nil) }
    reach(step)
    look(step)
    begun.append(before(step))
  }

  func didRun(_ step: Int, next: Int) {
    guard let before = begun.removeLast() else { return }
    if plan.steps[step].isJump {
      decided(step, next)
    } else {
      after(step, before)
    }
  }

  func didReachEnd() { reach(nil) }

  func willRunItem() -> Bool { enterItem() }

  func didEmit() { noteEmitted() }

  func willWrite() { noteFields() }
}
