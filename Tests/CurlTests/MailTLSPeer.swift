import Foundation
import Glibc

/// A mail server in a Python child that speaks TLS: with STARTTLS on one port, from the first
/// byte on the other. Of each mail that it took it reports `tls`, `login` and `mail`.
final class MailTLSPeer: @unchecked Sendable {
    // Unchecked for the sake of `Process`, which is only touched by `init` and `deinit`.
    private let process = Process()
    private let output: FileHandle
    let port: Int
    let implicitPort: Int

    init(_ authority: ThrowawayAuthority) throws {
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", MailTLSPeer.script, authority.path("good.pem"),
            authority.path("good.key"),
        ]
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        output = pipe.fileHandleForReading
        let ports = output.nextLine().split(separator: " ").compactMap { Int($0) }
        guard ports.count == 2 else { throw TLSPeer.DidNotStart() }
        (port, implicitPort) = (ports[0], ports[1])
    }

    // Not `terminate`: the child may have been started with that signal blocked.
    deinit { kill(process.processIdentifier, SIGKILL) }

    /// The next lines of what it saw.
    func reports(_ count: Int) -> [String] { (0..<count).map { _ in output.nextLine() } }

    private static let script = """
        import os, socket, ssl, sys, threading, time
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        def say(text):
            sys.stdout.write(text + "\\n")
            sys.stdout.flush()
        def serve(peer, implicit):
            try:
                talk(peer, implicit)
            except Exception:
                pass
        def talk(peer, secure):
            if secure:
                peer = context.wrap_socket(peer, server_side=True)
            seen = ["tls"] if secure else []
            lines = peer.makefile("rwb", buffering=0)
            lines.write(b"220 mail\\r\\n")
            while line := lines.readline():
                word = line.split()[0].upper()
                if word == b"EHLO":
                    lines.write(b"250-mail\\r\\n")
                    lines.write(b"250 AUTH PLAIN\\r\\n" if secure else b"250 STARTTLS\\r\\n")
                elif word == b"STARTTLS":
                    lines.write(b"220 go\\r\\n")
                    peer = context.wrap_socket(peer, server_side=True)
                    lines = peer.makefile("rwb", buffering=0)
                    secure = True
                    seen = ["tls"]
                elif word == b"AUTH":
                    seen.append("login")
                    if len(line.split()) < 3:
                        lines.write(b"334 \\r\\n")
                        lines.readline()
                    lines.write(b"235 welcome\\r\\n")
                elif word == b"DATA":
                    lines.write(b"354 go\\r\\n")
                    while lines.readline() not in (b".\\r\\n", b""):
                        pass
                    seen.append("mail")
                    say(" ".join(seen))
                    lines.write(b"250 taken\\r\\n")
                elif word == b"QUIT":
                    lines.write(b"221 bye\\r\\n")
                    return
                else:
                    lines.write(b"250 fine\\r\\n")
        def stay():
            while os.getppid() == parent:
                time.sleep(0.3)
            os._exit(0)
        parent = os.getppid()
        threading.Thread(target=stay, daemon=True).start()
        listeners = [socket.create_server(("127.0.0.1", 0), backlog=128) for _ in range(2)]
        say(" ".join(str(listener.getsockname()[1]) for listener in listeners))
        def accept(listener, implicit):
            while True:
                peer, _ = listener.accept()
                threading.Thread(target=serve, args=(peer, implicit), daemon=True).start()
        threading.Thread(target=accept, args=(listeners[0], False), daemon=True).start()
        accept(listeners[1], True)
        """
}
