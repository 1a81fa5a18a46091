import Events
import Planning

/// An output template as one worker's plain memory: its fields in order, and the objects they are in.
///
/// ```
///  {host: {os: {full, version}, name}}
///
///  leaves    0 full        1 version     2 name          in the order of the output
///            in object 2   in object 2   in object 1
///  objects   0 the event   1 "host":{    2 "os":{
///                          in 0          in 1
/// ```
///
/// Writing visits the fields that an event has, not all that a mapping may write: those are mostly
/// several hundred, of which an event has a few dozen.
struct OutputLayout {
  struct Leaf {
    /// `"key":`
    var literal: UnsafePointer<UInt8>
    var object: Int32
    /// The length of the literal twice, and 1 more where a scalar is written as a list of one: a
    /// leaf is 16 bytes.
    private var countAndList: UInt32

    init(literal: UnsafePointer<UInt8>, literalCount: UInt32, object: Int32, isList: Bool) {
      self.literal = literal
      self.object = object
      countAndList = literalCount << 1 | (isList ? 1 : 0)
    }

    @inline(__always)
    var literalCount: Int { Int(countAndList >> 1) }
    @inline(__always)
    var isList: Bool { countAndList & 1 != 0 }
  }

  struct Object {
    /// `"key":{`
    var literal: UnsafePointer<UInt8>
    var literalCount: Int32
    var parent: Int32
    /// How many objects it is in.
    var depth: Int32
  }

  /// The register of each leaf.
  let places: UnsafeMutableBufferPointer<Int32>
  let leaves: UnsafeMutableBufferPointer<Leaf>
  /// The event itself, then each before those in it.
  let objects: UnsafeMutableBufferPointer<Object>
  /// Bytes of all literals, brackets and commas, and what copying the last literal writes past its end.
  let fixedCapacity: Int
  /// Bytes that are copied for every short literal; plans pad literals for that.
  static var literalStep: Int { 32 }
  /// Room for the numbers of the leaves that an event has.
  let present: UnsafeMutablePointer<Int32>
  /// Room for the objects that are opened on the way to a leaf.
  let opening: UnsafeMutablePointer<Int32>

  /// What an event fills of a layout.
  struct Measure {
    /// How many entries of `present` are filled, from the first on.
    var count = 0
    /// Bytes that writing takes at most.
    var capacity: Int

    /// Takes in a leaf, where it has a value; of members of one name in it the last stays.
    @inline(__always)
    mutating func add(
      _ leaf: Int, _ value: UnsafeMutablePointer<Value>, in layout: OutputLayout, _ scratch: Scratch
    ) {
      guard value.pointee.isPresent else { return }
      if value.pointee.isContainer {
        value.pointee = RepeatedMembers.removed(from: value.pointee, in: scratch)
      }
      layout.present[count] = Int32(truncatingIfNeeded: leaf)
      count &+= 1
      let size = Int(value.pointee.count)
      capacity &+= value.pointee.form == .decoded ? 6 &* size : size
    }
  }

  init(_ template: OutputTemplate, in memory: PlainMemory) {
    var places: [Int32] = []
    var leaves: [Leaf] = []
    var objects = [Object(literal: Bytes("").base, literalCount: 0, parent: 0, depth: 0)]
    var current: Int32 = 0
    for entry in template.entries {
      let count = Int32(entry.literalCount)
      switch entry.operation {
      case .put, .putList:
        places.append(Int32(entry.register.place))
        leaves.append(
          Leaf(
            literal: entry.literal, literalCount: entry.literalCount, object: current,
            isList: entry.operation == .putList))
      case .open:
        let depth = objects[Int(current)].depth + 1
        objects.append(
          Object(literal: entry.literal, literalCount: count, parent: current, depth: depth))
        current = Int32(objects.count - 1)
      case .close: current = objects[Int(current)].parent
      }
    }
    present = memory.keep(Array(repeating: 0, count: places.count + 1)).baseAddress!
    opening = memory.keep(Array(repeating: 0, count: template.depth + 1)).baseAddress!
    self.places = memory.keep(places)
    self.leaves = memory.keep(leaves)
    self.objects = memory.keep(objects)
    fixedCapacity = template.fixedCapacity + OutputLayout.literalStep
  }
}
