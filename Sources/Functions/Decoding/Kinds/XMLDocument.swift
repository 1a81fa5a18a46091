import Events

extension DecodeKind {
  /// `decode: {xml: message, name: document}`.
  static let xml = DecodeKind(
    "xml", sources: .scalars, result: .object, failure: "no XML",
    about:
      "An object: `root.child`, attributes as `@name`, text beside them as `#text`, without the blanks around texts unless "
      + "they stand in CDATA. An element without content is null, which a rule reads as absent. XML is read without its "
      + "document type: no entities but the five of the language, and nothing outside the text.",
    examples: [
      Example(
        #"<r id="1"><a>x</a><a>y</a><b/></r>"#, gives: #"{"r":{"@id":"1","a":["x","y"],"b":null}}"#),
      Example("<r>", gives: "failed"),
    ]
  ) { _ in
    TextDecoder { source, fields in
      let text = repaired(source.spelling, as: .replacement, fields)
      return fields.fill(with: XMLText.object(text, as: .native, in: fields.scratch))
    }
  }

  /// `decode: {windows_event: message, name: event}`.
  static let windowsEvent = DecodeKind(
    "windows_event", sources: .scalars, result: .object, failure: "no event of Windows in XML",
    about:
      "An object: `System`, and `EventData` or `UserData` by the names of their data; data without names is the list `Data`, "
      + "an attribute beside a text is `EventID@Qualifiers`, and so is one with the name of a child. XML whose root is no "
      + "`Event` does not decode.",
    examples: [
      Example(
        #"<Event><System><EventID>1</EventID></System><EventData><Data Name="User">ann</Data></EventData></Event>"#,
        gives: #"{"System":{"EventID":"1"},"EventData":{"User":"ann"}}"#),
      Example("<r/>", gives: "failed"),
    ]
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
