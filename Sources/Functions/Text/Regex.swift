import CPCRE2
import Events
import Synchronization

/// A compiled PCRE2 pattern that many workers may search with at once.
///
/// Searching is bounded whatever the pattern and the event: by a limit on backtracking that shrinks
/// with the number of places where a match may begin, and for texts past 64 KiB by a limit on those
/// places. What reaches a limit is searched for in linear time; patterns that this cannot express
/// find nothing, and `Scratch.reachedLimits` counts it.
public final class Regex: PreparedArgument {
  /// Why a pattern cannot be used.
  public struct Failure: Error, Hashable {
    /// What is wrong, in the words of PCRE2 or of this engine.
    public let message: String
    /// The byte offset in the pattern.
    public let offset: Int
    /// Whether nothing is wrong but the size.
    public let isTooLarge: Bool
  }

  /// The longest pattern that compiles, in bytes.
  static var longestPattern: Int { 64 << 10 }

  /// What a pattern means beyond its text.
  public struct Options: OptionSet, Sendable {
    /// The options of PCRE2 that these stand for.
    public let rawValue: UInt32

    /// Options from those of PCRE2.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A match begins where the text does, or there is none.
    public static let atStart = Options(rawValue: UInt32(PCRE2_ANCHORED))
    /// A match is the whole text, or there is none.
    ///
    /// Skips the search for possible first characters, which is slow for long patterns.
    public static let wholeText = Options(
      rawValue: UInt32(PCRE2_ANCHORED) | UInt32(PCRE2_ENDANCHORED)
        | UInt32(PCRE2_NO_START_OPTIMIZE))
    /// A match begins where the search does, or there is none.
    public static let anchored = Options(rawValue: UInt32(PCRE2_ANCHORED))
    /// Parentheses without a name group, and capture nothing.
    public static let namedGroupsOnly = Options(rawValue: UInt32(PCRE2_NO_AUTO_CAPTURE))
  }

  /// Nil for a pattern that is too large for PCRE2: all searches are linear then.
  private let code: PatternCode?
  private let sizeClass: Int
  private let source: [UInt8]
  private let options: Options
  private let linearForm = AtomicLazyReference<LinearForm>()
  /// Capture groups, the whole match not counted.
  public let groupCount: Int
  /// The names of groups, with their numbers.
  let groupNames: [(name: String, number: Int)]

  /// Compiles a pattern.
  public convenience init(_ pattern: String, options: Options = []) throws(Failure) {
    try self.init(Array(pattern.utf8), options: options)
  }

  /// Compiles a pattern; it is UTF-8 and so are the texts it searches.
  init(_ utf8: [UInt8], options: Options) throws(Failure) {
    guard utf8.count <= Regex.longestPattern else {
      throw Failure(message: "the pattern is longer than 64 KiB", offset: 0, isTooLarge: true)
    }
    var error: Int32 = 0
    var offset = 0
    let always =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_USE_OFFSET_LIMIT) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    guard
      let code = pcre2_compile_8(
        utf8, utf8.count, always | options.rawValue, &error, &offset, nil)
    else {
      throw Failure(
        message: Regex.message(error), offset: min(offset, utf8.count),
        isTooLarge: error == PCRE2_ERROR_PATTERN_TOO_LARGE
          || error == PCRE2_ERROR_TOO_MANY_NAMED_SUBPATTERNS)
    }
    self.code = PatternCode(code, length: utf8.count)
    source = utf8
    self.options = options
    var count: UInt32 = 0
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    groupCount = Int(count)
    sizeClass = MatcherPool.sizeClass(groupCount: groupCount)
    groupNames = Regex.names(code)
  }

  /// A pattern of any size, which is searched for in linear time; nil where that cannot be.
  init?(linearly utf8: [UInt8], options: Options) {
    guard
      let tree = PatternReader.read(
        utf8, capturesNamesOnly: options.contains(.namedGroupsOnly)),
      tree.groupCount <= MatcherPool.mostGroups,
      let program = LinearProgram(tree.root, groupCount: tree.groupCount)
    else { return nil }
    code = nil
    source = []
    self.options = options
    _ = linearForm.storeIfNil(LinearForm(program))
    groupCount = tree.groupCount
    sizeClass = MatcherPool.sizeClass(groupCount: groupCount)
    groupNames = tree.names
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }

  private static func names(_ code: OpaquePointer) -> [(name: String, number: Int)] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table, size > 2 else { return [] }
    return (0..<Int(count)).map { index in
      let entry = table + index * Int(size)
      let bytes = UnsafeBufferPointer(start: entry + 2, count: Int(size) - 2).prefix { $0 != 0 }
      return (String(decoding: bytes, as: UTF8.self), Int(entry[0]) << 8 | Int(entry[1]))
    }
  }

  /// The number of a named group, or nil.
  public func group(named name: String) -> Int? {
    groupNames.first { $0.name == name }?.number
  }

  /// The program of searches in linear time, made when it is first needed; nil where the pattern
  /// refers back, looks around at length or gives nothing back.
  var linear: LinearProgram? {
    if let form = linearForm.load() { return form.program }
    let tree = PatternReader.read(
      source, capturesNamesOnly: options.contains(.namedGroupsOnly))
    let program = tree.flatMap { LinearProgram($0.root, groupCount: $0.groupCount) }
    return linearForm.storeIfNil(LinearForm(program)).program
  }

  /// What is known of a pattern once it was read for linear searches.
  private final class LinearForm: Sendable {
    let program: LinearProgram?

    init(_ program: LinearProgram?) { self.program = program }
  }

  /// Whether every search ends with an answer, since what PCRE2 gives up is searched in linear time.
  public var endsInLinearTime: Bool { linear != nil }

  // MARK: Searching

  /// Whether the pattern occurs in a text.
  public func isMatch(_ text: Bytes, in scratch: Scratch) -> Bool {
    search(text, in: scratch) { $0.next() }
  }

  /// Runs `body` with a search over a text; the search must not leave it.
  ///
  /// The work is that of the event whose scratch it is.
  public func search<Result>(
    _ text: Bytes, in scratch: Scratch, _ body: (inout Search) -> Result
  ) -> Result {
    search(text, linearly: false, in: scratch, body)
  }

  /// The same with a given search engine; both find the same.
  func search<Result>(
    _ text: Bytes, linearly: Bool, in scratch: Scratch, _ body: (inout Search) -> Result
  ) -> Result {
    let current = code?.current
    let matcher = MatcherPool.take(
      sizeClass, forMachineCode: current.map { $0.trialLimit == nil } ?? false)
    defer { MatcherPool.put(matcher, sizeClass) }
    var search = Search(
      regex: self, current: current, matcher: matcher, text: text, scratch: scratch)
    search.isLinear = linearly || current == nil
    return body(&search)
  }

  /// The matches of a pattern in one text, one after the other.
  public struct Search {
    private let regex: Regex
    private var code: OpaquePointer?
    /// Whether the interpreter tries first. Where it gives up, that says nothing of the text: it
    /// counts otherwise than machine code, and a search must not find more or less for being one
    /// of the first.
    private var isTrial: Bool
    private let matcher: MatcherPool.Box
    private let text: Bytes
    private let scratch: Scratch
    private var position = 0
    private var mayBeEmpty = true
    /// Whether PCRE2 has reached its limit: the rest is searched in linear time.
    fileprivate var isLinear = false
    private let groups: UnsafeMutablePointer<Int>?
    /// The last offset a match may begin at.
    private let startLimit: Int
    private let matchLimit: UInt32
    private var groupCount = 0

    fileprivate init(
      regex: Regex, current: PatternCode.Current?, matcher: MatcherPool.Box, text: Bytes,
      scratch: Scratch
    ) {
      self.regex = regex
      self.code = current?.code
      self.isTrial = current?.trialLimit != nil
      self.matcher = matcher
      self.text = text
      self.scratch = scratch
      groups = pcre2_get_ovector_pointer_8(matcher.pointee.data).map {
        UnsafeMutableRawPointer($0).assumingMemoryBound(to: Int.self)
      }
      let length = max(text.count, 1)
      // The limit counts for each place where a match may begin.
      let work = regex.options.contains(.anchored) ? Search.workOfOneStart : Search.triedWork
      matchLimit = UInt32(max(5_000, min(1_000_000, work / length)))
      pcre2_set_match_limit_8(
        matcher.pointee.context, min(current?.trialLimit ?? matchLimit, matchLimit))
      // Trying every start of a long text could cost its length squared.
      startLimit = text.count <= 64 << 10 ? text.count : (1 << 32) / length
      pcre2_set_offset_limit_8(matcher.pointee.context, startLimit)
    }

    /// Goes to the next match; false when there is none, or a limit was reached.
    public mutating func next() -> Bool {
      guard position <= text.count else { return false }
      var result = match(mayBeEmpty ? 0 : UInt32(PCRE2_NOTEMPTY_ATSTART) | UInt32(PCRE2_ANCHORED))
      if result == PCRE2_ERROR_NOMATCH, !mayBeEmpty {
        // After an empty match the search goes on one character further.
        guard position < text.count else { return false }
        position += Scalars.length(text, at: position)
        result = match(0)
      }
      groupCount = max(0, Int(result))
      guard result > 0, let whole = range(0) else { return false }
      // `\K` in a lookahead can put the start after the end.
      mayBeEmpty = whole.upperBound > whole.lowerBound
      position = max(position, whole.upperBound)
      return true
    }

    /// Goes to the first match at or after an offset, which must not lie inside a character.
    public mutating func next(from offset: Int) -> Bool {
      position = offset
      mayBeEmpty = true
      return next()
    }

    /// Work of a search that tries all that it may.
    private static let triedWork = 1 << 28
    /// The same where there is one place to begin: only past 16 KiB it matters that a step of a
    /// long text may take long.
    private static let workOfOneStart = 1 << 34

    private mutating func match(_ options: UInt32) -> Int32 {
      if scratch.isOverworked { return PCRE2_ERROR_NOMATCH }
      if isLinear { return matchLinearly(options) }
      let result = matchOnce(options)
      let end = result > 0 ? groups?[1] ?? text.count : text.count
      if end > position { scratch.spendSearch(of: text.slice(position, end)) }
      let isCut = result == PCRE2_ERROR_NOMATCH && mayBeginBeyondLimit(options)
      guard isCut || Search.isLimit(result) else { return result }
      isLinear = true
      return matchLinearly(options)
    }

    /// Finds in linear time what PCRE2 would find if it had all the time.
    private func matchLinearly(_ options: UInt32) -> Int32 {
      guard let groups, let program = regex.linear else { return reachLimit() }
      let options = options | regex.options.rawValue
      let outcome = LinearSearch.run(
        program, text, from: position,
        .init(
          startsHere: options & UInt32(PCRE2_ANCHORED) != 0,
          endsText: options & UInt32(PCRE2_ENDANCHORED) != 0,
          isNotEmpty: options & UInt32(PCRE2_NOTEMPTY_ATSTART) != 0),
        groups: groups, scratch: scratch)
      switch outcome {
      case .match: return Int32(regex.groupCount + 1)
      case .nothing: return PCRE2_ERROR_NOMATCH
      case .limit: return reachLimit()
      }
    }

    /// Whether a match may begin after the last offset that PCRE2 tried.
    private func mayBeginBeyondLimit(_ options: UInt32) -> Bool {
      guard startLimit < text.count, (options & UInt32(PCRE2_ANCHORED)) == 0 else { return false }
      var all: UInt32 = 0
      if let code { pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_ALLOPTIONS), &all) }
      return all & UInt32(PCRE2_ANCHORED) == 0
    }

    private func reachLimit() -> Int32 {
      scratch.reachLimit()
      scratch.spend(Search.triedWork)
      return PCRE2_ERROR_MATCHLIMIT
    }

    private mutating func matchOnce(_ options: UInt32) -> Int32 {
      var result = match(code, options)
      if isTrial, Search.isLimit(result) {
        isTrial = false
        code = regex.code?.machineCode
        matcher.pointee.prepareForMachineCode()
        pcre2_set_match_limit_8(matcher.pointee.context, matchLimit)
        result = match(code, options)
      }
      guard result == PCRE2_ERROR_JIT_STACKLIMIT || result == PCRE2_ERROR_HEAPLIMIT else {
        return result
      }
      // The interpreter keeps its place on the heap; it is slow, so it may try few starts.
      matcher.pointee.allowMostMemory()
      let context = matcher.pointee.context
      pcre2_set_offset_limit_8(
        context, min(startLimit, position + (1 << 26) / max(text.count, 1)))
      defer { pcre2_set_offset_limit_8(context, startLimit) }
      return match(code, options | UInt32(PCRE2_NO_JIT))
    }

    private func match(_ code: OpaquePointer?, _ options: UInt32) -> Int32 {
      // Texts were checked to be UTF-8 when they were read.
      pcre2_match_8(
        code, text.base, text.count, position, options | UInt32(PCRE2_NO_UTF_CHECK),
        matcher.pointee.data, matcher.pointee.context)
    }

    private static func isLimit(_ result: Int32) -> Bool {
      result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_HEAPLIMIT
        || result == PCRE2_ERROR_DEPTHLIMIT
    }

    /// Where a group of the current match lies; nil when it took no part.
    public func range(_ group: Int) -> Range<Int>? {
      guard group >= 0, group < groupCount, let groups else { return nil }
      let lower = groups[2 * group]
      let upper = groups[2 * group + 1]
      guard lower >= 0, lower <= upper, upper <= text.count else { return nil }
      return lower..<upper
    }
  }
}

extension Regex: @unchecked Sendable {}
