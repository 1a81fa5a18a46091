import Foundation
import Testing

@testable import HLMap
@testable import Running

/// The built command, as a shell would run it, in a folder that goes with it.
final class Program {
  /// What a finished run left.
  struct Outcome {
    var output: String
    var error: String
    var code: Int32

    var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// The digits of each line: the `event.sequence` of what was mapped.
    var numbers: [Int] { lines.map { Int($0.filter(\.isNumber)) ?? -1 } }
  }

  /// A folder for the files of one test.
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "hl-map-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try write("rules.yml", Program.rules)
  }

  deinit { remove() }

  /// Removes the folder; `defer` it where the program is a local variable, so that it lives as long.
  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// A mapping that keeps the sequence number of an event.
  static let rules = """
    hlmap: 1
    stages:
      - map:
          event.sequence: event.sequence

    """

  /// An event with a sequence number, padded to some length.
  static func event(_ number: Int, padding: Int = 0) -> String {
    let text = #"{"event":{"sequence":\#(number)}"#
    return padding == 0
      ? text + "}" : text + #","pad":"\#(String(repeating: "x", count: padding))"}"#
  }

  static func events(_ numbers: Range<Int>, padding: (Int) -> Int = { _ in 0 }) -> String {
    numbers.map { event($0, padding: padding($0)) + "\n" }.joined()
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(name)")
  }

  /// The name of the file in which what there is of an output stands; nil without one.
  func partial(of name: String) throws -> String? {
    try FileManager.default.contentsOfDirectory(atPath: folder).first {
      $0.hasPrefix("\(name).partial-")
    }
  }

  static var executable: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("hl-map")
  }

  func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    return process
  }

  /// Runs to the end, with standard input from a text (or a given handle).
  func run(
    _ arguments: [String], input: String = "", handle: FileHandle? = nil
  ) throws -> Outcome {
    try run(process(arguments), input: input, handle: handle)
  }

  /// Runs a shell script in which `$HLMAP` is the command.
  func shell(_ script: String) throws -> Outcome {
    let process = process([])
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "HLMAP='\(Program.executable.path)'\n" + script]
    return try run(process, input: "", handle: nil)
  }

  private func run(_ process: Process, input: String, handle: FileHandle?) throws -> Outcome {
    let name = UUID().uuidString
    let stdin = try write("\(name).in", input)
    let stdout = try write("\(name).out", "")
    let stderr = try write("\(name).err", "")
    process.standardInput = handle ?? FileHandle(forReadingAtPath: stdin)
    process.standardOutput = FileHandle(forWritingAtPath: stdout)
    process.standardError = FileHandle(forWritingAtPath: stderr)
    try process.run()
    process.waitUntilExit()
    let output = String(decoding: try Data(contentsOf: URL(fileURLWithPath: stdout)), as: UTF8.self)
    let error = String(decoding: try Data(contentsOf: URL(fileURLWithPath: stderr)), as: UTF8.self)
    for path in [stdin, stdout, stderr] { try FileManager.default.removeItem(atPath: path) }
    #expect(process.terminationReason == .exit)
    return Outcome(output: output, error: error, code: process.terminationStatus)
  }
}

/// A run whose input the test writes little by little.
final class LiveRun {
  let process: Process
  private let input = Pipe()
  private let output = Pipe()
  private let errorPath: String
  private var buffer = Data()

  init(_ program: Program, _ arguments: [String]) throws {
    process = program.process(arguments)
    errorPath = try program.write("live.err", "")
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errorPath)
    try process.run()
  }

  func send(_ text: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  func closeInput() throws { try input.fileHandleForWriting.close() }

  /// Waits for the next line of output; nil at its end.
  func line() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = String(decoding: buffer[buffer.startIndex..<end], as: UTF8.self)
        buffer = Data(buffer[(end + 1)...])
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      buffer += more
    }
  }

  func closeOutput() throws { try output.fileHandleForReading.close() }

  func finish() throws -> (code: Int32, error: String) {
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    return (process.terminationStatus, try String(contentsOfFile: errorPath, encoding: .utf8))
  }
}
