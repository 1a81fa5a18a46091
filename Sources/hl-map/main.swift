import Diagnostics
import Events
import Glibc
import Planning
import Running

let arguments = CommandLine.arguments
let loaded = RuleLoader.load(path: arguments[1])
if !loaded.diagnostics.isEmpty {
  print(TextReport(sources: loaded.sources).render(loaded.diagnostics))
}
guard let plan = loaded.plan else { exit(3) }
let fd = arguments.count > 2 ? open(arguments[2], O_RDONLY) : 0
let worker = Worker(plan: plan, now: 0, multiline: false)
let output = OutputBuffer()
let capacity = 1 << 20
let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: 4 * capacity + 64)
buffer.initialize(repeating: 0, count: 4 * capacity + 64)
var have = 0
while true {
  let got = read(fd, buffer + have, capacity)
  var end = have + max(got, 0)
  if got <= 0, end > 0, buffer[end - 1] != 10 { buffer[end] = 10; end += 1 }
  var at = 0
  while at < end, let nl = memchr(buffer + at, 10, end - at) {
    let line = Bytes(buffer + at, count: UnsafeRawPointer(nl) - UnsafeRawPointer(buffer + at))
    if line.count > 0 {
      let verdict = worker.process(line, into: output)
      if case .rejected(let r, let o) = verdict { print("rejected \(r) \(o)") }
    }
    at += line.count + 1
    if output.count > capacity { _ = write(1, output.base, output.count); output.removeAll() }
  }
  memmove(buffer, buffer + at, end - at)
  have = end - at
  if got <= 0 { break }
}
_ = write(1, output.base, output.count)
