import Diagnostics
import Machine
import Text

/// Finds the taxonomy of an intake format in the files around its parser:
///
///     module/_meta/fields.yml
///     module/format/_meta/fields.yml
///     module/format/ingest/parser.yml
public enum TaxonomyFiles {
  /// What was found.
  public struct Found: Sendable {
    /// The built-in taxonomy together with the fields of the files.
    public var taxonomy = Taxonomy.builtIn
    /// The fields that the files declare, each key once; of the format where it has one of that key.
    public var entries: [FieldEntry] = []
    /// The paths of the files that were read, the module's first.
    public var files: [String] = []
    /// What is wrong with the files.
    public var diagnostics: [Diagnostic] = []

    /// Adds the entries of a file, which has each key once.
    fileprivate mutating func add(_ more: [FieldEntry]) {
      // Most modules have no file of their own.
      if entries.isEmpty {
        entries = more
        return
      }
      var places: [String: Int] = [:]
      for (place, entry) in entries.enumerated() { places[entry.key] = place }
      for entry in more {
        if let place = places[entry.key] { entries[place] = entry } else { entries.append(entry) }
      }
    }
  }

  /// Reads the fields of the module and of the format that `path`, a parser, belongs to.
  ///
  /// Missing files are none; a file that cannot be read is an error among the diagnostics. The texts
  /// are added to `sources`.
  public static func read(besideParser path: String, in files: any Files, sources: inout SourceMap)
    -> Found
  {
    var found = Found()
    let format = parent(of: parent(of: path))
    for folder in [parent(of: format), format] {
      let file = join(folder, "_meta/fields.yml")
      guard
        let entries = FieldsFile.read(
          file, in: files, sources: &sources, diagnostics: &found.diagnostics)
      else { continue }
      found.files.append(file)
      found.add(entries)
    }
    found.taxonomy.add(found.entries.map { (name: $0.name.value, type: $0.type.value) })
    return found
  }

  /// The folder that a path stands in, however little of it the path says.
  static func parent(of path: String) -> String {
    let slash = UInt8(ascii: "/")
    let dot = UInt8(ascii: ".")
    let isAbsolute = path.utf8.first == slash
    var folder: [UInt8] = isAbsolute ? [slash] : []
    folder.reserveCapacity(path.utf8.count + 3)
    /// Where the last part begins.
    var start: Int?
    for part in Array(path.utf8).split(separator: slash) where !part.elementsEqual(".".utf8) {
      if start != nil { folder.append(slash) }
      start = folder.count
      folder += part
    }
    if let start, !folder[start...].elementsEqual("..".utf8) {
      folder.removeSubrange(max(start - 1, isAbsolute ? 1 : 0)...)
    } else if !isAbsolute {
      folder += start == nil ? [dot, dot] : [slash, dot, dot]
    }
    return String(decoding: folder, as: UTF8.self)
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
