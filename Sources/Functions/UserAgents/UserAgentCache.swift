import Events
import Synchronization

/// The answers to the last user-agent texts, for all threads.
///
/// Each text has one slot, chosen by its hash; a slot is memory of fixed size, so that keeping an
/// answer allocates nothing. What does not fit is not kept.
final class UserAgentCache: Sendable {
  private static var slotCount: Int { 256 }
  private static var slotSize: Int { 1024 }

  /// Where the text and the five answers end; an absent answer is marked apart.
  private struct Layout {
    var isUsed = false
    var ends = (0, 0, 0, 0, 0, 0)
    var isPresent = (false, false, false, false, false)
  }

  private final class Slot: Sendable {
    let layout = Mutex(Layout())
    /// Touched only under the lock.
    nonisolated(unsafe) let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: slotSize)

    deinit { memory.deallocate() }
  }

  private let slots: [Slot] = (0..<slotCount).map { _ in Slot() }

  private func slot(of text: Bytes) -> Slot {
    let hash = ByteHash.of(UnsafeBufferPointer(start: text.base, count: text.count))
    return slots[Int(hash) & (Self.slotCount - 1)]
  }

  /// The answer to a text, copied into the scratch; nil when it is not kept.
  func parts(of text: Bytes, in scratch: Scratch) -> UserAgentParts? {
    let slot = slot(of: text)
    return slot.layout.withLock { layout in
      let memory = Bytes(UnsafePointer(slot.memory), count: Self.slotSize)
      guard layout.isUsed, memory.slice(0, layout.ends.0) == text,
        let copy = scratch.copy(memory.slice(layout.ends.0, layout.ends.5))
      else { return nil }
      func value(_ lower: Int, _ upper: Int, _ isPresent: Bool) -> Value {
        isPresent ? .text(copy.slice(lower - layout.ends.0, upper - layout.ends.0)) : .absent
      }
      let (ends, present) = (layout.ends, layout.isPresent)
      return UserAgentParts(
        device: value(ends.0, ends.1, present.0), name: value(ends.1, ends.2, present.1),
        version: value(ends.2, ends.3, present.2), systemName: value(ends.3, ends.4, present.3),
        systemVersion: value(ends.4, ends.5, present.4))
    }
  }

  func keep(_ parts: UserAgentParts, of text: Bytes) {
    let slot = slot(of: text)
    slot.layout.withLock { layout in
      let values = (
        parts.device.spelling, parts.name.spelling, parts.version.spelling,
        parts.systemName.spelling, parts.systemVersion.spelling
      )
      let sizes = values.0.count + values.1.count + values.2.count + values.3.count
      guard text.count + sizes + values.4.count <= Self.slotSize else { return }
      var end = 0
      func add(_ bytes: Bytes) -> Int {
        (slot.memory + end).update(from: bytes.base, count: bytes.count)
        end += bytes.count
        return end
      }
      layout.ends = (
        add(text), add(values.0), add(values.1), add(values.2), add(values.3), add(values.4)
      )
      layout.isPresent = (
        parts.device.isPresent, parts.name.isPresent, parts.version.isPresent,
        parts.systemName.isPresent, parts.systemVersion.isPresent
      )
      layout.isUsed = true
    }
  }
}
