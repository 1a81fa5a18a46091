// swift-format-ignore-file

extension FieldWords {
  /// Traffic, its two sides, and what is exchanged: names, pages, certificates, mail.
  static let network = #"""
    network.application | The application behind the traffic, such as `aws` or `facebook`, in small letters. | app application appname
    network.bytes | Bytes of both directions together. | bytes totalbytes bytestotal
    network.community_id | A hash of the flow's ends that all tools compute alike. | communityid
    network.direction | Which way the traffic goes: `inbound`, `outbound`, `internal`, `external` and others. | direction flowdirection devicedirection
    network.forwarded_ip | The address of the client when a proxy stands between. | xforwardedfor xff forwardedfor
    network.iana_number | The number of the protocol: 6 for TCP. | proto protocolnumber ipprotocol protonum protocolid
    network.inner | The packet inside another one. | inner
    network.inner.vlan.id | The VLAN of the packet inside. | innervlan
    network.inner.vlan.name | The name of that VLAN. | innervlanname
    network.name | What somebody calls the part of the network. | networkname ssid segment
    network.packets | Packets of both directions together. | packets totalpackets pkts
    network.protocol | The protocol of the application: `http`, `dns`, `ssh`. | protocol service appproto applicationprotocol
    network.transport | The protocol below that: `tcp`, `udp`, `icmp`. | transport proto protocol ipprotocol l4proto
    network.type | The protocol of the network: `ipv4`, `ipv6`, `ipsec`. | networktype ipversion
    network.vlan.id | The VLAN of the packet. | vlan vlanid
    network.vlan.name | The name of that VLAN. | vlanname
    source.address | The side that began it, as the event spells it: an address, a name or a socket. | srcaddress src
    source.bytes | Bytes that the source sent. | sentbyte bytessent bytesout sentbytes srcbytes origbytes outbytes
    source.domain | The name of the source. | srchost sourcehost srcdomain sourcehostname srchostname shost
    source.ip | The address of the source. | srcip src sourceip sourceaddress saddr srcaddr sourceipaddress ipaddress callerip clientip idorigh remoteip cip
    source.mac | The hardware address of the source. | srcmac sourcemac smac sourcemacaddress
    source.nat.ip | The address of the source behind translation. | transip srcnatip sourcetranslatedaddress natsrcip postnatsourceip
    source.nat.port | The port of the source behind translation. | transport srcnatport sourcetranslatedport natsrcport
    source.packets | Packets that the source sent. | sentpkt packetssent srcpackets origpkts
    source.port | The port of the source. | srcport spt sport sourceport idorigp ipport remoteport
    source.registered_domain | The registered part of the source's name. | srcregistereddomain
    source.subdomain | What stands before it. | srcsubdomain
    source.top_level_domain | The public suffix of the source's name. | srctld
    destination.address | The side that was reached, as the event spells it. | dstaddress dst dest
    destination.bytes | Bytes that the destination sent back. | rcvdbyte bytesreceived bytesin rcvdbytes dstbytes respbytes inbytes
    destination.domain | The name of the destination. | dsthost destinationhost dstdomain destinationhostname dsthostname dhost desthost
    destination.ip | The address of the destination. | dstip dst destinationip destinationaddress daddr dstaddr destip destinationipaddress destaddress serverip idresph sip
    destination.mac | The hardware address of the destination. | dstmac destinationmac dmac destinationmacaddress
    destination.nat.ip | The address of the destination behind translation. | tranip dstnatip destinationtranslatedaddress natdstip
    destination.nat.port | The port of the destination behind translation. | tranport dstnatport destinationtranslatedport natdstport
    destination.packets | Packets that the destination sent back. | rcvdpkt packetsreceived dstpackets resppkts
    destination.port | The port of the destination. | dstport dpt dport destinationport destport idrespp
    destination.registered_domain | The registered part of the destination's name. | dstregistereddomain
    destination.subdomain | What stands before it. | dstsubdomain
    destination.top_level_domain | The public suffix of the destination's name. | dsttld
    client.address | The side that asks, as the event spells it. | clientaddress
    client.bytes | Bytes that the client sent. | clientbytes
    client.domain | The name of the client. | clienthost clienthostname clientname
    client.ip | The address of the client. | clientip cip clientipaddress ipaddress
    client.mac | The hardware address of the client. | clientmac
    client.nat.ip | The address of the client behind translation. | clientnatip
    client.nat.port | The port of the client behind translation. | clientnatport
    client.packets | Packets that the client sent. | clientpackets
    client.port | The port of the client. | clientport cport
    client.registered_domain | The registered part of the client's name. | clientregistereddomain
    client.subdomain | What stands before it. | clientsubdomain
    client.top_level_domain | The public suffix of the client's name. | clienttld
    server.address | The side that answers, as the event spells it. | serveraddress
    server.bytes | Bytes that the server sent. | serverbytes
    server.domain | The name of the server. | serverhost servername
    server.ip | The address of the server. | serverip sip
    server.mac | The hardware address of the server. | servermac
    server.nat.ip | The address of the server behind translation. | servernatip
    server.nat.port | The port of the server behind translation. | servernatport
    server.packets | Packets that the server sent. | serverpackets
    server.port | The port of the server. | serverport
    server.registered_domain | The registered part of the server's name. | serverregistereddomain
    server.subdomain | What stands before it. | serversubdomain
    server.top_level_domain | The public suffix of the server's name. | servertld
    *.geo.city_name | The city. | city cityname
    *.geo.continent_code | Two letters for the continent. | continentcode
    *.geo.continent_name | The continent. | continent continentname
    *.geo.country_iso_code | Two letters for the country. | countrycode countryiso cc
    *.geo.country_name | The country. | country countryname srccountry dstcountry
    *.geo.location | Latitude and longitude. | location latlon coordinates geolocation
    *.geo.name | What somebody calls the place. | site office locationname
    *.geo.postal_code | The postal code. | postalcode zip zipcode
    *.geo.region_iso_code | The code of the region, such as `FR-IDF`. | regioncode
    *.geo.region_name | The region. | region regionname state province
    *.geo.timezone | The time zone of the place. | geotimezone
    *.as.number | The number of the autonomous system. | asn asnumber srcasn
    *.as.organization.name | Who the autonomous system belongs to. | asorg asname isp organization
    dns.answers | What was answered, one object a record. | answers records
    dns.answers.class | The class of a record, nearly always `IN`. | answerclass
    dns.answers.data | What a record says: an address, a name, a text. | rdata answer
    dns.answers.name | The name that a record is about. | answername
    dns.answers.ttl | How many seconds a record may be kept. | ttl
    dns.answers.type | The type of a record: `A`, `CNAME`, `TXT`. | answertype
    dns.header_flags | The flags of the message: `AA`, `TC`, `RD`, `RA`. | dnsflags
    dns.id | The number that ties an answer to its question. | dnsid transactionid xid
    dns.op_code | What kind of question it is. | opcode
    dns.question.class | The class that was asked for. | qclass
    dns.question.name | The name that was asked for. | queryname qname query dnsquery hostname domain
    dns.question.registered_domain | The registered part of that name. | queryregistereddomain
    dns.question.subdomain | What stands before it. | querysubdomain
    dns.question.top_level_domain | The public suffix of that name. | querytld
    dns.question.type | The type that was asked for. | qtype querytype recordtype
    dns.resolved_ip | All addresses that were answered. | resolvedip ipaddresses
    dns.response_code | How it ended: `NOERROR`, `NXDOMAIN`. | rcode responsecode querystatus
    dns.type | `query` or `answer`. | dnstype
    url.domain | The host of the URL. | urldomain host hostname urlhost cshost
    url.extension | The extension of the file that the path ends with. | urlextension
    url.fragment | What stands behind the `#`. | fragment
    url.full | The whole URL. | url requesturl fullurl
    url.original | The URL as the event has it, whole or only its path. | url uri requesturi rawurl request
    url.password | The password in the URL. | urlpassword
    url.path | The path of the URL. | uripath csuristem urlpath
    url.port | The port of the URL. | urlport
    url.query | What stands behind the `?`. | querystring csuriquery uriquery
    url.registered_domain | The registered part of its host. | urlregistereddomain
    url.scheme | The protocol of the URL, without the colon. | scheme
    url.subdomain | What stands before it. | urlsubdomain
    url.top_level_domain | The public suffix of its host. | urltld
    url.username | The user in the URL. | urluser
    http.request.body.bytes | How long the body of the request is. | requestbodylength requestcontentlength
    http.request.body.content | The body of the request. | requestbody postdata
    http.request.bytes | How long the whole request is. | csbytes requestbytes requestlength
    http.request.id | What identifies the request in logs. | requestid
    http.request.method | The method: `GET`, `POST`. | method csmethod requestmethod httpmethod reqtype verb
    http.request.mime_type | The type of the request's body. | requestcontenttype
    http.request.referrer | The page that the request came from. | referer referrer csreferer httpreferer requestcontext
    http.response.body.bytes | How long the body of the response is. | responsebodylength contentlength bodybytessent
    http.response.body.content | The body of the response. | responsebody
    http.response.bytes | How long the whole response is. | scbytes responsebytes responselength
    http.response.mime_type | The type of the response's body. | contenttype responsecontenttype mimetype
    http.response.status_code | The status of the response, such as 404. | status scstatus statuscode httpstatus responsecode httpcode
    http.version | The version of HTTP. | httpversion csversion
    user_agent.device.name | The device of the user agent. | uadevice
    user_agent.name | The program of the user agent: `Chrome`. | browsername
    user_agent.original | The user agent as it was sent. | useragent csuseragent httpuseragent rawuseragent requestclientapplication agent
    user_agent.version | The version of that program. | browserversion
    tls.cipher | The cipher of the connection. | cipher ciphersuite tlscipher
    tls.client.certificate | The certificate of the client, in PEM. | clientcert
    tls.client.certificate_chain | The certificates of the client, in PEM. | clientchain
    tls.client.issuer | Who issued the client's certificate. | clientissuer
    tls.client.ja3 | A hash of how the client says hello. | ja3 ja3hash
    tls.client.not_after | When the client's certificate ends. | clientnotafter
    tls.client.not_before | When the client's certificate begins. | clientnotbefore
    tls.client.server_name | The name that the client asked for (SNI). | sni servername tlssni
    tls.client.subject | Who the client's certificate is for. | clientsubject
    tls.client.supported_ciphers | The ciphers that the client offered. | offeredciphers
    tls.curve | The curve of the connection. | curve ecdhcurve
    tls.established | Whether the handshake succeeded. | established
    tls.next_protocol | The protocol that both agreed on: `h2`. | nextprotocol alpn
    tls.resumed | Whether an earlier session was taken up again. | resumed
    tls.server.certificate | The certificate of the server, in PEM. | servercert
    tls.server.certificate_chain | The certificates of the server, in PEM. | serverchain
    tls.server.issuer | Who issued the server's certificate. | issuer certissuer
    tls.server.ja3s | A hash of how the server says hello. | ja3s
    tls.server.not_after | When the server's certificate ends. | notafter validto certexpiry
    tls.server.not_before | When the server's certificate begins. | notbefore validfrom
    tls.server.subject | Who the server's certificate is for. | subject certsubject
    tls.version | The version of the protocol: `1.3`. | tlsversion sslversion
    tls.version_protocol | `tls` or `ssl`. | tlsprotocol
    tls.server.x509.issuer.common_name | Who issued the server's certificate: the common name. | scertissuer serverissuercn
    tls.server.x509.subject.common_name | Who the server's certificate is for: the common name. | scertcname servercn
    *.x509.alternative_names | Other names that the certificate is for. | san subjectaltname
    *.x509.issuer.common_name | Who issued the certificate: the common name. | issuercn
    *.x509.issuer.country | Who issued it: the country. | issuerc
    *.x509.issuer.distinguished_name | Who issued it: the whole name. | issuerdn issuer
    *.x509.issuer.locality | Who issued it: the place. | issuerl
    *.x509.issuer.organization | Who issued it: the organization. | issuero
    *.x509.issuer.organizational_unit | Who issued it: the unit. | issuerou
    *.x509.issuer.state_or_province | Who issued it: the state. | issuerst
    *.x509.not_after | When the certificate ends. | notafter validto
    *.x509.not_before | When the certificate begins. | notbefore validfrom
    *.x509.public_key_algorithm | The algorithm of its key. | keyalgorithm
    *.x509.public_key_curve | The curve of its key. | keycurve
    *.x509.public_key_exponent | The exponent of its key. | keyexponent
    *.x509.public_key_size | How many bits its key has. | keysize
    *.x509.serial_number | The serial number of the certificate. | certserial
    *.x509.signature_algorithm | How the certificate is signed. | signaturealgorithm
    *.x509.subject.common_name | Who the certificate is for: the common name. | subjectcn cn
    *.x509.subject.country | Who it is for: the country. | subjectc
    *.x509.subject.distinguished_name | Who it is for: the whole name. | subjectdn subject
    *.x509.subject.locality | Who it is for: the place. | subjectl
    *.x509.subject.organization | Who it is for: the organization. | subjecto
    *.x509.subject.organizational_unit | Who it is for: the unit. | subjectou
    *.x509.subject.state_or_province | Who it is for: the state. | subjectst
    *.x509.version_number | The version of the certificate. | certversion
    email.attachments | The files that came with a mail, one object a file. | attachments
    email.attachments.file.extension | The extension of an attachment. | attachmentextension
    email.attachments.file.mime_type | The type of an attachment. | attachmenttype
    email.attachments.file.name | The name of an attachment. | attachment attachmentname
    email.attachments.file.size | How long an attachment is, in bytes. | attachmentsize
    email.bcc.address | Who got the mail without being named. | bcc
    email.cc.address | Who got a copy. | cc
    email.content_type | The type of the mail's body. | contenttype
    email.delivery_timestamp | When the mail was delivered. | deliverytime
    email.direction | Which way the mail goes. | maildirection
    email.from.address | Who wrote the mail. | from mailfrom
    email.local_id | What the mail server calls the mail. | queueid
    email.message_id | What identifies the mail everywhere. | messageid internetmessageid
    email.origination_timestamp | When the mail was written. | maildate
    email.reply_to.address | Where answers should go. | replyto
    email.sender.address | Who sent the mail for the author. | sender senderaddress
    email.subject | The subject of the mail. | subject mailsubject
    email.to.address | Who the mail is for. | to recipient recipients rcptto recipientaddress
    email.x_mailer | The program that wrote the mail. | xmailer
    """#
}
