// swift-format-ignore-file

extension FieldWords {
  /// Who does it, and where in a cloud: users, groups, accounts, services.
  static let identity = #"""
    user.domain | The domain or realm of the user. | userdomain ntdomain subjectdomainname accountdomain targetdomainname realm
    user.email | The mail address of the user. | email useremail mail alternateid userprincipalname upn
    user.full_name | The whole name of the user. | fullname displayname
    user.hash | A hash that stands for the user. | userhash
    user.id | What identifies the user: a SID, a number, a key. | userid uid sid subjectusersid usersid actorid accountid principalid
    user.name | The name the user logs in by. | user username login account accountname suser subjectusername targetusername loginname userlogin
    user.roles | What the user may act as. | roles role
    user.group.domain | The domain of a group of the user. | groupdomain
    user.group.id | What identifies a group of the user. | usergroupid
    user.group.name | The name of a group of the user. | usergroup group
    group.domain | The domain of the group. | groupdomain
    group.id | What identifies the group. | groupid gid groupsid
    group.name | The name of the group. | groupname group
    organization.id | What identifies the organization. | orgid organizationid tenantid customerid
    organization.name | The name of the organization. | org organization tenant customer company
    cloud.account.id | The account or subscription that it happened in. | accountid recipientaccountid awsaccountid subscriptionid
    cloud.account.name | The name of that account. | accountalias
    cloud.availability_zone | The zone within the region. | availabilityzone az
    cloud.instance.id | What identifies the machine. | instanceid vmid
    cloud.instance.name | The name of the machine. | instancename vmname
    cloud.machine.type | The size of the machine: `t3.micro`. | instancetype machinetype vmsize
    cloud.project.id | The project that it happened in. | projectid
    cloud.project.name | The name of that project. | projectname
    cloud.provider | Whose cloud it is: `aws`, `azure`, `gcp`. | cloudprovider
    cloud.region | The region. | region awsregion location
    cloud.service.name | The service of the cloud: `ec2`. | cloudservice
    service.address | Where the service can be reached. | serviceaddress
    service.environment | Where the service runs: `production`. | environment
    service.ephemeral_id | An identifier that is new with each start of the service. | serviceinstance
    service.id | What identifies the service. | serviceid
    service.name | The name of the service. | servicename service
    service.node.name | One of the nodes that the service runs on. | nodename
    service.node.role | What that node does. | noderole
    service.node.roles | All that that node does. | noderoles
    service.state | Whether the service runs. | servicestate
    service.type | What kind of service it is. | servicetype
    service.version | The version of the service. | serviceversion
    orchestrator.api_version | The version of the interface that was used. | apiversion
    orchestrator.cluster.id | What identifies the cluster. | clusterid
    orchestrator.cluster.name | The name of the cluster. | clustername cluster
    orchestrator.cluster.url | Where the cluster can be reached. | clusterurl
    orchestrator.cluster.version | The version of the cluster. | clusterversion
    orchestrator.namespace | The namespace it happened in. | namespace
    orchestrator.organization | The organization it belongs to. | orchestratororg
    orchestrator.type | `kubernetes` and others. | orchestratortype
    orchestrator.resource.name | The name of what was acted on. | objectrefname resourcename
    orchestrator.resource.type | The kind of what was acted on: `pod`. | objectrefresource resourcetype
    orchestrator.resource.id | What identifies what was acted on. | resourceid
    faas.coldstart | Whether the function had to be started first. | coldstart
    faas.execution | What identifies the call of the function. | executionid
    faas.id | What identifies the function. | functionid functionarn
    faas.name | The name of the function. | functionname
    faas.trigger.request_id | The request that called it. | triggerid
    faas.trigger.type | What called it: `http`, `timer`. | triggertype
    faas.version | The version of the function. | functionversion
    entity.id | What identifies the thing that is described. | entityid
    entity.name | The name of the thing. | entityname
    entity.display_name | What people call the thing. | entitydisplayname
    entity.type | What kind of thing it is. | entitytype
    entity.sub_type | A finer kind. | entitysubtype
    entity.source | Where what is known of it comes from. | entitysource
    entity.reference | A link to it. | entityurl
    entity.last_seen_timestamp | When it was seen last. | entitylastseen
    entity.attributes.managed | Whether an administrator manages it. | managed
    entity.attributes.mfa_enabled | Whether more than a password is asked for. | mfaenabled mfa
    entity.attributes.permissions | What it may do. | permissions
    gen_ai.agent.id | What identifies the agent. | genaiagentid
    gen_ai.agent.name | The name of the agent. | genaiagent
    gen_ai.operation.name | What was asked of the model: `chat`. | genaioperation
    gen_ai.request.model | The model that was asked for. | model requestmodel
    gen_ai.request.max_tokens | How long the answer may be. | maxtokens
    gen_ai.request.temperature | How freely it may answer. | temperature
    gen_ai.response.id | What identifies the answer. | completionid
    gen_ai.response.model | The model that answered. | responsemodel
    gen_ai.response.finish_reasons | Why the answer ended. | finishreason
    gen_ai.system | Whose model it is: `openai`. | genaisystem
    gen_ai.tool.name | The tool that was used. | toolname
    gen_ai.usage.input_tokens | Tokens of the question. | inputtokens prompttokens
    gen_ai.usage.output_tokens | Tokens of the answer. | outputtokens completiontokens
    """#
}
