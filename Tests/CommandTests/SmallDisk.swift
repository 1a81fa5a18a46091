import Testing

@testable import Running

/// A disk of 64 KiB in a mount namespace of a script's own.
enum SmallDisk {
  static let need: Comment = "a user may not mount a disk of its own here"

  static let isAvailable: Bool = {
    guard let program = try? Program() else { return false }
    defer { program.remove() }
    return (try? program.shell("mkdir m; unshare -rm mount -t tmpfs -o size=64k none m"))?.code == 0
  }()
}
