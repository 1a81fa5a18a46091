// swift-format-ignore-file
// Written by generate.py from the Elastic Common Schema 9.4.0 (Apache-2.0).

extension Facts {
  /// The fields of ECS 9.4.0.
  static let ecs94 = Facts(
    #"""

    @timestamp	date
    agent.build.original	keyword
    agent.ephemeral_id	keyword
    agent.id	keyword
    agent.name	keyword
    agent.type	keyword
    agent.version	keyword
    client.address	keyword
    client.as.number	long
    client.as.organization.name	keyword
    client.bytes	long
    client.domain	keyword	r=hosts
    client.geo.city_name	keyword
    client.geo.continent_code	keyword
    client.geo.continent_name	keyword
    client.geo.country_iso_code	keyword
    client.geo.country_name	keyword
    client.geo.location	geo_point
    client.geo.name	keyword
    client.geo.postal_code	keyword
    client.geo.region_iso_code	keyword
    client.geo.region_name	keyword
    client.geo.timezone	keyword
    client.ip	ip	r=ip
    client.mac	keyword	p=^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$
    client.nat.ip	ip	r=ip
    client.nat.port	long
    client.packets	long
    client.port	long
    client.registered_domain	keyword
    client.subdomain	keyword
    client.top_level_domain	keyword
    client.user.domain	keyword
    client.user.email	keyword
    client.user.full_name	keyword
    client.user.group.domain	keyword
    client.user.group.id	keyword
    client.user.group.name	keyword
    client.user.hash	keyword
    client.user.id	keyword
    client.user.name	keyword	r=user
    client.user.roles	keyword	a
    cloud.account.id	keyword
    cloud.account.name	keyword
    cloud.availability_zone	keyword
    cloud.entity.attributes.known_redirects	keyword	a	b
    cloud.entity.attributes.managed	boolean	b
    cloud.entity.attributes.mfa_enabled	boolean	b
    cloud.entity.attributes.oauth_consent_restriction	keyword	b
    cloud.entity.attributes.permissions	keyword	a	b
    cloud.entity.attributes.storage_class	keyword	b
    cloud.entity.behavior	object	b
    cloud.entity.display_name	keyword	b
    cloud.entity.id	keyword
    cloud.entity.last_seen_timestamp	date	b
    cloud.entity.lifecycle.last_activity	date	b
    cloud.entity.metrics	object	b
    cloud.entity.name	keyword	b
    cloud.entity.raw	object	b
    cloud.entity.reference	keyword	b
    cloud.entity.relationships.administers.entity.id	keyword	a
    cloud.entity.relationships.administers.host.id	keyword	a
    cloud.entity.relationships.administers.host.name	keyword	a	r=hosts
    cloud.entity.relationships.administers.service.id	keyword	a
    cloud.entity.relationships.administers.service.name	keyword	a
    cloud.entity.relationships.administers.user.domain	keyword	a
    cloud.entity.relationships.administers.user.email	keyword	a
    cloud.entity.relationships.administers.user.id	keyword	a
    cloud.entity.relationships.administers.user.name	keyword	a	r=user
    cloud.entity.relationships.depends_on.entity.id	keyword	a
    cloud.entity.relationships.depends_on.host.id	keyword	a
    cloud.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    cloud.entity.relationships.depends_on.service.id	keyword	a
    cloud.entity.relationships.depends_on.service.name	keyword	a
    cloud.entity.relationships.depends_on.user.domain	keyword	a
    cloud.entity.relationships.depends_on.user.email	keyword	a
    cloud.entity.relationships.depends_on.user.id	keyword	a
    cloud.entity.relationships.depends_on.user.name	keyword	a	r=user
    cloud.entity.relationships.owns.entity.id	keyword	a
    cloud.entity.relationships.owns.host.id	keyword	a
    cloud.entity.relationships.owns.host.name	keyword	a	r=hosts
    cloud.entity.relationships.owns.service.id	keyword	a
    cloud.entity.relationships.owns.service.name	keyword	a
    cloud.entity.relationships.owns.user.domain	keyword	a
    cloud.entity.relationships.owns.user.email	keyword	a
    cloud.entity.relationships.owns.user.id	keyword	a
    cloud.entity.relationships.owns.user.name	keyword	a	r=user
    cloud.entity.relationships.supervises.entity.id	keyword	a
    cloud.entity.relationships.supervises.host.id	keyword	a
    cloud.entity.relationships.supervises.host.name	keyword	a	r=hosts
    cloud.entity.relationships.supervises.service.id	keyword	a
    cloud.entity.relationships.supervises.service.name	keyword	a
    cloud.entity.relationships.supervises.user.domain	keyword	a
    cloud.entity.relationships.supervises.user.email	keyword	a
    cloud.entity.relationships.supervises.user.id	keyword	a
    cloud.entity.relationships.supervises.user.name	keyword	a	r=user
    cloud.entity.source	keyword	b
    cloud.entity.sub_type	keyword	b
    cloud.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    cloud.instance.id	keyword
    cloud.instance.name	keyword
    cloud.machine.type	keyword
    cloud.origin.account.id	keyword
    cloud.origin.account.name	keyword
    cloud.origin.availability_zone	keyword
    cloud.origin.entity.attributes.known_redirects	keyword	a	b
    cloud.origin.entity.attributes.managed	boolean	b
    cloud.origin.entity.attributes.mfa_enabled	boolean	b
    cloud.origin.entity.attributes.oauth_consent_restriction	keyword	b
    cloud.origin.entity.attributes.permissions	keyword	a	b
    cloud.origin.entity.attributes.storage_class	keyword	b
    cloud.origin.entity.behavior	object	b
    cloud.origin.entity.display_name	keyword	b
    cloud.origin.entity.id	keyword
    cloud.origin.entity.last_seen_timestamp	date	b
    cloud.origin.entity.lifecycle.last_activity	date	b
    cloud.origin.entity.metrics	object	b
    cloud.origin.entity.name	keyword	b
    cloud.origin.entity.raw	object	b
    cloud.origin.entity.reference	keyword	b
    cloud.origin.entity.relationships.administers.entity.id	keyword	a
    cloud.origin.entity.relationships.administers.host.id	keyword	a
    cloud.origin.entity.relationships.administers.host.name	keyword	a	r=hosts
    cloud.origin.entity.relationships.administers.service.id	keyword	a
    cloud.origin.entity.relationships.administers.service.name	keyword	a
    cloud.origin.entity.relationships.administers.user.domain	keyword	a
    cloud.origin.entity.relationships.administers.user.email	keyword	a
    cloud.origin.entity.relationships.administers.user.id	keyword	a
    cloud.origin.entity.relationships.administers.user.name	keyword	a	r=user
    cloud.origin.entity.relationships.depends_on.entity.id	keyword	a
    cloud.origin.entity.relationships.depends_on.host.id	keyword	a
    cloud.origin.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    cloud.origin.entity.relationships.depends_on.service.id	keyword	a
    cloud.origin.entity.relationships.depends_on.service.name	keyword	a
    cloud.origin.entity.relationships.depends_on.user.domain	keyword	a
    cloud.origin.entity.relationships.depends_on.user.email	keyword	a
    cloud.origin.entity.relationships.depends_on.user.id	keyword	a
    cloud.origin.entity.relationships.depends_on.user.name	keyword	a	r=user
    cloud.origin.entity.relationships.owns.entity.id	keyword	a
    cloud.origin.entity.relationships.owns.host.id	keyword	a
    cloud.origin.entity.relationships.owns.host.name	keyword	a	r=hosts
    cloud.origin.entity.relationships.owns.service.id	keyword	a
    cloud.origin.entity.relationships.owns.service.name	keyword	a
    cloud.origin.entity.relationships.owns.user.domain	keyword	a
    cloud.origin.entity.relationships.owns.user.email	keyword	a
    cloud.origin.entity.relationships.owns.user.id	keyword	a
    cloud.origin.entity.relationships.owns.user.name	keyword	a	r=user
    cloud.origin.entity.relationships.supervises.entity.id	keyword	a
    cloud.origin.entity.relationships.supervises.host.id	keyword	a
    cloud.origin.entity.relationships.supervises.host.name	keyword	a	r=hosts
    cloud.origin.entity.relationships.supervises.service.id	keyword	a
    cloud.origin.entity.relationships.supervises.service.name	keyword	a
    cloud.origin.entity.relationships.supervises.user.domain	keyword	a
    cloud.origin.entity.relationships.supervises.user.email	keyword	a
    cloud.origin.entity.relationships.supervises.user.id	keyword	a
    cloud.origin.entity.relationships.supervises.user.name	keyword	a	r=user
    cloud.origin.entity.source	keyword	b
    cloud.origin.entity.sub_type	keyword	b
    cloud.origin.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    cloud.origin.instance.id	keyword
    cloud.origin.instance.name	keyword
    cloud.origin.machine.type	keyword
    cloud.origin.project.id	keyword
    cloud.origin.project.name	keyword
    cloud.origin.provider	keyword
    cloud.origin.region	keyword
    cloud.origin.service.name	keyword
    cloud.project.id	keyword
    cloud.project.name	keyword
    cloud.provider	keyword
    cloud.region	keyword
    cloud.service.name	keyword
    cloud.target.account.id	keyword
    cloud.target.account.name	keyword
    cloud.target.availability_zone	keyword
    cloud.target.entity.attributes.known_redirects	keyword	a	b
    cloud.target.entity.attributes.managed	boolean	b
    cloud.target.entity.attributes.mfa_enabled	boolean	b
    cloud.target.entity.attributes.oauth_consent_restriction	keyword	b
    cloud.target.entity.attributes.permissions	keyword	a	b
    cloud.target.entity.attributes.storage_class	keyword	b
    cloud.target.entity.behavior	object	b
    cloud.target.entity.display_name	keyword	b
    cloud.target.entity.id	keyword
    cloud.target.entity.last_seen_timestamp	date	b
    cloud.target.entity.lifecycle.last_activity	date	b
    cloud.target.entity.metrics	object	b
    cloud.target.entity.name	keyword	b
    cloud.target.entity.raw	object	b
    cloud.target.entity.reference	keyword	b
    cloud.target.entity.relationships.administers.entity.id	keyword	a
    cloud.target.entity.relationships.administers.host.id	keyword	a
    cloud.target.entity.relationships.administers.host.name	keyword	a	r=hosts
    cloud.target.entity.relationships.administers.service.id	keyword	a
    cloud.target.entity.relationships.administers.service.name	keyword	a
    cloud.target.entity.relationships.administers.user.domain	keyword	a
    cloud.target.entity.relationships.administers.user.email	keyword	a
    cloud.target.entity.relationships.administers.user.id	keyword	a
    cloud.target.entity.relationships.administers.user.name	keyword	a	r=user
    cloud.target.entity.relationships.depends_on.entity.id	keyword	a
    cloud.target.entity.relationships.depends_on.host.id	keyword	a
    cloud.target.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    cloud.target.entity.relationships.depends_on.service.id	keyword	a
    cloud.target.entity.relationships.depends_on.service.name	keyword	a
    cloud.target.entity.relationships.depends_on.user.domain	keyword	a
    cloud.target.entity.relationships.depends_on.user.email	keyword	a
    cloud.target.entity.relationships.depends_on.user.id	keyword	a
    cloud.target.entity.relationships.depends_on.user.name	keyword	a	r=user
    cloud.target.entity.relationships.owns.entity.id	keyword	a
    cloud.target.entity.relationships.owns.host.id	keyword	a
    cloud.target.entity.relationships.owns.host.name	keyword	a	r=hosts
    cloud.target.entity.relationships.owns.service.id	keyword	a
    cloud.target.entity.relationships.owns.service.name	keyword	a
    cloud.target.entity.relationships.owns.user.domain	keyword	a
    cloud.target.entity.relationships.owns.user.email	keyword	a
    cloud.target.entity.relationships.owns.user.id	keyword	a
    cloud.target.entity.relationships.owns.user.name	keyword	a	r=user
    cloud.target.entity.relationships.supervises.entity.id	keyword	a
    cloud.target.entity.relationships.supervises.host.id	keyword	a
    cloud.target.entity.relationships.supervises.host.name	keyword	a	r=hosts
    cloud.target.entity.relationships.supervises.service.id	keyword	a
    cloud.target.entity.relationships.supervises.service.name	keyword	a
    cloud.target.entity.relationships.supervises.user.domain	keyword	a
    cloud.target.entity.relationships.supervises.user.email	keyword	a
    cloud.target.entity.relationships.supervises.user.id	keyword	a
    cloud.target.entity.relationships.supervises.user.name	keyword	a	r=user
    cloud.target.entity.source	keyword	b
    cloud.target.entity.sub_type	keyword	b
    cloud.target.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    cloud.target.instance.id	keyword
    cloud.target.instance.name	keyword
    cloud.target.machine.type	keyword
    cloud.target.project.id	keyword
    cloud.target.project.name	keyword
    cloud.target.provider	keyword
    cloud.target.region	keyword
    cloud.target.service.name	keyword
    container.cpu.usage	scaled_float
    container.disk.read.bytes	long
    container.disk.write.bytes	long
    container.id	keyword
    container.image.hash.all	keyword	a	r=hash
    container.image.name	keyword
    container.image.tag	keyword	a
    container.labels	object
    container.memory.usage	scaled_float
    container.name	keyword
    container.network.egress.bytes	long
    container.network.ingress.bytes	long
    container.runtime	keyword
    container.security_context.privileged	boolean
    data_stream.dataset	constant_keyword
    data_stream.namespace	constant_keyword
    data_stream.type	constant_keyword
    destination.address	keyword
    destination.as.number	long
    destination.as.organization.name	keyword
    destination.bytes	long
    destination.domain	keyword	r=hosts
    destination.geo.city_name	keyword
    destination.geo.continent_code	keyword
    destination.geo.continent_name	keyword
    destination.geo.country_iso_code	keyword
    destination.geo.country_name	keyword
    destination.geo.location	geo_point
    destination.geo.name	keyword
    destination.geo.postal_code	keyword
    destination.geo.region_iso_code	keyword
    destination.geo.region_name	keyword
    destination.geo.timezone	keyword
    destination.ip	ip	r=ip
    destination.mac	keyword	p=^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$
    destination.nat.ip	ip	r=ip
    destination.nat.port	long
    destination.packets	long
    destination.port	long
    destination.registered_domain	keyword
    destination.subdomain	keyword
    destination.top_level_domain	keyword
    destination.user.domain	keyword
    destination.user.email	keyword
    destination.user.full_name	keyword
    destination.user.group.domain	keyword
    destination.user.group.id	keyword
    destination.user.group.name	keyword
    destination.user.hash	keyword
    destination.user.id	keyword
    destination.user.name	keyword	r=user
    destination.user.roles	keyword	a
    device.id	keyword
    device.manufacturer	keyword
    device.model.identifier	keyword
    device.model.name	keyword
    device.product.id	keyword	b
    device.product.name	keyword	b
    device.serial_number	keyword	b
    device.type	keyword	b
    device.vendor.id	keyword	b
    device.vendor.name	keyword	b
    dll.code_signature.digest_algorithm	keyword
    dll.code_signature.exists	boolean
    dll.code_signature.flags	keyword	b
    dll.code_signature.signing_id	keyword
    dll.code_signature.status	keyword
    dll.code_signature.subject_name	keyword
    dll.code_signature.team_id	keyword
    dll.code_signature.thumbprint_sha256	keyword	b	r=hash	p=^[0-9a-f]{64}$
    dll.code_signature.timestamp	date
    dll.code_signature.trusted	boolean
    dll.code_signature.valid	boolean
    dll.hash.cdhash	keyword	b	r=hash
    dll.hash.md5	keyword	r=hash
    dll.hash.sha1	keyword	r=hash
    dll.hash.sha256	keyword	r=hash
    dll.hash.sha384	keyword	r=hash
    dll.hash.sha512	keyword	r=hash
    dll.hash.ssdeep	keyword	r=hash
    dll.hash.tlsh	keyword	r=hash
    dll.name	keyword
    dll.origin_referrer_url	keyword	b
    dll.origin_url	keyword	b
    dll.path	keyword
    dll.pe.architecture	keyword
    dll.pe.company	keyword
    dll.pe.description	keyword
    dll.pe.file_version	keyword
    dll.pe.go_import_hash	keyword	r=hash
    dll.pe.go_imports	flattened
    dll.pe.go_imports_names_entropy	long
    dll.pe.go_imports_names_var_entropy	long
    dll.pe.go_stripped	boolean
    dll.pe.imphash	keyword	r=hash
    dll.pe.import_hash	keyword	r=hash
    dll.pe.imports	flattened	a
    dll.pe.imports_names_entropy	long
    dll.pe.imports_names_var_entropy	long
    dll.pe.original_file_name	keyword
    dll.pe.pehash	keyword	r=hash
    dll.pe.product	keyword
    dll.pe.sections	nested	a
    dll.pe.sections.entropy	long
    dll.pe.sections.name	keyword
    dll.pe.sections.physical_size	long
    dll.pe.sections.var_entropy	long
    dll.pe.sections.virtual_size	long
    dns.answers	object	a
    dns.answers.class	keyword
    dns.answers.data	keyword	r=ip
    dns.answers.name	keyword	r=hosts
    dns.answers.ttl	long
    dns.answers.type	keyword
    dns.header_flags	keyword	a	e=AA|TC|RD|RA|AD|CD|DO
    dns.id	keyword
    dns.op_code	keyword
    dns.question.class	keyword
    dns.question.name	keyword	r=hosts
    dns.question.registered_domain	keyword
    dns.question.subdomain	keyword
    dns.question.top_level_domain	keyword
    dns.question.type	keyword
    dns.resolved_ip	ip	a	r=ip
    dns.response_code	keyword
    dns.type	keyword
    ecs.version	keyword
    email.attachments	nested	a
    email.attachments.file.extension	keyword
    email.attachments.file.hash.cdhash	keyword	b	r=hash
    email.attachments.file.hash.md5	keyword	r=hash
    email.attachments.file.hash.sha1	keyword	r=hash
    email.attachments.file.hash.sha256	keyword	r=hash
    email.attachments.file.hash.sha384	keyword	r=hash
    email.attachments.file.hash.sha512	keyword	r=hash
    email.attachments.file.hash.ssdeep	keyword	r=hash
    email.attachments.file.hash.tlsh	keyword	r=hash
    email.attachments.file.mime_type	keyword
    email.attachments.file.name	keyword
    email.attachments.file.size	long
    email.bcc.address	keyword	a
    email.cc.address	keyword	a
    email.content_type	keyword
    email.delivery_timestamp	date
    email.direction	keyword
    email.from.address	keyword	a
    email.local_id	keyword
    email.message_id	wildcard
    email.origination_timestamp	date
    email.reply_to.address	keyword	a
    email.sender.address	keyword
    email.subject	keyword
    email.to.address	keyword	a
    email.x_mailer	keyword
    entity.attributes.known_redirects	keyword	a	b
    entity.attributes.managed	boolean	b
    entity.attributes.mfa_enabled	boolean	b
    entity.attributes.oauth_consent_restriction	keyword	b
    entity.attributes.permissions	keyword	a	b
    entity.attributes.storage_class	keyword	b
    entity.behavior	object	b
    entity.display_name	keyword	b
    entity.id	keyword
    entity.last_seen_timestamp	date	b
    entity.lifecycle.last_activity	date	b
    entity.metrics	object	b
    entity.name	keyword	b
    entity.raw	object	b
    entity.reference	keyword	b
    entity.relationships.administers.entity.id	keyword	a
    entity.relationships.administers.host.id	keyword	a
    entity.relationships.administers.host.name	keyword	a	r=hosts
    entity.relationships.administers.service.id	keyword	a
    entity.relationships.administers.service.name	keyword	a
    entity.relationships.administers.user.domain	keyword	a
    entity.relationships.administers.user.email	keyword	a
    entity.relationships.administers.user.id	keyword	a
    entity.relationships.administers.user.name	keyword	a	r=user
    entity.relationships.depends_on.entity.id	keyword	a
    entity.relationships.depends_on.host.id	keyword	a
    entity.relationships.depends_on.host.name	keyword	a	r=hosts
    entity.relationships.depends_on.service.id	keyword	a
    entity.relationships.depends_on.service.name	keyword	a
    entity.relationships.depends_on.user.domain	keyword	a
    entity.relationships.depends_on.user.email	keyword	a
    entity.relationships.depends_on.user.id	keyword	a
    entity.relationships.depends_on.user.name	keyword	a	r=user
    entity.relationships.owns.entity.id	keyword	a
    entity.relationships.owns.host.id	keyword	a
    entity.relationships.owns.host.name	keyword	a	r=hosts
    entity.relationships.owns.service.id	keyword	a
    entity.relationships.owns.service.name	keyword	a
    entity.relationships.owns.user.domain	keyword	a
    entity.relationships.owns.user.email	keyword	a
    entity.relationships.owns.user.id	keyword	a
    entity.relationships.owns.user.name	keyword	a	r=user
    entity.relationships.supervises.entity.id	keyword	a
    entity.relationships.supervises.host.id	keyword	a
    entity.relationships.supervises.host.name	keyword	a	r=hosts
    entity.relationships.supervises.service.id	keyword	a
    entity.relationships.supervises.service.name	keyword	a
    entity.relationships.supervises.user.domain	keyword	a
    entity.relationships.supervises.user.email	keyword	a
    entity.relationships.supervises.user.id	keyword	a
    entity.relationships.supervises.user.name	keyword	a	r=user
    entity.source	keyword	b
    entity.sub_type	keyword	b
    entity.target.attributes.known_redirects	keyword	a	b
    entity.target.attributes.managed	boolean	b
    entity.target.attributes.mfa_enabled	boolean	b
    entity.target.attributes.oauth_consent_restriction	keyword	b
    entity.target.attributes.permissions	keyword	a	b
    entity.target.attributes.storage_class	keyword	b
    entity.target.behavior	object	b
    entity.target.display_name	keyword	b
    entity.target.id	keyword
    entity.target.last_seen_timestamp	date	b
    entity.target.lifecycle.last_activity	date	b
    entity.target.metrics	object	b
    entity.target.name	keyword	b
    entity.target.raw	object	b
    entity.target.reference	keyword	b
    entity.target.relationships.administers.entity.id	keyword	a
    entity.target.relationships.administers.host.id	keyword	a
    entity.target.relationships.administers.host.name	keyword	a	r=hosts
    entity.target.relationships.administers.service.id	keyword	a
    entity.target.relationships.administers.service.name	keyword	a
    entity.target.relationships.administers.user.domain	keyword	a
    entity.target.relationships.administers.user.email	keyword	a
    entity.target.relationships.administers.user.id	keyword	a
    entity.target.relationships.administers.user.name	keyword	a	r=user
    entity.target.relationships.depends_on.entity.id	keyword	a
    entity.target.relationships.depends_on.host.id	keyword	a
    entity.target.relationships.depends_on.host.name	keyword	a	r=hosts
    entity.target.relationships.depends_on.service.id	keyword	a
    entity.target.relationships.depends_on.service.name	keyword	a
    entity.target.relationships.depends_on.user.domain	keyword	a
    entity.target.relationships.depends_on.user.email	keyword	a
    entity.target.relationships.depends_on.user.id	keyword	a
    entity.target.relationships.depends_on.user.name	keyword	a	r=user
    entity.target.relationships.owns.entity.id	keyword	a
    entity.target.relationships.owns.host.id	keyword	a
    entity.target.relationships.owns.host.name	keyword	a	r=hosts
    entity.target.relationships.owns.service.id	keyword	a
    entity.target.relationships.owns.service.name	keyword	a
    entity.target.relationships.owns.user.domain	keyword	a
    entity.target.relationships.owns.user.email	keyword	a
    entity.target.relationships.owns.user.id	keyword	a
    entity.target.relationships.owns.user.name	keyword	a	r=user
    entity.target.relationships.supervises.entity.id	keyword	a
    entity.target.relationships.supervises.host.id	keyword	a
    entity.target.relationships.supervises.host.name	keyword	a	r=hosts
    entity.target.relationships.supervises.service.id	keyword	a
    entity.target.relationships.supervises.service.name	keyword	a
    entity.target.relationships.supervises.user.domain	keyword	a
    entity.target.relationships.supervises.user.email	keyword	a
    entity.target.relationships.supervises.user.id	keyword	a
    entity.target.relationships.supervises.user.name	keyword	a	r=user
    entity.target.source	keyword	b
    entity.target.sub_type	keyword	b
    entity.target.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    error.code	keyword
    error.id	keyword
    error.message	match_only_text
    error.stack_trace	wildcard
    error.type	keyword
    event.action	keyword
    event.agent_id_status	keyword
    event.category	keyword	a	v=api>access,admin,allowed,change,creation,deletion,denied,end,info,start,user|authentication>start,end,info|configuration>access,change,creation,deletion,info|database>access,change,info,error|driver>change,end,info,start|email>info|file>access,change,creation,deletion,info|host>access,change,end,info,start|iam>admin,change,creation,deletion,group,info,user|intrusion_detection>allowed,denied,info|library>start|malware>info|network>access,allowed,connection,denied,end,info,protocol,start|package>access,change,deletion,info,installation,start|process>access,change,end,info,start|registry>access,change,creation,deletion|session>start,end,info|threat>indicator|vulnerability>info|web>access,error,info
    event.code	keyword
    event.created	date
    event.dataset	keyword
    event.duration	long
    event.end	date
    event.hash	keyword
    event.id	keyword
    event.ingested	date
    event.kind	keyword	v=alert|asset|enrichment|event|metric|state|pipeline_error|signal
    event.module	keyword
    event.original	keyword
    event.outcome	keyword	v=failure|success|unknown
    event.provider	keyword
    event.reason	keyword
    event.reference	keyword
    event.risk_score	float
    event.risk_score_norm	float
    event.sequence	long
    event.severity	long
    event.start	date
    event.timezone	keyword
    event.type	keyword	a	v=access|admin|allowed|change|connection|creation|deletion|denied|device|end|error|group|indicator|info|installation|protocol|start|user
    event.url	keyword
    faas.coldstart	boolean
    faas.execution	keyword
    faas.id	keyword
    faas.name	keyword
    faas.trigger.request_id	keyword
    faas.trigger.type	keyword	e=http|pubsub|datasource|timer|other
    faas.version	keyword
    file.accessed	date
    file.attributes	keyword	a
    file.code_signature.digest_algorithm	keyword
    file.code_signature.exists	boolean
    file.code_signature.flags	keyword	b
    file.code_signature.signing_id	keyword
    file.code_signature.status	keyword
    file.code_signature.subject_name	keyword
    file.code_signature.team_id	keyword
    file.code_signature.thumbprint_sha256	keyword	b	r=hash	p=^[0-9a-f]{64}$
    file.code_signature.timestamp	date
    file.code_signature.trusted	boolean
    file.code_signature.valid	boolean
    file.created	date
    file.ctime	date
    file.device	keyword
    file.directory	keyword
    file.drive_letter	keyword
    file.elf.architecture	keyword
    file.elf.byte_order	keyword
    file.elf.cpu_type	keyword
    file.elf.creation_date	date
    file.elf.exports	flattened	a
    file.elf.go_import_hash	keyword	r=hash
    file.elf.go_imports	flattened
    file.elf.go_imports_names_entropy	long
    file.elf.go_imports_names_var_entropy	long
    file.elf.go_stripped	boolean
    file.elf.header.abi_version	keyword
    file.elf.header.class	keyword
    file.elf.header.data	keyword
    file.elf.header.entrypoint	long
    file.elf.header.object_version	keyword
    file.elf.header.os_abi	keyword
    file.elf.header.type	keyword
    file.elf.header.version	keyword
    file.elf.import_hash	keyword	r=hash
    file.elf.imports	flattened	a
    file.elf.imports_names_entropy	long
    file.elf.imports_names_var_entropy	long
    file.elf.sections	nested	a
    file.elf.sections.chi2	long
    file.elf.sections.entropy	long
    file.elf.sections.flags	keyword
    file.elf.sections.name	keyword
    file.elf.sections.physical_offset	keyword
    file.elf.sections.physical_size	long
    file.elf.sections.type	keyword
    file.elf.sections.var_entropy	long
    file.elf.sections.virtual_address	long
    file.elf.sections.virtual_size	long
    file.elf.segments	nested	a
    file.elf.segments.sections	keyword
    file.elf.segments.type	keyword
    file.elf.shared_libraries	keyword	a
    file.elf.telfhash	keyword	r=hash
    file.extension	keyword
    file.fork_name	keyword
    file.gid	keyword
    file.group	keyword
    file.hash.cdhash	keyword	b	r=hash
    file.hash.md5	keyword	r=hash
    file.hash.sha1	keyword	r=hash
    file.hash.sha256	keyword	r=hash
    file.hash.sha384	keyword	r=hash
    file.hash.sha512	keyword	r=hash
    file.hash.ssdeep	keyword	r=hash
    file.hash.tlsh	keyword	r=hash
    file.inode	keyword
    file.macho.go_import_hash	keyword	r=hash
    file.macho.go_imports	flattened
    file.macho.go_imports_names_entropy	long
    file.macho.go_imports_names_var_entropy	long
    file.macho.go_stripped	boolean
    file.macho.import_hash	keyword	r=hash
    file.macho.imports	flattened	a
    file.macho.imports_names_entropy	long
    file.macho.imports_names_var_entropy	long
    file.macho.sections	nested	a
    file.macho.sections.entropy	long
    file.macho.sections.name	keyword
    file.macho.sections.physical_size	long
    file.macho.sections.var_entropy	long
    file.macho.sections.virtual_size	long
    file.macho.symhash	keyword	r=hash
    file.mime_type	keyword
    file.mode	keyword
    file.mtime	date
    file.name	keyword
    file.origin_referrer_url	keyword	b
    file.origin_url	keyword	b
    file.owner	keyword	r=user
    file.path	keyword
    file.pe.architecture	keyword
    file.pe.company	keyword
    file.pe.description	keyword
    file.pe.file_version	keyword
    file.pe.go_import_hash	keyword	r=hash
    file.pe.go_imports	flattened
    file.pe.go_imports_names_entropy	long
    file.pe.go_imports_names_var_entropy	long
    file.pe.go_stripped	boolean
    file.pe.imphash	keyword	r=hash
    file.pe.import_hash	keyword	r=hash
    file.pe.imports	flattened	a
    file.pe.imports_names_entropy	long
    file.pe.imports_names_var_entropy	long
    file.pe.original_file_name	keyword
    file.pe.pehash	keyword	r=hash
    file.pe.product	keyword
    file.pe.sections	nested	a
    file.pe.sections.entropy	long
    file.pe.sections.name	keyword
    file.pe.sections.physical_size	long
    file.pe.sections.var_entropy	long
    file.pe.sections.virtual_size	long
    file.size	long
    file.target_path	keyword
    file.type	keyword
    file.uid	keyword
    file.x509.alternative_names	keyword	a
    file.x509.issuer.common_name	keyword	a
    file.x509.issuer.country	keyword	a
    file.x509.issuer.distinguished_name	keyword
    file.x509.issuer.locality	keyword	a
    file.x509.issuer.organization	keyword	a
    file.x509.issuer.organizational_unit	keyword	a
    file.x509.issuer.state_or_province	keyword	a
    file.x509.not_after	date
    file.x509.not_before	date
    file.x509.public_key_algorithm	keyword
    file.x509.public_key_curve	keyword
    file.x509.public_key_exponent	long
    file.x509.public_key_size	long
    file.x509.serial_number	keyword
    file.x509.signature_algorithm	keyword
    file.x509.subject.common_name	keyword	a
    file.x509.subject.country	keyword	a
    file.x509.subject.distinguished_name	keyword
    file.x509.subject.locality	keyword	a
    file.x509.subject.organization	keyword	a
    file.x509.subject.organizational_unit	keyword	a
    file.x509.subject.state_or_province	keyword	a
    file.x509.version_number	keyword
    gen_ai.agent.description	keyword	b
    gen_ai.agent.id	keyword	b
    gen_ai.agent.name	keyword	b
    gen_ai.operation.name	keyword	b
    gen_ai.output.type	keyword	b
    gen_ai.request.choice.count	integer	b
    gen_ai.request.encoding_formats	nested	b
    gen_ai.request.frequency_penalty	double	b
    gen_ai.request.max_tokens	integer	b
    gen_ai.request.model	keyword	b
    gen_ai.request.presence_penalty	double	b
    gen_ai.request.seed	integer	b
    gen_ai.request.stop_sequences	nested	b
    gen_ai.request.temperature	double	b
    gen_ai.request.top_k	double	b
    gen_ai.request.top_p	double	b
    gen_ai.response.finish_reasons	nested	b
    gen_ai.response.id	keyword	b
    gen_ai.response.model	keyword	b
    gen_ai.system	keyword	b
    gen_ai.token.type	keyword	b
    gen_ai.tool.call.id	keyword	b
    gen_ai.tool.name	keyword	b
    gen_ai.tool.type	keyword	b
    gen_ai.usage.input_tokens	integer	b
    gen_ai.usage.output_tokens	integer	b
    group.domain	keyword
    group.id	keyword
    group.name	keyword
    host.architecture	keyword
    host.boot.id	keyword
    host.cpu.usage	scaled_float
    host.disk.read.bytes	long
    host.disk.write.bytes	long
    host.domain	keyword
    host.entity.attributes.known_redirects	keyword	a	b
    host.entity.attributes.managed	boolean	b
    host.entity.attributes.mfa_enabled	boolean	b
    host.entity.attributes.oauth_consent_restriction	keyword	b
    host.entity.attributes.permissions	keyword	a	b
    host.entity.attributes.storage_class	keyword	b
    host.entity.behavior	object	b
    host.entity.display_name	keyword	b
    host.entity.id	keyword
    host.entity.last_seen_timestamp	date	b
    host.entity.lifecycle.last_activity	date	b
    host.entity.metrics	object	b
    host.entity.name	keyword	b
    host.entity.raw	object	b
    host.entity.reference	keyword	b
    host.entity.relationships.administers.entity.id	keyword	a
    host.entity.relationships.administers.host.id	keyword	a
    host.entity.relationships.administers.host.name	keyword	a	r=hosts
    host.entity.relationships.administers.service.id	keyword	a
    host.entity.relationships.administers.service.name	keyword	a
    host.entity.relationships.administers.user.domain	keyword	a
    host.entity.relationships.administers.user.email	keyword	a
    host.entity.relationships.administers.user.id	keyword	a
    host.entity.relationships.administers.user.name	keyword	a	r=user
    host.entity.relationships.depends_on.entity.id	keyword	a
    host.entity.relationships.depends_on.host.id	keyword	a
    host.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    host.entity.relationships.depends_on.service.id	keyword	a
    host.entity.relationships.depends_on.service.name	keyword	a
    host.entity.relationships.depends_on.user.domain	keyword	a
    host.entity.relationships.depends_on.user.email	keyword	a
    host.entity.relationships.depends_on.user.id	keyword	a
    host.entity.relationships.depends_on.user.name	keyword	a	r=user
    host.entity.relationships.owns.entity.id	keyword	a
    host.entity.relationships.owns.host.id	keyword	a
    host.entity.relationships.owns.host.name	keyword	a	r=hosts
    host.entity.relationships.owns.service.id	keyword	a
    host.entity.relationships.owns.service.name	keyword	a
    host.entity.relationships.owns.user.domain	keyword	a
    host.entity.relationships.owns.user.email	keyword	a
    host.entity.relationships.owns.user.id	keyword	a
    host.entity.relationships.owns.user.name	keyword	a	r=user
    host.entity.relationships.supervises.entity.id	keyword	a
    host.entity.relationships.supervises.host.id	keyword	a
    host.entity.relationships.supervises.host.name	keyword	a	r=hosts
    host.entity.relationships.supervises.service.id	keyword	a
    host.entity.relationships.supervises.service.name	keyword	a
    host.entity.relationships.supervises.user.domain	keyword	a
    host.entity.relationships.supervises.user.email	keyword	a
    host.entity.relationships.supervises.user.id	keyword	a
    host.entity.relationships.supervises.user.name	keyword	a	r=user
    host.entity.source	keyword	b
    host.entity.sub_type	keyword	b
    host.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    host.geo.city_name	keyword
    host.geo.continent_code	keyword
    host.geo.continent_name	keyword
    host.geo.country_iso_code	keyword
    host.geo.country_name	keyword
    host.geo.location	geo_point
    host.geo.name	keyword
    host.geo.postal_code	keyword
    host.geo.region_iso_code	keyword
    host.geo.region_name	keyword
    host.geo.timezone	keyword
    host.hostname	keyword	r=hosts
    host.id	keyword
    host.ip	ip	a	r=ip
    host.mac	keyword	a	p=^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$
    host.name	keyword	r=hosts
    host.network.egress.bytes	long
    host.network.egress.packets	long
    host.network.ingress.bytes	long
    host.network.ingress.packets	long
    host.os.family	keyword
    host.os.full	keyword
    host.os.kernel	keyword
    host.os.name	keyword
    host.os.platform	keyword
    host.os.type	keyword	e=linux|macos|unix|windows|ios|android
    host.os.version	keyword
    host.pid_ns_ino	keyword
    host.risk.calculated_level	keyword
    host.risk.calculated_score	float
    host.risk.calculated_score_norm	float
    host.risk.static_level	keyword
    host.risk.static_score	float
    host.risk.static_score_norm	float
    host.target.architecture	keyword
    host.target.boot.id	keyword
    host.target.cpu.usage	scaled_float
    host.target.disk.read.bytes	long
    host.target.disk.write.bytes	long
    host.target.domain	keyword
    host.target.entity.attributes.known_redirects	keyword	a	b
    host.target.entity.attributes.managed	boolean	b
    host.target.entity.attributes.mfa_enabled	boolean	b
    host.target.entity.attributes.oauth_consent_restriction	keyword	b
    host.target.entity.attributes.permissions	keyword	a	b
    host.target.entity.attributes.storage_class	keyword	b
    host.target.entity.behavior	object	b
    host.target.entity.display_name	keyword	b
    host.target.entity.id	keyword
    host.target.entity.last_seen_timestamp	date	b
    host.target.entity.lifecycle.last_activity	date	b
    host.target.entity.metrics	object	b
    host.target.entity.name	keyword	b
    host.target.entity.raw	object	b
    host.target.entity.reference	keyword	b
    host.target.entity.relationships.administers.entity.id	keyword	a
    host.target.entity.relationships.administers.host.id	keyword	a
    host.target.entity.relationships.administers.host.name	keyword	a	r=hosts
    host.target.entity.relationships.administers.service.id	keyword	a
    host.target.entity.relationships.administers.service.name	keyword	a
    host.target.entity.relationships.administers.user.domain	keyword	a
    host.target.entity.relationships.administers.user.email	keyword	a
    host.target.entity.relationships.administers.user.id	keyword	a
    host.target.entity.relationships.administers.user.name	keyword	a	r=user
    host.target.entity.relationships.depends_on.entity.id	keyword	a
    host.target.entity.relationships.depends_on.host.id	keyword	a
    host.target.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    host.target.entity.relationships.depends_on.service.id	keyword	a
    host.target.entity.relationships.depends_on.service.name	keyword	a
    host.target.entity.relationships.depends_on.user.domain	keyword	a
    host.target.entity.relationships.depends_on.user.email	keyword	a
    host.target.entity.relationships.depends_on.user.id	keyword	a
    host.target.entity.relationships.depends_on.user.name	keyword	a	r=user
    host.target.entity.relationships.owns.entity.id	keyword	a
    host.target.entity.relationships.owns.host.id	keyword	a
    host.target.entity.relationships.owns.host.name	keyword	a	r=hosts
    host.target.entity.relationships.owns.service.id	keyword	a
    host.target.entity.relationships.owns.service.name	keyword	a
    host.target.entity.relationships.owns.user.domain	keyword	a
    host.target.entity.relationships.owns.user.email	keyword	a
    host.target.entity.relationships.owns.user.id	keyword	a
    host.target.entity.relationships.owns.user.name	keyword	a	r=user
    host.target.entity.relationships.supervises.entity.id	keyword	a
    host.target.entity.relationships.supervises.host.id	keyword	a
    host.target.entity.relationships.supervises.host.name	keyword	a	r=hosts
    host.target.entity.relationships.supervises.service.id	keyword	a
    host.target.entity.relationships.supervises.service.name	keyword	a
    host.target.entity.relationships.supervises.user.domain	keyword	a
    host.target.entity.relationships.supervises.user.email	keyword	a
    host.target.entity.relationships.supervises.user.id	keyword	a
    host.target.entity.relationships.supervises.user.name	keyword	a	r=user
    host.target.entity.source	keyword	b
    host.target.entity.sub_type	keyword	b
    host.target.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    host.target.geo.city_name	keyword
    host.target.geo.continent_code	keyword
    host.target.geo.continent_name	keyword
    host.target.geo.country_iso_code	keyword
    host.target.geo.country_name	keyword
    host.target.geo.location	geo_point
    host.target.geo.name	keyword
    host.target.geo.postal_code	keyword
    host.target.geo.region_iso_code	keyword
    host.target.geo.region_name	keyword
    host.target.geo.timezone	keyword
    host.target.hostname	keyword	r=hosts
    host.target.id	keyword
    host.target.ip	ip	a	r=ip
    host.target.mac	keyword	a	p=^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$
    host.target.name	keyword	r=hosts
    host.target.network.egress.bytes	long
    host.target.network.egress.packets	long
    host.target.network.ingress.bytes	long
    host.target.network.ingress.packets	long
    host.target.os.family	keyword
    host.target.os.full	keyword
    host.target.os.kernel	keyword
    host.target.os.name	keyword
    host.target.os.platform	keyword
    host.target.os.type	keyword	e=linux|macos|unix|windows|ios|android
    host.target.os.version	keyword
    host.target.pid_ns_ino	keyword
    host.target.risk.calculated_level	keyword
    host.target.risk.calculated_score	float
    host.target.risk.calculated_score_norm	float
    host.target.risk.static_level	keyword
    host.target.risk.static_score	float
    host.target.risk.static_score_norm	float
    host.target.type	keyword
    host.target.uptime	long
    host.type	keyword
    host.uptime	long
    http.request.body.bytes	long
    http.request.body.content	wildcard
    http.request.bytes	long
    http.request.id	keyword
    http.request.method	keyword
    http.request.mime_type	keyword
    http.request.referrer	keyword
    http.response.body.bytes	long
    http.response.body.content	wildcard
    http.response.bytes	long
    http.response.mime_type	keyword
    http.response.status_code	long
    http.version	keyword
    labels	object
    log.file.path	keyword
    log.level	keyword
    log.logger	keyword
    log.origin.file.line	long
    log.origin.file.name	keyword
    log.origin.function	keyword
    log.syslog	object
    log.syslog.appname	keyword
    log.syslog.facility.code	long
    log.syslog.facility.name	keyword
    log.syslog.hostname	keyword	r=hosts
    log.syslog.msgid	keyword
    log.syslog.priority	long
    log.syslog.procid	keyword
    log.syslog.severity.code	long
    log.syslog.severity.name	keyword
    log.syslog.structured_data	flattened
    log.syslog.version	keyword
    message	match_only_text
    network.application	keyword
    network.bytes	long
    network.community_id	keyword
    network.direction	keyword	e=ingress|egress|inbound|outbound|internal|external|unknown
    network.forwarded_ip	ip	r=ip
    network.iana_number	keyword
    network.inner	object
    network.inner.vlan.id	keyword
    network.inner.vlan.name	keyword
    network.name	keyword
    network.packets	long
    network.protocol	keyword
    network.transport	keyword
    network.type	keyword
    network.vlan.id	keyword
    network.vlan.name	keyword
    observer.egress	object
    observer.egress.interface.alias	keyword
    observer.egress.interface.id	keyword
    observer.egress.interface.name	keyword
    observer.egress.vlan.id	keyword
    observer.egress.vlan.name	keyword
    observer.egress.zone	keyword
    observer.geo.city_name	keyword
    observer.geo.continent_code	keyword
    observer.geo.continent_name	keyword
    observer.geo.country_iso_code	keyword
    observer.geo.country_name	keyword
    observer.geo.location	geo_point
    observer.geo.name	keyword
    observer.geo.postal_code	keyword
    observer.geo.region_iso_code	keyword
    observer.geo.region_name	keyword
    observer.geo.timezone	keyword
    observer.hostname	keyword	r=hosts
    observer.ingress	object
    observer.ingress.interface.alias	keyword
    observer.ingress.interface.id	keyword
    observer.ingress.interface.name	keyword
    observer.ingress.vlan.id	keyword
    observer.ingress.vlan.name	keyword
    observer.ingress.zone	keyword
    observer.ip	ip	a	r=ip
    observer.mac	keyword	a	p=^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$
    observer.name	keyword
    observer.os.family	keyword
    observer.os.full	keyword
    observer.os.kernel	keyword
    observer.os.name	keyword
    observer.os.platform	keyword
    observer.os.type	keyword	e=linux|macos|unix|windows|ios|android
    observer.os.version	keyword
    observer.product	keyword
    observer.serial_number	keyword
    observer.type	keyword
    observer.vendor	keyword
    observer.version	keyword
    orchestrator.api_version	keyword
    orchestrator.cluster.id	keyword
    orchestrator.cluster.name	keyword
    orchestrator.cluster.url	keyword
    orchestrator.cluster.version	keyword
    orchestrator.entity.attributes.known_redirects	keyword	a	b
    orchestrator.entity.attributes.managed	boolean	b
    orchestrator.entity.attributes.mfa_enabled	boolean	b
    orchestrator.entity.attributes.oauth_consent_restriction	keyword	b
    orchestrator.entity.attributes.permissions	keyword	a	b
    orchestrator.entity.attributes.storage_class	keyword	b
    orchestrator.entity.behavior	object	b
    orchestrator.entity.display_name	keyword	b
    orchestrator.entity.id	keyword
    orchestrator.entity.last_seen_timestamp	date	b
    orchestrator.entity.lifecycle.last_activity	date	b
    orchestrator.entity.metrics	object	b
    orchestrator.entity.name	keyword	b
    orchestrator.entity.raw	object	b
    orchestrator.entity.reference	keyword	b
    orchestrator.entity.relationships.administers.entity.id	keyword	a
    orchestrator.entity.relationships.administers.host.id	keyword	a
    orchestrator.entity.relationships.administers.host.name	keyword	a	r=hosts
    orchestrator.entity.relationships.administers.service.id	keyword	a
    orchestrator.entity.relationships.administers.service.name	keyword	a
    orchestrator.entity.relationships.administers.user.domain	keyword	a
    orchestrator.entity.relationships.administers.user.email	keyword	a
    orchestrator.entity.relationships.administers.user.id	keyword	a
    orchestrator.entity.relationships.administers.user.name	keyword	a	r=user
    orchestrator.entity.relationships.depends_on.entity.id	keyword	a
    orchestrator.entity.relationships.depends_on.host.id	keyword	a
    orchestrator.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    orchestrator.entity.relationships.depends_on.service.id	keyword	a
    orchestrator.entity.relationships.depends_on.service.name	keyword	a
    orchestrator.entity.relationships.depends_on.user.domain	keyword	a
    orchestrator.entity.relationships.depends_on.user.email	keyword	a
    orchestrator.entity.relationships.depends_on.user.id	keyword	a
    orchestrator.entity.relationships.depends_on.user.name	keyword	a	r=user
    orchestrator.entity.relationships.owns.entity.id	keyword	a
    orchestrator.entity.relationships.owns.host.id	keyword	a
    orchestrator.entity.relationships.owns.host.name	keyword	a	r=hosts
    orchestrator.entity.relationships.owns.service.id	keyword	a
    orchestrator.entity.relationships.owns.service.name	keyword	a
    orchestrator.entity.relationships.owns.user.domain	keyword	a
    orchestrator.entity.relationships.owns.user.email	keyword	a
    orchestrator.entity.relationships.owns.user.id	keyword	a
    orchestrator.entity.relationships.owns.user.name	keyword	a	r=user
    orchestrator.entity.relationships.supervises.entity.id	keyword	a
    orchestrator.entity.relationships.supervises.host.id	keyword	a
    orchestrator.entity.relationships.supervises.host.name	keyword	a	r=hosts
    orchestrator.entity.relationships.supervises.service.id	keyword	a
    orchestrator.entity.relationships.supervises.service.name	keyword	a
    orchestrator.entity.relationships.supervises.user.domain	keyword	a
    orchestrator.entity.relationships.supervises.user.email	keyword	a
    orchestrator.entity.relationships.supervises.user.id	keyword	a
    orchestrator.entity.relationships.supervises.user.name	keyword	a	r=user
    orchestrator.entity.source	keyword	b
    orchestrator.entity.sub_type	keyword	b
    orchestrator.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    orchestrator.namespace	keyword
    orchestrator.organization	keyword
    orchestrator.resource.annotation	keyword	a
    orchestrator.resource.id	keyword
    orchestrator.resource.ip	ip	a	r=ip
    orchestrator.resource.label	keyword	a
    orchestrator.resource.name	keyword
    orchestrator.resource.parent.type	keyword
    orchestrator.resource.type	keyword
    orchestrator.type	keyword
    organization.id	keyword
    organization.name	keyword
    package.architecture	keyword
    package.build_version	keyword
    package.checksum	keyword
    package.description	keyword
    package.install_scope	keyword
    package.installed	date
    package.license	keyword
    package.name	keyword
    package.path	keyword
    package.reference	keyword
    package.size	long
    package.type	keyword
    package.version	keyword
    process.args	keyword	a
    process.args_count	long
    process.code_signature.digest_algorithm	keyword
    process.code_signature.exists	boolean
    process.code_signature.flags	keyword	b
    process.code_signature.signing_id	keyword
    process.code_signature.status	keyword
    process.code_signature.subject_name	keyword
    process.code_signature.team_id	keyword
    process.code_signature.thumbprint_sha256	keyword	b	r=hash	p=^[0-9a-f]{64}$
    process.code_signature.timestamp	date
    process.code_signature.trusted	boolean
    process.code_signature.valid	boolean
    process.command_line	wildcard
    process.elf.architecture	keyword
    process.elf.byte_order	keyword
    process.elf.cpu_type	keyword
    process.elf.creation_date	date
    process.elf.exports	flattened	a
    process.elf.go_import_hash	keyword	r=hash
    process.elf.go_imports	flattened
    process.elf.go_imports_names_entropy	long
    process.elf.go_imports_names_var_entropy	long
    process.elf.go_stripped	boolean
    process.elf.header.abi_version	keyword
    process.elf.header.class	keyword
    process.elf.header.data	keyword
    process.elf.header.entrypoint	long
    process.elf.header.object_version	keyword
    process.elf.header.os_abi	keyword
    process.elf.header.type	keyword
    process.elf.header.version	keyword
    process.elf.import_hash	keyword	r=hash
    process.elf.imports	flattened	a
    process.elf.imports_names_entropy	long
    process.elf.imports_names_var_entropy	long
    process.elf.sections	nested	a
    process.elf.sections.chi2	long
    process.elf.sections.entropy	long
    process.elf.sections.flags	keyword
    process.elf.sections.name	keyword
    process.elf.sections.physical_offset	keyword
    process.elf.sections.physical_size	long
    process.elf.sections.type	keyword
    process.elf.sections.var_entropy	long
    process.elf.sections.virtual_address	long
    process.elf.sections.virtual_size	long
    process.elf.segments	nested	a
    process.elf.segments.sections	keyword
    process.elf.segments.type	keyword
    process.elf.shared_libraries	keyword	a
    process.elf.telfhash	keyword	r=hash
    process.end	date
    process.entity_id	keyword
    process.entry_leader.args	keyword	a
    process.entry_leader.args_count	long
    process.entry_leader.attested_groups.name	keyword
    process.entry_leader.attested_user.id	keyword
    process.entry_leader.attested_user.name	keyword	r=user
    process.entry_leader.command_line	wildcard
    process.entry_leader.entity_id	keyword
    process.entry_leader.entry_meta.source.ip	ip	r=ip
    process.entry_leader.entry_meta.type	keyword
    process.entry_leader.executable	keyword
    process.entry_leader.group.id	keyword
    process.entry_leader.group.name	keyword
    process.entry_leader.interactive	boolean
    process.entry_leader.name	keyword
    process.entry_leader.parent.entity_id	keyword
    process.entry_leader.parent.pid	long
    process.entry_leader.parent.session_leader.entity_id	keyword
    process.entry_leader.parent.session_leader.pid	long
    process.entry_leader.parent.session_leader.start	date
    process.entry_leader.parent.session_leader.vpid	long
    process.entry_leader.parent.start	date
    process.entry_leader.parent.vpid	long
    process.entry_leader.pid	long
    process.entry_leader.real_group.id	keyword
    process.entry_leader.real_group.name	keyword
    process.entry_leader.real_user.id	keyword
    process.entry_leader.real_user.name	keyword	r=user
    process.entry_leader.same_as_process	boolean
    process.entry_leader.saved_group.id	keyword
    process.entry_leader.saved_group.name	keyword
    process.entry_leader.saved_user.id	keyword
    process.entry_leader.saved_user.name	keyword	r=user
    process.entry_leader.start	date
    process.entry_leader.supplemental_groups.id	keyword
    process.entry_leader.supplemental_groups.name	keyword
    process.entry_leader.tty	object
    process.entry_leader.tty.char_device.major	long
    process.entry_leader.tty.char_device.minor	long
    process.entry_leader.user.id	keyword
    process.entry_leader.user.name	keyword	r=user
    process.entry_leader.vpid	long
    process.entry_leader.working_directory	keyword
    process.env_vars	keyword	a
    process.executable	keyword
    process.exit_code	long
    process.group.id	keyword
    process.group.name	keyword
    process.group_leader.args	keyword	a
    process.group_leader.args_count	long
    process.group_leader.command_line	wildcard
    process.group_leader.entity_id	keyword
    process.group_leader.executable	keyword
    process.group_leader.group.id	keyword
    process.group_leader.group.name	keyword
    process.group_leader.interactive	boolean
    process.group_leader.name	keyword
    process.group_leader.pid	long
    process.group_leader.real_group.id	keyword
    process.group_leader.real_group.name	keyword
    process.group_leader.real_user.id	keyword
    process.group_leader.real_user.name	keyword	r=user
    process.group_leader.same_as_process	boolean
    process.group_leader.saved_group.id	keyword
    process.group_leader.saved_group.name	keyword
    process.group_leader.saved_user.id	keyword
    process.group_leader.saved_user.name	keyword	r=user
    process.group_leader.start	date
    process.group_leader.supplemental_groups.id	keyword
    process.group_leader.supplemental_groups.name	keyword
    process.group_leader.tty	object
    process.group_leader.tty.char_device.major	long
    process.group_leader.tty.char_device.minor	long
    process.group_leader.user.id	keyword
    process.group_leader.user.name	keyword	r=user
    process.group_leader.vpid	long
    process.group_leader.working_directory	keyword
    process.hash.cdhash	keyword	b	r=hash
    process.hash.md5	keyword	r=hash
    process.hash.sha1	keyword	r=hash
    process.hash.sha256	keyword	r=hash
    process.hash.sha384	keyword	r=hash
    process.hash.sha512	keyword	r=hash
    process.hash.ssdeep	keyword	r=hash
    process.hash.tlsh	keyword	r=hash
    process.interactive	boolean
    process.io	object
    process.io.bytes_skipped	object	a
    process.io.bytes_skipped.length	long
    process.io.bytes_skipped.offset	long
    process.io.max_bytes_per_process_exceeded	boolean
    process.io.text	wildcard
    process.io.total_bytes_captured	long
    process.io.total_bytes_skipped	long
    process.io.type	keyword
    process.macho.go_import_hash	keyword	r=hash
    process.macho.go_imports	flattened
    process.macho.go_imports_names_entropy	long
    process.macho.go_imports_names_var_entropy	long
    process.macho.go_stripped	boolean
    process.macho.import_hash	keyword	r=hash
    process.macho.imports	flattened	a
    process.macho.imports_names_entropy	long
    process.macho.imports_names_var_entropy	long
    process.macho.sections	nested	a
    process.macho.sections.entropy	long
    process.macho.sections.name	keyword
    process.macho.sections.physical_size	long
    process.macho.sections.var_entropy	long
    process.macho.sections.virtual_size	long
    process.macho.symhash	keyword	r=hash
    process.name	keyword
    process.parent.args	keyword	a
    process.parent.args_count	long
    process.parent.code_signature.digest_algorithm	keyword
    process.parent.code_signature.exists	boolean
    process.parent.code_signature.flags	keyword	b
    process.parent.code_signature.signing_id	keyword
    process.parent.code_signature.status	keyword
    process.parent.code_signature.subject_name	keyword
    process.parent.code_signature.team_id	keyword
    process.parent.code_signature.thumbprint_sha256	keyword	b	r=hash	p=^[0-9a-f]{64}$
    process.parent.code_signature.timestamp	date
    process.parent.code_signature.trusted	boolean
    process.parent.code_signature.valid	boolean
    process.parent.command_line	wildcard
    process.parent.elf.architecture	keyword
    process.parent.elf.byte_order	keyword
    process.parent.elf.cpu_type	keyword
    process.parent.elf.creation_date	date
    process.parent.elf.exports	flattened	a
    process.parent.elf.go_import_hash	keyword	r=hash
    process.parent.elf.go_imports	flattened
    process.parent.elf.go_imports_names_entropy	long
    process.parent.elf.go_imports_names_var_entropy	long
    process.parent.elf.go_stripped	boolean
    process.parent.elf.header.abi_version	keyword
    process.parent.elf.header.class	keyword
    process.parent.elf.header.data	keyword
    process.parent.elf.header.entrypoint	long
    process.parent.elf.header.object_version	keyword
    process.parent.elf.header.os_abi	keyword
    process.parent.elf.header.type	keyword
    process.parent.elf.header.version	keyword
    process.parent.elf.import_hash	keyword	r=hash
    process.parent.elf.imports	flattened	a
    process.parent.elf.imports_names_entropy	long
    process.parent.elf.imports_names_var_entropy	long
    process.parent.elf.sections	nested	a
    process.parent.elf.sections.chi2	long
    process.parent.elf.sections.entropy	long
    process.parent.elf.sections.flags	keyword
    process.parent.elf.sections.name	keyword
    process.parent.elf.sections.physical_offset	keyword
    process.parent.elf.sections.physical_size	long
    process.parent.elf.sections.type	keyword
    process.parent.elf.sections.var_entropy	long
    process.parent.elf.sections.virtual_address	long
    process.parent.elf.sections.virtual_size	long
    process.parent.elf.segments	nested	a
    process.parent.elf.segments.sections	keyword
    process.parent.elf.segments.type	keyword
    process.parent.elf.shared_libraries	keyword	a
    process.parent.elf.telfhash	keyword	r=hash
    process.parent.end	date
    process.parent.entity_id	keyword
    process.parent.executable	keyword
    process.parent.exit_code	long
    process.parent.group.id	keyword
    process.parent.group.name	keyword
    process.parent.group_leader.entity_id	keyword
    process.parent.group_leader.pid	long
    process.parent.group_leader.start	date
    process.parent.group_leader.vpid	long
    process.parent.hash.cdhash	keyword	b	r=hash
    process.parent.hash.md5	keyword	r=hash
    process.parent.hash.sha1	keyword	r=hash
    process.parent.hash.sha256	keyword	r=hash
    process.parent.hash.sha384	keyword	r=hash
    process.parent.hash.sha512	keyword	r=hash
    process.parent.hash.ssdeep	keyword	r=hash
    process.parent.hash.tlsh	keyword	r=hash
    process.parent.interactive	boolean
    process.parent.macho.go_import_hash	keyword	r=hash
    process.parent.macho.go_imports	flattened
    process.parent.macho.go_imports_names_entropy	long
    process.parent.macho.go_imports_names_var_entropy	long
    process.parent.macho.go_stripped	boolean
    process.parent.macho.import_hash	keyword	r=hash
    process.parent.macho.imports	flattened	a
    process.parent.macho.imports_names_entropy	long
    process.parent.macho.imports_names_var_entropy	long
    process.parent.macho.sections	nested	a
    process.parent.macho.sections.entropy	long
    process.parent.macho.sections.name	keyword
    process.parent.macho.sections.physical_size	long
    process.parent.macho.sections.var_entropy	long
    process.parent.macho.sections.virtual_size	long
    process.parent.macho.symhash	keyword	r=hash
    process.parent.name	keyword
    process.parent.pe.architecture	keyword
    process.parent.pe.company	keyword
    process.parent.pe.description	keyword
    process.parent.pe.file_version	keyword
    process.parent.pe.go_import_hash	keyword	r=hash
    process.parent.pe.go_imports	flattened
    process.parent.pe.go_imports_names_entropy	long
    process.parent.pe.go_imports_names_var_entropy	long
    process.parent.pe.go_stripped	boolean
    process.parent.pe.imphash	keyword	r=hash
    process.parent.pe.import_hash	keyword	r=hash
    process.parent.pe.imports	flattened	a
    process.parent.pe.imports_names_entropy	long
    process.parent.pe.imports_names_var_entropy	long
    process.parent.pe.original_file_name	keyword
    process.parent.pe.pehash	keyword	r=hash
    process.parent.pe.product	keyword
    process.parent.pe.sections	nested	a
    process.parent.pe.sections.entropy	long
    process.parent.pe.sections.name	keyword
    process.parent.pe.sections.physical_size	long
    process.parent.pe.sections.var_entropy	long
    process.parent.pe.sections.virtual_size	long
    process.parent.pid	long
    process.parent.real_group.id	keyword
    process.parent.real_group.name	keyword
    process.parent.real_user.id	keyword
    process.parent.real_user.name	keyword	r=user
    process.parent.saved_group.id	keyword
    process.parent.saved_group.name	keyword
    process.parent.saved_user.id	keyword
    process.parent.saved_user.name	keyword	r=user
    process.parent.start	date
    process.parent.supplemental_groups.id	keyword
    process.parent.supplemental_groups.name	keyword
    process.parent.thread.capabilities.effective	keyword	a	p=^(CAP_[A-Z_]+|\d+)$
    process.parent.thread.capabilities.permitted	keyword	a	p=^(CAP_[A-Z_]+|\d+)$
    process.parent.thread.id	long
    process.parent.thread.name	keyword
    process.parent.title	keyword
    process.parent.tty	object
    process.parent.tty.char_device.major	long
    process.parent.tty.char_device.minor	long
    process.parent.uptime	long
    process.parent.user.id	keyword
    process.parent.user.name	keyword	r=user
    process.parent.vpid	long
    process.parent.working_directory	keyword
    process.pe.architecture	keyword
    process.pe.company	keyword
    process.pe.description	keyword
    process.pe.file_version	keyword
    process.pe.go_import_hash	keyword	r=hash
    process.pe.go_imports	flattened
    process.pe.go_imports_names_entropy	long
    process.pe.go_imports_names_var_entropy	long
    process.pe.go_stripped	boolean
    process.pe.imphash	keyword	r=hash
    process.pe.import_hash	keyword	r=hash
    process.pe.imports	flattened	a
    process.pe.imports_names_entropy	long
    process.pe.imports_names_var_entropy	long
    process.pe.original_file_name	keyword
    process.pe.pehash	keyword	r=hash
    process.pe.product	keyword
    process.pe.sections	nested	a
    process.pe.sections.entropy	long
    process.pe.sections.name	keyword
    process.pe.sections.physical_size	long
    process.pe.sections.var_entropy	long
    process.pe.sections.virtual_size	long
    process.pid	long
    process.previous.args	keyword	a
    process.previous.args_count	long
    process.previous.executable	keyword
    process.real_group.id	keyword
    process.real_group.name	keyword
    process.real_user.id	keyword
    process.real_user.name	keyword	r=user
    process.saved_group.id	keyword
    process.saved_group.name	keyword
    process.saved_user.id	keyword
    process.saved_user.name	keyword	r=user
    process.session_leader.args	keyword	a
    process.session_leader.args_count	long
    process.session_leader.command_line	wildcard
    process.session_leader.entity_id	keyword
    process.session_leader.executable	keyword
    process.session_leader.group.id	keyword
    process.session_leader.group.name	keyword
    process.session_leader.interactive	boolean
    process.session_leader.name	keyword
    process.session_leader.parent.entity_id	keyword
    process.session_leader.parent.pid	long
    process.session_leader.parent.session_leader.entity_id	keyword
    process.session_leader.parent.session_leader.pid	long
    process.session_leader.parent.session_leader.start	date
    process.session_leader.parent.session_leader.vpid	long
    process.session_leader.parent.start	date
    process.session_leader.parent.vpid	long
    process.session_leader.pid	long
    process.session_leader.real_group.id	keyword
    process.session_leader.real_group.name	keyword
    process.session_leader.real_user.id	keyword
    process.session_leader.real_user.name	keyword	r=user
    process.session_leader.same_as_process	boolean
    process.session_leader.saved_group.id	keyword
    process.session_leader.saved_group.name	keyword
    process.session_leader.saved_user.id	keyword
    process.session_leader.saved_user.name	keyword	r=user
    process.session_leader.start	date
    process.session_leader.supplemental_groups.id	keyword
    process.session_leader.supplemental_groups.name	keyword
    process.session_leader.tty	object
    process.session_leader.tty.char_device.major	long
    process.session_leader.tty.char_device.minor	long
    process.session_leader.user.id	keyword
    process.session_leader.user.name	keyword	r=user
    process.session_leader.vpid	long
    process.session_leader.working_directory	keyword
    process.start	date
    process.supplemental_groups.id	keyword
    process.supplemental_groups.name	keyword
    process.thread.capabilities.effective	keyword	a	p=^(CAP_[A-Z_]+|\d+)$
    process.thread.capabilities.permitted	keyword	a	p=^(CAP_[A-Z_]+|\d+)$
    process.thread.id	long
    process.thread.name	keyword
    process.title	keyword
    process.tty	object
    process.tty.char_device.major	long
    process.tty.char_device.minor	long
    process.tty.columns	long
    process.tty.rows	long
    process.uptime	long
    process.user.id	keyword
    process.user.name	keyword	r=user
    process.vpid	long
    process.working_directory	keyword
    registry.data.bytes	keyword
    registry.data.strings	wildcard	a
    registry.data.type	keyword
    registry.hive	keyword
    registry.key	keyword
    registry.path	keyword
    registry.value	keyword
    related.hash	keyword	a
    related.hosts	keyword	a
    related.ip	ip	a
    related.user	keyword	a
    rule.author	keyword	a
    rule.category	keyword
    rule.description	keyword
    rule.id	keyword
    rule.license	keyword
    rule.name	keyword
    rule.reference	keyword
    rule.ruleset	keyword
    rule.uuid	keyword
    rule.version	keyword
    server.address	keyword
    server.as.number	long
    server.as.organization.name	keyword
    server.bytes	long
    server.domain	keyword	r=hosts
    server.geo.city_name	keyword
    server.geo.continent_code	keyword
    server.geo.continent_name	keyword
    server.geo.country_iso_code	keyword
    server.geo.country_name	keyword
    server.geo.location	geo_point
    server.geo.name	keyword
    server.geo.postal_code	keyword
    server.geo.region_iso_code	keyword
    server.geo.region_name	keyword
    server.geo.timezone	keyword
    server.ip	ip	r=ip
    server.mac	keyword	p=^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$
    server.nat.ip	ip	r=ip
    server.nat.port	long
    server.packets	long
    server.port	long
    server.registered_domain	keyword
    server.subdomain	keyword
    server.top_level_domain	keyword
    server.user.domain	keyword
    server.user.email	keyword
    server.user.full_name	keyword
    server.user.group.domain	keyword
    server.user.group.id	keyword
    server.user.group.name	keyword
    server.user.hash	keyword
    server.user.id	keyword
    server.user.name	keyword	r=user
    server.user.roles	keyword	a
    service.address	keyword
    service.entity.attributes.known_redirects	keyword	a	b
    service.entity.attributes.managed	boolean	b
    service.entity.attributes.mfa_enabled	boolean	b
    service.entity.attributes.oauth_consent_restriction	keyword	b
    service.entity.attributes.permissions	keyword	a	b
    service.entity.attributes.storage_class	keyword	b
    service.entity.behavior	object	b
    service.entity.display_name	keyword	b
    service.entity.id	keyword
    service.entity.last_seen_timestamp	date	b
    service.entity.lifecycle.last_activity	date	b
    service.entity.metrics	object	b
    service.entity.name	keyword	b
    service.entity.raw	object	b
    service.entity.reference	keyword	b
    service.entity.relationships.administers.entity.id	keyword	a
    service.entity.relationships.administers.host.id	keyword	a
    service.entity.relationships.administers.host.name	keyword	a	r=hosts
    service.entity.relationships.administers.service.id	keyword	a
    service.entity.relationships.administers.service.name	keyword	a
    service.entity.relationships.administers.user.domain	keyword	a
    service.entity.relationships.administers.user.email	keyword	a
    service.entity.relationships.administers.user.id	keyword	a
    service.entity.relationships.administers.user.name	keyword	a	r=user
    service.entity.relationships.depends_on.entity.id	keyword	a
    service.entity.relationships.depends_on.host.id	keyword	a
    service.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    service.entity.relationships.depends_on.service.id	keyword	a
    service.entity.relationships.depends_on.service.name	keyword	a
    service.entity.relationships.depends_on.user.domain	keyword	a
    service.entity.relationships.depends_on.user.email	keyword	a
    service.entity.relationships.depends_on.user.id	keyword	a
    service.entity.relationships.depends_on.user.name	keyword	a	r=user
    service.entity.relationships.owns.entity.id	keyword	a
    service.entity.relationships.owns.host.id	keyword	a
    service.entity.relationships.owns.host.name	keyword	a	r=hosts
    service.entity.relationships.owns.service.id	keyword	a
    service.entity.relationships.owns.service.name	keyword	a
    service.entity.relationships.owns.user.domain	keyword	a
    service.entity.relationships.owns.user.email	keyword	a
    service.entity.relationships.owns.user.id	keyword	a
    service.entity.relationships.owns.user.name	keyword	a	r=user
    service.entity.relationships.supervises.entity.id	keyword	a
    service.entity.relationships.supervises.host.id	keyword	a
    service.entity.relationships.supervises.host.name	keyword	a	r=hosts
    service.entity.relationships.supervises.service.id	keyword	a
    service.entity.relationships.supervises.service.name	keyword	a
    service.entity.relationships.supervises.user.domain	keyword	a
    service.entity.relationships.supervises.user.email	keyword	a
    service.entity.relationships.supervises.user.id	keyword	a
    service.entity.relationships.supervises.user.name	keyword	a	r=user
    service.entity.source	keyword	b
    service.entity.sub_type	keyword	b
    service.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    service.environment	keyword	b
    service.ephemeral_id	keyword
    service.id	keyword
    service.name	keyword
    service.node.name	keyword
    service.node.role	keyword
    service.node.roles	keyword	a
    service.origin.address	keyword
    service.origin.entity.attributes.known_redirects	keyword	a	b
    service.origin.entity.attributes.managed	boolean	b
    service.origin.entity.attributes.mfa_enabled	boolean	b
    service.origin.entity.attributes.oauth_consent_restriction	keyword	b
    service.origin.entity.attributes.permissions	keyword	a	b
    service.origin.entity.attributes.storage_class	keyword	b
    service.origin.entity.behavior	object	b
    service.origin.entity.display_name	keyword	b
    service.origin.entity.id	keyword
    service.origin.entity.last_seen_timestamp	date	b
    service.origin.entity.lifecycle.last_activity	date	b
    service.origin.entity.metrics	object	b
    service.origin.entity.name	keyword	b
    service.origin.entity.raw	object	b
    service.origin.entity.reference	keyword	b
    service.origin.entity.relationships.administers.entity.id	keyword	a
    service.origin.entity.relationships.administers.host.id	keyword	a
    service.origin.entity.relationships.administers.host.name	keyword	a	r=hosts
    service.origin.entity.relationships.administers.service.id	keyword	a
    service.origin.entity.relationships.administers.service.name	keyword	a
    service.origin.entity.relationships.administers.user.domain	keyword	a
    service.origin.entity.relationships.administers.user.email	keyword	a
    service.origin.entity.relationships.administers.user.id	keyword	a
    service.origin.entity.relationships.administers.user.name	keyword	a	r=user
    service.origin.entity.relationships.depends_on.entity.id	keyword	a
    service.origin.entity.relationships.depends_on.host.id	keyword	a
    service.origin.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    service.origin.entity.relationships.depends_on.service.id	keyword	a
    service.origin.entity.relationships.depends_on.service.name	keyword	a
    service.origin.entity.relationships.depends_on.user.domain	keyword	a
    service.origin.entity.relationships.depends_on.user.email	keyword	a
    service.origin.entity.relationships.depends_on.user.id	keyword	a
    service.origin.entity.relationships.depends_on.user.name	keyword	a	r=user
    service.origin.entity.relationships.owns.entity.id	keyword	a
    service.origin.entity.relationships.owns.host.id	keyword	a
    service.origin.entity.relationships.owns.host.name	keyword	a	r=hosts
    service.origin.entity.relationships.owns.service.id	keyword	a
    service.origin.entity.relationships.owns.service.name	keyword	a
    service.origin.entity.relationships.owns.user.domain	keyword	a
    service.origin.entity.relationships.owns.user.email	keyword	a
    service.origin.entity.relationships.owns.user.id	keyword	a
    service.origin.entity.relationships.owns.user.name	keyword	a	r=user
    service.origin.entity.relationships.supervises.entity.id	keyword	a
    service.origin.entity.relationships.supervises.host.id	keyword	a
    service.origin.entity.relationships.supervises.host.name	keyword	a	r=hosts
    service.origin.entity.relationships.supervises.service.id	keyword	a
    service.origin.entity.relationships.supervises.service.name	keyword	a
    service.origin.entity.relationships.supervises.user.domain	keyword	a
    service.origin.entity.relationships.supervises.user.email	keyword	a
    service.origin.entity.relationships.supervises.user.id	keyword	a
    service.origin.entity.relationships.supervises.user.name	keyword	a	r=user
    service.origin.entity.source	keyword	b
    service.origin.entity.sub_type	keyword	b
    service.origin.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    service.origin.environment	keyword	b
    service.origin.ephemeral_id	keyword
    service.origin.id	keyword
    service.origin.name	keyword
    service.origin.node.name	keyword
    service.origin.node.role	keyword
    service.origin.node.roles	keyword	a
    service.origin.state	keyword
    service.origin.type	keyword
    service.origin.version	keyword
    service.state	keyword
    service.target.address	keyword
    service.target.entity.attributes.known_redirects	keyword	a	b
    service.target.entity.attributes.managed	boolean	b
    service.target.entity.attributes.mfa_enabled	boolean	b
    service.target.entity.attributes.oauth_consent_restriction	keyword	b
    service.target.entity.attributes.permissions	keyword	a	b
    service.target.entity.attributes.storage_class	keyword	b
    service.target.entity.behavior	object	b
    service.target.entity.display_name	keyword	b
    service.target.entity.id	keyword
    service.target.entity.last_seen_timestamp	date	b
    service.target.entity.lifecycle.last_activity	date	b
    service.target.entity.metrics	object	b
    service.target.entity.name	keyword	b
    service.target.entity.raw	object	b
    service.target.entity.reference	keyword	b
    service.target.entity.relationships.administers.entity.id	keyword	a
    service.target.entity.relationships.administers.host.id	keyword	a
    service.target.entity.relationships.administers.host.name	keyword	a	r=hosts
    service.target.entity.relationships.administers.service.id	keyword	a
    service.target.entity.relationships.administers.service.name	keyword	a
    service.target.entity.relationships.administers.user.domain	keyword	a
    service.target.entity.relationships.administers.user.email	keyword	a
    service.target.entity.relationships.administers.user.id	keyword	a
    service.target.entity.relationships.administers.user.name	keyword	a	r=user
    service.target.entity.relationships.depends_on.entity.id	keyword	a
    service.target.entity.relationships.depends_on.host.id	keyword	a
    service.target.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    service.target.entity.relationships.depends_on.service.id	keyword	a
    service.target.entity.relationships.depends_on.service.name	keyword	a
    service.target.entity.relationships.depends_on.user.domain	keyword	a
    service.target.entity.relationships.depends_on.user.email	keyword	a
    service.target.entity.relationships.depends_on.user.id	keyword	a
    service.target.entity.relationships.depends_on.user.name	keyword	a	r=user
    service.target.entity.relationships.owns.entity.id	keyword	a
    service.target.entity.relationships.owns.host.id	keyword	a
    service.target.entity.relationships.owns.host.name	keyword	a	r=hosts
    service.target.entity.relationships.owns.service.id	keyword	a
    service.target.entity.relationships.owns.service.name	keyword	a
    service.target.entity.relationships.owns.user.domain	keyword	a
    service.target.entity.relationships.owns.user.email	keyword	a
    service.target.entity.relationships.owns.user.id	keyword	a
    service.target.entity.relationships.owns.user.name	keyword	a	r=user
    service.target.entity.relationships.supervises.entity.id	keyword	a
    service.target.entity.relationships.supervises.host.id	keyword	a
    service.target.entity.relationships.supervises.host.name	keyword	a	r=hosts
    service.target.entity.relationships.supervises.service.id	keyword	a
    service.target.entity.relationships.supervises.service.name	keyword	a
    service.target.entity.relationships.supervises.user.domain	keyword	a
    service.target.entity.relationships.supervises.user.email	keyword	a
    service.target.entity.relationships.supervises.user.id	keyword	a
    service.target.entity.relationships.supervises.user.name	keyword	a	r=user
    service.target.entity.source	keyword	b
    service.target.entity.sub_type	keyword	b
    service.target.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    service.target.environment	keyword	b
    service.target.ephemeral_id	keyword
    service.target.id	keyword
    service.target.name	keyword
    service.target.node.name	keyword
    service.target.node.role	keyword
    service.target.node.roles	keyword	a
    service.target.state	keyword
    service.target.type	keyword
    service.target.version	keyword
    service.type	keyword
    service.version	keyword
    source.address	keyword
    source.as.number	long
    source.as.organization.name	keyword
    source.bytes	long
    source.domain	keyword	r=hosts
    source.geo.city_name	keyword
    source.geo.continent_code	keyword
    source.geo.continent_name	keyword
    source.geo.country_iso_code	keyword
    source.geo.country_name	keyword
    source.geo.location	geo_point
    source.geo.name	keyword
    source.geo.postal_code	keyword
    source.geo.region_iso_code	keyword
    source.geo.region_name	keyword
    source.geo.timezone	keyword
    source.ip	ip	r=ip
    source.mac	keyword	p=^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$
    source.nat.ip	ip	r=ip
    source.nat.port	long
    source.packets	long
    source.port	long
    source.registered_domain	keyword
    source.subdomain	keyword
    source.top_level_domain	keyword
    source.user.domain	keyword
    source.user.email	keyword
    source.user.full_name	keyword
    source.user.group.domain	keyword
    source.user.group.id	keyword
    source.user.group.name	keyword
    source.user.hash	keyword
    source.user.id	keyword
    source.user.name	keyword	r=user
    source.user.roles	keyword	a
    span.id	keyword
    tags	keyword	a
    threat.enrichments	nested	a
    threat.enrichments.indicator	object
    threat.enrichments.indicator.as.number	long
    threat.enrichments.indicator.as.organization.name	keyword
    threat.enrichments.indicator.confidence	keyword	e=Not Specified|None|Low|Medium|High
    threat.enrichments.indicator.description	keyword
    threat.enrichments.indicator.email.address	keyword
    threat.enrichments.indicator.file.accessed	date
    threat.enrichments.indicator.file.attributes	keyword	a
    threat.enrichments.indicator.file.code_signature.digest_algorithm	keyword
    threat.enrichments.indicator.file.code_signature.exists	boolean
    threat.enrichments.indicator.file.code_signature.flags	keyword	b
    threat.enrichments.indicator.file.code_signature.signing_id	keyword
    threat.enrichments.indicator.file.code_signature.status	keyword
    threat.enrichments.indicator.file.code_signature.subject_name	keyword
    threat.enrichments.indicator.file.code_signature.team_id	keyword
    threat.enrichments.indicator.file.code_signature.thumbprint_sha256	keyword	b	r=hash	p=^[0-9a-f]{64}$
    threat.enrichments.indicator.file.code_signature.timestamp	date
    threat.enrichments.indicator.file.code_signature.trusted	boolean
    threat.enrichments.indicator.file.code_signature.valid	boolean
    threat.enrichments.indicator.file.created	date
    threat.enrichments.indicator.file.ctime	date
    threat.enrichments.indicator.file.device	keyword
    threat.enrichments.indicator.file.directory	keyword
    threat.enrichments.indicator.file.drive_letter	keyword
    threat.enrichments.indicator.file.elf.architecture	keyword
    threat.enrichments.indicator.file.elf.byte_order	keyword
    threat.enrichments.indicator.file.elf.cpu_type	keyword
    threat.enrichments.indicator.file.elf.creation_date	date
    threat.enrichments.indicator.file.elf.exports	flattened	a
    threat.enrichments.indicator.file.elf.go_import_hash	keyword	r=hash
    threat.enrichments.indicator.file.elf.go_imports	flattened
    threat.enrichments.indicator.file.elf.go_imports_names_entropy	long
    threat.enrichments.indicator.file.elf.go_imports_names_var_entropy	long
    threat.enrichments.indicator.file.elf.go_stripped	boolean
    threat.enrichments.indicator.file.elf.header.abi_version	keyword
    threat.enrichments.indicator.file.elf.header.class	keyword
    threat.enrichments.indicator.file.elf.header.data	keyword
    threat.enrichments.indicator.file.elf.header.entrypoint	long
    threat.enrichments.indicator.file.elf.header.object_version	keyword
    threat.enrichments.indicator.file.elf.header.os_abi	keyword
    threat.enrichments.indicator.file.elf.header.type	keyword
    threat.enrichments.indicator.file.elf.header.version	keyword
    threat.enrichments.indicator.file.elf.import_hash	keyword	r=hash
    threat.enrichments.indicator.file.elf.imports	flattened	a
    threat.enrichments.indicator.file.elf.imports_names_entropy	long
    threat.enrichments.indicator.file.elf.imports_names_var_entropy	long
    threat.enrichments.indicator.file.elf.sections	nested	a
    threat.enrichments.indicator.file.elf.sections.chi2	long
    threat.enrichments.indicator.file.elf.sections.entropy	long
    threat.enrichments.indicator.file.elf.sections.flags	keyword
    threat.enrichments.indicator.file.elf.sections.name	keyword
    threat.enrichments.indicator.file.elf.sections.physical_offset	keyword
    threat.enrichments.indicator.file.elf.sections.physical_size	long
    threat.enrichments.indicator.file.elf.sections.type	keyword
    threat.enrichments.indicator.file.elf.sections.var_entropy	long
    threat.enrichments.indicator.file.elf.sections.virtual_address	long
    threat.enrichments.indicator.file.elf.sections.virtual_size	long
    threat.enrichments.indicator.file.elf.segments	nested	a
    threat.enrichments.indicator.file.elf.segments.sections	keyword
    threat.enrichments.indicator.file.elf.segments.type	keyword
    threat.enrichments.indicator.file.elf.shared_libraries	keyword	a
    threat.enrichments.indicator.file.elf.telfhash	keyword	r=hash
    threat.enrichments.indicator.file.extension	keyword
    threat.enrichments.indicator.file.fork_name	keyword
    threat.enrichments.indicator.file.gid	keyword
    threat.enrichments.indicator.file.group	keyword
    threat.enrichments.indicator.file.hash.cdhash	keyword	b	r=hash
    threat.enrichments.indicator.file.hash.md5	keyword	r=hash
    threat.enrichments.indicator.file.hash.sha1	keyword	r=hash
    threat.enrichments.indicator.file.hash.sha256	keyword	r=hash
    threat.enrichments.indicator.file.hash.sha384	keyword	r=hash
    threat.enrichments.indicator.file.hash.sha512	keyword	r=hash
    threat.enrichments.indicator.file.hash.ssdeep	keyword	r=hash
    threat.enrichments.indicator.file.hash.tlsh	keyword	r=hash
    threat.enrichments.indicator.file.inode	keyword
    threat.enrichments.indicator.file.mime_type	keyword
    threat.enrichments.indicator.file.mode	keyword
    threat.enrichments.indicator.file.mtime	date
    threat.enrichments.indicator.file.name	keyword
    threat.enrichments.indicator.file.origin_referrer_url	keyword	b
    threat.enrichments.indicator.file.origin_url	keyword	b
    threat.enrichments.indicator.file.owner	keyword	r=user
    threat.enrichments.indicator.file.path	keyword
    threat.enrichments.indicator.file.pe.architecture	keyword
    threat.enrichments.indicator.file.pe.company	keyword
    threat.enrichments.indicator.file.pe.description	keyword
    threat.enrichments.indicator.file.pe.file_version	keyword
    threat.enrichments.indicator.file.pe.go_import_hash	keyword	r=hash
    threat.enrichments.indicator.file.pe.go_imports	flattened
    threat.enrichments.indicator.file.pe.go_imports_names_entropy	long
    threat.enrichments.indicator.file.pe.go_imports_names_var_entropy	long
    threat.enrichments.indicator.file.pe.go_stripped	boolean
    threat.enrichments.indicator.file.pe.imphash	keyword	r=hash
    threat.enrichments.indicator.file.pe.import_hash	keyword	r=hash
    threat.enrichments.indicator.file.pe.imports	flattened	a
    threat.enrichments.indicator.file.pe.imports_names_entropy	long
    threat.enrichments.indicator.file.pe.imports_names_var_entropy	long
    threat.enrichments.indicator.file.pe.original_file_name	keyword
    threat.enrichments.indicator.file.pe.pehash	keyword	r=hash
    threat.enrichments.indicator.file.pe.product	keyword
    threat.enrichments.indicator.file.pe.sections	nested	a
    threat.enrichments.indicator.file.pe.sections.entropy	long
    threat.enrichments.indicator.file.pe.sections.name	keyword
    threat.enrichments.indicator.file.pe.sections.physical_size	long
    threat.enrichments.indicator.file.pe.sections.var_entropy	long
    threat.enrichments.indicator.file.pe.sections.virtual_size	long
    threat.enrichments.indicator.file.size	long
    threat.enrichments.indicator.file.target_path	keyword
    threat.enrichments.indicator.file.type	keyword
    threat.enrichments.indicator.file.uid	keyword
    threat.enrichments.indicator.file.x509.alternative_names	keyword	a
    threat.enrichments.indicator.file.x509.issuer.common_name	keyword	a
    threat.enrichments.indicator.file.x509.issuer.country	keyword	a
    threat.enrichments.indicator.file.x509.issuer.distinguished_name	keyword
    threat.enrichments.indicator.file.x509.issuer.locality	keyword	a
    threat.enrichments.indicator.file.x509.issuer.organization	keyword	a
    threat.enrichments.indicator.file.x509.issuer.organizational_unit	keyword	a
    threat.enrichments.indicator.file.x509.issuer.state_or_province	keyword	a
    threat.enrichments.indicator.file.x509.not_after	date
    threat.enrichments.indicator.file.x509.not_before	date
    threat.enrichments.indicator.file.x509.public_key_algorithm	keyword
    threat.enrichments.indicator.file.x509.public_key_curve	keyword
    threat.enrichments.indicator.file.x509.public_key_exponent	long
    threat.enrichments.indicator.file.x509.public_key_size	long
    threat.enrichments.indicator.file.x509.serial_number	keyword
    threat.enrichments.indicator.file.x509.signature_algorithm	keyword
    threat.enrichments.indicator.file.x509.subject.common_name	keyword	a
    threat.enrichments.indicator.file.x509.subject.country	keyword	a
    threat.enrichments.indicator.file.x509.subject.distinguished_name	keyword
    threat.enrichments.indicator.file.x509.subject.locality	keyword	a
    threat.enrichments.indicator.file.x509.subject.organization	keyword	a
    threat.enrichments.indicator.file.x509.subject.organizational_unit	keyword	a
    threat.enrichments.indicator.file.x509.subject.state_or_province	keyword	a
    threat.enrichments.indicator.file.x509.version_number	keyword
    threat.enrichments.indicator.first_seen	date
    threat.enrichments.indicator.geo.city_name	keyword
    threat.enrichments.indicator.geo.continent_code	keyword
    threat.enrichments.indicator.geo.continent_name	keyword
    threat.enrichments.indicator.geo.country_iso_code	keyword
    threat.enrichments.indicator.geo.country_name	keyword
    threat.enrichments.indicator.geo.location	geo_point
    threat.enrichments.indicator.geo.name	keyword
    threat.enrichments.indicator.geo.postal_code	keyword
    threat.enrichments.indicator.geo.region_iso_code	keyword
    threat.enrichments.indicator.geo.region_name	keyword
    threat.enrichments.indicator.geo.timezone	keyword
    threat.enrichments.indicator.ip	ip	r=ip
    threat.enrichments.indicator.last_seen	date
    threat.enrichments.indicator.marking.tlp	keyword	e=WHITE|CLEAR|GREEN|AMBER|AMBER+STRICT|RED
    threat.enrichments.indicator.marking.tlp_version	keyword
    threat.enrichments.indicator.modified_at	date
    threat.enrichments.indicator.name	keyword
    threat.enrichments.indicator.port	long
    threat.enrichments.indicator.provider	keyword
    threat.enrichments.indicator.reference	keyword
    threat.enrichments.indicator.registry.data.bytes	keyword
    threat.enrichments.indicator.registry.data.strings	wildcard	a
    threat.enrichments.indicator.registry.data.type	keyword
    threat.enrichments.indicator.registry.hive	keyword
    threat.enrichments.indicator.registry.key	keyword
    threat.enrichments.indicator.registry.path	keyword
    threat.enrichments.indicator.registry.value	keyword
    threat.enrichments.indicator.scanner_stats	long
    threat.enrichments.indicator.sightings	long
    threat.enrichments.indicator.type	keyword	e=autonomous-system|artifact|directory|domain-name|email-addr|file|ipv4-addr|ipv6-addr|mac-addr|mutex|port|process|software|url|user-account|windows-registry-key|x509-certificate
    threat.enrichments.indicator.url.domain	keyword	r=hosts
    threat.enrichments.indicator.url.extension	keyword
    threat.enrichments.indicator.url.fragment	keyword
    threat.enrichments.indicator.url.full	wildcard
    threat.enrichments.indicator.url.original	wildcard
    threat.enrichments.indicator.url.password	keyword
    threat.enrichments.indicator.url.path	wildcard
    threat.enrichments.indicator.url.port	long
    threat.enrichments.indicator.url.query	keyword
    threat.enrichments.indicator.url.registered_domain	keyword
    threat.enrichments.indicator.url.scheme	keyword
    threat.enrichments.indicator.url.subdomain	keyword
    threat.enrichments.indicator.url.top_level_domain	keyword
    threat.enrichments.indicator.url.username	keyword
    threat.enrichments.indicator.x509.alternative_names	keyword	a
    threat.enrichments.indicator.x509.issuer.common_name	keyword	a
    threat.enrichments.indicator.x509.issuer.country	keyword	a
    threat.enrichments.indicator.x509.issuer.distinguished_name	keyword
    threat.enrichments.indicator.x509.issuer.locality	keyword	a
    threat.enrichments.indicator.x509.issuer.organization	keyword	a
    threat.enrichments.indicator.x509.issuer.organizational_unit	keyword	a
    threat.enrichments.indicator.x509.issuer.state_or_province	keyword	a
    threat.enrichments.indicator.x509.not_after	date
    threat.enrichments.indicator.x509.not_before	date
    threat.enrichments.indicator.x509.public_key_algorithm	keyword
    threat.enrichments.indicator.x509.public_key_curve	keyword
    threat.enrichments.indicator.x509.public_key_exponent	long
    threat.enrichments.indicator.x509.public_key_size	long
    threat.enrichments.indicator.x509.serial_number	keyword
    threat.enrichments.indicator.x509.signature_algorithm	keyword
    threat.enrichments.indicator.x509.subject.common_name	keyword	a
    threat.enrichments.indicator.x509.subject.country	keyword	a
    threat.enrichments.indicator.x509.subject.distinguished_name	keyword
    threat.enrichments.indicator.x509.subject.locality	keyword	a
    threat.enrichments.indicator.x509.subject.organization	keyword	a
    threat.enrichments.indicator.x509.subject.organizational_unit	keyword	a
    threat.enrichments.indicator.x509.subject.state_or_province	keyword	a
    threat.enrichments.indicator.x509.version_number	keyword
    threat.enrichments.matched.atomic	keyword
    threat.enrichments.matched.field	keyword
    threat.enrichments.matched.id	keyword
    threat.enrichments.matched.index	keyword
    threat.enrichments.matched.occurred	date
    threat.enrichments.matched.type	keyword
    threat.feed.dashboard_id	keyword
    threat.feed.description	keyword
    threat.feed.name	keyword
    threat.feed.reference	keyword
    threat.framework	keyword
    threat.group.alias	keyword	a
    threat.group.id	keyword
    threat.group.name	keyword
    threat.group.reference	keyword
    threat.indicator.as.number	long
    threat.indicator.as.organization.name	keyword
    threat.indicator.confidence	keyword	e=Not Specified|None|Low|Medium|High
    threat.indicator.description	keyword
    threat.indicator.email.address	keyword
    threat.indicator.file.accessed	date
    threat.indicator.file.attributes	keyword	a
    threat.indicator.file.code_signature.digest_algorithm	keyword
    threat.indicator.file.code_signature.exists	boolean
    threat.indicator.file.code_signature.flags	keyword	b
    threat.indicator.file.code_signature.signing_id	keyword
    threat.indicator.file.code_signature.status	keyword
    threat.indicator.file.code_signature.subject_name	keyword
    threat.indicator.file.code_signature.team_id	keyword
    threat.indicator.file.code_signature.thumbprint_sha256	keyword	b	r=hash	p=^[0-9a-f]{64}$
    threat.indicator.file.code_signature.timestamp	date
    threat.indicator.file.code_signature.trusted	boolean
    threat.indicator.file.code_signature.valid	boolean
    threat.indicator.file.created	date
    threat.indicator.file.ctime	date
    threat.indicator.file.device	keyword
    threat.indicator.file.directory	keyword
    threat.indicator.file.drive_letter	keyword
    threat.indicator.file.elf.architecture	keyword
    threat.indicator.file.elf.byte_order	keyword
    threat.indicator.file.elf.cpu_type	keyword
    threat.indicator.file.elf.creation_date	date
    threat.indicator.file.elf.exports	flattened	a
    threat.indicator.file.elf.go_import_hash	keyword	r=hash
    threat.indicator.file.elf.go_imports	flattened
    threat.indicator.file.elf.go_imports_names_entropy	long
    threat.indicator.file.elf.go_imports_names_var_entropy	long
    threat.indicator.file.elf.go_stripped	boolean
    threat.indicator.file.elf.header.abi_version	keyword
    threat.indicator.file.elf.header.class	keyword
    threat.indicator.file.elf.header.data	keyword
    threat.indicator.file.elf.header.entrypoint	long
    threat.indicator.file.elf.header.object_version	keyword
    threat.indicator.file.elf.header.os_abi	keyword
    threat.indicator.file.elf.header.type	keyword
    threat.indicator.file.elf.header.version	keyword
    threat.indicator.file.elf.import_hash	keyword	r=hash
    threat.indicator.file.elf.imports	flattened	a
    threat.indicator.file.elf.imports_names_entropy	long
    threat.indicator.file.elf.imports_names_var_entropy	long
    threat.indicator.file.elf.sections	nested	a
    threat.indicator.file.elf.sections.chi2	long
    threat.indicator.file.elf.sections.entropy	long
    threat.indicator.file.elf.sections.flags	keyword
    threat.indicator.file.elf.sections.name	keyword
    threat.indicator.file.elf.sections.physical_offset	keyword
    threat.indicator.file.elf.sections.physical_size	long
    threat.indicator.file.elf.sections.type	keyword
    threat.indicator.file.elf.sections.var_entropy	long
    threat.indicator.file.elf.sections.virtual_address	long
    threat.indicator.file.elf.sections.virtual_size	long
    threat.indicator.file.elf.segments	nested	a
    threat.indicator.file.elf.segments.sections	keyword
    threat.indicator.file.elf.segments.type	keyword
    threat.indicator.file.elf.shared_libraries	keyword	a
    threat.indicator.file.elf.telfhash	keyword	r=hash
    threat.indicator.file.extension	keyword
    threat.indicator.file.fork_name	keyword
    threat.indicator.file.gid	keyword
    threat.indicator.file.group	keyword
    threat.indicator.file.hash.cdhash	keyword	b	r=hash
    threat.indicator.file.hash.md5	keyword	r=hash
    threat.indicator.file.hash.sha1	keyword	r=hash
    threat.indicator.file.hash.sha256	keyword	r=hash
    threat.indicator.file.hash.sha384	keyword	r=hash
    threat.indicator.file.hash.sha512	keyword	r=hash
    threat.indicator.file.hash.ssdeep	keyword	r=hash
    threat.indicator.file.hash.tlsh	keyword	r=hash
    threat.indicator.file.inode	keyword
    threat.indicator.file.mime_type	keyword
    threat.indicator.file.mode	keyword
    threat.indicator.file.mtime	date
    threat.indicator.file.name	keyword
    threat.indicator.file.origin_referrer_url	keyword	b
    threat.indicator.file.origin_url	keyword	b
    threat.indicator.file.owner	keyword	r=user
    threat.indicator.file.path	keyword
    threat.indicator.file.pe.architecture	keyword
    threat.indicator.file.pe.company	keyword
    threat.indicator.file.pe.description	keyword
    threat.indicator.file.pe.file_version	keyword
    threat.indicator.file.pe.go_import_hash	keyword	r=hash
    threat.indicator.file.pe.go_imports	flattened
    threat.indicator.file.pe.go_imports_names_entropy	long
    threat.indicator.file.pe.go_imports_names_var_entropy	long
    threat.indicator.file.pe.go_stripped	boolean
    threat.indicator.file.pe.imphash	keyword	r=hash
    threat.indicator.file.pe.import_hash	keyword	r=hash
    threat.indicator.file.pe.imports	flattened	a
    threat.indicator.file.pe.imports_names_entropy	long
    threat.indicator.file.pe.imports_names_var_entropy	long
    threat.indicator.file.pe.original_file_name	keyword
    threat.indicator.file.pe.pehash	keyword	r=hash
    threat.indicator.file.pe.product	keyword
    threat.indicator.file.pe.sections	nested	a
    threat.indicator.file.pe.sections.entropy	long
    threat.indicator.file.pe.sections.name	keyword
    threat.indicator.file.pe.sections.physical_size	long
    threat.indicator.file.pe.sections.var_entropy	long
    threat.indicator.file.pe.sections.virtual_size	long
    threat.indicator.file.size	long
    threat.indicator.file.target_path	keyword
    threat.indicator.file.type	keyword
    threat.indicator.file.uid	keyword
    threat.indicator.file.x509.alternative_names	keyword	a
    threat.indicator.file.x509.issuer.common_name	keyword	a
    threat.indicator.file.x509.issuer.country	keyword	a
    threat.indicator.file.x509.issuer.distinguished_name	keyword
    threat.indicator.file.x509.issuer.locality	keyword	a
    threat.indicator.file.x509.issuer.organization	keyword	a
    threat.indicator.file.x509.issuer.organizational_unit	keyword	a
    threat.indicator.file.x509.issuer.state_or_province	keyword	a
    threat.indicator.file.x509.not_after	date
    threat.indicator.file.x509.not_before	date
    threat.indicator.file.x509.public_key_algorithm	keyword
    threat.indicator.file.x509.public_key_curve	keyword
    threat.indicator.file.x509.public_key_exponent	long
    threat.indicator.file.x509.public_key_size	long
    threat.indicator.file.x509.serial_number	keyword
    threat.indicator.file.x509.signature_algorithm	keyword
    threat.indicator.file.x509.subject.common_name	keyword	a
    threat.indicator.file.x509.subject.country	keyword	a
    threat.indicator.file.x509.subject.distinguished_name	keyword
    threat.indicator.file.x509.subject.locality	keyword	a
    threat.indicator.file.x509.subject.organization	keyword	a
    threat.indicator.file.x509.subject.organizational_unit	keyword	a
    threat.indicator.file.x509.subject.state_or_province	keyword	a
    threat.indicator.file.x509.version_number	keyword
    threat.indicator.first_seen	date
    threat.indicator.geo.city_name	keyword
    threat.indicator.geo.continent_code	keyword
    threat.indicator.geo.continent_name	keyword
    threat.indicator.geo.country_iso_code	keyword
    threat.indicator.geo.country_name	keyword
    threat.indicator.geo.location	geo_point
    threat.indicator.geo.name	keyword
    threat.indicator.geo.postal_code	keyword
    threat.indicator.geo.region_iso_code	keyword
    threat.indicator.geo.region_name	keyword
    threat.indicator.geo.timezone	keyword
    threat.indicator.id	keyword	a
    threat.indicator.ip	ip	r=ip
    threat.indicator.last_seen	date
    threat.indicator.marking.tlp	keyword	e=WHITE|CLEAR|GREEN|AMBER|AMBER+STRICT|RED
    threat.indicator.marking.tlp_version	keyword
    threat.indicator.modified_at	date
    threat.indicator.name	keyword
    threat.indicator.port	long
    threat.indicator.provider	keyword
    threat.indicator.reference	keyword
    threat.indicator.registry.data.bytes	keyword
    threat.indicator.registry.data.strings	wildcard	a
    threat.indicator.registry.data.type	keyword
    threat.indicator.registry.hive	keyword
    threat.indicator.registry.key	keyword
    threat.indicator.registry.path	keyword
    threat.indicator.registry.value	keyword
    threat.indicator.scanner_stats	long
    threat.indicator.sightings	long
    threat.indicator.type	keyword	e=autonomous-system|artifact|directory|domain-name|email-addr|file|ipv4-addr|ipv6-addr|mac-addr|mutex|port|process|software|url|user-account|windows-registry-key|x509-certificate
    threat.indicator.url.domain	keyword	r=hosts
    threat.indicator.url.extension	keyword
    threat.indicator.url.fragment	keyword
    threat.indicator.url.full	wildcard
    threat.indicator.url.original	wildcard
    threat.indicator.url.password	keyword
    threat.indicator.url.path	wildcard
    threat.indicator.url.port	long
    threat.indicator.url.query	keyword
    threat.indicator.url.registered_domain	keyword
    threat.indicator.url.scheme	keyword
    threat.indicator.url.subdomain	keyword
    threat.indicator.url.top_level_domain	keyword
    threat.indicator.url.username	keyword
    threat.indicator.x509.alternative_names	keyword	a
    threat.indicator.x509.issuer.common_name	keyword	a
    threat.indicator.x509.issuer.country	keyword	a
    threat.indicator.x509.issuer.distinguished_name	keyword
    threat.indicator.x509.issuer.locality	keyword	a
    threat.indicator.x509.issuer.organization	keyword	a
    threat.indicator.x509.issuer.organizational_unit	keyword	a
    threat.indicator.x509.issuer.state_or_province	keyword	a
    threat.indicator.x509.not_after	date
    threat.indicator.x509.not_before	date
    threat.indicator.x509.public_key_algorithm	keyword
    threat.indicator.x509.public_key_curve	keyword
    threat.indicator.x509.public_key_exponent	long
    threat.indicator.x509.public_key_size	long
    threat.indicator.x509.serial_number	keyword
    threat.indicator.x509.signature_algorithm	keyword
    threat.indicator.x509.subject.common_name	keyword	a
    threat.indicator.x509.subject.country	keyword	a
    threat.indicator.x509.subject.distinguished_name	keyword
    threat.indicator.x509.subject.locality	keyword	a
    threat.indicator.x509.subject.organization	keyword	a
    threat.indicator.x509.subject.organizational_unit	keyword	a
    threat.indicator.x509.subject.state_or_province	keyword	a
    threat.indicator.x509.version_number	keyword
    threat.software.alias	keyword	a
    threat.software.id	keyword
    threat.software.name	keyword
    threat.software.platforms	keyword	a	e=AWS|Azure|Azure AD|GCP|Linux|macOS|Network|Office 365|SaaS|Windows
    threat.software.reference	keyword
    threat.software.type	keyword	e=Malware|Tool
    threat.tactic.id	keyword	a
    threat.tactic.name	keyword	a
    threat.tactic.reference	keyword	a
    threat.technique.id	keyword	a
    threat.technique.name	keyword	a
    threat.technique.reference	keyword	a
    threat.technique.subtechnique.id	keyword	a
    threat.technique.subtechnique.name	keyword	a
    threat.technique.subtechnique.reference	keyword	a
    tls.cipher	keyword
    tls.client.certificate	keyword
    tls.client.certificate_chain	keyword	a
    tls.client.hash.md5	keyword	r=hash
    tls.client.hash.sha1	keyword	r=hash
    tls.client.hash.sha256	keyword	r=hash
    tls.client.issuer	keyword
    tls.client.ja3	keyword	r=hash
    tls.client.not_after	date
    tls.client.not_before	date
    tls.client.server_name	keyword	r=hosts
    tls.client.subject	keyword
    tls.client.supported_ciphers	keyword	a
    tls.client.x509.alternative_names	keyword	a
    tls.client.x509.issuer.common_name	keyword	a
    tls.client.x509.issuer.country	keyword	a
    tls.client.x509.issuer.distinguished_name	keyword
    tls.client.x509.issuer.locality	keyword	a
    tls.client.x509.issuer.organization	keyword	a
    tls.client.x509.issuer.organizational_unit	keyword	a
    tls.client.x509.issuer.state_or_province	keyword	a
    tls.client.x509.not_after	date
    tls.client.x509.not_before	date
    tls.client.x509.public_key_algorithm	keyword
    tls.client.x509.public_key_curve	keyword
    tls.client.x509.public_key_exponent	long
    tls.client.x509.public_key_size	long
    tls.client.x509.serial_number	keyword
    tls.client.x509.signature_algorithm	keyword
    tls.client.x509.subject.common_name	keyword	a
    tls.client.x509.subject.country	keyword	a
    tls.client.x509.subject.distinguished_name	keyword
    tls.client.x509.subject.locality	keyword	a
    tls.client.x509.subject.organization	keyword	a
    tls.client.x509.subject.organizational_unit	keyword	a
    tls.client.x509.subject.state_or_province	keyword	a
    tls.client.x509.version_number	keyword
    tls.curve	keyword
    tls.established	boolean
    tls.next_protocol	keyword
    tls.resumed	boolean
    tls.server.certificate	keyword
    tls.server.certificate_chain	keyword	a
    tls.server.hash.md5	keyword	r=hash
    tls.server.hash.sha1	keyword	r=hash
    tls.server.hash.sha256	keyword	r=hash
    tls.server.issuer	keyword
    tls.server.ja3s	keyword	r=hash
    tls.server.not_after	date
    tls.server.not_before	date
    tls.server.subject	keyword
    tls.server.x509.alternative_names	keyword	a
    tls.server.x509.issuer.common_name	keyword	a
    tls.server.x509.issuer.country	keyword	a
    tls.server.x509.issuer.distinguished_name	keyword
    tls.server.x509.issuer.locality	keyword	a
    tls.server.x509.issuer.organization	keyword	a
    tls.server.x509.issuer.organizational_unit	keyword	a
    tls.server.x509.issuer.state_or_province	keyword	a
    tls.server.x509.not_after	date
    tls.server.x509.not_before	date
    tls.server.x509.public_key_algorithm	keyword
    tls.server.x509.public_key_curve	keyword
    tls.server.x509.public_key_exponent	long
    tls.server.x509.public_key_size	long
    tls.server.x509.serial_number	keyword
    tls.server.x509.signature_algorithm	keyword
    tls.server.x509.subject.common_name	keyword	a
    tls.server.x509.subject.country	keyword	a
    tls.server.x509.subject.distinguished_name	keyword
    tls.server.x509.subject.locality	keyword	a
    tls.server.x509.subject.organization	keyword	a
    tls.server.x509.subject.organizational_unit	keyword	a
    tls.server.x509.subject.state_or_province	keyword	a
    tls.server.x509.version_number	keyword
    tls.version	keyword
    tls.version_protocol	keyword
    trace.id	keyword
    transaction.id	keyword
    url.domain	keyword	r=hosts
    url.extension	keyword
    url.fragment	keyword
    url.full	wildcard
    url.original	wildcard
    url.password	keyword
    url.path	wildcard
    url.port	long
    url.query	keyword
    url.registered_domain	keyword
    url.scheme	keyword
    url.subdomain	keyword
    url.top_level_domain	keyword
    url.username	keyword
    user.changes.domain	keyword
    user.changes.email	keyword
    user.changes.entity.attributes.known_redirects	keyword	a	b
    user.changes.entity.attributes.managed	boolean	b
    user.changes.entity.attributes.mfa_enabled	boolean	b
    user.changes.entity.attributes.oauth_consent_restriction	keyword	b
    user.changes.entity.attributes.permissions	keyword	a	b
    user.changes.entity.attributes.storage_class	keyword	b
    user.changes.entity.behavior	object	b
    user.changes.entity.display_name	keyword	b
    user.changes.entity.id	keyword
    user.changes.entity.last_seen_timestamp	date	b
    user.changes.entity.lifecycle.last_activity	date	b
    user.changes.entity.metrics	object	b
    user.changes.entity.name	keyword	b
    user.changes.entity.raw	object	b
    user.changes.entity.reference	keyword	b
    user.changes.entity.relationships.administers.entity.id	keyword	a
    user.changes.entity.relationships.administers.host.id	keyword	a
    user.changes.entity.relationships.administers.host.name	keyword	a	r=hosts
    user.changes.entity.relationships.administers.service.id	keyword	a
    user.changes.entity.relationships.administers.service.name	keyword	a
    user.changes.entity.relationships.administers.user.domain	keyword	a
    user.changes.entity.relationships.administers.user.email	keyword	a
    user.changes.entity.relationships.administers.user.id	keyword	a
    user.changes.entity.relationships.administers.user.name	keyword	a	r=user
    user.changes.entity.relationships.depends_on.entity.id	keyword	a
    user.changes.entity.relationships.depends_on.host.id	keyword	a
    user.changes.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    user.changes.entity.relationships.depends_on.service.id	keyword	a
    user.changes.entity.relationships.depends_on.service.name	keyword	a
    user.changes.entity.relationships.depends_on.user.domain	keyword	a
    user.changes.entity.relationships.depends_on.user.email	keyword	a
    user.changes.entity.relationships.depends_on.user.id	keyword	a
    user.changes.entity.relationships.depends_on.user.name	keyword	a	r=user
    user.changes.entity.relationships.owns.entity.id	keyword	a
    user.changes.entity.relationships.owns.host.id	keyword	a
    user.changes.entity.relationships.owns.host.name	keyword	a	r=hosts
    user.changes.entity.relationships.owns.service.id	keyword	a
    user.changes.entity.relationships.owns.service.name	keyword	a
    user.changes.entity.relationships.owns.user.domain	keyword	a
    user.changes.entity.relationships.owns.user.email	keyword	a
    user.changes.entity.relationships.owns.user.id	keyword	a
    user.changes.entity.relationships.owns.user.name	keyword	a	r=user
    user.changes.entity.relationships.supervises.entity.id	keyword	a
    user.changes.entity.relationships.supervises.host.id	keyword	a
    user.changes.entity.relationships.supervises.host.name	keyword	a	r=hosts
    user.changes.entity.relationships.supervises.service.id	keyword	a
    user.changes.entity.relationships.supervises.service.name	keyword	a
    user.changes.entity.relationships.supervises.user.domain	keyword	a
    user.changes.entity.relationships.supervises.user.email	keyword	a
    user.changes.entity.relationships.supervises.user.id	keyword	a
    user.changes.entity.relationships.supervises.user.name	keyword	a	r=user
    user.changes.entity.source	keyword	b
    user.changes.entity.sub_type	keyword	b
    user.changes.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    user.changes.full_name	keyword
    user.changes.group.domain	keyword
    user.changes.group.id	keyword
    user.changes.group.name	keyword
    user.changes.hash	keyword
    user.changes.id	keyword
    user.changes.name	keyword	r=user
    user.changes.risk.calculated_level	keyword
    user.changes.risk.calculated_score	float
    user.changes.risk.calculated_score_norm	float
    user.changes.risk.static_level	keyword
    user.changes.risk.static_score	float
    user.changes.risk.static_score_norm	float
    user.changes.roles	keyword	a
    user.domain	keyword
    user.effective.domain	keyword
    user.effective.email	keyword
    user.effective.entity.attributes.known_redirects	keyword	a	b
    user.effective.entity.attributes.managed	boolean	b
    user.effective.entity.attributes.mfa_enabled	boolean	b
    user.effective.entity.attributes.oauth_consent_restriction	keyword	b
    user.effective.entity.attributes.permissions	keyword	a	b
    user.effective.entity.attributes.storage_class	keyword	b
    user.effective.entity.behavior	object	b
    user.effective.entity.display_name	keyword	b
    user.effective.entity.id	keyword
    user.effective.entity.last_seen_timestamp	date	b
    user.effective.entity.lifecycle.last_activity	date	b
    user.effective.entity.metrics	object	b
    user.effective.entity.name	keyword	b
    user.effective.entity.raw	object	b
    user.effective.entity.reference	keyword	b
    user.effective.entity.relationships.administers.entity.id	keyword	a
    user.effective.entity.relationships.administers.host.id	keyword	a
    user.effective.entity.relationships.administers.host.name	keyword	a	r=hosts
    user.effective.entity.relationships.administers.service.id	keyword	a
    user.effective.entity.relationships.administers.service.name	keyword	a
    user.effective.entity.relationships.administers.user.domain	keyword	a
    user.effective.entity.relationships.administers.user.email	keyword	a
    user.effective.entity.relationships.administers.user.id	keyword	a
    user.effective.entity.relationships.administers.user.name	keyword	a	r=user
    user.effective.entity.relationships.depends_on.entity.id	keyword	a
    user.effective.entity.relationships.depends_on.host.id	keyword	a
    user.effective.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    user.effective.entity.relationships.depends_on.service.id	keyword	a
    user.effective.entity.relationships.depends_on.service.name	keyword	a
    user.effective.entity.relationships.depends_on.user.domain	keyword	a
    user.effective.entity.relationships.depends_on.user.email	keyword	a
    user.effective.entity.relationships.depends_on.user.id	keyword	a
    user.effective.entity.relationships.depends_on.user.name	keyword	a	r=user
    user.effective.entity.relationships.owns.entity.id	keyword	a
    user.effective.entity.relationships.owns.host.id	keyword	a
    user.effective.entity.relationships.owns.host.name	keyword	a	r=hosts
    user.effective.entity.relationships.owns.service.id	keyword	a
    user.effective.entity.relationships.owns.service.name	keyword	a
    user.effective.entity.relationships.owns.user.domain	keyword	a
    user.effective.entity.relationships.owns.user.email	keyword	a
    user.effective.entity.relationships.owns.user.id	keyword	a
    user.effective.entity.relationships.owns.user.name	keyword	a	r=user
    user.effective.entity.relationships.supervises.entity.id	keyword	a
    user.effective.entity.relationships.supervises.host.id	keyword	a
    user.effective.entity.relationships.supervises.host.name	keyword	a	r=hosts
    user.effective.entity.relationships.supervises.service.id	keyword	a
    user.effective.entity.relationships.supervises.service.name	keyword	a
    user.effective.entity.relationships.supervises.user.domain	keyword	a
    user.effective.entity.relationships.supervises.user.email	keyword	a
    user.effective.entity.relationships.supervises.user.id	keyword	a
    user.effective.entity.relationships.supervises.user.name	keyword	a	r=user
    user.effective.entity.source	keyword	b
    user.effective.entity.sub_type	keyword	b
    user.effective.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    user.effective.full_name	keyword
    user.effective.group.domain	keyword
    user.effective.group.id	keyword
    user.effective.group.name	keyword
    user.effective.hash	keyword
    user.effective.id	keyword
    user.effective.name	keyword	r=user
    user.effective.risk.calculated_level	keyword
    user.effective.risk.calculated_score	float
    user.effective.risk.calculated_score_norm	float
    user.effective.risk.static_level	keyword
    user.effective.risk.static_score	float
    user.effective.risk.static_score_norm	float
    user.effective.roles	keyword	a
    user.email	keyword
    user.entity.attributes.known_redirects	keyword	a	b
    user.entity.attributes.managed	boolean	b
    user.entity.attributes.mfa_enabled	boolean	b
    user.entity.attributes.oauth_consent_restriction	keyword	b
    user.entity.attributes.permissions	keyword	a	b
    user.entity.attributes.storage_class	keyword	b
    user.entity.behavior	object	b
    user.entity.display_name	keyword	b
    user.entity.id	keyword
    user.entity.last_seen_timestamp	date	b
    user.entity.lifecycle.last_activity	date	b
    user.entity.metrics	object	b
    user.entity.name	keyword	b
    user.entity.raw	object	b
    user.entity.reference	keyword	b
    user.entity.relationships.administers.entity.id	keyword	a
    user.entity.relationships.administers.host.id	keyword	a
    user.entity.relationships.administers.host.name	keyword	a	r=hosts
    user.entity.relationships.administers.service.id	keyword	a
    user.entity.relationships.administers.service.name	keyword	a
    user.entity.relationships.administers.user.domain	keyword	a
    user.entity.relationships.administers.user.email	keyword	a
    user.entity.relationships.administers.user.id	keyword	a
    user.entity.relationships.administers.user.name	keyword	a	r=user
    user.entity.relationships.depends_on.entity.id	keyword	a
    user.entity.relationships.depends_on.host.id	keyword	a
    user.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    user.entity.relationships.depends_on.service.id	keyword	a
    user.entity.relationships.depends_on.service.name	keyword	a
    user.entity.relationships.depends_on.user.domain	keyword	a
    user.entity.relationships.depends_on.user.email	keyword	a
    user.entity.relationships.depends_on.user.id	keyword	a
    user.entity.relationships.depends_on.user.name	keyword	a	r=user
    user.entity.relationships.owns.entity.id	keyword	a
    user.entity.relationships.owns.host.id	keyword	a
    user.entity.relationships.owns.host.name	keyword	a	r=hosts
    user.entity.relationships.owns.service.id	keyword	a
    user.entity.relationships.owns.service.name	keyword	a
    user.entity.relationships.owns.user.domain	keyword	a
    user.entity.relationships.owns.user.email	keyword	a
    user.entity.relationships.owns.user.id	keyword	a
    user.entity.relationships.owns.user.name	keyword	a	r=user
    user.entity.relationships.supervises.entity.id	keyword	a
    user.entity.relationships.supervises.host.id	keyword	a
    user.entity.relationships.supervises.host.name	keyword	a	r=hosts
    user.entity.relationships.supervises.service.id	keyword	a
    user.entity.relationships.supervises.service.name	keyword	a
    user.entity.relationships.supervises.user.domain	keyword	a
    user.entity.relationships.supervises.user.email	keyword	a
    user.entity.relationships.supervises.user.id	keyword	a
    user.entity.relationships.supervises.user.name	keyword	a	r=user
    user.entity.source	keyword	b
    user.entity.sub_type	keyword	b
    user.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    user.full_name	keyword
    user.group.domain	keyword
    user.group.id	keyword
    user.group.name	keyword
    user.hash	keyword
    user.id	keyword
    user.name	keyword	r=user
    user.risk.calculated_level	keyword
    user.risk.calculated_score	float
    user.risk.calculated_score_norm	float
    user.risk.static_level	keyword
    user.risk.static_score	float
    user.risk.static_score_norm	float
    user.roles	keyword	a
    user.target.domain	keyword
    user.target.email	keyword
    user.target.entity.attributes.known_redirects	keyword	a	b
    user.target.entity.attributes.managed	boolean	b
    user.target.entity.attributes.mfa_enabled	boolean	b
    user.target.entity.attributes.oauth_consent_restriction	keyword	b
    user.target.entity.attributes.permissions	keyword	a	b
    user.target.entity.attributes.storage_class	keyword	b
    user.target.entity.behavior	object	b
    user.target.entity.display_name	keyword	b
    user.target.entity.id	keyword
    user.target.entity.last_seen_timestamp	date	b
    user.target.entity.lifecycle.last_activity	date	b
    user.target.entity.metrics	object	b
    user.target.entity.name	keyword	b
    user.target.entity.raw	object	b
    user.target.entity.reference	keyword	b
    user.target.entity.relationships.administers.entity.id	keyword	a
    user.target.entity.relationships.administers.host.id	keyword	a
    user.target.entity.relationships.administers.host.name	keyword	a	r=hosts
    user.target.entity.relationships.administers.service.id	keyword	a
    user.target.entity.relationships.administers.service.name	keyword	a
    user.target.entity.relationships.administers.user.domain	keyword	a
    user.target.entity.relationships.administers.user.email	keyword	a
    user.target.entity.relationships.administers.user.id	keyword	a
    user.target.entity.relationships.administers.user.name	keyword	a	r=user
    user.target.entity.relationships.depends_on.entity.id	keyword	a
    user.target.entity.relationships.depends_on.host.id	keyword	a
    user.target.entity.relationships.depends_on.host.name	keyword	a	r=hosts
    user.target.entity.relationships.depends_on.service.id	keyword	a
    user.target.entity.relationships.depends_on.service.name	keyword	a
    user.target.entity.relationships.depends_on.user.domain	keyword	a
    user.target.entity.relationships.depends_on.user.email	keyword	a
    user.target.entity.relationships.depends_on.user.id	keyword	a
    user.target.entity.relationships.depends_on.user.name	keyword	a	r=user
    user.target.entity.relationships.owns.entity.id	keyword	a
    user.target.entity.relationships.owns.host.id	keyword	a
    user.target.entity.relationships.owns.host.name	keyword	a	r=hosts
    user.target.entity.relationships.owns.service.id	keyword	a
    user.target.entity.relationships.owns.service.name	keyword	a
    user.target.entity.relationships.owns.user.domain	keyword	a
    user.target.entity.relationships.owns.user.email	keyword	a
    user.target.entity.relationships.owns.user.id	keyword	a
    user.target.entity.relationships.owns.user.name	keyword	a	r=user
    user.target.entity.relationships.supervises.entity.id	keyword	a
    user.target.entity.relationships.supervises.host.id	keyword	a
    user.target.entity.relationships.supervises.host.name	keyword	a	r=hosts
    user.target.entity.relationships.supervises.service.id	keyword	a
    user.target.entity.relationships.supervises.service.name	keyword	a
    user.target.entity.relationships.supervises.user.domain	keyword	a
    user.target.entity.relationships.supervises.user.email	keyword	a
    user.target.entity.relationships.supervises.user.id	keyword	a
    user.target.entity.relationships.supervises.user.name	keyword	a	r=user
    user.target.entity.source	keyword	b
    user.target.entity.sub_type	keyword	b
    user.target.entity.type	keyword	a	b	v=bucket|database|container|function|queue|host|user|application|service|session|cloud|orchestrator
    user.target.full_name	keyword
    user.target.group.domain	keyword
    user.target.group.id	keyword
    user.target.group.name	keyword
    user.target.hash	keyword
    user.target.id	keyword
    user.target.name	keyword	r=user
    user.target.risk.calculated_level	keyword
    user.target.risk.calculated_score	float
    user.target.risk.calculated_score_norm	float
    user.target.risk.static_level	keyword
    user.target.risk.static_score	float
    user.target.risk.static_score_norm	float
    user.target.roles	keyword	a
    user_agent.device.name	keyword
    user_agent.name	keyword
    user_agent.original	keyword
    user_agent.os.family	keyword
    user_agent.os.full	keyword
    user_agent.os.kernel	keyword
    user_agent.os.name	keyword
    user_agent.os.platform	keyword
    user_agent.os.type	keyword	e=linux|macos|unix|windows|ios|android
    user_agent.os.version	keyword
    user_agent.version	keyword
    volume.bus_type	keyword
    volume.default_access	keyword
    volume.device_name	keyword
    volume.device_type	keyword
    volume.dos_name	keyword
    volume.file_system_type	keyword
    volume.mount_name	keyword
    volume.nt_name	keyword
    volume.product_id	keyword
    volume.product_name	keyword
    volume.removable	boolean
    volume.serial_number	keyword
    volume.size	long
    volume.vendor_id	keyword
    volume.vendor_name	keyword
    volume.writable	boolean
    vulnerability.category	keyword	a
    vulnerability.classification	keyword
    vulnerability.description	keyword
    vulnerability.enumeration	keyword
    vulnerability.id	keyword
    vulnerability.reference	keyword
    vulnerability.report_id	keyword
    vulnerability.scanner.vendor	keyword
    vulnerability.score.base	float
    vulnerability.score.environmental	float
    vulnerability.score.temporal	float
    vulnerability.score.version	keyword
    vulnerability.severity	keyword

    """#)
}
