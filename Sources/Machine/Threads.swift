import Glibc

/// A number of threads that do the same.
package enum Threads {
  /// The number of cores, at most 256.
  package static var cores: Int { max(1, min(256, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Calls `body` on so many threads, of which this one is the first; returns when all have ended.
  /// Where the system gives fewer, those do the work.
  package static func run(_ count: Int, body: @escaping @Sendable () -> Void) {
    let shared = Body(body)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    // As much as the first thread mostly has: rules may be nested deeply.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    var started: [pthread_t] = []
    for _ in 1..<max(1, count) {
      var thread = pthread_t()
      let argument = Unmanaged.passRetained(shared)
      let code = pthread_create(
        &thread, &attributes,
        { argument in
          if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, argument.toOpaque())
      if code == 0 { started.append(thread) } else { argument.release() }
    }
    body()
    for thread in started { pthread_join(thread, nil) }
  }
}
