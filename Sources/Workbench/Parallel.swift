import Machine
import Synchronization

/// The same work for many things, on several threads.
package enum Parallel {
  /// The results of `work` for `0..<count`, in order; a thread that is free takes the next one.
  package static func map<Result: Sendable>(
    count: Int, threads: Int = Threads.cores, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: count))
    Threads.run(min(threads, count)) {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= count { return }
        let result = work(index)
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
