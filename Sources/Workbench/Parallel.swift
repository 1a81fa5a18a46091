import Glibc
import Synchronization

/// The same work for many things, on several threads.
package enum Parallel {
  /// The number of cores.
  package static var cores: Int { max(1, min(256, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The results of `work` for `0..<count`, in order; a thread that is free takes the next one.
  package static func map<Result: Sendable>(
    count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: count))
    onThreads(min(threads, count)) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= count { return }
        let result = work(index)
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Runs `body` on so many threads, this one among them, and waits for all.
  private static func onThreads(_ count: Int, _ run: @escaping @Sendable () -> Void) {
    let body = Body(run)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    // As much as the first thread mostly has: rules may be nested deeply.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    var started: [pthread_t] = []
    for _ in 1..<max(1, count) {
      var thread = pthread_t()
      let passed = Unmanaged.passRetained(body)
      let code = pthread_create(
        &thread, &attributes,
        { argument in
          if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, passed.toOpaque())
      if code == 0 { started.append(thread) } else { passed.release() }
    }
    run()
    for thread in started { pthread_join(thread, nil) }
  }
}
