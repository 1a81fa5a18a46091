import Glibc

/// Which file a path means, whatever it is called: two names of one file are equal.
package enum FileIdentity: Hashable {
  /// A file that is there, by its device and inode.
  case present(device: UInt, inode: UInt)
  /// A name in a folder, where no file is yet.
  case absent(device: UInt, inode: UInt, name: String)

  /// Nil for devices and sockets, which any number of things may be read from and written to, and
  /// where the folder is not there.
  package init?(path: String) {
    var status = stat()
    if stat(path, &status) == 0 {
      self.init(status)
      return
    }
    let place = FileTarget.resolved(path)
    if stat(FilePath.folder(of: place), &status) == 0 {
      self = .absent(
        device: UInt(status.st_dev), inode: UInt(status.st_ino), name: FileTarget.name(of: place))
    } else {
      return nil
    }
  }

  /// The file behind a descriptor that someone else opened; nil for all but ordinary files.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFCHR, S_IFBLK, S_IFSOCK: return nil
    default: self = .present(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    }
  }
}
