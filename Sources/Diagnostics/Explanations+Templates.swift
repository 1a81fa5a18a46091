/// Pages of the codes about templates of intake formats.
extension Explanation {
  static let templates: [Explanation] = [
    Explanation(
      .templateSyntax, "A template that cannot be read",
      """
      A template of an intake format is not written as Jinja is: a bracket is not closed, an operator has
      nothing on one side, a statement has no end. Elsewhere such a template fails on every event without a
      word, so the field is never set; here it is the same, with this finding.
      The caret stands at the first place that does not fit.
      """,
      example: """
        pipeline:
          - name: parsed
            external: {name: json.parse-json}
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  user.name: "{{ parsed.message.user..name }}"
        """,
      remedy: """
        pipeline:
          - name: parsed
            external: {name: json.parse-json}
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  user.name: "{{ parsed.message.user.name }}"
        """),
    Explanation(
      .unsupportedTemplate, "A part of Jinja that intake formats do not have",
      """
      The template uses something that Jinja has and intake formats do not, such as macros, includes or
      blocks. It never gives a value.
      Write the expression out, or use `{% set %}`, `{% if %}` and `{% for %}`.
      """,
      example: """
        pipeline:
          - name: parsed
            external: {name: json.parse-json}
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  user.name: "{% macro name(user) %}{{ user.name }}{% endmacro %}{{ name(parsed.message.user) }}"
        """,
      remedy: """
        pipeline:
          - name: parsed
            external: {name: json.parse-json}
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  user.name: "{{ parsed.message.user.name }}"
        """),
    Explanation(
      .undefinedReference, "A name that is never defined",
      """
      A template reads something that can never be there: a name that no entry of the pipeline has, an output
      that the entry does not write, a name that its pattern does not capture, a result that only a later
      entry gives. It is undefined on every event, so what is computed from it is never set, and a filter on
      it never passes.
      Mend the name, or move the entry.
      """,
      example: """
        pipeline:
          - name: parsed
            external:
              name: grok.match
              properties:
                pattern: "%{IP:client} %{USERNAME:login}"
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  source.ip: "{{ parse.message.client }}"
                  user.name: "{{ parsed.message.logn }}"
        """,
      remedy: """
        pipeline:
          - name: parsed
            external:
              name: grok.match
              properties:
                pattern: "%{IP:client} %{USERNAME:login}"
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  source.ip: "{{ parsed.message.client }}"
                  user.name: "{{ parsed.message.login }}"
        """),
    Explanation(
      .numberInBarePath, "A list index in a path of its own",
      """
      A template that is a path and nothing else, `{{ a.b.0.c }}`, looks up names in maps only: the number is
      taken for a name, and nothing is found in a list. In any other expression the same spelling works.
      Write the index in brackets.
      """,
      example: """
        pipeline:
          - name: parsed
            external: {name: json.parse-json}
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  user.name: "{{ parsed.message.users.0.name }}"
        """,
      remedy: """
        pipeline:
          - name: parsed
            external: {name: json.parse-json}
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  user.name: "{{ parsed.message.users[0].name }}"
        """),
  ]
}
