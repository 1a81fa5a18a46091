import Events

/// `template.format(values…)`: `{}`, `{0}`, `{:>5}`, `{!r}`.
///
/// Not read: names, the inside of values (`{0[a]}`), and formats within formats.
enum BraceFormat {
  /// The template filled; failed where a value is missing or does not fit.
  static func fill(
    _ template: TextSpan, in scratch: Scratch, count: Int, _ value: (Int) -> Value
  ) -> Value {
    let text = template.bytes
    var builder = ByteBuilder(in: scratch, capacity: text.count + 64)
    var index = 0
    var automatic = 0
    var isManual = false
    while index < text.count {
      let byte = text[index]
      let following = index + 1 < text.count ? text[index + 1] : 0
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        builder.append(byte)
        index += 1
        continue
      }
      if following == byte {
        builder.append(byte)
        index += 2
        continue
      }
      guard byte == UInt8(ascii: "{"),
        let close = text.firstIndex(of: UInt8(ascii: "}"), from: index),
        let place = Place(text.slice(index + 1, close))
      else { return .failed }
      index = close + 1
      if let number = place.number {
        guard automatic == 0 else { return .failed }
        isManual = true
        guard number < count else { return .failed }
      } else {
        guard !isManual, automatic < count else { return .failed }
        automatic += 1
      }
      guard place.append(value(place.number ?? automatic - 1), to: &builder, in: scratch) else {
        return .failed
      }
      if scratch.isExhausted { return .absent }
    }
    return builder.finishText()
  }

  /// What stands between two braces.
  private struct Place {
    /// Which value is meant; nil for the next.
    var number: Int?
    /// `r` for the value's spelling, `s` for its text; 0 when none was said.
    var conversion: UInt8 = 0
    var spec = FormatSpec()

    init?(_ text: Bytes) {
      var index = 0
      guard let parsed = FormatSpec.number(text, &index) else { return nil }
      if index > 0 { number = parsed }
      if index + 1 < text.count, text[index] == UInt8(ascii: "!") {
        conversion = text[index + 1]
        guard conversion == UInt8(ascii: "r") || conversion == UInt8(ascii: "s") else {
          return nil
        }
        index += 2
      }
      guard index < text.count else { return }
      guard text[index] == UInt8(ascii: ":"),
        text.firstIndex(of: UInt8(ascii: "{"), from: index) == nil,
        let spec = FormatSpec(text.dropping(index + 1))
      else { return nil }
      self.spec = spec
    }

    func append(
      _ value: Value, to builder: inout ByteBuilder, in scratch: Scratch
    ) -> Bool {
      if conversion == UInt8(ascii: "r") {
        var spelling = ByteBuilder(in: scratch, capacity: Int(value.count) + 16)
        PythonValue.appendSpelling(value, to: &spelling, in: scratch)
        return appendText(spelling.finish() ?? .empty, to: &builder)
      }
      if spec.isEmpty || conversion == UInt8(ascii: "s") || value.kind == .string {
        return appendText(PythonValue.text(value, in: scratch).bytes, to: &builder)
      }
      guard let number = PythonNumber(value) else { return false }
      if case .float(let number) = number {
        return spec.append(float: number, to: &builder, in: scratch)
      }
      switch spec.type {
      case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
        UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "%"):
        guard let double = number.double else { return false }
        return spec.append(float: double, to: &builder, in: scratch)
      default:
        // Integers have no precision.
        return spec.precision == nil
          && spec.append(integer: value, to: &builder, in: scratch)
      }
    }

    private func appendText(_ text: Bytes, to builder: inout ByteBuilder) -> Bool {
      var spec = spec
      guard spec.type == 0 || spec.type == UInt8(ascii: "s"), spec.sign == 0, !spec.isAlternate,
        spec.grouping == 0
      else { return false }
      if spec.align == UInt8(ascii: "=") {
        // A zero in front of the width pads texts too, on their right.
        guard spec.fill.count == 1, spec.fill[0] == UInt8(ascii: "0") else { return false }
        spec.align = UInt8(ascii: "<")
      }
      spec.append(text: text, to: &builder)
      return true
    }
  }
}
