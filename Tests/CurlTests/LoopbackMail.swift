import Synchronization

/// A mail server whose every answer is scripted, for what a real one does not do on demand.
struct LoopbackMail: Sendable {
    enum Answer: Sendable {
        /// One reply, or several lines of one; CRLF is added.
        case say(String)
        /// Nothing more until the gate is opened.
        case hang(Gate)
        case cut
    }

    /// What is answered to each command, by its word; the rest is taken.
    typealias Script = [String: Answer]

    /// What one client said: its commands line by line, and the message between DATA and the dot
    /// as it travelled.
    struct Heard: Sendable {
        var lines: [String] = []
        var message = ""
    }

    private final class Record: Sendable {
        let heard = Mutex<[Heard]>([])
    }

    let server: LoopbackServer
    private let record: Record

    var port: Int { server.port }
    var heard: [Heard] { record.heard.withLock { $0 } }

    static let greeting = "220 mail.example ESMTP"
    static let taken = "250 2.0.0 Ok: queued as 4XYZ"

    /// - Parameter script: also under `greeting` and `end`, which follows the message.
    init(_ script: Script = [:]) throws {
        let record = Record()
        self.record = record
        server = try LoopbackServer { peer, _ in
            let place = record.heard.withLock { heard in
                heard.append(Heard())
                return heard.count - 1
            }
            var talk = Talk(peer: peer, script: script) { note in
                record.heard.withLock { note(&$0[place]) }
            }
            talk.run()
        }
    }

    private struct Talk {
        let peer: LoopbackServer.Peer
        let script: Script
        let note: ((inout Heard) -> Void) -> Void
        var unread: [UInt8] = []

        init(
            peer: LoopbackServer.Peer, script: Script,
            note: @escaping ((inout Heard) -> Void) -> Void
        ) {
            self.peer = peer
            self.script = script
            self.note = note
        }

        mutating func run() {
            guard answer("greeting", LoopbackMail.greeting) else { return }
            while let line = take(until: "\r\n") {
                note { $0.lines.append(line) }
                let word = line.prefix { $0 != " " }.uppercased()
                if word == "AUTH" {
                    // The credentials come in a line of their own.
                    guard peer.write(Array("334 \r\n".utf8)), take(until: "\r\n") != nil else {
                        return
                    }
                }
                guard answer(word, usual(word)) else { return }
                if word == "QUIT" { return }
                guard word == "DATA", isGoing(word) else { continue }
                guard let message = take(until: "\r\n.\r\n") else { return }
                note { $0.message = message + "\r\n" }
                guard answer("end", LoopbackMail.taken) else { return }
            }
        }

        private func usual(_ word: String) -> String {
            switch word {
            case "EHLO": "250-mail.example\r\n250-SIZE 1000000\r\n250 AUTH PLAIN"
            case "AUTH": "235 2.7.0 Welcome"
            case "DATA": "354 End data with <CR><LF>.<CR><LF>"
            case "QUIT": "221 Bye"
            default: "250 Ok"
            }
        }

        private func isGoing(_ word: String) -> Bool {
            guard case .say(let text)? = script[word] else { return true }
            return text.hasPrefix("3")
        }

        private func answer(_ word: String, _ usual: String) -> Bool {
            switch script[word] ?? .say(usual) {
            case .say(let text): return peer.write(Array((text + "\r\n").utf8))
            case .hang(let gate):
                gate.wait()
                return false
            case .cut: return false
            }
        }

        /// What comes before the mark; nothing at the end of the stream.
        private mutating func take(until mark: String) -> String? {
            let mark = Array(mark.utf8)
            while true {
                if let end = unread.firstRange(of: mark) {
                    defer { unread.removeFirst(end.upperBound) }
                    return String(decoding: unread[..<end.lowerBound], as: UTF8.self)
                }
                let bytes = peer.read()
                guard !bytes.isEmpty else { return nil }
                unread += bytes
            }
        }
    }
}
