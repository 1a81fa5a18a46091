import Events

/// The rooms of lists that templates of one event append to: such a list grows where it is.
struct GrowingLists {
  struct Room {
    var base: UnsafeMutablePointer<UInt8>
    /// Bytes of the list, its brackets included.
    var count: Int
    var capacity: Int
  }

  /// Lists that grow side by side; beyond them the oldest is copied when it grows again.
  private static let most = 8
  /// A shorter list is copied in less time than it takes to find out what else holds it.
  static let shortest = 1024

  private var rooms: [Room] = []
  private var oldest = 0
  private var event = -1

  /// The number of the room that ends with a list; nil where there is none.
  mutating func room(of list: Value, event: Int) -> Int? {
    if self.event != event {
      self.event = event
      rooms.removeAll(keepingCapacity: true)
      oldest = 0
    }
    guard list.count > Self.shortest else { return nil }
    return rooms.firstIndex { $0.base == list.base && $0.count == list.count }
  }

  subscript(number: Int) -> Room {
    get { rooms[number] }
    set { rooms[number] = newValue }
  }

  mutating func keep(_ room: Room, insteadOf number: Int?) {
    if let number {
      rooms[number] = room
    } else if rooms.count < Self.most {
      rooms.append(room)
    } else {
      rooms[oldest] = room
      oldest = (oldest + 1) % Self.most
    }
  }
}
