import Glibc

/// Numbers texts from 0 in the order they are added, and finds their numbers by their bytes.
///
/// Equal bytes may have several numbers, told apart by an owner: a key below different objects, a
/// constant of different kinds. The bytes of all texts stand one after another, so that a table of
/// thousands costs a few allocations. It is not copied by chance: an owner looks into it in place.
public struct ByteTable: ~Copyable, Sendable {
  struct Entry: Sendable {
    var start: Int
    var count: Int
    var hash: UInt32
    var owner: UInt32
  }

  private(set) var bytes: [UInt8] = []
  private(set) var entries: [Entry] = []
  /// The number of a text near the place that its hash says; -1 in a free place. At most half of a
  /// power of two are taken.
  private var places: [Int32] = []

  /// A table without texts.
  public init() {}

  /// The same texts with the same numbers.
  public init(copying other: borrowing ByteTable) {
    bytes = other.bytes
    entries = other.entries
    places = other.places
  }

  /// The number of texts, which is also the number the next new text gets.
  public var count: Int { entries.count }

  /// The bytes of a text.
  subscript(number: Int) -> ArraySlice<UInt8> {
    let entry = entries[number]
    return bytes[entry.start..<entry.start + entry.count]
  }

  /// The number of a text, or nil.
  public func find(_ text: UnsafeBufferPointer<UInt8>, owner: UInt32 = 0) -> Int? {
    let hash = unsafe ByteHash.of(text, salt: owner)
    let number = unsafe places.isEmpty ? -1 : Int(places[place(of: text, owner, hash)])
    return number < 0 ? nil : number
  }

  /// The number of a text, or nil where the table does not hold it for this owner.
  public func find(_ text: String, owner: UInt32 = 0) -> Int? {
    unsafe text.withBytes { unsafe find($0, owner: owner) }
  }

  /// The number of a text, which is `count` before the call where the text is new.
  public mutating func number(of text: UnsafeBufferPointer<UInt8>, owner: UInt32 = 0) -> Int {
    let hash = unsafe ByteHash.of(text, salt: owner)
    if 2 * entries.count >= places.count { grow() }
    let place = unsafe place(of: text, owner, hash)
    if places[place] >= 0 { return Int(places[place]) }
    places[place] = Int32(entries.count)
    entries.append(Entry(start: bytes.count, count: text.count, hash: hash, owner: owner))
    unsafe bytes.append(contentsOf: text)
    return entries.count - 1
  }

  /// The number of a text, which is `count` before the call where the text is new.
  public mutating func number(of text: String, owner: UInt32 = 0) -> Int {
    unsafe text.withBytes { unsafe number(of: $0, owner: owner) }
  }

  /// Where a text stands in `places`, or the free place it would take.
  private func place(
    of text: UnsafeBufferPointer<UInt8>, _ owner: UInt32, _ hash: UInt32
  ) -> Int {
    let mask = places.count - 1
    var place = Int(hash) & mask
    while places[place] >= 0 {
      let entry = entries[Int(places[place])]
      if entry.hash == hash, entry.owner == owner, entry.count == text.count,
        unsafe isSame(text, entry.start)
      {
        return place
      }
      place = (place + 1) & mask
    }
    return place
  }

  private func isSame(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard let base = text.baseAddress else { return true }
    return unsafe bytes.withUnsafeBufferPointer {
      unsafe text.isEmpty || memcmp($0.baseAddress! + start, base, text.count) == 0
    }
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: max(16, 2 * places.count))
    entries.reserveCapacity(places.count / 2)
    let mask = places.count - 1
    for (number, entry) in entries.enumerated() {
      var place = Int(entry.hash) & mask
      while places[place] >= 0 { place = (place + 1) & mask }
      places[place] = Int32(number)
    }
  }
}
