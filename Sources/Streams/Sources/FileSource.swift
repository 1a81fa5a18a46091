import Glibc
import Machine

/// A file of events, or a pipe or device that has a name; open only while it is being read.
public final class FileSource: Source {
  /// The path, as given.
  public let name: String
  private var reader: DescriptorReader?

  /// Nothing is opened before its turn comes.
  public init(path: String) { name = path }

  deinit { close() }

  /// Opens the file; folders are refused.
  public func open() throws(InputFailure) {
    let descriptor = Glibc.open(name, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .system(SystemError()) }
    let reader = DescriptorReader(descriptor)
    self.reader = reader
    if reader.isFolder { throw .system(SystemError(code: EISDIR)) }
  }

  /// What the file has next; waits where it is a pipe or a device.
  public func read(
    into room: UnsafeMutableRawBufferPointer, until cancellation: Cancellation
  ) -> Reading {
    reader?.read(into: room, until: cancellation) ?? .end
  }

  /// Always for a regular file.
  public var isReady: Bool { reader?.isReady ?? true }

  /// Nobody waits for it: a file stays as it is.
  public func acknowledge(upTo offset: Int) {}

  /// Closes the file.
  public func close() {
    if let reader { Glibc.close(reader.descriptor) }
    reader = nil
  }
}
