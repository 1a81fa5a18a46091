import CHLMap
import HLMap
import Machine
import Text

/// What a pointer to `hlmap_mapper` points to.
final class MapperHandle {
  var mapper: Mapper
  /// Why the last event was refused; nil where it was not.
  var refusal: Refusal?

  init(_ rules: Rules) { mapper = rules.makeMapper() }

  static func from(_ pointer: OpaquePointer) -> MapperHandle {
    Unmanaged<MapperHandle>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }
}

@_cdecl("hlmap_mapper_create")
public func mapperCreate(
  _ rules: OpaquePointer?, _ mapper: UnsafeMutablePointer<OpaquePointer?>?
) -> hlmap_code {
  mapper?.pointee = nil
  guard let rules, let mapper else { return HLMAP_INVALID_ARGUMENT }
  let handle = MapperHandle(RulesHandle.from(rules).rules)
  mapper.pointee = OpaquePointer(Unmanaged.passRetained(handle).toOpaque())
  return HLMAP_OK
}

@_cdecl("hlmap_mapper_free")
public func mapperFree(_ mapper: OpaquePointer?) {
  guard let mapper else { return }
  Unmanaged<MapperHandle>.fromOpaque(UnsafeRawPointer(mapper)).release()
}

@_cdecl("hlmap_map")
public func map(
  _ mapper: OpaquePointer?, _ event: UnsafePointer<UInt8>?, _ size: Int, _ now: Int64,
  _ out: UnsafeMutablePointer<hlmap_buffer>?
) -> hlmap_code {
  guard let mapper, let out, size >= 0, event != nil || size == 0 else {
    return HLMAP_INVALID_ARGUMENT
  }
  let handle = MapperHandle.from(mapper)
  out.pointee.size = 0
  var hasRoom = true
  let outcome = handle.mapper.mapWhole(
    UnsafeBufferPointer(start: event, count: size), now: moment(now)
  ) { hasRoom = out.pointee.append($0) }
  handle.refusal = nil
  if !hasRoom {
    out.pointee.size = 0
    return HLMAP_OUT_OF_MEMORY
  }
  switch outcome {
  case .written: return HLMAP_OK
  case .dropped: return HLMAP_DROPPED
  case .refused(let refusal):
    handle.refusal = refusal
    return HLMAP_REFUSED
  }
}

@_cdecl("hlmap_refusal_of")
public func refusalOf(
  _ mapper: OpaquePointer?, _ refusal: UnsafeMutablePointer<hlmap_refusal>?
) -> hlmap_code {
  guard let mapper, let refusal else { return HLMAP_INVALID_ARGUMENT }
  let last = MapperHandle.from(mapper).refusal
  refusal.pointee = hlmap_refusal(
    reason: StaticTexts.lasting(last?.reason ?? ""),
    message: StaticTexts.lasting(last?.message ?? ""), offset: last?.offset ?? 0)
  return HLMAP_OK
}

@_cdecl("hlmap_map_lines")
public func mapLines(
  _ mapper: OpaquePointer?, _ lines: UnsafePointer<UInt8>?, _ size: Int, _ now: Int64,
  _ out: UnsafeMutablePointer<hlmap_buffer>?, _ refused: UnsafeMutablePointer<hlmap_buffer>?,
  _ counts: UnsafeMutablePointer<hlmap_counts>?
) -> hlmap_code {
  guard let mapper, let out, out != refused, size >= 0, lines != nil || size == 0 else {
    return HLMAP_INVALID_ARGUMENT
  }
  out.pointee.size = 0
  refused?.pointee.size = 0
  var hasRoom = true
  let found = MapperHandle.from(mapper).mapper.mapLines(
    UnsafeBufferPointer(start: lines, count: size), now: moment(now),
    refused: { line, refusal in
      let text =
        "{\"line\":\(line),\"reason\":\(JSONString.quoted(refusal.reason)),\"message\":"
        + "\(JSONString.quoted(refusal.message)),\"error_offset\":\(refusal.offset)}\n"
      if let refused { hasRoom = refused.pointee.append(text) && hasRoom }
    },
    into: { hasRoom = out.pointee.append($0) && hasRoom })
  if !hasRoom {
    out.pointee.size = 0
    refused?.pointee.size = 0
    return HLMAP_OUT_OF_MEMORY
  }
  counts?.pointee = hlmap_counts(
    events: found.events, written: found.written, dropped: found.dropped, refused: found.refused)
  return HLMAP_OK
}

@_cdecl("hlmap_trace")
public func trace(
  _ mapper: OpaquePointer?, _ event: UnsafePointer<UInt8>?, _ size: Int, _ now: Int64,
  _ trace: UnsafeMutablePointer<hlmap_buffer>?
) -> hlmap_code {
  guard let mapper, let trace, size >= 0, event != nil || size == 0 else {
    return HLMAP_INVALID_ARGUMENT
  }
  let bytes = UnsafeBufferPointer(start: event, count: size)
  return trace.pointee.set(
    MapperHandle.from(mapper).mapper.trace(bytes, now: moment(now)).json + "\n")
}

@_cdecl("hlmap_statistics")
public func statistics(
  _ mapper: OpaquePointer?, _ statistics: UnsafeMutablePointer<hlmap_buffer>?
) -> hlmap_code {
  guard let mapper, let statistics else { return HLMAP_INVALID_ARGUMENT }
  return statistics.pointee.set(MapperHandle.from(mapper).mapper.statistics.json + "\n")
}

private func moment(_ now: Int64) -> Instant? {
  now == .min ? nil : Instant(milliseconds: Int(now))
}
