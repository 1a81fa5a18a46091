/// A text in which `«` and `»` enclose the place where a finding is expected.
package struct Marked {
  package var text: String
  package var lower: Int
  package var upper: Int

  package init(_ marked: String) {
    let bytes = Array(marked.utf8)
    let (open, close) = (Array("«".utf8), Array("»".utf8))
    let start = bytes.firstRange(of: open)?.lowerBound ?? 0
    let end = bytes.firstRange(of: close)?.lowerBound ?? start + open.count
    lower = start
    upper = end - open.count
    let middle = bytes[min(start + open.count, bytes.count)..<min(end, bytes.count)]
    let rest = bytes[min(end + close.count, bytes.count)...]
    text = String(decoding: Array(bytes[..<start]) + middle + rest, as: UTF8.self)
  }
}
