import Schema
import Testing

@testable import Functions
@testable import Language

/// What the declarations of decodes and casts have to do with the schema and the reference.
@Suite struct DeclarationTests {
  @Test func everyFieldTypeHasOneCast() {
    for type in FieldType.allCases {
      let kinds = CastKindTable.all.filter { $0.fieldTypes.contains(type.rawValue) }
      #expect(kinds.count == 1, "\(type.rawValue)")
      #expect(CastKindTable.cast(ofFieldType: type.rawValue, pattern: nil) == kinds.first)
    }
    let hardware = "^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$"
    #expect(CastKindTable.cast(ofFieldType: "keyword", pattern: hardware) == .mac)
    #expect(CastKindTable.cast(ofFieldType: "keyword", pattern: "^a$") == .keyword)
    let known = Set(FieldType.allCases.map(\.rawValue))
    #expect(CastKindTable.all.flatMap(\.fieldTypes).allSatisfy(known.contains))
  }

  @Test func castsFitFieldsByWhatTheyGive() throws {
    for type in FieldType.allCases {
      let own = try #require(CastKindTable.cast(ofFieldType: type.rawValue, pattern: nil))
      #expect(own.fits(type), "\(type.rawValue)")
    }
    func other(_ result: ResultType, _ notation: CastKind.Notation? = nil) -> CastKind {
      CastKind("other", result: result, notation: notation, takes: [.text], about: "") {
        value, _, _ in
        value
      }
    }
    #expect(other(.boolean).fits(.boolean))
    #expect(other(.text, .date).fits(.date) && !other(.text).fits(.date))
    #expect(other(.text, .address).fits(.ip) && !other(.text, .date).fits(.ip))
    #expect(other(.object, .point).fits(.geoPoint) && !other(.object).fits(.geoPoint))
  }

  /// The reference has a row for each kind, which names its options.
  @Test func theReferenceIsComplete() throws {
    let reference = try #require(Fixtures.read("Mappings/README.md"))
    let rows = reference.split(separator: "\n").filter { $0.hasPrefix("| `") }
    for kind in DecodeKindTable.rules {
      let row = rows.first { row in
        row.hasPrefix("| `\(kind.name)` |")
          && kind.options.allSatisfy { row.contains("`\($0.name)`") }
      }
      #expect(row != nil, "\(kind.name)")
    }
    for kind in CastKindTable.all where kind.isListed {
      #expect(rows.contains { $0.contains("`\(kind.name)`") }, "\(kind.name)")
    }
  }
}
