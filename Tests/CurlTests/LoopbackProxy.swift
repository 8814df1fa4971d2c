import Glibc
import Synchronization

/// A proxy on 127.0.0.1 that speaks SOCKS5 (RFC 1928) or HTTP's CONNECT, whichever the peer
/// begins with, notes what it was asked for and leads everything to one port of 127.0.0.1.
final class LoopbackProxy: Sendable {
    private let server: LoopbackServer
    private let asked: Asked

    final class Asked: Sendable {
        let targets = Mutex<[String]>([])
    }

    var port: Int { server.port }
    /// `socks name:port` or `connect name:port`, in the order they came.
    var targets: [String] { asked.targets.withLock { $0 } }

    /// - Parameter target: nothing: it refuses everybody.
    init(to target: Int?) throws {
        let asked = Asked()
        self.asked = asked
        server = try LoopbackServer { peer, _ in
            let first = peer.read()
            guard
                let name = first.first == 5 ? LoopbackProxy.socks(peer) : LoopbackProxy.http(first)
            else { return }
            asked.targets.withLock { $0.append((first.first == 5 ? "socks " : "connect ") + name) }
            let isSocks = first.first == 5
            guard let target, let upstream = LoopbackProxy.connect(to: target) else {
                let no =
                    isSocks
                    ? [5, 2, 0, 1, 0, 0, 0, 0, 0, 0] : Array("HTTP/1.1 403 No\r\n\r\n".utf8)
                peer.write(no)
                return
            }
            peer.write(
                isSocks ? [5, 0, 0, 1, 0, 0, 0, 0, 0, 0] : Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
            LoopbackProxy.lead(peer, LoopbackServer.Peer(socket: upstream))
            close(upstream)
        }
    }

    /// The greeting was read; no authentication, then a request for a name.
    private static func socks(_ peer: LoopbackServer.Peer) -> String? {
        peer.write([5, 0])
        let request = peer.read()
        guard request.count > 6, request[1] == 1, request[3] == 3 else { return nil }
        let end = 5 + Int(request[4])
        guard request.count == end + 2 else { return nil }
        let port = Int(request[end]) << 8 | Int(request[end + 1])
        return "\(String(decoding: request[5..<end], as: UTF8.self)):\(port)"
    }

    private static func http(_ request: [UInt8]) -> String? {
        let words = String(decoding: request, as: UTF8.self).split(separator: " ")
        return words.first == "CONNECT" ? String(words[1]) : nil
    }

    private static func connect(to port: Int) -> Int32? {
        let upstream = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(upstream, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        return isConnected ? upstream : nil
    }

    /// Both ways, until either side ends. A crowded machine may keep a test waiting for long.
    private static func lead(_ one: LoopbackServer.Peer, _ other: LoopbackServer.Peer) {
        var sockets = [one.socket, other.socket].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        while poll(&sockets, 2, 120_000) > 0 {
            for (index, pair) in [(one, other), (other, one)].enumerated()
            where sockets[index].revents != 0 {
                let bytes = pair.0.read()
                guard !bytes.isEmpty, pair.1.write(bytes) else { return }
            }
        }
    }
}
