import Events

/// The last answers of functions that take long, such as what a user agent names: the same texts
/// come again and again.
///
/// ```
///  hash of call and text ──► place │ call · text · answer │    a later answer takes the place
/// ```
/// Nothing is allocated once it is made, and nothing is read until the first answer.
final class RememberedAnswers {
  private struct Entry {
    /// The number of the call, from 1; 0 in a free place.
    var call: Int32 = 0
    var textCount: Int32 = 0
    var textForm = Value.Form.clean
    var kind = Value.Kind.absent
    var form = Value.Form.clean
    var count: Int32 = 0
  }

  private static let placeCount = 64
  private static let longestText = 256
  private static let longestAnswer = 512

  private let entries: UnsafeMutablePointer<Entry>
  /// For each place the text, then the answer.
  private let bytes: UnsafeMutablePointer<UInt8>

  init() {
    entries = .allocate(capacity: RememberedAnswers.placeCount)
    entries.initialize(repeating: Entry(), count: RememberedAnswers.placeCount)
    bytes = .allocate(
      capacity: RememberedAnswers.placeCount
        * (RememberedAnswers.longestText + RememberedAnswers.longestAnswer))
  }

  deinit {
    entries.deallocate()
    bytes.deallocate()
  }

  /// The answer of a call to a text, copied to the scratch; nil where it is not remembered.
  func answer(of call: Int, to text: Value, in scratch: Scratch) -> Value? {
    guard let place = place(of: call, text) else { return nil }
    let entry = entries[place]
    guard Int(entry.call) == call + 1, entry.textCount == text.count,
      entry.textForm == text.form,
      Bytes(room(of: place), count: Int(entry.textCount)) == text.spelling
    else { return nil }
    let known = Bytes(
      room(of: place) + RememberedAnswers.longestText, count: Int(entry.count))
    scratch.spend(known.count)
    return scratch.copy(known).map { Value(entry.kind, $0, form: entry.form) } ?? .absent
  }

  /// Takes the place of an earlier answer.
  func remember(_ answer: Value, of call: Int, to text: Value) {
    guard let place = place(of: call, text), answer.count <= RememberedAnswers.longestAnswer
    else { return }
    entries[place] = Entry(
      call: Int32(truncatingIfNeeded: call + 1), textCount: Int32(truncatingIfNeeded: text.count),
      textForm: text.form, kind: answer.kind, form: answer.form,
      count: Int32(truncatingIfNeeded: answer.count))
    room(of: place).update(from: text.base, count: Int(text.count))
    (room(of: place) + RememberedAnswers.longestText).update(
      from: answer.base, count: Int(answer.count))
  }

  private func room(of place: Int) -> UnsafeMutablePointer<UInt8> {
    bytes + place * (RememberedAnswers.longestText + RememberedAnswers.longestAnswer)
  }

  /// Nil for what is not remembered: no text, one with escapes, a long one.
  private func place(of call: Int, _ text: Value) -> Int? {
    guard text.kind == .string, text.form != .escaped,
      text.count <= RememberedAnswers.longestText
    else { return nil }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: call)
    for byte in UnsafeBufferPointer(start: text.base, count: Int(text.count)) {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return Int(truncatingIfNeeded: hash >> 32) & (RememberedAnswers.placeCount - 1)
  }
}
