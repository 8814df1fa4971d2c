import Glibc
import Synchronization

/// A TCP server on a free port of 127.0.0.1 for the length of a test, one thread for each peer.
final class LoopbackServer: Sendable {
    /// A connected socket, closed when the handler returns.
    struct Peer: Sendable {
        let socket: Int32

        /// What there is, at most 64 KiB; empty at the end of the stream.
        func read() -> [UInt8] {
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            let count = recv(socket, &buffer, buffer.count, 0)
            return count > 0 ? Array(buffer[..<count]) : []
        }

        @discardableResult
        func write(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        func stopSending() { shutdown(socket, Int32(SHUT_WR)) }

        /// Makes the coming close a reset.
        func reset() {
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        }
    }

    let port: Int
    private let listener: Int32
    private let accepted = Mutex(0)

    /// - Parameter handler: runs on a thread of its own for each peer, with its number from 1.
    init(_ handler: @escaping @Sendable (Peer, Int) -> Void) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 128) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard bound else { throw CannotListen() }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        startThread { [weak self] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else {
                    // Nobody else closes it: its number would be another server's by now.
                    close(listener)
                    return
                }
                let number = self?.accepted.withLock { count in
                    count += 1
                    return count
                }
                startThread {
                    handler(Peer(socket: socket), number ?? 0)
                    close(socket)
                }
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    struct CannotListen: Error {}

    /// Sends back what it gets.
    static func echo() throws -> LoopbackServer {
        try LoopbackServer { peer, _ in
            while true {
                let bytes = peer.read()
                guard !bytes.isEmpty, peer.write(bytes) else { return }
            }
        }
    }

    /// How many sockets of this process are connected to the server. Other suites run beside this
    /// one, so its descriptors may be anywhere.
    var clientSockets: Int {
        (0..<65_536).count { descriptor in
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isConnected = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getpeername(Int32(descriptor), $0, &length) == 0
                }
            }
            return isConnected && Int(UInt16(bigEndian: address.sin_port)) == port
        }
    }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
            return nil
        }, context)
    pthread_detach(thread)
}
