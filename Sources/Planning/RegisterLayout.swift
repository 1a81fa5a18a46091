/// The places of a builder's registers in the register file of the plan; see `Register`.
struct RegisterLayout {
  /// The place of each register, by its number in the builder.
  let places: [Int]
  /// The range of each region, by its rank.
  private let ranges: [Range<Int>]
  private let scopeCount: Int
  private let documentCount: Int

  init(of builder: PlanBuilder) {
    scopeCount = builder.scopeCount
    documentCount = builder.documents.count
    let fieldsRank = 3 + scopeCount + documentCount
    var ranks: [Int] = []
    for region in builder.regions {
      ranks.append(RegisterLayout.rank(of: region, scopeCount, documentCount))
    }
    for register in builder.template.registers { ranks[register.place] = fieldsRank }
    var counts = [Int](repeating: 0, count: fieldsRank + 3)
    for rank in ranks { counts[rank] += 1 }
    var ranges: [Range<Int>] = []
    for count in counts {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + count)
    }
    self.ranges = ranges
    places = RegisterLayout.places(of: builder, ranks, ranges)
  }

  /// The range of a region.
  func range(_ region: Register.Region) -> Range<Int> {
    ranges[RegisterLayout.rank(of: region, scopeCount, documentCount)]
  }

  /// The range of the registers that the output is written from, which no region has to itself; what
  /// lies before them is cleared.
  var fields: Range<Int> { ranges[3 + scopeCount + documentCount] }

  /// The rank of a region in the register file.
  private static func rank(
    of region: Register.Region, _ scopeCount: Int, _ documentCount: Int
  ) -> Int {
    switch region {
    case .event: 0
    case .raw: 1
    case .auxiliary(let scope): 2 + scope
    case .output: 2 + scopeCount
    case .document(let number): 3 + scopeCount + number
    case .temporary: 4 + scopeCount + documentCount
    case .constant: 5 + scopeCount + documentCount
    }
  }

  private static func places(
    of builder: PlanBuilder, _ ranks: [Int], _ ranges: [Range<Int>]
  ) -> [Int] {
    var places = [Int](repeating: -1, count: ranks.count)
    var next = ranges.map(\.lowerBound)
    func place(_ number: Int) {
      places[number] = next[ranks[number]]
      next[ranks[number]] += 1
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
