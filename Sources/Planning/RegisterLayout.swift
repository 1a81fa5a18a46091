/// The places of a builder's registers in the register file of the plan; see `Register`.
struct RegisterLayout {
  /// The place of each register, by its number in the builder.
  let places: [Int]
  /// The range of each region, by its rank.
  private let ranges: [Range<Int>]
  private let ranks: Ranks

  init(of builder: PlanBuilder) {
    ranks = Ranks(scopeCount: builder.scopeCount, documentCount: builder.documents.count)
    let ranks = ranks
    var rankOf = builder.regions.map { ranks.rank(of: $0) }
    for register in builder.template.registers { rankOf[register.place] = ranks.fields }
    var counts = [Int](repeating: 0, count: ranks.count)
    for rank in rankOf { counts[rank] += 1 }
    var ranges: [Range<Int>] = []
    for count in counts {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + count)
    }
    self.ranges = ranges
    places = RegisterLayout.places(of: builder, rankOf, ranges)
  }

  /// The range of a region.
  func range(_ region: Register.Region) -> Range<Int> { ranges[ranks.rank(of: region)] }

  /// The range of the registers that the output is written from; what lies before them is cleared.
  var fields: Range<Int> { ranges[ranks.fields] }

  /// The order of the regions in the register file.
  private struct Ranks {
    var scopeCount: Int
    var documentCount: Int

    func rank(of region: Register.Region) -> Int {
      switch region {
      case .event: 0
      case .raw: 1
      case .auxiliary(let scope): 2 + scope
      case .output: 2 + scopeCount
      case .document(let number): 3 + scopeCount + number
      case .temporary: fields + 1
      case .constant: fields + 2
      }
    }

    /// That of the registers that the output is written from, which no region has to itself.
    var fields: Int { 3 + scopeCount + documentCount }

    var count: Int { fields + 3 }
  }

  private static func places(
    of builder: PlanBuilder, _ rankOf: [Int], _ ranges: [Range<Int>]
  ) -> [Int] {
    var places = [Int](repeating: -1, count: rankOf.count)
    var next = ranges.map(\.lowerBound)
    func place(_ number: Int) {
      places[number] = next[rankOf[number]]
      next[rankOf[number]] += 1
    }
    // The nodes of documents and of a scope's tree lead, in order, so that slots are contiguous.
    for document in builder.documents {
      for register in document.registers { place(register.place) }
    }
    for tree in scopeTrees(of: builder) {
      for register in tree.registers { place(register.place) }
    }
    for register in builder.template.registers { place(register.place) }
    for number in places.indices where places[number] < 0 { place(number) }
    return places
  }

  private static func scopeTrees(of builder: PlanBuilder) -> [PlanBuilder.Tree] {
    var seen: Set<ObjectIdentifier> = []
    let decoded = builder.decodes.map(\.tree).filter {
      $0.region != .event && seen.insert(ObjectIdentifier($0)).inserted
    }
    return decoded + builder.loops.map(\.item) + builder.emits.compactMap(\.item)
  }
}
