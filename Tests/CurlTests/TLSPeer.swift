import Foundation
import Glibc
import Synchronization

/// A throw-away authority and the certificates it and others signed, in a folder of its own,
/// made by the `openssl` command.
final class ThrowawayAuthority: Sendable {
    let folder: String

    /// CN and file name of each certificate: `good` (127.0.0.1 and localhost), `other` (another
    /// name), `client`, and `strange` (self-signed, expired, wrongly named).
    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("casebell-tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        self.folder = folder
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try openssl(
            ["req", "-x509", "-days", "2", "-subj", "/CN=Throwaway", "-keyout", "ca.key"] + key
                + ["-out", "ca.pem"])
        for (name, altName) in [
            ("good", "DNS:localhost,IP:127.0.0.1"), ("other", "DNS:elsewhere.example"),
            ("client", "DNS:casebell"),
        ] {
            try openssl(
                ["req", "-x509", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2"] + key + [
                    "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(altName)", "-addext",
                    "basicConstraints=critical,CA:FALSE", "-keyout", "\(name).key", "-out",
                    "\(name).pem",
                ])
        }
        try openssl(
            ["req"] + key + [
                "-subj", "/CN=strange", "-keyout", "strange.key", "-out", "strange.csr",
            ])
        try openssl(
            ["x509", "-req", "-in", "strange.csr", "-signkey", "strange.key", "-days", "-1"] + [
                "-out", "strange.pem",
            ])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ file: String) -> String { folder + "/" + file }

    /// As `openssl x509 -fingerprint` prints it: `AB:CD:…`.
    func fingerprint(_ name: String) throws -> String {
        let printed = try openssl(
            ["x509", "-in", "\(name).pem", "-noout", "-fingerprint", "-sha256"])
        return String(printed.split(separator: "=")[1].prefix { !$0.isNewline })
    }

    @discardableResult
    private func openssl(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // A file, because a child started meanwhile would inherit a pipe and never end it.
        let output = path("output")
        try Data().write(to: URL(fileURLWithPath: output))
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OpenSSLFailed(arguments: arguments) }
        return try String(contentsOfFile: output, encoding: .utf8)
    }

    struct OpenSSLFailed: Error {
        let arguments: [String]
    }
}

/// A TLS server in a Python child: sends back what it gets. It reports the names it was asked
/// for and whether it got any byte inside TLS.
final class TLSPeer: @unchecked Sendable {
    // Unchecked for the sake of `Process`, which is only touched by `init` and `deinit`.
    private let process = Process()
    private let output: FileHandle
    let port: Int

    init(_ authority: ThrowawayAuthority, certificate: String, asksForClient: Bool = false) throws {
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", TLSPeer.script, authority.path(certificate + ".pem"),
            authority.path(certificate + ".key"), asksForClient ? authority.path("ca.pem") : "",
        ]
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        output = pipe.fileHandleForReading
        guard let port = Int(output.nextLine()) else { throw DidNotStart() }
        self.port = port
    }

    // Not `terminate`: the child may have been started with that signal blocked.
    deinit { kill(process.processIdentifier, SIGKILL) }

    struct DidNotStart: Error {}

    /// The next line of what it saw: `name <SNI>`, `failed`, `client <CN>`, `bytes`, `end`.
    func nextReport() -> String { output.nextLine() }

    private static let script = """
        import os, socket, ssl, sys, threading, time
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        if sys.argv[3]:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(sys.argv[3])
        def say(text):
            sys.stdout.write(text + "\\n")
            sys.stdout.flush()
        context.sni_callback = lambda s, name, c: say("name " + str(name))
        def serve(raw):
            try:
                tls = context.wrap_socket(raw, server_side=True)
            except Exception:
                say("failed")
                return
            try:
                if sys.argv[3]:
                    subject = dict(part[0] for part in tls.getpeercert()["subject"])
                    say("client " + subject["commonName"])
                seen = False
                while True:
                    data = tls.recv(1 << 16)
                    if not data:
                        break
                    if not seen:
                        say("bytes")
                        seen = True
                    if data.startswith(b"GET /") or data.startswith(b"POST /"):
                        data = b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"
                    tls.sendall(data)
                    if data == b"bye":
                        tls.unwrap()
                        break
                    if data == b"cut":
                        break
            except Exception:
                pass
            say("end")
            raw.close()
            try:
                tls.close()
            except Exception:
                pass
        def stay():
            while os.getppid() == parent:
                time.sleep(0.3)
            os._exit(0)
        parent = os.getppid()
        threading.Thread(target=stay, daemon=True).start()
        listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        say(str(listener.getsockname()[1]))
        while True:
            peer, _ = listener.accept()
            threading.Thread(target=serve, args=(peer,), daemon=True).start()
        """
}

extension FileHandle {
    /// A line of what a child says. At most 5 s, so that a failed test ends.
    func nextLine() -> String {
        var line = ""
        var ready = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
        while poll(&ready, 1, 5000) > 0 {
            guard let byte = try? read(upToCount: 1), let first = byte.first, first != 10
            else { break }
            line.unicodeScalars.append(Unicode.Scalar(first))
        }
        return line
    }
}
