import Events
import Functions
import Planning
import Schema
import Text

/// Inference into the fields of a rule file's events; what stands already is kept.
struct TargetInference: FieldInference {
  let compiler: Compiler
  /// The fields of the event, or of an emitted one.
  let targets: Compiler.Targets
  /// The entry of `infer:`.
  let span: Span

  var builder: PlanBuilder { compiler.builder }

  var infersItems: Bool { true }

  func field(_ name: String) -> Register? { targets.registers[name] }

  func node(of name: String) -> Register { target(name) ?? builder.constant(.absent) }

  func infer(_ name: String, from value: Register, overrides: Bool) {
    guard let register = target(name) else { return }
    let (start, count) = builder.argumentRun([register, value])
    builder.add(.first(to: register, arguments: start, count: count))
  }

  private func target(_ name: String) -> Register? {
    compiler.target(named: name, at: span, in: targets)?.register
  }

  /// The first of some fields that is present; nothing where no rule writes one.
  func inferFirst(of names: [String], to name: String) {
    let written = names.compactMap { field($0) }
    guard !written.isEmpty, let target = target(name) else { return }
    let (start, count) = builder.argumentRun([target] + written)
    builder.add(.first(to: target, arguments: start, count: count))
  }

  /// `<side>.address` from `<side>.domain`, else `<side>.ip`, where it is not set.
  func inferAddresses() {
    for side in InferredFields.sides {
      inferFirst(of: ["\(side).domain", "\(side).ip"], to: "\(side).address")
    }
  }

  // MARK: URLs and host names

  /// The parts of `url.full`, else of `url.original`, as `url_parts` gives them, and those of the
  /// domain that stands then.
  func inferURL() {
    let bases = ["url.full", "url.original"].compactMap { field($0) }
    if !bases.isEmpty {
      let url = builder.makeTemporary()
      let (start, count) = builder.argumentRun(bases)
      builder.add(.first(to: url, arguments: start, count: count))
      taking(apart: url) {
        let parts = function("inferred_url_parts", [url])
        for name in InferredFields.url { infer("url.\(name)", from: member(name, of: parts)) }
      }
    }
    if let domain = field("url.domain") {
      inferDomain(of: domain, below: "url", by: "host_parts")
    }
  }

  /// The registered domain, top-level domain and subdomain beside each domain.
  func inferDomains() {
    for base in InferredFields.sides + ["url", "dns.question"] {
      let name = base == "dns.question" ? "\(base).name" : "\(base).domain"
      if let host = field(name) { inferDomain(of: host, below: base, by: "host_parts") }
    }
  }

  // MARK: Related

  /// `related.*`: every address, host, user and hash that the event names, each once.
  func inferRelated() {
    let written = relatedFields
    for list in RelatedList.allCases {
      let sources = sources(of: list, among: written)
      guard !sources.isEmpty, let target = target("related.\(list.rawValue)") else { continue }
      let (start, count) = builder.argumentRun([target] + sources)
      builder.add(.collect(to: target, arguments: start, count: count))
    }
  }

  /// What some rule writes of the fields that a list below `related` gathers, also inside objects
  /// written whole.
  private var relatedFields: [(field: Field, written: String)] {
    targets.registers.keys.flatMap { name in
      let whole = compiler.fieldsWrittenWhole(by: name).map { ($0, name) }
      guard let field = compiler.field(name), field.related != nil else { return whole }
      return [(field, name)] + whole
    }
  }

  private func sources(
    of list: RelatedList, among written: [(field: Field, written: String)]
  ) -> [Register] {
    written.filter { $0.field.related == list }
      .sorted { rank($0.field.name, in: list) < rank($1.field.name, in: list) }
      .compactMap { source($0.field, writtenAs: $0.written, for: list) }
  }

  /// The sides of a connection and the current file come before what else an event names.
  private func rank(_ name: String, in list: RelatedList) -> (Int, String) {
    let known = InferredFields.related.first { $0.name == list.rawValue }?.sources
    let rank =
      known?.firstIndex(of: name)
      ?? InferredFields.hashed.firstIndex { name.hasPrefix($0 + ".hash.") }
    return (rank ?? Int.max, name)
  }

  private func source(
    _ field: Field, writtenAs name: String, for list: RelatedList
  ) -> Register? {
    guard var value = targets.registers[name] else { return nil }
    if name != field.name {
      value = members(TargetPath.parts(String(field.name.dropFirst(name.count + 1))), of: value)
      if list != .ip { value = texts(of: value, for: list) }
    } else if field.type == .ip {
      return value
    }
    return list == .ip ? function("address", [value]) : value
  }

  /// What an object, or each of a list of them, has below it; one list of what stands there in lists.
  private func members(_ names: [String], of objects: Register) -> Register {
    let result = builder.makeTemporary()
    let steps = names.flatMap { [.member(builder.constant($0)), NavigationStep.each] }
    builder.paths.append([.each] + steps)
    builder.add(.navigate(to: result, from: objects, path: UInt32(builder.paths.count - 1)))
    return result
  }

  /// The scalars of a list as keywords: nothing below an object that was copied has been cast.
  private func texts(of values: Register, for list: RelatedList) -> Register {
    let result = builder.makeTemporary()
    builder.rules.append(WriteRule(target: "related.\(list.rawValue)", cast: .keyword))
    builder.add(.move(to: result, from: builder.constant(.absent)))
    taking(apart: values) {
      builder.add(.write(to: result, from: values, rule: UInt32(builder.rules.count - 1)))
    }
    return result
  }
}
