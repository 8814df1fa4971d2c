import Testing

@testable import IRCWire

/// A whole conversation between a session and a server of some kind, to be played in any pieces.
struct Conversation: Sendable, CustomTestStringConvertible {
    var name: String
    var configuration = IRCSessionConfiguration.desk
    var turns: [Turn]

    var testDescription: String { name }

    enum Turn: Sendable {
        /// Lines of the server's, in one go.
        case server([String])
        case bytes([UInt8])
        case say(Utterance)
        /// The server sends back what was written last, with the tags as they came and these.
        case echo(tags: String)
        /// The server answers the last PING.
        case pong
        case passes(Milliseconds)
    }

    struct Outcome: Equatable {
        var written: [String]
        var facts: [IRCFact]
        /// How many bytes the server sent.
        var bytes: Int
    }

    /// Plays it with what the server sends cut at these places, counted over all of it.
    func played(cutAt cuts: Set<Int> = [], isByteByByte: Bool = false) -> Outcome {
        var server = ScriptedServer(configuration)
        var count = 0
        play(turns[...], with: &server) { bytes in
            defer { count += bytes.count }
            return bytes.indices.filter { isByteByByte || cuts.contains(count + $0) }
        }
        return outcome(server, count)
    }

    /// Plays it with each possible cut into two, each time from the turn it is in.
    func playedWithEveryCut(_ check: (_ cut: Int, Outcome) -> Void) {
        var server = ScriptedServer(configuration)
        let total = played().bytes
        var count = 0
        for (index, turn) in turns.enumerated() {
            let size = bytes(of: turn, after: server.written).count
            for cut in 0..<size {
                var other = server
                play([turn], with: &other) { _ in [cut] }
                play(turns[(index + 1)...], with: &other) { _ in [] }
                check(count + cut, outcome(other, total))
            }
            play([turn], with: &server) { _ in [] }
            count += size
        }
    }

    private func outcome(_ server: ScriptedServer, _ bytes: Int) -> Outcome {
        var server = server
        server.loses()
        return Outcome(written: server.written, facts: server.facts, bytes: bytes)
    }

    private func play(
        _ turns: ArraySlice<Turn>, with server: inout ScriptedServer, cuts: ([UInt8]) -> [Int]
    ) {
        for turn in turns {
            switch turn {
            case .say(let utterance): server.say(utterance)
            case .passes(let time): server.passes(time)
            default:
                let bytes = bytes(of: turn, after: server.written)
                var start = 0
                for cut in cuts(bytes) + [bytes.count] {
                    server.receives(Array(bytes[start..<cut]))
                    start = cut
                }
            }
        }
    }

    private func bytes(of turn: Turn, after written: [String]) -> [UInt8] {
        switch turn {
        case .server(let lines): Array(lines.map { "\($0)\r\n" }.joined().utf8)
        case .bytes(let bytes): bytes
        case .echo(let tags):
            echo(of: written.last { $0.contains("PRIVMSG ") || $0.contains("NOTICE ") }, tags)
        case .pong:
            Array(
                (written.last { $0.hasPrefix("PING ") }.map {
                    ":s PONG s :\($0.dropFirst("PING ".count))\r\n"
                } ?? "").utf8)
        case .say, .passes: []
        }
    }

    private func echo(of text: String?, _ tags: String) -> [UInt8] {
        guard let text, var line = IRCLine(parsing: text) else { return [] }
        let more = IRCTags(parsing: Array(tags.utf8))
        for pair in more.pairs { line.tags[pair.key] = pair.value }
        line.source = "casebell!~bot@desk.test"
        return line.wireBytes
    }
}
