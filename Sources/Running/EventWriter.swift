import Events
import Planning

extension Worker {
  /// Bytes that one output event may take, each value counted with all the escapes it could need.
  static let outputLimit = 512 << 20

  /// Appends the object a template makes of the registers, and a line feed; false when it is too
  /// large.
  func writeEvent(_ template: Program.Template, to output: OutputBuffer) -> Bool {
    let most = capacity(of: template)
    guard most <= Worker.outputLimit else { return false }
    let room = output.reserve(most)
    var end = write(template, to: room)
    end.pointee = UInt8(ascii: "\n")
    end += 1
    output.count += end - room
    return true
  }

  /// Bytes that writing a template takes at most.
  func capacity(of template: Program.Template) -> Int {
    // Lengths of absent values are 0. One text that needs escapes makes the whole bound wide.
    var total = 0
    var hasDecoded = false
    for place in template.places {
      total &+= Int(registers[place].count)
      hasDecoded = hasDecoded || registers[place].form == .decoded
    }
    return template.fixedCapacity + (hasDecoded ? 6 &* total : total)
  }

  /// Writes the object and returns its end.
  ///
  /// Every member is written with a trailing comma; closing an object turns the comma into the
  /// bracket, or takes the key back where nothing was written. Positions are offsets from the
  /// base: stores to a negative offset of a moving pointer are dropped by the 6.3.1 optimiser.
  func write(
    _ template: Program.Template, to base: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let registers = self.registers
    let opened = template.opened
    var at = 1
    var level = 0
    base[0] = UInt8(ascii: "{")
    for entry in template.entries {
      switch entry.operation {
      case .put:
        let value = registers[entry.register.place]
        guard value.isPresent else { continue }
        JSONText.wideCopy(entry.literal, to: base + at, count: Int(entry.literalCount))
        at &+= Int(entry.literalCount)
        at = JSONText.write(value, to: base + at) - base
        base[at] = UInt8(ascii: ",")
        at &+= 1
      case .putList:
        let value = registers[entry.register.place]
        guard value.isPresent else { continue }
        JSONText.wideCopy(entry.literal, to: base + at, count: Int(entry.literalCount))
        at &+= Int(entry.literalCount)
        let isList = value.kind == .array
        if !isList {
          base[at] = UInt8(ascii: "[")
          at &+= 1
        }
        at = JSONText.write(value, to: base + at) - base
        if !isList {
          base[at] = UInt8(ascii: "]")
          at &+= 1
        }
        base[at] = UInt8(ascii: ",")
        at &+= 1
      case .open:
        JSONText.wideCopy(entry.literal, to: base + at, count: Int(entry.literalCount))
        at &+= Int(entry.literalCount)
        opened[level] = (at, Int(entry.literalCount))
        level &+= 1
      case .close:
        level &-= 1
        let (start, literal) = opened[level]
        if at == start {
          at &-= literal
        } else {
          base[at &- 1] = UInt8(ascii: "}")
          base[at] = UInt8(ascii: ",")
          at &+= 1
        }
      }
    }
    if at == 1 { at = 2 }
    base[at &- 1] = UInt8(ascii: "}")
    return base + at
  }
}
