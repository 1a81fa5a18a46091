import Events

/// The text of an argument, and the form that slices of it have.
struct TextSpan {
  let bytes: Bytes
  let form: Value.Form

  var whole: Value { Value(.string, bytes, form: form) }

  /// A part of the text, sharing its bytes.
  func slice(_ lower: Int, _ upper: Int) -> Value {
    Value(.string, bytes.slice(lower, upper), form: form)
  }
}

extension Arguments {
  /// The text of an argument; clean texts are not copied and their slices stay clean.
  @inline(__always)
  func span(_ index: Int) -> TextSpan {
    let value = value(index)
    if value.form == .clean || value.kind != .string {
      return TextSpan(bytes: value.spelling, form: .clean)
    }
    return TextSpan(bytes: text(index), form: .decoded)
  }

  /// Whether an optional argument was given.
  func has(_ index: Int) -> Bool {
    let kind = value(index).kind
    return kind != .absent && kind != .ignored && kind != .null
  }

  /// What the function's preparation made, without the cost of a dynamic cast.
  @inline(__always)
  func prepared<T: PreparedArgument>(as type: T.Type) -> T? {
    guard let prepared, Swift.type(of: prepared) == type else { return nil }
    return unsafeDowncast(prepared, to: type)
  }
}

extension ConstantArgument {
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}

extension [ConstantArgument?] {
  /// The text constant at a place; nil where there is none.
  func text(_ index: Int) -> String? { index < count ? self[index]?.text : nil }
}

extension Function {
  /// The result of an optional, as a value.
  static func value(_ value: Value?) -> Value { value ?? .absent }

  /// A text of decoded bytes; absent when there are none to be had.
  static func text(_ bytes: Bytes?) -> Value { bytes.map { Value.text($0) } ?? .absent }
}
