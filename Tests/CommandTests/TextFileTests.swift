import Foundation
import Glibc
import Testing

@testable import Machine

/// Files that do not say how long they are, and give their bytes piece by piece.
@Suite(.timeLimit(.minutes(10))) struct TextFileTests {
  @Test func pieces() throws {
    let path = NSTemporaryDirectory() + "hl-map-pieces-\(getpid())"
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    var writer = pthread_t()
    let argument = strdup(path)
    pthread_create(
      &writer, nil,
      { argument in
        guard let argument else { return nil }
        let path = argument.assumingMemoryBound(to: CChar.self)
        let descriptor = open(path, O_WRONLY)
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1000)
        for _ in 0..<20 {
          _ = write(descriptor, piece, piece.count)
          usleep(2000)
        }
        close(descriptor)
        free(argument)
        return nil
      }, argument)
    let bytes = try TextFile.read(path)
    pthread_join(writer, nil)
    #expect(bytes.count == 20_000)
    #expect(try TextFile.read("/proc/self/status").count > 0)
  }
}
