import Diagnostics
import JSON
import Planning
import Testing
import Text

@testable import Language

/// A file that uses every shape of the language.
private let everything = #"""
  hlmap: 1
  name: sample
  description: Every shape once
  schema: [ecs@9.4, {acme.level: keyword, acme.extra: {type: flattened, array: false, values: [a]}}]
  ignore: [null, "", "-"]
  decode: {json: $raw.message, else: $raw}
  infer: [related, {name: host.name, when: $raw.host is present}]
  fragments:
    executable(src, dst):
      - map:
          ${dst}.executable: $src
          ${dst}.name: $src | basename
    single(): {drop: true}
  tables:
    directions: {in: inbound, 2: outbound}
  stages:
    - map:
        agent.id: agent.agentid
        url.original: [source_url, 'details["request url"]']
        network.direction: {from: direction, lookup: {in: inbound}, else: unknown, when: a == 1}
    - set: {event.kind: event, event.category: [network], n: 31}
      note: constants
    - to: [a.b, c.d]
      from: x | upper
      as: 'date("%d/%m/%Y", tz: "Europe/Paris")'
      on_error: {value: none}
      unless_set: true
    - match: log_type
      cases:
        - is: network
          set: {x: 1}
        - is: [process, 3]
          stages:
            - drop: noise
        - else: true
          set: {tags: [other]}
    - for_each: users
      to: acme.users
      where: $item.name is present
      map: {name: $item.name}
    - for_each: users
      to: acme.names
      from: $item.name | lower
    - decode: {csv: line, name: row, columns: [a, b], delimiter: ";"}
    - use: ["executable(path, process)", single()]
    - emit: {set: {event.kind: alert}, for_each: $row.items}
      when: not (a in [1, 2] or b startswith "x") and c is not ip
  tests:
    - name: one
      in: {a: 1}
      out: {event.kind: event}
      partial: true
    - name: two
      in: text
      out: null
  """#

@Test func everyShapeParses() throws {
  let file = RuleFileReader.read(text: everything, name: "all.yml")
  #expect(file.diagnostics == [])
  let mapping = try #require(file.mapping)
  #expect(mapping.name?.value == "sample")
  #expect(mapping.schemas.count == 2)
  #expect(mapping.ignore?.map(\.value) == [.null, .text(""), .text("-")])
  #expect(mapping.infer.map(\.name.value) == ["related", "host.name"])
  #expect(mapping.fragments.map(\.name.value) == ["executable", "single"])
  #expect(mapping.fragments[0].parameters.map(\.value) == ["src", "dst"])
  #expect(mapping.tables[0].entries[1].key.value == .integer("2"))
  #expect(mapping.stages.count == 9)
  #expect(mapping.tests.map(\.isPartial) == [true, false])
  #expect(mapping.tests[1].output == nil)
  guard case .group(let constants) = mapping.stages[1].kind else {
    Issue.record("the second stage is a group")
    return
  }
  #expect(constants.set.map(\.targets[0].value) == ["event.kind", "event.category", "n"])
  if case .constant(let value) = constants.set[2].source { #expect(value.value == .integer("31")) }
  guard case .assign(let assignment) = mapping.stages[2].kind else {
    Issue.record("the third stage is an assignment")
    return
  }
  #expect(assignment.targets.map(\.value) == ["a.b", "c.d"])
  #expect(assignment.cast?.name.value == "date")
  #expect(assignment.cast?.named.first?.value.value == .text("Europe/Paris"))
  #expect(assignment.unlessSet)
  #expect(file.sources.text(of: assignment.targets[1].span) == "c.d")
}
