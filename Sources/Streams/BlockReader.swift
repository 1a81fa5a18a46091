/// Cuts the inputs into blocks of whole events, in order.
///
/// Reads as much as there is, up to a block; when the input is slow, what is there goes out at
/// once. Never holds more of one event than the limit. Not safe for concurrent use.
final class BlockReader {
  private let sources: [any Source]
  private let format: InputFormat
  private let limit: Int
  private let cancellation: Cancellation

  private var current = -1
  private var isOpen = false
  private var framing: any Framing = NDJSONFraming()
  private var cutter: any Cutter = LineCutter()
  private var isAtStart = false
  private var isAtEnd = false
  /// What was read behind the last whole event, and the offset of its first byte.
  private var carry: [UInt8] = []
  private var offset = 0
  /// Everything is read, or reading failed or was cancelled.
  private(set) var isFinished = false

  /// The input that could not be read, where one could not.
  private(set) var failure: (input: String, error: InputFailure)?
  private(set) var bytesRead = 0

  init(sources: [any Source], format: InputFormat, limit: Int, cancellation: Cancellation) {
    self.sources = sources
    self.format = format
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

  /// Reads behind what the block holds, after making room for it; nothing at the end, on failure
  /// and on cancellation.
  private func read(into block: Block) {
    if isAtEnd { return }
    if block.count == block.capacity { block.grow(limit: limit + 1) }
    let room = UnsafeMutableRawBufferPointer(
      start: block.base + block.count, count: block.capacity - block.count)
    switch sources[current].read(into: room, until: cancellation) {
    case .bytes(let count):
      block.count += count
      bytesRead += count
      return
    case .end: break
    case .cancelled: isFinished = true
    case .failed(let error): fail(error)
    }
    isAtEnd = true
  }

  // MARK: Blocks

  /// Whether the block got events; false at the end of the input.
  private func fill(_ block: Block) -> Bool {
    block.reset()
    block.position = SourcePosition(source: current, offset: offset)
    carry.withUnsafeBufferPointer {
      if let base = $0.baseAddress { block.append(base, count: $0.count) }
    }
    var scanned = carry.count
    carry.removeAll(keepingCapacity: carry.capacity <= 1 << 20)
    if isAtStart {
      if let encoding = encoding(of: block) {
        fail(.encoded(encoding))
        return false
      }
      removeByteOrderMark(block)
      framing = format.framing ?? detectFraming(block)
      cutter = framing.makeCutter()
      scanned = 0
    }
    block.framing = framing
    return cut(block, from: scanned)
  }

  /// Reads on until the block holds events and is full, or until no more of them is there now.
  private func cut(_ block: Block, from scanned: Int) -> Bool {
    var scanned = scanned
    while true {
      cutter.scan(block, from: scanned)
      scanned = block.count
      let isFull = block.count == block.capacity
      if isAtEnd {
        // The start of an event that a cancellation or a failure cut off is no event.
        if !isFinished { cutter.finish(block, limit: limit) }
        break
      }
      if block.hasEvents && (isFull || !sources[current].isReady) { break }
      let start = cutter.pendingStart
      if isFull && scanned - start > limit {
        cutter.truncate(block, limit: limit)
        break
      }
      if isFull && start > 0 {
        block.removeFirst(start)
        cutter.rebase()
        scanned -= start
      }
      read(into: block)
    }
    keepPending(of: block)
    return block.hasEvents
  }

  /// Leaves what is pending for the next block.
  private func keepPending(of block: Block) {
    let end = cutter.pendingStart
    carry.append(
      contentsOf: UnsafeBufferPointer(start: block.base + end, count: block.count - end))
    cutter.rebase()
    offset = block.position.offset + end
    block.endOffset = offset
  }

  // MARK: The start of an input

  /// What the input is where it is no text; reads no more of it than that takes.
  private func encoding(of block: Block) -> InputEncoding? {
    if block.count == 0 { read(into: block) }
    while true {
      switch InputEncoding.detect(block.base, count: block.count, isWhole: isAtEnd) {
      case .encoded(let encoding): return encoding
      case .text: return nil
      case .undecided: read(into: block)
      }
    }
  }

  private func removeByteOrderMark(_ block: Block) {
    while block.count < 3 && (block.count == 0 || block.base[0] == 0xEF) && !isAtEnd {
      read(into: block)
    }
    if block.count >= 3 && block.base[0] == 0xEF && block.base[1] == 0xBB
      && block.base[2] == 0xBF
    {
      block.removeFirst(3)
    }
  }

  private func detectFraming(_ block: Block) -> any Framing {
    while true {
      let isWhole = isAtEnd || block.count > limit
      let format = InputFormat.detect(block.base, count: block.count, isWhole: isWhole)
      if let framing = format?.framing { return framing }
      read(into: block)
    }
  }
}
