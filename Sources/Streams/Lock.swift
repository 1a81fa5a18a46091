import Glibc

/// A mutual exclusion that threads can also wait in for a change.
final class Lock: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  func withLock<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Lets others in until one of them calls `signal`; only inside `withLock`.
  func wait() { pthread_cond_wait(condition, mutex) }

  /// Wakes all that wait.
  func broadcast() { pthread_cond_broadcast(condition) }

  /// Wakes one that waits.
  func signal() { pthread_cond_signal(condition) }
}
