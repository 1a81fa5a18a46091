import Running
import Testing

/// What `--stats` says of values that fields could not take.
@Suite struct CastCountTests {
  @Test func countedByFieldAndReason() throws {
    let engine = try Engine(
      """
      schema: [ecs@9.4, {acme.level: {type: long, values: [1, 2]}}]
      stages:
        - map:
            event.outcome: result
            event.type: types
            labels: tags
            acme.level: level
            "@timestamp": at
      """)
    let events = [
      #"{"result":"SUCCESS","types":["start","network"],"tags":"none","level":3,"at":0}"#,
      #"{"result":{"a":1},"types":["network"],"tags":[{"a":1},"x"],"level":"high","at":"20230231"}"#,
      #"{"result":"success","types":["start",{}],"tags":{},"level":"2.0","at":1.7E9}"#,
      #"{"result":null,"types":[],"tags":[null],"level":"","at":null}"#,
    ]
    let outputs = events.map { engine.map($0).description }
    #expect(
      outputs == [
        #"{"event":{"type":["start"]}}"#, #"{"labels":[{"a":1}]}"#,
        #"{"event":{"outcome":"success","type":["start"]},"labels":{},"acme":{"level":2},"@timestamp":"2023-11-14T22:13:20Z"}"#,
        #"{"event":{"type":[]}}"#,
      ])
    let rows = engine.worker.finishedCounters().skippedFields(of: engine.worker.plan)
    #expect(
      rows.map { "\($0.label) \($0.count)" } == [
        "event.outcome: wrong type 1", "labels: wrong type 1", "@timestamp: cannot be cast 2",
        "acme.level: cannot be cast 1", "event.type: cannot be cast 1", "labels: cannot be cast 1",
        "event.type: not allowed 2", "acme.level: not allowed 1", "event.outcome: not allowed 1",
      ])
  }
}
