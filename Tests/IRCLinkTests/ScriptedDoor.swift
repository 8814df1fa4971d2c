import Curl
import IRCWire
import Synchronization

@testable import IRCLink

/// A server in the test's hands: each connection the link opens is answered by `script`, line by
/// line and on the same thread, as the reactor would.
final class ScriptedDoor: LineDoor {
    typealias Script = @Sendable (IRCLine, ScriptedWire) -> Void

    /// Rings when either side has something to deliver. For one sleeper.
    let news = Alarm()
    let wires = Mutex<[ScriptedWire]>([])
    /// Where each of them went.
    let endpoints = Mutex<[LineEndpoint]>([])
    private let script: Script
    /// What happens when a connection is opened, by its number from 0.
    private let opening: @Sendable (Int, ScriptedWire) -> Void

    init(
        opening: @escaping @Sendable (Int, ScriptedWire) -> Void = { _, wire in wire.stands() },
        script: @escaping Script = ScriptedDoor.oldServer
    ) {
        self.opening = opening
        self.script = script
    }

    func open(_ endpoint: LineEndpoint, ears: any LineEars) -> any LineWire {
        let wire = ScriptedWire(
            ears: ears, news: news, isEncrypted: endpoint.tls != nil, script: script)
        let number = wires.withLock { wires -> Int in
            wires.append(wire)
            endpoints.withLock { $0.append(endpoint) }
            return wires.count - 1
        }
        opening(number, wire)
        news.ring()
        return wire
    }

    var last: ScriptedWire? { wires.withLock { $0.last } }

    /// Registers anybody and answers PING; knows no capabilities.
    @Sendable static func oldServer(_ line: IRCLine, _ wire: ScriptedWire) {
        switch line.command {
        case "USER":
            wire.hear(":s 001 casebell :Welcome", ":s 005 casebell NICKLEN=9 :are supported")
        case "JOIN":
            for room in (line[0] ?? "").split(separator: ",") {
                wire.hear(":casebell!u@h JOIN \(room)", ":s 366 casebell \(room) :End")
            }
        case "PING": wire.hear(":s PONG s :\(line[0] ?? "")")
        default: break
        }
    }
}

/// One connection. What the server says is delivered by `pump`, never while the link writes.
final class ScriptedWire: LineWire {
    private struct State {
        var unread: [UInt8] = []
        var toDeliver: [[UInt8]] = []
        var written: [String] = []
        var isClosed = false
        var hasEnded = false
    }
    private let state = Mutex(State())
    /// TLS, if this were a connection.
    let isEncrypted: Bool
    private let ears: any LineEars
    private let news: Alarm
    private let script: ScriptedDoor.Script

    init(
        ears: any LineEars, news: Alarm, isEncrypted: Bool, script: @escaping ScriptedDoor.Script
    ) {
        self.ears = ears
        self.news = news
        self.isEncrypted = isEncrypted
        self.script = script
    }

    func send(_ bytes: [UInt8]) {
        state.withLock { state in
            guard !state.isClosed else { return }
            state.unread += bytes
        }
        news.ring()
    }

    func close() {
        state.withLock { $0.isClosed = true }
        news.ring()
    }

    /// The server says these lines.
    func hear(_ lines: String...) {
        state.withLock { state in
            for line in lines { state.toDeliver.append(Array("\(line)\r\n".utf8)) }
        }
    }

    func stands() {
        ears.connected(
            ConnectionFacts(
                address: "127.0.0.1", port: 6667, isEncrypted: isEncrypted, fingerprint: nil))
    }

    /// The connection is gone.
    func ends(_ failure: CurlFailure?) {
        let isFirst = state.withLock { state -> Bool in
            defer { state.hasEnded = true }
            return !state.hasEnded
        }
        if isFirst { ears.ended(failure) }
    }

    var written: [String] { state.withLock { $0.written } }

    /// Lets both sides take what the other has sent, until neither has more.
    func pump() {
        while true {
            let (lines, pieces, isDone) = state.withLock { state in
                var lines: [String] = []
                while let end = state.unread.firstIndex(of: 0x0A) {
                    lines.append(String(decoding: state.unread[..<end].dropLast(), as: UTF8.self))
                    state.unread.removeSubrange(...end)
                }
                state.written += lines
                let pieces = state.toDeliver
                state.toDeliver = []
                let isDone = state.isClosed && !state.hasEnded && pieces.isEmpty && lines.isEmpty
                return (lines, pieces, isDone)
            }
            for line in lines { IRCLine(parsing: line).map { script($0, self) } }
            for piece in pieces { ears.received(piece) }
            if isDone { ends(nil) }
            if lines.isEmpty && pieces.isEmpty { return }
        }
    }
}
