import Events

/// Writes events as JSON: registers → bytes.
struct EventWriter {
  let space: Workspace

  /// Bytes that one output event may take, each value counted with all the escapes it could need.
  static let outputLimit = 512 << 20

  /// Appends the object that a layout makes of the registers, and a line feed; false when it is too
  /// large.
  func write(_ layout: OutputLayout, to output: OutputBuffer) -> Bool {
    write(layout, measure(layout), forgets: false, to: output)
  }

  /// The same for the main event, of which the fields that were set are known; they are then
  /// forgotten.
  func writeFields(to output: OutputBuffer) -> Bool {
    guard write(space.program.layout, measureFields(), forgets: true, to: output) else {
      return false
    }
    space.noted.removeAll()
    return true
  }

  @inline(__always)
  private func write(
    _ layout: OutputLayout, _ measure: OutputLayout.Measure, forgets: Bool,
    to output: OutputBuffer
  ) -> Bool {
    guard measure.capacity <= EventWriter.outputLimit, output.hasRoom(for: measure.capacity) else {
      return false
    }
    let room = output.reserve(measure.capacity)
    var end = write(layout, measure, forgets: forgets, to: room)
    end.pointee = UInt8(ascii: "\n")
    end += 1
    output.count += end - room
    return true
  }

  /// Finds the leaves that have a value, and what writing them takes at most.
  func measure(_ layout: OutputLayout) -> OutputLayout.Measure {
    let registers = space.registers
    var measure = OutputLayout.Measure(capacity: layout.fixedCapacity)
    for (leaf, place) in layout.places.enumerated() {
      measure.add(leaf, registers + Int(place), in: layout, space.scratch)
    }
    return measure
  }

  /// Finds the fields that have a value, and what writing them takes at most: the leaves of the main
  /// event are the fields, in order.
  private func measureFields() -> OutputLayout.Measure {
    let layout = space.program.layout
    let registers = space.registers
    let fields = space.noted.fields
    var measure = OutputLayout.Measure(capacity: layout.fixedCapacity)
    space.noted.visit { place in
      guard fields.contains(place) else { return }
      measure.add(place &- fields.lowerBound, registers + place, in: layout, space.scratch)
    }
    assert(
      measure.count == fields.count(where: { registers[$0].isPresent }),
      "a field that has a value was noted")
    return measure
  }

  /// Writes what was measured and returns the end; `forgets` clears the registers of it.
  ///
  /// Every member is written with a trailing comma; closing an object turns the comma into the
  /// bracket. Positions are offsets from the base: stores to a negative offset of a moving pointer
  /// are dropped by the 6.3.1 optimiser.
  func write(
    _ layout: OutputLayout, _ measure: OutputLayout.Measure, forgets: Bool = false,
    to base: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let registers = space.registers
    var at = 1
    var object: Int32 = 0
    base[0] = UInt8(ascii: "{")
    for index in 0..<measure.count {
      let number = Int(layout.present[index])
      let leaf = layout.leaves[number]
      if leaf.object != object {
        at = go(from: object, to: leaf.object, in: layout, base, at)
        object = leaf.object
      }
      copy(leaf.literal, to: base + at, count: leaf.literalCount)
      at &+= leaf.literalCount
      let place = Int(layout.places[number])
      let value = registers[place]
      if forgets { registers[place] = .absent }
      let isWrapped = leaf.isList && value.kind != .array
      if isWrapped {
        base[at] = UInt8(ascii: "[")
        at &+= 1
      }
      at = JSONText.write(value, to: base + at) - base
      if isWrapped {
        base[at] = UInt8(ascii: "]")
        at &+= 1
      }
      base[at] = UInt8(ascii: ",")
      at &+= 1
    }
    at = go(from: object, to: 0, in: layout, base, at)
    if at == 1 { at = 2 }
    base[at &- 1] = UInt8(ascii: "}")
    assert(at < measure.capacity, "the measure has room for a line feed, too")
    return base + at
  }

  /// Copies a literal of a layout, without a branch where it is short, as nearly all are.
  @inline(__always)
  private func copy(
    _ literal: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    let step = OutputLayout.literalStep
    JSONText.wideCopy(literal, to: target, count: step)
    if count > step { JSONText.wideCopy(literal + step, to: target + step, count: count &- step) }
  }

  /// Closes the objects that end between two leaves and opens those that begin.
  @inline(__always)
  private func go(
    from left: Int32, to right: Int32, in layout: OutputLayout,
    _ base: UnsafeMutablePointer<UInt8>, _ start: Int
  ) -> Int {
    let objects = layout.objects
    var at = start
    var left = left
    var right = right
    var count = 0
    // Walk up from both leaves to the innermost object that holds both.
    while left != right {
      if objects[Int(left)].depth >= objects[Int(right)].depth {
        base[at &- 1] = UInt8(ascii: "}")
        base[at] = UInt8(ascii: ",")
        at &+= 1
        left = objects[Int(left)].parent
      } else {
        layout.opening[count] = right
        count &+= 1
        right = objects[Int(right)].parent
      }
    }
    while count > 0 {
      count &-= 1
      let object = objects[Int(layout.opening[count])]
      copy(object.literal, to: base + at, count: Int(object.literalCount))
      at &+= Int(object.literalCount)
    }
    return at
  }
}
