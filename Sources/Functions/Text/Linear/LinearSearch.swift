import Events
import Glibc

/// A search that goes back and tries again as PCRE2 does, and so finds what PCRE2 finds, but never
/// tries the same step at the same place twice: where that led to nothing once, it always does.
///
/// The work is at most steps × length of the text; a bit is kept for each split and place.
struct LinearSearch {
  enum Outcome {
    case match, nothing
    /// It would have taken more memory or work than it may.
    case limit
  }

  /// What a match must be, as `Regex.Options` and the search's flags say it.
  struct Conditions {
    var startsHere: Bool
    var endsText: Bool
    var isNotEmpty: Bool
  }

  /// A way not gone yet, or where a slot was before.
  private struct Choice {
    /// The step to go on at; the slot to set back where it is negative, -1 being slot 0.
    var step: Int
    var position: Int
  }

  /// Bits of memory, untouched ones cost nothing.
  private static let mostMemory = 1 << 30
  private static let mostChoices = 1 << 22
  /// What may be done for one search; a step is about as much work as four bytes looked at.
  private static let mostWork = Scratch.workLimit / 2
  private static let stepWork = 4

  private let program: LinearProgram
  private let text: Bytes
  /// Where the groups of the match are written.
  private let groups: UnsafeMutablePointer<Int>
  /// Where rounds of loops began.
  private let rounds: UnsafeMutablePointer<Int>
  private let origin: Int
  private let width: Int
  private let visited: UnsafeMutablePointer<UInt64>
  private var choices: UnsafeMutablePointer<Choice>
  private var capacity = 256
  private var count = 0
  private var stepsLeft: Int

  /// Searches a text from an offset on; `groups` has room for a pair for each group and the match.
  static func run(
    _ program: LinearProgram, _ text: Bytes, from origin: Int, _ conditions: Conditions,
    groups: UnsafeMutablePointer<Int>, scratch: Scratch
  ) -> Outcome {
    guard
      var search = LinearSearch(program, text, from: origin, groups: groups, scratch: scratch)
    else { return .limit }
    defer { search.free() }
    let before = search.stepsLeft
    let outcome = search.run(conditions)
    scratch.spend((before - max(0, search.stepsLeft)) * stepWork)
    return outcome
  }

  private init?(
    _ program: LinearProgram, _ text: Bytes, from origin: Int,
    groups: UnsafeMutablePointer<Int>, scratch: Scratch
  ) {
    let width = text.count - origin + 1
    let (bits, isTooMuch) = program.memoryCount.multipliedReportingOverflow(by: width)
    guard !isTooMuch, bits <= Self.mostMemory,
      let visited = calloc(bits / 64 + 1, 8)?.bindMemory(to: UInt64.self, capacity: bits / 64 + 1)
    else { return nil }
    self.program = program
    self.text = text
    self.groups = groups
    self.origin = origin
    self.width = width
    self.visited = visited
    rounds = .allocate(capacity: program.loopCount + 1)
    rounds.initialize(repeating: -1, count: program.loopCount + 1)
    choices = .allocate(capacity: capacity)
    stepsLeft = Self.mostWork / Self.stepWork
  }

  private func free() {
    Glibc.free(visited)
    rounds.deallocate()
    choices.deallocate()
  }

  private mutating func run(_ conditions: Conditions) -> Outcome {
    var start = origin
    // A start from which nothing is found leaves them so.
    for slot in 0..<2 * (program.groupCount + 1) { groups[slot] = -1 }
    while true {
      let outcome = match(from: start, conditions)
      guard outcome == .nothing, !conditions.startsHere, start < text.count else {
        return outcome
      }
      start += Scalars.length(text, at: start)
    }
  }

  private mutating func match(from start: Int, _ conditions: Conditions) -> Outcome {
    program.steps.withUnsafeBufferPointer { steps in
      program.masks.withUnsafeBufferPointer { masks in
        match(from: start, conditions, steps, masks)
      }
    }
  }

  private mutating func match(
    from start: Int, _ conditions: Conditions,
    _ steps: UnsafeBufferPointer<LinearProgram.Step>,
    _ masks: UnsafeBufferPointer<(low: UInt64, high: UInt64)>
  ) -> Outcome {
    var position = start
    var index = 0
    while true {
      stepsLeft -= 1
      guard stepsLeft > 0 else { return .limit }
      let step = steps[index]
      index += 1
      let first = Int(step.first)
      var isFine = true
      switch step.operation {
      case .byte:
        isFine = position < text.count && text.base[position] == UInt8(truncatingIfNeeded: first)
        position += 1
      case .set: isFine = take(first, masks, &position)
      case .span: isFine = takeAll(first, Int(step.second), masks, &position)
      case .split:
        isFine = isFirstVisit(step, position)
        if isFine {
          guard push(Choice(step: Int(step.second), position: position)) else { return .limit }
          index = first
        }
      case .jump: index = first
      case .save:
        guard push(Choice(step: ~first, position: groups[first])) else { return .limit }
        groups[first] = position
      case .begin:
        guard push(Choice(step: ~(roundsSlot + first), position: rounds[first])) else {
          return .limit
        }
        rounds[first] = position
      case .again: if rounds[first] == position { index = Int(step.second) }
      case .assertion:
        let (assertion, isNegated) = program.assertions[first]
        isFine = holds(assertion, position) != isNegated
      case .look:
        let look = program.looks[first]
        isFine = holds(look, position) != look.isNegated
      case .match:
        isFine =
          (!conditions.endsText || position == text.count)
          && (!conditions.isNotEmpty || position > start)
        if isFine {
          groups[0] = start
          groups[1] = position
          return .match
        }
      }
      guard isFine || goBack(to: &index, &position) else { return .nothing }
    }
  }

  /// Back to the last choice, undoing what came after it; false where none is left.
  @inline(__always)
  private mutating func goBack(to index: inout Int, _ position: inout Int) -> Bool {
    while count > 0 {
      count -= 1
      let choice = choices[count]
      if choice.step >= 0 {
        index = choice.step
        position = choice.position
        return true
      }
      let slot = ~choice.step
      if slot < roundsSlot {
        groups[slot] = choice.position
      } else {
        rounds[slot - roundsSlot] = choice.position
      }
    }
    return false
  }

  /// Slots from here on are of rounds.
  private var roundsSlot: Int { 2 * (program.groupCount + 1) }

  /// Remembers that a split is tried at a place; false where it was before.
  @inline(__always)
  private func isFirstVisit(_ step: LinearProgram.Step, _ position: Int) -> Bool {
    var row = Int(step.memory)
    // What may follow differs with the rounds that have taken nothing yet; they are the inner ones.
    var loop = Int(step.depth)
    while loop > 0, rounds[loop - 1] == position {
      row += 1
      loop -= 1
    }
    let bit = row * width + (position - origin)
    let mask: UInt64 = 1 << UInt64(bit & 63)
    if visited[bit >> 6] & mask != 0 { return false }
    visited[bit >> 6] |= mask
    return true
  }

  private mutating func push(_ choice: Choice) -> Bool {
    if count == capacity {
      guard capacity < Self.mostChoices else { return false }
      let larger = UnsafeMutablePointer<Choice>.allocate(capacity: 2 * capacity)
      larger.update(from: choices, count: count)
      choices.deallocate()
      choices = larger
      capacity *= 2
    }
    choices[count] = choice
    count += 1
    return true
  }

  // MARK: Characters

  @inline(__always)
  private func take(
    _ set: Int, _ masks: UnsafeBufferPointer<(low: UInt64, high: UInt64)>, _ position: inout Int
  ) -> Bool {
    guard position < text.count else { return false }
    let byte = text.base[position]
    guard byte < 0x80 else { return takeWide(set, &position) }
    position += 1
    let mask = byte < 64 ? masks[set].low : masks[set].high
    return mask >> UInt64(byte & 63) & 1 != 0
  }

  @inline(never)
  private func takeWide(_ set: Int, _ position: inout Int) -> Bool {
    let scalar = scalar(at: position)
    position += UTF8.width(scalar)
    return program.sets[set].contains(scalar.value)
  }

  private mutating func takeAll(
    _ set: Int, _ span: Int, _ masks: UnsafeBufferPointer<(low: UInt64, high: UInt64)>,
    _ position: inout Int
  ) -> Bool {
    let (least, most) = program.spans[span]
    var taken = 0
    while taken < most ?? .max {
      var next = position
      guard take(set, masks, &next) else { break }
      position = next
      taken += 1
    }
    stepsLeft -= taken
    return taken >= least
  }

  private func holds(_ look: LinearProgram.Look, _ position: Int) -> Bool {
    var position = position
    if look.isBehind {
      for _ in look.sets {
        guard position > 0 else { return false }
        position = Scalars.start(text, before: position)
      }
    }
    for set in look.sets {
      guard position < text.count else { return false }
      let scalar = scalar(at: position)
      guard set.contains(scalar.value) else { return false }
      position += UTF8.width(scalar)
    }
    return true
  }

  private func holds(_ assertion: PatternAssertion, _ position: Int) -> Bool {
    let isLast = position == text.count
    switch assertion {
    case .always: return true
    case .textStart: return position == 0
    case .textEnd: return isLast
    case .lastLineEnd: return isLast || position == text.count - 1 && isLineFeed(position)
    case .lineStart: return position == 0 || !isLast && isLineFeed(position - 1)
    case .lineEnd: return isLast || isLineFeed(position)
    case .wordBoundary: return isBoundary(of: .word, position)
    case .unicodeWordBoundary: return isBoundary(of: .unicodeWord, position)
    }
  }

  private func isLineFeed(_ position: Int) -> Bool { text.base[position] == 0x0A }

  private func isBoundary(of word: ScalarSet, _ position: Int) -> Bool {
    let before =
      position > 0
      && word.contains(scalar(at: Scalars.start(text, before: position)).value)
    let behind = position < text.count && word.contains(scalar(at: position).value)
    return before != behind
  }

  /// The text is valid UTF-8.
  private func scalar(at position: Int) -> Unicode.Scalar {
    let byte = text.base[position]
    if byte < 0x80 { return Unicode.Scalar(byte) }
    var value = UInt32(byte) & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07)
    for next in 1..<(byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4) {
      value = value << 6 | UInt32(text.base[position + next] & 0x3F)
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
