// swift-tools-version: 6.2
// Targets stand in the order the data flows; a target may depend only on targets above it, and lists
// the modules that it imports and no others.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "hl-map",
  products: [
    .executable(name: "hl-map", targets: ["hl-map"]),
    .library(name: "HLMap", targets: ["HLMap"]),
    .library(name: "hlmap", type: .dynamic, targets: ["HLMapC"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // C libraries under a Swift name.
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CLibPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),

    // A few vector instructions that Swift cannot name.
    .target(name: "CScan"),

    // What everything else speaks in: texts and places in them, findings, files, values.
    .target(name: "Text", swiftSettings: settings),
    .target(name: "Diagnostics", dependencies: ["Text"], swiftSettings: settings),
    .target(name: "Machine", swiftSettings: settings),
    .target(
      name: "Events", dependencies: ["CScan"], swiftSettings: settings + [.strictMemorySafety()]),
    .target(name: "JSON", dependencies: ["Events", "Text"], swiftSettings: settings),
    .target(
      name: "Functions",
      dependencies: ["Events", "Machine", "CPCRE2", "CLibPSL", "CExpat", "CNettle"],
      swiftSettings: settings),

    // What rules are written in and about, and what they become.
    .target(
      name: "YAML", dependencies: ["CLibYAML", "Diagnostics", "Machine", "JSON", "Text"],
      swiftSettings: settings),
    .target(
      name: "Schema", dependencies: ["Diagnostics", "Machine", "JSON", "Text", "YAML"],
      exclude: ["Facts/generate.py"], swiftSettings: settings),
    .target(
      name: "Planning",
      dependencies: ["Diagnostics", "Events", "Machine", "Functions", "JSON", "Schema", "Text"],
      swiftSettings: settings),

    // The front ends, which know nothing of each other: rules → plan.
    .target(
      name: "Language",
      dependencies: [
        "Diagnostics", "Events", "Machine", "Functions", "JSON", "Planning", "Schema", "Text",
        "YAML",
      ], swiftSettings: settings),
    .target(
      name: "Intake",
      dependencies: [
        "Diagnostics", "Events", "Functions", "JSON", "Planning", "Schema", "Text", "YAML",
      ], swiftSettings: settings),

    // Plan × event → outcome.
    .target(
      name: "Running", dependencies: ["Events", "Functions", "Planning", "Text"],
      swiftSettings: settings),

    // Blocks of bytes in, events mapped, bytes out, in order.
    .target(
      name: "Streams", dependencies: ["Events", "Machine", "Planning", "Running"],
      swiftSettings: settings),

    // The façade: rules in, a mapper out, and traces that explain events.
    .target(
      name: "HLMap",
      dependencies: [
        "Diagnostics", "Events", "Machine", "Functions", "Intake", "JSON", "Language", "Planning",
        "Running", "Text", "YAML",
      ], swiftSettings: settings),

    // The same for C: a header, and what it declares.
    .target(name: "CHLMap", exclude: ["exports.map"]),
    .target(
      name: "HLMapC", dependencies: ["CHLMap", "HLMap", "Machine", "Text"], swiftSettings: settings),

    // What is asked about rules: checks, tests, coverage, pages. Gives reports, prints nothing.
    .target(
      name: "Workbench",
      dependencies: [
        "Diagnostics", "Events", "Machine", "Functions", "HLMap", "JSON", "Language", "Planning",
        "Running", "Schema", "Streams", "Text", "YAML",
      ], swiftSettings: settings),

    // The command.
    .executableTarget(
      name: "hl-map",
      dependencies: [
        "Diagnostics", "Events", "Machine", "Functions", "HLMap", "JSON", "Language", "Planning",
        "Running", "Schema", "Streams", "Text", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),

    // Tests, in the same order.

    // One test target a source target.
    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "Text"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "TextTests", dependencies: ["Diagnostics", "Text"], swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "Text"], swiftSettings: settings),
    .testTarget(
      name: "EventsTests", dependencies: ["Events", "Machine"], swiftSettings: settings),
    .testTarget(
      name: "FunctionsTests", dependencies: ["Events", "Functions", "Machine"],
      swiftSettings: settings),
    .testTarget(
      name: "YAMLTests",
      dependencies: ["Diagnostics", "Machine", "Schema", "Text", "YAML"],
      swiftSettings: settings),
    .testTarget(
      name: "SchemaTests",
      dependencies: ["Diagnostics", "Machine", "JSON", "Schema", "Text"],
      swiftSettings: settings),
    .testTarget(
      name: "PlanningTests",
      dependencies: ["Diagnostics", "Planning", "Text"],
      swiftSettings: settings),
    .testTarget(
      name: "LanguageTests",
      dependencies: [
        "Diagnostics", "Machine", "HLMap", "JSON", "Language", "Planning",
        "Schema", "TestSupport", "Text", "YAML",
      ], swiftSettings: settings),
    .testTarget(
      name: "IntakeTests",
      dependencies: [
        "Diagnostics", "Functions", "JSON", "Intake", "Planning", "TestSupport", "Text",
        "YAML",
      ], swiftSettings: settings),
    .testTarget(
      name: "RunningTests",
      dependencies: [
        "Diagnostics", "Events", "Functions", "HLMap", "JSON", "Language", "Planning", "Running",
        "TestSupport", "Text", "YAML",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "StreamsTests",
      dependencies: ["Events", "HLMap", "Planning", "Running", "Streams", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "HLMapTests",
      dependencies: [
        "Diagnostics", "Events", "Functions", "HLMap", "Machine", "Planning", "Schema",
        "TestSupport", "Text",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "MutationTests",
      dependencies: [
        "Diagnostics", "Functions", "HLMap", "JSON", "Language", "Planning", "Schema",
        "TestSupport", "Text",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Diagnostics", "Events", "HLMap", "JSON", "Language", "Machine", "Planning", "Running",
        "Schema", "Streams", "TestSupport", "Text", "Workbench", "hl-map",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
  ]
)

// What `make test` runs in debug too; see there. The rest need not be built for it.
if Context.environment["HLMAP_CHECKED"] != nil {
  let checked = [
    "EventsTests", "FunctionsTests", "IntakeTests", "LanguageTests", "RunningTests", "StreamsTests",
    "YAMLTests",
  ]
  package.products = []
  package.dependencies = []
  package.targets.removeAll { $0.name == "hl-map" || $0.isTest && !checked.contains($0.name) }
}

// Coverage-guided fuzzing; see `make fuzz-guided`. Other builds do not know of it.
if Context.environment["HLMAP_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: ["Diagnostics", "Events", "HLMap", "Planning", "Running"],
      path: "Tests/Fuzz", swiftSettings: settings))
}
