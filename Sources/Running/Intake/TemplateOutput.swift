import Events

/// The output of a template that has statements.
struct TemplateOutput {
  var pieces = 0
  var first = Value.absent
  var text: ByteBuilder?
}
