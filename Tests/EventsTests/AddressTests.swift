import Events
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"), ("255.255.255.255", "255.255.255.255"), ("0.0.0.0", "0.0.0.0"),
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("FE80::ABCD", "fe80::abcd"),
    ("2001:0DB8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("::ffff:1.2.3.4", "::ffff:1.2.3.4"), ("::FFFF:0102:0304", "::ffff:1.2.3.4"),
    ("64:ff9b::1.2.3.4", "64:ff9b::102:304"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("0:0:0:0:0:0:0:0", "::"),
    ("0:1::", "0:1::"),
  ])
  func canonical(spelling: String, expected: String) {
    #expect(written(spelling) { IPAddress.canonical($0, in: $1) } == expected)
    withBytes(spelling) { bytes, _ in
      #expect(IPAddress.isCanonical(bytes) == (spelling == expected))
    }
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "256.1.1.1", "1.2.3.4:80", "1.2.3.4/8",
    " 1.2.3.4", "1..2.3", "1.2.3.", ".1.2.3", "1.2.3.4a", ":", ":::", "1:2:3:4:5:6:7", "1::2::3",
    "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "12345::", "g::", "fe80::1%eth0",
    "[::1]", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.4:5",
    "::1.2.3.4.5", "0000.1.1.1",
  ])
  func refused(spelling: String) {
    withBytes(spelling) { bytes, _ in #expect(IPAddress(bytes) == nil) }
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
    ("0.0.0.0/0", "8.8.8.8", true), ("192.168.1.7/32", "192.168.1.7", true),
    ("192.168.1.7", "192.168.1.8", false), ("172.16.0.0/12", "172.31.255.255", true),
    ("172.16.5.5/12", "172.32.0.0", false), ("fe80::/10", "febf::1", true),
    ("fe80::/10", "fec0::1", false), ("2001:db8::/64", "2001:db8::ffff:0:0:1", true),
    ("2001:db8::/65", "2001:db8::8000:0:0:1", false), ("::/0", "2001:db8::1", true),
    ("::/0", "1.2.3.4", false), ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("::1/128", "::1", true),
  ])
  func networks(network: String, address: String, expected: Bool) {
    withBytes(network) { network, _ in
      withBytes(address) { address, _ in
        let network = Network(network)
        let address = IPAddress(address)
        #expect(network != nil && address != nil)
        if let network, let address { #expect(network.contains(address) == expected) }
      }
    }
  }

  @Test(arguments: ["10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/08", "/8", "10.0.0/8", "::/-1"])
  func badNetworks(text: String) {
    withBytes(text) { bytes, _ in #expect(Network(bytes) == nil) }
  }

  @Test(
    arguments: [
      ("00-00-5E-00-53-23", "00-00-5E-00-53-23"), ("00:00:5e:00:53:23", "00-00-5E-00-53-23"),
      ("0000.5e00.5323", "00-00-5E-00-53-23"), ("00005e005323", "00-00-5E-00-53-23"),
      ("00:00:5e:ef:10:00:00:00", "00-00-5E-EF-10-00-00-00"), ("00:00:5e:00:53", nil),
      ("00:00-5e:00:53:23", nil), ("00:00:5e:00:53:2g", nil), ("00005e00532", nil),
      ("00:00:5e:00:53:23:", nil), ("000:05e:005:323", nil), ("00005e00532310", nil),
    ] as [(String, String?)])
  func mac(spelling: String, expected: String?) {
    #expect(written(spelling) { MACAddress.normalized($0, in: $1) } == expected)
  }
}
