import Glibc

/// A number of threads that do the same.
enum Threads {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Calls `body` on so many threads, of which this one is the first; returns when all have ended.
  /// Where the system gives fewer, those do the work.
  static func run(_ count: Int, body: @escaping @Sendable () -> Void) {
    var threads: [pthread_t] = []
    for _ in 0..<max(0, count - 1) {
      var thread = pthread_t()
      let argument = Unmanaged.passRetained(Body(body))
      let result = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
          return nil
        }, argument.toOpaque())
      if result == 0 {
        threads.append(thread)
      } else {
        argument.release()
      }
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }
}
