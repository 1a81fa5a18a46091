// swift-format-ignore-file

extension FieldWords {
  /// Events, rules, threats and who observed them.
  static let events = #"""
    @timestamp | When the event happened; where only the time of reading is known, that. | timestamp time eventtime datetime date utctime creationtime timecreated published logtime deviceTime rt generatedtime
    message | The event as a person would read it, or its text if it has no other form. | msg text description displaymessage logmessage
    tags | Words that mark the event for people and searches. | keywords
    labels | Names and values of one's own, all texts. | attributes customlabels
    ecs.version | The version of ECS that the document follows. | schemaversion
    event.action | What was done, in the words of the source; finer than category and type. | eventname eventtype operationname operation activity action act
    event.agent_id_status | Whether the agent named in the event is the one that sent it. | agentverified
    event.category | The kind of thing the event is about, one of the values ECS knows. | category
    event.code | The number or code that the source gives this kind of event. | logid eventcode eventid signatureid winlogid
    event.created | When the event was first recorded by an agent or a collector. | created firstrecorded receivedtime eventreceivedtime
    event.dataset | Which set of logs the event belongs to, such as `fortinet.traffic`. | dataset logname feedtype
    event.duration | How long it took, in nanoseconds. | duration elapsed elapsedtime timetaken sessionduration
    event.end | When what the event tells about ended. | end endtime finish stoptime
    event.hash | A hash of the original event, to show that nobody changed it. | eventhash checksum
    event.id | What identifies this one event. | eventid eventuid uuid uniqueid recordid eventrecordid
    event.ingested | When the event reached the store. | ingesttime indexedtime
    event.kind | Whether the document is an event, an alert, a state, a metric or something else. | kind
    event.module | The name of the integration that delivers the event. | module integration
    event.original | The whole event as it was received. | raw rawevent originalmessage
    event.outcome | Whether it succeeded: `success`, `failure` or `unknown`. | outcome result status success
    event.provider | The software or subsystem that wrote the event. | eventsource provider providername channel
    event.reason | Why it happened or ended so, in the words of the source. | reason cause statusreason failurereason errorreason
    event.reference | A link to more about this event. | reference url link
    event.risk_score | The risk that the source sees in the event, in its own scale. | riskscore risk
    event.risk_score_norm | The risk in a scale from 0 to 100. | normalizedrisk
    event.sequence | The number of the event in the order of the source. | sequence sequencenumber seq recordnumber eventrecordid
    event.severity | How severe the source calls the event, as a number. | severity level sev crlevel priority
    event.start | When what the event tells about began. | start starttime begin firstseen
    event.timezone | The time zone of dates in the event that name none. | timezone tz utcoffset
    event.type | The part of the category: `start`, `end`, `allowed`, `denied`, `creation` and others. | type
    event.url | A link to where the event can be looked into. | eventurl alerturl falconhostlink
    error.code | The code of an error. | errorcode errcode statuscode substatus
    error.id | What identifies this error. | errorid
    error.message | The text of an error. | errormessage errormsg error
    error.stack_trace | Where in the program the error came from. | stacktrace backtrace
    error.type | The kind of error, such as the class of an exception. | errortype exception
    log.file.path | The file that the line was read from. | logfile filename logpath
    log.level | How severe the source calls the line, as a word. | level loglevel severity severitytext
    log.logger | The part of the program that logged it. | logger loggername
    log.origin.file.line | The line of source code that logged it. | lineno
    log.origin.file.name | The file of source code that logged it. | sourcefile
    log.origin.function | The function that logged it. | function funcname
    log.syslog.appname | The program that sent the message. | appname program tag ident processname
    log.syslog.facility.code | The facility of a syslog message, as a number. | facility facilitycode
    log.syslog.facility.name | The facility of a syslog message, as a word. | facilityname
    log.syslog.hostname | The host that the message says it comes from. | sysloghost hostname loghost
    log.syslog.msgid | The kind of message. | msgid
    log.syslog.priority | Facility and severity in one number, as in `<34>`. | pri priority
    log.syslog.procid | The number of the process that sent it. | procid pid
    log.syslog.severity.code | The severity of a syslog message, as a number. | syslogseverity severitycode
    log.syslog.severity.name | The severity of a syslog message, as a word. | severityname
    log.syslog.structured_data | Names and values in front of the text (RFC 5424). | structureddata
    log.syslog.version | The version of the format. | syslogversion
    rule.author | Who wrote the rule. | ruleauthor
    rule.category | The kind of thing the rule looks for. | rulecategory attackcategory threatcategory
    rule.description | What the rule looks for. | ruledescription logdesc
    rule.id | What identifies the rule within its set. | ruleid policyid signatureid sid detectionid
    rule.license | The licence of the rule. | rulelicense
    rule.name | The name of the rule or signature that matched. | rulename policyname signature attackname alertname detectionname
    rule.reference | A link to more about the rule. | rulereference ref
    rule.ruleset | The set that the rule belongs to. | ruleset profile policytype
    rule.uuid | What identifies the rule everywhere. | ruleuuid policyuuid poluuid
    rule.version | The version of the rule. | ruleversion signatureversion rev
    agent.build.original | How the agent says it was built. | agentbuild
    agent.ephemeral_id | An identifier that is new each time the agent starts. | instanceid
    agent.id | What identifies the agent on its host. | agentid sensorid aid deviceid endpointid
    agent.name | The name of the agent. | agentname sensorname
    agent.type | What kind of agent it is. | agenttype sensortype
    agent.version | The version of the agent. | agentversion sensorversion clientversion
    observer.hostname | The host name of the device that saw the event, such as a firewall. | dvchost devicehostname observerhost
    observer.ip | The addresses of the device that saw the event. | dvc deviceip deviceaddress sensorip
    observer.mac | The hardware addresses of that device. | dvcmac devicemacaddress
    observer.name | A name somebody gave that device. | devname devicename sensor
    observer.product | The product that saw the event. | deviceproduct product productname
    observer.serial_number | The serial number of that device. | devid deviceserial
    observer.type | What kind of device it is: `firewall`, `ids`, `proxy`, `sensor`. | devicetype observertype
    observer.vendor | Who makes that product. | devicevendor vendor manufacturer
    observer.version | The version of that product. | deviceversion productversion osversion firmware
    observer.egress.interface.alias | What somebody calls the interface that traffic left by. | outintfalias
    observer.egress.interface.id | The number of the interface that traffic left by. | outintfid
    observer.egress.interface.name | The interface that traffic left by. | dstintf outintf outboundinterface deviceoutboundinterface egressinterface oif
    observer.egress.vlan.id | The VLAN that traffic left by. | outvlan
    observer.egress.vlan.name | The name of that VLAN. | outvlanname
    observer.egress.zone | The zone that traffic left to. | dstzone tozone destinationzone outzone
    observer.ingress.interface.alias | What somebody calls the interface that traffic came in by. | inintfalias
    observer.ingress.interface.id | The number of the interface that traffic came in by. | inintfid
    observer.ingress.interface.name | The interface that traffic came in by. | srcintf inintf inboundinterface deviceinboundinterface ingressinterface iif
    observer.ingress.vlan.id | The VLAN that traffic came in by. | invlan
    observer.ingress.vlan.name | The name of that VLAN. | invlanname
    observer.ingress.zone | The zone that traffic came from. | srczone fromzone sourcezone inzone
    related.hash | All hashes that the event names. | hashes
    related.hosts | All host and domain names that the event names. | hostnames
    related.ip | All addresses that the event names. | addresses ips
    related.user | All users that the event names. | users usernames
    threat.framework | The framework that tactics and techniques are taken from, such as MITRE ATT&CK. | framework attackframework
    threat.tactic.id | What an attacker wants, by its id: `TA0002`. | tacticid tactic
    threat.tactic.name | What an attacker wants, by its name: `Execution`. | tacticname tactic
    threat.tactic.reference | A link to the tactic. | tacticurl
    threat.technique.id | How an attacker does it, by its id: `T1059`. | techniqueid technique mitreid
    threat.technique.name | How an attacker does it, by its name. | techniquename technique
    threat.technique.reference | A link to the technique. | techniqueurl
    threat.technique.subtechnique.id | A form of the technique, by its id: `T1059.001`. | subtechniqueid
    threat.technique.subtechnique.name | A form of the technique, by its name. | subtechniquename
    threat.technique.subtechnique.reference | A link to that form. | subtechniqueurl
    threat.group.alias | Other names of a group of attackers. | actoralias
    threat.group.id | What identifies a group of attackers. | threatgroupid
    threat.group.name | The name of a group of attackers. | threatactor actor adversary
    threat.group.reference | A link to the group. | groupreference
    threat.software.alias | Other names of malicious software. | malwarealias
    threat.software.id | What identifies malicious software: `S0552`. | softwareid
    threat.software.name | The name of malicious software. | malware malwarename virusname threatname
    threat.software.platforms | The systems that it runs on. | platforms
    threat.software.reference | A link to it. | softwarereference
    threat.software.type | `Malware` or `Tool`. | softwaretype
    threat.feed.dashboard_id | The dashboard of the feed. | dashboardid
    threat.feed.description | What the feed offers. | feeddescription
    threat.feed.name | The feed that an indicator comes from. | feed feedname tisource
    threat.feed.reference | A link to the feed. | feedurl
    threat.enrichments | What is known of things the event names, one object a match. | enrichments intelligence
    threat.enrichments.matched.atomic | The value of the event that matched. | matchedvalue
    threat.enrichments.matched.field | The field of the event that matched. | matchedfield
    threat.enrichments.matched.id | The document of the indicator that matched. | matchedid
    threat.enrichments.matched.index | The index of that document. | matchedindex
    threat.enrichments.matched.occurred | When it matched. | matchedat
    threat.enrichments.matched.type | What kind of match it was. | matchtype
    threat.indicator.confidence | How sure the source is of the indicator. | confidence confidencelevel
    threat.indicator.description | What the indicator stands for. | indicatordescription
    threat.indicator.first_seen | When the indicator was seen first. | firstseen
    threat.indicator.id | What identifies the indicator. | indicatorid iocid
    threat.indicator.ip | The address that the indicator is about. | iocip
    threat.indicator.last_seen | When the indicator was seen last. | lastseen
    threat.indicator.modified_at | When its source changed it last. | modified
    threat.indicator.name | What the indicator is called. | indicatorname ioc indicator
    threat.indicator.port | The port that the indicator is about. | iocport
    threat.indicator.provider | Who found the indicator. | provider
    threat.indicator.reference | A link to the indicator. | indicatorurl
    threat.indicator.scanner_stats | How many engines call it malicious. | positives detections
    threat.indicator.sightings | How often it was seen. | sightings count
    threat.indicator.type | What the indicator is: `ipv4-addr`, `file`, `url`, … | indicatortype ioctype
    vulnerability.category | The kind of system that is vulnerable. | vulncategory
    vulnerability.classification | How the vulnerability is scored, such as `CVSS`. | classification
    vulnerability.description | What the vulnerability is. | vulndescription
    vulnerability.enumeration | The list that its id is taken from, such as `CVE`. | enumeration
    vulnerability.id | The id of the vulnerability: `CVE-2021-44228`. | cve cveid cves vulnid
    vulnerability.reference | A link to the vulnerability. | vulnreference
    vulnerability.report_id | The report of the scan that found it. | reportid scanid
    vulnerability.scanner.vendor | Who makes the scanner that found it. | scanner
    vulnerability.score.base | The score without regard to time and place. | cvss cvssscore basescore
    vulnerability.score.environmental | The score in this environment. | environmentalscore
    vulnerability.score.temporal | The score at this time. | temporalscore
    vulnerability.score.version | The version of the scoring. | cvssversion
    vulnerability.severity | How severe the vulnerability is, as a word. | vulnseverity
    data_stream.dataset | The dataset part of the name of the data stream. | datastream
    data_stream.namespace | The part of that name which is the user's own. | namespace
    data_stream.type | `logs`, `metrics` and the like. | datastreamtype
    trace.id | The trace across services that this belongs to. | traceid
    span.id | The part of the trace that this belongs to. | spanid
    transaction.id | The request of a service that this belongs to. | transactionid
    """#
}
