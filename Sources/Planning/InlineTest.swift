import JSON
import Text

/// A test that stands among the rules: one event, and what becomes of it.
public struct InlineTest: Sendable {
  /// The name of the test.
  public var name: Located<String>
  /// The event as it would be received.
  public var input: Located<JSONTree>
  /// The expected output, or the list of them where events are emitted; nil says that the event is
  /// dropped.
  public var output: Located<JSONTree>?
  /// Only the listed fields are compared.
  public var isPartial: Bool
  /// Where the test stands in the file.
  public var span: Span

  /// A test of one event.
  public init(
    name: Located<String>, input: Located<JSONTree>, output: Located<JSONTree>?, isPartial: Bool,
    span: Span
  ) {
    self.name = name
    self.input = input
    self.output = output
    self.isPartial = isPartial
    self.span = span
  }
}
