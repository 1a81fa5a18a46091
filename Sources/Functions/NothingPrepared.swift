/// What a preparation gives that only checks its constants.
final class NothingPrepared: PreparedArgument {
  static let shared = NothingPrepared()
}
