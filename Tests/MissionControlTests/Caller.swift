import Foundation
import Glibc

/// One connection that stays, and says when the other side has ended it.
final class Caller: Sendable {
    private let socket: Int32
    private let client: WebClient

    init(_ client: WebClient) throws {
        self.client = client
        socket = try client.connected()
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    func send(_ bytes: [UInt8]) throws {
        let count = bytes.withUnsafeBytes {
            Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count == bytes.count else { throw WebClient.Failure(what: "it takes nothing") }
    }

    /// The status of the answer to a request for the path.
    func ask(_ path: String, token: String?) async throws -> Int {
        var client = client
        client.token = token
        try send(client.request("GET", path, []))
        return try await status()
    }

    /// The status of the next answer, which is read whole.
    func status() async throws -> Int {
        let head = try await read(until: "\r\n\r\n")
        let reply = try WebClient.reply(head)
        let length = reply.field("content-length").flatMap { Int($0) } ?? 0
        var body = 0
        while body < length { body += try await chunk(atMost: length - body).count }
        return reply.status
    }

    /// Whether the other side has ended the connection without a word more.
    func isHungUp() async -> Bool {
        (try? await chunk(atMost: 1).isEmpty) ?? false
    }

    /// Whether the other side ends the connection, whatever it says before.
    func isCut() async -> Bool {
        while let bytes = try? await chunk(atMost: 65_536) {
            if bytes.isEmpty { return true }
        }
        return true
    }

    private func read(until end: String) async throws -> String {
        var text = ""
        while !text.hasSuffix(end) {
            let byte = try await chunk(atMost: 1)
            guard !byte.isEmpty else { throw WebClient.Failure(what: "ended after: \(text)") }
            text += String(decoding: byte, as: UTF8.self)
        }
        return text
    }

    /// Empty at the end.
    private func chunk(atMost count: Int) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            // Blocking reads have no place on the threads that run tasks.
            Thread.detachNewThread { [socket] in
                var bytes = [UInt8](repeating: 0, count: count)
                let read = recv(socket, &bytes, count, 0)
                if read < 0 && errno == EAGAIN {
                    continuation.resume(throwing: WebClient.Failure(what: "nothing in time"))
                } else {
                    continuation.resume(returning: Array(bytes.prefix(max(0, read))))
                }
            }
        }
    }
}
