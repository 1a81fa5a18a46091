/// The few colours of traces; plain text without them.
package struct TraceStyle {
  /// Whether ANSI colours are used.
  package var usesColor: Bool

  /// A style with or without colours.
  package init(usesColor: Bool) {
    self.usesColor = usesColor
  }

  /// The text in bold.
  package func bold(_ text: String) -> String { paint(text, "1") }
  /// The text dimmed, for what matters less.
  package func dim(_ text: String) -> String { paint(text, "2") }
  /// The text in green, for what went well.
  package func good(_ text: String) -> String { paint(text, "32") }
  /// The text in red, for what failed.
  package func bad(_ text: String) -> String { paint(text, "31") }

  private func paint(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
