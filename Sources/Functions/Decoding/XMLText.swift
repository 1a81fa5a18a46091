import Events

/// XML documents as objects.
///
/// Nothing outside the text is read and no entity of the document's own is known: a document that
/// declares entities or attributes is refused. So is one with elements nested more than about 250
/// deep.
public enum XMLText {
  /// The document as `{"root": {"@attribute": "a", "child": ["b", "c"], "#text": "d"}}`.
  ///
  /// An element is the text in it without blanks at its ends, null where there is none, or an
  /// object where it has attributes or children; children of one name are a list. Prefixes stay
  /// part of names. What stands in CDATA keeps its blanks, but in the intake dialect. Failed when the
  /// text is not well-formed or the scratch is exhausted.
  public static func object(
    _ text: Bytes, as dialect: DecodeDialect, in scratch: Scratch
  ) -> Value {
    XMLReader.read(text, as: dialect == .native ? .dictionary : .intakeDictionary, in: scratch)
  }

  /// The document of a Windows event as `{"System": {"Provider": {"Name": "a"}}, "EventData": {…}}`.
  ///
  /// The members are the children of the root; prefixes are dropped. Where the children of
  /// `EventData` or `UserData` have an attribute `Name`, it is their name. An element is its text,
  /// null where there is none, or an object where it has children or nothing but attributes, which
  /// stand beside the children; text beside children is `#text`. Attributes beside text are
  /// `element@attribute`, and so is one with the name of a child. Values of one name are a list, and
  /// `Data` without names always is one. Failed as `object` is, and where the root is not an
  /// `Event` or has no children.
  ///
  /// In the intake dialect any root will do, the last child of a name counts, data without names only
  /// where none has one, and attributes win over text.
  public static func windowsEvent(
    _ text: Bytes, as dialect: DecodeDialect, in scratch: Scratch
  ) -> Value {
    XMLReader.read(
      text, as: dialect == .native ? .windowsEvent : .intakeWindowsEvent, in: scratch)
  }
}
