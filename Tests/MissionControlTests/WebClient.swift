import Foundation
import Glibc

/// A plain HTTP client on a socket of its own for each request; the tests see every byte.
struct WebClient: Sendable {
    enum Address: Sendable {
        case tcp(port: Int)
        case local(path: String)
    }

    struct Failure: Error { var what: String }

    struct Reply: Sendable {
        var status: Int
        var head: String
        var body: String

        /// The field's value, by its name in lower case.
        func field(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name + ":") }
                .map { String($0.dropFirst(name.utf8.count + 1).drop { $0 == " " }) }
        }
    }

    let address: Address
    var token: String? = "all"

    func get(_ path: String, _ fields: [String] = []) async throws -> Reply {
        try await ask("GET", path, fields)
    }

    func post(_ body: String, type: String = "application/json", _ fields: [String] = [])
        async throws -> Reply
    {
        try await ask(
            "POST", "/v1/mentions", ["Content-Type: \(type)"] + fields, body: Array(body.utf8))
    }

    func ask(_ method: String, _ path: String, _ fields: [String] = [], body: [UInt8]? = nil)
        async throws -> Reply
    {
        var length: [String] = []
        if let body { length = ["Content-Length: \(body.count)"] }
        let answer = try await exchange(
            request(method, path, fields + length + ["Connection: close"]) + (body ?? []))
        return try WebClient.reply(answer)
    }

    func request(_ method: String, _ path: String, _ fields: [String]) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: desk"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        return Array((lines + fields + ["", ""]).joined(separator: "\r\n").utf8)
    }

    /// Sends the bytes and reads until the end, or until the text has come.
    func exchange(_ bytes: [UInt8], until text: String? = nil) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            // Blocking reads have no place on the threads that run tasks.
            Thread.detachNewThread {
                continuation.resume(with: Result { try exchangeNow(bytes, until: text) })
            }
        }
    }

    private func exchangeNow(_ bytes: [UInt8], until text: String?) throws -> String {
        let socket = try connected()
        defer { close(socket) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { break }
            sent += count
        }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &chunk, chunk.count, 0)
            if count < 0 && errno == EAGAIN { throw Failure(what: "no answer in time") }
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += chunk[..<count]
            if let text, String(decoding: answer, as: UTF8.self).contains(text) {
                return String(decoding: answer, as: UTF8.self)
            }
        }
    }

    func connected() throws -> Int32 {
        switch address {
        case .tcp(let port):
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = in_port_t(port).bigEndian
            name.sin_addr.s_addr = inet_addr("127.0.0.1")
            try connect(socket, &name)
            return socket
        case .local(let path):
            let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var name = sockaddr_un()
            name.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
            try connect(socket, &name)
            return socket
        }
    }

    private func connect<Name>(_ socket: Int32, _ name: inout Name) throws {
        let size = socklen_t(MemoryLayout<Name>.size)
        let result = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, size)
            }
        }
        guard result == 0 else { throw Failure(what: String(cString: strerror(errno))) }
    }

    static func reply(_ answer: String) throws -> Reply {
        let parts = answer.split(
            separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let words = parts.first?.split(separator: " ") ?? []
        guard parts.count == 2, words.count > 1, let status = Int(words[1]) else {
            throw Failure(what: "no HTTP answer: \(answer.prefix(200))")
        }
        return Reply(status: status, head: String(parts[0]), body: String(parts[1]))
    }
}
