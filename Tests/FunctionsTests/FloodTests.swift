import Events
import Testing

@testable import Functions

/// Texts of very many names are refused before they take long, whatever format they are in.
@Suite struct FloodTests {
  struct Format: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// A text with so many names.
    var text: @Sendable (Int) -> String
    var read: @Sendable (Bytes, Scratch, (Bytes, Value) -> Void) -> Bool
  }

  private static func names(_ count: Int, _ separator: String, _ name: (Int) -> String) -> String {
    (0..<count).map(name).joined(separator: separator)
  }

  private static func isObject(_ value: Value) -> Bool { value.kind == .object }

  private static func formats(_ dialect: DecodeDialect) -> [Format] {
    [
      Format(testDescription: "xml, \(dialect)") { count in
        "<a>" + names(count, "") { "<k\($0)/>" } + "</a>"
      } read: { text, scratch, _ in
        isObject(XMLText.object(text, as: dialect, in: scratch))
      },
      Format(testDescription: "attributes, \(dialect)") { count in
        "<a " + names(count, " ") { "k\($0)=''" } + "/>"
      } read: { text, scratch, _ in
        isObject(XMLText.object(text, as: dialect, in: scratch))
      },
      Format(testDescription: "windows_event, \(dialect)") { count in
        "<Event><EventData>" + names(count, "") { "<Data Name='k\($0)'>v</Data>" }
          + "</EventData></Event>"
      } read: { text, scratch, _ in
        isObject(XMLText.windowsEvent(text, as: dialect, in: scratch))
      },
      Format(testDescription: "cef, \(dialect)") { count in
        "CEF:0|a|b|c|d|e|f|" + names(count, " ") { "k\($0)=v" }
      } read: { text, scratch, found in
        CEFText.read(text, as: dialect, in: scratch, found: found)
      },
      Format(testDescription: "leef, \(dialect)") { count in
        "LEEF:1.0|a|b|c|d|" + names(count, "\t") { "k\($0)=v" }
      } read: { text, scratch, found in
        LEEFText.read(text, as: dialect, in: scratch, found: found)
      },
    ]
  }

  private static let pairs = Format(testDescription: "pairs") { count in
    names(count, " ") { "k\($0)=v" }
  } read: { text, scratch, found in
    (try? PairPattern())?.read(text, in: scratch, found: found) ?? false
  }

  private static let query = Format(testDescription: "query") { count in
    names(count, "&") { "k\($0)=v" }
  } read: { text, scratch, found in
    QueryText.read(text, in: scratch, found: found)
  }

  private static let syslog = Format(testDescription: "syslog") { count in
    "<0>1 - - - - - [x " + names(count, " ") { "k\($0)=\"v\"" } + "]"
  } read: { text, scratch, _ in
    isObject(SyslogText.object(text, dates: SyslogDate(zone: nil), near: 0, in: scratch))
  }

  static let formats: [Format] = formats(.native) + formats(.intake) + [pairs, query, syslog]

  @Test(arguments: formats) func isRefused(format: Format) {
    let text = format.text(1000)
    func isRead(workLeft: Int) -> Bool {
      var isOverworked = false
      let result = reading(text) { text, scratch, found in
        scratch.spend(Scratch.workLimit - workLeft)
        defer { isOverworked = scratch.isOverworked }
        return format.read(text, scratch, found)
      }
      #expect(isOverworked == (result == nil))
      return result != nil
    }
    #expect(isRead(workLeft: 1000 * 4096))
    #expect(!isRead(workLeft: 500 * 1024))
  }
}
