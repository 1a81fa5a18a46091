import Events

/// `key=value key="other value"` between separators that are regular expressions.
///
/// A value runs to the next separator or the end; between blanks it runs to the next blank that a
/// key and a value separator follow, so it may hold blanks itself. In quotes it is taken whole where
/// its closing quote ends it. Quotes around a value and blanks at its ends are taken off. What has
/// no value separator is dropped; where pairs are parted by a regular expression it belongs to the
/// next key. Of a key that occurs again the last value counts.
///
/// A single space parts nothing: there a key is a word in front of a value separator, and a value,
/// quotes and all, runs to the next one.
public struct PairPattern: Sendable {
  /// Why a pattern cannot be used.
  public struct Failure: Error, Hashable, Sendable {
    /// What is wrong: one sentence, lower case, no full stop.
    public var message: String
  }

  let items: PairSeparator
  let values: PairSeparator
  private let hasGroups: Bool

  /// The separators are regular expressions; one that is none is taken as it stands. With `groups`
  /// the text is `[name key=value [other key=value]]` instead, and the separators are not used.
  public init(
    itemSeparator: String = #"\s"#, valueSeparator: String = "=", groups: Bool = false
  ) throws(Failure) {
    guard !itemSeparator.isEmpty, !valueSeparator.isEmpty else {
      throw Failure(message: "a separator cannot be empty")
    }
    items = PairSeparator(itemSeparator)
    values = PairSeparator(valueSeparator)
    hasGroups = groups
  }

  /// Calls `found` with each key, once, and its value; a group is one object. False when the
  /// scratch is exhausted or groups are nested too deeply; a text without pairs is none of that.
  public func read(
    _ text: Bytes, in scratch: Scratch, found: (_ key: Bytes, _ value: Value) -> Void
  ) -> Bool {
    guard var fields = FieldTree(in: scratch) else { return false }
    if hasGroups {
      var groups = PairGroups(text)
      guard groups.read(into: &fields) else { return false }
    } else if items.role == .space {
      var scan = WordPairScan(text, values, in: scratch)
      while let (key, value) = scan.next() { fields.set(.text(value), at: fields.node(key)) }
    } else {
      var scan = PairScan(text, self, in: scratch)
      while let (key, value) = scan.next() { fields.set(.text(value), at: fields.node(key)) }
    }
    return fields.report(found)
  }
}
