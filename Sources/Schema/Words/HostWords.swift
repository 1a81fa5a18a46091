// swift-format-ignore-file

extension FieldWords {
  /// What happens on a host: processes, files, the registry, packages, devices.
  static let host = #"""
    host.architecture | The architecture of the processor: `x86_64`. | arch architecture
    host.boot.id | An identifier that is new with each start of the host. | bootid
    host.cpu.usage | How busy its processors are, from 0 to 1. | cpuusage
    host.disk.read.bytes | Bytes read from its disks since the last report. | diskread
    host.disk.write.bytes | Bytes written to its disks since the last report. | diskwrite
    host.domain | The domain that the host belongs to. | hostdomain workgroup ntdomain
    host.hostname | What the host calls itself. | hostname machinename
    host.id | What identifies the host. | hostid machineid machineguid deviceid
    host.ip | The addresses of the host. | hostip localip ipaddresses
    host.mac | The hardware addresses of the host. | hostmac macaddress
    host.name | The name of the host, whole or short. | computer computername workstation hostname host devicename
    host.network.egress.bytes | Bytes sent on all its interfaces since the last report. | netout
    host.network.egress.packets | Packets sent since the last report. | packetsout
    host.network.ingress.bytes | Bytes received since the last report. | netin
    host.network.ingress.packets | Packets received since the last report. | packetsin
    host.pid_ns_ino | The namespace of process numbers that the host is. | pidns
    host.type | What kind of host it is. | hosttype machinetype
    host.uptime | For how many seconds it has been running. | uptime
    *.os.family | The family of the operating system: `windows`, `debian`. | osfamily
    *.os.full | Its whole name with the version. | osfull osname operatingsystem
    *.os.kernel | The version of its kernel. | kernel kernelversion
    *.os.name | Its name without the version. | os osname
    *.os.platform | Its platform: `windows`, `centos`. | platform osplatform
    *.os.type | `linux`, `macos`, `windows` and others. | ostype
    *.os.version | Its version. | osversion
    *.risk.calculated_level | The risk as a word, worked out. | risklevel
    *.risk.calculated_score | The risk as a number, worked out. | riskscore
    *.risk.calculated_score_norm | The same from 0 to 100. | riskscorenorm
    *.risk.static_level | The risk as a word, from elsewhere. | staticrisklevel
    *.risk.static_score | The risk as a number, from elsewhere. | staticriskscore
    *.risk.static_score_norm | The same from 0 to 100. | staticriskscorenorm
    process.parent.args | The command line of the parent, cut into arguments. | parentargs
    process.parent.command_line | The whole command line of the parent. | parentcommandline parentcmdline parentprocesscommandline
    process.parent.entity_id | What identifies the parent on all hosts and at all times. | parentprocessguid
    process.parent.executable | The whole path of the parent's program. | parentimage parentprocesspath parentexecutable
    process.parent.name | The name of the parent's program, without the folder. | parentprocessname parentname
    process.parent.pid | The number of the parent. | ppid parentpid parentprocessid
    process.args | The command line, cut into arguments. | args arguments argv
    process.args_count | How many arguments there are. | argc
    process.command_line | The whole command line. | commandline cmdline cmd processcommandline command
    process.end | When the process ended. | processend exittime
    process.entity_id | What identifies the process on all hosts and at all times. | processguid processuuid uniquepid
    process.env_vars | Variables of its environment. | environment env
    process.executable | The whole path of the program. | image processpath exe newprocessname imagepath applicationpath filepath imagename processimage
    process.exit_code | What the process gave back when it ended. | exitcode returncode exitstatus
    process.interactive | Whether somebody sits at its terminal. | interactive
    process.name | The name of the program, without the folder. | processname comm procname programname proc
    process.pid | The number of the process. | pid processid newprocessid procid
    process.start | When the process began. | processstart starttime
    process.title | What the process calls itself. | title proctitle
    process.uptime | For how many seconds it has been running. | processuptime
    process.vpid | Its number inside its namespace. | vpid
    process.working_directory | The folder it works in. | cwd workingdirectory currentdirectory pwd
    process.tty | Its terminal. | tty terminal
    process.tty.columns | How many columns its terminal has. | ttycolumns
    process.tty.rows | How many rows its terminal has. | ttyrows
    process.tty.char_device.major | The major number of its terminal. | ttymajor
    process.tty.char_device.minor | The minor number of its terminal. | ttyminor
    process.thread.id | The number of the thread. | tid threadid newthreadid
    process.thread.name | The name of the thread. | threadname
    process.thread.capabilities.effective | What the thread is allowed to do. | capeffective
    process.thread.capabilities.permitted | What the thread may allow itself to do. | cappermitted
    process.io | What was read from or written to its terminal. | io
    process.io.text | That as text. | iotext
    process.io.type | Which stream it is. | iotype
    file.accessed | When the file was read last. | atime accessed accesstime
    file.attributes | Its attributes: `hidden`, `readonly`, `system`. | fileattributes attributes
    file.created | When the file was made. | created creationutctime birthtime creationtime
    file.ctime | When its attributes changed last. | ctime
    file.device | The device it lies on. | filedevice
    file.directory | The folder it lies in. | directory folder folderpath filedir dir
    file.drive_letter | The letter of its drive, without the colon. | drive driveletter
    file.extension | Its extension, without the dot. | extension fileextension ext
    file.fork_name | The name of an alternate stream. | fork stream ads
    file.gid | The number of the group it belongs to. | filegid
    file.group | The name of that group. | filegroup
    file.inode | Its number in the file system. | inode
    file.mime_type | The type of its contents. | mimetype filetype contenttype
    file.mode | Its rights as octal digits: `0640`. | mode permissions filemode
    file.mtime | When its contents changed last. | mtime modified lastmodified modifiedtime lastwritetime
    file.name | Its name with the extension, without the folder. | filename file fname
    file.origin_referrer_url | The page with the link that the file was fetched by. | referrerurl
    file.origin_url | Where the file was fetched from. | hosturl originurl
    file.owner | The name of the user it belongs to. | owner fileowner
    file.path | Its whole path. | filepath targetfilename path objectname file targetfilepath
    file.size | How long it is, in bytes. | size filesize
    file.target_path | What a link leads to. | targetpath linktarget
    file.type | `file`, `dir` or `symlink`. | filetype
    file.uid | The number of the user it belongs to. | fileuid
    *.hash.cdhash | The hash of its code directory (macOS). | cdhash
    *.hash.md5 | Its MD5. | md5 filehash md5hash
    *.hash.sha1 | Its SHA-1. | sha1 sha1hash
    *.hash.sha256 | Its SHA-256. | sha256 sha256hash filehash hash
    *.hash.sha384 | Its SHA-384. | sha384
    *.hash.sha512 | Its SHA-512. | sha512
    *.hash.ssdeep | Its fuzzy hash by ssdeep. | ssdeep
    *.hash.tlsh | Its fuzzy hash by TLSH. | tlsh
    *.pe.architecture | The processor that the program is made for. | pearchitecture
    *.pe.company | Who made it, as it says itself. | company companyname
    *.pe.description | What it is, as it says itself. | filedescription description
    *.pe.file_version | Its version, as it says itself. | fileversion
    *.pe.imphash | A hash of what it imports. | imphash
    *.pe.import_hash | A hash of what it imports. | importhash
    *.pe.original_file_name | What it was called when it was made. | originalfilename
    *.pe.pehash | A hash of its structure. | pehash
    *.pe.product | The product it belongs to. | product productname
    *.pe.imports | What it imports. | imports
    *.pe.sections | Its sections, one object each. | sections
    *.elf.architecture | The processor that the program is made for. | elfarchitecture
    *.elf.telfhash | A hash of its symbols. | telfhash
    *.elf.import_hash | A hash of what it imports. | importhash
    *.macho.symhash | A hash of what it imports. | symhash
    *.code_signature.digest_algorithm | The hash that was signed. | digestalgorithm
    *.code_signature.exists | Whether the program is signed. | signed issigned
    *.code_signature.flags | Flags of the signature. | signatureflags
    *.code_signature.signing_id | What the signer calls the program. | signingid
    *.code_signature.status | What is wrong with the signature, or that nothing is. | signaturestatus signatureinfo
    *.code_signature.subject_name | Who signed it. | signature signer signername publisher
    *.code_signature.team_id | The team of the signer. | teamid
    *.code_signature.thumbprint_sha256 | The SHA-256 of the signer's certificate. | thumbprint
    *.code_signature.timestamp | When it was signed. | signingtime
    *.code_signature.trusted | Whether the signer is trusted. | trusted
    *.code_signature.valid | Whether the signature fits the program. | valid signaturevalid
    dll.name | The name of the library. | dllname modulename imageloadedname
    dll.path | The whole path of the library. | dllpath imageloaded modulepath
    dll.origin_url | Where the library was fetched from. | dllurl
    dll.origin_referrer_url | The page with the link that it was fetched by. | dllreferrer
    registry.data.bytes | What was written, as bytes in base64. | registrybytes
    registry.data.strings | What was written, as texts. | registrydata newvalue registryvaluedata
    registry.data.type | The type of what was written: `REG_SZ`. | registrytype valuetype
    registry.hive | The hive, in short: `HKLM`. | hive
    registry.key | The path below the hive. | key registrykey keypath
    registry.path | The whole path with hive, key and value. | registrypath targetobject
    registry.value | The name of the value. | valuename registryvalue objectvaluename
    package.architecture | The processor that the package is for. | packagearchitecture
    package.build_version | The version of the sources. | buildversion
    package.checksum | A checksum of the package. | packagechecksum
    package.description | What the package is. | packagedescription
    package.install_scope | Who the package is installed for. | installscope
    package.installed | When it was installed. | installed installtime
    package.license | Its licence. | license
    package.name | Its name. | packagename
    package.path | Where it is installed. | installpath
    package.reference | A link to it. | packageurl
    package.size | How long it is, in bytes. | packagesize
    package.type | `rpm`, `deb`, `msi` and others. | packagetype
    package.version | Its version. | packageversion
    device.id | What identifies a device that a person carries or plugs in. | deviceid
    device.manufacturer | Who made the device. | manufacturer devicemanufacturer
    device.model.identifier | The model, for machines. | modelid
    device.model.name | The model, for people. | model devicemodel
    device.product.id | The product, by its number. | productid
    device.product.name | The product, by its name. | deviceproductname
    device.serial_number | Its serial number. | deviceserialnumber
    device.type | What kind of device it is. | devicetype
    device.vendor.id | The vendor, by its number. | vendorid
    device.vendor.name | The vendor, by its name. | devicevendorname
    volume.bus_type | How the volume is attached: `USB`. | bustype
    volume.default_access | What is allowed on it by default. | defaultaccess
    volume.device_name | The device it lies on. | volumedevice
    volume.device_type | What kind of device that is. | volumedevicetype
    volume.dos_name | Its letter, such as `E:`. | dosname
    volume.file_system_type | Its file system. | filesystem fstype
    volume.mount_name | Where it is mounted. | mountpoint
    volume.nt_name | Its name inside Windows. | ntname
    volume.product_id | Its product, by number. | volumeproductid
    volume.product_name | Its product, by name. | volumeproduct
    volume.removable | Whether it can be taken off. | removable
    volume.serial_number | Its serial number. | volumeserial
    volume.size | How much it holds, in bytes. | volumesize
    volume.vendor_id | Its vendor, by number. | volumevendorid
    volume.vendor_name | Its vendor, by name. | volumevendor
    volume.writable | Whether it can be written. | writable
    container.cpu.usage | How busy its processors are, from 0 to 1. | containercpu
    container.disk.read.bytes | Bytes read since the last report. | containerread
    container.disk.write.bytes | Bytes written since the last report. | containerwrite
    container.id | What identifies the container. | containerid
    container.image.hash.all | Hashes of its image, each with its algorithm. | imagedigest
    container.image.name | The image it was made from. | containerimage imagename
    container.image.tag | Tags of that image. | imagetag
    container.labels | Its labels. | containerlabels
    container.memory.usage | How much of its memory it uses, from 0 to 1. | containermemory
    container.name | Its name. | containername
    container.network.egress.bytes | Bytes sent since the last report. | containernetout
    container.network.ingress.bytes | Bytes received since the last report. | containernetin
    container.runtime | What runs it: `docker`. | containerruntime
    container.security_context.privileged | Whether it may do as the host does. | privileged
    """#
}
