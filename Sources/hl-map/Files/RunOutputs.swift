import ArgumentParser
import Glibc
import Machine
import Workbench

/// What a run writes beside standard output: mapped events, dead letters and explanations.
///
/// With a file for the events all three appear when the run is complete. Where the events go to
/// standard output, as in a stream, letters and explanations are written in their place, so that
/// they can be read while the run goes on.
struct RunOutputs {
  struct File {
    var what: String
    var path: String
    var output: OutputFile
  }

  private(set) var files: [File] = []
  private(set) var events: OutputFile?
  private(set) var letters: OutputFile?
  private(set) var explanations: OutputFile?

  /// Opens all files, or none.
  init(events: String?, letters: String?, explanations: String?) throws {
    let appearWhole = events != nil
    if let letters {
      // Letters and explanations hold events, which are nobody else's business.
      self.letters = try open(letters, "dead letters", mode: 0o600, appearsWhole: appearWhole)
    }
    if let explanations {
      self.explanations = try open(
        explanations, "explanations", mode: 0o600, appearsWhole: appearWhole)
    }
    if let events { self.events = try open(events, "mapped events") }
  }

  private mutating func open(
    _ path: String, _ what: String, mode: mode_t = 0o666, appearsWhole: Bool = true
  ) throws -> OutputFile {
    do throws(SystemError) {
      let output = try OutputFile(path: path, mode: mode, appearsWhole: appearsWhole)
      files.append(File(what: what, path: path, output: output))
      return output
    } catch {
      for file in files { file.output.discard() }
      Console.note("cannot write \(what) to \(path): \(error.message)")
      throw ExitCode.unavailable
    }
  }

  /// Puts the files in their places; false, after saying so, where one cannot be.
  func complete() -> Bool {
    var isComplete = true
    for file in files {
      do throws(SystemError) {
        if isComplete { try file.output.complete() } else { leave(file) }
      } catch {
        Console.note("cannot write \(file.what) to \(file.path): \(error.message)")
        if let partial = file.output.partialPath {
          Console.note("\(file.path) is not complete; what there is of it is in \(partial)")
        }
        isComplete = false
      }
    }
    return isComplete
  }

  /// Leaves what there is where it is, and says where.
  func leave() {
    for file in files { leave(file) }
  }

  private func leave(_ file: File) {
    guard let partial = file.output.abandon() else { return }
    Console.note("\(file.path) is not complete; what there is of it is in \(partial)")
  }
}
