import Dispatch
import Glibc
import Rehearsal
import Synchronization

@testable import IRCWire

/// A small IRC server on a socket of its own, for one bot: it registers anybody, seats everybody
/// of the cast in every room, and passes on what they say with their accounts.
final class StageServer: Sendable {
    struct NoSocket: Error {}

    /// Of a line without its tags and its end (RFC 1459, 2.3); the rest is thrown away.
    private static let lineBytes = 510

    let port: Int
    private let listener: Int32
    private let told: @Sendable (_ target: String, _ text: String) -> Void
    private let connection = Mutex<Int32?>(nil)
    private let joined: ScriptedLog<String>

    /// `told` hears what the bot says, as it stands on the line.
    init(_ told: @escaping @Sendable (_ target: String, _ text: String) -> Void) throws {
        self.told = told
        joined = ScriptedLog("rooms") { $0 }
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, size) == 0 && listen(listener, 1) == 0
                    && getsockname(listener, pointer, &size) == 0
            }
        }
        guard isBound else { throw NoSocket() }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(listener) }

    /// Serves the bot until it is cancelled.
    func run() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "server").async { [self] in
                    serve()
                    continuation.resume()
                }
            }
        } onCancel: {
            // Whoever waits in `accept` or `read` is let go; the numbers stay taken until the end.
            shutdown(listener, Int32(SHUT_RDWR))
            connection.withLock { if let socket = $0 { _ = shutdown(socket, Int32(SHUT_RDWR)) } }
        }
    }

    /// The bot is in so many rooms, and everybody with it.
    func untilJoined(_ count: Int) async throws {
        _ = try await joined.first(from: count - 1, "all rooms", patience: .seconds(45)) { $0 }
    }

    func say(_ text: String, by client: LinkClient, to target: String) {
        let account = client.account.map { "@account=\($0) " } ?? ""
        let line = ":\(client.name)!\(client.name)@host PRIVMSG \(target) :\(text)"
        send(account + LineCutter.prefix(line, bytes: StageServer.lineBytes))
    }

    private func serve() {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { return }
        connection.withLock { $0 = socket }
        var unread: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = read(socket, &chunk, chunk.count), count > 0 {
            unread += chunk[..<count]
            while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let text = String(decoding: unread[..<end], as: UTF8.self)
                unread.removeSubrange(...end)
                if let line = IRCLine(parsing: text) { answer(line) }
            }
        }
        connection.withLock { $0 = nil }
        close(socket)
    }

    private func answer(_ line: IRCLine) {
        switch line.command {
        case "CAP" where line[0] == "LS":
            send(":s CAP * LS :account-tag extended-join account-notify message-tags")
        case "CAP" where line[0] == "REQ": send(":s CAP * ACK :\(line[1] ?? "")")
        case "CAP" where line[0] == "END":
            send(
                ":s 001 casebell :Welcome",
                ":s 005 casebell CASEMAPPING=ascii CHANTYPES=# NICKLEN=30 :are supported")
        case "JOIN":
            for room in (line[0] ?? "").split(separator: ",") { seat(in: String(room)) }
        case "WHO": send(":s 315 casebell \(line[0] ?? "") :End")
        case "PING": send(":s PONG s :\(line[0] ?? "")")
        case "PRIVMSG", "NOTICE": told(line[0] ?? "", line[1] ?? "")
        default: break
        }
    }

    private func seat(in room: String) {
        let supervisors = room == "#care" ? LinkCast.clients.map(\.name) : LinkCast.approvers
        send(
            ":casebell!bot@desk.test JOIN \(room) * :Casebell",
            ":s 353 casebell = \(room) :casebell", ":s 366 casebell \(room) :End")
        for client in LinkCast.clients where supervisors.contains(client.name) {
            let account = client.account ?? "*"
            send(":\(client.name)!\(client.name)@host JOIN \(room) \(account) :\(client.name)")
        }
        joined.append(room)
    }

    private func send(_ lines: String...) {
        let bytes = Array(lines.map { "\($0)\r\n" }.joined().utf8)
        connection.withLock { socket in
            guard let socket else { return }
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                sent += count
            }
        }
    }
}
