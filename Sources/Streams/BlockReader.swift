import Events
import Running

/// Cuts the inputs into blocks of whole events, in order.
///
/// Reads as much as there is, up to a block; when the input is slow, what is there goes out at
/// once. Never holds more of one event than the limit. Not safe for concurrent use.
final class BlockReader {
  /// What of a too long event is kept for its dead letter.
  static let keptOfTooLong = 64 << 10

  private let sources: [any Source]
  private let requestedFormat: InputFormat
  private let limit: Int

  private var current = -1
  private var isOpen = false
  private var format = InputFormat.auto
  private var isAtStart = false
  private var isAtEnd = false
  private var splitter = DocumentSplitter()
  /// The rest of a too long line is being skipped.
  private var isSkipping = false
  /// What was read behind the last whole event, and the offset of its first byte.
  private var carry: [UInt8] = []
  private var offset = 0
  /// Everything is read, or reading failed or was cancelled.
  private(set) var isFinished = false

  /// The input that could not be read, where one could not.
  private(set) var failure: (input: String, error: InputFailure)?
  private(set) var bytesRead = 0
  private let cancellation: Cancellation

  init(sources: [any Source], format: InputFormat, limit: Int, cancellation: Cancellation) {
    self.sources = sources
    requestedFormat = format
    self.limit = limit
    self.cancellation = cancellation
  }

  deinit { closeSource() }

  /// Fills the block with the next events; false when there are no more.
  func next(into block: Block) -> Bool {
    while !isFinished {
      if cancellation.isRequested {
        isFinished = true
      } else if !isOpen {
        openNext()
      } else if fill(block) {
        block.startsInput = isAtStart
        isAtStart = false
        block.endOffset = offset
        if !block.isSplit { block.base[block.count] = UInt8(ascii: "\n") }
        return true
      } else {
        closeSource()
      }
    }
    return false
  }

  // MARK: Sources

  private func openNext() {
    current += 1
    guard current < sources.count else {
      isFinished = true
      return
    }
    isOpen = true
    isAtStart = true
    isAtEnd = false
    isSkipping = false
    splitter = DocumentSplitter()
    format = requestedFormat
    carry.removeAll(keepingCapacity: true)
    offset = 0
    do throws(InputFailure) { try sources[current].open() } catch { fail(error) }
  }

  private func closeSource() {
    if isOpen { sources[current].close() }
    isOpen = false
  }

  private func fail(_ error: InputFailure) {
    failure = (sources[current].name, error)
    isFinished = true
  }

  /// Reads behind what the block holds; false at the end, on failure and on cancellation.
  private func read(into block: Block) -> Bool {
    if isAtEnd { return false }
    let room = UnsafeMutableRawBufferPointer(
      start: block.base + block.count, count: block.capacity - block.count)
    switch sources[current].read(into: room, until: cancellation) {
    case .bytes(let count):
      block.count += count
      bytesRead += count
      return true
    case .end: break
    case .cancelled: isFinished = true
    case .failed(let error): fail(error)
    }
    isAtEnd = true
    return false
  }

  private var hasMoreNow: Bool { !isAtEnd && sources[current].isReady }

  // MARK: Blocks

  /// Whether the block got events; false at the end of the input.
  private func fill(_ block: Block) -> Bool {
    block.reset()
    block.position = SourcePosition(source: current, offset: offset)
    if isSkipping { skipLine(block) }
    carry.withUnsafeBufferPointer {
      if let base = $0.baseAddress { block.append(base, count: $0.count) }
    }
    let scanned = carry.count
    carry.removeAll(keepingCapacity: carry.capacity <= 1 << 20)
    if isAtStart {
      if let encoding = encoding(of: block) {
        fail(.encoded(encoding))
        return false
      }
      readByteOrderMark(block)
      if format == .auto { detectFormat(block) }
      return format == .json ? fillDocuments(block, from: block.start) : fillLines(block)
    }
    return format == .json ? fillDocuments(block, from: scanned) : fillLines(block)
  }

  /// What the input is where it is no text; reads no more of it than that takes.
  private func encoding(of block: Block) -> InputEncoding? {
    if block.count == 0 { _ = read(into: block) }
    while true {
      switch InputEncoding.detect(block.base, count: block.count, isWhole: isAtEnd) {
      case .encoded(let encoding): return encoding
      case .text: return nil
      case .undecided:
        if block.count == block.capacity { block.grow(limit: limit + 1) }
        _ = read(into: block)
      }
    }
  }

  private func readByteOrderMark(_ block: Block) {
    while block.count < 3 && (block.count == 0 || block.base[0] == 0xEF) {
      guard read(into: block) else { break }
    }
    if block.count >= 3 && block.base[0] == 0xEF && block.base[1] == 0xBB
      && block.base[2] == 0xBF
    {
      block.start = 3
    }
  }

  private func detectFormat(_ block: Block) {
    while true {
      let detected = InputFormat.detect(
        block.base + block.start, count: block.count - block.start, isWhole: isAtEnd)
      if let detected {
        format = detected
        return
      }
      if block.count > limit { break }
      if block.count == block.capacity { block.grow(limit: limit + 1) }
      _ = read(into: block)
    }
    format = .ndjson
  }

  private func fillLines(_ block: Block) -> Bool {
    var end = block.endOfLastLine(from: block.start)
    while true {
      let isFull = block.count == block.capacity
      if let end, isFull || !hasMoreNow || isFinished {
        keep(block, from: end)
        return true
      }
      if end == nil && block.count - block.start > limit && (isFull || isAtEnd) {
        return refuseLine(block)
      }
      if isAtEnd {
        // The start of an event that a cancellation or a failure cut off is no event.
        if isFinished { block.count = block.start }
        offset = block.position.offset + block.count
        return block.count > block.start
      }
      if isFull { block.grow(limit: limit + 1 + block.start) }
      let before = block.count
      if read(into: block), let found = block.endOfLastLine(from: before) { end = found }
    }
  }

  /// Leaves the bytes from `end` on for the next block.
  private func keep(_ block: Block, from end: Int) {
    carry.append(
      contentsOf: UnsafeBufferPointer(start: block.base + end, count: block.count - end))
    block.count = end
    offset = block.position.offset + end
  }

  private func refuseLine(_ block: Block) -> Bool {
    isSkipping = !isAtEnd
    offset = block.position.offset + block.count
    block.isSplit = true
    block.lineCount = 1
    block.count = min(block.count, block.start + min(limit, BlockReader.keptOfTooLong))
    block.ranges.append(
      Block.Range(
        lower: block.start, upper: block.count, line: 1, refusal: .tooLong, isTruncated: true))
    return true
  }

  /// Throws away the rest of a too long line; what is behind it begins the block.
  private func skipLine(_ block: Block) {
    while isSkipping && read(into: block) {
      if let found = Bytes(block.base, count: block.count).firstIndex(of: UInt8(ascii: "\n")) {
        block.removeFirst(found + 1)
        isSkipping = false
      } else {
        block.removeFirst(block.count)
      }
    }
    offset = block.position.offset
  }

  private func fillDocuments(_ block: Block, from scanned: Int) -> Bool {
    var scanned = scanned
    block.isSplit = true
    block.linesAreAbsolute = true
    while true {
      splitter.scan(block.base, from: scanned, to: block.count, into: &block.ranges)
      scanned = block.count
      let isFull = block.count == block.capacity
      if isAtEnd {
        if !isFinished { splitter.finish(at: scanned, of: block.base, into: &block.ranges) }
        offset = block.position.offset + block.count
        return !block.ranges.isEmpty
      }
      if !block.ranges.isEmpty && (isFull || !hasMoreNow) {
        let end = splitter.pendingStart ?? scanned
        splitter.rebase(by: end)
        keep(block, from: end)
        return true
      }
      if isFull {
        let start = splitter.pendingStart ?? scanned
        if scanned - start > limit {
          let kept = min(scanned, start + min(limit, BlockReader.keptOfTooLong))
          block.ranges.append(splitter.truncate(to: kept))
          splitter.rebase(by: scanned)
          offset = block.position.offset + scanned
          return true
        }
        if start > 0 {
          block.removeFirst(start)
          splitter.rebase(by: start)
          scanned -= start
        } else {
          block.grow(limit: limit + 1)
        }
      }
      _ = read(into: block)
    }
  }
}
