import Events

extension DecodeKind {
  /// `decode: {xml: message, name: document}`.
  static let xml = DecodeKind(
    "xml", sources: .scalars, result: .object, failure: "no XML",
    about: "An object: `root.child`, attributes as `@name`, text beside them as `#text`."
  ) { _ in
    TextDecoder { source, fields in
      let text = repaired(source.spelling, as: .replacement, fields)
      return fields.fill(with: XMLText.object(text, as: .native, in: fields.scratch))
    }
  }

  /// `decode: {windows_event: message, name: event}`.
  static let windowsEvent = DecodeKind(
    "windows_event", sources: .scalars, result: .object, failure: "no event of Windows in XML",
    about: "An object: `System`, and `EventData` or `UserData` by the names of their data."
  ) { _ in
    TextDecoder { source, fields in
      let text = repaired(source.spelling, as: .escape, fields)
      return fields.fill(with: XMLText.windowsEvent(text, as: .native, in: fields.scratch))
    }
  }

  /// A document without what XML forbids.
  private static func repaired(
    _ text: Bytes, as spelling: XMLRepair.Spelling, _ fields: any DecodedFields
  ) -> Bytes {
    guard let (repaired, count) = XMLRepair.repaired(text, as: spelling, in: fields.scratch) else {
      return text
    }
    fields.noteReplaced(count)
    return repaired
  }

  /// `xml.parse-xml`: documents are read as they are.
  static let parseXML = DecodeKind(
    "xml.parse-xml", sources: .scalars, result: .object, failure: "no XML",
    about: "An object of the elements of a document."
  ) { _ in
    TextDecoder { source, fields in
      fields.fill(with: XMLText.object(source.spelling, as: .intake, in: fields.scratch))
    }
  }

  /// `xml.parse-windows-event`: documents are read as they are.
  static let parseWindowsEvent = DecodeKind(
    "xml.parse-windows-event", sources: .scalars, result: .object,
    failure: "no event of Windows in XML",
    about: "An object of the children of a Windows event."
  ) { _ in
    TextDecoder { source, fields in
      fields.fill(with: XMLText.windowsEvent(source.spelling, as: .intake, in: fields.scratch))
    }
  }
}
