// swift-tools-version: 6.2
// Targets stand in the order the data flows; a target may depend only on targets above it.
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "hl-map",
  products: [.executable(name: "hl-map", targets: ["hl-map"])],
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

    // The words every stage uses.
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Events", dependencies: ["CScan"], swiftSettings: settings),
    .target(
      name: "Functions", dependencies: ["Events", "CPCRE2", "CLibPSL", "CExpat", "CNettle"],
      swiftSettings: settings),

    // Rule text → syntax → checked plan → outcome → bytes.
    .target(name: "Parsing", dependencies: ["CLibYAML", "Diagnostics"], swiftSettings: settings),
    .target(
      name: "Schema", dependencies: ["Diagnostics", "Parsing"], exclude: ["Facts/generate.py"],
      swiftSettings: settings),
    .target(
      name: "Planning", dependencies: ["Diagnostics", "Events", "Functions", "Parsing", "Schema"],
      swiftSettings: settings),
    .target(
      name: "Running", dependencies: ["Events", "Functions", "Planning"], swiftSettings: settings),

    // The command.
    .executableTarget(
      name: "hl-map",
      dependencies: [
        "Diagnostics", "Events", "Functions", "Parsing", "Planning", "Running", "Schema",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),

    // Tests, in the same order.

    // One test target a source target.
    .testTarget(
      name: "CommandTests",
      dependencies: ["hl-map", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(name: "EventsTests", dependencies: ["Events"], swiftSettings: settings),
    .testTarget(
      name: "FunctionsTests", dependencies: ["Events", "Functions"], swiftSettings: settings),
    .testTarget(
      name: "MutationTests",
      dependencies: ["Diagnostics", "Functions", "Parsing", "Planning", "Schema"],
      swiftSettings: settings),
    .testTarget(
      name: "ParsingTests", dependencies: ["Diagnostics", "Parsing"], swiftSettings: settings),
    .testTarget(
      name: "PlanningTests", dependencies: ["Diagnostics", "Parsing", "Planning"],
      swiftSettings: settings),
    .testTarget(
      name: "RunningTests",
      dependencies: ["Diagnostics", "Events", "Functions", "Parsing", "Planning", "Running"],
      swiftSettings: settings),
    .testTarget(
      name: "SchemaTests", dependencies: ["Diagnostics", "Parsing", "Schema"],
      swiftSettings: settings),
  ]
)

// What `make test` runs in debug too; see there. The rest need not be built for it.
if Context.environment["HLMAP_CHECKED"] != nil {
  let checked = ["EventsTests", "FunctionsTests", "ParsingTests", "RunningTests"]
  package.products = []
  package.dependencies = []
  package.targets.removeAll { $0.name == "hl-map" || $0.isTest && !checked.contains($0.name) }
}

// Coverage-guided fuzzing; see `make fuzz-guided`. Other builds do not know of it.
if Context.environment["HLMAP_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Events", "Diagnostics", "Planning", "Running"],
      path: "Tests/Fuzz", swiftSettings: settings))
}
