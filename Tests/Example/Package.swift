// swift-tools-version: 6.2
// A package as a user of the library writes it; `make test` builds and runs it.
import PackageDescription

let package = Package(
  name: "example",
  dependencies: [.package(name: "hl-map", path: "../..")],
  targets: [
    .executableTarget(
      name: "example", dependencies: [.product(name: "HLMap", package: "hl-map")])
  ])
