/// Numbers as people read them.
package enum Wording {
  /// `1 event`, `2 events`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `1,234,567`
  package static func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// A number with so many decimals, rounded.
  package static func decimal(_ number: Double, _ places: Int) -> String {
    guard number.isFinite, number.magnitude < 1e15 else { return "-" }
    let factor = places == 1 ? 10 : places == 2 ? 100 : 1000
    let scaled = Int((number * Double(factor)).rounded())
    let fraction = String(scaled.magnitude % UInt(factor))
    let digits = places > 3 ? 3 : places
    return "\(scaled / factor)." + String(repeating: "0", count: max(0, digits - fraction.count))
      + fraction
  }
}
