import Schema
import Testing

@testable import Functions
@testable import Language

/// What the declarations of decodes and casts have to do with the schema and the reference.
@Suite struct DeclarationTests {
  @Test func everyFieldTypeHasOneCast() {
    for type in FieldType.allCases {
      let kinds = CastKindTable.all.filter { $0.fieldTypes.contains(type.rawValue) }
      let names = kinds.map(\.name).joined(separator: ", ")
      #expect(
        kinds.count == 1,
        """
        exactly one cast in Sources/Functions/Casts must have `\(type.rawValue)` among its \
        `fieldTypes`, and a line in CastKindTable.swift; now it is in: \(names)
        """)
      #expect(CastKindTable.cast(ofFieldType: type.rawValue, pattern: nil) == kinds.first)
    }
    let hardware = "^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$"
    #expect(CastKindTable.cast(ofFieldType: "keyword", pattern: hardware) == .mac)
    #expect(CastKindTable.cast(ofFieldType: "keyword", pattern: "^a$") == .keyword)
    let known = Set(FieldType.allCases.map(\.rawValue))
    for kind in CastKindTable.all {
      for type in kind.fieldTypes where !known.contains(type) {
        Issue.record(
          "the cast `\(kind.name)` names the type `\(type)`; add a case to Sources/Schema/FieldType.swift"
        )
      }
    }
  }

  @Test func castsFitFieldsByWhatTheyGive() throws {
    for type in FieldType.allCases {
      let own = try #require(CastKindTable.cast(ofFieldType: type.rawValue, pattern: nil))
      #expect(own.fits(type), "\(type.rawValue)")
    }
    func other(_ result: ResultType, _ notation: CastKind.Notation? = nil) -> CastKind {
      CastKind("other", result: result, notation: notation, takes: [.text], about: "", examples: [])
      {
        value, _, _, _ in
        value
      }
    }
    #expect(other(.boolean).fits(.boolean))
    #expect(other(.text, .date).fits(.date) && !other(.text).fits(.date))
    #expect(other(.text, .address).fits(.ip) && !other(.text, .date).fits(.ip))
    #expect(other(.object, .point).fits(.geoPoint) && !other(.object).fits(.geoPoint))
  }
}
