import CHLMap
import HLMap
import Machine
import Text

/// What a pointer to `hlmap_rules` points to.
final class RulesHandle {
  let rules: Rules

  init(_ rules: Rules) { self.rules = rules }

  static func from(_ pointer: OpaquePointer) -> RulesHandle {
    Unmanaged<RulesHandle>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }
}

@_cdecl("hlmap_rules_load")
public func rulesLoad(
  _ path: UnsafePointer<CChar>?, _ rules: UnsafeMutablePointer<OpaquePointer?>?,
  _ diagnostics: UnsafeMutablePointer<hlmap_buffer>?
) -> hlmap_code {
  rules?.pointee = nil
  guard let path = path.flatMap({ String(validatingCString: $0) }), let rules else {
    return HLMAP_INVALID_ARGUMENT
  }
  return finish(rules, diagnostics) { () throws(RuleErrors) in try Rules.load(path) }
}

@_cdecl("hlmap_rules_load_bytes")
public func rulesLoadBytes(
  _ name: UnsafePointer<CChar>?, _ bytes: UnsafePointer<UInt8>?, _ size: Int,
  _ loader: hlmap_loader?, _ context: UnsafeMutableRawPointer?,
  _ rules: UnsafeMutablePointer<OpaquePointer?>?, _ diagnostics: UnsafeMutablePointer<hlmap_buffer>?
) -> hlmap_code {
  rules?.pointee = nil
  guard let name = name.flatMap({ String(validatingCString: $0) }), let rules, size >= 0,
    bytes != nil || size == 0
  else { return HLMAP_INVALID_ARGUMENT }
  let text = Array(UnsafeBufferPointer(start: bytes, count: size))
  let files: any Files = loader.map { LoadedFiles(loader: $0, context: context) } ?? DiskFiles()
  return finish(rules, diagnostics) { () throws(RuleErrors) in
    try Rules.load(text, named: name, files: files)
  }
}

/// Gives the rules, or says what is wrong with them.
private func finish(
  _ result: UnsafeMutablePointer<OpaquePointer?>,
  _ diagnostics: UnsafeMutablePointer<hlmap_buffer>?,
  _ load: () throws(RuleErrors) -> Rules
) -> hlmap_code {
  do throws(RuleErrors) {
    let rules = try load()
    if let diagnostics, diagnostics.pointee.set(rules.findings.json) != HLMAP_OK {
      return HLMAP_OUT_OF_MEMORY
    }
    result.pointee = OpaquePointer(Unmanaged.passRetained(RulesHandle(rules)).toOpaque())
    return HLMAP_OK
  } catch {
    if let diagnostics, diagnostics.pointee.set(error.json) != HLMAP_OK {
      return HLMAP_OUT_OF_MEMORY
    }
    return HLMAP_BAD_RULES
  }
}

@_cdecl("hlmap_rules_fields")
public func rulesFields(
  _ rules: OpaquePointer?, _ fields: UnsafeMutablePointer<hlmap_buffer>?
) -> hlmap_code {
  guard let rules, let fields else { return HLMAP_INVALID_ARGUMENT }
  let names = RulesHandle.from(rules).rules.fields.map { JSONString.quoted($0) }
  return fields.pointee.set("[\(names.joined(separator: ","))]\n")
}

@_cdecl("hlmap_rules_free")
public func rulesFree(_ rules: OpaquePointer?) {
  guard let rules else { return }
  Unmanaged<RulesHandle>.fromOpaque(UnsafeRawPointer(rules)).release()
}
