import Glibc
import Machine

/// A file of events, or a pipe or device that has a name; or standard input, whatever that is.
public final class FileSource: Source {
  /// The path, as given, or `<stdin>`.
  public let name: String
  private let isStandardInput: Bool
  private var reader: DescriptorReader?

  /// Nothing is opened before its turn comes; the file is open only while it is being read.
  public init(path: String) {
    name = path
    isStandardInput = false
  }

  private init() {
    name = "<stdin>"
    isStandardInput = true
  }

  /// What comes in on standard input; there is one, so a run takes it once. It stays open.
  public static var standardInput: FileSource { FileSource() }

  deinit { close() }

  /// Opens the file; folders are refused.
  public func open() throws(InputFailure) {
    let descriptor = isStandardInput ? STDIN_FILENO : Glibc.open(name, O_RDONLY | O_CLOEXEC)
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

  /// Always for a regular file; else whether something has come in, or nothing more will.
  public var isReady: Bool { reader?.isReady ?? true }

  /// Nobody waits for it: a file stays as it is, and what a pipe has given is gone.
  public func acknowledge(upTo offset: Int) {}

  /// Closes the file.
  public func close() {
    if let reader, !isStandardInput { Glibc.close(reader.descriptor) }
    reader = nil
  }
}
