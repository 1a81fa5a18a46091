import Events
import Synchronization

/// A rule ready to search; its pattern is compiled when it is first needed.
final class UserAgentPattern: Sendable {
  private enum Compiled {
    case pending
    case ready(Regex)
    /// The pattern is none; the rule matches nothing.
    case useless
  }

  private let rule: UserAgentRule
  private let compiled = Mutex(Compiled.pending)

  init(_ rule: UserAgentRule) { self.rule = rule }

  private var regex: Regex? {
    compiled.withLock { compiled in
      switch compiled {
      case .ready(let regex): return regex
      case .useless: return nil
      case .pending:
        let regex = try? Regex((rule.ignoresCase ? "(?i)" : "") + rule.pattern)
        compiled = regex.map { .ready($0) } ?? .useless
        return regex
      }
    }
  }

  /// What a match in the text says; nil where there is none, or it gives no name.
  ///
  /// `trims` removes blanks around what replacements give.
  func read(_ text: Bytes, trims: Bool, in scratch: Scratch) -> (name: Value, version: Value)? {
    guard let regex else { return nil }
    return regex.search(text, in: scratch) { search in
      guard search.next() else { return nil }
      func group(_ number: Int) -> Bytes {
        search.range(number).map { text.slice($0.lowerBound, $0.upperBound) } ?? .empty
      }
      func part(_ template: String?, _ number: Int) -> Bytes {
        guard let template else { return group(number) }
        let filled = Self.fill(template, in: scratch, group)
        return trims ? Whitespace.stripped(filled) : filled
      }
      func version(_ index: Int) -> Bytes {
        part(index < rule.version.count ? rule.version[index] : nil, index + 2)
      }
      let name = part(rule.name, 1)
      guard name.count > 0 else { return nil }
      let parts = (version(0), version(1), version(2))
      var builder = ByteBuilder(in: scratch)
      Self.join(parts.0, to: &builder)
      Self.join(parts.1, to: &builder)
      Self.join(parts.2, to: &builder)
      let version = builder.finish() ?? .empty
      return (.text(name), version.count > 0 ? .text(version) : .absent)
    }
  }

  private static func join(_ part: Bytes, to builder: inout ByteBuilder) {
    guard part.count > 0 else { return }
    if builder.count > 0 { builder.append(UInt8(ascii: ".")) }
    builder.append(part)
  }

  /// A replacement with its groups filled in.
  private static func fill(
    _ template: String, in scratch: Scratch, _ group: (Int) -> Bytes
  ) -> Bytes {
    var builder = ByteBuilder(in: scratch)
    var template = template
    template.withUTF8 { template in
      var index = 0
      while index < template.count {
        let byte = template[index]
        if byte == UInt8(ascii: "$"), index + 1 < template.count,
          case let digit = template[index + 1] &- 48, digit >= 1, digit <= 9
        {
          builder.append(group(Int(digit)))
          index += 2
        } else {
          builder.append(byte)
          index += 1
        }
      }
    }
    return builder.finish() ?? .empty
  }
}
