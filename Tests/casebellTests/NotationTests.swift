import Casework
import Testing

@testable import casebell

@Suite struct NotationTests {
    @Test(
        arguments: [
            ("200ms", 200), ("90s", 90_000), ("30m", 1_800_000), ("2h", 7_200_000),
            ("3d", 259_200_000), ("0s", 0), ("007s", 7000),
        ] as [(String, Int64)])
    func `a length of time is a number and its unit`(_ notation: String, _ milliseconds: Int64) {
        #expect(Lapse(notation: notation)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "s", "90", "90 s", "-1s", "1.5h", "1h30m", "90S", "5w", "٣s", "+1s",
        "9223372036854775808ms", "9223372036854775807d",
    ])
    func `anything else is none`(_ notation: String) {
        #expect(Lapse(notation: notation) == nil)
    }

    @Test(
        arguments: [
            (0, "0s"), (1, "1ms"), (1000, "1s"), (90_000, "90s"), (60_000, "1m"),
            (86_400_000, "1d"), (129_600_000, "36h"),
        ] as [(Int64, String)])
    func `a length of time is written the shortest way`(_ milliseconds: Int64, _ text: String) {
        #expect(Lapse(milliseconds: milliseconds).notation == text)
        #expect(Lapse(notation: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [("0%", 0), ("80%", 800), ("99.5%", 995), ("100%", 1000), ("100.0%", 1000)])
    func `a percentage has its sign`(_ notation: String, _ permille: Int) {
        #expect(Percentage(notation: notation)?.permille == permille)
    }

    @Test(arguments: [
        "", "%", "80", "80 %", "101%", "100.1%", "-1%", ".5%", "5.%", "1.23%", "1e1%",
    ])
    func `anything else is no percentage`(_ notation: String) {
        #expect(Percentage(notation: notation) == nil)
    }

    @Test(arguments: [
        ("irc.example.org:6697", "irc.example.org", 6697),
        ("irc.example.org", "irc.example.org", 1),
        ("127.0.0.1:0", "127.0.0.1", 0), ("[::1]:6667", "::1", 6667),
        ("[fe80::1%eth0]", "fe80::1%eth0", 1),
    ])
    func `a host may have a port`(_ notation: String, _ host: String, _ port: Int) {
        #expect(HostPort(notation: notation, defaultPort: 1) == HostPort(host: host, port: port))
    }

    @Test(arguments: [
        "", ":6697", "irc.example.org:", "irc.example.org:ircs", "irc.example.org:65536", "::1",
        "[::1", "[::1]6667", "[::1]:", "[irc.example.org]:1", "irc example", "irc://host:1", "a/b",
        "host:-1", "host:+1", "hösten",
    ])
    func `anything else is no host`(_ notation: String) {
        #expect(HostPort(notation: notation, defaultPort: 1) == nil)
    }

    @Test func `a port is needed where there is none by default`() {
        #expect(HostPort(notation: "127.0.0.1", defaultPort: nil) == nil)
    }

    @Test(arguments: [
        ("localhost", true), ("LOCALHOST", true), ("127.0.0.1", true), ("127.1.2.3", true),
        ("::1", true), ("0.0.0.0", false), ("::", false), ("127.example.org", false),
        ("127.0.0.1.example.org", false), ("192.168.0.1", false),
    ])
    func `only what never leaves the machine is loopback`(_ host: String, _ expected: Bool) {
        #expect(isLoopbackHost(host) == expected)
    }
}
