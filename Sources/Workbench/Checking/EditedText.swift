import Diagnostics
import Text

/// A text to which the edits of findings are made, round by round, and taken back line by line.
package struct EditedText {
  /// A line, or several that an edit made one of.
  package struct Line {
    /// The place in the original.
    package let original: Range<Int>
    /// What it became; nil where no edit touched it.
    package var bytes: [UInt8]?
    /// How many edits were made to it, and whether one of them was to mend an error.
    package var edits = 0
    /// Whether one of the edits was to mend an error.
    var mendsError = false
  }

  /// The text before all edits.
  package let original: SourceText
  /// The lines of the text, in order.
  package private(set) var lines: [Line] = []

  /// A text without edits.
  package init(_ original: SourceText) {
    self.original = original
    let bytes = original.bytes
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(Line(original: start..<end))
      start = end
    }
    if lines.isEmpty { lines = [Line(original: 0..<0)] }
  }

  /// The text as the edits leave it.
  package var bytes: [UInt8] { lines.flatMap { bytes(of: $0)[...] } }

  /// How many edits were made.
  package var edits: Int { lines.reduce(0) { $0 + $1.edits } }

  /// The numbers of the lines that edits changed.
  package var changed: [Int] { lines.indices.filter { lines[$0].bytes != nil } }

  private func bytes(of line: Line) -> ArraySlice<UInt8> {
    line.bytes.map { $0[...] } ?? original.bytes[line.original]
  }

  /// Where each line begins in the text as the edits leave it.
  package var starts: [Int] {
    var start = 0
    return lines.map { line in
      defer { start += line.bytes?.count ?? line.original.count }
      return start
    }
  }

  /// The line that a place of the edited text is in.
  package static func line(at offset: Int, _ starts: [Int]) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Makes the edits, which name places of the text as it is; of those that overlap the first.
  ///
  /// False if nothing changed.
  package mutating func make(_ findings: [Diagnostic]) -> Bool {
    let fixed = FixedText(
      SourceText(name: original.name, bytes: bytes), findings.compactMap(\.fix))
    guard fixed.bytes != bytes else { return false }
    let mending = Set(findings.filter { $0.severity == .error }.compactMap(\.fix))
    let starts = starts
    let text = bytes
    var result: [Line] = []
    var next = 0
    var index = 0
    while index < fixed.made.count {
      let first = EditedText.line(at: Int(fixed.made[index].span.lower), starts)
      var last = first
      let begin = index
      // Edits that reach into one another's lines change these as one.
      while index < fixed.made.count,
        index == begin || EditedText.line(at: Int(fixed.made[index].span.lower), starts) <= last
      {
        let upper = Int(fixed.made[index].span.upper)
        last = max(
          last, EditedText.line(at: max(Int(fixed.made[index].span.lower), upper - 1), starts))
        index += 1
      }
      result += lines[next..<first]
      result.append(
        joined(first...last, fixed.made[begin..<index], of: text, from: starts[first], mending))
      next = last + 1
    }
    lines = result + lines[next...]
    return true
  }

  private func joined(
    _ numbers: ClosedRange<Int>, _ edits: ArraySlice<Diagnostic.Fix>, of text: [UInt8],
    from start: Int, _ mending: Set<Diagnostic.Fix>
  ) -> Line {
    let merged = lines[numbers]
    let length = merged.reduce(0) { $0 + self.bytes(of: $1).count }
    var line = Line(
      original: lines[numbers.lowerBound].original
        .lowerBound..<lines[numbers.upperBound].original.upperBound)
    var bytes: [UInt8] = []
    var place = start
    for edit in edits {
      bytes += text[place..<Int(edit.span.lower)]
      bytes += Array(edit.replacement.utf8)
      place = Int(edit.span.upper)
    }
    line.bytes = bytes + text[place..<max(place, start + length)]
    line.edits = merged.reduce(edits.count) { $0 + $1.edits }
    line.mendsError =
      merged.contains(where: \.mendsError) || edits.contains(where: mending.contains)
    return line
  }

  /// Takes back what was done to lines since another state of the same text.
  package mutating func restore(_ numbers: some Sequence<Int>, to earlier: EditedText?) {
    let starts = earlier?.lines.map(\.original.lowerBound) ?? []
    for number in numbers {
      let original = lines[number].original
      var line = Line(original: original)
      if let earlier, !original.isEmpty {
        let first = EditedText.line(at: original.lowerBound, starts)
        let last = EditedText.line(at: original.upperBound - 1, starts)
        // Several lines that became one are the original's again.
        if first == last, starts[first] == original.lowerBound { line = earlier.lines[first] }
      }
      lines[number] = line
    }
  }
}
