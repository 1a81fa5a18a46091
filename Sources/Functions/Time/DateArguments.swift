import Events

extension TimestampFormat: PreparedArgument {}

extension TimestampFormat {
  /// Reads the constant format and time zone at places 1 and 2 among the arguments.
  static func prepare(isForParsing: Bool) -> Function.Preparation {
    { constants, resources in
      for index in [1, 2] where index < constants.count && constants[index] == nil {
        return .invalid(argument: index, message: "this must be a constant text", help: nil)
      }
      if !isForParsing, constants.text(1)?.isEmpty ?? true {
        return .invalid(argument: 1, message: "the format is empty", help: nil)
      }
      var zone: ZoneRules?
      if let name = constants.text(2) {
        zone = resources.zone(writtenAs: name)
        guard zone != nil else {
          return .invalid(
            argument: 2, message: "there is no time zone `\(name)`",
            help: "use a name such as Europe/Paris or UTC, or an offset such as +02:00")
        }
      }
      do throws(Failure) {
        let pattern = constants.text(1).flatMap { $0.isEmpty ? nil : $0 }
        return .ready(try TimestampFormat(pattern, zone: zone, isForParsing: isForParsing))
      } catch {
        return .invalid(argument: 1, message: error.message, help: error.help)
      }
    }
  }
}
